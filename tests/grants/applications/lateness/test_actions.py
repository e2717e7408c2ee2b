from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from grants.applications import actions as offers
from grants.applications import rules
from grants.applications.checking import known_answers
from grants.applications.lateness import actions
from grants.applications.lateness.models import LateAccess
from grants.applications.models import Application
from grants.calls import actions as calls
from grants.calls import clock
from grants.calls.models import Call
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, an_empty_draft, passed
from tests.builders_calls import a_closed_call, an_open_call, the_executive
from tests.builders_lateness import DAY, HOUR, REASON, a_late_access, a_proposal

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def two_drafts(nadia, norbert):
    """Two organisations that did not file in time, an hour after the deadline."""
    lot = an_open_call().lots.get()
    drafts = a_draft_application(lot, nadia), a_draft_application(lot, norbert)
    clock.turn_due(lot.call.closes_at + clock.GRACE + SECOND)
    return drafts


def letters(to):
    return list(Notice.objects.filter(to_email=to.email).order_by("pk").values_list("template", flat=True))


def test_who_was_let_in_files_late_and_nobody_else_does(two_drafts, nadia, norbert):
    mine, theirs = two_drafts
    at = mine.call.closes_at + 2 * HOUR
    a_late_access(mine.call, nadia)

    filed = offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=at)
    with pytest.raises(rules.Late):
        offers.file(Application.objects.get(pk=theirs.pk), by=norbert, at=at)

    assert (filed.state, filed.late_until) == ("filed", mine.call.closes_at + DAY)
    assert filed.number.endswith("/001")
    assert known_answers(filed)["in_time"] == "yes"


def test_a_draft_begun_between_the_decision_and_the_deadline_is_let_in_too(nadia):
    lot = an_open_call().lots.get()
    a_late_access(lot.call, nadia, at=NOON)
    draft = a_draft_application(lot, nadia)

    filed = offers.file(draft, by=nadia, at=lot.call.closes_at + 2 * HOUR)

    assert (filed.state, filed.late_until) == ("filed", lot.call.closes_at + DAY)


def test_the_own_moment_ends_to_the_second(two_drafts, nadia):
    mine, _theirs = two_drafts
    until = mine.call.closes_at + DAY
    a_late_access(mine.call, nadia)

    with pytest.raises(rules.Late):
        offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=until + SECOND)
    offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=until + timedelta(microseconds=999_999))


def test_a_proposal_alone_lets_nobody_in(two_drafts, nadia):
    mine, _theirs = two_drafts
    a_proposal(mine.call, nadia)

    with pytest.raises(rules.Late):
        offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=mine.call.closes_at + 2 * HOUR)


def test_a_refused_proposal_lets_nobody_in(two_drafts, nadia, ewa, clara):
    mine, _theirs = two_drafts
    actions.refuse(a_proposal(mine.call, nadia), reason="Brak dowodu.", by=ewa, at=mine.call.closes_at + HOUR)

    with pytest.raises(rules.Late):
        offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=mine.call.closes_at + 2 * HOUR)
    assert "late-access-refused" in letters(clara)


def test_an_offer_is_begun_late_too_only_by_whom_it_concerns(nadia, norbert):
    call = a_closed_call()
    a_late_access(call, nadia)
    lot, at = call.lots.get(), call.closes_at + 2 * HOUR

    draft = an_empty_draft(lot, nadia, at=at)

    assert draft.late_until == call.closes_at + DAY
    with pytest.raises(rules.Late):
        an_empty_draft(lot, norbert, at=at)


def test_access_in_one_call_opens_no_other(nadia):
    a_late_access(a_closed_call(), nadia)
    other = a_closed_call(title="Inny konkurs")

    with pytest.raises(rules.Late):
        an_empty_draft(other.lots.get(), nadia, at=other.closes_at + 2 * HOUR)


def test_an_offer_filed_in_time_is_not_called_late(nadia):
    lot = an_open_call().lots.get()
    draft = a_draft_application(lot, nadia)
    a_late_access(lot.call, nadia, at=NOON)

    filed = offers.file(Application.objects.get(pk=draft.pk), by=nadia, at=NOON)

    assert filed.late_until is None


