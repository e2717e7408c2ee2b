"""What pages and the protocol ask of a committee's meetings, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef

from grants.calls.models import Call
from grants.scoring.meetings.models import Attendance, Meeting, Vote, calls_read_whole
from grants.scoring.meetings.rules import Presence, has_quorum, needed
from grants.scoring.models import Committee, CommitteeMember, MemberRole, TieVote
from tenants.gates.access import Actor


@dataclass(frozen=True)
class Record:
    """A meeting with who came and what was voted on."""

    meeting: Meeting
    present: list[CommitteeMember]
    missing: list[CommitteeMember]
    votes: list[Vote]
    quorum: bool
    minutes: str = ""


def records(committee: Committee, votes: list[Vote], minutes: Mapping[int, str] | None = None) -> list[Record]:
    """Every meeting; of the votes and minutes (by the meeting's id) only those given, which the reader may see."""
    members = list(committee.members.sitting())
    came = list(Attendance.objects.filter(meeting__committee=committee).values_list("meeting_id", "member_id"))
    found = []
    for meeting in Meeting.objects.filter(committee=committee).order_by("number"):
        here = {member for of, member in came if of == meeting.pk}
        present = [one for one in members if one.pk in here]
        found.append(
            Record(
                meeting,
                present,
                [one for one in members if one.pk not in here],
                [vote for vote in votes if vote.meeting_id == meeting.pk],
                has_quorum(presence(members, present), percent=committee.quorum_percent),
                (minutes or {}).get(meeting.pk, ""),
            )
        )
    return found


def presence(members: list[CommitteeMember], present: list[CommitteeMember]) -> Presence:
    """Of those with a vote; a recorded absence does not make a committee smaller."""
    voting = [one for one in members if not one.is_advisor]
    return Presence(
        voting=len(voting),
        present=sum(one in voting for one in present),
        chair=any(one.role == MemberRole.CHAIR for one in present),
    )


@dataclass(frozen=True)
class Quorum:
    """What a meeting of this committee needs: so many of those with a vote, the chair among them."""

    percent: int
    voting: int

    @property
    def needed(self) -> int:
        return needed(self.voting, percent=self.percent)


def quorum_of(committee: Committee) -> Quorum:
    members = list(committee.members.sitting())
    return Quorum(committee.quorum_percent, presence(members, []).voting)


def presences(committee: Committee) -> list[Presence]:
    members = list(committee.members.sitting())
    return [presence(members, one.present) for one in records(committee, [])]


@dataclass
class TieRecord:
    """A vote on offers with equal points: the first one goes first."""

    votes: list[TieVote]

    @property
    def first(self) -> TieVote:
        """What is true of all its places: when it was, whether it is struck."""
        return self.votes[0]

    @property
    def order(self) -> str:
        """`1. 3/2027, 2. 1/2027`"""
        return ", ".join(f"{one.place}. {one.application.number}" for one in self.votes)


def tie_records(call: Call, reader: Actor | None = None) -> list[TieRecord]:
    """Every such vote, struck ones too; of those on offers of which the reader may not see one, none. One query."""
    rows: Any = TieVote.objects.filter(application__call=call).select_related("application")
    seen = TieVote.objects.visible_to(reader) if reader else TieVote.objects.all()
    rows = rows.annotate(seen=Exists(seen.filter(pk=OuterRef("pk")))).order_by("voted_at", "struck_at", "place", "pk")
    found = [list(places) for _key, places in groupby(rows, key=lambda one: (one.voted_at, one.struck_at))]
    return [TieRecord(places) for places in found if len(places) > 1 and all(one.seen for one in places)]


def may_read_minutes(actor: Actor, committee: Committee) -> bool:
    """Minutes tell of any offer of the call."""
    return calls_read_whole(actor).filter(call_id=committee.call_id).exists()
