"""The announcement taken elsewhere: on paper, into the town's bulletin, into a reader of feeds; and that of a cancellation."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from frontend import feeds
from frontend.feeds import Entry
from frontend.templatetags.formats import money
from grants.calls import announced, cancelling, printing, reading, rules
from grants.calls.models import Call, Publication
from grants.calls.states import FLOW, CallState
from grants.calls.views import found
from tenants.gates.access import anyone, staff
from tenants.gates.doors import open_to
from tenants.office.deadlines import local_day
from tenants.registry.governments.addresses import absolute

IN_A_FEED = 50


@open_to(anyone)
@require_safe
def pdf(request: Any, ref: str) -> HttpResponse:
    """Drawn when asked for: the announcement as it stands now."""
    call = found(request, ref)
    drawn = printing.draw(reading.paper(call), request.tenant, at=call.published_at or timezone.now())
    headers = {"Content-Disposition": f'inline; filename="ogloszenie-{call.ref}.pdf"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@open_to(staff)
@require_safe
def plain(request: Any, ref: str) -> HttpResponse:
    """The announcement as plain HTML, to be pasted into the bulletin."""
    call = found(request, ref)
    with override("pl"):
        html = render_to_string(
            "grants/calls/_plain.html",
            {
                "title": f"Ogłoszenie o otwartym konkursie ofert: {call.title}",
                "opening": printing.opening(call.act_number, request.tenant),
                "points": announced.points(reading.paper(call)),
                "address": absolute(request.tenant, reverse("calls:detail", args=[ref])),
            },
        )
    return render(request, "grants/calls/plain.html", {"call": call, "html": html.strip()})


@open_to(anyone)
@require_safe
def cancellation(request: Any, ref: str) -> HttpResponse:
    """The announcement of a cancellation, where it stood, and its text for the bulletin."""
    call = found(request, ref)
    if call.state != CallState.CANCELLED:
        raise Http404
    paper = reading.paper(call)
    with override("pl"):
        lines = cancelling.lines(call, request.tenant)
        html = render_to_string("grants/calls/_plain.html", {"title": cancelling.TITLE, "lines": lines})
    context = {
        "call": call,
        "title": cancelling.TITLE,
        "lines": lines,
        "publications": paper.published(Publication.Subject.CANCELLATION),
        "places_missing": paper.places_missing(Publication.Subject.CANCELLATION),
        "can": FLOW.open_steps(call, request.actor),
        "html": html.strip() if staff(request.actor) else "",
    }
    return render(request, "grants/calls/cancellation.html", context)


@open_to(anyone)
@require_safe
def feed(request: Any) -> HttpResponse:
    """The town's calls that are announced and not over, newest first."""
    now = timezone.now()
    calls = Call.objects.visible_to(request.actor).seen_at(now).running(now)[:IN_A_FEED]
    text = feeds.atom(
        title=_("Open calls: %(town)s") % {"town": request.tenant.name},
        url=absolute(request.tenant, reverse("calls:index")),
        feed_url=absolute(request.tenant, reverse("calls:feed")),
        entries=[_entry(request.tenant, call) for call in calls],
    )
    return HttpResponse(text, content_type=feeds.CONTENT_TYPE)


def _entry(town: Any, call: Any) -> Entry:
    words = {"pool": money(call.pool), "day": rules.in_words(local_day(call.closes_at))}
    return Entry(
        title=call.title,
        url=absolute(town, reverse("calls:detail", args=[call.ref])),
        summary=_("Pool: %(pool)s. Offers until %(day)s.") % words,
        updated=call.told_at or call.published_at,
    )
