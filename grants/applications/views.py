"""Reading offers: the list, its export, and one offer as it stands."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.applications import access, checklist, finding, listing, outline, outline_costs, presentation, reading
from grants.applications.lateness import reading as lateness
from grants.applications.models import ApplicationVersion
from grants.applications.rules import PUBLISHED
from grants.applications.states import FLOW, ApplicationState
from tenants.gates.access import clerks, seated, signed_in, staff
from tenants.gates.doors import open_to
from tenants.office.audit.models import AuditEntry
from tenants.office.documents.checksum import grouped


@open_to(signed_in)
@require_safe
def index(request: Any) -> HttpResponse:
    """One's own offers; for the office and committees also those filed by others, to filter, sort and export."""
    context: dict[str, Any] = {"at": timezone.now()}
    if request.actor.memberships:
        context["own"] = listing.own(request.actor, at=context["at"])
        context["invitations"] = listing.invitations(request.actor, at=context["at"])
        context["late"] = lateness.open_to(request.actor, context["at"])
    if seated(request.actor):
        context |= listing.office(request)
    return render(request, "grants/applications/index.html", context)


@open_to(seated)
@require_safe
def export(request: Any) -> HttpResponse:
    """The list with the same filters, for a spreadsheet."""
    return listing.as_csv(request)


@open_to(signed_in)
@require_safe
def detail(request: Any, ref: str) -> HttpResponse:
    """The offer as filed."""
    application = finding.one(request, ref, trials=True)
    if application.state == ApplicationState.DRAFT:
        return redirect("applications:summary", ref=ref)
    at = timezone.now()
    mine = finding.is_mine(request, application)
    state = presentation.shown_state(application.state, application.call.state, mine=mine)
    versions = list(
        ApplicationVersion.objects.visible_to(request.actor).filter(application=application).order_by("number")
    )
    content = reading.binding_of(application, versions)
    published = application.call.state in PUBLISHED
    context = {
        "application": application,
        "call": application.call,
        "lot": application.lot,
        "mine": mine,
        "badge": presentation.badge(state),
        "next": presentation.next_step(application, mine=mine, leads=access.belongs(request.actor, application), at=at),
        "can": {}
        if application.trial or (mine and not published and state != application.state)
        else FLOW.open_steps(application, request.actor),
        "accepts": application.call.accepts_at(at),
        "published": published,
        "clerk": clerks(request.actor),
        "sections": [{**one, "fields": outline.drawn(one["fields"])} for one in outline.sections(content)],
        "figures": outline_costs.summary(content),
        "shown_award": application.awarded if published or not mine else None,
        "checksum": grouped(application.checksum),
        "versions": presentation.numbered(versions),
        "corrections": finding.corrections_of(application),
        "files": finding.files_of(application),
        "answers": _answers(application) if staff(request.actor) and application.formal else [],
        "history": _history(request, application, mine),
        "formal_url": reverse("applications:formal", args=[ref]),
    }
    return render(request, "grants/applications/detail.html", context)


def _answers(application: Any) -> list[checklist.Answered]:
    return checklist.asked_rows(checklist.of(application.call), application.formal)


def _history(request: Any, application: Any, mine: bool) -> list[Any]:
    """The office reads the record; the applicant what it did itself."""
    if not staff(request.actor):
        filed = (application.filed_at, application.filed_by, presentation.VERBS["file"])
        return [filed, (application.made_at, "", presentation.VERBS["create"])]
    entries = AuditEntry.objects.visible_to(request.actor, about=application).exclude(verb__in=("edit", "edit_update"))
    if mine and application.call.state not in PUBLISHED:
        entries = entries.exclude(verb__in=presentation.DECIDING)
    return [(one.at, one.by_name, presentation.VERBS.get(one.verb, one.verb)) for one in reversed(entries)]
