"""A committee is appointed, declares and scores. Scores themselves are written under their sheet's step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from grants.applications.access import offerors_of
from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import grounds, letters, masking, ranking, reading, rules, standing
from grants.scoring.assigning_models import Assignment
from grants.scoring.models import (
    Committee,
    CommitteeMember,
    Declaration,
    DiscussionNote,
    MemberRole,
    Score,
    ScoreSheet,
    SheetVersion,
    TieCovers,
    TieVote,
)
from grants.scoring.rules import Answer, Mark, Nominee, Scale
from grants.scoring.states import (
    COMMITTEE_FLOW,
    DECLARATION_FLOW,
    DISCUSSION_FLOW,
    MEMBER_FLOW,
    SCORING,
    SHEET_FLOW,
    SheetState,
)
from tenants.gates.access import COMMITTEE, Actor, permit
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.office.money import ZERO
from tenants.office.seats.models import Seat
from tenants.registry.people.models import User


@transaction.atomic
def appoint(
    call: Call,
    *,
    act_number: str,
    appointed_on: date,
    members: Sequence[Nominee],
    without_ngo_ground: str = "",
    without_ngo: str = "",
    tie_covers: str | None = None,
    blind: bool = False,
    quorum_percent: int | None = None,
    by: Actor,
    at: datetime,
) -> Committee:
    """Make the committee of a call and write to its members. Raises: Refusal, WrongState, PermissionDenied."""
    call = locked(call)
    rules.check_appointment(call.state, appointed_on=appointed_on, today=local_day(at))
    _check_members(members, without_ngo_ground, without_ngo, blind=blind)
    if Committee.objects.filter(call=call).exists():
        raise WrongState(_("The committee of this call is appointed already."))
    committee = Committee(
        call=call,
        act_number=act_number,
        appointed_on=appointed_on,
        without_ngo_ground=without_ngo_ground.strip(),
        without_ngo=without_ngo,
        tie_covers=tie_covers or TieCovers.OFFER,
        blind=blind,
        made_at=at,
    )
    committee.quorum_percent = committee.quorum_percent if quorum_percent is None else quorum_percent
    rules.check_quorum(committee.quorum_percent, changed=False, met=False)
    noted = {"act_number": act_number, "blind": blind, "quorum_percent": committee.quorum_percent}
    COMMITTEE_FLOW.create(committee, by=by, at=at, step="appoint", **noted)
    _seat(committee, members, by=by, at=at)
    return committee


@transaction.atomic
def change(
    committee: Committee,
    *,
    act_number: str,
    appointed_on: date,
    members: Sequence[Nominee],
    without_ngo_ground: str = "",
    without_ngo: str = "",
    tie_covers: str | None = None,
    blind: bool | None = None,
    quorum_percent: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Put other people on the committee, or in other roles, before anybody scores. Raises: Refusal, WrongState."""
    permit(COMMITTEE_FLOW.steps["change"].may, by, committee)
    call = locked(committee.call)
    rules.check_appointment(call.state, appointed_on=appointed_on, today=local_day(at))
    blind = committee.blind if blind is None else blind
    _check_members(members, without_ngo_ground, without_ngo, blind=blind, before=committee)
    if ScoreSheet.objects.filter(member__committee=committee).exists():
        raise Refusal(
            _("Scoring has begun: the committee stays as it is. If somebody cannot go on, record an absence.")
        )
    quorum = committee.quorum_percent if quorum_percent is None else quorum_percent
    rules.check_quorum(quorum, changed=quorum != committee.quorum_percent, met=committee.meetings.exists())
    committee.act_number = act_number
    committee.appointed_on = appointed_on
    committee.without_ngo_ground = without_ngo_ground.strip()
    committee.without_ngo = without_ngo
    committee.tie_covers = tie_covers or committee.tie_covers
    committee.blind = blind
    committee.quorum_percent = quorum
    facts = ["act_number", "appointed_on", "without_ngo_ground", "without_ngo", "tie_covers", "blind", "quorum_percent"]
    committee.save(update_fields=facts)
    noted = {
        "act_number": act_number,
        "tie_covers": committee.tie_covers,
        "blind": blind,
        "quorum_percent": quorum,
    }
    audit.record("change", committee, by=by, at=at, noted=noted)
    _seat(committee, members, by=by, at=at)


