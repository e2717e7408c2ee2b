"""Joint offers of others: what waits for a partner's word; what its seal is checked with is asked only where it is set."""

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
from grants.calls.models import Call
from tenants.gates.access import REPRESENTATIVE, Actor

FIELDS = (
    *("pk", "organisation_id", "state", "invited_at", "seal"),
    *("application__ref", "application__title", "application__late_until"),
    *("application__call__title", "application__call__state", "application__call__opens_at"),
    *("application__call__closes_at", "application__call__waits_for_publication"),
)
OF_SEAL = ("pk", "number", "seal", "own_part", "content", "together", "files")


@dataclass(frozen=True)
class Asked:
    """A row of `asked`."""

    pk: int
    organisation: int
    state: str
    invited_at: datetime
    seal: str
    ref: str
    title: str
    late_until: datetime | None
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

    def waits(self, at: datetime, *, confirmed: bool) -> bool:
        """Whether the offer can still be filed, and this organisation has not said its word on it as it stands."""
        return accepts(self.call, at, self.late_until) and (self.invited or not confirmed)

    def until(self, at: datetime) -> datetime | None:
        return self.closes_at if self.call.accepts_at(at) else self.late_until


def asked(actor: Actor, at: datetime) -> QuerySet:
    """Of drafts, the organisations' own rows: invitations that can be answered, by whoever may, and parts, confirmed or
    not. Which of them are in time, `Asked.waits` says."""
    invited = Q(state=OfferorState.INVITED, organisation_id__in=actor.organisations_as(REPRESENTATIVE))
    joined = Q(state=OfferorState.JOINED, organisation_id__in=actor.organisations)
    return Offeror.objects.filter(
        (invited & Q(expires_at__gt=at)) | joined,
        leads=False,
        application__state=ApplicationState.DRAFT,
        application__trial=False,
    )


def sealed(actor: Actor, at: datetime) -> QuerySet:
    """Of these the parts once confirmed, with all that `still_confirmed` checks.

    JSON comes as text: a question asked in several towns is not decoded.
    """
    same = {"application": OuterRef("application")}
    together = JSONObject(number="number", organisation_id="organisation_id")
    files = JSONObject(label="label", sha256="document__sha256")
    confirmed = asked(actor, at).filter(state=OfferorState.JOINED).exclude(seal="")
    return confirmed.annotate(
        own_part=Cast("part", TextField()),
        content=Cast("application__content", TextField()),
        together=ArraySubquery(Offeror.objects.filter(**same).joined().order_by().values_list(_text(together))),
        files=ArraySubquery(Attachment.objects.filter(**same).order_by().values_list(_text(files))),
    )


def still_confirmed(number: int, seal: str, part: str, content: str, together: list[str], files: list[str]) -> bool:
    """Whether the seal is that of the offer as it stands."""
    row = Offeror(number=number, part=json.loads(part))
    offerors = [Offeror(**json.loads(one)) for one in together]
    attached = [(one["label"], one["sha256"]) for one in map(json.loads, files)]
    return seal == joint.seal_of(json.loads(content), attached, row, offerors)


def _text(said: JSONObject) -> Cast:
    return Cast(said, TextField())
