"""Writing an offer: its beginning, its sections one page each, its files."""

import json
from collections.abc import Mapping, Sequence
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
from grants.applications import (
    actions,
    answers,
    choosing,
    drafting,
    finding,
    merging,
    outline,
    presentation,
    rules,
    sums,
)
from grants.applications import content as shape
from grants.applications.budget_form import BudgetForm, known
from grants.applications.discarded import Discarded
from grants.applications.drafting import Merged
from grants.applications.lateness import reading as lateness
from grants.applications.models import Application
from grants.applications.saving import (
    filed_meanwhile,
    form_of,
    is_quiet,
    keeping_typed,
    merged,
    saved_fields,
    seen_anew,
    seen_in,
    told,
    unsaved,
    with_moved_rows,
    years_in,
)
from grants.applications.states import ApplicationState
from grants.calls.models import Lot
from grants.calls.presentation import who_may_apply
from grants.calls.questions import reading as questions
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
    late = {} if lot.call.accepts_at(at) else lateness.let_in(lot.call, mine, at)
    organisations = list(Organisation.objects.filter(pk__in=late or mine, closed_at=None).order_by("name"))
    if request.method == "POST":
        chosen = next((one for one in organisations if str(one.pk) == request.POST.get("organisation")), None)
        if chosen is None:
            raise Http404
        asked = request.POST.get(f"number_{chosen.pk}")
        number = next((one for one in range(1, lot.call.offers_per_applicant + 1) if str(one) == asked), 1)
        draft = actions.begin(lot, organisation=chosen, number=number, by=request.actor, at=at)
        return redirect("applications:edit", ref=draft.ref, section=shape.APPLICANT)
    admitted = [one for one in organisations if lot.call.admits(one.legal_form)]
    drafts = _drafts(request, lot)
    numbers = [(one.pk, _number(lot, one, drafts)) for one in admitted] if drafts else []
    context = {
        "lot": lot,
        "call": lot.call,
        "organisations": admitted,
        "drafts": drafts,
        "numbers": numbers,
        "another": {*numbers} - {(one.organisation_id, one.draft_number) for one in drafts},
        "not_admitted": [one for one in organisations if one not in admitted],
        "who_may_apply": who_may_apply(lot.call),
        "at": at,
        "open": lot.call.accepts_at(at) or any(rules.accepts(lot.call, at, until) for until in late.values()),
        "until": min(late.values(), default=lot.call.closes_at),
    }
    return render(request, "grants/applications/new.html", context)


def _drafts(request: Any, lot: Lot) -> list[Application]:
    """What this person's organisations are writing in the lot, where a further offer may be begun beside it."""
    if lot.call.offers_per_applicant == 1:
        return []
    own = Application.objects.visible_to(request.actor).own_of(request.actor).filter(lot=lot)
    return list(own.filter(state=ApplicationState.DRAFT).order_by("organisation_name", "draft_number"))


def _number(lot: Lot, organisation: Organisation, drafts: Sequence[Application]) -> int:
    taken = [one.draft_number for one in drafts if one.organisation_id == organisation.pk]
    return rules.next_draft(lot.call, taken, filed=drafting.counted(lot.call, organisation))


def _typed(gone: Discarded, posted: Any, section: str) -> Any:
    """What was sent into a section of a draft that is no longer there."""
    if section not in shape.WRITTEN:
        raise Http404
    if section == shape.BUDGET:
        return BudgetForm(posted, stored={}, actions=[], years=years_in(posted))
    asked = {"questions": questions.of_lot(gone.lot_id)} if section == shape.QUESTIONS else {}
    return form_of(section, {}, posted, **asked)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_typed(_typed)
@seen_anew
def edit(request: Any, ref: str, section: str) -> HttpResponse:
    """One section of a draft. What cannot be saved stays on the page as it was typed."""
    application = finding.own(request, ref, trials=True)
    if section not in dict(presentation.course(application)) or section not in shape.WRITTEN:
        raise Http404
    if application.state != ApplicationState.DRAFT:
        if request.method != "POST":
            return redirect("applications:detail", ref=ref)
        form = _form(application, section, request.POST)
        sentence = filed_meanwhile(application.filed_by, application.filed_at)
        return unsaved(request, form, sentence, back=reverse("applications:detail", args=[ref]))
    if request.method != "POST":
        return page(request, application, section)
    if form := with_moved_rows(section, application.content, request.POST):
        return page(request, application, section, form=form, seen=seen_in(request.POST))
    form = _form(application, section, request.POST)
    if wanted := request.POST.get("theirs"):
        return _theirs(request, application, section, form, wanted)
    quietly = is_quiet(request)
    at, seen, done = timezone.now(), seen_in(request.POST), None
    if form.is_valid():
        values = form.values()
        done = merged(
            form, lambda: actions.merge_section(application, section, values, seen=seen, by=request.actor, at=at)
        )
    if done is None:
        if quietly:
            return told(form, None)
        return page(request, application, section, form=form, seen=seen, status=422)
    if quietly:
        return _told(application, section, form, done)
    if done.conflicts:
        return _to_choose(request, application, section, form, [one.path for one in done.conflicts], status=409)
    if request.POST.get("go") == "stay":
        messages.success(request, _("The draft is saved."))
        return redirect("applications:edit", ref=ref, section=section)
    if section == shape.QUESTIONS and _more_to_ask(application, form, request.POST):
        messages.info(request, _("The draft is saved. Your answers lead to further questions, here on this page."))
        return redirect("applications:edit", ref=ref, section=section)
    return redirect(_address(application, presentation.neighbours(application, section)[1]))


