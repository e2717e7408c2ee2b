"""Two clerks in one draft: nothing typed is lost, nothing is silently overwritten."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from grants.calls import actions, meeting, text
from grants.calls.models import Call
from tenants.gates.refusals import Stale
from tests.builders import NOON
from tests.builders_calls import DAY, a_draft_call
from tests.grants.calls.test_pages import page, typed

BASE = {"contact": "pokój 1", "subject": "Sport", "minimum_points": Decimal(50), "lots": [{"title": "Zajęcia"}]}
OPENED = meeting.marks(text.of_values(BASE))


def test_the_same_said_otherwise_is_no_change():
    again = {**BASE, "minimum_points": Decimal("50.00"), "subject": "Sport\r\n", "task_to": None}

    assert meeting.marks(text.of_values(again)) == OPENED


def test_what_only_the_other_changed_is_taken_over():
    met = meeting.put_together({**BASE, "contact": "pokój 2"}, {**BASE, "subject": "Piłka"}, opened=OPENED)

    assert (met.taken, met.both) == (["contact"], [])
    assert (met.values["contact"], met.values["subject"]) == ("pokój 2", "Piłka")


def test_what_both_changed_stays_as_typed_and_is_named():
    met = meeting.put_together({**BASE, "contact": "pokój 2"}, {**BASE, "contact": "pokój 3"}, opened=OPENED)

    assert (met.taken, met.both) == ([], ["contact"])
    assert met.values["contact"] == "pokój 3"


def test_what_both_changed_alike_is_no_difference():
    met = meeting.put_together({**BASE, "contact": "pokój 2"}, {**BASE, "contact": "pokój 2"}, opened=OPENED)

    assert (met.taken, met.both) == ([], [])


def test_rows_meet_as_one_set():
    theirs = {**BASE, "lots": [{"title": "Zajęcia"}, {"title": "Turnieje"}]}

    met = meeting.put_together(theirs, BASE, opened=OPENED)

    assert met.taken == ["lots"] and len(met.values["lots"]) == 2


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"contact": 7}', "null"])
def test_without_the_marks_every_difference_is_shown(marks):
    met = meeting.put_together({**BASE, "contact": "pokój 2"}, BASE, opened=meeting.read_marks(marks))

    assert met.both == ["contact"]


@pytest.mark.django_db
def test_a_second_save_of_an_older_draft_is_refused_and_saves_nothing(clara):
    call = a_draft_call()
    opened = call.revision
    actions.edit(call, revision=opened, by=clara, at=NOON - 10 * DAY, contact="pokój 7")

    with pytest.raises(Stale):
        actions.edit(call, revision=opened, by=clara, at=NOON - 10 * DAY, contact="pokój 8", task_to=date(2027, 10, 1))

    call.refresh_from_db()
    assert (call.contact, call.task_to, call.revision) == ("pokój 7", date(2027, 11, 30), opened + 1)


@pytest.mark.django_db
def test_a_save_that_changes_nothing_disturbs_nobody(clara):
    call = a_draft_call()
    opened = call.revision

    actions.edit(call, revision=opened, by=clara, at=NOON - 10 * DAY, contact=call.contact)

    assert call.revision == opened


@pytest.mark.django_db
def test_the_second_clerk_is_told_keeps_what_was_typed_and_saves_it_put_together(browser_of, clara):
    now = timezone.now().replace(microsecond=0)
    call = a_draft_call(
        at=now, opens_at=now + DAY, closes_at=now + 40 * DAY, decision_by=(now + 70 * DAY).date(), contact="pokój 1"
    )
    address, clerk = f"/calls/{call.ref}/edit/", browser_of(clara)
    mine = typed(call, clara, subject="Piłka nożna dla dzieci", contact="pokój mój")
    clerk.post(address, typed(call, clara, contact="pokój ich", selection="Wybiera komisja."))

    met = clerk.post(address, mine)
    shown = page(met)

    assert met.status_code == 409
    assert "Clara Clerk" in shown and "pokój ich" in shown and "Piłka nożna dla dzieci" in shown
    assert met.context["form"]["contact"].value() == "pokój mój"
    assert met.context["form"]["selection"].value() == "Wybiera komisja."
    call.refresh_from_db()
    assert (call.contact, call.subject) == ("pokój ich", "Zajęcia sportowe dla dzieci i młodzieży.")
    fresh = Call.objects.get(pk=call.pk)
    again = {
        **mine,
        "selection": "Wybiera komisja.",
        "revision": met.context["revision"],
        "marks": met.context["marks"],
    }
    assert clerk.post(address, again).status_code == 302
    fresh.refresh_from_db()
    assert (fresh.contact, fresh.subject, fresh.selection) == (
        "pokój mój",
        "Piłka nożna dla dzieci",
        "Wybiera komisja.",
    )
    assert json.loads(met.context["marks"])
