"""Letters about new calls: which, when, in what language, and once, whatever happens to the worker."""

import json
import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tenants.gates.access import CLOCK, NOBODY
from tenants.registry import tasks
from tenants.registry.alerts import actions
from tenants.registry.alerts.models import Alert, AlertedCall
from tenants.registry.alerts.rules import WARSAW, Wish, digest_moment, wants
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.governments.places import county_key, county_name
from tenants.registry.mail import actions as post
from tenants.registry.mail.models import Letter
from tenants.registry.showcase import actions as showcase
from tenants.registry.showcase.models import ListedCall
from tests.builders import NOON, town, user
from tests.builders_calls import a_published_call

MONDAY = datetime(2027, 1, 18, 7, 5, tzinfo=WARSAW)


# --- rules, without a database ---


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish(everywhere=True), True),
        (Wish(everywhere=False, towns=frozenset({7})), True),
        (Wish(everywhere=False, towns=frozenset({8})), False),
        (Wish(everywhere=False, counties=frozenset({"mazowieckie/lipowski"})), True),
        (Wish(everywhere=False, counties=frozenset({"mazowieckie/inny"})), False),
        (Wish(everywhere=False), False),
        (Wish(everywhere=True, spheres=frozenset({"17"})), True),
        (Wish(everywhere=True, spheres=frozenset({"1"})), False),
    ],
)
def test_a_call_is_wanted_by_place_and_sphere(wish, wanted):
    assert wants(wish, town=7, county="mazowieckie/lipowski", spheres=["16", "17"]) is wanted


def test_a_town_whose_county_is_not_known_is_in_nobodys_county():
    assert not wants(Wish(everywhere=False, counties=frozenset({""})), town=7, county="", spheres=[])


def test_a_call_without_a_sphere_is_for_everyone_who_wants_its_town():
    assert wants(Wish(everywhere=True, spheres=frozenset({"17"})), town=7, county="", spheres=[])


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        (datetime(2027, 1, 18, 6, 59, 59, tzinfo=WARSAW), datetime(2027, 1, 11, 7, tzinfo=WARSAW)),
        (datetime(2027, 1, 18, 7, 0, tzinfo=WARSAW), datetime(2027, 1, 18, 7, tzinfo=WARSAW)),
        (datetime(2027, 1, 24, 23, 0, tzinfo=WARSAW), datetime(2027, 1, 18, 7, tzinfo=WARSAW)),
        # the clock goes forward on Sunday 28 March, and back on Sunday 31 October
        (datetime(2027, 3, 29, 7, 0, tzinfo=WARSAW), datetime(2027, 3, 29, 7, tzinfo=WARSAW)),
        (datetime(2027, 3, 29, 6, 59, tzinfo=WARSAW), datetime(2027, 3, 22, 7, tzinfo=WARSAW)),
        (datetime(2027, 11, 1, 7, 0, tzinfo=WARSAW), datetime(2027, 11, 1, 7, tzinfo=WARSAW)),
    ],
)
def test_the_weekly_letter_is_due_on_monday_at_seven_in_warsaw(at, moment):
    assert digest_moment(at) == moment


@given(st.integers(0, 4 * 366 * 24 * 60))
def test_the_moment_is_always_a_monday_of_the_last_seven_days(minutes):
    at = NOON.astimezone(UTC) + timedelta(minutes=minutes)
    moment = digest_moment(at)

    assert (moment.weekday(), moment.hour) == (0, 7)
    assert timedelta(0) <= at - moment < timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Powiat Lipowski", "lipowski"), (" lipowski ", "lipowski"), ("pow. Lipowski", "lipowski"), ("Kraków", "Kraków")],
)
def test_a_county_is_one_however_it_is_typed(typed, name):
    assert county_name(typed) == name


def test_counties_of_the_same_name_in_two_voivodeships_are_two():
    assert county_key("małopolskie", "brzeski") != county_key("opolskie", "brzeski")
    assert county_key("", "brzeski") == county_key("opolskie", "") == ""


# --- letters ---

database = pytest.mark.django_db


def an_alert(actor, *, pace="at_once", at=NOON, **more):
    facts = {
        "everywhere": not more.get("towns") and not more.get("counties"),
        "towns": [],
        "counties": [],
        "spheres": [],
    }
    return actions.subscribe({**facts, "pace": pace, **more}, by=actor, at=at)


