"""The order of things to do; no database."""

from datetime import date, datetime

import pytest

from tenants.office.todo import Item, ordered
from tests.builders import WARSAW

TODAY = date(2027, 3, 1)


def labels(*items):
    return [item["label"] for item in ordered(items, TODAY)]


def tone(until, given=""):
    return ordered([Item(label="x", url="/", until=until, tone=given)], TODAY)[0]["tone"]


def test_what_is_due_first_stands_first_and_what_has_no_day_last():
    moment = datetime(2027, 3, 2, 15, 30, tzinfo=WARSAW)

    assert labels(
        Item(label="bez terminu", url="/"),
        Item(label="za tydzień", url="/", until=date(2027, 3, 8)),
        Item(label="jutro", url="/", until=moment),
        Item(label="wczoraj", url="/", until=date(2027, 2, 28)),
    ) == ["wczoraj", "jutro", "za tydzień", "bez terminu"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [(date(2027, 2, 28), "bad"), (TODAY, "warn"), (date(2027, 3, 4), "warn"), (date(2027, 3, 5), ""), (None, "")],
)
def test_late_is_told_from_soon(until, expected):
    assert tone(until) == expected


def test_a_thing_without_a_day_keeps_its_own_tone():
    assert tone(None, "warn") == "warn"
