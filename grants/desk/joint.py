"""Joint offers of others: what waits for a partner's word, and all that its seal is checked with, in one statement."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from grants.applications import joint
from grants.applications.models import Attachment
from grants.applications.partners_models import Offeror
from grants.applications.rules import accepts
from grants.applications.states import ApplicationState, OfferorState
from grants.calls.models import Call, whole_second
from tenants.gates.access import Actor

FIELDS = (
    *("pk", "organisation_id", "state", "invited_at", "number", "seal", "own_part"),
    *("application__ref", "application__title", "application__late_until", "content", "together", "files"),
    *("application__call__title", "application__call__state", "application__call__opens_at"),
    *("application__call__closes_at", "application__call__waits_for_publication"),
)


@dataclass(frozen=True)
class Asked:
    """A row of `asked`."""

    pk: int
    organisation: int
    state: str
    invited_at: datetime
    number: int
    seal: str
    part: str
    ref: str
    title: str
    late_until: datetime | None
    content: str
    together: list[str]
    files: list[str]
    call_title: str
    call_state: str
    opens_at: datetime
    closes_at: datetime
    waits_for_publication: bool

    @property
    def invited(self) -> bool:
        return self.state == OfferorState.INVITED

    @property
    def page(self) -> str:
        if self.invited:
            return f"/applications/joint-invitations/{self.pk}/"
        return f"/applications/{self.ref}/partners/"

    @property
    def call(self) -> Call:
        return Call(
            title=self.call_title,
            state=self.call_state,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            waits_for_publication=self.waits_for_publication,
        )

    def waits(self, at: datetime) -> bool:
        """Whether the offer can still be filed, and this organisation has not said its word on it as it stands."""
        return accepts(self.call, at, self.late_until) and (self.invited or not self._confirmed())

    def until(self, at: datetime) -> datetime | None:
        return self.closes_at if self.call.accepts_at(at) else self.late_until

    def _confirmed(self) -> bool:
        if not self.seal:
            return False
        row = Offeror(number=self.number, part=json.loads(self.part))
        together = [Offeror(**json.loads(one)) for one in self.together]
        files = [(one["label"], one["sha256"]) for one in map(json.loads, self.files)]
        return self.seal == joint.seal_of(json.loads(self.content), files, row, together)


def asked(actor: Actor, at: datetime) -> QuerySet:
    """Invitations that can be answered and parts in drafts whose time is not over; what waits, `Asked.waits` says.

    JSON comes as text: a question asked in several towns is not decoded.
    """
    second = whole_second(at)
    in_time = Q(application__call__closes_at__gte=second) | Q(application__call__waits_for_publication=True)
    mine = Offeror.objects.visible_to(actor).filter(
        Q(state=OfferorState.INVITED, expires_at__gt=at) | Q(state=OfferorState.JOINED),
        in_time | Q(application__late_until__gte=second),
        organisation_id__in=actor.organisations,
        leads=False,
        application__state=ApplicationState.DRAFT,
    )
    same = {"application": OuterRef("application")}
    together = JSONObject(number="number", organisation_id="organisation_id")
    files = JSONObject(label="label", sha256="document__sha256")
    return mine.annotate(
        own_part=Cast("part", TextField()),
        content=Cast("application__content", TextField()),
        together=ArraySubquery(Offeror.objects.filter(**same).joined().order_by().values_list(_text(together))),
        files=ArraySubquery(Attachment.objects.filter(**same).order_by().values_list(_text(files))),
    )


def _text(said: JSONObject) -> Cast:
    return Cast(said, TextField())
