from decimal import Decimal

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement
from grants.applications.models import Application
from grants.applications.presentation import badge, shown_state
from grants.applications.states import ApplicationState
from grants.awards.models import Award, Outcome
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.desk import reading, todo
from programmes.reporting.views import flow
from tenants.gates.access import anyone, committee_seats, signed_in, staff
from tenants.gates.doors import open_to


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
            .filter(outcome__in=[Outcome.FULL, Outcome.REDUCED])
            .order_by("-decision__signed_on", "-amount", "pk")[:6],
        },
    )


def chart_title(bars: list[tuple[str, Decimal, Decimal]]) -> str:
    asked, given = (sum((row[n] for row in bars), Decimal(0)) for n in (1, 2))
    return _("%(asked)s requested in the newest calls, %(given)s awarded") % {"asked": money(asked), "given": money(given)}


@open_to(signed_in)
def desk(request: HttpRequest) -> HttpResponse:
    """One desk for every role a person has here: office, committee, organisation."""
    at = timezone.now()
    actor = request.actor
    context: dict[str, object] = {"official": staff(actor), "on_committee": committee_seats(actor)}
    items = todo.committee(actor)
    if staff(actor):
        calls = reading.active_calls(actor)
        counts = reading.counts_by_call(actor, calls)
        programme = reading.current_programme(actor, at)
        items = todo.office(actor, calls, counts, at) + items
        whole = reading.whole_of(programme) if programme else None
        context |= {
            "tiles": reading.tiles(actor, at),
            "programme": programme,
            "whole": whole,
            "used": whole.awarded / whole.planned if whole and whole.planned else None,
            "asked_and_given": (bars := reading.asked_and_given(actor)),
            "chart_title": chart_title(bars),
            "chart_series": [_("Requested"), _("Awarded")],
            "latest": [(offer, *badge(shown_state(offer.state, offer.call.state, mine=False))) for offer in reading.latest_offers(actor)],
        }
    if actor.memberships:
        own = Application.objects.visible_to(actor).own_of(actor).defer("content").select_related("call")
        context |= {
            "represents": True,
            "drafts": own.filter(state=ApplicationState.DRAFT).order_by("call__closes_at", "pk")[:10],
            "offers": [(offer, *badge(shown_state(offer.state, offer.call.state, mine=True))) for offer in own.exclude(state=ApplicationState.DRAFT).order_by("-filed_at", "-pk")[:10]],
            "agreements": Agreement.objects.visible_to(actor).filter(organisation_id__in=actor.organisations).order_by("-made_at", "-pk")[:10],
        }
    if not staff(actor):
        context["open_calls"] = Call.objects.visible_to(actor).accepting(at)[:6]
    return render(request, "grants/desk/desk.html", {**context, "items": items, "now": at})
