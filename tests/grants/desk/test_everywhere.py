"""One desk for an organisation in many towns: what it lists, what it may not, and how often it asks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from grants.applications import actions as applications
from grants.applications import partners, partners_inviting
from grants.applications.models import Application
from grants.calls import actions as calls
from tenants.gates.access import NOBODY
from tenants.office.across import in_schema, rows
from tenants.platform.desk import matters, reading
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Membership
from tests import builders
from tests import builders_small_grants as small_grants
from tests.builders import NOON, organisation_of, town
from tests.builders_agreements import a_ready_agreement, a_reduced_offer, a_signed_agreement
from tests.builders_applications import a_draft_application, a_filed_application, an_empty_draft
from tests.builders_calls import CLOSES, an_open_call, the_executive
from tests.builders_corrections import an_offer_to_correct
from tests.builders_monitoring import a_draft_report, an_owed_return
from tests.builders_partners import a_joint_draft, confirms, divided, joins
from tests.builders_towns import a_town

pytestmark = pytest.mark.django_db
QUERIES = 15
DAY = timedelta(days=1)


def both_towns():
    return [town("lipowo"), town("olszany")]


def found(actor, towns=None, *, at=NOON):
    """In one language, whatever catalogue is compiled."""
    with translation.override("en"):
        return matters.in_towns(actor, towns or both_towns(), at=at)


def said(actor, **how):
    return {(one.town, one.kind.value, one.task, one.path) for one in found(actor, **how)}


def a_draft_in(schema, actor):
    with builders.in_town(schema):
        return an_empty_draft(an_open_call(title=f"Sport, {schema}").lots.get(), actor)


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


# --- what is listed ---


def test_drafts_of_two_towns_stand_in_one_list_with_their_deadlines(nadia):
    here, there = a_draft_in("lipowo", nadia), a_draft_in("olszany", nadia)

    listed = found(nadia)

    assert {(one.town, one.path, one.until) for one in listed} == {
        (town("lipowo").pk, f"/applications/{here.ref}/", CLOSES),
        (town("olszany").pk, f"/applications/{there.ref}/", CLOSES),
    }


def test_a_draft_that_was_not_filed_in_time_says_so_and_asks_nothing(nadia):
    a_draft_in("lipowo", nadia)

    (draft,) = found(nadia, at=CLOSES + timedelta(seconds=1))

    assert (draft.state, draft.task, draft.until) == ("not filed before the deadline", "", None)


def test_a_draft_in_a_cancelled_call_asks_nothing(nadia):
    draft = a_draft_in("lipowo", nadia)
    calls.cancel(draft.call, reason="Brak środków.", by=the_executive(), at=NOON)

    (one,) = found(nadia)

    assert (one.state, one.task) == ("the call was cancelled", "")


def test_an_offer_awarded_less_waits_for_its_update(nadia):
    offer = a_reduced_offer()

    (one,) = found(nadia)

    assert (one.task_path, one.until) == (f"/applications/{offer.ref}/update/", offer.update_due_on)


def test_an_offer_called_back_for_corrections_waits_until_its_day(nadia):
    offer = an_offer_to_correct(an_open_call().lots.get(), nadia)

    (one,) = found(nadia, at=offer.call.closes_at + timedelta(days=1))

    assert (one.task_path, one.until) == (f"/applications/{offer.ref}/correction/", offer.correct_by)


def test_a_small_grant_stands_on_the_desk_from_its_draft_to_the_changes_asked_for(nadia):
    small_grants.a_draft(nadia)
    changed = small_grants.an_offer_with_changes(nadia)

    listed = {(one.path, one.task, one.until) for one in found(nadia)}

    assert (f"/small-grants/{changed.ref}/", "Change the offer as the office asked", changed.changes_due_on) in listed
    assert "Finish the small grant's offer and file it" in {task for _path, task, _until in listed}


def test_another_organisations_small_grant_is_not_listed(nadia, norbert):
    small_grants.a_draft(norbert)

    assert found(nadia) == []


def test_a_partner_answers_then_confirms_and_then_only_reads(nadia, norbert):
    draft = a_draft_application(an_open_call().lots.get(), nadia)
    partners.make_joint(draft, by=nadia, at=NOON)
    row = partners_inviting.invite(draft, organisation=organisation_of(norbert), by=nadia, at=NOON)

    def tasks():
        return [(one.organisation, one.task_path) for one in found(norbert)]

    theirs = organisation_of(norbert).pk
    assert tasks() == [(theirs, f"/applications/joint-invitations/{row.pk}/")]
    assert [one.schema_name for one in reading.towns_of(norbert)] == ["lipowo"]

    partners_inviting.accept(row, organisation=organisation_of(norbert), by=norbert, at=NOON)
    assert tasks() == [(theirs, f"/applications/{draft.ref}/partners/")]

    draft.refresh_from_db()
    divided(draft, nadia, norbert)
    confirms(draft, norbert)
    assert tasks() == [(theirs, "")]
    assert [one.task_path for one in found(nadia)] == [f"/applications/{draft.ref}/summary/"]


def test_a_filed_offer_waits_for_its_signature(nadia):
    lot = an_open_call(signing=["paper"]).lots.get()
    offer = applications.file(a_draft_application(lot, nadia), signing="paper", by=nadia, at=NOON)

    (one,) = found(nadia)

    assert offer.sign_by is not None
    assert (one.task, one.task_path, one.until) == (
        "Sign the offer",
        f"/applications/{offer.ref}/signature/",
        offer.sign_by,
    )


def test_a_late_draft_can_be_filed_until_its_own_moment(nadia):
    draft = a_draft_in("lipowo", nadia)
    Application.objects.filter(pk=draft.pk).update(late_until=CLOSES + DAY)

    (late,) = found(nadia, at=CLOSES + timedelta(hours=1))
    (over,) = found(nadia, at=CLOSES + DAY + timedelta(seconds=1))

    assert (late.task_path, late.until) == (f"/applications/{draft.ref}/summary/", CLOSES + DAY)
    assert (over.state, over.task) == ("not filed before the deadline", "")


def test_a_partner_of_a_late_draft_is_asked_to_confirm(nadia, norbert):
    draft = a_draft_application(an_open_call().lots.get(), nadia)
    partners.make_joint(draft, by=nadia, at=NOON)
    joins(draft, norbert, by=nadia)
    Application.objects.filter(pk=draft.pk).update(late_until=CLOSES + DAY)

    asked = [(one.task_path, one.until) for one in found(norbert, at=CLOSES + timedelta(hours=1))]

    assert asked == [(f"/applications/{draft.ref}/partners/", CLOSES + DAY)]


def test_a_confirmation_that_an_edit_made_void_is_asked_for_again(nadia, norbert):
    draft = a_joint_draft(an_open_call().lots.get(), nadia, norbert)
    assert [one.task for one in found(norbert)] == [""]

    Application.objects.filter(pk=draft.pk).update(content={**draft.content, "other": {"remarks": "Zmiana"}})

    assert [one.task for one in found(norbert)] == ["Confirm the joint offer"]


def test_an_invitation_that_has_ended_is_not_on_the_desk(nadia, norbert):
    draft = a_draft_application(an_open_call().lots.get(), nadia)
    partners.make_joint(draft, by=nadia, at=NOON)
    row = partners_inviting.invite(draft, organisation=organisation_of(norbert), by=nadia, at=NOON)

    assert found(norbert, at=row.expires_at) == []


def test_the_decision_is_not_told_before_the_results(nadia):
    offer = a_filed_application(an_open_call().lots.get(), nadia)
    Application.objects.filter(pk=offer.pk).update(state="passed")
    Application.objects.filter(pk=offer.pk).update(state="refused")

    assert [one.state for one in found(nadia)] == ["formally correct"]


def test_an_agreement_is_signed_then_reported_on(nadia):
    agreement = a_ready_agreement()
    page = f"/agreements/{agreement.ref}/"

    assert (town("lipowo").pk, "agreement", f"Sign agreement {agreement.number}", page) in said(nadia)


def test_a_report_stands_beside_its_agreement(nadia):
    report = a_draft_report()
    page = f"/agreements/{report.agreement.ref}/"

    kinds = {(one.kind.value, one.path, one.state) for one in found(nadia) if one.kind != "offer"}

    assert kinds == {("agreement", page, "signed, in progress"), ("report", f"{page}reports/final/", "draft")}


def test_money_to_give_back_stands_with_its_day(nadia):
    owed = an_owed_return()

    (one,) = [one for one in found(nadia) if one.kind == "return"]

    assert (one.amount, one.until) == (Decimal("250.00"), owed.due_on)


# --- what is not ---


def test_another_organisations_matters_are_not_listed(nadia, norbert):
    a_draft_in("lipowo", norbert)
    a_signed_agreement()

    assert {one.organisation for one in found(nadia)} == {organisation_of(nadia).pk}


def test_seats_open_nothing_across_towns(clara, nadia):
    """The coordinator of Lipowo sees filed offers there, and none on the desk of organisations."""
    a_filed_application(an_open_call().lots.get(), nadia)

    assert found(clara) == []


def test_a_person_who_left_the_organisation_sees_nothing_more(nadia):
    a_draft_in("lipowo", nadia)
    Membership.objects.update(ended_at=NOON)

    assert found(builders.fresh(nadia)) == []
    assert found(NOBODY) == []


def test_a_town_that_was_not_named_is_not_asked(nadia):
    a_draft_in("lipowo", nadia)
    a_draft_in("olszany", nadia)

    assert {one.town for one in found(nadia, [town("olszany")])} == {town("olszany").pk}
    assert matters.in_towns(nadia, [], at=NOON) == []


def test_only_towns_with_a_footprint_are_asked(nadia, norbert):
    a_draft_in("olszany", nadia)
    a_draft_in("lipowo", norbert)

    assert [one.schema_name for one in reading.towns_of(nadia)] == ["olszany"]


def test_a_statement_names_its_schema_before_every_table():
    statement = str(Application.objects.filter(call__title="x").values_list("ref", "call__title").query)

    qualified = in_schema(statement, "olszany")

    assert qualified.count('"olszany"."grants_') == statement.count('"grants_')
    assert ' "grants_' not in qualified


def test_a_strange_schema_name_stays_a_name():
    assert in_schema('SELECT 1 FROM "grants_call"', 'x"; DROP TABLE y') == (
        'SELECT 1 FROM "x""; DROP TABLE y"."grants_call"'
    )


def test_a_question_about_nothing_is_not_asked(django_assert_num_queries):
    towns = both_towns()

    with django_assert_num_queries(0):
        assert rows(towns, Application.objects.none().values_list("ref")) == []


# --- the page ---


def test_the_page_leads_to_each_thing_on_its_own_towns_host(nadia, browser_of, today):
    draft = a_draft_in("olszany", nadia)

    page = browser_of(nadia, town="osnowa").get("/desk/")

    assert [row.url for row in page.context["page"]] == [f"http://olszany.localhost/applications/{draft.ref}/"]
    assert [item["url"] for item in page.context["items"]] == [
        f"http://olszany.localhost/applications/{draft.ref}/summary/"
    ]


def test_the_list_is_narrowed_and_nonsense_is_left_out(nadia, browser_of, today):
    a_draft_in("olszany", nadia)
    a_draft_in("lipowo", nadia)
    browser = browser_of(nadia, town="osnowa")

    def towns_shown(**query):
        return {row.town for row in browser.get("/desk/", query).context["page"]}

    assert towns_shown(town=town("olszany").pk) == {"Miasto Olszany"}
    assert towns_shown(kind="agreement") == set()
    assert towns_shown(kind="' OR 1=1", town="x", page="y", towns="z") == {"Gmina Lipowo", "Miasto Olszany"}


def test_a_script_in_a_title_is_shown_as_text(nadia, browser_of, today):
    draft = a_draft_in("lipowo", nadia)
    Application.objects.filter(pk=draft.pk).update(title="<script>alert(1)</script>")

    assert "<script>alert" not in browser_of(nadia, town="osnowa").get("/desk/").content.decode()


def test_the_towns_desk_leads_to_the_desk_of_all_towns(nadia, browser_of, today):
    assert 'href="http://osnowa.localhost/desk/"' in browser_of(nadia).get("/desk/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_twelve_towns_cost_as_many_queries_as_one(nadia, browser_of, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    browser = browser_of(nadia, town="osnowa")
    a_draft_in("lipowo", nadia)
    browser.get("/desk/")

    with django_assert_num_queries(QUERIES):
        assert browser.get("/desk/").context["page"].paginator.count == 1

    for number in range(11):
        a_draft_in(a_town(number).schema_name, nadia)
    browser.get("/desk/")
    with django_assert_num_queries(QUERIES):
        assert browser.get("/desk/").context["page"].paginator.count == 12


def test_a_town_that_is_not_ready_is_left_out(nadia):
    a_draft_in("olszany", nadia)
    LocalGovernment.objects.filter(schema_name="olszany").update(state="failed")

    assert list(reading.towns_of(nadia)) == []


def test_an_offer_withdrawn_by_the_applicant_stays_on_the_list(nadia):
    offer = a_filed_application(an_open_call().lots.get(), nadia)
    applications.withdraw(offer, by=nadia, at=NOON)

    assert [one.state for one in found(nadia)] == ["withdrawn"]
