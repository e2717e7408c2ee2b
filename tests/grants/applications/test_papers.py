"""A document of the organisation's profile in an offer: chosen, copied, and from then on the town's own."""

import pytest
from django.http import Http404
from django.utils import timezone
from django_tenants.utils import schema_context

from grants.applications import actions
from grants.applications.copying_papers import attach_paper
from grants.applications.models import Attachment
from grants.calls.models import RequiredAttachment
from tenants.gates.refusals import Refusal
from tenants.office.documents import storage
from tenants.office.documents.forms import Upload
from tenants.platform.organisations import papers
from tenants.registry.organisations.models import Organisation
from tests.builders import NOON, a_representative, in_town, organisation_of
from tests.builders_applications import PDF, a_filed_application, an_empty_draft
from tests.builders_calls import an_open_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def a_paper(actor, label="Statut z 2024", content=PDF):
    upload = Upload("statut.pdf", content, "application/pdf")
    return papers.add(organisation_of(actor), kind="statute", label=label, upload=upload, by=actor, at=NOON)


def a_draft(actor):
    return an_empty_draft(an_open_call(attachments=[{"name": "Statut", "required": True}]).lots.get(), actor)


def choose(browser, draft, **typed):
    return browser.post(f"/applications/{draft.ref}/attachments/choose/", typed)


def test_the_offer_gets_a_copy_in_its_towns_own_store(nadia, browser_of):
    paper, draft = a_paper(nadia), a_draft(nadia)
    wanted = RequiredAttachment.objects.get(call=draft.call)

    answer = choose(browser_of(nadia), draft, paper=paper.pk, place=wanted.pk)

    assert answer["Location"] == f"/applications/{draft.ref}/attachments/"
    document = Attachment.objects.get(application=draft, wanted=wanted).document
    assert document.key.startswith("lipowo/")
    assert (storage.get(document.key), document.sha256) == (PDF, paper.sha256)


def test_what_was_copied_stays_when_the_profile_changes(nadia, django_capture_on_commit_callbacks):
    paper, draft = a_paper(nadia), a_draft(nadia)
    attached = attach_paper(draft, paper, by=nadia, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        papers.remove(paper, by=nadia, at=NOON)
    a_paper(nadia, content=PDF + b"\nnowy")

    assert storage.get(attached.document.key) == PDF
    assert attached.label == "Statut z 2024"


def test_the_same_document_serves_two_towns_with_a_copy_in_each(nadia):
    paper = a_paper(nadia)
    here = attach_paper(a_draft(nadia), paper, by=nadia, at=NOON).document.key
    with in_town("olszany"):
        there = attach_paper(a_draft(nadia), paper, by=nadia, at=NOON).document.key

    assert (here.partition("/")[0], there.partition("/")[0]) == ("lipowo", "olszany")


def test_another_organisations_document_is_not_to_be_chosen(nadia, norbert, browser_of):
    theirs, draft = a_paper(norbert), a_draft(nadia)

    page = choose(browser_of(nadia), draft, paper=theirs.pk, place="")

    assert page.status_code == 422
    assert not Attachment.objects.exists()
    with pytest.raises(Http404):
        attach_paper(draft, theirs, by=nadia, at=NOON)


def test_a_person_of_two_organisations_chooses_only_from_the_applicants_own(nadia, browser_of):
    both = a_representative("Nadia Ngo", "Fundacja „Druga”")
    other = papers.add(
        organisation_of_name("Fundacja „Druga”"),
        kind="statute",
        upload=Upload("statut.pdf", PDF, "application/pdf"),
        by=both,
        at=NOON,
    )
    draft = a_draft(nadia)

    page = browser_of(both).get(f"/applications/{draft.ref}/attachments/choose/")

    assert str(other.pk) not in page.context["papers"]


def organisation_of_name(name):
    return Organisation.objects.get(name=name)


@pytest.mark.parametrize("typed", [{}, {"paper": "0"}, {"paper": "x", "place": "y"}, {"paper": "' OR 1=1"}])
def test_a_choice_that_is_none_is_refused(nadia, browser_of, typed):
    a_paper(nadia)
    draft = a_draft(nadia)

    assert choose(browser_of(nadia), draft, **typed).status_code == 422
    assert not Attachment.objects.exists()


def test_a_reader_and_a_stranger_choose_nothing(nadia, norbert, browser_of):
    paper, draft = a_paper(nadia), a_draft(nadia)
    reader = a_representative("Rita Reader", organisation_of(nadia).name, role="reader")

    assert choose(browser_of(reader), draft, paper=paper.pk, place="").status_code == 403
    assert choose(browser_of(norbert), draft, paper=paper.pk, place="").status_code == 404


def test_a_filed_offer_takes_no_document_any_more(nadia, browser_of):
    paper = a_paper(nadia)
    offer = a_filed_application(an_open_call().lots.get(), nadia)

    assert choose(browser_of(nadia), offer, paper=paper.pk, place="")["Location"] == f"/applications/{offer.ref}/"
    with pytest.raises(Refusal):
        attach_paper(offer, paper, by=nadia, at=NOON)


def test_a_document_whose_file_is_lost_is_refused_with_words(nadia):
    paper, draft = a_paper(nadia), a_draft(nadia)
    with schema_context("public"):
        storage.delete(paper.key)

    with pytest.raises(Refusal):
        attach_paper(draft, paper, by=nadia, at=NOON)


def test_without_documents_the_page_leads_to_the_profile(nadia, browser_of):
    draft = a_draft(nadia)

    page = browser_of(nadia).get(f"/applications/{draft.ref}/attachments/choose/").content.decode()

    assert 'class="button secondary" href="/organisations/"' in page


def test_the_page_asks_the_same_number_of_questions_for_one_and_three_documents(
    nadia, browser_of, django_assert_num_queries
):
    draft = a_draft(nadia)
    address = f"/applications/{draft.ref}/attachments/choose/"
    browser = browser_of(nadia)
    a_paper(nadia)
    browser.get(address)
    with django_assert_num_queries(8):
        browser.get(address)
    a_paper(nadia)
    a_paper(nadia)
    with django_assert_num_queries(8):
        assert len(browser.get(address).context["papers"]) == 3


def test_a_discarded_draft_takes_only_its_copy_along(nadia, django_capture_on_commit_callbacks):
    paper, draft = a_paper(nadia), a_draft(nadia)
    attach_paper(draft, paper, by=nadia, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(draft, by=nadia, at=NOON)

    assert papers.content_of(paper) == PDF