def _check_members(
    members: Sequence[Nominee], ground: str, without_ngo: str, *, blind: bool, before: Committee | None = None
) -> None:
    seated = Seat.objects.of(COMMITTEE).values_list("user_id", flat=True)
    rules.check_composition(members, seated=seated, ground=ground, without_ngo=without_ngo)
    office = Seat.objects.held().exclude(role=COMMITTEE).filter(user_id__in=[one.user_id for one in members])
    rules.check_blind(
        {str(seat.user) for seat in office.select_related("user")} if blind else (),
        changed=before is not None and before.blind != blind,
        declared=before is not None and Declaration.objects.filter(member__committee=before).exists(),
    )


def _seat(committee: Committee, members: Sequence[Nominee], *, by: Actor, at: datetime) -> None:
    """Make the committee consist of these people, and write to those who were not on it."""
    people = {user.pk: user for user in User.objects.filter(pk__in=[one.user_id for one in members])}
    known = {one.user_id: one for one in committee.members.all()}
    for member in known.values():
        if member.user_id not in people and member.left_at is None:
            CommitteeMember.objects.filter(pk=member.pk).update(left_at=at)
            audit.record("leave", member, by=by, at=at)
    # First nobody presides, so that the chair can pass from one to another.
    committee.members.sitting().filter(role=MemberRole.CHAIR).update(role=MemberRole.MEMBER)
    for nominee in members:
        user = people[nominee.user_id]
        before = known.get(nominee.user_id)
        facts = {"name": str(user), "role": nominee.role, "side": nominee.side, "left_at": None}
        member, _made = CommitteeMember.objects.update_or_create(committee=committee, user=user, defaults=facts)
        if before is None or before.left_at is not None:
            audit.record("join", member, by=by, at=at, noted={"role": nominee.role, "side": nominee.side})
            letters.write(
                committee,
                "committee-appointed",
                [user],
                at=at,
                page="scoring:committee",
                role=member.get_role_display(),
            )
        elif (before.role, before.side) != (nominee.role, nominee.side):
            audit.record("change", member, by=by, at=at, noted={"role": nominee.role, "side": nominee.side})
    _take_back_readings(committee)


def _take_back_readings(committee: Committee) -> None:
    """Whoever left, or has no vote now, has nothing to read any more; what they have a sheet of stays theirs."""
    gone = Q(member__left_at__isnull=False) | Q(member__role=MemberRole.ADVISOR)
    sheets = ScoreSheet.objects.filter(member=OuterRef("member"), application=OuterRef("application"))
    Assignment.objects.filter(gone, ~Exists(sheets), member__committee=committee).delete()


@transaction.atomic
def declare(
    member: CommitteeMember,
    application: Application,
    *,
    tied: bool,
    description: str = "",
    ground: str = grounds.OTHER,
    by: Actor,
    at: datetime,
) -> None:
    """A member's word on one offer. A tie can be added later, never taken back. Raises: Refusal, WrongState."""
    answer = Answer(application_id=application.pk, tied=tied, description=description, ground=ground)
    declare_all(member, [answer], by=by, at=at)


