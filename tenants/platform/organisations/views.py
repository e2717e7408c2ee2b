from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.gates.access import Actor, anyone, signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import Refusal, into
from tenants.office.deadlines import local_day
from tenants.office.identifiers import check_krs
from tenants.platform.organisations import facts
from tenants.platform.organisations.forms import InvitationForm, OrganisationForm, RoleForm
from tenants.platform.visits import safe_next
from tenants.registry.organisations import actions, krs
from tenants.registry.organisations.access import representatives, writers
from tenants.registry.organisations.kinds import RegisterKind
from tenants.registry.organisations.models import Invitation, Membership, MembershipRole, Organisation
from tenants.registry.organisations.papers import OrganisationPaper
from tenants.registry.people.invited import offer_account


@open_to(signed_in)
@require_safe
def mine(request: Any) -> HttpResponse:
    found = Organisation.objects.visible_to(request.actor).order_by("name", "pk")
    rows = [(one, MembershipRole(request.actor.memberships[one.pk]).label) for one in found]
    return render(request, "organisations/mine.html", {"rows": rows})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Any) -> HttpResponse:
    if "krs" in request.POST:
        return with_krs(request, "organisations/enter.html", {"after": safe_next(request)})
    form = OrganisationForm(request.POST or None)
    after = safe_next(request)
    if request.method == "POST" and form.is_valid():
        with into(form):
            organisation = actions.enter(form.cleaned_data, by=request.actor, at=timezone.now())
            messages.success(
                request, _("The organisation is entered. From now on it can file offers in every town here.")
            )
            return redirect(after or organisation_url(organisation))
    context = {"form": form, "parts": facts.parts(form), "after": after, "krs": krs.is_on()}
    return render(request, "organisations/enter.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def detail(request: Any, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    return show(request, organisation, InvitationForm())


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    if "krs" in request.POST:
        return with_krs(request, "organisations/edit.html", {"organisation": organisation})
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        with into(form):
            actions.edit(organisation, form.cleaned_data, by=request.actor, at=timezone.now())
            messages.success(request, _("Saved. Offers filed earlier keep the facts of their day."))
            return redirect(organisation_url(organisation))
    context = {"organisation": organisation, "form": form, "parts": facts.parts(form), "krs": krs.is_on()}
    return render(request, "organisations/edit.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def invite(request: Any, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    form = InvitationForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.invite(organisation, **form.cleaned_data, by=request.actor, at=timezone.now())
            messages.success(
                request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]}
            )
            return redirect(organisation_url(organisation))
    return show(request, organisation, form, status=422)


@open_to(signed_in)
@require_POST
def cancel(request: Any, pk: int, invitation: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    mine = Invitation.objects.visible_to(request.actor)
    actions.cancel(
        get_object_or_404(mine, pk=invitation, organisation=organisation), by=request.actor, at=timezone.now()
    )
    messages.success(request, _("The invitation is taken back; its link works no more."))
    return redirect(organisation_url(organisation))


@open_to(signed_in)
@require_POST
def end(request: Any, pk: int, membership: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    held = Membership.objects.visible_to(request.actor).held().filter(organisation=organisation)
    ended = get_object_or_404(held, pk=membership)
    actions.end(ended, by=request.actor, at=timezone.now())
    if ended.user_id == request.actor.user_id:
        messages.success(request, _("You have left the organisation."))
        return redirect("organisations:mine")
    messages.success(request, _("This person no longer acts for the organisation."))
    return redirect(organisation_url(organisation))


@open_to(signed_in)
@require_POST
def role(request: Any, pk: int, membership: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    held = Membership.objects.visible_to(request.actor).held().filter(organisation=organisation)
    changed = get_object_or_404(held, pk=membership)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Choose one of the roles on the list."))
    actions.change_role(changed, form.cleaned_data["role"], by=request.actor, at=timezone.now())
    messages.success(request, _("The role is changed. It holds from the person's next click."))
    return redirect(organisation_url(organisation))


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Any, token: str) -> HttpResponse:
    """The page behind an invitation's link, for people with an account and without."""
    at = timezone.now()
    invitation = actions.invited(token, at=at)
    if invitation is None:
        return render(request, "platform/invitation_gone.html", status=404)
    if request.method == "POST" and signed_in(request.actor):
        membership = actions.accept(token, by=request.actor, at=at)
        messages.success(request, _("Welcome: you now act for %(name)s.") % {"name": invitation.organisation.name})
        return redirect("organisations:detail", pk=membership.organisation_id)
    context = {
        "what": invitation.organisation.name,
        "role": MembershipRole(invitation.role).label,
        "by": invitation.invited_by.name,
        **offer_account(request, invitation.email),
    }
    return render(request, "platform/invitation.html", context)


def organisation_url(organisation: Organisation) -> str:
    return reverse("organisations:detail", args=[organisation.pk])


def with_krs(request: Any, page: str, context: dict[str, Any]) -> HttpResponse:
    """The form again, as it was typed, with what the register adds. A register that fails takes nothing away."""
    typed = {name: value for name, value in request.POST.items() if name in OrganisationForm.base_fields}
    found: dict[str, str] = {}
    try:
        found = krs.look_up(check_krs(typed.get("register_number", "")))
        messages.success(request, _("Empty fields are filled in from KRS. Check them and save."))
    except krs.NotThere:
        messages.warning(request, _("KRS has no such number. Check it, or fill the form in by hand."))
    except krs.Unreachable:
        messages.warning(
            request, _("KRS does not answer now. Nothing you typed is lost: fill the form in by hand, or try again.")
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    filled = {**found, **{name: value for name, value in typed.items() if value.strip()}}
    form = OrganisationForm(initial={"register_kind": RegisterKind.KRS, **filled})
    drawn = {"form": form, "parts": facts.parts(form), "krs": True, "differs": facts.differences(form, typed, found)}
    return render(request, page, {**context, **drawn})


def show(request: Any, organisation: Organisation, form: InvitationForm, status: int = 200) -> HttpResponse:
    actor: Actor = request.actor
    people = Membership.objects.visible_to(actor).held().filter(organisation=organisation).select_related("user")
    waiting = Invitation.objects.visible_to(actor).waiting(timezone.now()).filter(organisation=organisation)
    kept = list(OrganisationPaper.objects.visible_to(actor).filter(organisation=organisation).newest_first())
    today = local_day(timezone.now())
    wanted = facts.wanted(organisation, kept, today)
    former = Membership.objects.visible_to(actor).filter(organisation=organisation, ended_at__isnull=False)
    context = {
        "organisation": organisation,
        "facts": facts.shown(organisation),
        "people": people.order_by("since", "pk"),
        "waiting": waiting.order_by("-invited_at"),
        "form": form,
        "represents": representatives(actor, organisation),
        "writes": writers(actor, organisation),
        "missing": facts.missing(organisation),
        "roles": MembershipRole.choices,
        "papers": [(paper, paper.is_valid_on(today)) for paper in kept],
        "wanted": wanted,
        "have": sum(one.done for one in wanted),
        "former": former.select_related("user").order_by("-ended_at", "-pk")[:50],
    }
    return render(request, "organisations/detail.html", context, status=status)
