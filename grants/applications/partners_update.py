"""Form table V.C of an offer that is filed: the leader divides its costs anew, after a lower award or as a correction."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications import correcting, correcting_rules, places, reading, rules
from grants.applications.completeness import budget_in
from grants.applications.drafting import locked, renew, write
from grants.applications.joint import JOINT, offerors_in
from grants.applications.models import Application, Correction
from grants.applications.states import FLOW, ApplicationState
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.money import GROSZ, ZERO

Split = Mapping[str, Mapping[int, Decimal | None]]
# Where the revisions of an offer count those of the split in its update.
UPDATED = f"update.{JOINT}"


@transaction.atomic
def save_update_split(application: Application, split: Split, *, revision: int, by: Actor, at: datetime) -> Application:
    """Keep each offeror's amounts, by its code and year. Whether they add up is asked when the update is sent.

    `revision`: how often the split had been saved when this person opened it; the same again changes nothing.

    Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    stored = locked(application, "edit_update", by=by)
    rules.check_published(stored.call)
    if stored.state != ApplicationState.REDUCED or not stored.is_joint:
        raise WrongState
    content = reading.updated_content(stored)
    divided = _divided(content, split)
    if divided != content[JOINT]:
        seen = update_revision(stored)
        rules.check_revision(seen, revision, who=stored.changed_by)
        FLOW.move(stored, "edit_update", by=by, at=at, noted={"section": JOINT, "revision": seen + 1})
        draft = {**stored.update_draft, JOINT: divided}
        revisions = {**stored.revisions, UPDATED: seen + 1}
        write(stored, update_draft=draft, revisions=revisions, changed_at=at, changed_by=by.name)
    return renew(application, stored)


@transaction.atomic
def save_correction_split(
    application: Application, split: Split, *, revision: int, by: Actor, at: datetime
) -> Correction:
    """The same while flaws are corrected. Whether it adds up is asked when the corrections are sent.

    Raises: Refusal at the field, Locked, Late, Stale, WrongState, PermissionDenied.
    """
    stored, correction = correcting.to_correct(application, "edit_correction", by=by, at=at)
    content = correcting.corrected_content(stored, correction)
    if not places.opens_split(correction.flaws, content):
        raise correcting_rules.Locked(correcting_rules.not_opened())
    divided = _divided(content, split)
    if divided != content[JOINT]:
        seen = correction_revision(correction)
        rules.check_revision(seen, revision, who=correction.changed_by)
        FLOW.move(stored, "edit_correction", by=by, at=at, noted={"section": JOINT, "revision": seen + 1})
        draft = {**correction.draft, JOINT: divided}
        correcting.write(
            correction, draft=draft, revisions={**correction.revisions, JOINT: seen + 1}, changed_by=by.name
        )
    return correction


def update_revision(application: Application) -> int:
    """How often the split was saved in the update."""
    return application.revisions.get(UPDATED, 0)


def correction_revision(correction: Correction) -> int:
    """How often the split was saved in this correction."""
    return correction.revisions.get(JOINT, 0)


def compared(filed: Mapping[str, Any], updated: Mapping[str, Any]) -> list[tuple[str, Decimal, Decimal]]:
    """Each offeror's part in all: as filed, and in the update."""
    was = {part.code: part.value for part in budget_in(filed).offerors}
    return [(part.name, was.get(part.code, ZERO), part.value) for part in budget_in(updated).offerors]


def _divided(content: Mapping[str, Any], split: Split) -> dict[str, Any]:
    """The joint section with these amounts. Raises: Refusal at the field."""
    rows = []
    for row in offerors_in(content):
        given = split.get(row["code"], {})
        years = {str(year): _text(given.get(year), row["code"], year) for year in budget_in(content).years}
        rows.append({**row, "years": years})
    return {**content[JOINT], "offerors": rows}


def _text(amount: Decimal | None, code: str, year: int) -> str:
    if amount is None:
        raise Refusal(_("Give this part; zero is a part too."), field=f"{code}-{year}")
    if sentence := shape.unfit_amount(amount):
        raise Refusal(sentence, field=f"{code}-{year}")
    return f"{amount.quantize(GROSZ):f}"
