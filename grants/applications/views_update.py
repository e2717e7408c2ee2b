"""The update of an offer after a lower award: the budget and the schedule, beside what was filed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.templatetags.formats import amount
from grants.applications import (
    access,
    actions,
    deciding,
    finding,
    outline,
    outline_costs,
    partners_update,
    presentation,
    reading,
    rules,
    sums,
)
from grants.applications import content as shape
from grants.applications.budget_form import BudgetForm, known
from grants.applications.completeness import Gap, budget_in
from grants.applications.models import Application
from grants.applications.saving import (
    attempt,
    form_of,
    is_quiet,
    revision_in,
    saved_fields,
    seen_anew,
    told,
    unsaved,
    with_moved_rows,
)
from grants.applications.states import FLOW, ApplicationState
from grants.applications.views_writing import mistakes_of
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.office.money import ZERO


@open_to(signed_in)
@require_safe
def update(request: Any, ref: str) -> HttpResponse:
    """What was awarded, what the update still lacks, the two budgets side by side, the button that sends it."""
    application = finding.one(request, ref)
    if not updatable(application, ApplicationState.REDUCED, ApplicationState.UPDATED, ApplicationState.READY):
        return redirect("applications:detail", ref=ref)
    can = FLOW.open_steps(application, request.actor)
    content = reading.updated_content(application)
    problems = [Gap("budget", problem.field, problem.message) for problem in deciding.update_problems(application)]
    budget, filed = budget_in(content), budget_in(application.content)
    edit = reverse("applications:edit_update", args=[ref, shape.BUDGET])
    split = reverse("applications:update_split", args=[ref])
    context = {
        **frame(application, "", request),
        "can": can,
        "problems": [
            (gap.sentence, split if gap.field.startswith("offerors") else f"{edit}?check=1#{presentation.target(gap)}")
            for gap in problems
        ],
        "split_url": split if application.is_joint else "",
        "split": [
            (name, amount(was), amount(now))
            for name, was, now in partners_update.compared(application.content, content)
        ],
        "new_costs": rules.new_costs(budget, filed),
        "sources": outline_costs.compared_sources(filed, budget),
        "costs": outline_costs.compared_costs(filed, budget),
        "budget_url": edit,
        "schedule_url": reverse("applications:edit_update", args=[ref, shape.SCHEDULE]),
        "late": rules.due(application.update_due_on, timezone.now()),
    }
    return render(request, "grants/applications/update.html", context)


def updatable(application: Application, *states: ApplicationState) -> bool:
    """Before the results are published every offer answers alike: the answer would tell the decision."""
    return application.call.state in rules.PUBLISHED and application.state in states


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@seen_anew
def edit_update(request: Any, ref: str, section: str) -> HttpResponse:
    """One section of the update. What cannot be saved stays on the page as it was typed."""
    if section not in shape.UPDATABLE:
        raise Http404
    application = finding.own(request, ref, step="edit_update")
    content = reading.updated_content(application)
    if not updatable(application, ApplicationState.REDUCED):
        if request.method != "POST":
            return redirect("applications:detail", ref=ref)
        sentence = _("The update has been sent meanwhile, and can no longer be changed.")
        back = reverse("applications:detail", args=[ref])
        return unsaved(request, form_of(section, content, request.POST), sentence, back=back)
    if request.method != "POST":
        return page(request, application, section)
    if form := with_moved_rows(section, content, request.POST):
        return page(request, application, section, form=form, revision=revision_in(request.POST))
    form = form_of(section, content, request.POST)
    newer, at = None, timezone.now()
    if form.is_valid():
        newer = attempt(
            form,
            lambda: actions.save_update(
                application, section, form.values(), revision=revision_in(request.POST), by=request.actor, at=at
            ),
        )
    if is_quiet(request):
        codes = saved_fields(form, section, application.update_draft[section]) if form.is_valid() and not newer else {}
        return told(form, newer, revision=str(application.revisions.get(f"update.{section}", 0)), **codes)
    if newer is not None:
        application.refresh_from_db()
        stored = outline.part(section, reading.updated_content(application))
        stale = {"sentence": str(newer), "fields": stored, "at": application.changed_at}
        return page(request, application, section, form=form, stale=stale, status=409)
    if not form.is_valid():
        return page(request, application, section, form=form, revision=revision_in(request.POST), status=422)
    messages.success(request, _("The update is saved."))
    if request.POST.get("go") == "stay":
        return redirect("applications:edit_update", ref=ref, section=section)
    return redirect("applications:update", ref=ref)


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
    content = reading.updated_content(application)
    if form is None:
        gaps = [Gap("budget", one.field, one.message) for one in deciding.update_problems(application)]
        shown: dict[str, Any] = presentation.problems(gaps, section) if request.GET.get("check") else {}
        form = form_of(section, content, **shown)
    stored = application.revisions.get(f"update.{section}", 0)
    context = {
        **frame(application, section, request),
        "form": form,
        "mistakes": mistakes_of(form),
        "revision": stored if revision is None else revision,
        "stale": stale,
        "template": f"grants/applications/sections/{section}.html",
        "back": reverse("applications:update", args=[application.ref]),
        "forward": _("Check and send"),
        "action": reverse("applications:edit_update", args=[application.ref, section]),
        "autosave": stale is None,
        "updating": True,
    }
    if section == shape.BUDGET:
        live = reverse("applications:update_sums", args=[application.ref])
        context |= sums.context(form, application.lot, live=live, update=_updated(application))
    return render(request, "grants/applications/edit.html", context, status=status)


def _updated(application: Application) -> sums.Update:
    return sums.Update(awarded=application.awarded or ZERO, filed=budget_in(application.content))


def frame(application: Application, section: str, request: Any) -> dict[str, Any]:
    """The stepper of an update: two sections, then sending."""
    ref = application.ref
    edited = {code: reverse("applications:edit_update", args=[ref, code]) for code in (shape.BUDGET, shape.SCHEDULE)}
    steps = [
        {
            "label": presentation.STEP_LABELS[code],
            "url": url,
            "state": "current" if code == section else "done" if code in application.update_draft else "todo",
        }
        for code, url in edited.items()
    ]
    here = "todo" if section else "current"
    steps.append({"label": _("Check and send"), "url": reverse("applications:update", args=[ref]), "state": here})
    at = timezone.now()
    mine = finding.is_mine(request, application)
    return {
        "application": application,
        "call": application.call,
        "lot": application.lot,
        "section": section,
        "label": presentation.STEP_LABELS.get(section, _("Update of the offer")),
        "steps": steps,
        "at": at,
        "mine": mine,
        "next": presentation.next_step(application, mine=mine, leads=access.belongs(request.actor, application), at=at),
        "badge": presentation.badge(presentation.shown_state(application.state, application.call.state, mine=mine)),
    }


@open_to(signed_in)
@require_POST
def update_sums(request: Any, ref: str) -> HttpResponse:
    """The sums of what is typed. Nothing is saved."""
    application = finding.own(request, ref, step="edit_update")
    if not updatable(application, ApplicationState.REDUCED):
        raise Http404
    form = BudgetForm(request.POST, **known(reading.updated_content(application)))
    context = sums.context(form, application.lot, update=_updated(application))
    return render(request, "grants/applications/_sums.html", context)


@open_to(signed_in)
@require_POST
def file_update(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="update")
    actions.file_update(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The update is sent. The office will approve it or return it with remarks."))
    return redirect("applications:detail", ref=ref)
