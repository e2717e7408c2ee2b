"""The office calls for corrections; the applicant mends just what was opened; the answer is a new version."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from grants.applications import actions, clock, correcting, correcting_rules, drawing, places, reading
from grants.applications.checking import known_answers
from grants.applications.models import Application, ApplicationVersion, Attachment, Correction
from grants.applications.rules import Incomplete, Late
from grants.calls import actions as calls
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tenants.office.documents.checksum import checksum
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON
from tests.builders_applications import ALL_YES, PDF, a_budget, a_draft_application, a_filed_application, passed
from tests.builders_calls import an_open_call
from tests.builders_corrections import (
    MENDED,
    a_corrected_application,
    an_offer_to_correct,
    called,
    checked,
    last_day,
)
from tests.builders_questions import CONDITIONAL
from tests.builders_scoring import a_committee

DAY = timedelta(days=1)


@pytest.fixture
def lot(db):
    return an_open_call(attachments=[{"name": "Statut", "required": True}]).lots.get()


@pytest.fixture
def edyta(nadia):
    """May write for „Lipa”, not declare its will."""
    return builders.a_representative("Edyta Editor", "Stowarzyszenie „Lipa”", role="editor")


# --- rules, without a database ------------------------------------------------------------------


def test_a_term_begins_tomorrow_at_the_earliest():
    correcting_rules.check_term(date(2027, 1, 16), NOON)
    for day in (date(2027, 1, 15), date(2027, 1, 14), date(2027, 4, 1)):
        with pytest.raises(Refusal):
            correcting_rules.check_term(day, NOON)


def test_a_proposed_day_is_a_working_one():
    assert correcting_rules.proposed_day(NOON, None) == date(2027, 1, 22)
    assert correcting_rules.proposed_day(NOON, 1) == date(2027, 1, 18)


def test_a_term_ends_with_its_local_day():
    last_second = NOON.replace(hour=23, minute=59, second=59)
    correcting_rules.check_in_time(NOON.date(), last_second)
    with pytest.raises(Late):
        correcting_rules.check_in_time(NOON.date(), last_second + timedelta(seconds=1))


def test_flaws_are_named_in_places_that_there_are():
    known = {"task.title": "Tytuł", "task.description": "Opis"}
    flaws = correcting_rules.check_flaws({"task.description": "  Za krótko. ", "task.title": " "}, known)

    assert flaws == [{"place": "task.description", "label": "Opis", "sentence": "Za krótko."}]
    for wrong in ({"task.title": ""}, {}, {"task.ref": "x"}):
        with pytest.raises(Refusal):
            correcting_rules.check_flaws(wrong, known)


def test_only_a_second_call_needs_a_reason():
    assert correcting_rules.check_again(0, "") == ""
    assert correcting_rules.check_again(1, "Nowe braki.") == "Nowe braki."
    with pytest.raises(Refusal):
        correcting_rules.check_again(1, "  ")


def test_what_is_opened_is_just_what_was_named():
    flaws = [{"place": code, "label": "", "sentence": ""} for code in ("task.period", "budget.all", "results.rows")]

    assert places.unlocked(flaws, "task", {}) == {"start", "end"}
    assert places.unlocked(flaws, "budget", {"lines": [], "sources": {}}) == {"lines", "sources"}
    assert places.unlocked(flaws, "results", {"rows": []}) == {"rows"}
    assert places.unlocked(flaws, "capacity", {"resources": ""}) == set()


def test_every_field_of_the_form_has_a_place():
    """What the office cannot name it cannot open."""
    from grants.applications import content as shape
    from grants.applications.saving import form_of

    named = {place.code for place in places.places(files=(), wanted=())}
    for section in shape.SECTIONS:
        if section in {shape.BUDGET, shape.SCHEDULE}:
            continue
        fields = {f"{section}.{name}" for name in form_of(section, {}).fields} - {"task.start", "task.end"}
        assert fields <= named
    assert {"budget.all", "schedule.rows", "results.rows", "task.period"} <= named


# --- calling ------------------------------------------------------------------------------------


def test_the_office_opens_places_until_a_day_and_the_applicants_people_are_told(lot, nadia, edyta, clara):
    offer = a_filed_application(lot, nadia)
    Notice.objects.all().delete()

    correction = called(offer, by=clara)

    assert (offer.state, offer.correct_by) == ("correcting", last_day(offer))
    assert [flaw["place"] for flaw in correction.flaws] == ["task.description"]
    letters = Notice.objects.order_by("pk")
    assert {nadia.email, edyta.email} <= {letter.to_email for letter in letters}
    assert "Opisz, gdzie odbędą się treningi." in letters[0].text
    assert f"/applications/{offer.ref}/correction/" in letters[0].text
    assert AuditEntry.objects.about(offer).filter(verb="call_to_correct").count() == 1


def test_two_calls_at_once_are_refused_and_a_second_one_needs_a_reason(lot, nadia):
    offer = a_filed_application(lot, nadia)
    stale = Application.objects.get(pk=offer.pk)
    called(offer)

    with pytest.raises(Refusal):
        called(stale)
    with pytest.raises(WrongState):
        called(stale, reason="Jeszcze raz.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            application=offer,
            number=2,
            flaws=[],
            answer_by=last_day(offer),
            sent_at=NOON,
            before=ApplicationVersion.objects.get(application=offer),
        )


def test_after_an_answer_a_second_call_goes_out_with_its_reason(lot, nadia):
    offer = a_corrected_application(lot, nadia)

    with pytest.raises(Refusal):
        called(offer)
    again = called(offer, reason="Odpowiedź odsłoniła nowy brak.")

    assert (again.number, again.before.number) == (2, 2)


def test_before_the_deadline_nobody_is_called_to_correct(lot, nadia):
    offer = a_filed_application(lot, nadia)

    with pytest.raises(Refusal):
        called(offer, at=lot.call.closes_at)


def test_neither_the_applicant_nor_another_clerk_s_organisation_calls(lot, nadia, ewa):
    offer = a_filed_application(lot, nadia)

    for stranger in (nadia, ewa):
        with pytest.raises(PermissionDenied):
            called(offer, by=stranger)


def test_while_one_runs_the_offer_is_neither_passed_nor_rejected_nor_withdrawn(lot, nadia, clara):
    offer = a_filed_application(lot, nadia)
    at = checked(offer)
    actions.check_formally(offer, answers=ALL_YES, by=clara, at=at)
    called(offer)

    for act in (
        lambda: actions.pass_formally(offer, by=clara, at=at),
        lambda: actions.reject_formally(offer, reason="Nie.", by=clara, at=at),
        lambda: actions.check_formally(offer, answers=ALL_YES, by=clara, at=at),
        lambda: actions.withdraw(offer, by=nadia, at=NOON),
    ):
        with pytest.raises(WrongState):
            act()


def test_the_committee_waits_for_the_corrections(lot, nadia, clara):
    offer = an_offer_to_correct(lot, nadia)
    a_committee(offer.call)
    calls_clock_closed(offer.call)

    with pytest.raises(Refusal):
        calls.start_assessment(offer.call, by=clara, at=checked(offer))


def calls_clock_closed(call):
    from grants.calls import clock as calls_clock

    calls_clock.turn_due(call.closes_at + calls_clock.GRACE + timedelta(seconds=1))
    call.refresh_from_db()


# --- correcting ---------------------------------------------------------------------------------


def test_an_opened_place_is_changed_and_everything_else_is_refused(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    at = checked(offer)

    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=at)
    for section, values in (
        ("task", {"title": "Inny tytuł"}),
        ("task", {"start": "2027-03-02"}),
        ("capacity", {"resources": "Więcej."}),
        ("budget", a_budget(grant="5500.00")),
        ("applicant", {"contact_name": "Kto Inny"}),
    ):
        with pytest.raises(correcting_rules.Locked):
            actions.save_correction(offer, section, values, revision=0, by=nadia, at=at)

    assert Correction.objects.get().draft == {"task": {**offer.content["task"], "description": MENDED}}
    assert Application.objects.get().content["task"]["description"] != MENDED


def test_two_people_do_not_overwrite_each_other(lot, nadia, edyta):
    offer = an_offer_to_correct(lot, nadia)
    at = checked(offer)
    actions.save_correction(offer, "task", {"description": "Pierwszy."}, revision=0, by=nadia, at=at)

    with pytest.raises(Stale):
        actions.save_correction(offer, "task", {"description": "Drugi."}, revision=0, by=edyta, at=at)


def test_an_editor_writes_and_only_a_representative_sends(lot, nadia, edyta, norbert):
    offer = an_offer_to_correct(lot, nadia)
    at = checked(offer)
    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=edyta, at=at)

    for stranger in (edyta, norbert):
        with pytest.raises(PermissionDenied):
            actions.answer(offer, by=stranger, at=at)


def test_the_answer_is_a_new_version_that_binds_and_the_filed_one_stays(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    filed = offer.versions.get()
    at = checked(offer) + DAY
    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=at)
    Notice.objects.all().delete()

    actions.answer(offer, explanation="Dopisano miejsce.", by=nadia, at=at)

    version = ApplicationVersion.objects.get(number=2)
    assert (offer.state, offer.correct_by) == ("filed", None)
    assert (version.kind, version.checksum) == ("correction", checksum(version.content))
    assert version.content["task"]["description"] == MENDED
    assert offer.content == version.content == reading.binding_content(offer)
    assert reading.latest_version(offer) == version
    assert ApplicationVersion.objects.get(number=1).content == filed.content
    assert (offer.checksum, offer.number) == (filed.checksum, Application.objects.get().number)
    correction = Correction.objects.get()
    assert (correction.answered_by, correction.version, correction.explanation) == (
        "Nadia Ngo",
        version,
        "Dopisano miejsce.",
    )
    assert {nadia.email, "clara.clerk@example.org"} <= set(Notice.objects.values_list("to_email", flat=True))


def test_the_corrected_offer_has_a_pdf_of_its_own(lot, nadia):
    offer = a_filed_application(lot, nadia)
    before = drawing.document_of(offer.versions.get(), at=NOON)
    called(offer)
    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=checked(offer))
    actions.answer(offer, by=nadia, at=checked(offer))

    after = drawing.document_of(ApplicationVersion.objects.get(number=2), at=NOON)

    assert after.name.endswith("uzupełnienie 1.pdf")
    assert (before.pk != after.pk, Application.objects.get().document) == (True, after)


def test_an_answer_with_nothing_in_it_is_refused_and_an_explanation_is_something(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    at = checked(offer)

    with pytest.raises(Refusal):
        actions.answer(offer, explanation=" ", by=nadia, at=at)
    actions.answer(offer, explanation="Miejsce jest podane w harmonogramie.", by=nadia, at=at)

    assert ApplicationVersion.objects.filter(kind="correction").count() == 1


def test_a_second_click_sends_nothing_twice(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    stale = Application.objects.get(pk=offer.pk)
    actions.answer(offer, explanation="Tak.", by=nadia, at=checked(offer))

    with pytest.raises(WrongState):
        actions.answer(stale, explanation="Tak.", by=nadia, at=checked(offer))
    assert ApplicationVersion.objects.count() == 2


def test_a_correction_that_makes_the_offer_incomplete_is_not_sent(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    at = checked(offer)
    actions.save_correction(offer, "task", {"description": ""}, revision=0, by=nadia, at=at)

    with pytest.raises(Incomplete):
        actions.answer(offer, explanation="Proszę.", by=nadia, at=at)


def test_a_corrected_budget_changes_the_amount_asked_for(lot, nadia):
    offer = an_offer_to_correct(lot, nadia, flaws={"budget.all": "Suma się nie zgadza."})
    at = checked(offer)
    budget = a_budget(grant="4500.00", total="6000.00")
    actions.save_correction(offer, "budget", budget, revision=0, by=nadia, at=at)

    actions.answer(offer, by=nadia, at=at)

    assert (str(offer.requested), str(reading.budget_of(offer).sources.grant)) == ("4500.00", "4500.00")


def test_corrected_days_and_actions_take_the_budget_along(lot, nadia):
    offer = an_offer_to_correct(lot, nadia, flaws={"task.period": "Zły termin.", "schedule.rows": "Brak terminu."})
    at = checked(offer)
    actions.save_correction(offer, "task", {"start": "2027-04-01"}, revision=0, by=nadia, at=at)
    rows = [{**offer.content["schedule"]["rows"][0], "start": "2027-04-01"}]
    actions.save_correction(offer, "schedule", {"rows": rows}, revision=0, by=nadia, at=at)

    actions.answer(offer, by=nadia, at=at)

    assert (offer.content["task"]["start"], offer.content["schedule"]["rows"][0]["code"]) == ("2027-04-01", "a1")


def test_costs_that_corrected_days_or_actions_break_are_mended_before_the_answer(lot, nadia, browser_of, monkeypatch):
    offer = an_offer_to_correct(lot, nadia, flaws={"schedule.rows": "Opisz turniej."})
    at = checked(offer)
    monkeypatch.setattr(timezone, "now", lambda: at)
    new = {**offer.content["schedule"]["rows"][0], "code": "", "name": "Turniej"}
    actions.save_correction(offer, "schedule", {"rows": [new]}, revision=0, by=nadia, at=at)
    with pytest.raises(Incomplete, match="Wybierz działanie"):
        actions.answer(offer, by=nadia, at=at)
    shown = browser_of(nadia).get(f"/applications/{offer.ref}/correction/").content.decode()
    assert f"/applications/{offer.ref}/correction/budget/" in shown
    assert browser_of(nadia).get(f"/applications/{offer.ref}/correction/budget/").status_code == 200

    with pytest.raises(Stale):
        actions.save_correction(offer, "budget", a_budget(), revision=0, by=nadia, at=at)
    actions.save_correction(offer, "budget", a_budget(), revision=1, by=nadia, at=at)
    actions.answer(offer, by=nadia, at=at)

    assert offer.content["budget"] == offer.versions.get(number=1).content["budget"]
    assert [row["name"] for row in offer.content["schedule"]["rows"]] == ["Turniej"]


def test_a_file_that_was_asked_for_replaces_the_one_before_with_the_answer(lot, nadia):
    offer = a_filed_application(lot, nadia)
    first = offer.files.get()
    place = f"attachments.wanted-{first.wanted_id}"
    called(offer, flaws={place: "Statut jest nieaktualny."})
    at = checked(offer)

    sent = actions.send_file(offer, place=place, name="statut 2027.pdf", content=PDF + b"2", by=nadia, at=at)
    assert correcting.binding_files(offer) == [first]
    actions.answer(offer, by=nadia, at=at)

    assert correcting.binding_files(offer) == [sent]
    assert offer.content["files"] == [
        {"label": "Statut", "name": "statut 2027.pdf", "size": len(PDF) + 1, "sha256": sent.document.sha256}
    ]
    assert storage.exists(first.document.key)
    assert known_answers(offer)["attached"] == "yes"


def test_a_file_sent_again_takes_the_place_of_the_one_not_declared_yet(lot, nadia):
    offer = an_offer_to_correct(lot, nadia, flaws={"attachments.other": "Dołącz pełnomocnictwo."})
    at = checked(offer)
    first = actions.send_file(offer, place="attachments.other", name="a.pdf", content=PDF, by=nadia, at=at)
    actions.send_file(offer, place="attachments.other", name="b.pdf", content=PDF, by=nadia, at=at)

    assert not Document.objects.filter(pk=first.document_id).exists()
    with pytest.raises(correcting_rules.Locked):
        actions.send_file(offer, place="attachments.wanted-1", name="c.pdf", content=PDF, by=nadia, at=at)
    with pytest.raises(correcting_rules.Locked):
        actions.send_file(offer, place="task.description", name="c.pdf", content=PDF, by=nadia, at=at)

    actions.drop_file(Attachment.objects.get(place="attachments.other"), by=nadia, at=at)
    assert Attachment.objects.filter(application=offer).count() == 1


def test_a_filed_file_is_never_dropped(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)

    with pytest.raises(WrongState):
        actions.drop_file(offer.files.get(), by=nadia, at=checked(offer))


# --- the term -----------------------------------------------------------------------------------


def test_after_the_day_nothing_is_written_or_sent_even_before_the_clock_ticks(lot, nadia):
    offer = an_offer_to_correct(lot, nadia)
    late = checked(offer) + 8 * DAY

    for act in (
        lambda: actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=late),
        lambda: actions.answer(offer, explanation="Spóźnione.", by=nadia, at=late),
        lambda: actions.send_file(offer, place="attachments.other", name="a.pdf", content=PDF, by=nadia, at=late),
    ):
        with pytest.raises(Late):
            act()


def test_the_clock_marks_what_was_not_answered_and_the_office_may_reject_it(lot, nadia, clara):
    offer = an_offer_to_correct(lot, nadia)
    before = offer.content
    clock.lapse_due(checked(offer) + 7 * DAY)
    assert Application.objects.get().state == "correcting"

    late = checked(offer) + 8 * DAY
    clock.lapse_due(late)
    clock.lapse_due(late)

    offer.refresh_from_db()
    correction = Correction.objects.get()
    assert (offer.state, offer.content, correction.lapsed_at) == ("filed", before, late)
    actions.reject_formally(offer, reason="Braków nie uzupełniono.", by=clara, at=late)
    assert offer.state == "rejected"


def test_the_office_closes_it_by_hand_only_after_the_day(lot, nadia, clara):
    offer = an_offer_to_correct(lot, nadia)

    with pytest.raises(Refusal):
        actions.lapse(offer, by=clara, at=checked(offer))
    with pytest.raises(PermissionDenied):
        actions.lapse(offer, by=nadia, at=checked(offer) + 8 * DAY)
    actions.lapse(offer, by=clara, at=checked(offer) + 8 * DAY)
    assert offer.state == "filed"


def test_the_corrected_offer_goes_on_to_the_committee(lot, nadia):
    offer = a_corrected_application(lot, nadia)

    passed(offer, at=checked(offer) + 2 * DAY)

    assert (offer.state, reading.binding_content(offer)["task"]["description"]) == ("passed", MENDED)


# --- the database's own guard -------------------------------------------------------------------


@pytest.mark.parametrize("state", ["passed", "rejected", "withdrawn", "draft"])
def test_the_database_lets_no_offer_leave_its_correction_sideways(lot, nadia, state):
    offer = an_offer_to_correct(lot, nadia)

    with pytest.raises(Exception, match="transition"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE grants_application SET state = %s WHERE id = %s", [state, offer.pk])


# --- additional questions -----------------------------------------------------------------------


def test_an_answer_to_an_additional_question_is_opened_like_any_place(nadia):
    lot = an_open_call(questions=CONDITIONAL).lots.get()
    draft = a_draft_application(lot, nadia)
    actions.save_section(draft, "questions", {"q1": "no"}, revision=0, by=nadia, at=NOON)
    offer = actions.file(draft, by=nadia, at=NOON)
    said = offer.content["questions"]
    first = said["asked"][0]["code"]
    called(offer, flaws={f"questions.{first}": "Sprawdź odpowiedź."})
    at = checked(offer)

    actions.save_correction(offer, "questions", {first: "yes"}, revision=0, by=nadia, at=at)
    actions.answer(offer, by=nadia, at=at)

    assert offer.content["questions"] == {**said, first: "yes"}
