"""How a page finds the offer it is about: only among those its reader may see."""

from typing import Any

from django.shortcuts import get_object_or_404

from grants.applications import completeness
from grants.applications.completeness import Gap
from grants.applications.models import Application, Attachment
from grants.applications.states import FLOW
from grants.calls.models import RequiredAttachment
from tenants.gates.access import permit


def one(request: Any, ref: str) -> Application:
    """An offer the reader may see. Raises: Http404."""
    seen = Application.objects.visible_to(request.actor).select_related("call", "lot__task", "document")
    found = get_object_or_404(seen, ref=ref)
    found.lot.call = found.call
    return found


def own(request: Any, ref: str, *, step: str = "edit") -> Application:
    """An offer the reader may do that step to, whatever its state now. Raises: Http404, PermissionDenied."""
    application = one(request, ref)
    permit(FLOW.steps[step].may, request.actor, application)
    return application


def is_mine(request: Any, application: Application) -> bool:
    return application.organisation_id in request.actor.memberships


def files_of(application: Application) -> list[Attachment]:
    """The files of an offer that was found: who sees the offer sees them."""
    return list(Attachment.objects.filter(application=application).select_related("document"))


def wanted_of(application: Application) -> list[RequiredAttachment]:
    return list(RequiredAttachment.objects.filter(call=application.call_id).order_by("position", "pk"))


def gaps_of(
    application: Application, *, wanted: list[RequiredAttachment] | None = None, files: list[Attachment] | None = None
) -> list[Gap]:
    """What the draft still lacks."""
    if wanted is None:
        wanted = wanted_of(application)
    if files is None:
        files = files_of(application)
    return completeness.gaps(
        application.content,
        call=application.call,
        lot=application.lot,
        wanted=wanted,
        attached={file.wanted_id for file in files},
    )
