"""A meeting is recorded, votes are counted, a member writes a remark; until the protocol is signed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from grants.applications.models import Application
from grants.scoring.actions import locked
from grants.scoring.meetings import rules
from grants.scoring.meetings.models import Attendance, Meeting, Minutes, OwnRemark, Vote
from grants.scoring.meetings.states import MEETING_FLOW, OWN_REMARK_FLOW
from grants.scoring.models import Committee, CommitteeMember, MemberRole
from grants.scoring.rules import check_declaring
from tenants.gates.access import Actor, permit
from tenants.office.audit import actions as audit


@transaction.atomic
def hold(
    committee: Committee,
    *,
    starts_at: datetime,
    present: Iterable[int],
    place: str = "",
    agenda: str = "",
    minutes: str = "",
    by: Actor,
    at: datetime,
) -> Meeting:
    """Record a meeting; `present` are the members' ids. Raises: Refusal, WrongState, PermissionDenied."""
    check_declaring(locked(committee.call).state)
    rules.check_meeting(starts_at=starts_at, at=at)
    last = committee.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(
        committee=committee,
        number=last + 1,
        starts_at=starts_at,
        place=place.strip(),
        agenda=agenda.strip(),
        made_at=at,
    )
    MEETING_FLOW.create(meeting, by=by, at=at)
    _attend(meeting, present)
    _minute(meeting, minutes)
    return meeting


@transaction.atomic
def edit(
    meeting: Meeting,
    *,
    starts_at: datetime,
    present: Iterable[int],
    place: str = "",
    agenda: str = "",
    minutes: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Raises: Refusal, WrongState, PermissionDenied."""
    permit(MEETING_FLOW.steps["edit"].may, by, meeting)
    check_declaring(locked(meeting.committee.call).state)
    rules.check_meeting(starts_at=starts_at, at=at)
    meeting.starts_at, meeting.place = starts_at, place.strip()
    meeting.agenda = agenda.strip()
    meeting.save(update_fields=["starts_at", "place", "agenda"])
    _minute(meeting, minutes)
    here = _attend(meeting, present)
    for one in Vote.objects.counted().filter(meeting=meeting).select_related("application"):
        rules.check_still_voted(one.subject, one.given, entitled=len(_entitled(meeting, one.application)))
    audit.record("edit", meeting, by=by, at=at, noted={"present": len(here)})


def _minute(meeting: Meeting, text: str) -> None:
    if text.strip():
        Minutes.objects.update_or_create(meeting=meeting, defaults={"text": text.strip()})
    else:
        Minutes.objects.filter(meeting=meeting).delete()


def _attend(meeting: Meeting, present: Iterable[int]) -> list[CommitteeMember]:
    here = list(meeting.committee.members.sitting().filter(pk__in=list(present)))
    meeting.attendances.exclude(member__in=here).delete()
    Attendance.objects.bulk_create([Attendance(meeting=meeting, member=one) for one in here], ignore_conflicts=True)
    return here


@transaction.atomic
def vote(
    meeting: Meeting,
    *,
    subject: str,
    votes_for: int,
    votes_against: int,
    abstained: int = 0,
    chair_for: bool = False,
    application: Application | None = None,
    by: Actor,
    at: datetime,
) -> Vote:
    """Record how a vote went. Whoever is tied to the offer did not vote on it. Raises: Refusal, WrongState."""
    check_declaring(locked(meeting.committee.call).state)
    entitled = _entitled(meeting, application)
    rules.check_vote(
        subject=subject,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        entitled=len(entitled),
        chair_for=chair_for,
        chair=any(one.role == MemberRole.CHAIR for one in entitled),
    )
    row = Vote(
        meeting=meeting,
        application=application,
        subject=subject.strip(),
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        chair_for=chair_for,
        carried=rules.carried(votes_for=votes_for, votes_against=votes_against, chair_for=chair_for),
        made_at=at,
    )
    permit(MEETING_FLOW.steps["vote"].may, by, meeting)
    row.save(force_insert=True)
    audit.record("vote", row, by=by, at=at, noted={"for": votes_for, "against": votes_against, "carried": row.carried})
    return row


def _entitled(meeting: Meeting, application: Application | None) -> list[CommitteeMember]:
    """Who was present, has a vote and is not tied to the offer voted on."""
    present = CommitteeMember.objects.sitting().filter(meetings=meeting).exclude(role=MemberRole.ADVISOR)
    if application is not None:
        present = present.exclude(declarations__in=application.declarations.filter(tied=True))
    return list(present)


@transaction.atomic
def remark(member: CommitteeMember, *, text: str, by: Actor, at: datetime) -> None:
    """What the member wants in the protocol in their own name; an empty text takes it back. Raises: WrongState."""
    permit(OWN_REMARK_FLOW.steps["write"].may, by, OwnRemark(member=member))
    check_declaring(locked(member.committee.call).state)
    found = OwnRemark.objects.filter(member=member).first() or OwnRemark(member=member)
    if not text.strip():
        if found.pk:
            found.delete()
            audit.record("take_back_remark", member, by=by, at=at)
        return
    found.text, found.made_at = text.strip(), at
    found.save()
    audit.record("write", found, by=by, at=at)
