"""What pages and the protocol ask of a committee's meetings, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from grants.scoring.meetings.models import Attendance, Meeting, Vote, calls_read_whole
from grants.scoring.meetings.rules import Presence, has_quorum
from grants.scoring.models import Committee, CommitteeMember, MemberRole
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


def presences(committee: Committee) -> list[Presence]:
    members = list(committee.members.sitting())
    return [presence(members, one.present) for one in records(committee, [])]


def may_read_minutes(actor: Actor, committee: Committee) -> bool:
    """Minutes tell of any offer of the call."""
    return calls_read_whole(actor).filter(call_id=committee.call_id).exists()
