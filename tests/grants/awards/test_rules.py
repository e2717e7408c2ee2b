from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.awards import rules
from grants.awards.rules import Candidate, Line, Purse
from tenants.gates.refusals import Refusal

PURSE = Purse(title="Sport", pool=Decimal("20000.00"), grant_min=Decimal("1000.00"))


def candidate(
    number: int, *, requested: str = "10000.00", position: int | None = None, passes: bool = True
) -> Candidate:
    return Candidate(
        application_id=number,
        number=f"1/{number}",
        requested=Decimal(requested),
        position=position or number,
        passes=passes,
    )


def line(number: int, outcome: str, amount: str = "0", reason: str = "") -> Line:
    return Line(application_id=number, outcome=outcome, amount=Decimal(amount), reason=reason)


def fields_of(refused: pytest.ExceptionInfo[Refusal]) -> list[str | None]:
    return [one.field for one in refused.value.every()]


CANDIDATES = [candidate(1), candidate(2), candidate(3)]


def test_full_reduced_and_reserve_fit_together():
    rules.check_proposal([line(1, "full", "10000"), line(2, "reduced", "9000"), line(3, "reserve")], CANDIDATES, PURSE)


@pytest.mark.parametrize(
    ("outcome", "amount"),
    [
        ("full", "9999.99"),
        ("full", "10000.01"),
        ("reduced", "10000"),
        ("reduced", "0"),
        ("reduced", "999.99"),
        ("reduced", "-1"),
        ("reserve", "1"),
        ("refused", "1"),
    ],
)
def test_an_amount_must_fit_the_outcome_the_request_and_the_least_grant(outcome, amount):
    with pytest.raises(Refusal) as refused:
        rules.check_proposal([line(1, outcome, amount)], CANDIDATES, PURSE)

    assert fields_of(refused) == ["amount_1"]


def test_a_strange_outcome_is_refused():
    with pytest.raises(Refusal) as refused:
        rules.check_proposal([line(1, "maybe", "10")], CANDIDATES, PURSE)

    assert fields_of(refused) == ["outcome_1"]


def test_the_proposal_stays_inside_the_pool_of_its_lot():
    everything = [line(1, "full", "10000"), line(2, "full", "10000")]
    rules.check_proposal(everything, CANDIDATES, PURSE)

    with pytest.raises(Refusal) as refused:
        rules.check_proposal([*everything, line(3, "reduced", "1000")], CANDIDATES, PURSE)

    assert "1 000,00" in str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


def test_an_offer_below_the_minimum_cannot_be_proposed_not_even_for_the_reserve():
    weak = [candidate(1, passes=False)]

    for outcome, amount in (("full", "10000"), ("reserve", "0")):
        with pytest.raises(Refusal) as refused:
            rules.check_proposal([line(1, outcome, amount)], weak, PURSE)
        assert fields_of(refused) == ["outcome_1"]
    rules.check_proposal([line(1, "refused")], weak, PURSE)


def test_skipping_a_better_ranked_offer_needs_a_reason():
    lines = [line(1, "refused"), line(2, "full", "10000"), line(3, "reserve")]
    with pytest.raises(Refusal) as refused:
        rules.check_proposal(lines, CANDIDATES, PURSE)
    assert fields_of(refused) == ["reason_1"]

    rules.check_proposal([line(1, "refused", reason="Wniosek poza zadaniem."), *lines[1:]], CANDIDATES, PURSE)


def test_an_equally_ranked_offer_is_not_skipped():
    equal = [candidate(1, position=1), candidate(2, position=1)]

    rules.check_proposal([line(1, "reserve"), line(2, "full", "10000")], equal, PURSE)


def test_the_executive_may_differ_with_a_reason():
    proposed = {1: line(1, "full", "10000"), 2: line(2, "reserve"), 3: line(3, "refused")}
    same = list(proposed.values())
    rules.check_decision(same, proposed, CANDIDATES, PURSE)

    with pytest.raises(Refusal) as refused:
        rules.check_decision(
            [line(1, "reduced", "8000"), line(2, "full", "10000"), same[2]], proposed, CANDIDATES, PURSE
        )
    assert fields_of(refused) == ["reason_1", "reason_2"]

    changed = [line(1, "reduced", "8000", "Mniejszy zakres."), line(2, "full", "10000", "Ważne dla gminy."), same[2]]
    rules.check_decision(changed, proposed, CANDIDATES, PURSE)


def test_the_executive_too_stays_inside_the_pool():
    lines = [line(n, "full", "10000", "Tak.") for n in (1, 2, 3)]

    with pytest.raises(Refusal):
        rules.check_decision(lines, {}, CANDIDATES, PURSE)


def test_every_offer_has_one_line():
    rules.check_whole([line(1, "refused"), line(2, "refused"), line(3, "refused")], CANDIDATES)
    with pytest.raises(Refusal, match="1/3"):
        rules.check_whole([line(1, "refused"), line(2, "refused")], CANDIDATES)
    with pytest.raises(Refusal):
        rules.check_whole([line(1, "refused"), line(1, "refused"), line(2, "refused")], CANDIDATES)
    with pytest.raises(Refusal):
        rules.check_whole([*(line(n, "refused") for n in (1, 2, 3)), line(9, "refused")], CANDIDATES)


def test_a_reduced_grant_needs_a_day_for_the_update():
    today = date(2027, 2, 13)
    rules.check_update_day([line(1, "full", "10000")], None, today=today)
    for day in (None, today):
        with pytest.raises(Refusal) as refused:
            rules.check_update_day([line(1, "reduced", "9000")], day, today=today)
        assert fields_of(refused) == ["update_due_on"]


def test_the_act_has_a_number_and_a_day_that_has_come():
    today = date(2027, 2, 13)
    rules.check_act(act_number="40/2027", signed_on=today, today=today)
    for number, day in ((" ", today), ("40/2027", date(2027, 2, 14))):
        with pytest.raises(Refusal):
            rules.check_act(act_number=number, signed_on=day, today=today)


def test_the_first_suggestion_goes_down_the_ranking_until_the_pool_ends():
    offers = [candidate(1), candidate(2), candidate(3), candidate(4, passes=False)]
    purse = Purse(title="Sport", pool=Decimal("15000.00"), grant_min=Decimal("1000.00"))

    found = rules.suggest(offers, purse)

    assert [(one.outcome, one.amount) for one in found] == [
        ("full", Decimal("10000.00")),
        ("reduced", Decimal("5000.00")),
        ("reserve", Decimal("0.00")),
        ("refused", Decimal("0.00")),
    ]


@given(
    st.lists(st.tuples(st.decimals(1, 50000, places=2), st.booleans()), max_size=12),
    st.decimals(1, 100000, places=2),
    st.one_of(st.none(), st.decimals(0, 5000, places=2)),
)
def test_what_the_product_suggests_always_passes_its_own_rules(offers, pool, least):
    requested = [(amount, ok) for amount, ok in offers if least is None or amount >= least]
    candidates = [
        candidate(n, requested=str(amount), position=n, passes=ok) for n, (amount, ok) in enumerate(requested, 1)
    ]
    purse = Purse(title="Sport", pool=pool, grant_min=least)

    rules.check_proposal(rules.suggest(candidates, purse), candidates, purse)