@transaction.atomic
def declare_all(member: CommitteeMember, answers: Iterable[Answer], *, by: Actor, at: datetime) -> None:
    """A member's word on several offers at once, all or none. Raises: Refusal, WrongState, PermissionDenied."""
    call = locked(member.committee.call)
    rules.check_declaring(call.state)
    offers = {offer.pk: offer for offer in reading.assessed(call)}
    before = {row.application_id: row for row in Declaration.objects.filter(member=member)}
    belongs = reading.known_ties(call, [member.user_id]).get(member.user_id, set())
    some_tie = False
    for answer in answers:
        offer = offers.get(answer.application_id)
        if offer is None:
            raise WrongState
        earlier = before.get(offer.pk)
        if earlier and not earlier.tied and not answer.tied:
            continue
        rules.check_declaration(
            tied=answer.tied,
            description=answer.description,
            ground=answer.ground,
            before=earlier.tied if earlier else None,
            belongs=not belongs.isdisjoint(offerors_of(offer)),
        )
        if earlier:
            _find_tie(earlier, answer, by=by, at=at)
            some_tie = True
        else:
            word = Declaration(
                member=member,
                application=offer,
                tied=answer.tied,
                ground=answer.ground if answer.tied else "",
                description=answer.description.strip(),
                made_at=at,
            )
            DECLARATION_FLOW.create(word, by=by, at=at, step="declare", tied=answer.tied, offer=offer.number)
            some_tie = some_tie or answer.tied
    if some_tie:
        widen(member, by=by, at=at)
        _tell_chair_when_complete(member.committee, at=at)


def _find_tie(declaration: Declaration, answer: Answer, *, by: Actor, at: datetime) -> None:
    """The member learns of a tie after declaring none: their sheet no longer counts, and they no longer see the offer."""
    permit(DECLARATION_FLOW.steps["declare"].may, by, declaration)
    _drop_sheet(declaration, by=by, at=at)
    declaration.tied, declaration.description, declaration.ground = True, answer.description.strip(), answer.ground
    declaration.save(update_fields=["tied", "description", "ground"])
    audit.record("declare", declaration, by=by, at=at, noted={"tied": True, "instead_of": "no tie"})


def _drop_sheet(declaration: Declaration, *, by: Actor, at: datetime) -> None:
    sheet = ScoreSheet.objects.filter(member=declaration.member, application_id=declaration.application_id).first()
    if sheet is not None and sheet.state != SheetState.DROPPED:
        SHEET_FLOW.move(sheet, "drop", by=by, at=at)


