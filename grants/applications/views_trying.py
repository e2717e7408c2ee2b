"""The trial run of a call that is not published yet: begun, listed, deleted. Its offers use the pages of offers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from grants.applications import content as shape
from grants.applications import presentation, rules, trying
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Call, Lot
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to


@open_to(staff)
@require_safe
def index(request: Any, ref: str) -> HttpResponse:
    """The lots to try, and the trial offers there are."""
    call = _call(request, ref)
    trials = Application.trials.visible_to(request.actor).filter(call=call).select_related("lot")
    rows = [
        (one, *presentation.badge(ApplicationState(one.state)))
        for one in trials.defer("content", "revisions").order_by("-made_at", "-pk")
    ]
    context = {
        "call": call,
        "lots": Lot.objects.visible_to(request.actor).filter(call=call).order_by("number"),
        "rows": rows,
        "may_try": clerks(request.actor) and rules.accepts(call, timezone.now(), trial=True),
    }
    return render(request, "grants/applications/trials.html", context)


@open_to(clerks)
@require_POST
def begin(request: Any, ref: str) -> HttpResponse:
    call = _call(request, ref)
    wanted = request.POST.get("lot", "")
    if not (wanted.isascii() and wanted.isdecimal()):
        raise Http404
    lots = Lot.objects.visible_to(request.actor).filter(call=call)
    lot = get_object_or_404(lots, pk=int(wanted[:18]))
    draft = trying.begin(lot, by=request.actor, at=timezone.now())
    return redirect("applications:edit", ref=draft.ref, section=shape.APPLICANT)


@open_to(clerks)
@require_POST
def delete_all(request: Any, ref: str) -> HttpResponse:
    gone = trying.delete_all(_call(request, ref), by=request.actor, at=timezone.now())
    said = ngettext("%(n)s trial offer was deleted.", "%(n)s trial offers were deleted.", gone)
    messages.success(request, said % {"n": gone} if gone else _("There was no trial offer to delete."))
    return redirect("applications:trials", ref=ref)


def _call(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
