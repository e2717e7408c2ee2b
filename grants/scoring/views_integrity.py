"""Scoring integrity, beside the ranking: what deserves a second look before the protocol is signed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import integrity, integrity_line, masking, presentation, reading
from grants.scoring import integrity_words as words
from grants.scoring.integrity_sheets import Points, points_of, rule_of
from grants.scoring.views import names_points, unfinished
from tenants.gates.access import seated
from tenants.gates.doors import open_to


@open_to(seated)
@require_safe
def page(request: Any, ref: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.visible_to(request.actor).prefetch_related("criteria"), ref=ref)
    context: dict[str, Any] = {"call": call, "steps": presentation.steps(call, request.actor, "ranking")}
    if left := unfinished(request, call):
        context["next"] = presentation.next_for_member(call, left)
        return render(request, "grants/scoring/ranking_later.html", context)
    points = points_of(call, Application.objects.visible_to_judges(request.actor))
    if points is None or not names_points(request.actor, call):
        raise Http404
    masking.masked(points.offers.values(), call, request.actor)
    return _shown(request, context, call, points)


def _shown(request: HttpRequest, context: dict[str, Any], call: Call, points: Points) -> HttpResponse:
    found = integrity.strictness(points.totals)
    together = integrity.agreement(points.totals)
    agreed = [(one, integrity.agreement(points.criteria[one.pk])) for one in reading.criteria_of(call)]
    every = [together, *(one for _criterion, one in agreed)]
    rule = rule_of(call, points)
    context |= {
        "strictness": found,
        "few": [(points.names[member], number) for member, number in found.few.items()],
        "apart": [", ".join(points.names[member] for member in group) for group in found.apart],
        "together": (together, *words.agreement(together)),
        "criteria": [(criterion, one, *words.agreement(one)) for criterion, one in agreed],
        "said": any(one.interval is not None for one in every),
        "unsaid": list(dict.fromkeys(one.reason for one in every if one.reason)),
        "outliers": [(points.offers[one.offer], points.names[one.member], one) for one in found.outliers],
        "hinges": [
            (points.offers[one.offer], points.names[one.member], words.crossing(one.crossing), one)
            for one in integrity_line.hinges(points.totals, rule)
        ],
        "late": [
            (points.offers[one.change.offer], points.names[one.change.member], one.change, _crossings(one, points))
            for one in integrity_line.late(points.totals, points.changes, rule)
        ],
        "changes": len(points.changes),
        "sheets": len(points.totals),
        "offers": len(points.offers),
    }
    if found.members:
        context |= {
            "title": words.severity_title(found.members, points.names),
            "rows": words.severity_rows(found.members, points.names),
            "clear": [words.severity(one, points.names) for one in found.members if one.stands_out],
        }
    return render(request, "grants/scoring/integrity.html", context)


def _crossings(one: integrity_line.Late, points: Points) -> list[tuple[Application, str]]:
    return [(points.offers[offer], words.crossing(where)) for offer, where in one.crossings]