def a_listed_call(number=1, *, schema="lipowo", spheres="17", **more):
    return ListedCall.objects.create(
        government=town(schema),
        ref=f"2027-{number}",
        title=more.pop("title", f"Konkurs {number}"),
        spheres=spheres,
        pool=Decimal("100000.00"),
        opens_at=more.pop("opens_at", NOON - timedelta(days=1)),
        closes_at=more.pop("closes_at", NOON + timedelta(days=20)),
        **more,
    )


def told(actor):
    return [letter.subject for letter in Letter.objects.filter(to_email=actor.email).order_by("pk")]


def jobs_of(task):
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [json.loads(row[0]) for row in cursor.fetchall()]


@database
def test_an_announced_call_is_told_to_those_who_wait_for_it(nadia, norbert, rysia):
    an_alert(nadia, towns=[town("lipowo").pk], spheres=["17"])
    an_alert(norbert, towns=[town("olszany").pk])
    an_alert(rysia, spheres=["1"])

    call = a_published_call()
    (job,) = jobs_of("tenants.registry.tasks.tell_of_call")
    actions.tell(ListedCall.objects.get(pk=job["call"]), by=CLOCK, at=NOON)

    assert [subject.endswith(call.title) for subject in told(nadia)] == [True]
    assert (told(norbert), told(rysia)) == ([], [])


@database
def test_an_edited_call_is_not_told_again(nadia):
    an_alert(nadia)
    showcase.show("2027-1", **facts_of_a_call())
    showcase.show("2027-1", **{**facts_of_a_call(), "title": "Inny tytuł"})

    assert len(jobs_of("tenants.registry.tasks.tell_of_call")) == 1


def facts_of_a_call():
    return {
        "title": "Konkurs",
        "spheres": "17",
        "pool": Decimal("1.00"),
        "opens_at": NOON,
        "closes_at": NOON + timedelta(days=20),
        "cancelled": False,
    }


@database
def test_a_call_that_is_rolled_back_is_told_to_nobody():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        showcase.show("2027-1", **facts_of_a_call())
        raise ZeroDivisionError

    assert jobs_of("tenants.registry.tasks.tell_of_call") == []


@database
def test_one_call_is_one_letter_however_often_the_job_runs(nadia, rysia):
    an_alert(nadia)
    an_alert(rysia)
    call = a_listed_call()

    assert [actions.tell(call, by=CLOCK, at=NOON) for _again in range(3)] == [2, 0, 0]
    assert (len(told(nadia)), len(told(rysia))) == (1, 1)


