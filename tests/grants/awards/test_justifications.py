"""Anyone demands the grounds of a choice; the office answers from the record."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import translation
from django.utils.formats import date_format

from grants.awards.justifications import actions, clock, rules
from grants.awards.justifications.models import JustificationRequest
from grants.awards.models import Award, Outcome
from grants.awards.rules import Line
from tenants.gates.access import NOBODY
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import end_of_day
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_awards import a_decided_call, a_published_result, changed
from tests.builders_calls import the_coordinator
from tests.builders_scoring import after, offers_of

pytestmark = pytest.mark.django_db
VISITOR = {"name": "Jan Kowalski", "email": "jan@example.org", "text": "Dlaczego nie?"}
LIPA = "Stowarzyszenie „Lipa”"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_a_visitor_asks_and_the_office_answers_with_points_and_reasons(marek, clara, anna, nadia, browser_of):
    call = a_published_result(marek, offers=[{"organisation": LIPA}, {"grant": "4000.00"}])
    offer = offers_of(call)[1]
    url = f"/calls/{call.ref}/justification/"
    with time_machine.travel(after(call) + timedelta(days=1)):
        visitor = browser_of()
        assert visitor.get(url).status_code == 200
        assert visitor.post(url, {"offer": offer.ref, "text": ""}).status_code == 422
        assert visitor.post(url, {"offer": offer.ref, **VISITOR}).status_code == 302
        request = JustificationRequest.objects.get()
        assert (request.state, request.due_on) == ("waiting", rules.due_on(after(call) + timedelta(days=1)))
        office = browser_of(clara)
        assert "Jan Kowalski" in office.get("/justifications/?state=waiting").content.decode()
        assert "Jan Kowalski" not in office.get("/justifications/?state=late").content.decode()
        page = office.get(f"/justifications/{request.pk}/").content.decode()
        assert "Marek Member" not in page
        assert browser_of(anna).post(f"/justifications/{request.pk}/", {"answer": "Bo tak."}).status_code == 404
        assert browser_of(nadia).get(f"/justifications/{request.pk}/").status_code == 403
        assert office.post(f"/justifications/{request.pk}/", {"answer": ""}).status_code == 422
        assert office.post(f"/justifications/{request.pk}/", {"answer": "Zabrakło środków."}).status_code == 302

    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("answered", "Clara Clerk")
    letter = Notice.objects.get(template="justification-answered")
    assert (letter.to_email, letter.language) == ("jan@example.org", "pl")
    assert "Zabrakło środków." in letter.text
    assert request.quoted in letter.text
    assert str(Award.objects.in_force().get(application=offer).mean).replace(".", ",") in request.quoted
    assert "Marek Member" not in letter.text


def test_a_request_of_the_last_second_is_in_time_and_of_the_next_is_told_it_came_late():
    call = a_published_result(offers=[{"organisation": LIPA}])
    [offer] = offers_of(call)
    last = end_of_day(rules.last_day(call.results_at))

    in_time = actions.ask(offer, language="en", by=NOBODY, at=last, **VISITOR)
    late = actions.ask(offer, language="en", by=NOBODY, at=last + timedelta(microseconds=1), **VISITOR)

    assert (in_time.state, late.state, late.due_on) == ("waiting", "late", None)
    assert "Thank you" in Notice.objects.get(template="justification-late").text
    with pytest.raises(Refusal):
        actions.answer(late, answer="Już nie.", by=the_coordinator(), at=last + timedelta(days=1))


def test_the_time_of_an_offer_that_a_later_act_changed_runs_from_that_act(browser_of):
    call = a_published_result(offers=[{"organisation": LIPA}, {"grant": "4000.00"}])
    same, lowered = offers_of(call)
    later = after(call) + timedelta(days=60)
    line = Line(application_id=lowered.pk, outcome="refused", reason="Naruszenie warunków.")
    changed(call, [line], kind="revocation", at=later)
    promised = rules.last_day(later)

    asked = [actions.ask(one, language="en", by=NOBODY, at=later, **VISITOR) for one in (same, lowered)]

    assert [one.state for one in asked] == ["late", "waiting"]
    told = Notice.objects.filter(template="result-changed").last().text
    with translation.override("pl"):
        assert date_format(promised, "j E Y") in told
        assert f": {Outcome.REFUSED.label}" in told
    visitor = browser_of()
    for page in (f"/calls/{call.ref}/results/", f"/calls/{call.ref}/justification/"):
        assert visitor.get(page).context["changed_until"] == promised


def test_nothing_is_asked_before_the_results_and_not_without_end(browser_of):
    call = a_decided_call(offers=[{"organisation": LIPA}])
    assert browser_of().get(f"/calls/{call.ref}/justification/").status_code == 404
    with pytest.raises(Refusal):
        actions.ask(offers_of(call)[0], language="pl", by=NOBODY, at=after(call), **VISITOR)


def test_one_address_by_mail_is_slowed_down_and_nobody_behind_the_same_network_address(browser_of):
    call = a_published_result(offers=[{"organisation": LIPA}])
    [offer] = offers_of(call)
    visitor = browser_of()

    def ask(email):
        visitor.post(f"/calls/{call.ref}/justification/", {"offer": offer.ref, "name": "Ktoś", "email": email})

    for _time in range(7):
        ask("ktos@example.org")
    assert JustificationRequest.objects.count() == 5

    for number in range(20):  # a village behind one network address
        ask(f"mieszkanka{number}@example.org")
    assert JustificationRequest.objects.count() == 25


def test_an_applicant_reads_own_points_without_names_once_the_results_are_published(marek, nadia, browser_of):
    builders.a_representative("Nadia Ngo", LIPA)
    decided = a_decided_call(marek, offers=[{"organisation": LIPA}])
    [offer] = offers_of(decided)
    assert browser_of(nadia).get(f"/applications/{offer.ref}/points/").status_code == 404
    call = a_published_result(marek, offers=[{"organisation": LIPA}, {"grant": "4000.00"}])
    own, other = offers_of(call)

    page = browser_of(nadia).get(f"/applications/{own.ref}/points/").content.decode()

    assert "Członek komisji 1" in page or "Member 1" in page
    assert "Marek Member" not in page
    assert browser_of(nadia).get(f"/applications/{other.ref}/points/").status_code == 404
    assert browser_of().get(f"/applications/{own.ref}/points/").status_code in {302, 403, 404}


def test_the_office_is_reminded_of_the_answer_once_before_its_day_and_once_after(clara):
    call = a_published_result(offers=[{"organisation": LIPA}])
    asked = actions.ask(offers_of(call)[0], language="pl", by=NOBODY, at=after(call) + timedelta(days=1), **VISITOR)
    day = end_of_day(asked.due_on) - timedelta(hours=12)

    def letters_after(at):
        clock.remind_due(at)
        clock.remind_due(at)
        reminding = Notice.objects.about(asked).exclude(template="justification-asked")
        return list(reminding.values_list("template", "to_email"))

    assert letters_after(day - timedelta(days=4)) == []
    assert letters_after(day - timedelta(days=3)) == [("justification-due-soon", clara.email)]
    assert letters_after(day)[1:] == []
    assert letters_after(day + timedelta(days=1))[1:] == [("justification-overdue", clara.email)]
    assert f"/justifications/{asked.pk}/" in Notice.objects.about(asked).last().text


def test_an_answered_demand_is_no_longer_reminded_of():
    call = a_published_result(offers=[{"organisation": LIPA}])
    asked = actions.ask(offers_of(call)[0], language="pl", by=NOBODY, at=after(call), **VISITOR)
    actions.answer(asked, answer="Zabrakło środków.", by=the_coordinator(), at=after(call))

    clock.remind_due(after(call) + timedelta(days=60))

    assert [one.template for one in Notice.objects.about(asked)] == ["justification-asked"]


def test_a_demand_is_told_of_to_nobody_tied_to_the_offer_or_of_its_applicant(clara, marek):
    tied = builders.a_person("Tomasz Tied", "coordinator", "committee")
    behind = builders.a_person("Beata Behind", "coordinator")
    builders.a_representative("Beata Behind", LIPA, role="reader")
    ties = {(0, tied.user_id): "Mąż jest prezesem."}
    call = a_published_result(marek, tied, offers=[{"organisation": LIPA}], ties=ties)

    asked = actions.ask(offers_of(call)[0], language="pl", by=NOBODY, at=after(call), **VISITOR)
    clock.remind_due(after(call) + timedelta(days=60))

    letters = [(one.template, one.to_email) for one in Notice.objects.about(asked)]
    assert letters == [("justification-asked", clara.email), ("justification-overdue", clara.email)]
    assert not Notice.objects.filter(to_email__in=[tied.email, behind.email], text__contains=VISITOR["name"]).exists()
