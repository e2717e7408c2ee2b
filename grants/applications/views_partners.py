"""A joint offer while it is a draft: who takes part, each organisation's own part, its word."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.listing import mistakes
from grants.applications import (
    access,
    filing,
    finding,
    outline,
    outline_joint,
    partners,
    partners_inviting,
    partners_reading,
)
from grants.applications import partners_presentation as presentation
from grants.applications.discarded import Discarded
from grants.applications.models import Application
from grants.applications.partners_forms import AddressForm, FindForm, PartForm
from grants.applications.partners_models import Offeror
from grants.applications.partners_rules import part_gaps
from grants.applications.saving import (
    attempt,
    filed_meanwhile,
    is_quiet,
    keeping_typed,
    revision_in,
    seen_anew,
    told,
    unsaved,
    years_in,
)
from grants.applications.states import FLOW, OFFEROR_FLOW, ApplicationState, OfferorState
from grants.applications.views_writing import frame
from tenants.gates.access import permit, signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(signed_in)
@require_safe
def index(request: Any, ref: str) -> HttpResponse:
    """Who files the offer together, how the costs are split, and whose word is missing."""
    application = finding.one(request, ref)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    return _page(request, application)


def _page(request: Any, application: Application, *, status: int = 200, **forms: Any) -> HttpResponse:
    actor, rows = request.actor, partners_reading.rows_of(application)
    for row in rows:
        row.application = application
    leads = access.writers(actor, application)
    gaps = finding.gaps_of(application)
    context = {
        **_framed(application, gaps, actor),
        "leads": leads,
        "can": FLOW.open_steps(application, actor),
        "offerors": presentation.listed(application, rows, actor),
        "mine": presentation.mine(application, rows, actor),
        "step": presentation.step(application, rows, gaps, actor),
        "split": presentation.split(application, rows),
        "lacking": [gap.sentence for gap in gaps if gap.section == "partners"],
        "alone": len(rows) <= 1,
        "liability": outline_joint.LIABILITY,
        "found": None,
        "find": FindForm(),
        "address": AddressForm(),
        **forms,
    }
    return render(request, "grants/applications/partners.html", context, status=status)


def _framed(application: Application, gaps: list[Any], actor: Any) -> dict[str, Any]:
    """The frame of a draft's page; a partner has no use for steps it cannot open."""
    context = frame(application, gaps, "partners")
    return context if access.belongs(actor, application) else {**context, "steps": []}


@open_to(signed_in)
@require_POST
def make_joint(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="make_joint")
    partners.make_joint(application, by=request.actor, at=timezone.now())
    messages.success(request, _("This is a joint offer now. Invite the other organisations."))
    return redirect("applications:partners", ref=ref)


@open_to(signed_in)
@require_POST
def make_single(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="make_single")
    partners.make_single(application, by=request.actor, at=timezone.now())
    messages.success(request, _("Your organisation files this offer alone."))
    return redirect("applications:summary", ref=ref)


@open_to(signed_in)
@require_POST
def invite(request: Any, ref: str) -> HttpResponse:
    """By an exact number or name among registered organisations, after a look at whom it finds; or to an address."""
    application = finding.own(request, ref, step="make_joint")
    at = timezone.now()
    if "email" in request.POST:
        address = AddressForm(request.POST)
        if address.is_valid():
            with into(address):
                row = partners_inviting.invite(
                    application, email=address.cleaned_data["email"].lower(), by=request.actor, at=at
                )
                return _invited(request, row)
        return _page(request, application, address=address, mistakes=mistakes([address]), status=422)
    find = FindForm(request.POST)
    if not find.is_valid():
        return _page(request, application, find=find, mistakes=mistakes([find]), status=422)
    who = find.cleaned_data["who"]
    found = partners_inviting.find(who)
    # Chosen only among what this very number or name finds: a made-up choice names nobody.
    chosen = next((one for one in found if str(one.pk) == request.POST.get("organisation")), None)
    if chosen is None:
        return _page(request, application, find=find, found=found, who=who)
    with into(find):
        return _invited(request, partners_inviting.invite(application, organisation=chosen, by=request.actor, at=at))
    return _page(request, application, find=find, mistakes=mistakes([find]), status=422)


def _invited(request: Any, row: Offeror) -> HttpResponse:
    said = _("The invitation is on its way to %(name)s. It is good for 14 days, and once.")
    messages.success(request, said % {"name": row.organisation_name})
    return redirect("applications:partners", ref=row.application.ref)


@open_to(signed_in)
@require_POST
def remind(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref)
    asked = partners.remind(application, by=request.actor, at=timezone.now())
    said = ngettext("%(n)d partner was asked to confirm.", "%(n)d partners were asked to confirm.", asked)
    messages.success(request, said % {"n": asked})
    return redirect("applications:partners", ref=ref)


def _typed(gone: Discarded, posted: Any, pk: int) -> PartForm:
    """What was sent into a part of a draft that is no longer there."""
    return PartForm(posted, stored={}, leads=False, years=years_in(posted))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_typed(_typed)