@database
def test_a_worker_killed_between_two_people_goes_on_where_it_stopped(nadia, rysia, monkeypatch):
    an_alert(nadia)
    an_alert(rysia)
    call = a_listed_call()
    really = actions.letters.queue_about

    def killed(alert, *rest, **more):
        if alert.user_id == rysia.user_id:
            raise KeyboardInterrupt
        really(alert, *rest, **more)

    monkeypatch.setattr(actions.letters, "queue_about", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.tell(call, by=CLOCK, at=NOON)
    assert AlertedCall.objects.count() == 1
    monkeypatch.setattr(actions.letters, "queue_about", really)

    actions.tell(call, by=CLOCK, at=NOON)

    assert (len(told(nadia)), len(told(rysia))) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_call_write_once(nadia):
    an_alert(nadia)
    call = ListedCall.objects.select_related("government").get(pk=a_listed_call().pk)
    gate = threading.Barrier(2)
    written = []

    def worker():
        gate.wait(timeout=20)
        try:
            written.append(actions.tell(call, by=CLOCK, at=NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(written) == [0, 1]
    assert len(told(nadia)) == 1


@database
def test_a_cancelled_or_closed_call_is_told_to_nobody(nadia):
    an_alert(nadia)

    assert actions.tell(a_listed_call(1, cancelled=True), by=CLOCK, at=NOON) == 0
    assert actions.tell(a_listed_call(2, closes_at=NOON - timedelta(seconds=1)), by=CLOCK, at=NOON) == 0


@database
def test_the_letter_is_in_the_readers_language_with_times_of_warsaw(nadia):
    person = user(nadia)
    person.language = "en"
    person.save()
    an_alert(nadia)

    actions.tell(a_listed_call(closes_at=datetime(2027, 7, 1, 15, 30, tzinfo=WARSAW)), by=CLOCK, at=NOON)

    (letter,) = Letter.objects.filter(to_email=nadia.email)
    assert (letter.language, letter.subject) == ("en", "Gmina Lipowo: new call – Konkurs 1")
    assert "1 July 2027, 15:30" in letter.text
    assert "http://lipowo.localhost/calls/2027-1/" in letter.text
    assert letter.unsubscribe in letter.text


@database
def test_the_letter_offers_one_click_that_stops_it(nadia):
    an_alert(nadia)
    actions.tell(a_listed_call(), by=CLOCK, at=NOON)
    letter = Letter.objects.get(to_email=nadia.email)

    post.send("registry.letter", letter.pk)

    (sent,) = mail.outbox
    assert sent.extra_headers == {
        "List-Unsubscribe": f"<{letter.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@database
def test_a_title_with_a_line_break_adds_no_header(nadia):
    an_alert(nadia)

    actions.tell(a_listed_call(title="Sport\r\nBcc: x@example.org"), by=CLOCK, at=NOON)

    assert "\n" not in Letter.objects.get(to_email=nadia.email).subject


# --- the weekly letter ---


@database
def test_the_weekly_letter_has_all_new_calls_and_comes_on_monday_once(nadia):
    an_alert(nadia, pace="weekly")
    a_listed_call(1, closes_at=NOON + timedelta(days=20))
    a_listed_call(2, schema="olszany", closes_at=NOON + timedelta(days=10))

    assert actions.send_digests(by=CLOCK, at=NOON) == 0
    assert [actions.send_digests(by=CLOCK, at=MONDAY) for _again in range(2)] == [1, 0]

    (letter,) = Letter.objects.filter(to_email=nadia.email)
    assert letter.text.index("Konkurs 2") < letter.text.index("Konkurs 1")


@database
def test_nobody_gets_an_empty_letter_nor_the_same_call_twice(nadia):
    an_alert(nadia, pace="weekly")
    a_listed_call()
    actions.send_digests(by=CLOCK, at=MONDAY)

    assert actions.send_digests(by=CLOCK, at=MONDAY + timedelta(days=7)) == 0
    assert len(told(nadia)) == 1


@database
def test_a_worker_that_stood_still_on_monday_writes_when_it_is_back(nadia):
    an_alert(nadia, pace="weekly")
    a_listed_call()

    assert actions.send_digests(by=CLOCK, at=MONDAY + timedelta(days=2)) == 1


@database
def test_who_changes_to_weekly_after_a_letter_at_once_does_not_hear_of_it_again(nadia):
    an_alert(nadia)
    call = a_listed_call()
    actions.tell(call, by=CLOCK, at=NOON)
    an_alert(nadia, pace="weekly", at=NOON)

    assert actions.send_digests(by=CLOCK, at=MONDAY) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_monday_write_once(nadia):
    an_alert(nadia, pace="weekly")
    a_listed_call()
    gate = threading.Barrier(2)
    written = []

    def worker():
        gate.wait(timeout=20)
        try:
            written.append(actions.send_digests(by=CLOCK, at=MONDAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(written) == 1
    assert len(told(nadia)) == 1


@database
def test_a_stopped_alert_and_a_closed_account_hear_nothing(nadia, rysia):
    actions.stop(an_alert(nadia), at=NOON)
    an_alert(rysia)
    person = user(rysia)
    person.is_active = False
    person.save()

    assert actions.tell(a_listed_call(), by=CLOCK, at=NOON) == 0


@database
def test_the_whole_county_is_heard_of(nadia):
    LocalGovernment.objects.filter(schema_name="lipowo").update(voivodeship="mazowieckie", county="lipowski")
    an_alert(nadia, counties=["mazowieckie/lipowski"])

    here = ListedCall.objects.select_related("government").get(pk=a_listed_call(1).pk)
    there = ListedCall.objects.select_related("government").get(pk=a_listed_call(2, schema="olszany").pk)

    assert [actions.tell(one, by=CLOCK, at=NOON) for one in (here, there)] == [1, 0]


@database
def test_only_the_clock_writes_and_only_a_person_asks(nadia):
    with pytest.raises(PermissionDenied):
        actions.tell(a_listed_call(), by=nadia, at=NOON)
    with pytest.raises(PermissionDenied):
        an_alert(NOBODY)


@database
def test_a_job_about_a_call_that_is_gone_ends_quietly():
    tasks.tell_of_call.func(call=0)


@database
def test_coming_back_keeps_one_row_a_person(nadia):
    actions.stop(an_alert(nadia), at=NOON)
    an_alert(nadia, pace="weekly", at=NOON + timedelta(days=1))

    alert = Alert.objects.get()
    assert (alert.pace, alert.stopped_at, alert.digested_at) == ("weekly", None, NOON + timedelta(days=1))
