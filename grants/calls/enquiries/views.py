"""Asking on the call's page; answering on the office's."""

from typing import Any

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.calls import views
from grants.calls.enquiries import actions
from grants.calls.enquiries.forms import AnswerForm, AskForm, DeclineForm, LastDayForm
from grants.calls.enquiries.models import Enquiry
from grants.calls.enquiries.reading import MOST
from grants.calls.enquiries.states import FLOW, EnquiryState
from grants.calls.models import Call
from grants.calls.states import FLOW as CALLS
from tenants.gates.access import clerks, signed_in, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into

TONES = {EnquiryState.WAITING: "warn", EnquiryState.ANSWERED: "ok", EnquiryState.DECLINED: "neutral"}


@open_to(signed_in)
@require_POST
def ask(request: Any, ref: str) -> HttpResponse:
    call = views.found(request, ref)
    form = AskForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.ask(call, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if not form.is_valid():
        return views.page(request, call, status=422, ask_form=form)
    messages.success(request, _("The office has your question. You will get the answer by mail, and read it here."))
    return redirect(f"{reverse('calls:detail', args=[ref])}#enquiries")


@open_to(staff)
@require_safe
def index(request: Any, ref: str) -> HttpResponse:
    return _index(request, views.found(request, ref))


def _index(request: Any, call: Call, *, form: Any = None, status: int = 200) -> HttpResponse:
    waiting_first = Case(When(state=EnquiryState.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    seen = Enquiry.objects.visible_to(request.actor).filter(call=call).select_related("asked_by")
    rows = [
        (one, one.get_state_display(), TONES[EnquiryState(one.state)])
        for one in seen.order_by(waiting_first, "-asked_at", "-pk")[:MOST]
    ]
    context = {
        "call": call,
        "rows": rows,
        "may_answer": clerks(request.actor),
        "may_date": CALLS.open_steps(call, request.actor).get("date_enquiries", False),
        "form": form or LastDayForm(initial={"enquiries_until": call.enquiries_until}),
    }
    return render(request, "grants/calls/enquiries/index.html", context, status=status)


@open_to(clerks)
@require_POST
def last_day(request: Any, ref: str) -> HttpResponse:
    call = views.found(request, ref)
    form = LastDayForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.set_last_day(call, form.cleaned_data["enquiries_until"], by=request.actor, at=timezone.now())
    if not form.is_valid():
        return _index(request, views.found(request, ref), form=form, status=422)
    messages.success(request, _("The last day for questions is saved."))
    return redirect("calls:enquiries", ref=ref)


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Any, ref: str, pk: int) -> HttpResponse:
    """One question: its original, the words for everyone, the answer. `do` says whether it is answered or declined."""
    enquiry = _one(request, ref, pk)
    steps = FLOW.open_steps(enquiry, request.actor)
    declining = request.POST.get("do") == "decline"
    said = {"published": enquiry.published or enquiry.text, "answer": enquiry.answer}
    answered = request.POST if request.method == "POST" and not declining else None
    form = AnswerForm(answered, initial=said)
    decline_form = DeclineForm(request.POST if declining else None, prefix="decline")
    bound: Any = decline_form if declining else form
    if request.method == "POST" and bound.is_valid():
        at = timezone.now()
        with into(bound):
            if declining:
                actions.decline(enquiry, reason=bound.cleaned_data["reason"], by=request.actor, at=at)
            else:
                act = actions.amend if enquiry.state == EnquiryState.ANSWERED else actions.answer
                act(enquiry, by=request.actor, at=at, **bound.cleaned_data)
        if bound.is_valid():
            said_so = _("Whoever asked was told why.") if declining else _("The question and the answer are published.")
            messages.success(request, said_so)
            return redirect("calls:enquiries", ref=ref)
    context = {
        "call": enquiry.call,
        "enquiry": enquiry,
        "badge": (enquiry.get_state_display(), TONES[EnquiryState(enquiry.state)]),
        "can": steps,
        "form": form,
        "decline_form": decline_form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "grants/calls/enquiries/answer.html", context, status=status)


def _one(request: Any, ref: str, pk: int) -> Enquiry:
    seen = Enquiry.objects.visible_to(request.actor).select_related("call", "asked_by")
    return get_object_or_404(seen, call__ref=ref, pk=pk)
