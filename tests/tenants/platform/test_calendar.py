"""A person's calendar of deadlines: the file, its private address, and what it never shows."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tenants.office.calendar_file import Event, calendar
from tenants.registry.feeds.models import CalendarFeed
from tenants.registry.organisations.models import Membership
from tests import builders
from tests.builders import NOON
from tests.builders_applications import an_empty_draft
from tests.builders_calls import an_open_call
from tests.builders_platform import a_visitor

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def text_of(*events):
    return calendar("Terminy", events, at=AT)


def an_event(title="Złóż ofertę", until=AT, **more):
    return Event(
        **{"uid": "offer-1@osnowa", "title": title, "url": "http://lipowo.localhost/x/", "until": until, **more}
    )


# --- the file ---


def test_a_moment_is_written_in_utc_on_both_sides_of_the_time_change():
    winter = an_event(until=datetime(2027, 2, 12, 15, 30, tzinfo=builders.WARSAW))
    summer = an_event(until=datetime(2027, 7, 12, 15, 30, tzinfo=builders.WARSAW))

    assert re.findall(r"DTEND:(\S+)", text_of(winter, summer)) == ["20270212T143000Z", "20270712T133000Z"]


def test_a_day_lasts_the_whole_day():
    assert "DTSTART;VALUE=DATE:20271230\r\nDTEND;VALUE=DATE:20271231\r\n" in text_of(an_event(until=date(2027, 12, 30)))


def test_a_title_with_line_breaks_and_signs_forges_no_property():
    written = text_of(an_event("Sport; dzieci, 1\r\nATTENDEE:mailto:x@example.org\\"))

    assert "\r\nATTENDEE" not in written
    assert "SUMMARY:Sport\\; dzieci\\, 1 ATTENDEE:mailto:x@example.org\\\\" in written.replace("\r\n ", "")


def test_no_line_is_longer_than_the_standard_lets_it_be():
    written = text_of(an_event("Zażółć gęślą jaźń " * 20))

    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75
    assert written.replace("\r\n ", "").count("Zażółć gęślą jaźń") == 60


# --- the address ---


@pytest.fixture
def today(monkeypatch, db):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def address_of(browser):
    browser.post("/calendar/address/")
    return browser.get("/calendar/").context["address"].removeprefix("http://osnowa.localhost")


def a_draft(actor, schema="lipowo"):
    with builders.in_town(schema):
        return an_empty_draft(an_open_call(title=f"Sport, {schema}").lots.get(), actor)


def test_the_address_shows_own_deadlines_of_all_towns_without_signing_in(nadia, norbert, browser_of, today):
    here, there = a_draft(nadia), a_draft(nadia, "olszany")
    theirs = a_draft(norbert)

    answer = a_visitor().get(address_of(browser_of(nadia, town="osnowa")))

    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(re.findall(r"URL:(\S+)", text)) == {
        f"http://lipowo.localhost/applications/{here.ref}/summary/",
        f"http://olszany.localhost/applications/{there.ref}/summary/",
    }
    assert theirs.ref not in text


def test_a_new_address_ends_the_old_one(nadia, browser_of, today):
    browser = browser_of(nadia, town="osnowa")
    old = address_of(browser)
    new = address_of(browser)

    assert old != new
    assert [a_visitor().get(one).status_code for one in (old, new)] == [404, 200]


def test_a_calendar_turned_off_is_not_there(nadia, browser_of, today):
    browser = browser_of(nadia, town="osnowa")
    address = address_of(browser)

    browser.post("/calendar/address/close/")

    assert a_visitor().get(address).status_code == 404
    assert "address/close" not in browser.get("/calendar/").content.decode()


@pytest.mark.parametrize("token", ["x", "x.y", "%00", "a" * 500])
def test_a_guessed_address_leads_nowhere(today, token):
    assert a_visitor().get(f"/calendar/{token}.ics").status_code == 404


def test_the_key_alone_is_no_address(nadia, browser_of, today):
    address_of(browser_of(nadia, town="osnowa"))

    assert a_visitor().get(f"/calendar/{CalendarFeed.objects.get().key}.ics").status_code == 404


def test_who_left_the_organisation_has_an_empty_calendar(nadia, browser_of, today):
    a_draft(nadia)
    address = address_of(browser_of(nadia, town="osnowa"))
    Membership.objects.update(ended_at=NOON)

    assert "VEVENT" not in a_visitor().get(address).content.decode()


def test_an_account_that_was_closed_has_no_calendar(nadia, browser_of, today):
    address = address_of(browser_of(nadia, town="osnowa"))
    person = builders.user(nadia)
    person.is_active = False
    person.save()

    assert a_visitor().get(address).status_code == 404


def test_one_person_renews_nobody_elses_address(nadia, norbert, browser_of, today):
    hers = address_of(browser_of(nadia, town="osnowa"))

    address_of(browser_of(norbert, town="osnowa"))
    browser_of(norbert, town="osnowa").post("/calendar/address/close/")

    assert a_visitor().get(hers).status_code == 200


def test_the_address_is_not_given_by_following_a_link(nadia, browser_of, today):
    assert browser_of(nadia, town="osnowa").get("/calendar/address/").status_code == 405
    assert not CalendarFeed.objects.exists()


def test_a_calendar_asks_as_often_for_two_towns_as_for_one(nadia, browser_of, today, django_assert_num_queries):
    address = address_of(browser_of(nadia, town="osnowa"))
    visitor = a_visitor()
    a_draft(nadia)
    visitor.get(address)
    with django_assert_num_queries(11):
        visitor.get(address)
    a_draft(nadia, "olszany")
    with django_assert_num_queries(11):
        visitor.get(address)


def test_a_passed_deadline_leaves_the_calendar(nadia, browser_of, monkeypatch, today):
    draft = a_draft(nadia)
    address = address_of(browser_of(nadia, town="osnowa"))
    assert "VEVENT" in a_visitor().get(address).content.decode()

    monkeypatch.setattr(timezone, "now", lambda: draft.call.closes_at + timedelta(seconds=1))

    assert "VEVENT" not in a_visitor().get(address).content.decode()
