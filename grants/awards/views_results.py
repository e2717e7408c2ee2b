"""Results, for everyone: of one call, and of a year."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grants.applications import access
from grants.applications.models import Application
from grants.awards import presentation, reading
from grants.awards.figures import changes, together
from grants.awards.justifications.reading import changed_until, justification_until
from grants.awards.models import PUBLISHED, Award, Decision, Outcome
from grants.awards.points import of_offer
from grants.awards.rules import GIVES
from grants.awards.states import PUBLIC
from grants.calls.models import Call, Publication
from grants.calls.rules import missing_places
from grants.scoring import presentation as scoring
from tenants.gates.access import anyone, clerks, signed_in, staff
from tenants.gates.doors import open_to
from tenants.office.exports import spreadsheet


def _decided(request: Any, ref: str) -> tuple[Call, list[Decision]]:
    """The call and the acts that were signed, as far as the reader may see them; the first one first."""
    call = get_object_or_404(Call.objects.visible_to(request.actor).select_related("programme"), ref=ref)
    acts = list(Decision.objects.visible_to(request.actor).signed().filter(call=call).order_by("pk"))
    if not acts:
        raise Http404
    return call, acts


@open_to(anyone)
@require_safe
def results(request: Any, ref: str) -> HttpResponse:
    """Who got how much. Before publication the office sees the same page as a preview."""
    call, acts = _decided(request, ref)
    awards = list(reading.awards_of(call, request.actor))
    sums = reading.sums_by_lot(call, awards)
    total = together(of_lot for _lot_row, of_lot in sums)
    public, moved = call.state in PUBLISHED, reading.moved_days(acts, awards)
    publications = Publication.objects.visible_to(request.actor).filter(call=call, subject=Publication.Subject.RESULTS)
    context = {
        "call": call,
        "decision": acts[0],
        "acts": [(one, moved.get(one.pk)) for one in acts if one.state in PUBLIC],
        "act": request.tenant.bodies.act_on_pages,
        "public": public,
        "lots": _lots(call, sums, awards),
        "sums": total,
        "publications": publications,
        "justification_until": justification_until(call),
        "changed_until": changed_until(acts),
    }
    context |= {"finding": presentation.finding(total), "series": presentation.series()}
    context["chart"] = [
        (award.organisation_name, award.requested, award.amount) for award in awards if award.outcome in GIVES
    ][:20]
    if staff(request.actor):
        places = [one.place for one in publications]
        context["missing_places"] = [place.label for place in missing_places(places)]
        context["may_publish"] = clerks(request.actor) and not public
        context["steps"] = scoring.steps(call, request.actor, "results")
    return render(request, "grants/awards/results.html", context)


def _lots(call: Call, sums: Any, awards: list[Award]) -> list[dict[str, Any]]:
    """Lot by lot; of one without grants also `nothing`, which says why."""
    lots = [_lot(lot, of_lot, [one for one in awards if one.application.lot_id == lot.pk]) for lot, of_lot in sums]
    empty = [one for one in lots if not one["funded"]]
    fates = reading.fates(call) if empty else {}
    for one in empty:
        one["nothing"] = presentation.nothing_awarded(fates.get(one["lot"].pk))
    return lots


def _lot(lot: Any, sums: Any, own: list[Award]) -> dict[str, Any]:
    return {
        "lot": lot,
        "sums": sums,
        "offers": own,
        "funded": [award for award in own if award.outcome in GIVES],
        "reserve": [award for award in own if award.outcome == Outcome.RESERVE],
        "refused": [award for award in own if award.outcome == Outcome.REFUSED],
    }


@open_to(anyone)
@require_safe
def results_csv(request: Any, ref: str) -> HttpResponse:
    call, _acts = _decided(request, ref)
    rows = [
        [one.organisation_name, one.title, one.requested, one.get_outcome_display(), one.amount]
        for one in reading.awards_of(call, request.actor)
    ]
    heading = [_("Organisation"), _("Task"), _("Requested"), _("Outcome"), _("Awarded")]
    return spreadsheet(f"results-{call.ref}.csv", [heading, *rows])


@open_to(staff)
@require_safe
def bip(request: Any, ref: str) -> HttpResponse:
    """The results as plain HTML, to be pasted into the town's public bulletin (BIP)."""
    call, acts = _decided(request, ref)
    awards = list(reading.awards_of(call, request.actor))
    lots = _lots(call, reading.sums_by_lot(call, awards), awards)
    words = {"call": call, "decision": acts[0], "act": request.tenant.bodies.act, "lots": lots, "acts": acts[1:]}
    moved = reading.moved_days(acts, awards)
    words["moved"] = [(one, moved[one.pk]) for one in acts if one.pk in moved]
    text = render_to_string("grants/awards/_bip.html", words)
    return render(request, "grants/awards/bip.html", {"call": call, "text": text})


@open_to(signed_in)
@require_safe
def points(request: Any, ref: str) -> HttpResponse:
    """An applicant reads the points and reasons of their own offer, once the results are published."""
    seen = Application.objects.visible_to(request.actor).select_related("call")
    offer = get_object_or_404(seen, ref=ref)
    if offer.call.state not in PUBLISHED or not access.behind(request.actor, offer):
        raise Http404
    seen_awards = Award.objects.visible_to(request.actor).in_force().select_related("application", "decision")
    award = seen_awards.filter(application=offer).first()
    context = {"offer": offer, "call": offer.call, "award": award, "sheets": of_offer(offer)}
    if award is not None:
        context["outcome"] = presentation.outcome_words(award.outcome)
        context["moved"] = reading.moved_days([award.decision], [award]).get(award.decision_id)
    return render(request, "grants/awards/points.html", context)


@open_to(anyone)
@require_safe
def index(request: Any) -> HttpResponse:
    """The results of a year: call by call, beside the year before, by sphere."""
    published = Call.objects.visible_to(request.actor).filter(state__in=PUBLISHED)
    years = sorted(set(published.order_by().values_list("programme__year", flat=True)), reverse=True)
    if not years:
        return render(request, "grants/awards/index.html", {"years": []})
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    of_year = published.filter(programme__year=year).order_by("-results_at", "-pk")
    calls = list(of_year)
    sums = reading.sums_by_call(calls)
    total = together(sums.values())
    before = published.filter(programme__year=year - 1)
    context = {
        "years": years,
        "year": year,
        "before": year - 1 if year - 1 in years else None,
        "calls": [(call, sums[call.pk]) for call in calls],
        "sums": total,
        "spheres": changes(reading.by_sphere(before), reading.by_sphere(of_year)),
        "chart": [(call.title, sums[call.pk].requested, sums[call.pk].awarded) for call in calls[:12]],
    }
    context |= {"finding": presentation.finding(total), "series": presentation.series()}
    return render(request, "grants/awards/index.html", context)
