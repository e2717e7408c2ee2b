from datetime import date, datetime

import pytest

from grants.small_grants import content, rules
from tenants.gates.refusals import Refusal
from tests.builders import WARSAW
from tests.builders_small_grants import values


def at(*when):
    return datetime(*when, tzinfo=WARSAW)


def gaps(**over):
    return [gap.field for gap in rules.gaps(content.normal(values(**over)), year=2027)]


def test_a_complete_offer_lacks_nothing():
    assert gaps() == []


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"sphere": ""}, "sphere"),
        ({"contact_email": "nie ma"}, "contact_email"),
        ({"title": "  "}, "title"),
        ({"start": None}, "start"),
        ({"end": date(2027, 2, 1)}, "end"),
        ({"end": date(2028, 1, 10)}, "end"),
        ({"start": date(2026, 12, 30)}, "start"),
        ({"profile": ""}, "profile"),
        ({"results": []}, "results"),
        ({"results": [{"name": "Treningi", "target": "", "monitoring": ""}]}, "results"),
        ({"costs": []}, "costs"),
        ({"grant": "0.00"}, "costs"),
        ({"d6": False}, "d6"),
        ({"d5": ""}, "d5_0"),
    ],
)
def test_what_is_missing_is_named_at_its_field(over, field):
    assert field in gaps(**over)


def test_an_offer_is_published_within_seven_working_days():
    # Friday 15 January 2027 is not counted, weekends neither.
    assert rules.posting_due(at(2027, 1, 15, 12, 0)) == date(2027, 1, 26)
    # 1 and 3 May are days off; 3 May 2027 is a Monday.
    assert rules.posting_due(at(2027, 4, 29, 12, 0)) == date(2027, 5, 11)
    # Christmas Eve is a day off since 2025.
    assert rules.posting_due(at(2027, 12, 22, 23, 59)) == date(2028, 1, 3)


def test_an_offer_that_came_just_before_midnight_came_that_day_in_poland():
    assert rules.posting_due(at(2027, 1, 14, 23, 59)) == date(2027, 1, 25)


def test_comments_last_seven_calendar_days_and_end_on_a_working_one():
    assert rules.comments_until(date(2027, 1, 20)) == date(2027, 1, 27)
    # The seventh day is Saturday 23 January.
    assert rules.comments_until(date(2027, 1, 16)) == date(2027, 1, 25)


@pytest.mark.parametrize(
    ("place", "posted_on"), [("press", date(2027, 1, 20)), ("bip", date(2027, 1, 21)), ("bip", date(2027, 1, 14))]
)
def test_a_posting_is_in_one_of_three_places_between_filing_and_today(place, posted_on):
    with pytest.raises(Refusal):
        rules.check_posting(place=place, posted_on=posted_on, filed_at=at(2027, 1, 15, 12, 0), at=at(2027, 1, 20, 9, 0))


def test_one_place_missing_is_named():
    with pytest.raises(Refusal):
        rules.check_places({"bip", "board"})
    rules.check_places({"bip", "board", "website"})


def test_the_last_second_of_the_last_day_is_in_time_for_a_comment():
    said = {"state": "published", "comments_until": date(2027, 1, 27)}

    assert rules.is_commentable(**said, at=at(2027, 1, 27, 23, 59, 59))
    assert not rules.is_commentable(**said, at=at(2027, 1, 28, 0, 0, 0))
    with pytest.raises(rules.TooEarly):
        rules.check_term_over(date(2027, 1, 27), at=at(2027, 1, 27, 23, 59, 59))
    rules.check_term_over(date(2027, 1, 27), at=at(2027, 1, 28, 0, 0, 0))


def test_a_flood_of_comments_is_stopped():
    rules.check_comment("Dobry pomysł.", lately=29)
    with pytest.raises(rules.TooMany):
        rules.check_comment("Dobry pomysł.", lately=30)
