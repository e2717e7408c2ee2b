"""A joint offer as one document: what every offeror says, put beside the sections that the leader writes.

Only joint offers have this section, so the content, and the checksum, of every other offer is what it always was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from grants.applications import content as shape
from grants.applications.costs import Budget, OfferorPart
from grants.applications.drafting import facts_of
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from tenants.office.documents.checksum import checksum
from tenants.office.money import ZERO
from tenants.registry.organisations.models import Organisation

# The key of the section in the content; its rows are under "offerors", the leader's first.
JOINT = "joint"
CONTACT = ("contact_name", "contact_phone", "contact_email")
CAPACITY = ("previous_activity", "resources")


def joined(application: Application) -> list[Offeror]:
    """Those that take part, the leader first."""
    return list(Offeror.objects.filter(application=application).joined().order_by("-leads", "number"))


def section(application: Application, rows: Sequence[Offeror] | None = None) -> dict[str, Any]:
    """The section as it would be filed now."""
    found = joined(application) if rows is None else rows
    known = Organisation.objects.in_bulk([row.organisation_id for row in found if row.organisation_id is not None])
    return {"offerors": [_said(row, known[row.organisation_id or 0]) for row in found]}


def whole(application: Application, rows: Sequence[Offeror] | None = None) -> dict[str, Any]:
    """The content of an offer with the joint section, of a draft too."""
    if not application.is_joint or JOINT in application.content:
        return application.content
    return {**application.content, JOINT: section(application, rows)}


def frozen(application: Application) -> dict[str, Any]:
    """The section as it binds: amounts of the task's years only."""
    years = shape.years_of(application.content.get(shape.TASK, {}))
    said = section(application)
    for row in said["offerors"]:
        row["years"] = {str(year): row["years"].get(str(year)) or "0.00" for year in years}
    return said


def names_in(content: Mapping[str, Any]) -> str:
    """The names of all who file it, for lists and receipts; empty of an offer of one organisation."""
    return ", ".join(row["name"] for row in offerors_in(content))


def offerors_in(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows of the section; of an offer of one organisation, none."""
    return list((content.get(JOINT) or {}).get("offerors", []))


def with_split(budget: Budget, content: Mapping[str, Any]) -> Budget:
    """The budget with form V.C, from what each offeror says of its amounts in the task's years."""
    parts = tuple(
        OfferorPart(row["code"], row["name"], amounts_in(row.get("years") or {}, budget.years))
        for row in offerors_in(content)
    )
    return replace(budget, offerors=parts)


def amounts_in(said: Mapping[str, str], years: Iterable[int]) -> tuple[Decimal, ...]:
    return tuple(Decimal(said.get(str(year)) or ZERO) for year in years)


def seal_of(content: Mapping[str, Any], files: Iterable[Sequence[str]], row: Offeror, rows: Iterable[Offeror]) -> str:
    """What this offeror's confirmation covers: the common content with its files, who takes part, and its own part.

    `content` is the draft's own, without the joint section: another partner's part does not touch this confirmation.
    """
    common = {name: value for name, value in content.items() if name != JOINT}
    together = sorted((one.number, one.organisation_id or 0) for one in rows)
    return checksum(
        {"common": common, "files": sorted(map(list, files)), "offerors": together, "own": [row.number, row.part]}
    )


def _said(row: Offeror, organisation: Organisation) -> dict[str, Any]:
    part = row.part
    said: dict[str, Any] = {
        "code": f"o{row.number}",
        "leads": row.leads,
        "name": organisation.name,
        "years": dict(part.get("years") or {}),
        "tasks": part.get("tasks", ""),
    }
    if row.leads:
        return said
    said |= facts_of(organisation)
    said |= {name: part.get(name, "") for name in (*CONTACT, *CAPACITY)}
    return said | {
        "confirmed_by": row.confirmed_by,
        "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else "",
    }
