"""A joint offer: the partners are invited and join, each writes its part, each confirms what the leader will file."""

from datetime import datetime
from typing import Any

from config.demo.cast import Cast
from config.demo.content.shapes import Offer
from config.demo.content.shapes_beside import Part
from config.demo.moments import MINUTE
from config.demo.plot.forms import contact_of
from config.demo.story import Story
from grants.applications import partners, partners_inviting, partners_reading
from grants.applications.completeness import budget_in
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.applications.splits import shared_out


def gather(application: Application, offer: Offer, cast: Cast, *, after: datetime) -> Story:
    by = cast.writer(offer)
    at = yield after + 2 * MINUTE
    partners.make_joint(application, by=by, at=at)
    for part in offer.parts[1:]:
        at = yield at + 2 * MINUTE
        row = partners_inviting.invite(application, organisation=cast.organisation(part), by=by, at=at)
        at = yield at + 25 * MINUTE
        partners_inviting.accept(row, organisation=cast.organisation(part), by=cast.representative(part), at=at)


def divide(application: Application, offer: Offer, cast: Cast, *, at: datetime) -> None:
    """Everybody's tasks, and the costs of each year by weight."""
    budget = budget_in(application.content)
    shares = shared_out(budget.totals_per_year, [part.weight for part in offer.parts])
    for part, amounts in zip(offer.parts, shares, strict=True):
        row = _row(application, part, cast)
        values = {**_said(part, cast, leads=row.leads), "years": dict(zip(budget.years, amounts, strict=True))}
        partners.save_part(row, values, revision=row.revision, by=cast.writer(part), at=at)


def confirm(application: Application, offer: Offer, cast: Cast, *, at: datetime) -> None:
    for part in offer.parts[1:]:
        row = _row(application, part, cast)
        seen = partners_reading.seal_of(application, row)
        partners.confirm(row, seen=seen, by=cast.representative(part), at=at)


def _row(application: Application, part: Part, cast: Cast) -> Offeror:
    return Offeror.objects.select_related("application").get(
        application=application, organisation_id=cast.organisation(part).pk
    )


def _said(part: Part, cast: Cast, *, leads: bool) -> dict[str, Any]:
    """The leader says of itself in the offer what a partner says here."""
    if leads:
        return {"tasks": part.tasks}
    told = cast.organisations[part.organisation]
    return {
        **contact_of(told),
        "tasks": part.tasks,
        "previous_activity": told.activity,
        "resources": told.resources,
    }
