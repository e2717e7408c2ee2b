"""Small grants, brought to a state by the real actions. Filed on Friday 15 January 2027."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from grants.agreements import actions as agreements
from grants.agreements.models import Agreement, Tranche
from grants.small_grants import actions
from grants.small_grants.models import SmallGrant
from grants.small_grants.rules import PLACES
from programmes.drafting.models import Programme
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON, WARSAW
from tests.builders_programmes import an_adopted_programme
from tests.remembered import remembered

LIPA = "Stowarzyszenie „Lipa”"
POSTED_ON = date(2027, 1, 20)
POSTED = datetime(2027, 1, 20, 10, 0, tzinfo=WARSAW)
# The last day of comments is Wednesday 27 January.
DECIDED = datetime(2027, 1, 28, 9, 0, tzinfo=WARSAW)
SIGNED_ON = date(2027, 2, 3)
LATER = datetime(2027, 2, 3, 9, 0, tzinfo=WARSAW)


@remembered
def a_programme(**over: Any) -> Programme:
    """20 000 zł for small grants, of 200 000 zł planned."""
    return an_adopted_programme(**{"small_grants": "20000.00", **over})


def the_coordinator() -> Actor:
    return builders.a_person("Clara Clerk", "coordinator")


def the_executive() -> Actor:
    return builders.a_person("Ewa Executive", "executive")


def the_representative() -> Actor:
    return builders.a_representative("Nadia Ngo", LIPA)


def values(*, grant: str = "4000.00", other: str = "500.00", **over: Any) -> dict[str, Any]:
    """A complete offer, as the form gives it."""
    return {
        "sphere": "17",
        "contact_name": "Nadia Ngo",
        "contact_phone": "500 100 200",
        "contact_email": "nadia@example.org",
        "title": "Piłka dla każdego",
        "start": date(2027, 3, 1),
        "end": date(2027, 4, 30),
        "description": "Treningi dla dzieci na boisku w Lipowie.",
        "profile": "Stowarzyszenie prowadzi zajęcia od 2015 roku.",
        "results": [{"name": "Treningi", "target": "20", "monitoring": "dziennik zajęć"}],
        "costs": [
            {"name": "Wynagrodzenie trenera", "grant": Decimal(grant), "other": Decimal("0.00")},
            {"name": "Wynajem sali", "grant": Decimal("0.00"), "other": Decimal(other)},
        ],
        **dict.fromkeys(("d1", "d2", "d6", "d7"), True),
        "d3": "clear",
        "d4": "clear",
        "d5": "krs",
        **over,
    }


@remembered
def a_draft(
    actor: Actor | None = None, *, at: datetime = NOON, programme: Programme | None = None, **over: Any
) -> SmallGrant:
    nadia = actor or the_representative()
    draft = actions.begin(programme or a_programme(), organisation=builders.organisation_of(nadia), by=nadia, at=at)
    return actions.save(draft, values(**over), revision=0, by=nadia, at=at)


@remembered
def a_filed_offer(actor: Actor | None = None, *, at: datetime = NOON, **over: Any) -> SmallGrant:
    nadia = actor or the_representative()
    return actions.file(a_draft(nadia, at=at, **over), by=nadia, at=at)


@remembered
def posted(small_grant: SmallGrant, *, on: date = POSTED_ON, at: datetime = POSTED) -> None:
    for place in PLACES:
        actions.record_posting(
            small_grant, place=place, posted_on=on, evidence="https://bip.example", by=the_coordinator(), at=at
        )


@remembered
def a_published_offer(actor: Actor | None = None, **over: Any) -> SmallGrant:
    """Residents may comment on it until 27 January 2027."""
    filed = a_filed_offer(actor, **over)
    posted(filed)
    return actions.publish(filed, by=the_coordinator(), at=POSTED)


@remembered
def an_accepted_offer(actor: Actor | None = None, **over: Any) -> SmallGrant:
    return actions.accept(a_published_offer(actor, **over), by=the_executive(), at=DECIDED)


@remembered
def an_offer_with_changes(actor: Actor | None = None, *, amount: str = "3000.00", **over: Any) -> SmallGrant:
    """Accepted with less than was asked for; the organisation is to change the costs."""
    return actions.ask_changes(
        a_published_offer(actor, **over),
        amount=Decimal(amount),
        remarks="Prosimy o mniej godzin trenera.",
        due_on=(DECIDED + timedelta(days=14)).date(),
        by=the_executive(),
        at=DECIDED,
    )


@remembered
def a_small_agreement(actor: Actor | None = None, **over: Any) -> Agreement:
    """Ready to be signed."""
    offer = an_accepted_offer(actor, **over)
    agreement = agreements.create_of_small_grant(offer, by=the_coordinator(), at=DECIDED)
    agreements.prepare(agreement, by=the_coordinator(), at=DECIDED)
    return agreement


@remembered
def a_signed_small_agreement(actor: Actor | None = None, **over: Any) -> Agreement:
    agreement = a_small_agreement(actor, **over)
    agreements.sign(agreement, signed_on=SIGNED_ON, by=the_coordinator(), at=LATER)
    return agreement


@remembered
def a_paid_small_agreement(actor: Actor | None = None, **over: Any) -> Agreement:
    agreement = a_signed_small_agreement(actor, **over)
    for tranche in Tranche.objects.filter(agreement=agreement).select_related("agreement"):
        agreements.pay(tranche, paid_on=SIGNED_ON, by=builders.a_person("Filip Finance", "finance"), at=LATER)
    return Agreement.objects.get(pk=agreement.pk)
