"""Somebody demands grounds; the office answers with what is on record."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from grants.applications.models import Application
from grants.applications.people import coordinators
from grants.applications.rules import check_published
from grants.awards import points
from grants.awards.justifications import rules
from grants.awards.justifications.models import JustificationRequest
from grants.awards.justifications.reading import announced_at
from grants.awards.justifications.states import FLOW
from grants.awards.models import Award
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office.notices import actions as notices
from tenants.office.texts import text as fit


@transaction.atomic
def ask(
    application: Application, *, name: str, email: str, language: str, text: str = "", by: Actor, at: datetime
) -> JustificationRequest:
    """Demand the grounds for what was decided on this offer. One that comes late is recorded, and told so.

    Raises: Refusal, PermissionDenied.
    """
    check_published(application.call)
    announced = announced_at(application)
    if announced is None:
        raise Refusal("The results are not published.")
    rules.check_person(name=name, email=email)
    request = JustificationRequest(
        application=application,
        asked_by_id=by.user_id,
        name=fit(name, 200, "name"),
        email=email.strip(),
        language=language,
        text=fit(text, rules.ROOM, "text"),
        asked_at=at,
    )
    late = rules.is_late(announced_at=announced, at=at)
    request.due_on = None if late else rules.due_on(at)
    FLOW.create(request, by=by, at=at, step="come_late" if late else "ask", offer=application.number)
    _write("justification-late" if late else "justification-received", request, at=at)
    if not late:
        _write_to_office("justification-asked", request, at=at)
    return request


@transaction.atomic
def answer(request: JustificationRequest, *, answer: str, by: Actor, at: datetime) -> None:
    """Send the grounds with the points and reasons of the offer, and keep both. Raises: Refusal, WrongState."""
    said = fit(answer, rules.ANSWER_ROOM, "answer")
    rules.check_answer(said)
    with translation.override(request.language):
        quoted = quote(request.application)
    FLOW.move(request, "answer", by=by, at=at, answer=said, quoted=quoted, answered_at=at, answered_by=by.name)
    _write("justification-answered", request, at=at)


@transaction.atomic
def remind(request: JustificationRequest, letter: str, *, by: Actor, at: datetime) -> None:
    """Write to the coordinators about the day of the answer, once for each kind of letter. Raises: WrongState."""
    FLOW.move(request, "remind", by=by, at=at, noted={"letter": letter})
    _write_to_office(letter, request, at=at)


def quote(application: Application) -> str:
    """What the record says of this offer: the decision in force with its reason, the points and reasons."""
    award = Award.objects.in_force().filter(application=application).first()
    decided = [award.get_outcome_display(), award.reason] if award else []
    return "\n".join([*filter(None, decided), points.in_words(points.of_offer(application))])


def _write_to_office(letter: str, request: JustificationRequest, *, at: datetime) -> None:
    """To those who may read the demand: nobody tied to the offer or of its applicant."""
    offer = request.application
    facts = {"call": offer.call.title, "number": offer.number, "name": request.name, "due_on": request.due_on}
    path = reverse("awards:justification", args=[request.pk])
    notices.queue(letter, to=coordinators(offer), about=request, context=facts, at=at, path=path)


def _write(letter: str, request: JustificationRequest, *, at: datetime) -> None:
    offer = request.application
    announced = announced_at(offer)
    notices.queue(
        letter,
        to=[notices.Recipient(request.email, request.name, request.language)],
        about=offer,
        context={
            "call": offer.call.title,
            "number": offer.number,
            "organisation": offer.organisation_name,
            "title": offer.title,
            "due_on": request.due_on,
            "answer": request.answer,
            "quoted": request.quoted,
            "last_day": rules.last_day(announced) if announced else None,
        },
        at=at,
        path=reverse("awards:results", args=[offer.call.ref]),
    )
