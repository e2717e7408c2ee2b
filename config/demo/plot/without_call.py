"""Money without a call: small grants of art. 19a, and proposals of organisations (art. 12)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from config.demo.cast import Cast
from config.demo.content.shapes_beside import Initiative, SmallGrant
from config.demo.content.years import task_period
from config.demo.moments import DAY
from config.demo.plot.forms import contact_of, declarations_of
from config.demo.plot.schedule import chance
from config.demo.references import draft_ref
from config.demo.story import Story
from grants.agreements import actions as agreements
from grants.agreements.models import Agreement
from grants.initiatives import actions as proposals
from grants.initiatives import models as initiatives
from grants.small_grants import actions
from grants.small_grants import models as rooms
from grants.small_grants.rules import PLACES
from tenants.gates.access import NOBODY

WRITING = timedelta(days=2)
# From the decision to the paper.
PREPARING = timedelta(days=6)


def small_grant(told: SmallGrant, cast: Cast) -> Story:
    """Written, filed, published for comments, accepted, agreed on; as far as its days go."""
    filed_at = cast.calendar.at(told.filed, 11, chance(told.title, 300))
    at = yield filed_at - WRITING
    programme = cast.programmes[cast.year(told)]
    by = cast.writer(told)
    begun = actions.begin(programme, organisation=cast.organisation(told), by=by, at=at)
    ref = draft_ref(cast.town.code, "maly-grant", told.title, year=programme.year)
    rooms.SmallGrant.objects.filter(pk=begun.pk).update(ref=ref)
    offer = rooms.SmallGrant.objects.get(pk=begun.pk)
    actions.save(offer, _form(told, cast), revision=0, by=by, at=at)
    at = yield filed_at
    actions.file(offer, by=cast.representative(told), at=at)
    if told.posted:
        yield from _consult(offer, told, cast)
    if told.decided:
        yield from _conclude(offer, told, cast)


def _form(told: SmallGrant, cast: Cast) -> dict[str, Any]:
    organisation = cast.organisations[told.organisation]
    start, end = task_period(told, cast.calendar.today)
    return {
        **contact_of(organisation),
        **declarations_of(organisation),
        "sphere": told.sphere,
        "title": told.title,
        "start": start,
        "end": end,
        "description": told.description,
        "profile": f"{organisation.activity} {organisation.resources}",
        "results": [{"name": name, "target": target, "monitoring": how} for name, target, how in told.results],
        "costs": [
            {"name": name, "grant": Decimal(grant), "other": Decimal(other)} for name, grant, other in told.costs
        ],
    }


def _consult(offer: rooms.SmallGrant, told: SmallGrant, cast: Cast) -> Story:
    assert told.posted is not None
    day = cast.calendar.day(told.posted)
    at = yield cast.calendar.at(day, 10, 20)
    for place in PLACES:
        evidence = (
            f"https://bip.{cast.town.code}.example.org/ngo/{offer.ref}" if place != "board" else "tablica, parter"
        )
        actions.record_posting(offer, place=place, posted_on=day, evidence=evidence, by=cast.coordinator, at=at)
    actions.publish(offer, by=cast.coordinator, at=at)
    for comment in told.comments:
        at = yield cast.calendar.at(comment.on, 17, chance(comment.text, 120))
        actions.comment(offer, text=comment.text, author=comment.author, by=NOBODY, at=at)


def _conclude(offer: rooms.SmallGrant, told: SmallGrant, cast: Cast) -> Story:
    assert told.decided is not None
    decided = cast.calendar.day(told.decided)
    at = yield cast.calendar.at(decided, 12, 15)
    actions.accept(offer, by=cast.executive, at=at)
    if told.signed is None:
        return
    at = yield cast.calendar.at(decided + PREPARING, 9, 25)
    agreement = agreements.create_of_small_grant(offer, by=cast.coordinator, at=at)
    agreements.prepare(agreement, by=cast.coordinator, at=at)
    signed_on = cast.calendar.day(told.signed)
    at = yield cast.calendar.at(signed_on, 11, 30)
    agreements.sign(Agreement.objects.get(pk=agreement.pk), signed_on=signed_on, by=cast.executive, at=at)


def initiative(told: Initiative, cast: Cast) -> Story:
    filed_at = cast.calendar.at(told.filed, 14, chance(told.title, 120))
    at = yield filed_at - DAY
    by = cast.writer(told)
    begun = proposals.begin(organisation=cast.organisation(told), by=by, at=at)
    ref = draft_ref(cast.town.code, "inicjatywa", told.title, year=at.year)
    initiatives.Initiative.objects.filter(pk=begun.pk).update(ref=ref)
    proposal = initiatives.Initiative.objects.get(pk=begun.pk)
    values = {
        "title": told.title,
        "sphere": told.sphere,
        "description": told.description,
        "costs": [{"name": name, "amount": Decimal(amount)} for name, amount in told.costs],
    }
    proposals.save(proposal, values, revision=0, by=by, at=at)
    at = yield filed_at
    proposals.file(proposal, by=cast.representative(told), at=at)
