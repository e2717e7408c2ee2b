"""Every field of the official offer, walked from the form's own list: an input on the pages, its words in the PDF."""

import shutil
import subprocess

import pytest
from django.utils import timezone

from grants.applications import drawing
from grants.applications.models import ApplicationVersion
from grants.monitoring.models import Report
from tenants.office.documents import storage
from tests import builders
from tests.builders import NOON
from tests.builders_applications import an_empty_draft
from tests.builders_calls import an_open_call
from tests.builders_monitoring import an_accepted_report
from tests.builders_partners import a_filed_joint_offer, a_joint_draft, row_of
from tests.grants.applications.form_fields import FORMS
from tests.grants.applications.test_pages import page

pytestmark = pytest.mark.django_db
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) reads the pages")

# Where a person gives what the field asks for: the page, and the inputs that must be on it. "" marks what nobody
# types, with the words by which the page shows it.
IDENTITY = ("Stowarzyszenie „Lipa”", "KRS", "ul. Lipowa 1", "500 100 200")
INPUTS = {
    "I.authority": ("paper", ("Wójt Gminy Lipowo",)),
    "I.task_type": ("paper", ("17)",)),
    "II.offeror_identity": ("applicant", IDENTITY),
    "II.contact_person": ("applicant", ('name="contact_name"', 'name="contact_phone"', 'name="contact_email"')),
    "III.task_title": ("task", ('name="title"',)),
    "III.task_period": ("task", ('name="start"', 'name="end"')),
    "III.synthetic_description": ("task", ('name="description"',)),
    "III.schedule": (
        "schedule",
        tuple(
            f'name="actions-0-{one}"' for one in ("name", "description", "target_group", "start", "end", "third_party")
        ),
    ),
    "III.expected_results": (
        "results",
        tuple(f'name="{one}"' for one in ("direct_effect", "social_change", "sustainability")),
    ),
    "III.results_table": ("results", tuple(f'name="results-0-{one}"' for one in ("name", "target", "monitoring"))),
    "IV.previous_activity": ("capacity", ('name="previous_activity"',)),
    "IV.resources": ("capacity", ('name="resources"',)),
    "V.costs": ("budget", tuple(f'name="ga1-0-{one}"' for one in ("name", "unit", "unit_cost", "quantity"))),
    "V.funding_sources": (
        "budget",
        tuple(f'name="{one}"' for one in ("grant", "own_financial", "own_nonfinancial", "recipients")),
    ),
    "V.split_between_offerors": ("part", ('name="year_2027"',)),
    "VI.paid_or_free": ("other", ('name="paid_or_free"', 'name="paid_text"')),
    "VI.joint_split_and_representation": ("part", ('name="tasks"',)),
    "VI.other_information": ("other", ('name="other_information"',)),
    **{f"VII.d{n}": ("declarations", (f'name="d{n}"',)) for n in range(1, 8)},
    "VII.signatures": ("paper", ("Norbert Ngo",)),
    "VII.date": ("paper", ("15 stycznia 2027",)),
}


def fields(code):
    return [(section, field) for section in FORMS[code]["sections"] for field in section["fields"]]


def words(text):
    """Without what the PDF breaks or joins: spaces, hyphens of line ends, marks of footnotes."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def text_of(paper):
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper, capture_output=True, check=True).stdout
    return words(said.decode())


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def test_every_field_of_the_offer_has_its_place_in_the_list():
    assert {f"{section['code']}.{field['code']}" for section, field in fields("OFFER_2018")} == set(INPUTS)


def test_every_field_of_the_offer_is_asked_on_a_page(at_noon, nadia, norbert, browser_of):
    draft = a_joint_draft(an_open_call().lots.get(), nadia, norbert)
    browser = browser_of(nadia)
    pages = {}
    for name in {place for place, _inputs in INPUTS.values()} - {"paper", "part"}:
        pages[name] = page(browser, f"/applications/{draft.ref}/edit/{name}/")
    pages["part"] = page(browser, f"/applications/{draft.ref}/partners/{row_of(draft, nadia).pk}/")
    row = row_of(draft, norbert)
    pages["paper"] = page(browser_of(norbert), f"/applications/{draft.ref}/partners/{row.pk}/offer/")
    filed = a_filed_joint_offer(an_open_call(title="Drugi").lots.get(), nadia, norbert)
    pages["paper"] = page(browser, f"/applications/{filed.ref}/")

    missing = [(field, one) for field, (place, asked) in INPUTS.items() for one in asked if one not in pages[place]]

    assert missing == []


def test_a_partner_is_asked_for_its_own_parts(at_noon, nadia, norbert, browser_of):
    draft = a_joint_draft(an_open_call().lots.get(), nadia, norbert)
    own = page(browser_of(norbert), f"/applications/{draft.ref}/partners/{row_of(draft, norbert).pk}/")

    for name in (
        "contact_name",
        "contact_phone",
        "contact_email",
        "previous_activity",
        "resources",
        "year_2027",
        "tasks",
    ):
        assert f'name="{name}"' in own


@needs_poppler
def test_every_word_of_the_offers_form_is_in_its_pdf(nadia, norbert):
    filed = a_filed_joint_offer(an_open_call().lots.get(), nadia, norbert)
    text = text_of(drawing.draw(ApplicationVersion.objects.get(application=filed)))

    labels = [section["label"] for section in FORMS["OFFER_2018"]["sections"]]
    for _section, field in fields("OFFER_2018"):
        labels.append(field["label"].replace("………………. ", ""))
        labels += [label for _code, label in field.get("columns", []) if label and "{n}" not in label]
        labels += [label for _number, label in field.get("rows", [])]
        labels += [one for _code, label, total in field.get("groups", []) for one in (label, total)]
        labels += [field["grand_total"]] if "grand_total" in field else []
    missing = [
        label
        for label in labels
        if words(label) not in text and words(label.replace("na rok", "na rok 2027")) not in text
    ]

    assert missing == []


@needs_poppler
def test_every_word_of_the_reports_form_that_the_product_fills_is_in_its_pdf(browser_of):
    report = an_accepted_report()
    text = text_of(storage.get(Report.objects.select_related("document").get(pk=report.pk).document.key))

    kept = [field for section, field in fields("REPORT_2018") if field["code"] not in UNFILLED]
    missing = [field["label"] for field in kept if words(field["label"].replace("za rok …", "")) not in text]
    assert missing == []


# The product files final reports only, for the whole task: its paper says "końcowe"; it signs by the click that files.
UNFILLED = {"period", "signatures"}


def test_the_first_page_of_a_draft_names_every_section(at_noon, nadia, browser_of):
    draft = an_empty_draft(an_open_call().lots.get(), nadia)
    summary = page(browser_of(nadia), f"/applications/{draft.ref}/summary/")

    for section in ("applicant", "task", "schedule", "results", "capacity", "budget", "other", "declarations"):
        assert f"/applications/{draft.ref}/edit/{section}/" in summary
    assert builders.organisation_of(nadia).name in summary
