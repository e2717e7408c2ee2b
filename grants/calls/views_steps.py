"""The steps of a call, each a POST: load, act, back to the call."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from grants.calls import actions
from grants.calls.forms import ApproveForm, CancelForm, ReturnForm
from grants.calls.views import found, page
from tenants.gates.access import clerks, either, executives
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(executives)
@require_POST
def approve(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    form = ApproveForm(request.POST, collegial=request.tenant.bodies.collegial, prefix="approve")
    if form.is_valid():
        with into(form):
            actions.approve(call, act_number=form.cleaned_data["act_number"], by=request.actor, at=timezone.now())
    return (
        redirect("calls:detail", ref=ref)
        if form.is_valid()
        else page(request, found(request, ref), status=422, approve_form=form)
    )


@open_to(either(clerks, executives))
@require_POST
def return_to_draft(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    form = ReturnForm(request.POST, prefix="return")
    if form.is_valid():
        with into(form):
            actions.return_to_draft(call, reason=form.cleaned_data["remark"], by=request.actor, at=timezone.now())
    return (
        redirect("calls:detail", ref=ref)
        if form.is_valid()
        else page(request, found(request, ref), status=422, return_form=form)
    )


@open_to(executives)
@require_POST
def cancel(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    form = CancelForm(request.POST, prefix="cancel")
    if form.is_valid():
        with into(form):
            actions.cancel(call, **form.cleaned_data, by=request.actor, at=timezone.now())
    return (
        redirect("calls:detail", ref=ref)
        if form.is_valid()
        else page(request, found(request, ref), status=422, cancel_form=form)
    )


@open_to(clerks)
@require_POST
def ask_approval(request: Any, ref: str) -> HttpResponse:
    actions.ask_approval(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:detail", ref=ref)


@open_to(clerks)
@require_POST
def publish(request: Any, ref: str) -> HttpResponse:
    actions.publish(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:detail", ref=ref)


@open_to(clerks)
@require_POST
def start_assessment(request: Any, ref: str) -> HttpResponse:
    actions.start_assessment(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:detail", ref=ref)


@open_to(clerks)
@require_POST
def complete(request: Any, ref: str) -> HttpResponse:
    actions.complete(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:detail", ref=ref)


@open_to(clerks)
@require_POST
def delete(request: Any, ref: str) -> HttpResponse:
    actions.delete(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("calls:index")
