"""The lists of offers: which, in what order, with what sums. Rows are plain values, a page of them is drawn often."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.html import badge
from frontend.templatetags.formats import amount, words
from grants.applications import access, presentation
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.applications.rules import PUBLISHED
from grants.applications.states import ApplicationState
from grants.calls.models import Call, Lot
from tenants.gates.access import Actor, staff
from tenants.office.exports import spreadsheet

PAGE = 60
SORTS = {
    "number": ("number", "pk"),
    "organisation": ("organisation_name", "pk"),
    "title": ("title", "pk"),
    "requested": ("requested", "pk"),
    "total": ("total_cost", "pk"),
    "filed": ("filed_at", "pk"),
    "state": ("told", "pk"),
}
FIELDS = (
    "ref",
    "number",
    "organisation_name",
    "organisation_id",
    "partner_ids",
    "title",
    "requested",
    "total_cost",
    "awarded",
    "state",
    "filed_at",
    "late_until",
    "lot__title",
    "call__title",
    "call__state",
    "formal__waits",
)
# In the filter, beside the states: filed, and the checklist waits to be confirmed.
SECOND = "second"


def own(actor: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """Offers of the actor's organisations in this town, drafts first."""
    found = (
        Application.objects.visible_to(actor)
        .own_of(actor)
        .select_related("call")
        .defer("content", "revisions", "formal")
    )
    rows = []
    for one in found.order_by("-changed_at", "-pk")[:PAGE]:
        state = presentation.shown_state(one.state, one.call.state, mine=True)
        draft = state == ApplicationState.DRAFT
        label, tone = presentation.badge(state)
        leads = access.belongs(actor, one)
        step = presentation.next_step(one, mine=True, leads=leads, at=at)
        if draft and not leads and one.call.accepts_at(at):
            step = presentation.as_partner(one)
        rows.append(
            {
                "url": reverse("applications:summary" if draft else "applications:detail", args=[one.ref]),
                "title": one.title or _("Offer without a title yet"),
                "number": one.number,
                "call": one.call.title,
                "organisation": one.organisation_name,
                "requested": one.requested,
                "state": badge(label=label, tone=tone),
                "next": step,
                "until": words(step.until) if step.until and step.tone == "warn" else "",
                "draft": draft,
            }
        )
    return sorted(rows, key=lambda row: not row["draft"])


def invitations(actor: Actor, *, at: datetime) -> list[Offeror]:
    """Joint offers that wait for the word of an organisation the actor represents."""
    waiting = Offeror.objects.visible_to(actor).invitations_of(actor).filter(expires_at__gt=at)
    return list(waiting.select_related("application__call").order_by("expires_at", "pk")[:PAGE])


def office(request: Any) -> dict[str, Any]:
    """Filed offers, filtered and sorted as the address says."""
    found = filtered(request)
    totals = found.aggregate(
        count=Count("pk"), requested=Sum("requested"), total=Sum("total_cost"), awarded=Sum("awarded")
    )
    paginator = Paginator(ordered(found, request).values(*FIELDS), PAGE)
    # Counted already, with the sums.
    paginator.count = totals["count"]
    page = paginator.get_page(request.GET.get("page"))
    calls = list(
        Call.objects.visible_to(request.actor).filter(applications__trial=False).distinct().values_list("ref", "title")
    )
    chosen = request.GET.get("call", "")
    lots = (
        list(
            Lot.objects.visible_to(request.actor)
            .filter(call__ref=chosen)
            .order_by("number")
            .values_list("number", "title")
        )
        if chosen
        else []
    )
    return {
        "page": page,
        "rows": [_row(values, request.actor) for values in page],
        "totals": totals,
        "calls": calls,
        "lots": lots,
        "states": _states(request.actor),
        "chosen": {name: request.GET.get(name, "") for name in ("call", "lot", "state", "q", "sort")},
        "narrowed": any(request.GET.get(name) for name in ("call", "lot", "state", "q")),
        "query": request.GET.urlencode(),
    }


