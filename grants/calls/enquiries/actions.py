"""A question about a call is asked, answered, put in better words, or declined."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from grants.calls.enquiries import rules
from grants.calls.enquiries.models import Enquiry
from grants.calls.enquiries.states import FLOW
from grants.calls.models import Call
from grants.calls.states import FLOW as CALLS
from grants.calls.taking import begin
from tenants.gates.access import COORDINATOR, Actor, permit
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Seat
from tenants.office.texts import text as fit


@transaction.atomic
def ask(call: Call, *, text: str, by: Actor, at: datetime) -> Enquiry:
    """A question for the office. The same words again while they wait are the same question.

    Raises: Refusal, TooOften, PermissionDenied.
    """
    said = fit(text, rules.ROOM, "text")
    # The call's row first: two questions at once are counted one after the other.
    Call.objects.select_for_update(no_key=True).only("pk").get(pk=call.pk)
    enquiry = Enquiry(call=call, asked_by_id=by.user_id or 0, asked_at=at, text=said)
    permit(FLOW.steps["create"].may, by, enquiry)
    rules.check_open(call, at)
    rules.check_words(text=said)
    own = Enquiry.objects.filter(asked_by_id=by.user_id)
    waiting = list(own.filter(call=call).waiting())
    if already := next((one for one in waiting if one.text == said), None):
        return already
    rules.check_often(last_day=own.filter(asked_at__gt=at - rules.DAY).count(), waiting=len(waiting))
    FLOW.create(enquiry, by=by, at=at)
    coordinators = [
        Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in Seat.objects.of(COORDINATOR)
    ]
    _write("enquiry-asked", coordinators, enquiry, at=at, path="calls:enquiries", question=said)
    return enquiry


@transaction.atomic
def answer(enquiry: Enquiry, *, published: str, answer: str, by: Actor, at: datetime) -> None:
    """Publish the question, in these words, with the answer. Raises: Refusal, WrongState, PermissionDenied."""
    facts = _words(published, answer)
    FLOW.move(enquiry, "answer", by=by, at=at, closed_at=at, closed_by=by.name, **facts)
    _tell_asker("enquiry-answered", enquiry, at=at, question=facts["published"], answer=facts["answer"])


@transaction.atomic
def amend(enquiry: Enquiry, *, published: str, answer: str, by: Actor, at: datetime) -> None:
    """Other words for what is published: a mistake, or something personal that was left in."""
    facts = _words(published, answer)
    FLOW.move(enquiry, "amend", by=by, at=at, noted={"was": enquiry.answer[:200]}, **facts)
    _tell_asker("enquiry-answered", enquiry, at=at, question=facts["published"], answer=facts["answer"])


@transaction.atomic
def decline(enquiry: Enquiry, *, reason: str, by: Actor, at: datetime) -> None:
    """Neither answered nor published; whoever asked reads why. Raises: Refusal, WrongState, PermissionDenied."""
    said = fit(reason, rules.ROOM, "reason")
    rules.check_words(reason=said)
    FLOW.move(enquiry, "decline", by=by, at=at, closed_at=at, closed_by=by.name, reason=said)
    _tell_asker("enquiry-declined", enquiry, at=at, question=enquiry.text, reason=said)


@transaction.atomic
def set_last_day(call: Call, day: date | None, *, by: Actor, at: datetime) -> None:
    """Until when questions are taken; None: until the deadline. Raises: Refusal, WrongState, PermissionDenied."""
    begin(call, "date_enquiries", by=by)
    rules.check_last_day(call, day, at)
    CALLS.move(call, "date_enquiries", by=by, at=at, enquiries_until=day)


def _words(published: str, answer: str) -> dict[str, Any]:
    facts = {
        "published": fit(published, rules.ROOM, "published"),
        "answer": fit(answer, rules.ANSWER_ROOM, "answer"),
    }
    rules.check_words(**facts)
    return facts


def _tell_asker(letter: str, enquiry: Enquiry, *, at: datetime, **facts: Any) -> None:
    person = enquiry.asked_by
    to = [Recipient(person.email, person.name, person.language)] if person.is_active else []
    _write(letter, to, enquiry, at=at, path="calls:detail", **facts)


def _write(letter: str, to: list[Recipient], enquiry: Enquiry, *, at: datetime, path: str, **facts: Any) -> None:
    context = {"title": enquiry.call.title, **facts}
    notices.queue(letter, to=to, about=enquiry, context=context, at=at, path=reverse(path, args=[enquiry.call.ref]))
