from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grants.applications.models import Application
from grants.calls import actions as calls
from grants.scoring import actions, reading, standing
from grants.scoring.models import Committee, CommitteeMember, Declaration, Score, ScoreSheet
from grants.scoring.rules import Mark, Nominee
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tenants.office.seats.models import Seat
from tests import builders
from tests.builders import NOON
from tests.builders_applications import passed
from tests.builders_calls import a_draft_call, an_open_call
from tests.builders_scoring import (
    GROUND,
    a_call_in_assessment,
    a_committee,
    a_draft_sheet,
    a_submitted_sheet,
    after,
    close,
    declared,
    file_all,
    marks_of,
    offers_of,
    seat_of,
)


def names_of(committee: Committee) -> list[tuple[str, str]]:
    return list(committee.members.sitting().order_by("pk").values_list("name", "role"))


def letters(template: str) -> list[str]:
    return list(Notice.objects.filter(template=template).order_by("pk").values_list("to_email", flat=True))


# --- appointing ---------------------------------------------------------------------------------


def test_a_clerk_appoints_and_everybody_gets_a_letter(marek, maria, mikolaj):
    committee = a_committee(an_open_call(), marek, maria, mikolaj)

    assert names_of(committee) == [("Marek Member", "chair"), ("Maria Member", "member"), ("Mikołaj Member", "member")]
    assert letters("committee-appointed") == [marek.email, maria.email, mikolaj.email]
    letter = Notice.objects.filter(template="committee-appointed").first()
    assert "/committee/" in letter.text


def test_a_committee_without_organisations_records_the_ground(marek, clara):
    call = an_open_call()
    facts = {"act_number": "15/2027", "appointed_on": date(2027, 1, 14), "by": clara, "at": NOON}
    chair = [Nominee(user_id=marek.user_id, role="chair")]

    with pytest.raises(Refusal):
        actions.appoint(call, members=chair, **facts)
    actions.appoint(call, members=chair, without_ngo_ground=GROUND, **facts)

    assert Committee.objects.get(call=call).without_ngo_ground == GROUND


def test_a_call_has_one_committee(marek):
    call = an_open_call()
    a_committee(call, marek)

    with pytest.raises(WrongState):
        a_committee(call, marek)


def test_a_draft_call_has_no_committee_yet(marek):
    with pytest.raises(WrongState):
        a_committee(a_draft_call(), marek)


@pytest.mark.parametrize("who", ["marek", "nadia", "ewa", "anna", "olga", "rysia"])
def test_only_clerks_appoint(who, request, marek):
    person = request.getfixturevalue(who)
    call = an_open_call()

    with pytest.raises(PermissionDenied):
        actions.appoint(
            call,
            act_number="1",
            appointed_on=date(2027, 1, 14),
            members=[Nominee(user_id=marek.user_id, role="chair")],
            without_ngo_ground=GROUND,
            by=person,
            at=NOON,
        )


def test_before_scoring_people_can_be_replaced_and_the_chair_passed_on(marek, maria, mikolaj, clara):
    committee = a_committee(an_open_call(), marek, maria)

    actions.change(
        committee,
        act_number="16/2027",
        appointed_on=date(2027, 1, 14),
        members=[Nominee(user_id=maria.user_id, role="chair"), Nominee(user_id=mikolaj.user_id, side="ngo")],
        by=clara,
        at=NOON,
    )

    assert names_of(committee) == [("Maria Member", "chair"), ("Mikołaj Member", "member")]
    assert letters("committee-appointed") == [marek.email, maria.email, mikolaj.email]
    assert CommitteeMember.objects.get(user_id=marek.user_id).left_at == NOON


def test_somebody_taken_off_no_longer_reads_the_offers(marek, maria, clara):
    call = a_call_in_assessment(marek, maria)
    offer = offers_of(call)[0]
    assert Application.objects.visible_to(maria).filter(pk=offer.pk).exists()

    actions.change(
        call.committee,
        act_number="16/2027",
        appointed_on=date(2027, 1, 14),
        members=[Nominee(user_id=marek.user_id, role="chair")],
        without_ngo_ground=GROUND,
        by=clara,
        at=after(call),
    )

    assert not Application.objects.visible_to(maria).exists()


def test_after_the_first_sheet_the_committee_stays(marek, maria, clara):
    call = a_call_in_assessment(marek, maria)
    a_draft_sheet(offers_of(call)[0], marek)

    with pytest.raises(Refusal):
        actions.change(
            call.committee,
            act_number="16/2027",
            appointed_on=date(2027, 1, 14),
            members=[Nominee(user_id=marek.user_id, role="chair")],
            without_ngo_ground=GROUND,
            by=clara,
            at=after(call),
        )


# --- handing the offers over ---------------------------------------------------------------------


