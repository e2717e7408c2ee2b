"""A vote that was recorded wrongly is struck, before the protocol is signed: it stays in the minutes and counts no more."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from grants.scoring.actions import locked
from grants.scoring.meetings import rules
from grants.scoring.meetings.models import Vote
from grants.scoring.meetings.states import MEETING_FLOW
from grants.scoring.models import Committee, TieVote
from grants.scoring.rules import check_declaring
from grants.scoring.states import COMMITTEE_FLOW
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState
from tenants.office.audit import actions as audit


@transaction.atomic
def strike(vote: Vote, *, reason: str, by: Actor, at: datetime) -> None:
    """Raises: Refusal, WrongState, PermissionDenied."""
    permit(MEETING_FLOW.steps["strike"].may, by, vote.meeting)
    check_declaring(locked(vote.meeting.committee.call).state)
    vote.refresh_from_db(fields=["struck_at"])
    rules.check_striking(reason, struck=vote.struck_at is not None)
    vote.strike(reason=reason.strip(), by=by.name, at=at)
    # Of a vote on no one offer the reason may tell of any, like the minutes, and it is read there.
    audit.record("strike", vote, by=by, at=at, noted={"reason": reason.strip()} if vote.application_id else {})


@transaction.atomic
def strike_tie(committee: Committee, votes: Iterable[int], *, reason: str, by: Actor, at: datetime) -> None:
    """Strike a vote on offers with equal points: `votes` are the ids of all its places. They are equal again.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    permit(COMMITTEE_FLOW.steps["strike_tie"].may, by, committee)
    call = locked(committee.call)
    check_declaring(call.state)
    places = list(TieVote.objects.filter(pk__in=list(votes), application__call=call).order_by("pk"))
    if not places:
        raise WrongState
    rules.check_striking(reason, struck=any(one.struck_at for one in places))
    for one in places:
        one.strike(reason=reason.strip(), by=by.name, at=at)
        audit.record("strike", one, by=by, at=at, noted={"place": one.place, "reason": reason.strip()})
