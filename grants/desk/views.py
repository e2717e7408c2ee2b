from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.agreements.presentation import state_words as agreement_words
from grants.applications import access
from grants.applications.models import Application
from grants.applications.presentation import badge, shown_state
from grants.awards.models import Award, Outcome
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.desk import committee, office, organisation, reading, without_call
from programmes.reporting.views import flow
from tenants.gates.access import Actor, anyone, clerks, committee_seats, signed_in, staff
from tenants.gates.doors import open_to
from tenants.office import todo
from tenants.office.deadlines import local_day
from tenants.registry.governments.addresses import platform


@open_to(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """The town's front page: what is open now, where the money is, what was decided."""
    at = timezone.now()
    programme = reading.current_programme(request.actor, at)
    decided = Call.objects.visible_to(request.actor).filter(state__in=[CallState.RESULTS, CallState.COMPLETED])
    return render(
        request,
        "grants/desk/home.html",
        {
            "calls": Call.objects.visible_to(request.actor).accepting(at).annotate(pool=Sum("lots__pool"))[:6],
            "programme": programme,
            "flow": flow(reading.whole_of(programme)) if programme else None,
            "decided": decided.order_by("-results_at", "-pk")[:5],
            "grants": Award.objects.visible_to(request.actor)
            .in_force()
            .filter(outcome__in=[Outcome.FULL, Outcome.REDUCED])
            .order_by("-decision__signed_on", "-amount", "pk")[:6],
        },
    )


def chart_title(bars: list[tuple[str, Decimal, Decimal | None]]) -> str:
    asked, given = (sum((row[n] or 0 for row in bars), Decimal(0)) for n in (1, 2))
    return _("%(asked)s requested in the newest calls, %(given)s awarded") % {
        "asked": money(asked),
        "given": money(given),
    }


@open_to(signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    """One desk for every role a person has here: office, committee, organisation."""
    at = timezone.now()
    actor = request.actor
    official = staff(actor)
    items = [*committee.waiting(actor), *without_call.waiting(actor, at)]
    context: dict[str, object] = {
        "official": official,
        "on_committee": committee_seats(actor),
        "may_prepare": clerks(actor),
    }
    if official:
        calls = reading.active_calls(actor)
        items += office.waiting(actor, calls, reading.counts_by_call(actor, calls), at)
        context |= of_office(actor, at)
    if actor.memberships:
        own = organisation.own_of(actor)
        items += organisation.waiting(own, actor, at)
        context |= of_organisation(own, actor)
    if not official:
        context["open_calls"] = Call.objects.visible_to(actor).accepting(at).only("ref", "title", "closes_at")[:6]
    shown = todo.ordered(items, local_day(at))
    context |= {"items": shown[: todo.MOST_SHOWN], "more": max(len(shown) - todo.MOST_SHOWN, 0)}
    return render(request, "grants/desk/desk.html", context)


def of_office(actor: Actor, at: datetime) -> dict[str, object]:
    programme = reading.current_programme(actor, at)
    planned, awarded = reading.planned_and_awarded(programme) if programme else (None, None)
    bars = reading.asked_and_given(actor)
    return {
        "tiles": reading.tiles(actor, at),
        "programme": programme,
        "planned": planned,
        "used": awarded / planned if awarded is not None and planned else None,
        "asked_and_given": bars,
        "chart_title": chart_title(bars),
        "chart_series": [_("Requested"), _("Awarded")],
        "latest": [(offer, *offer_words(actor, offer)) for offer in reading.latest_offers(actor)],
    }


def offer_words(actor: Actor, offer: Application) -> tuple[str, str]:
    """(label, tone); an applicant hears the decision when its results are published."""
    mine = access.behind(actor, offer)
    return badge(shown_state(offer.state, offer.call.state, mine=mine))


def of_organisation(own: organisation.Own, actor: Actor) -> dict[str, object]:
    return {
        "represents": True,
        "everywhere_url": platform("/desk/"),
        "drafts": own.drafts,
        "offers": [(offer, *offer_words(actor, offer)) for offer in own.filed],
        "agreements": [(one, *agreement_words(one)) for one in own.agreements[: organisation.LISTED]],
    }
