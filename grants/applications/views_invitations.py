"""An invitation to a joint offer: read and answered by whoever may, once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants.applications import outline_joint, partners_inviting, rules
from grants.applications.partners_forms import AnswerForm
from grants.applications.partners_models import Offeror
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.registry.organisations.models import Organisation


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: Any, token: str) -> HttpResponse:
    """The page behind the link of a letter."""
    row = partners_inviting.invited(token, at=timezone.now())
    if row is None:
        return render(request, "grants/applications/invitation_gone.html", status=404)
    return _answer(request, row)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def of_mine(request: Any, pk: int) -> HttpResponse:
    """The same for a representative of the invited organisation, from their desk."""
    waiting = Offeror.objects.visible_to(request.actor).invitations_of(request.actor)
    return _answer(request, get_object_or_404(waiting.select_related("application__call", "application__lot"), pk=pk))


def _answer(request: Any, row: Offeror) -> HttpResponse:
    at, organisations = timezone.now(), partners_inviting.organisations_of(request.actor, row)
    form = AnswerForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and request.POST.get("do") == "decline":
        partners_inviting.decline(row, by=request.actor, at=at)
        messages.success(request, _("You declined the invitation. The leader of the offer was told."))
        return redirect("applications:index")
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in organisations if str(one.pk) == form.cleaned_data["organisation"])
        partners_inviting.accept(row, organisation=chosen, by=request.actor, at=at)
        messages.success(request, _("Your organisation takes part. Now fill in its own part of the offer."))
        return redirect("applications:part", ref=row.application.ref, pk=row.pk)
    call = row.application.call
    context = {
        "row": row,
        "call": call,
        "lot": row.application.lot,
        "leader": Organisation.objects.get(pk=row.application.organisation_id),
        "form": form,
        "organisations": organisations,
        "someone_else": row.organisation_id is not None and not organisations,
        "accepts": call.accepts_at(at),
        "left": rules.left(call.closes_at, at),
        "liability": outline_joint.LIABILITY,
    }
    return render(request, "grants/applications/invitation.html", context, status=422 if form.errors else 200)
