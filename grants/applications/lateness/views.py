"""Late access on one page: who was let in and why, the proposals that wait, and the form for a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications.lateness import actions
from grants.applications.lateness.forms import DecisionForm, ProposalForm
from grants.applications.lateness.models import LateAccess
from grants.applications.lateness.states import FLOW, LateState
from grants.calls.models import Call
from grants.calls.states import RUNNING, CallState
from tenants.gates.access import administrators, coordinators, either, executives, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into

TONES = {LateState.PROPOSED: "warn", LateState.CONFIRMED: "ok", LateState.REFUSED: "neutral"}


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Any, ref: str) -> HttpResponse:
    """The decisions; a coordinator proposes here."""
    call = _call(request, ref)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with into(form):
            actions.propose(
                call,
                organisation=said["number"],
                until=said["until"],
                reason=said["reason"],
                by=request.actor,
                at=timezone.now(),
            )
        if form.is_valid():
            messages.success(request, _("The proposal is recorded. Another person must confirm it."))
            return redirect("applications:late_access", ref=ref)
    return _page(request, call, form=form, status=422 if form.errors else 200)


@open_to(either(executives, administrators))
@require_POST
def decide(request: Any, ref: str, pk: int) -> HttpResponse:
    """Confirm or refuse a proposal of somebody else; `do` says which."""
    call = _call(request, ref)
    seen = LateAccess.objects.visible_to(request.actor).filter(call=call).select_related("call", "organisation")
    proposal = get_object_or_404(seen, pk=pk)
    form = DecisionForm(request.POST, prefix=f"d{pk}")
    confirming = request.POST.get("do") == "confirm"
    if form.is_valid():
        act = actions.confirm if confirming else actions.refuse
        with into(form):
            act(proposal, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    if not form.is_valid():
        return _page(request, call, decision=(pk, form), status=422)
    done = _("Late access is granted; the organisation was told.") if confirming else _("The proposal is refused.")
    messages.success(request, done)
    return redirect("applications:late_access", ref=ref)


def _page(
    request: Any, call: Call, *, form: Any = None, decision: tuple[int, Any] = (0, None), status: int = 200
) -> HttpResponse:
    rows = LateAccess.objects.visible_to(request.actor).filter(call=call).order_by("-proposed_at", "-pk")
    found = [
        {
            "late": one,
            "badge": (one.get_state_display(), TONES[LateState(one.state)]),
            "form": (decision[1] if decision[0] == one.pk else DecisionForm(prefix=f"d{one.pk}"))
            if FLOW.open_steps(one, request.actor).get("confirm")
            else None,
        }
        for one in rows[:100]
    ]
    takes = call.state in {*RUNNING, CallState.CLOSED}
    context = {
        "call": call,
        "rows": found,
        "form": form or ProposalForm(),
        "may_propose": coordinators(request.actor) and takes,
    }
    return render(request, "grants/applications/lateness/index.html", context, status=status)


def _call(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor).exclude(published_at=None), ref=ref)
