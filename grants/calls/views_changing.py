"""A published announcement is changed or its term made longer; what changed is everyone's to read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.calls import actions, terms, text
from grants.calls import versions as kept
from grants.calls.forms import AmendForm, ExtendForm, ReasonForm
from grants.calls.models import Call, CallVersion
from grants.calls.paper import CallPaper
from grants.calls.states import FLOW
from grants.calls.views import found, page
from grants.calls.views_editing import sections
from tenants.gates.access import anyone, clerks, either, executives
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState, into


@open_to(anyone)
@require_safe
def versions(request: Any, ref: str) -> HttpResponse:
    """Every published text, and any two of them side by side."""
    call = found(request, ref)
    every = list(CallVersion.objects.visible_to(request.actor).filter(call=call).order_by("number"))
    if not every:
        raise Http404
    asked = [request.GET.get(name, "") for name in ("before", "after")]
    by_number = {str(one.number): one for one in every}
    after = by_number.get(asked[1], every[-1])
    before = by_number.get(asked[0], every[max(0, every.index(after) - 1)])
    context = {
        "call": call,
        "versions": every,
        "before": before,
        "after": after,
        "differences": kept.differences(before.text, after.text),
    }
    return render(request, "grants/calls/versions.html", context)


@open_to(clerks)
def change(request: Any, ref: str) -> HttpResponse:
    """Write the change: the whole announcement is on the form, with what was prepared so far."""
    call = found(request, ref)
    now = timezone.now()
    if "propose_change" not in terms.possible(call, FLOW.open_steps(call, request.actor), at=now):
        if request.method == "POST":
            raise WrongState
        messages.info(request, _("This announcement can no longer be changed."))
        return redirect("calls:detail", ref=ref)
    if request.method != "POST":
        paper = CallPaper(call, request.actor, at=now, values=_prepared(call))
        return _form(request, call, paper, ReasonForm(initial={"reason": call.amendment.get("reason", "")}))
    paper, reason = CallPaper(call, request.actor, request.POST, at=now), ReasonForm(request.POST)
    if paper.is_valid() and reason.is_valid():
        with into(paper):
            actions.propose_change(
                call,
                paper.values(),
                kept=paper.kept(),
                reason=reason.cleaned_data["reason"],
                by=request.actor,
                at=now,
            )
        if paper.is_valid():
            return redirect("calls:review", ref=ref)
        call = found(request, ref)
    return _form(request, call, paper, reason, status=200 if paper.pressed else 422)


def _prepared(call: Call) -> dict[str, Any] | None:
    """What the form shows first: the prepared change, or what is published."""
    if not call.amendment:
        return None
    said, numbers = call.amendment["text"], call.amendment["kept"]
    rows = {kind: text.rows_of(said, kind) for kind in text.ROWS}
    rows["lots"] = [
        {**row, "task": row["task_id"], "number": number} for row, number in zip(rows["lots"], numbers, strict=True)
    ]
    return {**text.facts_of(said), **rows}


def _form(request: Any, call: Call, paper: CallPaper, reason: ReasonForm, *, status: int = 200) -> HttpResponse:
    context = {
        "call": call,
        "action": reverse("calls:change", args=[call.ref]),
        "paper": paper,
        "form": paper.facts,
        "lots": paper.rows["lots"],
        "criteria": paper.rows["criteria"],
        "attachments": paper.rows["attachments"],
        "sections": sections(request, call, paper if status == 422 else None),
        "reason": reason,
        "forms": [*paper.forms, reason],
    }
    return render(request, "grants/calls/change.html", context, status=status)


@open_to(either(clerks, executives))
@require_safe
def review(request: Any, ref: str) -> HttpResponse:
    return _review(request, found(request, ref))


def _review(request: Any, call: Call, *, form: AmendForm | None = None, status: int = 200) -> HttpResponse:
    """The prepared change beside what is published, and what it will mean."""
    if not call.amendment:
        messages.info(request, _("No change of this announcement is prepared."))
        return redirect("calls:detail", ref=call.ref)
    before, after = text.stored(call), call.amendment["text"]
    context = {
        "call": call,
        "change": call.amendment,
        "differences": kept.differences(before, after),
        "restarts": terms.restarts(before, after, text.changed(before, after)),
        "can": terms.possible(call, FLOW.open_steps(call, request.actor), at=timezone.now()),
        "executive": request.tenant.executive_name or request.tenant.bodies.executive,
        "form": form or AmendForm(collegial=request.tenant.bodies.collegial),
    }
    return render(request, "grants/calls/review.html", context, status=status)


@open_to(either(clerks, executives))
@require_POST
def make(request: Any, ref: str) -> HttpResponse:
    """Decide the prepared change: by the executive's act, or by the office when points 1-6 stay as they are."""
    call = found(request, ref)
    if "act_number" not in request.POST:
        actions.correct(call, by=request.actor, at=timezone.now())
        messages.success(request, _("The announcement is changed. Whoever has begun an offer was told by mail."))
        return redirect("calls:detail", ref=ref)
    form = AmendForm(request.POST, collegial=request.tenant.bodies.collegial)
    if form.is_valid():
        with into(form):
            actions.amend(call, act_number=form.cleaned_data["act_number"], by=request.actor, at=timezone.now())
    if form.is_valid():
        messages.success(request, _("The announcement is changed. Now publish it in the three places."))
        return redirect("calls:detail", ref=ref)
    return _review(request, found(request, ref), form=form, status=422)


@open_to(either(clerks, executives))
@require_POST
def drop(request: Any, ref: str) -> HttpResponse:
    actions.drop_change(found(request, ref), by=request.actor, at=timezone.now())
    messages.success(request, _("The prepared change is dropped; the announcement stays as it was."))
    return redirect("calls:detail", ref=ref)


@open_to(either(clerks, executives))
@require_POST
def extend(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    form = ExtendForm(request.POST, call=call, prefix="extend")
    if form.is_valid():
        with into(form):
            actions.extend(call, by=request.actor, at=timezone.now(), **form.cleaned_data)
    if form.is_valid():
        messages.success(request, _("The deadline is moved. Whoever has begun an offer was told by mail."))
        return redirect("calls:detail", ref=ref)
    return page(request, found(request, ref), status=422, extend_form=form)


@open_to(clerks)
@require_POST
def republish(request: Any, ref: str) -> HttpResponse:
    actions.republish(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:detail", ref=ref)
