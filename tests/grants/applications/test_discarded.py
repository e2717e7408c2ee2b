"""What was typed into a draft that a colleague deleted meanwhile: back to its own people, and to nobody else."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from grants.applications import actions, discarded, partners
from grants.applications.models import Application
from tenants.gates.access import READER
from tenants.gates.refusals import WrongState
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, an_empty_draft
from tests.builders_calls import an_open_call
from tests.builders_partners import joins
from tests.grants.applications.test_pages import SCRIPT, budget_fields

pytestmark = pytest.mark.django_db
TASK = {"title": "Turniej", "description": f"Opis {SCRIPT}"}
QUESTIONS = [{"kind": "text", "label": "Gdzie?"}]


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def lot(db):
    return an_open_call(questions=QUESTIONS).lots.get()


@pytest.fixture
def edyta(nadia):
    return builders.a_representative("Edyta Editor", builders.organisation_of(nadia).name, role="editor")


def test_it_comes_back_with_who_deleted_the_draft_and_a_way_to_a_new_one(lot, nadia, edyta, browser_of):
    draft = a_draft_application(lot, nadia)
    browser, address = browser_of(edyta), f"/applications/{draft.ref}/edit/"
    browser.cookies["language"] = "en"
    actions.discard(draft, by=nadia, at=NOON)
    years = {"ga1-0-name": "Trener pływania", "ga1-0-year_2027": "700,00", "ga1-0-year_2028": "300,00"}

    sent = {
        "task": (TASK, f"Opis {escape(SCRIPT)}"),
        "budget": (budget_fields(**{**years, "admin-0-name": "Księgowa", "admin-TOTAL_FORMS": "1"}), "2028: 300,00"),
        "questions": ({"q1": "W szkole"}, "W szkole"),
    }
    for section, (typed, text) in sent.items():
        answer = browser.post(f"{address}{section}/", typed)
        html = answer.content.decode()
        assert (answer.status_code, text in html) == (409, True), section
        assert "Nadia Ngo deleted this draft on" in html and "12:00:00" in html
        assert f'href="/applications/new/?lot={lot.pk}"' in html and "Begin a new offer" in html
    quiet = browser.post(f"{address}task/", TASK, headers={"x-autosave": "1"})
    assert (quiet.status_code, "Nadia Ngo deleted this draft" in quiet.json()["message"]) == (409, True)
    assert browser.get(f"{address}task/").status_code == 404
    assert browser.post(f"{address}kitchen/", TASK).status_code == 404


def test_a_partner_gets_its_part_back_too(lot, nadia, norbert, browser_of):
    draft = a_draft_application(lot, nadia)
    partners.make_joint(draft, by=nadia, at=NOON)
    row = joins(draft, norbert, by=nadia)
    actions.discard(Application.objects.get(), by=nadia, at=NOON)

    answer = browser_of(norbert).post(
        f"/applications/{draft.ref}/partners/{row.pk}/", {"tasks": "Treningi.", "year_2027": "450,00"}
    )

    html = answer.content.decode()
    assert (answer.status_code, "Treningi." in html, "450,00" in html, "Nadia Ngo" in html) == (409, True, True, True)


def test_to_everybody_else_a_deleted_draft_is_as_none_that_ever_was(lot, nadia, norbert, clara, browser_of, olga):
    draft = an_empty_draft(lot, nadia)
    address, nowhere = f"/applications/{draft.ref}/edit/task/", "/applications/2027-abcdefg/edit/task/"
    actions.discard(draft, by=nadia, at=NOON)
    reader = builders.a_representative("Rita Reader", builders.organisation_of(nadia).name, role=READER)
    told = browser_of(reader).post(address, TASK)
    assert (told.status_code, "Nadia Ngo" in told.content.decode()) == (409, True)

    strangers = [browser_of(norbert), browser_of(clara), browser_of(nadia, town="olszany"), browser_of(olga)]
    for stranger in strangers:
        answers = [stranger.post(one, TASK) for one in (address, nowhere)]
        assert [one.status_code for one in answers] == [404, 404]
        assert "Turniej" not in answers[0].content.decode()
        quiet = stranger.post(address, TASK, headers={"x-autosave": "1"})
        assert (quiet.status_code, "deleted" in quiet.content.decode()) == (404, False)
    assert browser_of(None).post(address, TASK)["Location"].startswith("/accounts/login/")
    assert discarded.of(draft.ref, clara) is None


def test_a_draft_deleted_between_the_look_and_the_save_is_no_error(lot, nadia):
    draft = an_empty_draft(lot, nadia)
    stale = Application.objects.get()
    actions.discard(draft, by=nadia, at=NOON)

    with pytest.raises(WrongState):
        actions.merge_section(stale, "task", {"title": "Turniej"}, seen={}, by=nadia, at=NOON)
