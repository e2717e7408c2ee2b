"""Meetings, votes and remarks of a committee, and that a signed protocol seals them."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from docx import Document as Word
from hypothesis import given
from hypothesis import strategies as st

from grants.applications.models import Application
from grants.awards import actions as awards
from grants.awards import paper
from grants.awards.models import Protocol, ProtocolSignature
from grants.calls import actions as calls
from grants.scoring import actions as scoring
from grants.scoring import standing
from grants.scoring.meetings import actions, striking
from grants.scoring.meetings.models import Meeting, OwnRemark, Vote
from grants.scoring.meetings.rules import Presence, carried, check_held, has_quorum
from grants.scoring.models import Committee, CommitteeMember, Declaration, ScoreSheet, TieVote
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tests.builders_awards import a_proposed_call, a_recommended_call, lines_of
from tests.builders_calls import an_open_call
from tests.builders_scoring import (
    a_call_in_assessment,
    a_committee,
    a_meeting,
    a_scored_call,
    after,
    offers_of,
    seat_of,
)
from tests.grants.scoring.test_pages import committee_form, queries_of

COUNTS = st.integers(0, 20)


@given(COUNTS, COUNTS, st.integers(1, 100))
def test_a_quorum_is_that_share_of_those_with_a_vote_and_the_chair(voting, present, percent):
    found = has_quorum(Presence(voting=voting, present=present, chair=True), percent=percent)

    assert found == (voting > 0 and Decimal(present) / Decimal(voting or 1) >= Decimal(percent) / 100)
    assert not has_quorum(Presence(voting=voting, present=present, chair=False), percent=percent)


@given(COUNTS, COUNTS, st.booleans())
def test_more_votes_carry_and_of_equal_ones_the_chairs_decides(votes_for, votes_against, chair_for):
    found = carried(votes_for=votes_for, votes_against=votes_against, chair_for=chair_for)

    assert found == (votes_for > votes_against if votes_for != votes_against else chair_for)


def test_the_clerk_sets_the_quorum_until_the_committee_has_met(clara, marek, maria, mikolaj, browser_of):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=[{}])
    people = [(marek, "chair", "office"), (maria, "member", "office"), (mikolaj, "member", "ngo")]
    office, address = browser_of(clara), f"/calls/{call.ref}/committee/edit/"
    assert 'name="quorum_percent" value="50"' in office.get(address).content.decode()

    wrong = office.post(address, committee_form(*people, quorum_percent="101"))
    saved = office.post(address, committee_form(*people, quorum_percent="67"))

    assert (wrong.status_code, saved.status_code) == (422, 302)
    shown = browser_of(marek).get(f"/calls/{call.ref}/meetings/").content.decode()
    assert "kworum: 3 z 3 członków z prawem głosu (67%)" in shown
    a_meeting(call, absent=(maria,))
    late = office.post(address, committee_form(*people, quorum_percent="50"))
    same = office.post(address, committee_form(*people, quorum_percent="67"))
    assert (late.status_code, same.status_code) == (422, 302)
    assert "brak kworum" in browser_of(marek).get(f"/calls/{call.ref}/meetings/").content.decode()
    said = str(paper.protocol(call, [], remarks="", at=after(call)))
    assert "3 z 3 osób z prawem głosu (67%), w tym przewodniczący komisji" in said


def test_a_protocol_needs_one_meeting_with_a_quorum():
    small = Presence(voting=5, present=2, chair=True)

    with pytest.raises(Refusal):
        check_held([], percent=50)
    with pytest.raises(Refusal):
        check_held([small], percent=50)
    check_held([small, Presence(voting=5, present=3, chair=True)], percent=50)


def test_the_chair_records_a_meeting_a_vote_and_a_remark_in_the_browser(marek, maria, mikolaj, browser_of):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=[{}], ties={(0, mikolaj.user_id): "Brat."})
    offer = offers_of(call)[0]
    chair, member, tied = browser_of(marek), browser_of(maria), browser_of(mikolaj)
    address = f"/calls/{call.ref}/meetings/"
    here = [seat_of(call, marek).pk, seat_of(call, maria).pk]
    typed = {"starts_at": "2020-01-15T10:00", "place": "Sala 3", "present": here, "minutes": "O ofercie Lipy."}
    ballot = {"vote-subject": "Dotacja w całości", "vote-application": offer.pk, "vote-votes_against": 0}
    ballot["vote-abstained"] = 0

    assert member.get(f"{address}new/").status_code == 404
    assert chair.post(f"{address}new/", {**typed, "starts_at": "2999-01-15T10:00"}).status_code == 422
    assert chair.post(f"{address}new/", typed).status_code == 302
    assert chair.post(f"{address}1/vote/", {**ballot, "vote-votes_for": 3}).status_code == 422
    assert chair.post(f"{address}1/vote/", {**ballot, "vote-votes_for": 2}).status_code == 302
    assert member.post(f"{address}remark/", {"text": "Nie zgadzam się z drugą oceną."}).status_code == 302
    page, hidden = chair.get(address).content.decode(), tied.get(address).content.decode()

    assert [(one.number, one.present.count()) for one in Meeting.objects.all()] == [(1, 2)]
    assert [(one.application_id, one.votes_for, one.carried) for one in Vote.objects.all()] == [(offer.pk, 2, True)]
    assert "Sala 3" in page and "O ofercie Lipy." in page and "Dotacja w całości" in page
    assert "Sala 3" in hidden and "O ofercie Lipy." not in hidden and "Dotacja w całości" not in hidden
    assert "Nie zgadzam się" not in page
    assert "Nie zgadzam się" in member.get(address).content.decode()


def test_only_the_chair_the_secretary_and_the_office_keep_the_record(marek, maria, ewa, nadia):
    call = a_call_in_assessment(marek, maria)
    committee = seat_of(call, marek).committee
    when = after(call)

    for person in (maria, ewa, nadia):
        with pytest.raises(PermissionDenied):
            actions.hold(committee, starts_at=when, present=[], by=person, at=when)
    with pytest.raises(PermissionDenied):
        actions.remark(seat_of(call, maria), text="Cudza uwaga.", by=marek, at=when)


def test_the_protocol_tells_of_meetings_votes_remarks_and_changed_sheets(marek, maria):
    call = a_proposed_call(marek, maria, offers=[{"organisation": "Stowarzyszenie „Lipa”"}])
    meeting = Meeting.objects.get()
    actions.edit(
        meeting, starts_at=meeting.starts_at, present=[seat_of(call, marek).pk], agenda="Ranking", by=marek,
        at=after(call),
    )  # fmt: skip
    actions.vote(meeting, subject="Przyjęcie rankingu", votes_for=1, votes_against=0, by=marek, at=after(call))
    actions.remark(seat_of(call, maria), text="Za mało czasu na ocenę.", by=maria, at=after(call))
    protocol = awards.sign_protocol(call, by=marek, at=after(call))
    word = Word(io.BytesIO(storage.get(protocol.word.key)))
    said = "\n".join(
        [one.text for one in word.paragraphs]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    )

    for part in ("Przyjęcie rankingu", "Maria Member: Za mało czasu na ocenę.", "Stowarzyszenie „Lipa”", "60,00"):
        assert part in said
    assert next(one.text for one in word.paragraphs if one.style.name == "Heading 1") == "I. Skład komisji"


def test_votes_fit_those_who_were_there(marek, maria):
    call = a_scored_call(marek, maria, offers=[{}])
    meeting, at = Meeting.objects.get(), after(call)
    alone = {"starts_at": meeting.starts_at, "present": [seat_of(call, maria).pk], "by": marek, "at": at}
    ballot = {"subject": "Ranking", "votes_against": 0, "by": marek, "at": at}

    with pytest.raises(Refusal):
        actions.vote(meeting, **ballot, votes_for=0, abstained=2, chair_for=True)
    actions.vote(meeting, **ballot, votes_for=2)
    with pytest.raises(Refusal):
        actions.edit(meeting, **alone)
    other = a_meeting(call, absent=(marek,))
    with pytest.raises(Refusal):
        actions.vote(other, **{**ballot, "votes_against": 1}, votes_for=0, chair_for=True)

    assert meeting.attendances.count() == 2
    assert [one.carried for one in Vote.objects.all()] == [True]


def test_a_vote_recorded_wrongly_is_struck_with_a_reason_and_counts_no_more(marek, maria, mikolaj, browser_of):
    call = a_scored_call(marek, maria, mikolaj, offers=[{}], ties={(0, mikolaj.user_id): "Brat."})
    [offer], meeting, at = offers_of(call), Meeting.objects.get(), after(call)
    wrong = actions.vote(
        meeting, subject="Dotacja", votes_for=2, votes_against=0, application=offer, by=marek, at=at
    )  # fmt: skip
    path, chair = f"/calls/{call.ref}/meetings/", browser_of(marek)
    typed = {"strike-1-which": wrong.pk, "strike-1-reason": "Pomylono liczbę głosów."}

    for person in (maria, mikolaj):
        with pytest.raises(PermissionDenied):
            striking.strike(wrong, reason="Nie podoba się.", by=person, at=at)
    unsaid = chair.post(f"{path}1/strike/", {**typed, "strike-1-reason": " "})
    struck = [chair.post(f"{path}1/strike/", typed).status_code for _time in range(2)]
    page, hidden = chair.get(path).content.decode(), browser_of(mikolaj).get(path).content.decode()

    assert (unsaid.status_code, "Dotacja" in unsaid.content.decode(), struck) == (422, True, [302, 404])
    assert "<s>Dotacja</s>" in page and "Pomylono liczbę głosów." in page and "Pomylono" not in hidden
    assert AuditEntry.objects.get(verb="strike").noted == {"reason": "Pomylono liczbę głosów."}
    actions.edit(meeting, starts_at=meeting.starts_at, present=[seat_of(call, marek).pk], by=marek, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.update(struck_at=None)
    said = [field for field in _votes_in(call) if "Dotacja" in str(field)]
    assert "skreślono, nie liczy się: Pomylono liczbę głosów. (Marek Member, " in str(said)


def test_a_struck_vote_on_equal_offers_leaves_them_equal_until_they_vote_anew(marek, maria, browser_of):
    call = a_scored_call(marek, maria, offers=[{}, {}], totals=["50", "50"])
    first, second = offers_of(call)
    committee, chair, path = Committee.objects.get(), browser_of(marek), f"/calls/{call.ref}/meetings/"

    def order():
        rows = standing.ranking(call, Application.objects.all())[0].rows
        return [(row.application.pk, row.place.position) for row in rows]

    scoring.settle_tie(committee, [second, first], by=marek, at=after(call))
    with pytest.raises(PermissionDenied):
        striking.strike_tie(
            committee, TieVote.objects.values_list("pk", flat=True), reason="?", by=maria, at=after(call)
        )
    typed = {"strike-ties-which": TieVote.objects.get(place=1).pk, "strike-ties-reason": "Odwrotna kolejność."}
    answer = chair.post(f"{path}ties/strike/", typed)
    equal = order()
    scoring.settle_tie(committee, [first, second], by=marek, at=after(call) + timedelta(hours=1))
    said = _votes_in(call)

    assert answer.status_code == 302
    assert equal == [(first.pk, 1), (second.pk, 1)]
    assert order() == [(first.pk, 1), (second.pk, 2)]
    assert "Odwrotna kolejność." in chair.get(path).content.decode()
    assert [row[2][:9] for row in said[-1]["rows"]] == ["skreślono", "liczy się"]


def _votes_in(call):
    """What the protocol would say of meetings and votes."""
    said = paper.protocol(call, [], remarks="", at=after(call))
    return next(one for one in said["sections"] if one["label"] == "Posiedzenia komisji")["fields"]


def test_the_protocol_tells_of_a_sheet_that_was_submitted_and_counts_no_more(marek, maria):
    call = a_scored_call(marek, maria, totals=["70"])
    sheet = offers_of(call)[0].sheets.get(member=seat_of(call, maria))
    scoring.reopen_sheet(sheet, reason="Pomyłka.", by=marek, at=after(call))
    scoring.mark_absent(seat_of(call, maria), reason="Choroba.", by=marek, at=after(call))

    said = paper.protocol(call, [], remarks="", at=after(call))

    (field,) = next(one for one in said["sections"] if one["label"] == "Zmiany ocen")["fields"]
    assert [(row[1], row[3], "Pomyłka." in row[4]) for row in field["rows"]] == [("Maria Member", Decimal("70"), True)]


def test_members_sign_the_protocol_each_once_and_nobody_for_another(marek, maria, clara, browser_of):
    call = a_recommended_call(marek, maria)
    browser = browser_of(maria)
    path = f"/calls/{call.ref}/protocol/sign/"

    answers = [browser.post(path).status_code for _ in range(2)]
    page = browser.get(f"/calls/{call.ref}/proposal/").content.decode()

    assert answers == [302, 409]
    assert browser_of(clara).post(path).status_code == 403
    assert [one.member.name for one in ProtocolSignature.objects.all()] == ["Maria Member"]
    assert ProtocolSignature.objects.get().sha256 == Protocol.objects.get().document.sha256
    assert "Maria Member" in page


def test_nothing_under_a_signed_protocol_changes(marek, maria, clara):
    call = a_scored_call(marek, maria, offers=[{}, {}])
    meeting = Meeting.objects.get()
    scoring.settle_tie(meeting.committee, offers_of(call), by=marek, at=after(call))
    actions.remark(seat_of(call, maria), text="Uwaga.", by=maria, at=after(call))
    actions.vote(meeting, subject="Ranking", votes_for=2, votes_against=0, by=marek, at=after(call))
    awards.propose(call, lines_of(call), by=marek, at=after(call))
    other = a_committee(an_open_call(title="Inny konkurs"), maria)
    protocol = awards.sign_protocol(call, by=marek, at=after(call))
    committee = Committee.objects.filter(call=call)
    chair = CommitteeMember.objects.filter(pk=seat_of(call, marek).pk)
    changes = [
        lambda: committee.update(without_ngo_ground="Po fakcie."),
        lambda: committee.update(call=an_open_call(title="Trzeci")),
        lambda: chair.update(absent_reason="Po fakcie."),
        lambda: chair.update(committee=other),
        lambda: chair.update(left_at=after(call)),
        lambda: CommitteeMember.objects.create(committee=committee.get(), user_id=clara.user_id, name="Po fakcie"),
        lambda: ScoreSheet.objects.update(remarks="Po fakcie."),
        lambda: ScoreSheet.objects.update(state="draft"),
        lambda: Declaration.objects.update(tied=True, description="Po fakcie."),
        lambda: Meeting.objects.update(agenda="Po fakcie."),
        lambda: meeting.attendances.all().delete(),
        lambda: Vote.objects.update(votes_for=99),
        lambda: Vote.objects.update(struck_at=after(call), struck_because="Po fakcie."),
        lambda: TieVote.objects.update(struck_at=after(call), struck_because="Po fakcie."),
        lambda: OwnRemark.objects.all().delete(),
        lambda: Protocol.objects.update(remarks="Po fakcie."),
        lambda: offers_of(call)[0].proposal.delete(),
        lambda: Meeting.objects.create(
            committee=meeting.committee, number=2, starts_at=after(call), made_at=after(call)
        ),
    ]

    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(WrongState):
        actions.remark(seat_of(call, maria), text="Jeszcze coś.", by=maria, at=after(call))
    with pytest.raises(WrongState):
        striking.strike(Vote.objects.get(), reason="Pomyłka.", by=marek, at=after(call))
    with pytest.raises(WrongState):
        striking.strike_tie(
            meeting.committee, [TieVote.objects.first().pk], reason="Pomyłka.", by=marek, at=after(call)
        )

    assert protocol.word is not None
    calls.reopen_assessment(call, by=clara, at=after(call))
    assert chair.update(absent_reason="Choroba.") == 1


def test_the_page_of_meetings_asks_the_same_number_of_queries_for_one_and_for_three(marek, maria, clara, browser_of):
    call = a_scored_call(marek, maria)
    browser = browser_of(clara)
    one = queries_of(browser, f"/calls/{call.ref}/meetings/")
    for day in (1, 2):
        a_meeting(call, at=after(call) + timedelta(days=day))

    assert (one, queries_of(browser, f"/calls/{call.ref}/meetings/")) == (16, 16)
