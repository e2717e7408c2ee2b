"""Writing an offer: its beginning, its sections one page each, its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from frontend.listing import mistakes
from grants.applications import actions, finding, outline, presentation, rules, sums
from grants.applications import content as shape
from grants.applications.budget_form import BudgetForm, known
from grants.applications.models import Application
from grants.applications.saving import attempt, form_of, revision_in, saved_fields, with_moved_rows
from grants.applications.states import ApplicationState
from grants.calls.models import Lot
from grants.calls.presentation import who_may_apply
from tenants.gates.access import EDITOR, REPRESENTATIVE, signed_in
from tenants.gates.doors import open_to
from tenants.registry.organisations.models import Organisation


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """For which organisation; without one, the way to enter it."""
    wanted = request.POST.get("lot") or request.GET.get("lot") or ""
    if not wanted.isdecimal():
        raise Http404
    lot = get_object_or_404(Lot.objects.visible_to(request.actor).select_related("call"), pk=int(wanted[:18]))
    at = timezone.now()
    mine = request.actor.organisations_as(REPRESENTATIVE, EDITOR)
    organisations = list(Organisation.objects.filter(pk__in=mine, closed_at=None).order_by("name"))
    if request.method == "POST":
        chosen = next((one for one in organisations if str(one.pk) == request.POST.get("organisation")), None)
        if chosen is None:
            raise Http404
        draft = actions.begin(lot, organisation=chosen, by=request.actor, at=at)
        return redirect("applications:edit", ref=draft.ref, section=shape.APPLICANT)
    admitted = [one for one in organisations if lot.call.admits(one.legal_form)]
    context = {
        "lot": lot,
        "call": lot.call,
        "organisations": admitted,
        "not_admitted": [one for one in organisations if one not in admitted],
        "who_may_apply": who_may_apply(lot.call),
        "at": at,
        "open": lot.call.accepts_at(at),
    }
    return render(request, "grants/applications/new.html", context)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str, section: str) -> HttpResponse:
    """One section of a draft. What cannot be saved stays on the page as it was typed."""
    if section not in shape.SECTIONS:
        raise Http404
    application = finding.own(request, ref)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    if request.method != "POST":
        return page(request, application, section)
    if form := with_moved_rows(section, application.content, request.POST):
        return page(request, application, section, form=form, revision=revision_in(request.POST))
    form = form_of(section, application.content, request.POST)
    quietly = request.headers.get("X-Autosave") == "1"
    at = timezone.now()
    newer = None
    if form.is_valid():
        newer = attempt(
            form,
            lambda: actions.save_section(
                application, section, form.values(), revision=revision_in(request.POST), by=request.actor, at=at
            ),
        )
    if newer is not None:
        return _newer(request, application, section, form, newer, quietly=quietly)
    if not form.is_valid():
        if quietly:
            return JsonResponse(
                {"message": _("One of the fields cannot be saved: press Save to see which.")}, status=422
            )
        return page(request, application, section, form=form, revision=revision_in(request.POST), status=422)
    if quietly:
        revision = application.revisions[section]
        return JsonResponse({"fields": saved_fields(form, section, application.content, revision)})
    if request.POST.get("go") == "stay":
        messages.success(request, _("The draft is saved."))
        return redirect("applications:edit", ref=ref, section=section)
    return redirect(_address(application, presentation.neighbours(section)[1]))


def _newer(
    request: Any, application: Application, section: str, form: Any, newer: Any, *, quietly: bool
) -> HttpResponse:
    if quietly:
        return JsonResponse({"message": str(newer)}, status=409)
    application.refresh_from_db(fields=["content", "revisions", "changed_by", "changed_at"])
    stored = outline.part(section, application.content)
    return page(
        request,
        application,
        section,
        form=form,
        revision=application.revisions.get(section, 0),
        stale={"sentence": str(newer), "fields": stored, "at": application.changed_at},
        status=409,
    )


def page(
    request: Any,
    application: Application,
    section: str,
    *,
    form: Any = None,
    revision: int | None = None,
    stale: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    gaps = finding.gaps_of(application)
    if form is None:
        shown: dict[str, Any] = presentation.problems(gaps, section) if request.GET.get("check") else {}
        form = form_of(section, application.content, **shown)
    back, forward = presentation.neighbours(section)
    context = {
        **frame(application, gaps, section),
        "form": form,
        "mistakes": mistakes_of(form),
        "revision": application.revisions.get(section, 0) if revision is None else revision,
        "stale": stale,
        "template": f"grants/applications/sections/{section}.html",
        "back": _address(application, back) if back else "",
        "forward": presentation.STEP_LABELS.get(forward, _("Check and file")),
        "action": reverse("applications:edit", args=[application.ref, section]),
        "autosave": stale is None,
    }
    if section == shape.BUDGET:
        context |= sums.context(form, application.lot, live=reverse("applications:sums", args=[application.ref]))
    if section == shape.APPLICANT:
        context["identity"] = outline.identity(application.content.get(shape.APPLICANT, {}))
    return render(request, "grants/applications/edit.html", context, status=status)


def mistakes_of(form: Any) -> list[Any]:
    """For the summary above the form."""
    if isinstance(form, BudgetForm):
        return form.mistakes()
    found = mistakes([form])
    for table in form.tables:
        found += table.mistakes(lambda row: _("Row %(number)s") % {"number": row.number})
    return found


def frame(application: Application, gaps: list[Any], current: str) -> dict[str, Any]:
    """What every page of a draft shows around its content."""
    at = timezone.now()
    call = application.call
    return {
        "application": application,
        "call": call,
        "lot": application.lot,
        "section": current,
        "label": presentation.STEP_LABELS.get(current, _("Check and file")),
        "steps": presentation.steps(application, gaps, current),
        "gaps": gaps,
        "at": at,
        "clock": date_format(timezone.localtime(at), "H:i:s"),
        "accepts": call.accepts_at(at),
        "left": rules.left(call.closes_at, at),
        "badge": presentation.badge(ApplicationState(application.state)),
    }


def _address(application: Application, step: str) -> str:
    if step in {"summary", "attachments"}:
        return reverse(f"applications:{step}", args=[application.ref])
    return reverse("applications:edit", args=[application.ref, step])


@open_to(signed_in)
@require_POST
def budget_sums(request: Any, ref: str) -> HttpResponse:
    """The sums of what is typed, for the page to show while typing. Nothing is saved."""
    application = finding.own(request, ref)
    form = BudgetForm(request.POST, **known(application.content))
    return render(request, "grants/applications/_sums.html", sums.context(form, application.lot))


@open_to(signed_in)
@require_POST
def discard(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="discard")
    actions.discard(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft was deleted."))
    return redirect("applications:index")


@open_to(signed_in)
@require_POST
def copy(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref)
    draft = actions.copy(application, by=request.actor, at=timezone.now())
    messages.success(request, _("A new draft was made. Attach the files again and confirm the declarations."))
    return redirect("applications:summary", ref=draft.ref)
