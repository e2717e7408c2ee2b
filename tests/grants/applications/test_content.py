"""The canonical shape of an offer: equal offers are equal documents, and have equal checksums."""

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.applications import content as shape
from grants.applications.content import normal
from tenants.gates.refusals import Refusal
from tenants.office.documents.checksum import checksum

words = st.text(alphabet="aąbcćż \t\n\r\u00a0<>&\"'{}%0123", max_size=40)
amounts = st.decimals(min_value=0, max_value=Decimal("99999.99"), places=2, allow_nan=False, allow_infinity=False)


@st.composite
def budgets(draw: Any) -> dict[str, Any]:
    lines = [
        {
            "code": "",
            "group": "I",
            "action": 1,
            "name": draw(words),
            "unit": draw(words),
            "unit_cost": draw(amounts),
            "quantity": Decimal(2),
        }
        for _place in range(draw(st.integers(0, 4)))
    ]
    return {"lines": lines, "sources": {"grant": draw(amounts), "own_financial": draw(amounts)}}


@given(budgets(), words, st.randoms())
def test_equal_offers_have_equal_checksums_however_they_were_typed(budget, text, dice):
    first = {"budget": normal("budget", budget), "task": normal("task", {"title": text, "start": "2027-03-01"})}
    typed_again = {
        "lines": [{name: _typed(value) for name, value in _shuffled(line, dice).items()} for line in budget["lines"]],
        "sources": {name: f"{value:.2f}" for name, value in _shuffled(budget["sources"], dice).items()},
    }
    second = _shuffled(
        {
            "task": normal("task", {"start": "2027-03-01", "title": f"  {text}\r\n", "unknown": "x"}),
            "budget": normal("budget", typed_again),
        },
        dice,
    )

    assert first == second
    assert checksum(first) == checksum(second)


def _typed(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _shuffled(values: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    pairs = list(values.items())
    dice.shuffle(pairs)
    return dict(pairs)


@given(words)
def test_a_text_is_normal_after_being_made_normal_once(text):
    once = normal("task", {"title": text, "description": text})

    assert normal("task", once) == once


def test_another_letter_another_checksum():
    assert checksum(normal("task", {"title": "Turniej"})) != checksum(normal("task", {"title": "Turniej!"}))


def test_decomposed_letters_are_the_same_letters():
    assert (
        normal("task", {"title": "z\u0307o\u0301ł\u0301"})["title"]
        == normal("task", {"title": "żó\u0142\u0301"})["title"]
    )


def test_a_short_field_is_one_line_and_control_characters_are_gone():
    assert normal("task", {"title": "Turniej\n\nwiosenny\x00\x07"})["title"] == "Turniej wiosenny"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bieg 🏃\u200d♀️ po zdrowie", "Bieg 🏃\u200d♀️ po zdrowie"),
        ("مركز العائلات", "مركز العائلات"),
        ("Tur\u200bniej\ufeff", "Turniej"),
        ("kwota \u202e0005\u202c zł", "kwota 0005 zł"),
        ("z\u200b\u0307oty", "żoty"),
        ("NUL\x00 w środku", "NUL w środku"),
    ],
)
def test_what_a_reader_sees_is_what_is_kept(typed, kept):
    assert normal("task", {"title": typed})["title"] == kept
    assert normal("task", normal("task", {"title": typed}))["title"] == kept


def test_paragraphs_stay_paragraphs():
    assert normal("task", {"description": "Raz\r\n\r\nDwa  \r\n"})["description"] == "Raz\n\nDwa"


def test_empty_rows_are_dropped_and_each_action_gets_a_lasting_code():
    rows = normal(
        "schedule",
        {"rows": [{"name": "Treningi"}, {"name": "", "description": " "}, {"name": "Turniej", "code": "a1"}]},
    )["rows"]

    assert [(row["code"], row["name"]) for row in rows] == [("a2", "Treningi"), ("a1", "Turniej")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"unit_cost": "1.234"}, "lines.k1.unit_cost"),
        ({"unit_cost": "-1.00"}, "lines.k1.unit_cost"),
        ({"unit_cost": "1000000000.00"}, "lines.k1.unit_cost"),
        ({"quantity": "0.125"}, "lines.k1.quantity"),
        ({"unit_cost": "999999999.00", "quantity": "9.00"}, "lines.k1"),
    ],
)
def test_an_amount_that_can_be_none_is_refused_at_its_field(line, field):
    with pytest.raises(Refusal) as refused:
        normal("budget", {"lines": [{"group": "I", "action": 1, "unit_cost": "1.00", "quantity": "1.00", **line}]})

    assert refused.value.field == field


@pytest.mark.parametrize("typed", ["1,5", "abc", "1e3", "NaN", "٣", 1.5, "Infinity"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Refusal):
        normal("budget", {"sources": {"grant": typed}})


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(Refusal) as refused:
        normal("task", {"start": "2027-02-30"})

    assert refused.value.field == "start"


def test_a_text_that_is_too_long_is_refused_with_both_lengths():
    with pytest.raises(Refusal, match=r"501.*500"):
        normal("task", {"title": "x" * 501})


def test_the_years_of_a_task_are_those_it_touches():
    assert shape.years_of({"start": "2027-10-01", "end": "2028-03-31"}) == (2027, 2028)
    assert shape.years_of({"start": "2027-10-01", "end": ""}) == ()
