"""Programmes, brought to a state by the real actions."""

from datetime import date
from decimal import Decimal

from programmes.adoption import actions as adoption
from programmes.drafting import actions as drafting
from programmes.drafting.headings import NUMBERS
from programmes.drafting.models import Programme
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON
from tests.remembered import remembered

HEADINGS = {number: f"Treść punktu {number}." for number in NUMBERS}
TASKS = (("17", "Upowszechnianie sportu wśród dzieci", "100000.00"), ("16", "Kultura i dziedzictwo", "60000.00"))


def a_coordinator() -> Actor:
    return builders.a_person("Clara Clerk", "coordinator")


@remembered
def a_draft_programme(
    *, year: int = 2027, budget: str = "200000.00", tasks: tuple = TASKS, small_grants: str = "0.00"
) -> Programme:
    by = a_coordinator()
    programme = drafting.create(year=year, title=f"Program współpracy na {year} rok", by=by, at=NOON)
    drafting.edit(
        programme,
        title=programme.title,
        budget=Decimal(budget),
        small_grants=Decimal(small_grants),
        headings=HEADINGS,
        tasks=[
            {"sphere": sphere, "title": title, "description": "", "planned": Decimal(planned)}
            for sphere, title, planned in tasks
        ],
        by=by,
        at=NOON,
    )
    return programme


@remembered
def an_adopted_programme(**options: object) -> Programme:
    """The town's programme for 2027, adopted in time."""
    found = Programme.objects.filter(year=options.get("year", 2027), state="adopted").first()
    if found:
        return found
    programme = a_draft_programme(**options)  # type: ignore[arg-type]
    adoption.adopt(
        programme,
        resolution_number="XX/101/2026",
        adopted_on=date(programme.year - 1, 11, 20),
        by=a_coordinator(),
        at=NOON,
    )
    return programme
