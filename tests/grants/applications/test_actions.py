"""Beginning, writing, filing, and everything that happens to an offer afterwards."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grants.applications import actions, drawing, reading
from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.applications.rules import Incomplete, Late, TooMany
from grants.calls import actions as calls
from grants.calls import clock
from grants.calls.models import Call
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tenants.office.documents.checksum import checksum
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tenants.registry.organisations.models import Footprint, Organisation
from tests import builders
from tests.builders import NOON
from tests.builders_applications import (
    ALL_YES,
    PDF,
    a_budget,
    a_draft_application,
    a_filed_application,
    a_passed_application,
    after_the_deadline,
    an_empty_draft,
    sections,
)
from tests.builders_calls import an_open_call

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def lot(db):
    return an_open_call().lots.get()


@pytest.fixture
def editor(nadia):
    """May write for „Lipa”, not declare its will."""
    return builders.a_representative("Edyta Editor", "Stowarzyszenie „Lipa”", role="editor")


def with_published_results(application: Application) -> Application:
    """As after the whole way of the call: the room of calls has its own tests for that."""
    for state in ("closed", "merit", "recommended", "decided", "results"):
        Call.objects.filter(pk=application.call_id).update(state=state)
    return Application.objects.get(pk=application.pk)


def a_reduced_application(lot, nadia, ewa, *, amount="4000.00", **over) -> Application:
    application = a_passed_application(lot, nadia, **over)
    actions.reduce(application, amount=Decimal(amount), update_due_on=date(2027, 3, 10), by=ewa, at=NOON)
    return with_published_results(application)


# --- beginning --------------------------------------------------------------------------------


def test_a_draft_copies_the_applicants_facts_and_leaves_a_footprint(lot, nadia):
    draft = an_empty_draft(lot, nadia)

    organisation = builders.organisation_of(nadia)
    assert draft.content["applicant"]["name"] == organisation.name
    assert draft.content["applicant"]["contact_email"] == nadia.email
    assert Footprint.objects.get(organisation=organisation).government.schema_name == "lipowo"


def test_a_second_click_opens_the_same_draft(lot, nadia):
    assert an_empty_draft(lot, nadia) == an_empty_draft(lot, nadia)
    assert Application.objects.count() == 1


def test_nobody_begins_in_the_name_of_another_organisation(lot, nadia, norbert):
    with pytest.raises(PermissionDenied):
        actions.begin(lot, organisation=builders.organisation_of(norbert), by=nadia, at=NOON)


def test_a_closed_call_takes_no_new_draft(lot, nadia):
    with pytest.raises(Late):
        an_empty_draft(lot, nadia, at=lot.call.closes_at + SECOND)


def test_an_organisation_files_no_more_offers_than_the_call_allows(nadia):
    call = an_open_call(
        lots=[
            {"title": f"Zadanie {n}", "task": lot.task, "pool": Decimal(50000)}
            for lot in an_open_call(title="Inny").lots.all()
            for n in (1, 2)
        ]
    )
    first, second = call.lots.all()
    waiting = a_draft_application(second, nadia)
    a_filed_application(first, nadia)

    with pytest.raises(TooMany):
        actions.file(waiting, by=nadia, at=NOON)

    actions.discard(waiting, by=nadia, at=NOON)
    with pytest.raises(TooMany):
        an_empty_draft(second, nadia)


# --- writing ----------------------------------------------------------------------------------


def test_an_incomplete_section_is_saved(lot, nadia):
    draft = an_empty_draft(lot, nadia)

    actions.save_section(draft, "task", {"title": "Turniej"}, revision=0, by=nadia, at=NOON)

    kept = Application.objects.get()
    assert (kept.title, kept.revisions, kept.content["task"]["description"]) == ("Turniej", {"task": 1}, "")


def test_two_tabs_do_not_overwrite_each_other(lot, nadia):
    draft = an_empty_draft(lot, nadia)
    other_tab = Application.objects.get()
    actions.save_section(draft, "task", {"title": "Pierwsza"}, revision=0, by=nadia, at=NOON)

    with pytest.raises(Stale):
        actions.save_section(other_tab, "task", {"title": "Druga"}, revision=0, by=nadia, at=NOON)

    assert Application.objects.get().content["task"]["title"] == "Pierwsza"


def test_two_tabs_on_two_sections_both_save(lot, nadia):
    draft = an_empty_draft(lot, nadia)
    other_tab = Application.objects.get()

    actions.save_section(draft, "task", {"title": "Turniej"}, revision=0, by=nadia, at=NOON)
    actions.save_section(other_tab, "capacity", {"resources": "Boisko"}, revision=0, by=nadia, at=NOON)

    content = Application.objects.get().content
    assert (content["task"]["title"], content["capacity"]["resources"]) == ("Turniej", "Boisko")


def test_the_same_values_again_change_nothing(lot, nadia):
    draft = an_empty_draft(lot, nadia)
    actions.save_section(draft, "task", {"title": "Turniej"}, revision=0, by=nadia, at=NOON)
    before = AuditEntry.objects.count()

    actions.save_section(draft, "task", {"title": "Turniej "}, revision=0, by=nadia, at=NOON + SECOND)

    assert (Application.objects.get().revisions, AuditEntry.objects.count()) == ({"task": 1}, before)


def test_the_record_says_that_a_section_was_saved_and_not_what(lot, nadia):
    draft = an_empty_draft(lot, nadia)

    actions.save_section(draft, "task", {"title": "Tajny turniej"}, revision=0, by=nadia, at=NOON)

    entry = AuditEntry.objects.about(draft).get(verb="edit")
    assert entry.noted == {"section": "task", "revision": "1", "fields": "title"}
    assert "Tajny" not in entry.thing


def test_costs_follow_their_action_when_the_schedule_is_rearranged(lot, nadia):
    draft = a_draft_application(
        lot,
        nadia,
        schedule={"rows": [{"code": "a1", "name": "Treningi"}, {"code": "a2", "name": "Turniej"}]},
        lines=[
            {
                "code": "k1",
                "group": "I",
                "action": 1,
                "name": "Trener",
                "unit": "h",
                "unit_cost": Decimal(10),
                "quantity": Decimal(1),
            },
            {
                "code": "k2",
                "group": "I",
                "action": 2,
                "name": "Puchar",
                "unit": "szt.",
                "unit_cost": Decimal(20),
                "quantity": Decimal(1),
            },
        ],
    )

    moved = {"rows": [{"code": "a2", "name": "Turniej"}, {"code": "", "name": "Gala"}]}
    actions.save_section(draft, "schedule", moved, revision=draft.revisions["schedule"], by=nadia, at=NOON)

    lines = Application.objects.get().content["budget"]["lines"]
    assert [(line["name"], line["action"]) for line in lines] == [("Trener", None), ("Puchar", 1)]


def test_a_task_of_two_years_splits_the_budget_and_of_one_does_not(lot, nadia):
    draft = a_draft_application(lot, nadia)
    task = {**draft.content["task"], "end": "2028-03-01"}

    actions.save_section(draft, "task", task, revision=draft.revisions["task"], by=nadia, at=NOON)
    assert draft.content["budget"]["years"] == [2027, 2028]

    actions.save_section(
        draft, "task", {**task, "end": "2027-09-01"}, revision=draft.revisions["task"], by=nadia, at=NOON
    )
    assert draft.content["budget"]["years"] == [2027]


TWO_YEARS = {
    "code": "k1",
    "group": "I",
    "action": 1,
    "name": "Trener",
    "unit": "miesiąc",
    "unit_cost": Decimal(6000),
    "quantity": Decimal(1),
    "years": (Decimal(4000), Decimal(2000)),
}


def test_only_parts_of_the_years_of_the_task_are_filed(nadia):
    lot = an_open_call(task_to=date(2028, 6, 30)).lots.get()
    draft = a_draft_application(lot, nadia, lines=[TWO_YEARS])
    task, rows = draft.content["task"], draft.content["schedule"]["rows"]
    within = {"end": "2027-09-01"}
    steps = (("task", {**task, **within}), ("schedule", {"rows": [{**row, **within} for row in rows]}))
    for section, values in steps:
        revision = draft.revisions[section]
        actions.save_section(draft, section, values, revision=revision, by=nadia, at=NOON)
    kept = draft.content["budget"]

    filed = actions.file(draft, by=nadia, at=NOON)

    assert (kept["years"], kept["lines"][0]["years"]) == ([2027, 2028], ["4000.00", "2000.00"])
    assert (filed.content["budget"]["years"], filed.content["budget"]["lines"][0]["years"]) == ([2027], [])


def test_others_cannot_write(lot, nadia, norbert, clara):
    draft = an_empty_draft(lot, nadia)

    for stranger in (norbert, clara):
        with pytest.raises(PermissionDenied):
            actions.save_section(draft, "task", {"title": "X"}, revision=0, by=stranger, at=NOON)


def test_a_file_taken_out_or_replaced_is_gone_and_a_discarded_draft_takes_its_files_along(
    nadia, django_capture_on_commit_callbacks
):
    call = an_open_call(attachments=[{"name": "Statut", "required": True}])
    draft = an_empty_draft(call.lots.get(), nadia)
    wanted = call.attachments.get()
    actions.attach(draft, name="stary.pdf", content=PDF, wanted=wanted, by=nadia, at=NOON)
    old = Document.objects.get().key

    with django_capture_on_commit_callbacks(execute=True):
        actions.attach(draft, name="nowy.pdf", content=PDF, wanted=wanted, by=nadia, at=NOON)

    assert [file.document.name for file in Attachment.objects.all()] == ["nowy.pdf"]
    assert not storage.exists(old)
    actions.discard(draft, by=nadia, at=NOON)
    assert (Application.objects.count(), Document.objects.count()) == (0, 0)


# --- filing -----------------------------------------------------------------------------------


def test_filing_gives_a_number_and_a_checksum_and_keeps_the_version(lot, nadia):
    draft = a_draft_application(lot, nadia)

    actions.file(draft, by=nadia, at=lot.call.closes_at)

    kept = Application.objects.get()
    assert (kept.state, kept.number, kept.filed_at) == (
        "filed",
        f"{lot.call.programme.year}/{lot.call.pk}/001",
        lot.call.closes_at,
    )
    version = ApplicationVersion.objects.get()
    assert (version.checksum, version.content) == (kept.checksum, kept.content)
    assert kept.checksum == checksum(kept.content)
    assert drawing.document_of(version, at=NOON).content_type == "application/pdf"


def test_one_second_late_is_refused_and_everything_written_stays(lot, nadia):
    draft = a_draft_application(lot, nadia)
    before = Application.objects.get().content

    with pytest.raises(Late):
        actions.file(draft, by=nadia, at=lot.call.closes_at + SECOND)

    kept = Application.objects.get()
    assert (kept.state, kept.content, kept.number) == ("draft", before, "")
    assert Call.objects.get(pk=lot.call_id).next_number == 1


def test_who_sent_in_the_last_second_loses_nothing_though_the_clock_ticks_before_their_turn(lot, nadia):
    draft = a_draft_application(lot, nadia)

    clock.turn_due(lot.call.closes_at + 60 * SECOND)
    actions.file(draft, by=nadia, at=lot.call.closes_at)

    assert (draft.state, draft.filed_at) == ("filed", lot.call.closes_at)


def test_the_second_click_gets_the_same_number_and_one_letter_each(lot, nadia):
    draft = a_draft_application(lot, nadia)
    stale = Application.objects.get()
    actions.file(draft, by=nadia, at=NOON)

    actions.file(stale, by=nadia, at=NOON + SECOND)

    assert (stale.number, stale.filed_at) == (f"{lot.call.programme.year}/{lot.call.pk}/001", NOON)
    assert ApplicationVersion.objects.count() == 1
    assert Notice.objects.filter(template="offer-filed").count() == 2


def test_numbers_follow_each_other(lot, nadia, norbert):
    numbers = [a_filed_application(lot, person).number for person in (nadia, norbert)]

    assert numbers == [f"{lot.call.programme.year}/{lot.call.pk}/001", f"{lot.call.programme.year}/{lot.call.pk}/002"]


def test_an_incomplete_offer_is_refused_with_every_gap(lot, nadia):
    draft = a_draft_application(lot, nadia, task={"title": ""}, capacity={"resources": ""}, declarations={"d3": ""})

    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)

    assert [one.field for one in refused.value.every()] == ["task.title", "capacity.resources", "declarations.d3"]
    assert Application.objects.get().state == "draft"


def test_sources_that_do_not_add_up_and_limits_of_the_lot_are_refused(nadia):
    lot = an_open_call(lot={"grant_max": Decimal(4000), "own_min_percent": Decimal(30)}).lots.get()
    budget = a_budget(grant="5000.00", total="6000.00")
    budget["sources"]["own_financial"] = "999.99"
    draft = a_draft_application(lot, nadia, budget=budget)

    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)

    fields = [one.field for one in refused.value.every()]
    assert fields == ["budget.sources", "budget.sources.grant", "budget.sources.own_financial"]


def test_a_missing_required_file_is_refused(nadia):
    call = an_open_call(attachments=[{"name": "Statut", "required": True}, {"name": "Zdjęcia", "required": False}])
    draft = a_draft_application(call.lots.get(), nadia)
    actions.detach(draft.files.get(), by=nadia, at=NOON)

    with pytest.raises(Incomplete, match="Statut"):
        actions.file(draft, by=nadia, at=NOON)


def test_an_editor_writes_and_does_not_file(lot, nadia, editor):
    draft = a_draft_application(lot, nadia)
    actions.save_section(
        draft, "capacity", {"resources": "Sala"}, revision=draft.revisions["capacity"], by=editor, at=NOON
    )

    with pytest.raises(PermissionDenied):
        actions.file(draft, by=editor, at=NOON)


def test_what_was_filed_keeps_the_applicants_facts_of_that_day(lot, nadia):
    draft = a_draft_application(lot, nadia)
    organisation = builders.organisation_of(nadia)
    Organisation.objects.filter(pk=organisation.pk).update(name="Lipa Nowa", street="ul. Nowa 2")
    actions.file(draft, by=nadia, at=NOON)
    Organisation.objects.filter(pk=organisation.pk).update(name="Lipa Jeszcze Nowsza")

    kept = Application.objects.get()
    assert kept.organisation_name == kept.content["applicant"]["name"] == "Lipa Nowa"
    assert kept.content["applicant"]["seat_address"] == "ul. Nowa 2, 11-111 Lipowo"
    assert kept.content["declarations"]["date"] == "2027-01-15"


def test_the_checksum_covers_the_files(nadia):
    call = an_open_call(attachments=[{"name": "Statut", "required": True}])
    filed = a_filed_application(call.lots.get(), nadia)

    document = Document.objects.get(kind="attachment")
    assert filed.content["files"] == [
        {"label": "Statut", "name": "zalacznik.pdf", "size": document.size, "sha256": document.sha256}
    ]


def test_the_receipt_goes_to_the_filer_in_their_language_and_to_the_organisation(lot, nadia):
    builders.user(nadia).__class__.objects.filter(pk=nadia.user_id).update(language="en")
    nadia = builders.fresh(nadia)

    filed = a_filed_application(lot, nadia)

    letters = Notice.objects.about(filed).filter(template="offer-filed").order_by("language")
    assert [(one.to_email, one.language) for one in letters] == [
        (nadia.email, "en"),
        (builders.organisation_of(nadia).email, "pl"),
    ]
    text = letters[0].text
    for part in (
        filed.number,
        "12:00:00",
        "15 January 2027",
        filed.checksum[:4].upper(),
        f"/applications/{filed.ref}/receipt/",
    ):
        assert part in text + letters[0].subject


def test_a_filed_offer_cannot_be_written_or_discarded(lot, nadia):
    filed = a_filed_application(lot, nadia)

    with pytest.raises(WrongState):
        actions.save_section(filed, "task", {"title": "Inny"}, revision=1, by=nadia, at=NOON)
    with pytest.raises(WrongState):
        actions.discard(filed, by=nadia, at=NOON)


def test_the_pdf_is_drawn_once_and_is_the_same_however_often_it_is_drawn(lot, nadia):
    version = a_filed_application(lot, nadia).versions.get()

    first = drawing.document_of(version, at=NOON)

    assert drawing.document_of(version, at=NOON + SECOND) == first
    assert drawing.draw(version) == storage.get(first.key)
    assert Application.objects.get().document == first


# --- taking back ------------------------------------------------------------------------------


def test_until_the_deadline_an_offer_is_withdrawn_copied_and_filed_again(lot, nadia):
    first = a_filed_application(lot, nadia)
    actions.withdraw(first, by=nadia, at=NOON)

    copied = actions.copy(first, by=nadia, at=NOON)
    assert copied.content["task"] == first.content["task"]
    assert (copied.content["declarations"], "basic" in copied.content) == ({}, False)
    declared = sections(lot)["declarations"]
    actions.save_section(copied, "declarations", declared, revision=0, by=nadia, at=NOON)
    actions.file(copied, by=nadia, at=lot.call.closes_at)

    assert copied.number == f"{lot.call.programme.year}/{lot.call.pk}/002"
    assert Application.objects.get(pk=first.pk).state == "withdrawn"


def test_after_the_deadline_an_offer_is_not_withdrawn(lot, nadia):
    filed = a_filed_application(lot, nadia)

    with pytest.raises(Late):
        actions.withdraw(filed, by=nadia, at=lot.call.closes_at + SECOND)


def test_only_a_withdrawn_offer_is_copied(lot, nadia):
    with pytest.raises(Refusal):
        actions.copy(a_filed_application(lot, nadia), by=nadia, at=NOON)


def test_a_call_in_which_an_offer_was_filed_is_not_cancelled_because_there_were_none(lot, nadia, ewa):
    filed = a_filed_application(lot, nadia)

    with pytest.raises(Refusal) as refused:
        calls.cancel(lot.call, reason="Brak ofert.", ground="no_offers", by=ewa, at=after_the_deadline(filed))
    assert (refused.value.field, Call.objects.get().state) == ("ground", "open")


def test_a_cancelled_call_is_told_to_everyone_who_filed_or_was_writing(lot, nadia, norbert, ewa):
    filed, draft = a_filed_application(lot, nadia), an_empty_draft(lot, norbert)

    calls.cancel(lot.call, reason="Brak środków w budżecie.", by=ewa, at=NOON)

    letters = Notice.objects.about(filed).filter(template="offer-call-cancelled")
    assert letters.count() == 2
    assert norbert.email in Notice.objects.about(draft).values_list("to_email", flat=True)
    assert "Brak środków w budżecie." in letters[0].text


# --- the formal check -------------------------------------------------------------------------


def test_the_formal_check_waits_for_the_deadline(lot, nadia, clara):
    filed = a_filed_application(lot, nadia)

    with pytest.raises(Refusal):
        actions.check_formally(filed, answers=ALL_YES, by=clara, at=NOON)

    later = after_the_deadline(filed)
    actions.check_formally(filed, answers=ALL_YES, by=clara, at=later)
    actions.pass_formally(filed, by=clara, at=later)
    assert Application.objects.get().state == "passed"


def test_a_rejected_offer_says_why_and_the_check_can_be_opened_again(lot, nadia, clara):
    filed = a_filed_application(lot, nadia)
    later = after_the_deadline(filed)
    with pytest.raises(Refusal):
        actions.reject_formally(filed, reason=" ", by=clara, at=later)

    actions.reject_formally(filed, reason="Oferent nie jest uprawniony.", by=clara, at=later)
    assert "Oferent nie jest uprawniony." in Notice.objects.about(filed).filter(template="offer-rejected")[0].text

    actions.recheck(filed, by=clara, at=later)
    kept = Application.objects.get()
    assert (kept.state, kept.formal_reason) == ("filed", "")


# --- after the decision -----------------------------------------------------------------------


def test_the_room_of_awards_sets_each_outcome(lot, nadia, norbert, ewa):
    full, low = (a_filed_application(lot, one) for one in (nadia, norbert))
    from tests.builders_applications import passed

    passed(full), passed(low)
    actions.award(full, amount=Decimal("5000.00"), by=ewa, at=NOON)
    actions.reserve(low, by=ewa, at=NOON)
    actions.reduce(low, amount=Decimal(1), update_due_on=date(2027, 3, 10), by=ewa, at=NOON)

    assert sorted(Application.objects.values_list("state", "awarded")) == [
        ("awarded", Decimal("5000.00")),
        ("reduced", Decimal("1.00")),
    ]


def test_the_update_becomes_a_version_beside_the_offer_and_binds_once_approved(lot, nadia, clara, ewa):
    application = a_reduced_application(lot, nadia, ewa)
    filed_content = application.content
    budget = a_budget(grant="4000.00", total="4800.00")
    actions.save_update(application, "budget", budget, revision=0, by=nadia, at=NOON)

    actions.file_update(application, by=nadia, at=NOON)
    assert reading.budget_of(application).sources.grant == Decimal(5000)
    actions.approve_update(application, by=clara, at=NOON)

    kept = Application.objects.get()
    assert (kept.state, kept.content) == ("ready", filed_content)
    assert reading.budget_of(kept).sources.grant == Decimal(4000)
    assert [(one.number, one.kind) for one in kept.versions.all()] == [(1, "filed"), (2, "update")]
    assert kept.versions.last().checksum != kept.checksum
    assert Notice.objects.filter(template="offer-update-approved").count() == 2


def test_an_update_with_another_grant_or_a_lower_share_is_refused(lot, nadia, ewa):
    application = a_reduced_application(lot, nadia, ewa)
    budget = a_budget(grant="4000.00", total="4700.00")
    actions.save_update(application, "budget", budget, revision=0, by=nadia, at=NOON)

    with pytest.raises(Incomplete) as refused:
        actions.file_update(application, by=nadia, at=NOON)

    assert refused.value.field == "sources.own_financial"


def test_a_returned_update_carries_remarks_and_can_be_sent_again(lot, nadia, clara, ewa):
    application = a_reduced_application(lot, nadia, ewa)
    actions.save_update(
        application, "budget", a_budget(grant="4000.00", total="4800.00"), revision=0, by=nadia, at=NOON
    )
    actions.file_update(application, by=nadia, at=NOON)

    actions.return_update(application, remarks="Podaj stawkę trenera.", by=clara, at=NOON)
    assert Application.objects.get().update_remarks == "Podaj stawkę trenera."
    actions.file_update(application, by=nadia, at=NOON)

    assert [one.number for one in application.versions.all()] == [1, 2, 3]
    assert Notice.objects.filter(template="offer-update-filed", to_email=clara.email).count() == 2


def test_two_tabs_of_an_update_do_not_overwrite_each_other(lot, nadia, ewa):
    application = a_reduced_application(lot, nadia, ewa)
    actions.save_update(
        application, "budget", a_budget(grant="4000.00", total="4800.00"), revision=0, by=nadia, at=NOON
    )

    with pytest.raises(Stale):
        actions.save_update(
            application, "budget", a_budget(grant="4000.00", total="4900.00"), revision=0, by=nadia, at=NOON
        )


def test_only_the_schedule_and_the_budget_are_updated(lot, nadia, ewa):
    application = a_reduced_application(lot, nadia, ewa)

    with pytest.raises(Refusal):
        actions.save_update(application, "task", {"title": "Inny"}, revision=0, by=nadia, at=NOON)


def test_before_the_results_are_published_nothing_is_updated(lot, nadia, ewa):
    application = a_passed_application(lot, nadia)
    actions.reduce(application, amount=Decimal(4000), update_due_on=date(2027, 3, 10), by=ewa, at=NOON)

    with pytest.raises(Refusal):
        actions.save_update(application, "budget", a_budget(), revision=0, by=nadia, at=NOON)
    with pytest.raises(Refusal):
        actions.resign(application, by=nadia, at=NOON)


def test_resigning_tells_the_coordinators(lot, nadia, clara, ewa):
    application = a_reduced_application(lot, nadia, ewa)

    actions.resign(application, reason="Za mało na trenera.", by=nadia, at=NOON)

    assert Application.objects.get().state == "resigned"
    assert "Za mało na trenera." in Notice.objects.get(template="offer-resigned", to_email=clara.email).text