def test_scoring_begins_only_with_a_committee_and_checked_offers(marek, clara):
    call = an_open_call()
    filed = file_all(call, [{}])
    call = close(call)
    with pytest.raises(Refusal):
        calls.start_assessment(call, by=clara, at=after(call))
    a_committee(call, marek, at=after(call))
    with pytest.raises(Refusal, match=filed[0].number):
        calls.start_assessment(call, by=clara, at=after(call))
    passed(filed[0], at=after(call))

    calls.start_assessment(call, by=clara, at=after(call))

    assert call.state == "merit"
    assert letters("committee-started") == [marek.email]


# --- declaring -----------------------------------------------------------------------------------


def test_nobody_reads_an_offer_before_declaring(marek):
    call = a_call_in_assessment(marek, declares=False)
    offer = offers_of(call)[0]
    assert not Application.objects.visible_to(marek).exists()

    actions.declare(seat_of(call, marek), offer, tied=False, by=marek, at=after(call))

    assert list(Application.objects.visible_to(marek)) == [offer]


def test_a_member_declares_for_nobody_else(marek, maria, clara):
    call = a_call_in_assessment(marek, maria, declares=False)
    offer = offers_of(call)[0]

    for person in (marek, clara):
        with pytest.raises(PermissionDenied):
            actions.declare(seat_of(call, maria), offer, tied=False, by=person, at=after(call))

    assert not Declaration.objects.exists()


def test_a_member_without_the_seat_declares_no_more(marek):
    call = a_call_in_assessment(marek, declares=False)
    Seat.objects.filter(user_id=marek.user_id).update(ended_at=NOON)

    with pytest.raises(PermissionDenied):
        actions.declare(seat_of(call, marek), offers_of(call)[0], tied=False, by=builders.fresh(marek), at=after(call))


def test_a_tie_cannot_be_taken_back(marek):
    call = a_call_in_assessment(marek, declares=False)
    member, offer = seat_of(call, marek), offers_of(call)[0]
    actions.declare(member, offer, tied=True, description="Mąż jest prezesem.", by=marek, at=after(call))

    with pytest.raises(WrongState):
        actions.declare(member, offer, tied=False, by=marek, at=after(call))

    assert Declaration.objects.get().tied is True


def test_who_belongs_to_an_applicant_cannot_declare_impartiality(marek):
    call = a_call_in_assessment(marek, declares=False, offers=[{"organisation": "Fundacja „Jesion”"}])
    builders.a_representative("Marek Member", "Fundacja „Jesion”", role="reader")
    member, offer = seat_of(call, marek), offers_of(call)[0]

    with pytest.raises(Refusal) as refused:
        actions.declare(member, offer, tied=False, by=marek, at=after(call))
    assert refused.value.field == "tied"

    actions.declare(member, offer, tied=True, description="Jestem w zarządzie.", by=marek, at=after(call))
    assert Declaration.objects.get().tied is True


def test_a_tie_found_later_drops_the_sheet_and_leaves_a_trace(marek, maria):
    call = a_call_in_assessment(marek, maria)
    offer = offers_of(call)[0]
    a_submitted_sheet(offer, marek, total="80")
    sheet = a_submitted_sheet(offer, maria, total="20")

    actions.declare(seat_of(call, maria), offer, tied=True, description="Dowiedziałam się.", by=maria, at=after(call))

    sheet.refresh_from_db()
    assert sheet.state == "dropped"
    assert standing.ranking(call, Application.objects.all())[0].rows[0].place.mean == Decimal("80.00")
    assert AuditEntry.objects.filter(kind="scoresheet", thing_id=sheet.pk, verb="drop").count() == 1
    assert AuditEntry.objects.filter(kind="declaration", verb="declare", noted__tied="True").count() == 1
    with pytest.raises((PermissionDenied, WrongState)):
        actions.submit_sheet(sheet, by=maria, at=after(call))


def test_all_answers_are_saved_or_none(marek):
    call = a_call_in_assessment(marek, declares=False, offers=[{}, {}])
    first, second = offers_of(call)
    answers = [
        actions.Answer(application_id=first.pk, tied=False),
        actions.Answer(application_id=second.pk, tied=True, description=""),
    ]

    with pytest.raises(Refusal):
        actions.declare_all(seat_of(call, marek), answers, by=marek, at=after(call))

    assert not Declaration.objects.exists()


def test_an_offer_of_another_call_is_not_declared_about(marek):
    call = a_call_in_assessment(marek, declares=False)
    other = a_call_in_assessment(marek, title="Kultura 2027", declares=False)

    with pytest.raises(WrongState):
        actions.declare(seat_of(call, marek), offers_of(other)[0], tied=False, by=marek, at=after(call))


# --- scoring -------------------------------------------------------------------------------------


def test_a_sheet_is_kept_submitted_and_counted(marek):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]

    sheet = a_submitted_sheet(offer, marek, total="61.5")

    assert (sheet.state, sheet.revision) == ("submitted", 1)
    assert standing.ranking(call, Application.objects.all())[0].rows[0].place.mean == Decimal("61.50")
    assert letters("score-complete") == [marek.email]


def test_a_draft_counts_for_nothing(marek):
    call = a_call_in_assessment(marek)
    a_draft_sheet(offers_of(call)[0], marek)

    assert standing.ranking(call, Application.objects.all())[0].rows[0].place.mean is None


