"""The batch of letters that publishing an act sends: shown before it goes out, and afterwards with the time of each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.awards import actions, letters, reading
from grants.awards.forms import PublishingForm
from grants.awards.models import Award, Decision, Kind
from grants.awards.states import UNSIGNED
from grants.awards.views_decision import USUAL_TIME_FOR_UPDATES
from grants.calls.models import Call, Publication
from grants.calls.rules import missing_places
from grants.scoring import presentation as scoring
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.deadlines import local_day
from tenants.office.notices.models import Notice


def _act(request: Any, ref: str, pk: int) -> Decision:
    seen = Decision.objects.visible_to(request.actor).signed().select_related("call", "basis")
    return get_object_or_404(seen, call__ref=ref, pk=pk)


@open_to(staff)
@require_safe
def batch(request: Any, ref: str, pk: int) -> HttpResponse:
    """Recipients, subjects and texts. Letters about offers hidden from the reader are only counted."""
    return _page(request, _act(request, ref, pk))


def _page(request: Any, act: Decision, *, form: PublishingForm | None = None) -> HttpResponse:
    shown = list(Award.objects.visible_to(request.actor).filter(decision=act).select_related("application"))
    sent = act.published_at is not None
    if not sent and form is None:
        form = _form(act)
    day = form["update_due_on"].initial if form else act.update_due_on
    context = {
        "call": act.call,
        "decision": act,
        "sent": sent,
        "form": form,
        "letters": _sent(request, act, shown) if sent else _to_send(act, shown, day),
        "missing_places": _missing(request, act) if act.is_first and not sent else [],
        "may_publish": clerks(request.actor) and not sent and act.state not in UNSIGNED,
        "steps": scoring.steps(act.call, request.actor, "results"),
    }
    return render(request, "grants/awards/letters.html", context, status=422 if form and form.errors else 200)


def _form(act: Decision, typed: Any = None) -> PublishingForm | None:
    """Asked only where an offer is to be updated by a day that has come."""
    today = local_day(timezone.now())
    if act.update_due_on is None or act.update_due_on > today or not reading.asks_for_updates(act):
        return None
    return PublishingForm(typed, named=act.update_due_on, initial={"update_due_on": today + USUAL_TIME_FOR_UPDATES})


def _to_send(act: Decision, shown: list[Award], day: date | None) -> list[dict[str, Any]]:
    return [
        {"to": one.to.email, "name": one.to.name, "language": _language(one.to.language), "subject": one.subject}
        | {"text": one.text, "sent_at": None}
        for one in letters.batch(act, day, at=timezone.now(), awards=shown)
    ]


def _sent(request: Any, act: Decision, shown: list[Award]) -> list[dict[str, Any]]:
    offers = [one.application_id for one in shown]
    posted = Notice.objects.visible_to(request.actor).filter(
        kind="application", thing_id__in=offers, queued_at=act.published_at
    )
    return [
        {"to": one.to_email, "name": one.to_name, "language": _language(one.language), "subject": one.subject}
        | {"text": one.text, "sent_at": one.sent_at}
        for one in posted.order_by("pk")
    ]


def _language(code: str) -> str:
    return str(get_language_info(code)["name_local"])


def _missing(request: Any, act: Decision) -> list[Any]:
    recorded = Publication.objects.visible_to(request.actor).filter(call=act.call, subject=Publication.Subject.RESULTS)
    return [place.label for place in missing_places([one.place for one in recorded])]


@open_to(clerks)
@require_POST
def publish(request: Any, ref: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    seen = Decision.objects.visible_to(request.actor).signed().select_related("call", "basis")
    act = get_object_or_404(seen, call=call, kind=Kind.FIRST)
    said = _("The results are public, and every applicant has got a letter.")
    return _publish(request, act, partial(actions.publish_results, call), said)


@open_to(clerks)
@require_POST
def publish_change(request: Any, ref: str, pk: int) -> HttpResponse:
    act = _act(request, ref, pk)
    said = _("The act is published and in force, and those it concerns have got letters.")
    return _publish(request, act, partial(actions.publish_change, act), said)


def _publish(request: Any, act: Decision, publishing: Callable[..., None], said: str) -> HttpResponse:
    form = _form(act, request.POST)
    if form is None:
        publishing(by=request.actor, at=timezone.now())
    elif form.is_valid():
        with into(form):
            publishing(by=request.actor, at=timezone.now(), **form.cleaned_data)
    if form and form.errors:
        return _page(request, act, form=form)
    messages.success(request, said)
    return redirect("awards:letters", ref=act.call.ref, pk=act.pk)
