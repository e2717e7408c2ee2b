"""Joint offers, brought to a state by the real actions."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from grants.applications import actions, partners, partners_inviting, partners_reading
from grants.applications.completeness import budget_in
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.applications.splits import shared_out
from grants.calls.models import Lot
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application
from tests.remembered import remembered


@remembered
def a_joint_draft(lot: Lot, leader: Actor, *people: Actor, at: datetime = NOON, **over: Any) -> Application:
    """Complete and confirmed by everybody: each of `people` represents a partner; costs are shared out evenly."""
    draft = a_draft_application(lot, leader, at=at, **over)
    partners.make_joint(draft, by=leader, at=at)
    for person in people:
        joins(draft, person, by=leader, at=at)
    draft.refresh_from_db()
    divided(draft, leader, *people, at=at)
    for person in people:
        confirms(draft, person, at=at)
    return draft


@remembered
def joins(draft: Application, person: Actor, *, by: Actor, at: datetime = NOON) -> Offeror:
    """Invited as a registered organisation, and accepted."""
    organisation = builders.organisation_of(person)
    row = partners_inviting.invite(draft, organisation=organisation, by=by, at=at)
    joined = partners_inviting.accept(row, organisation=organisation, by=person, at=at)
    draft.refresh_from_db()
    return joined


def row_of(draft: Application, person: Actor) -> Offeror:
    found = partners_reading.row_of(draft, person.organisations)
    assert found is not None
    return found


def a_part(*, leads: bool = False, years: dict[int, str], **over: str) -> dict[str, Any]:
    said: dict[str, Any] = {"tasks": "Prowadzi zajęcia; reprezentuje ją prezes zarządu."}
    if not leads:
        said |= {
            "contact_name": "Osoba Partnerska",
            "contact_phone": "500 300 400",
            "contact_email": "partner@example.org",
            "previous_activity": "Działa od 2018 roku.",
            "resources": "Dwie osoby i sala.",
        }
    return {**said, **over, "years": {year: Decimal(amount) for year, amount in years.items()}}


@remembered
def divided(draft: Application, *people: Actor, at: datetime = NOON) -> None:
    """The costs of each year shared out between all, so that they add up."""
    budget = budget_in(draft.content)
    shares = shared_out(budget.totals_per_year, [1] * len(people))
    for person, amounts in zip(people, shares, strict=True):
        row = row_of(draft, person)
        years = {year: str(amount) for year, amount in zip(budget.years, amounts, strict=True)}
        partners.save_part(row, a_part(leads=row.leads, years=years), revision=row.revision, by=person, at=at)


@remembered
def confirms(draft: Application, person: Actor, *, at: datetime = NOON) -> Offeror:
    row = row_of(draft, person)
    return partners.confirm(row, seen=partners_reading.seal_of(draft, row), by=person, at=at)


@remembered
def a_filed_joint_offer(lot: Lot, leader: Actor, *people: Actor, at: datetime = NOON, **over: Any) -> Application:
    return actions.file(a_joint_draft(lot, leader, *people, at=at, **over), by=leader, at=at)
