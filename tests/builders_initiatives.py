"""Proposals on own initiative, brought to a state by the real actions. Filed on Friday 15 January 2027."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from grants.initiatives import actions
from grants.initiatives.models import Initiative
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON, WARSAW
from tests.builders_small_grants import the_coordinator, the_executive, the_representative
from tests.remembered import remembered

ANSWERED = datetime(2027, 2, 1, 9, 0, tzinfo=WARSAW)
WEIGHING = {
    "priority": "Odpowiada zadaniu „Kultura i dziedzictwo”.",
    "quality": "Organizacja prowadzi podobne zajęcia od lat.",
    "funds": "Zostało 60 000 zł.",
    "benefits": "Skorzysta około 40 seniorów.",
}


def values(**over: Any) -> dict[str, Any]:
    return {
        "title": "Klub seniora w remizie",
        "sphere": "16",
        "description": "Spotkania dwa razy w tygodniu w remizie w Lipowie.",
        "costs": [
            {"name": "Instruktor", "amount": Decimal("6000.00")},
            {"name": "Materiały", "amount": Decimal("1234.50")},
        ],
        **over,
    }


@remembered
def a_draft_proposal(actor: Actor | None = None, **over: Any) -> Initiative:
    nadia = actor or the_representative()
    draft = actions.begin(organisation=builders.organisation_of(nadia), by=nadia, at=NOON)
    actions.save(draft, values(**over), revision=0, by=nadia, at=NOON)
    return draft


@remembered
def a_filed_proposal(actor: Actor | None = None, *, at: datetime = NOON, **over: Any) -> Initiative:
    nadia = actor or the_representative()
    draft = a_draft_proposal(nadia, **over)
    actions.file(draft, by=nadia, at=at)
    return draft


@remembered
def a_weighed_proposal(actor: Actor | None = None, **over: Any) -> Initiative:
    filed = a_filed_proposal(actor, **over)
    actions.weigh(filed, weighing=WEIGHING, revision=filed.revision, by=the_coordinator(), at=ANSWERED)
    return filed


@remembered
def a_purposeful_proposal(actor: Actor | None = None, **over: Any) -> Initiative:
    weighed = a_weighed_proposal(actor, **over)
    actions.find_purposeful(weighed, commissioning="support", call_on=date(2027, 3, 1), by=the_executive(), at=ANSWERED)
    return weighed
