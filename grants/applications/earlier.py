"""An organisation's earlier offers in any town, and a new draft begun from one: what it said, read by its own right.

Only this module looks into another town, and only for an organisation the person writes for: no seat counts there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from grants.applications import content as shape
from grants.applications import reading
from grants.applications.access import WRITING
from grants.applications.drafting import begin, columns_of, facts_of, write
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Lot
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office.across import rows, without_seats
from tenants.office.audit import actions as audit
from tenants.registry.governments.models import LocalGovernment, Opening
from tenants.registry.organisations.models import Footprint, Organisation

# What is begun anew: declarations are of this day, questions of this call, partners of that offer.
COPIED = (shape.TASK, shape.SCHEDULE, shape.RESULTS, shape.CAPACITY, shape.BUDGET, shape.OTHER)
MOST = 40


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """One earlier offer in a list."""

    town: LocalGovernment
    organisation_id: int
    ref: str
    number: str
    title: str
    call: str
    requested: Any
    filed_at: datetime


def towns_of(organisations: list[int]) -> list[LocalGovernment]:
    """Where these organisations have begun anything, and the town is open."""
    prints = Footprint.objects.filter(organisation_id__in=organisations).values("government_id")
    return list(LocalGovernment.objects.filter(pk__in=prints, state=Opening.READY).order_by("name"))


def listed(actor: Actor) -> list[Earlier]:
    """Offers that organisations the person writes for filed anywhere, newest first; in one statement."""
    mine = actor.organisations_as(*WRITING)
    towns = towns_of(mine)
    found = _copyable(actor, mine).order_by("-filed_at", "-pk")
    columns = found.values_list("organisation_id", "ref", "number", "title", "call__title", "requested", "filed_at")
    by_id = {town.pk: town for town in towns}
    offers = [
        Earlier(
            town=by_id[town],
            organisation_id=owner,
            ref=ref,
            number=number,
            title=title,
            call=call,
            requested=requested,
            filed_at=at,
        )
        for town, owner, ref, number, title, call, requested, at in rows(towns, columns, most=MOST)
    ]
    return sorted(offers, key=lambda one: one.filed_at, reverse=True)[:MOST]


def content_of(actor: Actor, organisation: Organisation, *, schema: str, ref: str) -> dict[str, Any] | None:
    """What the organisation's offer says, as it binds; None of an offer the person may not copy."""
    if organisation.pk not in actor.organisations_as(*WRITING):
        return None
    if schema not in {town.schema_name for town in towns_of([organisation.pk])}:
        return None
    with schema_context(schema):
        offer = _copyable(actor, [organisation.pk]).filter(ref=ref).first()
        return None if offer is None else {**reading.binding_content(offer), "number": offer.number}


def _copyable(actor: Actor, organisations: list[int]) -> Any:
    """Filed offers that these organisations began themselves: a partner does not copy the leader's work."""
    seen = Application.objects.visible_to(without_seats(actor))
    return seen.filter(organisation_id__in=organisations, form="OFFER_2018").exclude(state=ApplicationState.DRAFT)


@transaction.atomic
def copy_earlier(
    lot: Lot, *, organisation: Organisation, said: dict[str, Any], schema: str, by: Actor, at: datetime
) -> Application:
    """A new draft in this lot with what an earlier offer said; files, declarations and answers are given anew.

    Raises: Refusal, Late, TooMany, PermissionDenied.
    """
    draft = begin(lot, organisation=organisation, by=by, at=at)
    if draft.revisions or draft.is_joint:
        raise Refusal(_("There is already a draft in this lot. Open it, or discard it first."))
    content = {section: said[section] for section in COPIED if said.get(section)}
    before = said.get(shape.APPLICANT, {})
    contact = {name: before.get(name, "") for name in shape.TEXTS[shape.APPLICANT]}
    content[shape.APPLICANT] = {**facts_of(organisation), **contact}
    audit.record("copy_earlier", draft, by=by, at=at, noted={"from": said["number"], "town": schema})
    write(draft, content=content, revisions=dict.fromkeys(content, 1), **columns_of(content))
    return draft
