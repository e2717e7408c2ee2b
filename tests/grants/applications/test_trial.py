"""The trial run: what the office tries out reaches no list, number, export, API or public page, and goes in the end."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import get_resolver
from django.utils import timezone

from grants.applications import actions, rules, trying
from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.calls import actions as calls
from grants.calls.models import Call, Lot
from tenants.gates.refusals import Refusal
from tenants.office import checks
from tenants.office.audit.models import AuditEntry
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tenants.registry.organisations.models import Footprint
from tests import builders
from tests.builders import NOON
from tests.builders_applications import PDF, a_filed_application
from tests.builders_calls import a_draft_call, an_approved_call, an_open_call, recorded_everywhere
from tests.builders_trials import TITLE, a_filed_trial, a_trial

pytestmark = pytest.mark.django_db
EVERY_SEAT = ("administrator", "coordinator", "executive", "finance", "committee", "auditor")
STATUTE = [{"name": "Statut", "required": True}]


@pytest.fixture
def at(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def draft(db):
    return a_draft_call(attachments=STATUTE)


def body(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


# --- what it is --------------------------------------------------------------------------------


def test_the_office_files_a_trial_and_sees_what_an_applicant_gets(draft, clara):
    filed = a_filed_trial(draft.lots.get())

    assert (filed.state, filed.number) == ("filed", f"PRÓBA/{filed.pk}")
    assert len(filed.checksum) == 64
    assert filed.content["applicant"]["name"] == "Stowarzyszenie Przykładowe"


def test_a_trial_that_lacks_something_is_refused_as_an_offer_would_be(draft, clara):
    trial = trying.begin(draft.lots.get(), by=clara, at=NOON)

    with pytest.raises(rules.Incomplete):
        actions.file(trial, by=clara, at=NOON)


def test_it_leaves_nothing_that_counts(draft, clara):
    letters, places = Notice.objects.count(), Footprint.objects.count()
    trial = a_filed_trial(draft.lots.get())

    assert not Application.objects.exists()
    assert not draft.applications.exists()
    assert not draft.lots.get().applications.exists()
    assert not ApplicationVersion.objects.exists()
    assert not Call.objects.filter(applications__trial=False).exists()
    assert not Attachment.objects.visible_to(clara).exists()
    assert (Notice.objects.count(), Footprint.objects.count()) == (letters, places)
    assert Call.objects.get().next_number == 1
    assert [Application.trials.get()] == [trial]


def test_the_first_real_offer_is_number_one_all_the_same(clara, nadia):
    call = an_approved_call()
    a_filed_trial(call.lots.get())
    a_filed_trial(call.lots.get())
    recorded_everywhere(call)
    calls.publish(call, by=clara, at=call.made_at)

    filed = a_filed_application(Lot.objects.get(), nadia)

    assert filed.number.endswith("/001")


def test_only_those_who_prepare_calls_try(draft, ewa, anna, nadia, olga, rysia, clara):
    lot = draft.lots.get()
    for person in (ewa, anna, nadia, olga, rysia):
        with pytest.raises(PermissionDenied):
            trying.begin(lot, by=person, at=NOON)
    trial = a_trial(lot)

    for person in (ewa, anna, nadia, olga, rysia):
        assert not Application.trials.visible_to(person).exists()
        with pytest.raises(PermissionDenied):
            actions.file(trial, by=person, at=NOON)
        with pytest.raises(PermissionDenied):
            trying.delete_all(draft, by=person, at=NOON)
    with builders.in_town("olszany"):
        assert not Application.trials.exists()


def test_once_published_nothing_is_tried(clara):
    call = an_open_call()

    with pytest.raises(rules.Late):
        trying.begin(call.lots.get(), by=clara, at=NOON)


def test_nobody_checks_or_decides_a_trial(draft, clara, ewa):
    trial = a_filed_trial(draft.lots.get())

    for act in (
        lambda: actions.pass_formally(trial, by=clara, at=NOON),
        lambda: actions.reject_formally(trial, reason="Nie.", by=clara, at=NOON),
        lambda: actions.withdraw(trial, by=clara, at=NOON),
        lambda: actions.award(trial, amount=trial.requested, by=ewa, at=NOON),
    ):
        with pytest.raises((PermissionDenied, Refusal)):
            act()


def test_the_database_keeps_a_trial_a_trial(draft):
    trial = a_filed_trial(draft.lots.get())

    for change in ({"trial": False}, {"organisation_id": 7}, {"state": "passed"}):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            Application._base_manager.filter(pk=trial.pk).update(**change)


# --- how it goes -------------------------------------------------------------------------------


def test_publishing_the_call_deletes_what_was_tried(clara):
    call = an_approved_call(attachments=STATUTE)
    a_filed_trial(call.lots.get())
    a_trial(call.lots.get())
    files = Document.objects.count()
    recorded_everywhere(call)

    calls.publish(call, by=clara, at=call.made_at)

    assert not Application._base_manager.exists()
    assert (files, Document.objects.count()) == (2, 0)
    assert AuditEntry.objects.about(call).filter(verb="delete_trials").get().noted == {"offers": "2"}


def test_a_publication_that_is_refused_deletes_nothing(clara):
    call = an_approved_call()
    a_trial(call.lots.get())

    with pytest.raises(Refusal):
        calls.publish(call, by=clara, at=call.made_at)

    assert Application.trials.count() == 1


def test_a_button_deletes_them(draft, clara):
    a_trial(draft.lots.get())

    assert trying.delete_all(draft, by=clara, at=NOON) == 1
    assert trying.delete_all(draft, by=clara, at=NOON) == 0


def test_a_draft_that_is_thrown_away_takes_them_along(draft, clara):
    a_filed_trial(draft.lots.get())

    calls.delete(draft, by=clara, at=NOON)

    assert not Application._base_manager.exists()


def test_the_draft_may_still_be_changed_under_a_trial(draft, clara):
    lot = draft.lots.get()
    first = {"title": "Inaczej", "task": lot.task, "pool": lot.pool}
    second = {"title": "Druga część", "task": lot.task, "pool": lot.pool}
    a_trial(lot)

    calls.edit(draft, by=clara, at=NOON, revision=draft.revision, lots=[first, second], attachments=STATUTE)
    assert Application.trials.get().lot == Lot.objects.get(title="Inaczej")
    assert Application.trials.get().files.get().wanted is not None

    a_trial(Lot.objects.get(title="Druga część"))
    calls.edit(draft, by=clara, at=NOON, revision=draft.revision, lots=[first])
    assert [one.lot.title for one in Application.trials.select_related("lot")] == ["Inaczej"]


# --- pages -------------------------------------------------------------------------------------


def test_a_clerk_tries_the_form_in_the_applicants_own_pages(draft, clara, browser_of, at):
    browser = browser_of(clara)
    trials = f"/calls/{draft.ref}/trial/"
    assert trials in body(browser.get(f"/calls/{draft.ref}/"))

    begun = browser.post(f"{trials}begin/", {"lot": draft.lots.get().pk})
    trial = Application.trials.get()
    assert begun["Location"] == f"/applications/{trial.ref}/edit/applicant/"
    for section in ("applicant", "task", "schedule", "results", "capacity", "budget", "other", "declarations"):
        assert f'href="{trials}"' in body(browser.get(f"/applications/{trial.ref}/edit/{section}/"))
    saved = browser.post(f"/applications/{trial.ref}/edit/task/", {"title": "Próba", "seen": "{}", "go": "next"})
    assert saved["Location"] == f"/applications/{trial.ref}/edit/schedule/"

    full = a_trial(draft.lots.get())
    sent = {"wanted": "", "label": "Plan", "file": SimpleUploadedFile("plan.pdf", PDF, "application/pdf")}
    assert browser.post(f"/applications/{full.ref}/attachments/", sent).status_code == 302
    assert browser.post(f"/applications/{full.ref}/file/")["Location"] == f"/applications/{full.ref}/receipt/"
    for page in ("", "receipt/"):
        assert f'href="{trials}"' in body(browser.get(f"/applications/{full.ref}/{page}"))
    assert browser.get(f"/applications/{full.ref}/pdf/").content.startswith(b"%PDF")
    assert browser.get(f"/applications/{full.ref}/attachments/{full.files.first().pk}/").status_code == 302
    assert browser.post(f"{trials}delete/")["Location"] == trials
    assert not Application._base_manager.exists()


def test_one_trial_is_deleted_by_its_own_button(draft, clara, browser_of, at):
    trial = a_trial(draft.lots.get())

    answer = browser_of(clara).post(f"/applications/{trial.ref}/discard/")

    assert answer["Location"] == f"/calls/{draft.ref}/trial/"
    assert not Application.trials.exists()


def test_nobody_else_opens_a_trial(draft, ewa, anna, nadia, olga, rysia, browser_of, at):
    trial = a_filed_trial(draft.lots.get())

    for person in (ewa, anna, nadia, olga, rysia):
        for page in ("", "receipt/", "pdf/", "summary/", "edit/task/", "attachments/"):
            assert browser_of(person).get(f"/applications/{trial.ref}/{page}").status_code == 404
        assert browser_of(person).post(f"/calls/{draft.ref}/trial/delete/").status_code == 403
    for person in (nadia, olga, rysia):
        assert browser_of(person).get(f"/calls/{draft.ref}/trial/").status_code == 403
    assert browser_of(olga, town="olszany").get(f"/applications/{trial.ref}/").status_code == 404


def test_the_offices_work_on_offers_does_not_know_it(draft, clara, browser_of, at):
    trial = a_filed_trial(draft.lots.get())
    browser = browser_of(clara)

    for page in ("formal/", "update/", "agreement/", "scores/", "changes/"):
        assert browser.get(f"/applications/{trial.ref}/{page}").status_code in {404, 405}, page
    assert "/formal/" not in body(browser.get(f"/applications/{trial.ref}/"))


@pytest.fixture
def swept(draft):
    """A draft call with a filed trial, beside a running call with a real offer; everybody who could look."""
    a_filed_trial(draft.lots.get())
    real = an_open_call(title="Prawdziwy konkurs")
    people = [
        builders.a_person("Wszystko Wolno", *EVERY_SEAT),
        builders.a_representative("Nadia Ngo", "Stowarzyszenie „Lipa”"),
        builders.a_person("Rysia Resident"),
    ]
    a_filed_application(real.lots.get(), builders.fresh(people[1]))
    return draft, real, [builders.fresh(one) for one in people]


def test_no_page_list_export_or_api_of_the_town_shows_it(swept, browser_of, at):
    draft, real, people = swept
    own = re.compile(r"/trial/|/applications/proba-")
    browsers = [browser_of(), *(browser_of(one) for one in people)]
    shown, asked = [], 0
    for address, _pattern in checks.patterns(get_resolver("config.urls")):
        if address.startswith(("/accounts/logout", "/outbox")) or own.search(address):
            continue
        for path in sorted({address.replace("<slug:ref>", call.ref) for call in (draft, real)}):
            path = path.replace("<int:year>", "2027").replace("<int:number>", "1")
            path = path.replace("<slug:section>", "task").replace("<slug:code>", "q1").replace("<int:pk>", "1")
            for browser in browsers:
                answer = browser.get(path.replace("<str:token>", "x"))
                asked += 1
                text = body(answer)
                shown += [(path, mark) for mark in (TITLE, "PRÓBA/", "Stowarzyszenie Przykładowe") if mark in text]

    assert shown == []
    assert asked > 300


def test_the_real_offer_is_shown_there(swept, browser_of, at):
    """Or the sweep would prove nothing."""
    _draft, real, people = swept
    office = browser_of(people[0])

    for address in ("/applications/", f"/applications/?call={real.ref}", "/applications/export.csv", "/desk/"):
        assert "Piłka dla każdego" in body(office.get(address)), address


def test_the_figures_of_the_desk_do_not_count_it(draft, clara, browser_of, at):
    before = browser_of(clara).get("/desk/").context["tiles"]
    a_filed_trial(draft.lots.get())

    assert browser_of(clara).get("/desk/").context["tiles"] == before


def test_the_list_of_offers_does_not_name_the_draft_call(draft, clara, browser_of, at):
    a_filed_trial(draft.lots.get())

    assert draft.ref not in [ref for ref, _title in browser_of(clara).get("/applications/").context["calls"]]


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_of_the_trial_run_costs_the_same_whatever_was_tried(
    count, draft, clara, browser_of, at, django_assert_num_queries
):
    for _n in range(count):
        trying.begin(draft.lots.get(), by=clara, at=NOON)
    browser = browser_of(clara)
    browser.get(f"/calls/{draft.ref}/trial/")

    with django_assert_num_queries(9):
        browser.get(f"/calls/{draft.ref}/trial/")


def test_a_call_takes_only_so_many_trials(draft, clara):
    for _n in range(trying.MOST):
        trying.begin(draft.lots.get(), by=clara, at=NOON)

    with pytest.raises(Refusal):
        trying.begin(draft.lots.get(), by=clara, at=NOON)
