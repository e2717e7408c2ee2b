from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.gates.access import administrators, anyone, signed_in, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.seats import actions, reading
from tenants.office.seats.forms import InvitationForm
from tenants.office.seats.models import Seat, SeatInvitation
from tenants.registry.people.invited import offer_account


@open_to(staff)
@require_safe
def people(request: Any) -> HttpResponse:
    return show(request, InvitationForm())


@open_to(administrators)
@require_POST
def invite(request: Any) -> HttpResponse:
    form = InvitationForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.invite(**form.cleaned_data, by=request.actor, at=timezone.now())
            messages.success(
                request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]}
            )
            return redirect("seats:people")
    return show(request, form, status=422)


@open_to(administrators)
@require_POST
def cancel(request: Any, pk: int) -> HttpResponse:
    invitation = get_object_or_404(SeatInvitation.objects.visible_to(request.actor), pk=pk)
    actions.cancel(invitation, by=request.actor, at=timezone.now())
    messages.success(request, _("The invitation is taken back; its link works no more."))
    return redirect("seats:people")


@open_to(administrators)
@require_POST
def end(request: Any, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.visible_to(request.actor).held(), pk=pk)
    actions.end(seat, government=request.tenant, by=request.actor, at=timezone.now())
    messages.success(request, _("The role has ended."))
    mine = seat.user_id == request.actor.user_id
    return redirect("/" if mine else "seats:people")


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Any, token: str) -> HttpResponse:
    """The page behind an invitation's link, for people with an account and without."""
    at = timezone.now()
    invitation = actions.invited(token, at=at)
    if invitation is None:
        return render(request, "platform/invitation_gone.html", status=404)
    if request.method == "POST" and signed_in(request.actor):
        actions.accept(token, government=request.tenant, by=request.actor, at=at)
        messages.success(request, _("Welcome: you now work in %(town)s.") % {"town": request.tenant.name})
        return redirect("/desk/")
    context = {
        "what": request.tenant.name,
        "role": ", ".join(invitation.role_names),
        **offer_account(request, invitation.email),
    }
    return render(request, "platform/invitation.html", context)


def show(request: Any, form: InvitationForm, status: int = 200) -> HttpResponse:
    context = {
        "people": reading.people(request.actor),
        "waiting": SeatInvitation.objects.visible_to(request.actor)
        .waiting(timezone.now())
        .order_by("-invited_at", "pk"),
        "form": form,
        "administers": administrators(request.actor),
    }
    return render(request, "office/seats/people.html", context, status=status)
