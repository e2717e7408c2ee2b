"""An organisation's small grants (art. 19a) in several towns, in one statement."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.small_grants.models import SmallGrant
from grants.small_grants.presentation import state_words
from grants.small_grants.states import SmallGrantState
from tenants.gates.access import Actor
from tenants.office.across import rows
from tenants.platform.desk.matters import Kind, Matter, Towns


def matters(actor: Actor, towns: Towns, at: datetime) -> list[Matter]:
    own = SmallGrant.objects.visible_to(actor).own_of(actor).order_by("-changed_at", "-pk")
    found = own.values_list(
        *("organisation_id", "ref", "number", "title", "state", "requested", "awarded"),
        *("changed_at", "filed_at", "changes_due_on"),
    )
    return [_matter(*row) for row in rows(towns, found)]


def _matter(
    town: int,
    owner: int,
    ref: str,
    number: str,
    title: str,
    state: str,
    requested: Any,
    awarded: Any,
    changed_at: datetime,
    filed_at: datetime | None,
    changes_due_on: Any,
) -> Matter:
    path = f"/small-grants/{ref}/"
    label, tone = state_words(SmallGrant(state=state))
    step: dict[str, Any] = {}
    if state == SmallGrantState.DRAFT:
        step = {"task": _("Finish the small grant's offer and file it"), "task_path": path}
    elif state == SmallGrantState.CHANGES:
        step = {"task": _("Change the offer as the office asked"), "task_path": path, "until": changes_due_on}
    return Matter(
        town=town,
        organisation=owner,
        kind=Kind.OFFER,
        name=number or _("small grant"),
        title=title or _("Small grant without a title yet"),
        path=path,
        state=label,
        tone=tone,
        changed_at=filed_at or changed_at,
        amount=awarded or requested or None,
        **step,
    )