@transaction.atomic
def exclude(member: CommitteeMember, application: Application, *, reason: str, by: Actor, at: datetime) -> None:
    """Exclude a member from an offer when doubt about them is plausible (KPA art. 24 § 3), and write to them.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    call = locked(member.committee.call)
    rules.check_declaring(call.state)
    if application.call_id != call.pk:
        raise WrongState
    word = Declaration.objects.filter(member=member, application=application).first()
    word = word or Declaration(member=member, application=application, tied=False, made_at=at)
    word.member, word.application = member, application
    permit(DECLARATION_FLOW.steps["exclude"].may, by, word)
    rules.check_exclusion(reason=reason, before=word.tied if word.pk else None)
    _drop_sheet(word, by=by, at=at)
    word.tied, word.ground, word.description, word.excluded_by = True, grounds.DOUBT, reason.strip(), by.name
    word.save()
    audit.record("exclude", word, by=by, at=at, noted={"offer": application.number, "reason": reason.strip()})
    widen(member, by=by, at=at)
    people = User.objects.filter(pk=member.user_id)
    letters.write(
        member.committee,
        "committee-excluded",
        people,
        at=at,
        page="scoring:declarations",
        number=masking.called(application, call),
        by=by.name,
        reason=reason.strip(),
    )
    _tell_chair_when_complete(member.committee, at=at)


def widen(member: CommitteeMember, *, by: Actor, at: datetime) -> None:
    """Where a tie excludes from the whole call, it is written down towards every offer there is."""
    if member.committee.tie_covers != TieCovers.CALL:
        return
    words = {row.application_id: row for row in Declaration.objects.filter(member=member).select_related("application")}
    first = next((row for row in words.values() if row.tied), None)
    if first is None:
        return
    number = masking.called(first.application, member.committee.call)
    because = _("As a tie to offer %(number)s excludes from the whole call.") % {"number": number}
    for offer in reading.assessed(member.committee.call):
        word = words.get(offer.pk) or Declaration(member=member, application=offer, made_at=at)
        if word.tied:
            continue
        word.member, word.application = member, offer
        _drop_sheet(word, by=by, at=at)
        word.tied, word.ground, word.description = True, first.ground or grounds.OTHER, because
        word.excluded_by = first.excluded_by
        word.save()
        audit.record("declare", word, by=by, at=at, noted={"tied": True, "offer": offer.number, "widened": True})


@transaction.atomic
def save_sheet(
    member: CommitteeMember,
    application: Application,
    *,
    marks: Mapping[int, Mark],
    remarks: str = "",
    revision: int,
    by: Actor,
    at: datetime,
) -> ScoreSheet:
    """Keep a draft. `revision` is the one the person saw, 0 for a new sheet. Raises: Stale, Refusal, WrongState."""
    call = member.committee.call
    rules.check_scoring(locked(call, "state").state)
    rules.check_marks(marks, scales_of(call), step=call.points_step)
    sheet = ScoreSheet.objects.select_for_update().filter(member=member, application=application).first()
    if sheet is None:
        sheet = ScoreSheet(member=member, application=application, revision=1, remarks=remarks.strip())
        SHEET_FLOW.create(sheet, by=by, at=at)
    else:
        sheet.member = member
        if sheet.state == SheetState.DRAFT and sheet.revision != revision:
            raise Stale(
                _("You saved this sheet in another window after opening it here. Open it again and go on there.")
            )
        SHEET_FLOW.move(sheet, "edit", by=by, at=at, revision=sheet.revision + 1, remarks=remarks.strip())
    Score.objects.bulk_create(
        [
            Score(
                sheet=sheet,
                criterion_id=criterion,
                points=mark.points,
                applies=mark.applies,
                reason=mark.reason.strip(),
            )
            for criterion, mark in marks.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "applies", "reason"],
    )
    return sheet


@transaction.atomic
def submit_sheet(sheet: ScoreSheet, *, by: Actor, at: datetime) -> None:
    """Hand the sheet in: every criterion has points and a reason. Raises: Refusal, WrongState, PermissionDenied."""
    call = locked(sheet.member.committee.call)
    rules.check_scoring(call.state)
    sheet.refresh_from_db(fields=["remarks", "reopened_because"])
    marks = {
        row.criterion_id: Mark(points=row.points, applies=row.applies, reason=row.reason)
        for row in Score.objects.filter(sheet=sheet)
    }
    scales = scales_of(call)
    rules.check_complete(marks, scales, reasons=call.reasons_required)
    because = sheet.reopened_because
    SHEET_FLOW.move(sheet, "submit", by=by, at=at, submitted_at=at, reopened_because="")
    _keep_version(sheet, marks, scales, because=because, at=at)
    _tell_chair_when_complete(sheet.member.committee, at=at)


def _keep_version(
    sheet: ScoreSheet, marks: Mapping[int, Mark], scales: Mapping[int, Scale], *, because: str, at: datetime
) -> None:
    """The sheet as it was handed in, which stays whatever comes after."""
    given = sum((mark.points or ZERO for mark in marks.values()), ZERO)
    most = sum(scale.points_max for scale in scales.values())
    outside = sum(scales[criterion].points_max for criterion, mark in marks.items() if not mark.applies)
    SheetVersion(
        sheet=sheet,
        number=sheet.versions.count() + 1,
        total=ranking.rounded(ranking.scaled(given, most=most, inapplicable=outside)),
        marks=[
            {
                "criterion": scale.name,
                "points": None if (mark := marks[criterion]).points is None else f"{mark.points:.2f}",
                "applies": mark.applies,
                "reason": mark.reason,
            }
            for criterion, scale in scales.items()
        ],
        remarks=sheet.remarks,
        because=because,
        submitted_at=at,
    ).save(force_insert=True)


def _tell_chair_when_complete(committee: Committee, *, at: datetime) -> None:
    """The last sheet is in, or nothing more is waited for: amounts can be proposed."""
    if committee.call.state in SCORING and not reading.missing(committee.call):
        chair = committee.members.sitting().filter(role=MemberRole.CHAIR).values_list("user_id", flat=True)
        letters.write(committee, "score-complete", User.objects.filter(pk__in=chair), at=at, page="awards:proposal")


@transaction.atomic
def reopen_sheet(sheet: ScoreSheet, *, reason: str, by: Actor, at: datetime) -> None:
    """Give a sheet back to its member, before the protocol; what was submitted stays as a version.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    call = locked(sheet.member.committee.call)
    rules.check_scoring(call.state)
    sheet.member.refresh_from_db(fields=["absent_reason", "left_at", "role"])
    rules.check_reopening(reason, votes=sheet.member.votes)
    SHEET_FLOW.move(sheet, "reopen", by=by, at=at, submitted_at=None, reopened_because=reason.strip())
    member = User.objects.filter(pk=sheet.member.user_id)
    offer = sheet.application
    letters.write(
        sheet.member.committee,
        "score-reopened",
        member,
        at=at,
        page="scoring:committee",
        about=offer,
        number=masking.called(offer, call),
        reason=reason.strip(),
    )


