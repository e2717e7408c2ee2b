from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from frontend.fields import DayField, MomentField, MoneyField, PercentField


def code_of(field: forms.Field, typed: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.error_list[0].code)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,50", "1234.50"),
        ("1\N{NO-BREAK SPACE}234,5", "1234.50"),
        ("1\N{NARROW NO-BREAK SPACE}234.5", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50 zł", "1234.50"),
        ("1234", "1234.00"),
        (",5", "0.50"),
        ("12,", "12.00"),
        ("0", "0.00"),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, value: str) -> None:
    assert str(MoneyField().clean(typed)) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12,345", "max_decimal_places"),
        ("1.234", "max_decimal_places"),
        ("-1", "min_value"),
        ("1e5", "invalid"),
        ("1_000", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("dużo", "invalid"),
        ("1,2,3", "invalid"),
        ("zł", "required"),
        ("", "required"),
        ("9" * 15, "max_digits"),
        ("²", "invalid"),
    ],
)
def test_money_that_is_no_amount_is_refused(typed: str, code: str) -> None:
    assert code_of(MoneyField(), typed) == code


def test_a_limit_is_said_as_an_amount() -> None:
    with pytest.raises(ValidationError) as refused:
        MoneyField(min_value=Decimal("4850")).clean("1200")

    assert "4\N{NO-BREAK SPACE}850,00 zł" in refused.value.messages[0]


def test_an_optional_amount_may_be_left_out() -> None:
    assert MoneyField(required=False).clean(" ") is None


def test_money_is_shown_spaced_and_a_mistake_as_it_was_typed() -> None:
    widget = MoneyField().widget

    assert widget.format_value(Decimal("1234.5")) == "1\N{NO-BREAK SPACE}234,50"
    assert widget.format_value("43650") == "43\N{NO-BREAK SPACE}650,00"
    assert widget.format_value("12,345") == "12,345"
    assert widget.format_value("dużo") == "dużo"


def test_a_percentage_ends_at_a_hundred() -> None:
    assert PercentField().clean("12,5 %") == Decimal("12.50")
    assert code_of(PercentField(), "100,01") == "max_value"


@pytest.mark.parametrize("typed", ["2027-01-15", "15.01.2027", "15-01-2027", "15/01/2027"])
def test_a_day_is_read_in_both_orders(typed: str) -> None:
    assert DayField().clean(typed) == date(2027, 1, 15)


@pytest.mark.parametrize("typed", ["2027-01-15T15:30", "15.01.2027 15:30", "15.01.2027, 15:30", "2027-01-15 15:30"])
def test_a_moment_is_polish_time_and_comes_back_as_utc(typed: str) -> None:
    moment = MomentField().clean(typed)

    assert moment == datetime(2027, 1, 15, 14, 30, tzinfo=UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2027-03-28T02:30", "missing"),
        ("2027-10-31T02:30", "twice"),
        ("jutro", "invalid"),
        ("2027-02-30T10:00", "invalid"),
    ],
)
def test_an_hour_that_is_not_one_hour_is_refused(typed: str, code: str) -> None:
    assert code_of(MomentField(), typed) == code


@pytest.mark.parametrize("typed", ["2027-03-28T01:59", "2027-03-28T03:00", "2027-10-31T01:59", "2027-10-31T03:00"])
def test_the_hours_around_the_change_are_fine(typed: str) -> None:
    assert MomentField().clean(typed) is not None


def test_a_stored_moment_is_shown_in_polish_time() -> None:
    class Opening(forms.Form):
        opens_at = MomentField(initial=datetime(2027, 7, 1, 6, 0, tzinfo=UTC))

    assert 'value="2027-07-01T08:00"' in str(Opening()["opens_at"])


def test_an_unchanged_moment_has_not_changed() -> None:
    field = MomentField()

    assert field.has_changed(datetime(2027, 7, 1, 6, 0, tzinfo=UTC), "2027-07-01T08:00") is False
    assert MoneyField().has_changed(Decimal("1234.50"), "1 234,5") is False