@seen_anew
def part(request: Any, ref: str, pk: int) -> HttpResponse:
    """What one organisation says of itself. What cannot be saved stays on the page as it was typed."""
    application, row = _own(request, ref, pk, "write")
    years = partners_reading.years_of(application)
    if application.state != ApplicationState.DRAFT or row.state != OfferorState.JOINED:
        if request.method != "POST" or application.filed_at is None:
            return redirect("applications:detail", ref=ref)
        form = PartForm(request.POST, stored=row.part, leads=row.leads, years=years)
        sentence = filed_meanwhile(application.filed_by, application.filed_at)
        return unsaved(request, form, sentence, back=reverse("applications:detail", args=[ref]))
    context: dict[str, Any] = {
        "leads": row.leads,
        "years": years,
        "equal": presentation.equal_share(application),
    }
    if request.method != "POST":
        asked = dict(part_gaps(row.part, years, leads=row.leads)) if request.GET.get("check") else {}
        problems = {field: [sentence] for field, sentence in asked.items()}
        return _part_page(request, application, row, PartForm(stored=row.part, problems=problems, **context))
    form = PartForm(request.POST, stored=row.part, **context)
    newer = None
    if form.is_valid():
        newer = attempt(
            form,
            lambda: partners.save_part(
                row, form.values(), revision=revision_in(request.POST), by=request.actor, at=timezone.now()
            ),
        )
    if is_quiet(request):
        row.refresh_from_db(fields=["revision"])
        return told(form, newer, revision=str(row.revision))
    if newer is not None:
        row.refresh_from_db(fields=["part", "revision", "changed_at"])
        stale = {"sentence": str(newer), "fields": presentation.said(row), "at": row.changed_at}
        return _part_page(request, application, row, form, stale=stale, status=409)
    if not form.is_valid():
        return _part_page(request, application, row, form, status=422)
    messages.success(request, _("Your organisation's part is saved."))
    return redirect("applications:partners", ref=ref)


def _part_page(
    request: Any, application: Application, row: Offeror, form: PartForm, *, stale: Any = None, status: int = 200
) -> HttpResponse:
    context = {
        **_framed(application, [], request.actor),
        "row": row,
        "form": form,
        "mistakes": mistakes([form]),
        "stale": stale,
        "revision": row.revision if stale or not form.is_bound else revision_in(request.POST),
        "action": reverse("applications:part", args=[application.ref, row.pk]),
        # what is confirmed changes only by the person's own will to save it
        "autosave": not stale and not row.seal,
    }
    return render(request, "grants/applications/part.html", context, status=status)


@open_to(signed_in)
@require_safe
def offer(request: Any, ref: str, pk: int) -> HttpResponse:
    """The whole offer for a partner to read, and under it the partner's word."""
    application, row = _own(request, ref, pk, None)
    if application.state != ApplicationState.DRAFT or row.state != OfferorState.JOINED:
        return redirect("applications:detail", ref=ref)
    rows = partners_reading.rows_of(application)
    content = {
        **partners_reading.whole(application, rows),
        "basic": filing.basic(application, call=application.call, town=request.tenant),
    }
    standing = next(one for one in partners_reading.standings(application, rows) if one.pk == row.pk)
    years = partners_reading.years_of(application)
    context = {
        **_framed(application, [], request.actor),
        "row": row,
        "sections": [{**one, "fields": outline.drawn(one["fields"])} for one in outline.sections(content)],
        "files": finding.files_of(application),
        "seal": partners_reading.seal_of(application, row, rows),
        "standing": standing,
        "complete": not any(part_gaps(row.part, years, leads=row.leads)),
        "may_confirm": not row.leads and OFFEROR_FLOW.open_steps(row, request.actor).get("confirm"),
        "liability": outline_joint.LIABILITY,
    }
    return render(request, "grants/applications/joint_offer.html", context)


@open_to(signed_in)
@require_POST
def confirm(request: Any, ref: str, pk: int) -> HttpResponse:
    _application, row = _own(request, ref, pk, "confirm")
    partners.confirm(row, seen=request.POST.get("seal", ""), by=request.actor, at=timezone.now())
    messages.success(request, _("Your organisation confirmed the offer. If it changes, you will be asked again."))
    return redirect("applications:partners", ref=ref)


@open_to(signed_in)
@require_POST
def leave(request: Any, ref: str, pk: int) -> HttpResponse:
    _application, row = _own(request, ref, pk, "leave")
    partners.leave(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Your organisation left the joint offer. Its leader was told."))
    return redirect("applications:index")


@open_to(signed_in)
@require_POST
def remove(request: Any, ref: str, pk: int) -> HttpResponse:
    _application, row = _own(request, ref, pk, "remove")
    partners.remove(row, by=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s is off the list.") % {"name": row.organisation_name})
    return redirect("applications:partners", ref=ref)


@open_to(signed_in)
@require_POST
def cancel(request: Any, ref: str, pk: int) -> HttpResponse:
    _application, row = _own(request, ref, pk, "cancel")
    partners_inviting.cancel(row, by=request.actor, at=timezone.now())
    messages.success(request, _("The invitation is taken back; its link works no more."))
    return redirect("applications:partners", ref=ref)


def _own(request: Any, ref: str, pk: int, step: str | None) -> tuple[Application, Offeror]:
    """A row of an offer the reader may see, which the reader may do that step to; without a step, only their own.

    Raises: Http404, PermissionDenied.
    """
    application = finding.one(request, ref)
    rows = Offeror.objects.visible_to(request.actor).filter(application=application)
    row = get_object_or_404(rows, pk=pk)
    row.application = application
    permit(OFFEROR_FLOW.steps[step].may if step else presentation.members, request.actor, row)
    return application, row