def test_two_different_persons_decide(two_drafts, nadia, clara, ewa, adam):
    both_roles = builders.a_person("Beata Obierole", "coordinator", "executive", "administrator")
    mine, _theirs = two_drafts
    at = mine.call.closes_at + HOUR
    wanted = {"organisation": builders.organisation_of(nadia), "until": mine.call.closes_at + DAY, "reason": REASON}
    proposal = actions.propose(mine.call, **wanted, by=both_roles, at=at)

    for person in (both_roles, clara):
        with pytest.raises(PermissionDenied):
            actions.confirm(proposal, reason="Sama sobie.", by=person, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        LateAccess.objects.filter(pk=proposal.pk).update(
            state="confirmed", decided_by_id=both_roles.user_id, decided_at=at, decided_reason="obok"
        )
    actions.confirm(proposal, reason="Dowód wystarcza.", by=adam, at=at)

    said = [(entry.verb, entry.by_name, entry.noted) for entry in AuditEntry.objects.about(proposal)]
    assert [(verb, who) for verb, who, _noted in said] == [("create", "Beata Obierole"), ("confirm", adam.name)]
    assert said[0][2]["reason"] == REASON and said[1][2]["decided_reason"] == "Dowód wystarcza."
    with pytest.raises(WrongState):
        actions.refuse(LateAccess.objects.get(), reason="Za późno.", by=ewa, at=at)


def test_only_a_coordinator_proposes_and_nobody_of_the_applicant(two_drafts, nadia, ewa, adam, anna, olga):
    mine, _theirs = two_drafts
    at = mine.call.closes_at + HOUR
    organisation = builders.organisation_of(nadia)
    wanted = {"organisation": organisation, "until": mine.call.closes_at + DAY, "reason": REASON, "at": at}
    insider = builders.a_person("Irena Zlipy", "coordinator", "executive")
    insider = builders.a_representative("Irena Zlipy", organisation.name)

    for person in (nadia, ewa, adam, anna, olga, insider):
        with pytest.raises(PermissionDenied):
            actions.propose(mine.call, **wanted, by=person)
    proposal = a_proposal(mine.call, nadia)
    for person in (nadia, anna, olga, insider):
        with pytest.raises(PermissionDenied):
            actions.confirm(proposal, reason="Tak.", by=person, at=at)


def test_what_was_decided_stays_as_it_was(two_drafts, nadia):
    proposal = a_late_access(two_drafts[0].call, nadia)

    for change in ({"until": NOON}, {"reason": "inny"}, {"organisation_id": 1}, {"state": "proposed"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LateAccess.objects.filter(pk=proposal.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        proposal.delete()


def test_one_proposal_at_a_time_and_a_longer_one_afterwards(two_drafts, nadia):
    mine, _theirs = two_drafts
    first = a_proposal(mine.call, nadia)
    with pytest.raises(Refusal):
        a_proposal(mine.call, nadia)
    actions.confirm(first, reason="Tak.", by=the_executive(), at=first.proposed_at)

    a_late_access(mine.call, nadia, until=mine.call.closes_at + 3 * DAY)
    a_late_access(mine.call, nadia, until=mine.call.closes_at + 2 * DAY)

    assert Application.objects.get(pk=mine.pk).late_until == mine.call.closes_at + 3 * DAY


def test_the_committee_waits_until_nobody_can_file(two_drafts, nadia, clara):
    mine, _theirs = two_drafts
    a_late_access(mine.call, nadia)
    call = Call.objects.get(pk=mine.call_id)
    filed = offers.file(Application.objects.get(pk=mine.pk), by=nadia, at=call.closes_at + 2 * HOUR)
    passed(filed, at=call.closes_at + 3 * HOUR)

    with pytest.raises(Refusal, match="Lipa"):
        calls.start_assessment(call, by=clara, at=call.closes_at + DAY)


def test_the_organisation_and_its_people_are_told(two_drafts, nadia, ewa):
    a_late_access(two_drafts[0].call, nadia)

    assert "late-access-granted" in letters(nadia)
    assert Notice.objects.filter(
        template="late-access-granted", to_email=builders.organisation_of(nadia).email
    ).exists()
    assert "late-access-proposed" in letters(ewa)


def test_after_the_decision_begins_nobody_is_let_in(nadia):
    call = a_closed_call()
    Call.objects.filter(pk=call.pk).update(state="merit")

    with pytest.raises(Refusal):
        a_proposal(call, nadia)
