"""What the town sees of a member and an offer: proposed with its reason, never applied by itself."""

import pytest
from django.core.exceptions import PermissionDenied

from grants.applications.models import Application
from grants.scoring import actions, reading
from grants.scoring.models import Declaration
from grants.scoring.seen import Behind, Person, domain_of, ties
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_scoring import a_call_in_assessment, a_submitted_sheet, after, offers_of, seat_of

OFFER = Behind(
    applicant=1,
    partners=frozenset({2}),
    emails=frozenset({"biuro@jesion.example.org"}),
    people=frozenset({"prezes@jesion.example.org"}),
)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (Person(email="ola@gmail.com"), []),
        (Person(email="ola@gmail.com", belongs=frozenset({1})), ["member"]),
        (Person(email="ola@gmail.com", belongs=frozenset({2})), ["partner"]),
        (Person(email="ola@gmail.com", belongs=frozenset({1}), represents=frozenset({1})), ["represents"]),
        (Person(email="ola@gmail.com", belongs=frozenset({9})), []),
        (Person(email="Prezes@Jesion.example.org"), ["named_in_offer", "same_domain"]),
        (Person(email="ola@jesion.example.org"), ["same_domain"]),
        (Person(email="ola@gmail.com", named_by=frozenset({2})), ["nominated"]),
        (Person(email="ola@gmail.com", belonged=frozenset({1})), ["was_member"]),
        (Person(email="ola@gmail.com", declared=frozenset({2})), ["declared_before"]),
    ],
)
def test_each_reason_has_its_name(person, found):
    assert ties(person, OFFER) == found


def test_an_address_that_anybody_may_have_joins_nobody():
    offer = Behind(applicant=1, emails=frozenset({"biuro.lipa@gmail.com"}))

    assert domain_of("ktos@GMAIL.com") == ""
    assert ties(Person(email="ola@gmail.com"), offer) == []


OFFERS = [{"organisation": "Stowarzyszenie „Lipa”"}, {"organisation": "Fundacja „Jesion”"}]


def test_a_tie_that_is_seen_is_proposed_and_the_word_stays_the_members(marek, maria, clara, browser_of):
    a_call_in_assessment(marek, maria, offers=OFFERS, ties={(1, maria.user_id): "Mąż."})
    call = a_call_in_assessment(marek, maria, offers=OFFERS, title="Kultura 2027", declares=False)
    first, second = offers_of(call)

    page = browser_of(maria).get(f"/calls/{call.ref}/declarations/").content.decode()
    seen = {duty.application_id: duty.seen for duty in reading.work_of(seat_of(call, maria), with_seen=True).duties}
    for offer in (first, second):
        actions.declare(seat_of(call, maria), offer, tied=False, by=maria, at=after(call))
    office = browser_of(clara).get(f"/calls/{call.ref}/committee/conflicts/").content.decode()

    assert "declared_before" in seen[second.pk]
    assert "declared_before" not in seen[first.pk]
    assert 'class="note warn"' in page
    assert f"{maria.name}</td>" in office
    assert 'class="sub">Fundacja „Jesion”' in office
    assert Declaration.objects.filter(application=second, tied=True).count() == 0


def test_the_chair_or_the_office_excludes_with_a_reason(marek, maria, mikolaj, clara, browser_of):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS)
    offer = offers_of(call)[1]
    a_submitted_sheet(offer, maria)
    member = seat_of(call, maria)

    with pytest.raises(Refusal):
        actions.exclude(member, offer, reason=" ", by=clara, at=after(call))
    with pytest.raises(PermissionDenied):
        actions.exclude(member, offer, reason="Pracowała tam.", by=mikolaj, at=after(call))
    actions.exclude(member, offer, reason="Pracowała tam.", by=marek, at=after(call))
    with pytest.raises(WrongState):
        actions.exclude(member, offer, reason="Pracowała tam.", by=clara, at=after(call))

    word = Declaration.objects.get(member=member, application=offer)
    letter = Notice.objects.get(template="committee-excluded")
    assert (word.tied, word.ground, word.excluded_by) == (True, "doubt", marek.name)
    assert (letter.to_email, "Pracowała tam." in letter.text) == (maria.email, True)
    assert AuditEntry.objects.about(word).filter(verb="exclude").exists()
    assert not Application.objects.visible_to(builders.fresh(maria)).filter(pk=offer.pk).exists()
    assert reading.missing(call).get(maria.name) == [offers_of(call)[0].number]


def test_where_a_tie_covers_the_call_one_is_enough(marek, maria, mikolaj):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS)
    member = seat_of(call, maria)
    type(member.committee).objects.filter(pk=member.committee_id).update(tie_covers="call")

    actions.declare(seat_of(call, maria), offers_of(call)[0], tied=True, description="Mąż.", by=maria, at=after(call))

    assert set(Declaration.objects.filter(member=member).values_list("tied", flat=True)) == {True}
    assert not Application.objects.visible_to(builders.fresh(maria)).filter(call=call).exists()
    assert maria.name not in reading.missing(call)
