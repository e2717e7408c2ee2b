from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from frontend.templatetags.formats import amount, day, moment, money, percent, share, short_money, words

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1234.5"), "1 234,50 zł"),
        (Decimal("0"), "0,00 zł"),
        (Decimal("999.99"), "999,99 zł"),
        (Decimal("-1234567.80"), "−1 234 567,80 zł"),
        (4200000, "4 200 000,00 zł"),
        (None, "–"),
        ("", ""),
    ],
)
def test_money_is_written_the_polish_way(value: Decimal | int | str | None, written: str) -> None:
    assert money(value) == written.replace(" ", NBSP)


def test_an_amount_has_no_unit() -> None:
    assert amount(Decimal("48500")) == f"48{NBSP}500,00"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("4200000"), "4,2 m zł"),
        (Decimal("2950000"), "2,95 m zł"),
        (Decimal("820000"), "820 k zł"),
        (Decimal("32150"), "32,2 k zł"),
        (Decimal("9800"), "9 800 zł"),
        (Decimal("9800.50"), "9 800,5 zł"),
        (Decimal("-1500000"), "−1,5 m zł"),
    ],
)
def test_a_short_amount_is_rounded(value: Decimal, written: str) -> None:
    with translation.override("en"):
        assert short_money(value) == written.replace(" ", NBSP)


def test_shares_drop_zeros_they_do_not_need() -> None:
    assert [percent(Decimal("12.50")), percent(Decimal("12.00")), percent(Decimal("100"))] == ["12,5%", "12%", "100%"]
    assert [share(Decimal("0.614")), share(Decimal("0.005")), share(Decimal(1))] == ["61%", "1%", "100%"]


def test_a_moment_is_local_and_has_its_machine_form() -> None:
    with translation.override("pl"):
        assert moment(datetime(2027, 1, 15, 14, 30, tzinfo=UTC)) == (
            '<time datetime="2027-01-15T15:30+01:00">15 stycznia 2027, 15:30</time>'
        )


def test_a_day_of_a_moment_is_the_local_day() -> None:
    with translation.override("pl"):
        assert day(date(2027, 5, 3)) == '<time datetime="2027-05-03">3 maja 2027</time>'
        assert day(datetime(2027, 6, 30, 22, 30, tzinfo=UTC)) == '<time datetime="2027-07-01">1 lipca 2027</time>'


def test_what_is_not_there_yet_is_a_dash_and_what_is_unknown_is_empty() -> None:
    drawn = Template(
        "{% load formats %}{{ none|moment }}|{{ unknown|moment }}|{{ none|day }}|{{ unknown|money }}"
    ).render(Context({"none": None}))

    assert drawn == "–||–|"


def test_words_are_escaped() -> None:
    assert words("<b>") == "&lt;b&gt;"
