"""The pages on which a clerk builds the additional questions of a draft."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.calls.models import Call
from grants.calls.questions import actions, presentation
from grants.calls.questions.forms import QuestionForm, initial
from grants.calls.questions.models import Question
from grants.calls.states import FLOW
from grants.calls.views import found
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState, into


@open_to(staff)
@require_safe
def index(request: Any, ref: str) -> HttpResponse:
    """The questions in their order; of a draft, with the means to change them."""
    call = found(request, ref)
    questions = _of(request, call)
    context = {"call": call, "rows": presentation.rows(questions), "can_edit": _may_edit(request, call)}
    return render(request, "grants/calls/questions/index.html", context)


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    return _page(request, call, None, _of(request, call))


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str, code: str) -> HttpResponse:
    call = found(request, ref)
    question = _one(request, call, code)
    earlier = [one for one in _of(request, call) if one.position < question.position]
    return _page(request, call, question, earlier)


def _page(request: Any, call: Call, question: Question | None, earlier: Sequence[Question]) -> HttpResponse:
    if not _may_edit(request, call):
        if request.method == "POST":
            raise WrongState
        messages.info(request, _("The questions were fixed when the call was approved."))
        return redirect("calls:questions", ref=call.ref)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        initial=initial(question, earlier) if question else None,
        earlier=earlier,
    )
    if request.method == "POST" and form.is_valid():
        facts, at = form.facts(), timezone.now()
        with into(form):
            if question is None:
                actions.add(call, by=request.actor, at=at, **facts)
            else:
                actions.change(question, by=request.actor, at=at, **facts)
        if form.is_valid():
            messages.success(request, _("The question is saved."))
            return redirect("calls:questions", ref=call.ref)
    context = {"call": call, "question": question, "form": form}
    return render(request, "grants/calls/questions/edit.html", context, status=422 if form.errors else 200)


@open_to(clerks)
@require_POST
def move(request: Any, ref: str, code: str) -> HttpResponse:
    question = _one(request, found(request, ref), code)
    actions.move(question, up=request.POST.get("to") == "up", by=request.actor, at=timezone.now())
    return redirect("calls:questions", ref=ref)


@open_to(clerks)
@require_POST
def remove(request: Any, ref: str, code: str) -> HttpResponse:
    question = _one(request, found(request, ref), code)
    actions.remove(question, by=request.actor, at=timezone.now())
    messages.success(request, _("The question was removed."))
    return redirect("calls:questions", ref=ref)


def _of(request: Any, call: Call) -> list[Question]:
    return list(Question.objects.visible_to(request.actor).filter(call=call).order_by("position", "pk"))


def _one(request: Any, call: Call, code: str) -> Question:
    seen = Question.objects.visible_to(request.actor).filter(call=call).select_related("call")
    return get_object_or_404(seen, code=code)


def _may_edit(request: Any, call: Call) -> bool:
    return FLOW.open_steps(call, request.actor).get("edit", False)
