"""Joint offers of others in several towns: what waits for a partner, in a statement, or two where a part is confirmed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.desk import joint
from tenants.gates.access import Actor
from tenants.office.across import rows
from tenants.platform.desk.matters import Kind, Matter, Towns

# (town, reference of the offer): what a partner has to do with it.
Steps = dict[tuple[int, str], dict[str, Any]]


def waiting(actor: Actor, towns: Towns, at: datetime) -> tuple[Steps, list[Matter]]:
    """What partners of drafts have to confirm, and invitations that nobody has answered yet."""
    mine = joint.asked(actor, at).order_by("-invited_at", "-pk").values_list(*joint.FIELDS)
    found = [(town, joint.Asked(*row)) for town, *row in rows(towns, mine)]
    confirmed = _confirmed(actor, towns, at) if any(row.seal for _town, row in found) else set()
    still = [(town, row) for town, row in found if row.waits(at, confirmed=(town, row.pk) in confirmed)]
    steps = {(town, row.ref): _to_confirm(row, at) for town, row in still if not row.invited}
    return steps, list(_invitations(still, at))


def _confirmed(actor: Actor, towns: Towns, at: datetime) -> set[tuple[int, int]]:
    """(town, id of the part) whose confirmation holds."""
    sealed = joint.sealed(actor, at).order_by("-invited_at", "-pk").values_list(*joint.OF_SEAL)
    return {(town, pk) for town, pk, *said in rows(towns, sealed) if joint.still_confirmed(*said)}


def _to_confirm(row: joint.Asked, at: datetime) -> dict[str, Any]:
    return {"task": _("Confirm the joint offer"), "task_path": row.page, "until": row.until(at)}


def _invitations(found: list[tuple[int, joint.Asked]], at: datetime) -> Iterator[Matter]:
    for town, row in found:
        if row.invited:
            yield Matter(
                town=town,
                organisation=row.organisation,
                kind=Kind.OFFER,
                name=_("joint offer"),
                title=row.title or row.call_title,
                path=row.page,
                state=_("invitation"),
                tone="warn",
                changed_at=row.invited_at,
                task=_("Answer the invitation to a joint offer"),
                task_path=row.page,
                until=row.until(at),
            )
