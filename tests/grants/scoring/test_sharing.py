"""Offers shared out among members: who waits for whom, by hand, reminders."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from grants.desk import committee as desk
from grants.scoring import actions, clock, reading, sharing, standing
from grants.scoring.assigning_models import Assignment
from grants.scoring.models import Committee
from grants.scoring.rules import Nominee
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import local_day
from tenants.office.notices.models import Notice
from tests.builders_scoring import a_call_in_assessment, a_draft_sheet, a_submitted_sheet, after, offers_of, seat_of

OFFERS = [{}, {}, {}]


def shared(call, by, **over):
    committee = Committee.objects.select_related("call").get(call=call)
    facts = {"readings": 1, "ngo_least": 0, "limits": {}, "seed": 3, "by": by, "at": after(call)}
    sharing.share_out(committee, **{**facts, **over})
    return committee


def test_a_member_scores_what_they_were_given_and_owes_nothing_else(marek, maria, mikolaj, clara):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS)

    shared(call, clara)

    given = dict(Assignment.objects.values_list("application_id", "member__user_id"))
    assert sorted(given.values()) == sorted([marek.user_id, maria.user_id, mikolaj.user_id])
    assert {name: len(numbers) for name, numbers in reading.missing(call).items()} == {
        one.name: 1 for one in (marek, maria, mikolaj)
    }
    of_maria = next(offer for offer in offers_of(call) if given[offer.pk] == maria.user_id)
    other = next(offer for offer in offers_of(call) if given[offer.pk] == marek.user_id)
    with pytest.raises(PermissionDenied):
        a_draft_sheet(other, maria)
    a_submitted_sheet(of_maria, maria)
    assert maria.name not in reading.missing(call)
    assert maria.name not in standing.board(call, type(other).objects.all()).waiting
    assert Notice.objects.filter(template="committee-assigned").count() == 3


def test_a_later_tie_frees_the_reading_and_the_page_offers_somebody_else(marek, maria, mikolaj, clara, browser_of):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS)
    committee = shared(call, clara)
    offer = offers_of(call)[0]
    reader = Assignment.objects.select_related("member").get(application=offer).member
    person = next(one for one in (marek, maria, mikolaj) if one.user_id == reader.user_id)
    other = next(one for one in (marek, maria, mikolaj) if one != person)
    assert "Oceń 1 ofertę" in [item.label for item in desk.waiting(person)]
    actions.declare(seat_of(call, person), offer, tied=True, description="Mąż.", by=person, at=after(call))
    browser = browser_of(clara)

    page = browser.get(f"/calls/{call.ref}/committee/sharing/").content.decode()
    browser.post(
        f"/calls/{call.ref}/committee/sharing/replace/", {"offer": offer.ref, "member": seat_of(call, other).pk}
    )

    assert "Oceń" not in " ".join(item.label for item in desk.waiting(person))
    assert 'class="badge warn"' in page
    assert offer.number not in reading.missing(call).get(person.name, [])
    assert offer.number in reading.missing(call)[other.name]
    with pytest.raises(Refusal):
        sharing.give(seat_of(call, person), offer, by=clara, at=after(call))
    assert committee.readings == 1


def test_who_leaves_has_nothing_to_read_any_more(marek, maria, mikolaj, clara):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS)
    committee, left = shared(call, clara), seat_of(call, maria)
    chair, other = Nominee(user_id=marek.user_id, role="chair"), Nominee(user_id=mikolaj.user_id)
    facts = {"act_number": "15/2027", "appointed_on": date(2027, 1, 14), "without_ngo_ground": "Nikt nie wskazał."}

    actions.change(committee, members=[chair, other], **facts, by=clara, at=after(call))

    assert sorted(set(Assignment.objects.values_list("member__user_id", flat=True))) == [marek.user_id, mikolaj.user_id]
    actions.change(committee, members=[chair, other, Nominee(user_id=maria.user_id)], **facts, by=clara, at=after(call))
    given = {one.member.pk: one.given for one in reading.tallies(committee, reading.assessed(call))}
    assert given[left.pk] == 0
    assert sharing.remind(committee, by=clara, at=after(call)) == 2
    with pytest.raises(PermissionDenied):
        a_draft_sheet(offers_of(call)[0], maria)


def test_what_cannot_be_is_refused_with_the_offers_named(marek, maria, clara):
    call = a_call_in_assessment(marek, maria, offers=OFFERS, ties={(0, maria.user_id): "Mąż."})

    with pytest.raises(Refusal) as refusal:
        shared(call, clara, readings=2)

    assert offers_of(call)[0].number in str(refusal.value)
    assert not Assignment.objects.exists()


def test_those_behind_are_reminded_once_three_days_before(marek, maria, clara):
    call = a_call_in_assessment(marek, maria, offers=OFFERS)
    at = after(call)
    shared(call, clara, readings=2, due_on=local_day(at) + timedelta(days=5))
    for offer in offers_of(call):
        a_submitted_sheet(offer, maria)

    for days in (1, 2, 3, 4):
        clock.remind_due(at + timedelta(days=days))

    assert [one.to_email for one in Notice.objects.filter(template="committee-reminder")] == [marek.email]
