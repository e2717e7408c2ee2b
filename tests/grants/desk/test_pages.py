from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from grants.agreements import actions as agreements
from grants.applications import partners, partners_inviting
from grants.applications.models import Application
from grants.awards.justifications import actions as justifications
from grants.awards.justifications.models import JustificationRequest
from grants.calls.models import Call
from grants.desk import organisation
from tenants.gates.access import EDITOR, NOBODY
from tests import builders
from tests.builders import NOON
from tests.builders_agreements import (
    LIPA,
    SIGNED,
    a_draft_agreement,
    a_paid_agreement,
    a_ready_agreement,
    a_reduced_offer,
    a_signed_agreement,
    an_awarded_offer,
    copies_of,
)
from tests.builders_applications import a_draft_application
from tests.builders_awards import a_decided_call, a_published_result
from tests.builders_calls import a_draft_call, a_programme, an_open_call
from tests.builders_monitoring import a_filed_report, an_owed_return
from tests.builders_partners import a_joint_draft, joins
from tests.builders_scoring import a_call_in_assessment, a_submitted_sheet, declared, offers_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def today(monkeypatch):
    def set_to(*day):
        moment = datetime(*day, 9, 0, tzinfo=builders.WARSAW)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(2027, 3, 1)
    return set_to


def waiting_for(actor, at):
    return organisation.waiting(organisation.own_of(actor), actor, at)


