"""Offers are shared out among the members, by the town's own dice or by hand; and members are told, and reminded."""

from datetime import date, datetime

from django.db import transaction

from grants.applications.models import Application
from grants.scoring import assigning, letters, reading, rules
from grants.scoring.actions import locked
from grants.scoring.assigning_models import Assignment
from grants.scoring.models import Committee, CommitteeMember, Declaration
from grants.scoring.states import COMMITTEE_FLOW
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit import actions as audit
from tenants.registry.people.models import User


@transaction.atomic
def share_out(
    committee: Committee,
    *,
    readings: int,
    ngo_least: int,
    limits: dict[int, int | None],
    seed: int,
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Give each offer to so many members, evenly; `limits` by the member's id. The seed repeats it.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    permit(COMMITTEE_FLOW.steps["assign"].may, by, committee)
    call = locked(committee.call)
    rules.check_declaring(call.state)
    members = _sharing(committee)
    rules.check_assigning(readings=readings, ngo_least=ngo_least, most=len(members))
    offers = dict(reading.assessed(call).values_list("pk", "number"))
    found = assigning.assign(
        [assigning.Reader(id=one.pk, side=one.side, limit=limits.get(one.pk)) for one in members],
        list(offers),
        ties=set(Declaration.objects.filter(member__in=members, tied=True).values_list("member_id", "application_id")),
        readings=readings,
        ngo_least=ngo_least,
        seed=seed,
    )
    rules.check_assigned({offers[pk]: lacking for pk, lacking in found.short.items()})
    first = committee.readings is None
    Committee.objects.filter(pk=committee.pk).update(readings=readings, sheets_due_on=due_on, reminded_at=None)
    committee.readings, committee.sheets_due_on, committee.reminded_at = readings, due_on, None
    for one in members:
        CommitteeMember.objects.filter(pk=one.pk).update(load_limit=limits.get(one.pk))
    Assignment.objects.filter(member__committee=committee).delete()
    Assignment.objects.bulk_create(
        [Assignment(member_id=member, application_id=offer, made_at=at) for member, offer in sorted(found.pairs)]
    )
    audit.record("assign", committee, by=by, at=at, noted={"readings": readings, "ngo_least": ngo_least, "seed": seed})
    if first:
        _tell(committee, [one.user_id for one in members], at=at)


def _tell(committee: Committee, user_ids: list[int], *, at: datetime) -> None:
    people = User.objects.filter(pk__in=user_ids)
    letters.write(committee, "committee-assigned", people, at=at, page="scoring:committee")


def _sharing(committee: Committee) -> list[CommitteeMember]:
    return list(committee.members.voting().order_by("pk"))


@transaction.atomic
def share_nothing(committee: Committee, *, by: Actor, at: datetime) -> None:
    """Everybody reads every offer. Raises: WrongState, PermissionDenied."""
    permit(COMMITTEE_FLOW.steps["assign"].may, by, committee)
    rules.check_declaring(locked(committee.call).state)
    Assignment.objects.filter(member__committee=committee).delete()
    Committee.objects.filter(pk=committee.pk).update(readings=None)
    committee.readings = None
    audit.record("assign", committee, by=by, at=at, noted={"readings": "all"})


@transaction.atomic
def give(member: CommitteeMember, application: Application, *, by: Actor, at: datetime) -> None:
    """One more reader of an offer, by hand: for example in place of somebody who found a tie.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    permit(COMMITTEE_FLOW.steps["assign"].may, by, member.committee)
    call = locked(member.committee.call)
    rules.check_declaring(call.state)
    if member.committee.readings is None or application.call_id != call.pk or not member.votes:
        raise WrongState
    if Declaration.objects.filter(member=member, application=application, tied=True).exists():
        raise Refusal(rules.TIED_READER)
    _row, made = Assignment.objects.get_or_create(member=member, application=application, defaults={"made_at": at})
    if made:
        audit.record("assign", member, by=by, at=at, noted={"offer": application.number})
        _tell(member.committee, [member.user_id], at=at)


@transaction.atomic
def take_back(member: CommitteeMember, application: Application, *, by: Actor, at: datetime) -> None:
    """The offer is no longer this member's to read, as long as they have not begun. Raises: Refusal, WrongState."""
    permit(COMMITTEE_FLOW.steps["assign"].may, by, member.committee)
    rules.check_declaring(locked(member.committee.call).state)
    if member.sheets.filter(application=application).exists():
        raise Refusal(rules.SHEET_BEGUN)
    Assignment.objects.filter(member=member, application=application).delete()
    audit.record("assign", member, by=by, at=at, noted={"not_offer": application.number})


@transaction.atomic
def remind(committee: Committee, *, by: Actor, at: datetime) -> int:
    """Write to those who are behind; how many they are. Raises: WrongState, PermissionDenied."""
    permit(COMMITTEE_FLOW.steps["remind"].may, by, committee)
    call = locked(committee.call)
    rules.check_declaring(call.state)
    behind = [one for one in reading.tallies(committee, reading.assessed(call)) if one.member.votes and not one.is_done]
    Committee.objects.filter(pk=committee.pk).update(reminded_at=at)
    people = User.objects.filter(pk__in=[one.member.user_id for one in behind])
    due = committee.sheets_due_on
    letters.write(
        committee, "committee-reminder", people, at=at, page="scoring:committee", due_on=due.isoformat() if due else ""
    )
    audit.record("remind", committee, by=by, at=at, noted={"people": len(behind)})
    return len(behind)
