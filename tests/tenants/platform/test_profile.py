"""An organisation's profile: what KRS fills in, its documents, what is still missing."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tenants.utils import schema_context

from tenants.gates.access import CLOCK
from tenants.office.documents import storage
from tenants.office.documents.forms import Upload
from tenants.platform.organisations import facts, papers
from tenants.registry.organisations.kinds import is_usual
from tenants.registry.organisations.models import Organisation
from tenants.registry.organisations.papers import OrganisationPaper
from tests.builders import NOON, a_representative, an_organisation, organisation_of
from tests.builders_applications import PDF
from tests.builders_platform import ORGANISATION, a_visitor
from tests.tenants.registry.test_krs import register as register

pytestmark = pytest.mark.django_db


def a_paper(actor, *, kind="statute", name="statut.pdf", **more):
    upload = Upload(name, more.pop("content", PDF), "application/pdf")
    return papers.add(organisation_of(actor), kind=kind, upload=upload, by=actor, at=NOON, **more)


def posted_paper(**over):
    return {"kind": "statute", "label": "", "file": SimpleUploadedFile("statut.pdf", PDF), **over}


# --- which register ---


@pytest.mark.parametrize(
    ("form", "register_kind", "usual"),
    [
        ("stowarzyszenie", "KRS", True),
        ("stowarzyszenie_zwykle", "ewidencja_starosty_stowarzyszenia_zwykle", True),
        ("stowarzyszenie_zwykle", "KRS", False),
        ("uczniowski_klub_sportowy", "ewidencja_starosty_kluby_sportowe", True),
        ("klub_sportowy", "KRS", True),
        ("kolo_gospodyn_wiejskich", "KRKGW", True),
        ("koscielna_osoba_prawna", "rejestr_koscielny", True),
        ("inna", "inna", True),
        ("fundacja", "KRKGW", False),
    ],
)
def test_each_form_has_its_usual_registers(form, register_kind, usual):
    assert is_usual(form, register_kind) is usual


@pytest.mark.parametrize(
    ("register_kind", "number"),
    [
        ("ewidencja_starosty_stowarzyszenia_zwykle", "12/2019"),
        ("ewidencja_starosty_kluby_sportowe", "UKS-7"),
        ("KRKGW", "1234"),
        ("rejestr_koscielny", "parafia 17"),
        ("inna", "A-1"),
    ],
)
def test_a_body_outside_krs_is_entered_with_its_own_kind_of_number(rysia, browser_of, register_kind, number):
    typed = {**ORGANISATION, "register_kind": register_kind, "register_number": number, "nip": "", "regon": ""}

    browser_of(rysia).post("/organisations/new/", typed)

    organisation = Organisation.objects.get()
    assert (organisation.register_kind, organisation.register_number) == (register_kind, number)


# --- KRS ---


def filled(page):
    return {bound.name: bound.value() for bound in page.context["form"]}


def test_krs_fills_in_what_is_empty_and_what_was_typed_stays(rysia, browser_of, register):
    typed = {"register_number": "123450", "name": "Brzoza", "city": "Lipowo", "krs": "1"}

    page = browser_of(rysia).post("/organisations/new/", typed)

    form = filled(page)
    assert (form["name"], form["nip"], form["street"]) == ("Brzoza", "5251000000", "ul. Brzozowa 3")
    assert [said for _label, said in page.context["differs"]] == ["STOWARZYSZENIE „BRZOZA”"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("number", ["0000123455", "0000123456", "0000123457", "0000123458", "0000999990", "abc", ""])
def test_a_register_that_fails_says_so_and_loses_nothing(rysia, browser_of, register, number):
    typed = {**ORGANISATION, "register_number": number}

    page = browser_of(rysia).post("/organisations/new/", {**typed, "krs": "1"})

    assert page.status_code == 200
    assert {name: filled(page)[name] or "" for name in typed} == typed
    assert len(list(page.context["messages"])) == 1
    assert browser_of(rysia).post("/organisations/new/", {**ORGANISATION}).status_code == 302


def test_correcting_the_facts_asks_krs_too_and_writes_nothing(nadia, browser_of, register):
    organisation = organisation_of(nadia)

    page = browser_of(nadia).post(
        f"/organisations/{organisation.pk}/edit/", {"register_number": "0000123450", "krs": "1"}
    )

    assert filled(page)["city"] == "Lipowo"
    organisation.refresh_from_db()
    assert organisation.name == "Stowarzyszenie „Lipa”"


def test_without_an_address_of_the_register_there_is_no_button(rysia, browser_of):
    assert 'name="krs"' not in browser_of(rysia).get("/organisations/new/").content.decode()


# --- documents ---


def test_a_document_is_kept_once_for_all_towns_and_read_from_any(nadia, browser_of):
    pk = organisation_of(nadia).pk
    browser_of(nadia).post(
        f"/organisations/{pk}/documents/new/", posted_paper(label="Statut z 2024", valid_from="2024-05-12")
    )
    paper = OrganisationPaper.objects.get()

    links = [
        browser_of(nadia, town=host).get(f"/organisations/{pk}/documents/{paper.pk}/")["Location"]
        for host in ("lipowo", "olszany", "osnowa")
    ]

    assert paper.key.startswith("public/")
    for link in links:
        assert link.startswith("http://osnowa.localhost/files/")
        answer = a_visitor().get(link.removeprefix("http://osnowa.localhost"))
        assert b"".join(answer.streaming_content) == PDF
        assert "sandbox" in answer["Content-Security-Policy"]


def test_a_link_to_a_document_is_no_link_in_a_town(nadia, browser_of):
    paper = a_paper(nadia)
    link = browser_of(nadia).get(f"/organisations/{paper.organisation_id}/documents/{paper.pk}/")["Location"]

    assert a_visitor("lipowo").get(re.sub(r"^https?://[^/]+", "", link)).status_code == 404


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"file": ""}, "file"),
        ({"file": SimpleUploadedFile("statut.pdf", b"MZ program")}, "file"),
        ({"file": SimpleUploadedFile("statut.exe", PDF)}, "file"),
        ({"file": SimpleUploadedFile("statut.pdf", b"")}, "file"),
        ({"kind": "inne"}, "kind"),
        ({"valid_from": "2024-13-01"}, "valid_from"),
        ({"valid_from": "2024-05-02", "valid_to": "2024-05-01"}, "valid_to"),
        ({"label": "x" * 201}, "label"),
    ],
)
def test_a_wrong_document_is_refused_at_its_field(nadia, browser_of, over, field):
    page = browser_of(nadia).post(f"/organisations/{organisation_of(nadia).pk}/documents/new/", posted_paper(**over))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not OrganisationPaper.objects.exists()


def test_a_reader_reads_and_neither_adds_nor_removes(nadia, browser_of):
    paper = a_paper(nadia)
    reader = a_representative("Rita Reader", organisation_of(nadia).name, role="reader")
    here = f"/organisations/{paper.organisation_id}/documents/"
    browser = browser_of(reader)

    assert browser.get(f"{here}{paper.pk}/").status_code == 302
    assert browser.post(f"{here}new/", posted_paper()).status_code == 403
    assert browser.post(f"{here}{paper.pk}/remove/").status_code == 403


def test_another_organisations_document_is_not_there(nadia, norbert, browser_of):
    paper = a_paper(norbert)
    own = organisation_of(nadia).pk
    browser = browser_of(nadia)

    for base in (f"/organisations/{own}/documents/", f"/organisations/{paper.organisation_id}/documents/"):
        assert browser.get(f"{base}{paper.pk}/").status_code == 404
        assert browser.post(f"{base}{paper.pk}/remove/").status_code == 404
    assert browser.post(f"/organisations/{paper.organisation_id}/documents/new/", posted_paper()).status_code == 404


def test_a_removed_document_takes_its_file_along_after_the_commit(nadia, django_capture_on_commit_callbacks):
    paper = a_paper(nadia)
    key = paper.key

    with django_capture_on_commit_callbacks(execute=True):
        papers.remove(paper, by=nadia, at=NOON)

    with schema_context("public"):
        assert not storage.exists(key)


def test_the_nightly_sweep_takes_only_files_that_no_row_knows(nadia):
    kept = a_paper(nadia)
    with schema_context("public"):
        lost = storage.new_key("pdf")
        storage.put(lost, PDF, "application/pdf")

    papers.sweep(by=CLOCK, at=timezone.now() + timedelta(days=2))

    with schema_context("public"):
        assert (storage.exists(kept.key), storage.exists(lost)) == (True, False)


# --- what is missing ---


def wanted(actor, day=date(2027, 1, 15)):
    kept = list(OrganisationPaper.objects.visible_to(actor))
    return {one.label: (one.done, bool(one.note)) for one in facts.wanted(organisation_of(actor), kept, day)}


def test_the_profile_says_what_it_has_and_what_it_lacks(nadia):
    before = [done for done, _note in wanted(nadia).values()]
    a_paper(nadia, kind="representation", valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 15))
    Organisation.objects.update(regon="123456785")

    assert before == [True, True, False, True, False, False]
    assert [done for done, _note in wanted(nadia).values()] == [True, True, True, True, False, True]
    day_after = list(wanted(nadia, date(2027, 1, 16)).values())
    assert day_after[-1] == (False, True)


def test_both_days_of_a_document_count():
    paper = OrganisationPaper(valid_from=date(2027, 1, 1), valid_to=date(2027, 1, 3))

    assert [paper.is_valid_on(date(2027, 1, day)) for day in (1, 3)] == [True, True]
    assert not paper.is_valid_on(date(2026, 12, 31))
    assert not paper.is_valid_on(date(2027, 1, 4))


def test_the_page_asks_the_same_number_of_questions_for_one_and_three_documents(
    nadia, browser_of, django_assert_num_queries
):
    pk = organisation_of(nadia).pk
    browser = browser_of(nadia)
    a_paper(nadia)
    browser.get(f"/organisations/{pk}/")
    with django_assert_num_queries(10):
        browser.get(f"/organisations/{pk}/")
    for number in range(2):
        a_paper(nadia, name=f"{number}.pdf")
    with django_assert_num_queries(10):
        browser.get(f"/organisations/{pk}/")


def test_there_is_an_end_to_documents(nadia, browser_of, monkeypatch):
    monkeypatch.setattr(papers, "MOST_PAPERS", 1)
    a_paper(nadia)

    page = browser_of(nadia).post(f"/organisations/{organisation_of(nadia).pk}/documents/new/", posted_paper())

    assert list(page.context["form"].errors) == ["file"]


def test_a_name_of_a_document_is_shown_as_text(nadia, browser_of):
    a_paper(nadia, label="<script>alert(1)</script>")

    page = browser_of(nadia).get(f"/organisations/{organisation_of(nadia).pk}/").content.decode()

    assert "<script>alert" not in page


AT = datetime(2027, 1, 15, tzinfo=UTC)


def test_an_organisation_nobody_entered_papers_for_has_none(nadia):
    an_organisation("Fundacja „Inna”", at=AT)

    assert not OrganisationPaper.objects.visible_to(nadia).exists()