def _form(application: Application, section: str, posted: Any = None, **shown: Any) -> Any:
    if section == shape.QUESTIONS:
        shown["questions"] = finding.questions_of(application)
        shown["files"] = finding.names_of(finding.files_of(application))
    return form_of(section, application.content, posted, **shown)


def _more_to_ask(application: Application, form: Any, posted: Any) -> bool:
    """Whether a question is asked now that the page did not show: without script it shows what was stored."""
    return answers.appeared(form.questions, application.content[shape.QUESTIONS], posted.get("asked", "").split())


def _told(application: Application, section: str, form: Any, done: Merged) -> JsonResponse:
    """The answer to a page that saves itself: what it must know for the next time, and what others wrote meanwhile."""
    fields = {"seen": json.dumps(done.seen), **saved_fields(form, section, done.typed)}
    if done.conflicts:
        sentence = _("Somebody else changed the same field. Both versions are kept: press Save and choose.")
        return JsonResponse({"fields": fields, "message": sentence}, status=409)
    fields |= choosing.brought(form, section, done.typed, application.content)
    unseen = merging.records(application.content[section]).keys() - done.seen.keys()
    note = _("Somebody else added rows here: they are saved, and you will see them when you open this page again.")
    return JsonResponse({"fields": fields, "message": note if unseen else ""})


def _theirs(request: Any, application: Application, section: str, form: Any, wanted: str) -> HttpResponse:
    """The page with the stored text in one field that two people changed; nothing is saved yet."""
    posted = choosing.with_theirs(form, section, application.content, request.POST, wanted)
    left = [path for path in request.POST.getlist("choice") if path != wanted]
    return _to_choose(request, application, section, _form(application, section, posted), left)


def _to_choose(
    request: Any, application: Application, section: str, form: Any, paths: list[str], *, status: int = 200
) -> HttpResponse:
    known = merging.seals(application.content.get(section, {}))
    offered = choosing.choices(form, section, application.content, paths)
    return page(request, application, section, form=form, seen=known, choices=offered, status=status)


def page(
    request: Any,
    application: Application,
    section: str,
    *,
    form: Any = None,
    seen: Mapping[str, str] | None = None,
    choices: Sequence[choosing.Choice] = (),
    status: int = 200,
) -> HttpResponse:
    gaps = finding.gaps_of(application)
    if form is None:
        shown: dict[str, Any] = presentation.problems(gaps, section) if request.GET.get("check") else {}
        form = _form(application, section, **shown)
    back, forward = presentation.neighbours(application, section)
    context = {
        **frame(application, gaps, section),
        "form": form,
        "mistakes": mistakes_of(form),
        "seen": json.dumps(merging.seals(application.content.get(section, {})) if seen is None else seen),
        "choices": choices,
        "template": f"grants/applications/sections/{section}.html",
        "back": _address(application, back) if back else "",
        "forward": presentation.STEP_LABELS.get(forward, _("Check and file")),
        "action": reverse("applications:edit", args=[application.ref, section]),
        "autosave": not choices,
    }
    if section == shape.BUDGET:
        context |= sums.context(form, application.lot, live=reverse("applications:sums", args=[application.ref]))
    if section == shape.QUESTIONS:
        context["attachments_url"] = reverse("applications:attachments", args=[application.ref])
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
    until = application.late_until if call.is_over(at) and application.late_until else call.closes_at
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
        "accepts": rules.accepts(call, at, application.late_until, trial=application.trial),
        "until": until,
        "late": until != call.closes_at,
        "left": rules.left(until, at),
        "badge": presentation.badge(ApplicationState(application.state)),
    }


def _address(application: Application, step: str) -> str:
    if step in {"summary", "partners", "attachments"}:
        return reverse(f"applications:{step}", args=[application.ref])
    return reverse("applications:edit", args=[application.ref, step])


@open_to(signed_in)
@require_POST
def budget_sums(request: Any, ref: str) -> HttpResponse:
    """The sums of what is typed, for the page to show while typing. Nothing is saved."""
    application = finding.own(request, ref, trials=True)
    form = BudgetForm(request.POST, **known(application.content))
    return render(request, "grants/applications/_sums.html", sums.context(form, application.lot))


@open_to(signed_in)
@require_POST
def discard(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="discard", trials=True)
    actions.discard(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft was deleted."))
    if application.trial:
        return redirect("applications:trials", ref=application.call.ref)
    return redirect("applications:index")


@open_to(signed_in)
@require_POST
def copy(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref)
    draft = actions.copy(application, by=request.actor, at=timezone.now())
    messages.success(request, _("A new draft was made. Attach the files again and confirm the declarations."))
    return redirect("applications:summary", ref=draft.ref)
