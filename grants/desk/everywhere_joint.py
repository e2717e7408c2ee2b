"""Joint offers of others in several towns: what waits for a partner, in one statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from grants.applications.partners_models import Offeror
from grants.applications.states import ApplicationState, OfferorState
from grants.calls.models import Call
from tenants.gates.access import Actor
from tenants.office.across import rows
from tenants.platform.desk.matters import Kind, Matter, Towns

FIELDS = (
    *("pk", "organisation_id", "state", "invited_at", "application__ref", "application__title"),
    *("application__call__title", "application__call__state"),
    *("application__call__opens_at", "application__call__closes_at"),
)
# (town, reference of the offer): what a partner has to do with it.
Steps = dict[tuple[int, str], dict[str, Any]]


def waiting(actor: Actor, towns: Towns, at: datetime) -> tuple[Steps, list[Matter]]:
    """What partners of drafts have to confirm, and invitations that nobody has answered yet."""
    asked = Q(state=OfferorState.INVITED, expires_at__gt=at) | Q(state=OfferorState.JOINED, seal="")
    mine = Offeror.objects.visible_to(actor).filter(
        asked, organisation_id__in=actor.organisations, leads=False, application__state=ApplicationState.DRAFT
    )
    found = [_Row(*row) for row in rows(towns, mine.order_by("-invited_at", "-pk").values_list(*FIELDS))]
    still = [row for row in found if row.call.accepts_at(at)]
    steps = {(row.town, row.ref): row.to_confirm() for row in still if row.state == OfferorState.JOINED}
    return steps, list(_invitations(still))


@dataclass(frozen=True)
class _Row:
    town: int
    pk: int
    owner: int
    state: str
    invited_at: datetime
    ref: str
    title: str
    call_title: str
    call_state: str
    opens_at: datetime
    closes_at: datetime

    @property
    def call(self) -> Call:
        return Call(title=self.call_title, state=self.call_state, opens_at=self.opens_at, closes_at=self.closes_at)

    def to_confirm(self) -> dict[str, Any]:
        path = f"/applications/{self.ref}/partners/"
        return {"task": _("Confirm the joint offer"), "task_path": path, "until": self.closes_at}


def _invitations(found: list[_Row]) -> Iterator[Matter]:
    for row in found:
        if row.state == OfferorState.INVITED:
            path = f"/applications/joint-invitations/{row.pk}/"
            yield Matter(
                town=row.town,
                organisation=row.owner,
                kind=Kind.OFFER,
                name=_("joint offer"),
                title=row.title or row.call_title,
                path=path,
                state=_("invitation"),
                tone="warn",
                changed_at=row.invited_at,
                task=_("Answer the invitation to a joint offer"),
                task_path=path,
                until=row.closes_at,
            )
