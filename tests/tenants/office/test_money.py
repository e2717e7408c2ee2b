"""Money: exact to the grosz, whatever the numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from frontend.fields import MoneyField as MoneyFormField
from tenants.office.money import GROSZ, LARGEST, MoneyField, in_words, percent, round_money, share_out

amounts = st.decimals(min_value=0, max_value=LARGEST, places=2)
finer = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=6)
weights = st.lists(st.decimals(min_value=0, max_value=1_000_000, places=2), min_size=1, max_size=30).filter(any)


@given(finer)
def test_rounding_moves_an_amount_by_half_a_grosz_at_most(number):
    rounded = round_money(number)

    assert rounded.as_tuple().exponent == -2
    assert abs(rounded - number) <= GROSZ / 2
    assert round_money(-number) == -rounded


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("2.675", "2.68"), ("2.665", "2.67"), ("0.005", "0.01"), ("-0.005", "-0.01"), ("1.004999", "1.00"), ("3", "3.00")],
)
def test_half_a_grosz_goes_up(number, rounded):
    assert str(round_money(Decimal(number))) == rounded


@given(amounts, weights)
def test_shared_parts_add_up_and_stay_within_a_grosz_of_the_exact_share(total, parts_weigh):
    parts = share_out(total, parts_weigh)

    assert sum(parts) == total
    for part, weight in zip(parts, parts_weigh, strict=True):
        exact = Fraction(total) * Fraction(weight) / Fraction(sum(parts_weigh))
        assert abs(Fraction(part) - exact) < Fraction(GROSZ)


@given(amounts, weights)
def test_a_heavier_part_never_gets_less_and_no_weight_gets_nothing(total, parts_weigh):
    parts = share_out(total, parts_weigh)

    ordered = [part for _weight, part in sorted(zip(parts_weigh, parts, strict=True))]
    assert ordered == sorted(ordered)
    assert all(part == 0 for part, weight in zip(parts, parts_weigh, strict=True) if not weight)


def test_the_odd_grosz_goes_to_the_first_of_equals():
    assert share_out(Decimal("100.00"), [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


@pytest.mark.parametrize(
    ("total", "parts_weigh"), [("-1", [1]), ("1.001", [1]), ("1", [0, 0]), ("1", []), ("1", [2, -1])]
)
def test_what_cannot_be_shared_out_is_refused(total, parts_weigh):
    with pytest.raises(ValueError):
        share_out(Decimal(total), parts_weigh)


@given(amounts, amounts.filter(bool), st.integers(min_value=0, max_value=4))
def test_a_percentage_is_the_exact_one_rounded_half_up(part, whole, places):
    share = percent(part, whole, places)

    exact = Fraction(part) * 100 / Fraction(whole)
    half = Fraction(1, 2 * 10**places)
    assert share.as_tuple().exponent == -places
    assert -half < Fraction(share) - exact <= half


@pytest.mark.parametrize(
    ("part", "whole", "share"), [("1", "3", "33.33"), ("2", "3", "66.67"), ("1", "800", "0.13"), ("50", "50", "100.00")]
)
def test_percentages_people_know(part, whole, share):
    assert str(percent(Decimal(part), Decimal(whole))) == share


def test_there_is_no_percentage_of_nothing():
    assert percent(Decimal("5.00"), Decimal("0.00")) is None


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero złotych 00/100"),
        ("1", "jeden złoty 00/100"),
        ("2.02", "dwa złote 02/100"),
        ("5", "pięć złotych 00/100"),
        ("12", "dwanaście złotych 00/100"),
        ("21", "dwadzieścia jeden złotych 00/100"),
        ("22", "dwadzieścia dwa złote 00/100"),
        ("112", "sto dwanaście złotych 00/100"),
        ("1000", "jeden tysiąc złotych 00/100"),
        ("1234.50", "jeden tysiąc dwieście trzydzieści cztery złote 50/100"),
        ("2000", "dwa tysiące złotych 00/100"),
        ("12500.99", "dwanaście tysięcy pięćset złotych 99/100"),
        ("21000", "dwadzieścia jeden tysięcy złotych 00/100"),
        ("1000000", "jeden milion złotych 00/100"),
        ("3000001", "trzy miliony jeden złotych 00/100"),
        ("1002003004.05", "jeden miliard dwa miliony trzy tysiące cztery złote 05/100"),
        (
            "9999999999.99",
            "dziewięć miliardów dziewięćset dziewięćdziesiąt dziewięć milionów dziewięćset dziewięćdziesiąt dziewięć "
            "tysięcy dziewięćset dziewięćdziesiąt dziewięć złotych 99/100",
        ),
    ],
)
def test_amounts_in_polish_words(amount, words):
    assert in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero zlotys 00/100"),
        ("1", "one zloty 00/100"),
        ("1234.50", "one thousand two hundred and thirty-four zlotys 50/100"),
        ("1000005", "one million and five zlotys 00/100"),
    ],
)
def test_amounts_in_english_words(amount, words):
    assert in_words(Decimal(amount), "en") == words


@given(amounts, amounts)
def test_two_amounts_never_share_their_words(one, other):
    assert (in_words(one) == in_words(other)) == (one == other)
    assert (in_words(one, "en") == in_words(other, "en")) == (one == other)


VALUE = (
    {
        word: number
        for number, word in enumerate(
            [
                "zero",
                "jeden",
                "dwa",
                "trzy",
                "cztery",
                "pięć",
                "sześć",
                "siedem",
                "osiem",
                "dziewięć",
                "dziesięć",
                "jedenaście",
                "dwanaście",
                "trzynaście",
                "czternaście",
                "piętnaście",
                "szesnaście",
                "siedemnaście",
                "osiemnaście",
                "dziewiętnaście",
            ]
        )
    }
    | dict(
        zip(
            [
                "dwadzieścia",
                "trzydzieści",
                "czterdzieści",
                "pięćdziesiąt",
                "sześćdziesiąt",
                "siedemdziesiąt",
                "osiemdziesiąt",
                "dziewięćdziesiąt",
            ],
            range(20, 100, 10),
            strict=True,
        )
    )
    | dict(
        zip(
            ["sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"],
            range(100, 1000, 100),
            strict=True,
        )
    )
)
SIZE = {"tys": 10**3, "milion": 10**6, "miliard": 10**9}


@given(amounts)
def test_polish_words_read_back_give_the_amount(amount):
    *words, _currency, groszes = in_words(amount).split()

    total = below = 0
    for word in words:
        if word in VALUE:
            below += VALUE[word]
        else:
            total += below * next(size for stem, size in reversed(SIZE.items()) if word.startswith(stem))
            below = 0
    assert Decimal(total + below) + Decimal(groszes.split("/")[0]) / 100 == amount


@given(st.integers(min_value=0, max_value=10**9))
def test_zloty_follows_the_number_before_it(number):
    currency = in_words(number).split()[-2]

    if number == 1:
        assert currency == "złoty"
    elif str(number)[-1] in "234" and str(number).zfill(2)[-2] != "1":
        assert currency == "złote"
    else:
        assert currency == "złotych"


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "10000000000.00", "NaN"])
def test_an_amount_that_no_contract_has_is_refused_in_words(amount):
    with pytest.raises(ValueError):
        in_words(Decimal(amount))


@pytest.mark.parametrize(
    "reckon",
    [round_money, in_words, lambda x: share_out(x, [1]), lambda x: share_out(Decimal(1), [x]), lambda x: percent(x, 1)],
)
@pytest.mark.parametrize("number", [1.5, True, "1.50"])
def test_floats_and_other_things_are_no_money(reckon, number):
    with pytest.raises(TypeError):
        reckon(number)


def test_a_money_field_is_asked_for_in_the_money_form_field():
    field = MoneyField(blank=True)

    assert isinstance(field, models.DecimalField)
    assert (field.max_digits, field.decimal_places) == (12, 2)
    assert isinstance(field.formfield(), MoneyFormField)