@transaction.atomic
def say(application: Application, *, text: str, by: Actor, at: datetime) -> DiscussionNote:
    """A word in the discussion of an offer, while the committee works. Raises: Refusal, WrongState, PermissionDenied."""
    rules.check_scoring(locked(application.call).state)
    rules.check_remark(text)
    note = DiscussionNote(
        application=application, author_id=by.user_id or 0, author=by.name, text=text.strip(), made_at=at
    )
    DISCUSSION_FLOW.create(note, by=by, at=at, step="say")
    return note


@transaction.atomic
def settle_tie(committee: Committee, order: Sequence[Application], *, by: Actor, at: datetime) -> None:
    """The committee's vote on offers with equal points: the first goes first.

    Raises: Refusal (they are not such a group, or a vote on them counts until it is struck), WrongState, PermissionDenied.
    """
    permit(COMMITTEE_FLOW.steps["settle_tie"].may, by, committee)
    call = locked(committee.call)
    rules.check_scoring(call.state)
    rules.check_vote(call, [offer.pk for offer in order], standing.equal_groups(call))
    if TieVote.objects.counted().filter(application__in=[offer.pk for offer in order]).exists():
        raise Refusal(_("A vote on some of these offers counts already. Strike it first, with the reason."))
    for place, offer in enumerate(order, 1):
        TieVote.objects.create(application=offer, place=place, voted_at=at)
    audit.record("settle_tie", committee, by=by, at=at, noted={"order": ", ".join(offer.number for offer in order)})


@transaction.atomic
def mark_absent(member: CommitteeMember, *, reason: str, by: Actor, at: datetime) -> None:
    """The member scores no more: what they submitted counts, nothing else is waited for. Raises: Refusal, WrongState."""
    permit(MEMBER_FLOW.steps["mark_absent"].may, by, member)
    rules.check_declaring(locked(member.committee.call).state)
    rules.check_sitting(member.name, sits=CommitteeMember.objects.sitting().filter(pk=member.pk).exists())
    if not reason.strip():
        raise Refusal(_("Write why the member is absent."), field="reason")
    CommitteeMember.objects.filter(pk=member.pk).update(absent_reason=reason.strip())
    member.absent_reason = reason.strip()
    audit.record("mark_absent", member, by=by, at=at, noted={"reason": reason})
    _tell_chair_when_complete(member.committee, at=at)


@transaction.atomic
def end_absence(member: CommitteeMember, *, by: Actor, at: datetime) -> None:
    """The member is back and scores like the others. Raises: WrongState, PermissionDenied."""
    permit(MEMBER_FLOW.steps["end_absence"].may, by, member)
    rules.check_declaring(locked(member.committee.call).state)
    CommitteeMember.objects.filter(pk=member.pk).update(absent_reason="")
    member.absent_reason = ""
    audit.record("end_absence", member, by=by, at=at)


def locked(call: Call, *only: str) -> Call:
    """The call as it is now; nobody else declares, submits or signs until this transaction ends.

    `only` these facts, where it is locked often: a call has many long texts.
    """
    calls = Call.objects.select_for_update(no_key=True)
    return (calls.only(*only) if only else calls).get(pk=call.pk)


def scales_of(call: Call) -> dict[int, Scale]:
    return {
        row.pk: Scale(name=row.name, points_max=row.points_max, may_not_apply=row.may_not_apply)
        for row in reading.criteria_of(call)
    }