def body(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def todo(browser):
    """Addresses of what waits for the person, in the order shown."""
    answer = browser.get("/desk/")
    assert answer.status_code == 200
    return [item["url"] for item in answer.context["items"]]


# --- what waits for whom ---


def test_a_clerk_is_led_from_the_award_to_the_paper(browser_of, clara, today):
    offer = an_awarded_offer()
    clerk = browser_of(clara)
    assert todo(clerk) == [f"/applications/{offer.ref}/"]

    agreement = a_draft_agreement(offer)
    assert todo(clerk) == [f"/agreements/{agreement.ref}/"]

    agreements.prepare(agreement, by=clara, at=SIGNED)
    assert todo(clerk) == []


def test_a_clerk_checks_a_filed_report(browser_of, clara, today):
    today(2027, 12, 11)
    a_filed_report()

    assert todo(browser_of(clara)) == ["/agreements/2027-0001/reports/final/"]


def test_finance_pays_tranches_and_expects_returns(browser_of, filip, today):
    a_signed_agreement(tranches=["3000.00", "2000.00"])

    assert todo(browser_of(filip)) == ["/agreements/2027-0001/", "/agreements/2027-0001/"]


def test_finance_waits_for_money_to_come_back(browser_of, filip, today):
    today(2027, 12, 16)
    an_owed_return()

    assert todo(browser_of(filip)) == ["/agreements/2027-0001/reports/final/"]


def test_the_executive_signs(browser_of, ewa, today):
    a_ready_agreement()

    assert todo(browser_of(ewa)) == ["/agreements/2027-0001/"]


def test_a_member_declares_then_scores(browser_of, marek, today):
    call = a_call_in_assessment(marek, offers=[{}, {}], declares=False)
    browser = browser_of(marek)
    assert todo(browser) == [f"/calls/{call.ref}/declarations/"]

    declared(call, marek)
    assert todo(browser) == [f"/calls/{call.ref}/committee/"]

    for offer in offers_of(call):
        a_submitted_sheet(offer, marek)
    assert todo(browser) == [f"/calls/{call.ref}/proposal/"]


def test_a_chair_proposes_only_when_the_others_are_done(browser_of, marek, maria, today):
    call = a_call_in_assessment(marek, maria, offers=[{}])
    a_submitted_sheet(offers_of(call)[0], marek)
    browser = browser_of(marek)

    assert todo(browser) == [f"/calls/{call.ref}/committee/"]
    a_submitted_sheet(offers_of(call)[0], maria)
    assert todo(browser) == [f"/calls/{call.ref}/proposal/"]


def test_a_clerk_answers_demands_for_grounds_by_their_day(browser_of, clara, anna, today):
    call = a_published_result(offers=[{"organisation": LIPA}, {"grant": "4000.00"}])
    first, second = offers_of(call)
    visitor = {"name": "Jan Kowalski", "email": "jan@example.org", "language": "pl", "by": NOBODY}
    asked = justifications.ask(first, at=call.results_at, **visitor)
    justifications.ask(second, at=call.results_at + timedelta(days=2), **visitor)
    clerk = browser_of(clara)

    [item] = [one for one in clerk.get("/desk/").context["items"] if one["url"] == "/justifications/?state=waiting"]

    assert (item["until"], item["note"], "2" in item["label"]) == (asked.due_on, call.title, True)
    assert item["url"] not in todo(browser_of(anna))
    for one in list(JustificationRequest.objects.waiting()):
        justifications.answer(one, answer="Zabrakło środków.", by=clara, at=call.results_at)
    assert item["url"] not in todo(clerk)


def test_an_organisation_updates_its_offer(browser_of, nadia, today):
    offer = a_reduced_offer()

    assert todo(browser_of(builders.fresh(nadia))) == [f"/applications/{offer.ref}/update/"]


def test_an_organisation_signs_and_reports(browser_of, nadia, today):
    a_ready_agreement()
    assert todo(browser_of(builders.fresh(nadia))) == ["/agreements/2027-0001/"]


def test_an_organisation_reports_on_what_was_paid(browser_of, nadia, today):
    a_paid_agreement()

    assert todo(browser_of(builders.fresh(nadia))) == ["/agreements/2027-0001/reports/final/"]


def test_a_dead_invitation_and_a_dead_confirmation_leave_the_desk(nadia, norbert):
    dorota = builders.a_representative("Dorota Dąb", "Koło „Dąb”")
    draft = a_draft_application(an_open_call().lots.get(), nadia)
    partners.make_joint(draft, by=nadia, at=NOON)
    row = partners_inviting.invite(draft, organisation=builders.organisation_of(dorota), by=nadia, at=NOON)
    joins(draft, norbert, by=nadia)
    closes = draft.call.closes_at

    def waiting(actor, at):
        return [item.url for item in waiting_for(builders.fresh(actor), at)]

    edyta = builders.a_representative("Edyta Pisze", "Koło „Dąb”", role=EDITOR)

    assert waiting(dorota, NOON) == [f"/applications/joint-invitations/{row.pk}/"]
    assert waiting(edyta, NOON) == []
    assert waiting(dorota, row.expires_at) == []
    assert waiting(norbert, closes) == [f"/applications/{draft.ref}/partners/"]
    assert waiting(norbert, closes + timedelta(seconds=1)) == []


def test_a_partner_confirms_again_what_was_changed(nadia, norbert, django_assert_num_queries):
    draft = a_joint_draft(an_open_call().lots.get(), nadia, norbert)
    partner = builders.fresh(norbert)
    own = organisation.own_of(partner)
    with django_assert_num_queries(2):
        assert organisation.waiting(own, partner, NOON) == []

    Application.objects.filter(pk=draft.pk).update(content={**draft.content, "other": {"remarks": "Zmiana"}})

    with django_assert_num_queries(2):
        assert [item.url for item in organisation.waiting(own, partner, NOON)] == [
            f"/applications/{draft.ref}/partners/"
        ]


def test_an_applicant_does_not_read_a_decision_before_it_is_published(browser_of, nadia, today):
    call = a_decided_call(offers=[{"organisation": LIPA}])
    offer = offers_of(call)[0]

    answer = browser_of(builders.fresh(nadia)).get("/desk/")

    assert offer.state == "awarded"
    assert [label for one, label, _tone in answer.context["offers"] if one == offer] == [
        type(offer)(state="passed").get_state_display()
    ]


def test_an_auditor_and_a_resident_have_nothing_to_do(browser_of, anna, rysia, today):
    a_ready_agreement()
    a_draft_call(title="Szkic tylko dla urzędu")

    assert todo(browser_of(anna)) == []
    page = browser_of(rysia).get("/desk/")
    assert page.context["items"] == []
    assert "Szkic tylko dla urzędu" not in body(page)


def test_a_desk_needs_a_login(browser_of):
    assert browser_of().get("/desk/").status_code == 302


def test_the_neighbours_work_is_not_shown(browser_of, olga, today):
    agreement = a_ready_agreement()

    assert todo(browser_of(olga, town="olszany")) == []
    assert agreement.title not in body(browser_of(olga, town="olszany").get("/desk/"))


# --- figures ---


def test_the_tiles_count_what_the_lists_show(browser_of, clara, today):
    today(2028, 1, 10)
    a_paid_agreement()

    tiles = browser_of(clara).get("/desk/").context["tiles"]

    assert (tiles.open_calls, tiles.overdue, tiles.longest_overdue) == (0, 1, 11)
    assert "2027-0001" in body(browser_of(clara).get("/agreements/?state=late"))


def test_a_call_that_closes_within_a_week_is_counted(browser_of, clara, today):
    an_open_call(closes_at=datetime(2027, 3, 5, 15, 30, tzinfo=builders.WARSAW))

    tiles = browser_of(clara).get("/desk/").context["tiles"]

    assert (tiles.open_calls, tiles.closing_soon) == (1, 1)


# --- the front page ---


def test_residents_read_what_is_open_and_where_the_money_is(browser_of, today):
    a_published_result(offers=[{"organisation": LIPA}])
    an_open_call(title="Nauka pływania", closes_at=datetime(2027, 3, 5, 15, 30, tzinfo=builders.WARSAW))

    page = body(browser_of().get("/"))

    assert "Nauka pływania" in page
    assert LIPA in page
    assert "5 000,00 zł" in page


def test_residents_read_nothing_that_is_not_published(browser_of, today):
    a_decided_call(offers=[{"organisation": LIPA, "title": "Tajne zadanie"}])
    a_draft_call(title="Szkic konkursu")

    page = body(browser_of().get("/"))

    assert "Tajne zadanie" not in page
    assert "Szkic konkursu" not in page


def test_an_empty_town_has_a_front_page_and_a_desk(browser_of, clara):
    assert browser_of().get("/").status_code == 200
    assert browser_of(clara).get("/desk/").status_code == 200


def test_a_script_is_shown_as_text(browser_of, clara, nadia, today):
    a_published_result(offers=[{"organisation": LIPA, "title": SCRIPT}], title=SCRIPT)

    for browser, address in (
        (browser_of(), "/"),
        (browser_of(clara), "/desk/"),
        (browser_of(builders.fresh(nadia)), "/desk/"),
    ):
        assert SCRIPT not in body(browser.get(address))


# --- as many queries for a thousand rows as for ten ---


@pytest.fixture(params=[9, 999])
def many(request, today):
    a_programme()
    agreement = a_signed_agreement()
    copies_of(agreement, request.param)
    calls = Call.objects.filter(pk=agreement.application.call_id).values()
    facts = {name: value for name, value in calls[0].items() if name != "id"}
    open_ones = {"state": "open", "closes_at": timezone.now() + timedelta(days=3)}
    Call.objects.bulk_create(Call(**{**facts, **open_ones, "ref": f"k-{n}"}) for n in range(request.param))


def test_the_front_page_is_read_in_few_queries(many, browser_of, django_assert_num_queries):
    browser = browser_of()
    browser.get("/")

    with django_assert_num_queries(13):
        assert browser.get("/").status_code == 200


def test_the_desk_of_the_office_is_read_in_few_queries(many, browser_of, django_assert_num_queries):
    everything = ("administrator", "coordinator", "executive", "finance", "committee")
    browser = browser_of(builders.a_person("Wanda Wielofunkcyjna", *everything))
    browser.get("/desk/")

    with django_assert_num_queries(25):
        assert browser.get("/desk/").status_code == 200


def test_the_desk_of_an_organisation_is_read_in_few_queries(many, browser_of, nadia, django_assert_num_queries):
    browser = browser_of(builders.fresh(nadia))
    browser.get("/desk/")

    with django_assert_num_queries(12):
        assert browser.get("/desk/").status_code == 200
