"""Fewer people have scored an offer than were to, or two far apart and no third: it is said on record, or somebody scores."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from grants.applications.models import Application
from grants.awards import actions as awards
from grants.awards import paper, reading
from grants.calls.models import Call
from grants.scoring import actions, going_without, rules, sharing, standing
from grants.scoring.few_models import ReadByFew
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tests.builders_awards import lines_of
from tests.builders_scoring import a_call_in_assessment, a_meeting, a_submitted_sheet, after, offers_of, seat_of
from tests.grants.scoring.test_pages import queries_of

WHY = "Trzecia osoba jest wyłączona, a nowej nie ma skąd wziąć."
TIE = "Brat jest prezesem."


def far_apart(first: Actor, second: Actor, *others: Actor, ties: dict | None = None, offers: int = 1) -> Call:
    """Of every offer two sheets that differ by half of the points; the call allows a fifth."""
    people = (*others, first, second) if others else (first, second)
    call = a_call_in_assessment(*people, offers=[{}] * offers, ties=ties, third_gap_percent=Decimal(20))
    for offer in offers_of(call):
        a_submitted_sheet(offer, first, total="80")
        a_submitted_sheet(offer, second, total="30")
    return call


def wanted(call: Call) -> list[str]:
    return standing.apart(standing.ranking(call, Application.objects.all()))


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"fewer": False}, Refusal),
        ({"able": True}, Refusal),
        ({"recorded": True}, WrongState),
        ({"reason": "  "}, Refusal),
    ],
)
def test_it_is_said_once_with_a_reason_when_sheets_lack_and_nobody_must_write_one(facts, refusal):
    well = {"reason": WHY, "fewer": True, "able": False, "recorded": False}
    rules.check_going_without(**well)

    with pytest.raises(refusal):
        rules.check_going_without(**{**well, **facts})


def test_the_mean_of_two_stands_when_the_chair_says_why_and_the_protocol_repeats_it(marek, maria, browser_of):
    call = far_apart(marek, maria)
    offer, chair = offers_of(call)[0], browser_of(marek)
    path = f"/applications/{offer.ref}/scores/"
    a_meeting(call)
    awards.propose(call, lines_of(call), by=marek, at=after(call))
    with pytest.raises(Refusal, match=offer.number):
        awards.sign_protocol(call, by=marek, at=after(call))

    step = "Potrzebna jest ocena trzeciej osoby"
    assert step in chair.get(f"/calls/{call.ref}/proposal/").content.decode()

    refused = chair.post(f"{path}few/", {"few-reason": " "})
    chair.post(f"{path}few/", {"few-reason": WHY})

    assert refused.status_code == 422
    pages = [path, f"/calls/{call.ref}/ranking/", f"/calls/{call.ref}/proposal/"]
    assert [WHY in chair.get(page).content.decode() for page in pages] == [True, True, True]
    assert browser_of(maria).post(f"{path}few/", {"back": "1"}).status_code == 403
    assert step not in chair.get(f"/calls/{call.ref}/proposal/").content.decode()
    assert wanted(call) == []
    said = paper.protocol(call, reading.tables(call, Application.objects.all()), remarks="", at=after(call))
    assert WHY in str(said)
    awards.sign_protocol(call, by=marek, at=after(call))
    assert WHY in chair.get(pages[2]).content.decode()
    assert chair.post(f"{path}few/", {"back": "1"}).status_code == 409
    for change in (ReadByFew.objects.all().delete, lambda: ReadByFew.objects.update(reason="Inaczej.")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert list(AuditEntry.objects.filter(kind="readbyfew").values_list("verb", flat=True)) == ["go_without"]


def test_while_somebody_is_able_they_score_and_a_record_made_before_does_not_hold(marek, maria, mikolaj, clara):
    call = far_apart(marek, maria, mikolaj)
    offer, absent = offers_of(call)[0], seat_of(call, mikolaj)
    facts = {"reason": WHY, "by": clara, "at": after(call)}

    with pytest.raises(Refusal):
        going_without.go_without(offer, **facts)
    actions.mark_absent(absent, reason="Choroba.", by=clara, at=after(call))
    record = going_without.go_without(offer, **facts)
    assert wanted(call) == []
    with pytest.raises(WrongState):
        going_without.go_without(offer, **facts)
    actions.end_absence(absent, by=clara, at=after(call))
    assert wanted(call) == [offer.number]
    actions.mark_absent(absent, reason="Znów choroba.", by=clara, at=after(call))
    going_without.take_back(record, by=clara, at=after(call))
    assert wanted(call) == [offer.number]
    with pytest.raises(WrongState):
        going_without.take_back(record, by=clara, at=after(call))
    going_without.go_without(offer, **facts)

    assert [row.state for row in ReadByFew.objects.order_by("pk")] == ["taken_back", "stands"]


def test_of_a_tied_chair_the_office_says_it_and_nobody_who_is_tied(marek, maria, mikolaj, clara, browser_of):
    call = far_apart(maria, mikolaj, marek, ties={(0, marek.user_id): TIE})
    offer = offers_of(call)[0]

    for person in (marek, maria):
        with pytest.raises(PermissionDenied):
            going_without.go_without(offer, reason=WHY, by=person, at=after(call))
    answer = browser_of(clara).post(f"/applications/{offer.ref}/scores/few/", {"few-reason": WHY})

    assert answer.status_code == 302
    assert list(ReadByFew.objects.visible_to(marek)) == []
    assert [row.said_by for row in ReadByFew.objects.visible_to(maria)] == [clara.name]


def test_fewer_than_were_to_score_is_said_of_that_very_offer_and_no_remark_stands_for_it(
    marek, maria, mikolaj, clara, browser_of
):
    call = a_call_in_assessment(marek, maria, mikolaj)
    offer, chair, when = offers_of(call)[0], browser_of(marek), after(call)
    sharing.share_out(
        seat_of(call, marek).committee,
        readings=2,
        ngo_least=0,
        limits={seat_of(call, marek).pk: 0},
        seed=1,
        by=clara,
        at=when,
    )
    with pytest.raises(Refusal):
        going_without.go_without(offer, reason=WHY, by=clara, at=when)
    a_submitted_sheet(offer, maria, total="80")
    actions.declare(seat_of(call, mikolaj), offer, tied=True, description=TIE, by=mikolaj, at=when)
    a_meeting(call)
    awards.propose(call, lines_of(call), by=marek, at=when)
    path, proposal = f"/applications/{offer.ref}/scores/", f"/calls/{call.ref}/proposal/"

    refused = chair.post(f"{proposal}sign/", {"remarks": "Uwaga do czego innego."})
    before = [chair.get(page).content.decode() for page in (path, proposal)]
    chair.post(f"{path}few/", {"few-reason": WHY})

    assert (refused.status_code, offer.number in refused.content.decode()) == (422, True)
    assert ["Kart: 1 z 2" in page for page in before] == [True, True]
    assert queries_of(chair, path) == 25
    pages = [path, f"/calls/{call.ref}/ranking/", proposal]
    assert [WHY in chair.get(page).content.decode() for page in pages] == [True, True, True]
    said = str(paper.protocol(call, reading.tables(call, Application.objects.all()), remarks="", at=when))
    assert (WHY in said, "1 z 2" in said) == (True, True)
    awards.sign_protocol(call, by=marek, at=when)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_with_such_offers_ask_no_more_queries_for_many(number, marek, maria, clara, browser_of):
    call = far_apart(marek, maria, offers=number)
    for offer in offers_of(call):
        going_without.go_without(offer, reason=WHY, by=clara, at=after(call))
    scores = f"/applications/{offers_of(call)[0].ref}/scores/"

    assert queries_of(browser_of(clara), f"/calls/{call.ref}/ranking/") == 15
    assert queries_of(browser_of(clara), scores) == 17
    assert queries_of(browser_of(marek), scores) == 20
