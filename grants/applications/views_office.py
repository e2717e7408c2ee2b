"""The office's answer to the update after a lower award."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.applications import actions, finding
from tenants.gates.access import clerks
from tenants.gates.doors import open_to


@open_to(clerks)
@require_POST
def approve_update(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.approve_update(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The update is approved: the agreement can be made from it."))
    return redirect("applications:detail", ref=ref)


@open_to(clerks)
@require_POST
def return_update(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    remarks = request.POST.get("remarks", "")
    actions.return_update(application, remarks=remarks, by=request.actor, at=timezone.now())
    messages.success(request, _("The update went back to the applicant with your remarks."))
    return redirect("applications:detail", ref=ref)
