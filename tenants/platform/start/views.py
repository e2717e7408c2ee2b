from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontend.htmx import page_or_fragment
from tenants.gates.access import anyone, signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.opening import actions
from tenants.platform.start import presentation, tokens
from tenants.platform.start.forms import AddressForm, PersonForm, StartForm, propose
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment, Opening


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Any) -> HttpResponse:
    """The sign-up. Nothing is opened, and no account made, before the address is proved."""
    town = StartForm(request.POST or None, suffix=settings.TOWN_HOST_SUFFIX)
    address = None if signed_in(request.actor) else AddressForm(request.POST or None)
    forms = [one for one in (town, address) if one]
    proposed = False
    if request.method == "POST":
        valid = not [one for one in forms if not one.is_valid()]  # every form shows its mistakes
        proposed = town.fill_in()
        if valid and not proposed:
            with into(town):
                government = actions.request_government(
                    town.cleaned_data,
                    email=address.cleaned_data["email"] if address else request.actor.email,
                    language=get_language() or "pl",
                    link=_confirm_link,
                    by=request.actor,
                    at=timezone.now(),
                )
                return redirect(f"{reverse('start:sent')}?{tokens.make(tokens.WATCH, government.pk)}")
    invalid = any(one.errors for one in forms)
    context = {"form": town, "address": address, "forms": forms, "proposed": proposed and not invalid}
    return render(request, "platform/start.html", context, status=422 if invalid else 200)


def _confirm_link(pk: int) -> str:
    return addresses.platform(reverse("start:confirm", args=[tokens.make(tokens.CONFIRM, pk)]))


@open_to(anyone)
@require_safe
def names(request: Any) -> HttpResponse:
    """The proposed names, drawn again while the form is being filled in."""
    fresh = StartForm(initial={**request.GET.dict(), **propose(request.GET)}, suffix=settings.TOWN_HOST_SUFFIX)
    return render(request, "platform/_names.html", {"form": fresh})


@open_to(anyone)
@require_safe
def sent(request: Any) -> HttpResponse:
    watch = request.META.get("QUERY_STRING", "")
    return render(request, "platform/start_sent.html", {"watch": watch if tokens.read(tokens.WATCH, watch) else ""})


@open_to(anyone)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Any, token: str) -> HttpResponse:
    """The link from the letter: a button, because mail programs open links by themselves."""
    government = _government(tokens.read(tokens.CONFIRM, token))
    onwards = redirect("start:progress", token=tokens.make(tokens.WATCH, government.pk))
    if government.state != Opening.REQUESTED:
        return onwards
    person = PersonForm(request.POST or None) if actions.needs_account(government) else None
    if request.method == "POST" and (person is None or person.is_valid()):
        actions.confirm_government(
            government,
            person=actions.Person(**person.cleaned_data) if person else None,
            language=get_language() or "pl",
            by=request.actor,
            at=timezone.now(),
        )
        return onwards
    status = 422 if person and person.errors else 200
    return render(request, "platform/start_confirm.html", {"town": government, "form": person}, status=status)


@open_to(anyone)
@never_cache
@require_safe
def progress(request: Any, token: str) -> HttpResponse:
    """How far the opening has come. Polls; without JavaScript the page loads itself again."""
    government = _government(tokens.read(tokens.WATCH, token))
    ready = government.state == Opening.READY
    context = {
        "town": government,
        "ready": ready,
        "failed": government.state == Opening.FAILED,
        "waiting": government.state == Opening.REQUESTED,
        "steps": presentation.steps(government),
        "heading": presentation.heading(government),
        "home": addresses.absolute(government),
        "address": addresses.absolute(government, "/desk/"),
        "steps_label": _("How far it is"),
    }
    return page_or_fragment(request, "platform/start_progress.html", "platform/_progress.html", context)


def _government(pk: int | None) -> LocalGovernment:
    """A signed link is the right to see its sign-up, ready or not."""
    found = actions.signed_up(pk) if pk else None
    if found is None:
        raise Http404
    return found