def test_an_incomplete_sheet_is_not_submitted(marek):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]
    criterion = call.criteria.order_by("position").first()
    marks = {criterion.pk: Mark(points=Decimal("5"), reason="Bo tak.")}
    sheet = actions.save_sheet(seat_of(call, marek), offer, marks=marks, revision=0, by=marek, at=after(call))

    with pytest.raises(Refusal):
        actions.submit_sheet(sheet, by=marek, at=after(call))

    assert ScoreSheet.objects.get().state == "draft"


def test_points_over_the_most_are_refused_and_nothing_is_kept(marek):
    call = a_call_in_assessment(marek)
    criterion = call.criteria.order_by("position").first()
    marks = {criterion.pk: Mark(points=Decimal(criterion.points_max) + Decimal("0.01"), reason="Świetne.")}

    with pytest.raises(Refusal):
        actions.save_sheet(seat_of(call, marek), offers_of(call)[0], marks=marks, revision=0, by=marek, at=after(call))

    assert not ScoreSheet.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(marek):
    call = a_call_in_assessment(marek)
    offer, member = offers_of(call)[0], seat_of(call, marek)
    first = actions.save_sheet(member, offer, marks=marks_of(call, "50"), revision=0, by=marek, at=after(call))
    actions.save_sheet(member, offer, marks=marks_of(call, "60"), revision=first.revision, by=marek, at=after(call))

    with pytest.raises(Stale):
        actions.save_sheet(member, offer, marks=marks_of(call, "10"), revision=first.revision, by=marek, at=after(call))

    assert sum(Score.objects.values_list("points", flat=True)) == 60


def test_without_a_declaration_nobody_scores(marek):
    call = a_call_in_assessment(marek, declares=False)

    with pytest.raises(PermissionDenied):
        a_draft_sheet(offers_of(call)[0], marek)


def test_an_expert_gives_no_points(marek, maria, clara):
    call = a_call_in_assessment(marek, maria)
    CommitteeMember.objects.filter(user_id=maria.user_id).update(role="advisor")

    with pytest.raises(PermissionDenied):
        a_draft_sheet(offers_of(call)[0], maria)
    assert list(reading.missing(call)) == ["Marek Member"]


def test_scoring_waits_for_the_formal_check(marek):
    call = an_open_call()
    filed = file_all(call, [{}])
    call = close(call)
    passed(filed[0], at=after(call))
    a_committee(call, marek, at=after(call))
    declared(call, marek)

    with pytest.raises(WrongState):
        a_draft_sheet(offers_of(call)[0], marek)


def test_the_chair_gives_a_sheet_back_before_the_protocol(marek, maria, clara):
    call = a_call_in_assessment(marek, maria)
    sheet = a_submitted_sheet(offers_of(call)[0], maria)

    for person in (clara, maria):
        with pytest.raises(PermissionDenied):
            actions.reopen_sheet(sheet, reason="Zmiana po rozmowie.", by=person, at=after(call))
    actions.reopen_sheet(sheet, reason="Zmiana po rozmowie.", by=marek, at=after(call))

    assert sheet.state == "draft"
    assert letters("score-reopened") == [maria.email]


def test_a_chair_with_a_tie_does_not_touch_that_offers_sheets(marek, maria):
    call = a_call_in_assessment(marek, maria, ties={(0, marek.user_id): "Brat jest prezesem."})
    sheet = a_submitted_sheet(offers_of(call)[0], maria)

    with pytest.raises(PermissionDenied):
        actions.reopen_sheet(sheet, reason="Zmiana po rozmowie.", by=marek, at=after(call))


def test_an_absence_excuses_missing_sheets_and_keeps_submitted_ones(marek, maria, clara):
    call = a_call_in_assessment(marek, maria, offers=[{}, {}])
    first, second = offers_of(call)
    for offer in (first, second):
        a_submitted_sheet(offer, marek, total="60")
    a_submitted_sheet(first, maria, total="70")
    assert reading.missing(call) == {"Maria Member": [second.number]}

    actions.mark_absent(seat_of(call, maria), reason="Choroba.", by=clara, at=after(call))

    assert reading.missing(call) == {}
    means = {row.application.pk: row.place.mean for row in standing.ranking(call, Application.objects.all())[0].rows}
    assert means == {first.pk: Decimal("65.00"), second.pk: Decimal("60.00")}
    with pytest.raises(PermissionDenied):
        a_draft_sheet(second, maria)
    actions.end_absence(seat_of(call, maria), by=marek, at=after(call))
    assert reading.missing(call) == {"Maria Member": [second.number]}


def test_an_absence_needs_a_reason_and_the_chair_or_a_clerk(marek, maria, mikolaj, clara):
    call = a_call_in_assessment(marek, maria, mikolaj)

    with pytest.raises(Refusal):
        actions.mark_absent(seat_of(call, maria), reason=" ", by=clara, at=after(call))
    with pytest.raises(PermissionDenied):
        actions.mark_absent(seat_of(call, maria), reason="Choroba.", by=mikolaj, at=after(call))