def _states(actor: Actor) -> list[tuple[str, Any]]:
    states = [(state.value, state.label) for state in ApplicationState if state != ApplicationState.DRAFT]
    return [*states, (SECOND, _("waiting for the second person"))] if staff(actor) else states


def filtered(request: Any) -> QuerySet:
    """Filed offers that the actor sees, narrowed by call, lot, state and words."""
    asked = request.GET
    found = Application.objects.visible_to(request.actor).exclude(state=ApplicationState.DRAFT)
    if call := asked.get("call"):
        found = found.filter(call__ref=call)
    lot = asked.get("lot", "")
    if lot.isascii() and lot.isdecimal() and len(lot) < 5:
        found = found.filter(lot__number=int(lot))
    found = found.annotate(told=told_state(request.actor))
    if asked.get("state") == SECOND and staff(request.actor):
        found = found.waiting_for_second().exclude(access.own(request.actor))
    if asked.get("state") in ApplicationState.values:
        found = found.filter(told=asked["state"])
    for word in asked.get("q", "").replace("\0", "").split()[:6]:
        found = found.filter(
            Q(number__icontains=word) | Q(organisation_name__icontains=word) | Q(title__icontains=word)
        )
    return found


def told_state(actor: Actor) -> Case:
    """presentation.shown_state in the database: else a filter, or the order, would tell applicants the decision."""
    secret = access.own(actor) & Q(state__in=presentation.DECIDED)
    return Case(
        When(secret & ~Q(call__state__in=PUBLISHED), then=Value(ApplicationState.PASSED)),
        default=F("state"),
        output_field=CharField(),
    )


def ordered(found: QuerySet, request: Any) -> QuerySet:
    asked = request.GET.get("sort", "")
    columns = SORTS.get(asked.removeprefix("-"))
    if columns is None:
        return found.order_by("-filed_at", "-pk")
    return found.order_by(*(f"-{name}" if asked.startswith("-") else name for name in columns))


def _is_mine(values: dict[str, Any], actor: Actor) -> bool:
    return not {values["organisation_id"], *values["partner_ids"]}.isdisjoint(actor.memberships)


def _row(values: dict[str, Any], actor: Actor) -> dict[str, Any]:
    mine = _is_mine(values, actor)
    label, tone = presentation.badge(presentation.shown_state(values["state"], values["call__state"], mine=mine))
    return {
        "url": f"/applications/{values['ref']}/",
        "number": values["number"],
        "organisation": values["organisation_name"],
        "title": values["title"],
        "lot": values["lot__title"],
        "requested": amount(values["requested"]),
        "total": amount(values["total_cost"]),
        "state": badge(label=label, tone=tone),
        "filed": date_format(timezone.localtime(values["filed_at"]), "d.m.Y H:i"),
        "late": values["late_until"] is not None,
        "second": values["state"] == ApplicationState.FILED
        and values["formal__waits"] is True
        and staff(actor)
        and not mine,
    }


def as_csv(request: Any) -> HttpResponse:
    """The list with the same filters, for a spreadsheet."""
    heading = [
        *(_("Number"), _("Organisation"), _("Task"), _("Call"), _("Lot")),
        *(_("Filed"), _("Grant asked for"), _("All costs"), _("Awarded"), _("State")),
    ]
    found = ordered(filtered(request), request).values(*FIELDS)
    return spreadsheet("oferty.csv", [heading, *(_exported(request.actor, values) for values in found)], private=True)


def _exported(actor: Actor, values: dict[str, Any]) -> list[Any]:
    mine = _is_mine(values, actor)
    state = presentation.shown_state(values["state"], values["call__state"], mine=mine)
    told = values["awarded"] if state == values["state"] else None
    names = ("number", "organisation_name", "title", "call__title", "lot__title", "filed_at", "requested", "total_cost")
    return [*(values[name] for name in names), told, state.label]
