"""Letters about acts: to whoever prepares and signs them, and in one batch to applicants when one is published."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from grants.applications.people import partners
from grants.applications.states import ApplicationState
from grants.awards.justifications.rules import last_day
from grants.awards.models import Award, Decision, Outcome
from grants.calls import letters as of_call
from tenants.gates.access import COORDINATOR
from tenants.office import law
from tenants.office.deadlines import local_day
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Written
from tenants.office.seats.models import Seat


def to_sign(decision: Decision, *, at: datetime) -> None:
    """An act is prepared: the executive signs it or sends it back."""
    of_call.to_executives("act-prepared", decision.call, at=at, prepared_by=decision.prepared_by)


def sent_back(decision: Decision, *, at: datetime) -> None:
    """To whoever prepared it."""
    seats = Seat.objects.of(COORDINATOR).filter(user_id=decision.prepared_by_id)
    notices.queue(
        "act-sent-back",
        to=[notices.Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats],
        about=decision.call,
        context={"title": decision.call.title, "remarks": decision.remarks},
        at=at,
        path=reverse("awards:decision", args=[decision.call.ref]),
    )


def batch(
    decision: Decision, update_due_on: date | None, *, at: datetime, awards: Iterable[Award] | None = None
) -> list[Written]:
    """Every letter that publishing this act sends: one for each of these offers (all of the act's, unless said), to
    whoever filed it, to the organisation and to partners. Whoever resigned knows it.

    `update_due_on`: the day that counts, whatever day the act names.
    """
    rows = awards if awards is not None else Award.objects.filter(decision=decision)
    found: list[Written] = []
    for award in _of(rows, decision):
        found += _letters(award, decision, update_due_on, at=at)
    return found


def _of(rows: Iterable[Award], decision: Decision) -> list[Award]:
    shown = [row.pk for row in rows]
    known = Award.objects.filter(pk__in=shown).select_related("application__organisation").order_by("pk")
    if decision.is_first:
        return list(known)
    return [one for one in known if one.application.state != ApplicationState.RESIGNED]


def _letters(award: Award, decision: Decision, update_due_on: date | None, *, at: datetime) -> list[Written]:
    today = local_day(at)
    days = law.value("justification_days", on=today)
    offer = award.application
    gives = award.amount > 0
    # A later act that gives says what a first one says; one that takes away says that it changes the decision.
    template = f"result-{award.outcome}" if decision.is_first or gives else "result-changed"
    return notices.write(
        template,
        to=[
            notices.Recipient(offer.filed_by_email, offer.filed_by, offer.filed_language),
            notices.Recipient(offer.organisation.email, award.organisation_name, offer.filed_language),
            *partners(offer),
        ],
        about=offer,
        context={
            "call": decision.call.title,
            "number": offer.number,
            "organisation": award.organisation_name,
            "title": award.title,
            "requested": award.requested,
            "amount": award.amount,
            "outcome": Outcome(award.outcome).label,
            "reason": award.reason,
            "act_number": decision.act_number,
            "update_due_on": update_due_on,
            "named": decision.update_due_on if decision.update_due_on != update_due_on else None,
            "justification_days": days,
            "justification_until": last_day(at),
        },
        path=reverse("applications:detail", args=[offer.ref]),
    )


def send(decision: Decision, update_due_on: date | None, *, at: datetime) -> None:
    post(batch(decision, update_due_on, at=at), at=at)


def post(letters: Iterable[Written], *, at: datetime) -> None:
    notices.post(letters, at=at)
