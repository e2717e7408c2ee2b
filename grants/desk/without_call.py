"""Small grants and proposals on own initiative: what waits for whom, one statement for both kinds; and an
organisation's proposals on the desk of all towns."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import DateField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from grants.initiatives.models import Initiative
from grants.initiatives.presentation import state_words as proposal_words
from grants.initiatives.states import InitiativeState
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import SmallGrantState
from tenants.gates.access import EDITOR, REPRESENTATIVE, Actor, clerks, executives
from tenants.office.across import rows
from tenants.office.deadlines import local_day
from tenants.office.todo import Item
from tenants.platform.desk.matters import Kind, Matter, Towns

MOST = 12
SMALL, PROPOSAL = "small-grants", "initiatives"
S, P = SmallGrantState, InitiativeState
# The states that have a day, each with the column that holds it.
DAYS_OF_SMALL = {S.FILED: "posting_due_on", S.PUBLISHED: "comments_until", S.CHANGES: "changes_due_on"}
DAYS_OF_PROPOSAL = {P.FILED: "answer_due_on", P.PURPOSEFUL: "call_on"}


class Row(NamedTuple):
    kind: str
    name: str  # of the organisation
    ref: str
    title: str
    state: str
    changed_at: datetime
    due: date | None
    path: str


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """For the people of an organisation and for the office, by the seats they hold."""
    mine = Q(organisation_id__in=actor.organisations_as(REPRESENTATIVE, EDITOR))
    small, proposed = Q(state__in=[S.DRAFT, S.CHANGES]) & mine, Q(state=P.DRAFT) & mine
    if clerks(actor):
        small |= Q(state__in=[S.FILED, S.CHANGED]) | Q(state=S.ACCEPTED, agreement__isnull=True)
        proposed |= Q(state__in=[P.FILED, P.PURPOSEFUL]) | Q(state=P.CALLED, call=None)
    if executives(actor):
        small |= Q(state=S.PUBLISHED, comments_until__lt=local_day(at))
        proposed |= Q(state=P.FILED)
    if not (actor.organisations or clerks(actor) or executives(actor)):
        return []
    found = _found(
        SmallGrant.objects.visible_to(actor).filter(small), Initiative.objects.visible_to(actor).filter(proposed)
    )
    return [
        Item(
            label=_label(row), url=row.path, note=f"{row.name} · {row.title}" if row.title else row.name, until=row.due
        )
        for row in sorted(found, key=lambda row: (row.due or date.max, row.changed_at))[:MOST]
    ]


def proposals(actor: Actor, towns: Towns) -> Iterator[Matter]:
    """Proposals of the actor's organisations, in all these towns."""
    own = Initiative.objects.own_of(actor).order_by("-changed_at", "-pk")
    found = own.values_list("organisation_id", "ref", "number", "title", "state", "total", "changed_at")
    for town, owner, ref, number, title, state, total, changed_at in rows(towns, found):
        path = f"/{PROPOSAL}/{ref}/"
        label, tone = proposal_words(Initiative(state=state))
        draft = state == P.DRAFT
        yield Matter(
            town=town,
            organisation=owner,
            kind=Kind.OFFER,
            name=number,
            title=title or _("Own initiative"),
            path=path,
            state=label,
            tone=tone,
            changed_at=changed_at,
            amount=total or None,
            task=_("Finish the proposal and file it") if draft else "",
            task_path=f"{path}edit/" if draft else "",
        )


def _found(small: QuerySet[SmallGrant], proposals: QuerySet[Initiative]) -> Iterator[Row]:
    """The day is chosen here: as an expression of the statement it costs more than the rest of it."""
    shown = ("kind", "organisation_name", "ref", "title", "state", "changed_at")
    first = small.order_by().annotate(kind=Value(SMALL))
    second = proposals.order_by().annotate(kind=Value(PROPOSAL), nothing=Value(None, DateField()))
    found = first.values_list(*shown, *DAYS_OF_SMALL.values()).union(
        second.values_list(*shown, *DAYS_OF_PROPOSAL.values(), "nothing"), all=True
    )
    for kind, name, ref, title, state, changed_at, *days in found:
        due = dict(zip(DAYS_OF_SMALL if kind == SMALL else DAYS_OF_PROPOSAL, days, strict=False)).get(state)
        yield Row(kind, name, ref, title, state, changed_at, due, f"/{kind}/{ref}/")


def _label(row: Row) -> str:
    if row.kind == PROPOSAL:
        return {
            P.DRAFT: _("Finish the proposal and file it"),
            P.FILED: _("Answer a proposal on own initiative"),
            P.PURPOSEFUL: _("Begin the call promised to an organisation"),
            P.CALLED: _("Begin the call promised to an organisation"),
        }.get(P(row.state), "")
    return {
        S.DRAFT: _("Finish the small grant offer and file it"),
        S.CHANGES: _("Change the offer as the town asks"),
        S.FILED: _("Publish a small grant offer"),
        S.CHANGED: _("Check a changed small grant offer"),
        S.PUBLISHED: _("Decide on a small grant"),
        S.ACCEPTED: _("Make the agreement on a small grant"),
    }.get(S(row.state), "")
