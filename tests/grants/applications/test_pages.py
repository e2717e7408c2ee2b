"""The pages of an offer: for its authors, for the office, and for nobody else."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from grants.applications import actions, drawing
from grants.applications import content as shape
from grants.applications.models import Application, Attachment
from grants.applications.saving import seen_anew
from grants.calls.models import Call
from tenants.gates.refusals import WrongState
from tenants.registry.people.models import User
from tests import builders
from tests.builders import NOON
from tests.builders_applications import (
    PDF,
    a_draft_application,
    a_filed_application,
    a_passed_application,
    after_the_deadline,
    an_empty_draft,
    sections,
    seen,
)
from tests.builders_calls import an_open_call
from tests.grants.applications import case_c

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SCRIPT = "<script>alert('x')</script>"
SECTIONS = ("applicant", "task", "schedule", "results", "capacity", "budget", "other", "declarations")


@pytest.fixture
def lot(db):
    return an_open_call().lots.get()


@pytest.fixture
def at(monkeypatch):
    """The moment it is for the views; at(moment) moves it."""

    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(NOON)
    return move


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def budget_fields(**over):
    fields = {
        "ga1-TOTAL_FORMS": "1",
        "ga1-0-code": "k1",
        "ga1-0-name": "Trener",
        "ga1-0-unit": "godz.",
        "ga1-0-unit_cost": "100,00",
        "ga1-0-quantity": "10",
        "admin-TOTAL_FORMS": "0",
        "grant": "900,00",
        "own_financial": "100,00",
        "own_nonfinancial": "",
        "recipients": "",
    }
    return {**fields, **{name.replace("__", "-"): value for name, value in over.items()}}


# --- beginning --------------------------------------------------------------------------------


def test_an_organisation_begins_an_offer_and_a_second_click_opens_the_same(lot, nadia, browser_of, at):
    browser = browser_of(nadia)
    assert "Stowarzyszenie „Lipa”" in page(browser, f"/applications/new/?lot={lot.pk}")
    asked = {"lot": lot.pk, "organisation": builders.organisation_of(nadia).pk}

    first, second = browser.post("/applications/new/", asked), browser.post("/applications/new/", asked)

    draft = Application.objects.get()
    assert first["Location"] == second["Location"] == f"/applications/{draft.ref}/edit/applicant/"


def test_where_a_call_admits_two_offers_a_second_draft_is_begun_beside_the_first(nadia, browser_of, at):
    lot = an_open_call(offers_per_applicant=2).lots.get()
    first = a_draft_application(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/new/?lot={lot.pk}"
    chosen = builders.organisation_of(nadia).pk

    def begin():
        number = re.search(rf'name="number_{chosen}" value="(\d)"', page(browser, address))[1]
        asked = {"lot": lot.pk, "organisation": chosen, f"number_{chosen}": number}
        clicks = [browser.post("/applications/new/", asked) for _click in range(2)]
        assert clicks[0]["Location"] == clicks[1]["Location"]
        return clicks[0]["Location"].split("/")[2]

    assert f"/applications/{first.ref}/" in page(browser, address)
    second = begin()
    assert {one.ref for one in Application.objects.all()} == {first.ref, second}
    assert begin() == first.ref

    actions.file(first, by=nadia, at=NOON)
    assert begin() == second
    refused = browser.post("/applications/new/", {"lot": lot.pk, "organisation": chosen, f"number_{chosen}": "1"})
    assert (refused.status_code, Application.objects.count()) == (409, 2)


def test_without_an_organisation_the_way_leads_to_entering_one(lot, rysia, browser_of, at):
    assert "/organisations/new/?next=/applications/new/" in page(browser_of(rysia), f"/applications/new/?lot={lot.pk}")


def test_an_organisation_of_others_cannot_be_chosen(lot, nadia, norbert, browser_of, at):
    theirs = builders.organisation_of(norbert).pk

    answer = browser_of(nadia).post("/applications/new/", {"lot": lot.pk, "organisation": theirs})

    assert (answer.status_code, Application.objects.count()) == (404, 0)


def test_a_closed_call_takes_no_new_offer_on_the_page_either(lot, nadia, browser_of, at):
    at(lot.call.closes_at + SECOND)
    browser = browser_of(nadia)

    assert 'name="organisation"' not in page(browser, f"/applications/new/?lot={lot.pk}")
    asked = {"lot": lot.pk, "organisation": builders.organisation_of(nadia).pk}
    address = f"http://lipowo.localhost/applications/new/?lot={lot.pk}"
    answer = browser.post("/applications/new/", asked, headers={"referer": address})

    assert (answer.status_code, Application.objects.count()) == (302, 0)


def test_a_lot_that_is_no_number_is_not_found(nadia, browser_of):
    for wrong in ("abc", "", "-1", "9" * 30, "٣"):
        page(browser_of(nadia), f"/applications/new/?lot={wrong}", 404)


# --- writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_opens_empty_and_full(section, lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser = browser_of(nadia)
    page(browser, f"/applications/{draft.ref}/edit/{section}/")
    for name, values in sections(lot).items():
        actions.save_section(draft, name, values, revision=draft.revisions.get(name, 0), by=nadia, at=NOON)

    shown = page(browser, f"/applications/{draft.ref}/edit/{section}/")
    assert f'name="seen" value="{escape(seen(Application.objects.get(), section))}"' in shown


def test_what_was_typed_is_saved_and_the_next_section_opens(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)

    answer = browser_of(nadia).post(
        f"/applications/{draft.ref}/edit/task/",
        {"title": "Turniej", "start": "1.03.2027", "end": "", "go": "next"},
    )

    kept = Application.objects.get()
    assert answer["Location"] == f"/applications/{draft.ref}/edit/schedule/"
    assert (kept.title, kept.content["task"]["start"]) == ("Turniej", "2027-03-01")


def test_a_day_that_is_none_is_refused_at_its_field_and_the_rest_stays_on_the_page(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)

    answer = browser_of(nadia).post(f"/applications/{draft.ref}/edit/task/", {"title": "Turniej", "start": "30 lutego"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_start"' in html
    assert 'value="Turniej"' in html and 'value="30 lutego"' in html
    assert Application.objects.get().title == ""


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ga1__0__unit_cost", "12,345"),
        ("ga1__0__unit_cost", "-5"),
        ("ga1__0__unit_cost", "1000000000"),
        ("ga1__0__quantity", "dużo"),
        ("grant", "1,999"),
        ("grant", "-1"),
        ("own_financial", "99999999999"),
    ],
)
def test_money_that_is_none_is_refused_at_its_field(field, typed, lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    before = Application.objects.get().content

    answer = browser_of(nadia).post(f"/applications/{draft.ref}/edit/budget/", budget_fields(**{field: typed}))

    html = answer.content.decode()
    place = f"id_{field.replace('__', '-')}"
    assert answer.status_code == 422
    assert f'href="#{place}"' in html and f'id="{place}_error"' in html
    assert f'value="{typed}"' in html and 'value="Trener"' in html
    assert Application.objects.get().content == before


def test_sources_that_do_not_add_up_are_saved_said_and_keep_the_offer_from_being_filed(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser = browser_of(nadia)

    browser.post(
        f"/applications/{draft.ref}/edit/budget/", budget_fields(seen=seen(draft, "budget"), own_financial="75,00")
    )

    assert "25,00" in page(browser, f"/applications/{draft.ref}/edit/budget/?check=1")
    summary = page(browser, f"/applications/{draft.ref}/summary/")
    assert f"/applications/{draft.ref}/edit/budget/?check=1#costs" in summary
    assert f'action="/applications/{draft.ref}/file/"' not in summary


def test_a_row_is_added_and_removed_without_script_and_nothing_is_saved(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"

    added = browser.post(address, {**budget_fields(), "add": "ga1"}).content.decode()
    removed = browser.post(address, {**budget_fields(), "remove": "ga1-0"}).content.decode()

    assert 'name="ga1-1-name"' in added and 'value="Trener"' in added
    assert 'name="ga1-0-name"' not in removed.split("<template>")[0]
    assert Application.objects.get().revisions["budget"] == draft.revisions["budget"]


def test_actions_are_moved_without_script(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    rows = {"actions-TOTAL_FORMS": "2", "actions-0-name": "Turniej", "actions-1-name": "Treningi"}

    html = (
        browser_of(nadia)
        .post(f"/applications/{draft.ref}/edit/schedule/", {**rows, "up": "actions-1"})
        .content.decode()
    )

    assert html.index('value="Treningi"') < html.index('value="Turniej"')


def test_five_hundred_pages_are_refused_with_the_room_there_is_and_stay_on_the_page(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    pages = "Zażółć gęślą jaźń. " * 100 * 500

    answer = browser_of(nadia).post(f"/applications/{draft.ref}/edit/task/", {"title": "Turniej", "description": pages})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_description"' in html and pages.strip() in html
    assert Application.objects.get().content.get("task") is None


def test_two_people_in_one_section_keep_the_fields_of_both(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/task/"
    opened = seen(draft, "task")
    browser.post(address, {"seen": opened, "title": "Turniej"})

    answer = browser.post(address, {"seen": opened, "title": "", "description": "Boisko w Lipowie"})

    kept = Application.objects.get().content["task"]
    assert answer.status_code == 302
    assert (kept["title"], kept["description"]) == ("Turniej", "Boisko w Lipowie")


def test_of_a_field_that_both_changed_the_second_sees_both_versions_and_chooses(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/task/"
    opened = seen(draft, "task")
    browser.post(address, {"seen": opened, "title": "Pierwsza karta"})

    answer = browser.post(address, {"seen": opened, "title": "Druga karta", "description": "Opis"})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Pierwsza karta" in html and 'value="Druga karta"' in html
    kept = Application.objects.get()
    assert (kept.title, kept.content["task"]["description"]) == ("Pierwsza karta", "Opis")
    shown = {"seen": unescape(re.search(r'name="seen" value="([^"]+)"', html)[1]), "choice": "title"}
    typed = {**shown, "title": "Druga karta", "description": "Opis"}
    theirs = browser.post(address, {**typed, "theirs": "title"})
    assert 'value="Pierwsza karta"' in theirs.content.decode() and 'name="choice"' not in theirs.content.decode()
    browser.post(address, typed)
    assert Application.objects.get().title == "Druga karta"


def test_a_cost_that_both_changed_is_shown_by_its_number_and_taken_from_the_other(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"
    browser.post(address, budget_fields(seen=seen(draft, "budget")))
    opened = {"seen": seen(Application.objects.get(), "budget")}
    browser.post(
        address, budget_fields(**opened, ga1__0__unit_cost="120,00", admin__TOTAL_FORMS="1", admin__0__name="Druk")
    )

    typed = budget_fields(**opened, ga1__0__unit_cost="110,00", ga1__0__unit="h")
    html = browser.post(address, typed).content.decode()

    lines = Application.objects.get().content["budget"]["lines"]
    assert [(line["name"], line["unit"], line["unit_cost"]) for line in lines] == [
        ("Trener", "h", "120.00"),
        ("Druk", "", "0.00"),
    ]
    assert 'value="lines.k1.unit_cost"' in html and "120,00" in html and 'value="110,00"' in html
    taken = browser.post(address, {**typed, "choice": "lines.k1.unit_cost", "theirs": "lines.k1.unit_cost"})
    assert 'value="120,00"' in taken.content.decode()


def test_a_draft_saves_itself_and_says_what_it_could_not(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/task/"
    quietly = {"headers": {"x-autosave": "1"}}

    first = browser.post(address, {"title": "Turniej"}, **quietly).json()
    assert first == {"fields": {"seen": seen(Application.objects.get(), "task")}, "message": ""}
    assert browser.post(address, {"start": "kiedyś"}, **quietly).status_code == 422
    told = browser.post(address, {"title": "Inny", "description": "Opis"}, **quietly)

    kept = Application.objects.get()
    assert (told.status_code, kept.title, kept.content["task"]["description"]) == (409, "Turniej", "Opis")
    again = browser.post(address, {**told.json()["fields"], "title": "Inny", "description": "Opis 2"}, **quietly)
    assert (again.status_code, Application.objects.get().content["task"]["description"]) == (409, "Opis 2")


def test_what_is_typed_into_an_offer_that_a_colleague_filed_comes_back_to_be_copied(lot, nadia, browser_of, at):
    browser, address = browser_of(nadia), f"/applications/{a_filed_application(lot, nadia).ref}/edit/"

    told = browser.post(f"{address}task/", {"title": "Inny"}, headers={"x-autosave": "1"})
    assert (told.status_code, nadia.name in told.json()["message"]) == (409, True)
    pages = [
        browser.post(f"{address}task/", {"title": "Inny", "description": f"Opis {SCRIPT}"}),
        browser.post(f"{address}budget/", budget_fields(ga1__0__name="Trener pływania")),
    ]
    for answer, text in zip(pages, (f"Opis {escape(SCRIPT)}", "Trener pływania"), strict=True):
        assert (answer.status_code, text in answer.content.decode()) == (409, True)
    assert Application.objects.get().title != "Inny"
    assert browser.get(f"{address}task/").status_code == 302


def test_a_form_that_meets_a_change_on_its_way_is_answered_as_if_it_had_come_after():
    answers = iter([WrongState(), HttpResponse("filed meanwhile", status=409)])

    @seen_anew
    def view(request):
        answer = next(answers)
        if isinstance(answer, WrongState):
            raise answer
        return answer

    assert view(None).status_code == 409


def test_a_page_that_saves_itself_learns_what_others_wrote(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/task/"
    opened = seen(draft, "task")
    browser.post(address, {"seen": opened, "title": "Turniej", "start": "1.03.2027"})

    told = browser.post(address, {"seen": opened, "description": "Opis"}, headers={"x-autosave": "1"}).json()

    assert {name: told["fields"][name] for name in ("title", "start")} == {"title": "Turniej", "start": "2027-03-01"}


def test_a_row_added_while_the_draft_saves_itself_keeps_its_code(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"
    quietly = {"headers": {"x-autosave": "1"}}
    typed = budget_fields(seen=seen(draft, "budget"), admin__TOTAL_FORMS="1", admin__0__name="Księgowa")

    told = browser.post(address, typed, **quietly).json()["fields"]
    again = browser.post(address, {**typed, **told}, **quietly).json()["fields"]

    known = seen(Application.objects.get(), "budget")
    assert told == {"seen": known, "admin-0-code": "k3"}
    assert again == {"seen": known}


def test_costs_typed_under_an_action_that_somebody_else_took_out_wait_to_be_moved(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    typed = budget_fields(seen=seen(draft, "budget"), ga1__TOTAL_FORMS="2", ga1__1__name="Puchary")
    other = {"rows": [{"code": "a2", "name": "Turniej"}]}
    actions.save_section(draft, "schedule", other, revision=draft.revisions["schedule"], by=nadia, at=NOON)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"

    told = browser.post(address, typed, headers={"x-autosave": "1"})
    wrong = browser.post(address, {**typed, "ga1-1-unit_cost": "dużo"}).content.decode()

    lines = Application.objects.get().content["budget"]["lines"]
    kept = [(line["name"], line["action"], line["unit_cost"]) for line in lines if line["group"] == "I"]
    assert kept == [("Trener", None, "100.00"), ("Puchary", None, "0.00")]
    assert {"ga1-1-code"} < told.json()["fields"].keys()
    assert re.search(r'name="ga1-1-name"[^>]*value="Puchary"', wrong) and 'name="ga1-1-action"' in wrong


@pytest.mark.parametrize(("section", "prefix"), [("results", "results"), ("budget", "ga1")])
def test_too_many_rows_are_refused_in_words_and_stay_on_the_page(lot, nadia, browser_of, at, section, prefix):
    draft = a_draft_application(lot, nadia)
    count = shape.MOST_ROWS + 1
    typed = {f"{prefix}-{place}-name": f"Wiersz {place}." for place in range(count)}
    sent = {"seen": seen(draft, section), f"{prefix}-TOTAL_FORMS": str(count), "admin-TOTAL_FORMS": "0", **typed}

    answer = browser_of(nadia).post(f"/applications/{draft.ref}/edit/{section}/", sent)

    html = answer.content.decode()
    assert (answer.status_code, Application.objects.get().content[section]) == (422, draft.content[section])
    assert "Zmieści się najwyżej 200 wierszy" in html and f'value="Wiersz {count - 1}."' in html


def test_a_date_half_typed_takes_nothing_from_the_split_between_years(nadia, browser_of, at):
    lot = an_open_call(task_to=NOON.date().replace(year=2028, month=6)).lots.get()
    draft = a_draft_application(lot, nadia)
    browser, budget = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"
    parts = {"ga1-0-year_2027": "400,00", "ga1-0-year_2028": "600,00"}
    browser.post(budget, {**budget_fields(seen=seen(draft, "budget")), **parts})
    task, known = {"start": draft.content["task"]["start"]}, seen(draft, "task")

    def shown():
        return dict(re.findall(r'name="(ga1-0-year_\d+)"[^>]*value="([^"]*)"', page(browser, budget)))

    for end, fields in (("", parts), ("0002-06-15", parts), ("2027-06-15", {}), ("2028-06-15", parts)):
        typed = {**task, "seen": known, "end": end}
        told = browser.post(f"/applications/{draft.ref}/edit/task/", typed, headers={"x-autosave": "1"})
        known = told.json()["fields"]["seen"]
        assert shown() == fields
        draft = Application.objects.get()
        renamed = {**budget_fields(seen=seen(draft, "budget")), **shown(), "ga1-0-name": f"Trener {end[:4]}."}
        assert browser.post(budget, renamed).status_code == 302
        assert Application.objects.get().content["budget"]["lines"][0]["name"] == f"Trener {end[:4]}."


def test_the_sums_follow_the_typing_and_save_nothing(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    before = Application.objects.get().changed_at
    typed = budget_fields(ga1__0__unit_cost="12,5", ga1__0__quantity="3", own_financial="to jest błąd")

    html = browser_of(nadia).post(f"/applications/{draft.ref}/edit/budget/sums/", typed).content.decode()

    assert '<data value="37,50" data-for="id_ga1-0-value">' in html
    assert '<data value="37,50" data-for="sum-all">' in html
    assert "<html" not in html
    assert Application.objects.get().changed_at == before


def test_the_limits_of_the_call_stand_at_their_fields_and_answer_to_the_grosz(nadia, browser_of, at):
    limits = {"grant_max": None, "grant_max_percent": Decimal(80), "admin_max_percent": Decimal(10)}
    draft = a_draft_application(an_open_call(lot=limits).lots.get(), nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"
    browser.cookies["language"] = "en"
    admin = {"admin__TOTAL_FORMS": "1", "admin__0__name": "Księgowa", "admin__0__quantity": "1"}

    def live(grant, cost):
        typed = budget_fields(grant=grant, **admin, admin__0__unit_cost=cost)
        html = unescape(browser.post(f"{address}sums/", typed).content.decode()).replace("\xa0", " ")
        return {name: value for value, name in re.findall(r'<data value="([^"]*)" data-for="([^"]+)">', html)}

    fits = live("888,88", "111,11")
    assert fits["hint-grant"] == "at most 80% of all costs: 888,88 zł"
    assert (
        fits["hint-administration"].startswith("at most 10% of all costs") and "111,11" in fits["hint-administration"]
    )
    assert (fits["warning-grant"], fits["warning-administration"]) == ("", "")
    over = live("888,90", "111,12")
    assert "at most 80% of all costs: with these costs at most 888,89 zł" in over["warning-grant"]
    assert "with the other costs as they are, at most 111,11 zł" in over["warning-administration"]
    assert 'id="warning-administration"' in page(browser, address)


def test_the_published_cost_table_typed_through_the_page_gives_the_published_totals(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser, address = browser_of(nadia), f"/applications/{draft.ref}/edit/budget/"

    answer = browser.post(address, {**case_c.typed(), "seen": seen(draft, "budget"), "go": "stay"})

    assert answer.status_code == 302
    html = page(browser, address)
    found = re.findall(r'<data value="([^"]*)" data-for="([^"]*)">', html)
    by_place = {place: value.replace("\u00a0", " ") for value, place in found}
    assert by_place["sum-actions"] == "13 255,00"
    assert by_place["sum-administration"] == "600,00"
    assert by_place["sum-all"] == by_place["value-total"] == "13 855,00"
    assert by_place["value-own"] == "10 755,00"
    shares = [by_place[f"share-{name}"] for name in ("grant", "own_financial", "own_nonfinancial", "recipients")]
    assert shares == ["22,37%", "75,89%", "1,73%", "0%"]
    kept = Application.objects.get()
    assert (kept.requested, kept.total_cost) == (Decimal("3100.00"), Decimal("13855.00"))


def test_a_session_that_ends_while_typing_keeps_what_was_typed(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    address = f"/applications/{draft.ref}/edit/task/"
    browser = browser_of(nadia)
    page(browser, address)
    del browser.cookies["sessionid"]

    answer = browser.post(address, {"title": "Długo pisany tytuł"})

    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    parked = browser.session["parked"]
    assert parked["path"] == address
    assert [tuple(field) for field in parked["fields"]] == [("title", "Długo pisany tytuł")]
    browser.force_login(User.objects.get(pk=nadia.user_id))
    assert "Długo pisany tytuł" in page(browser, "/continue/")


def test_at_a_shared_computer_the_next_person_does_not_read_what_was_typed(lot, nadia, norbert, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    address = f"/applications/{draft.ref}/edit/task/"
    browser = browser_of(nadia)
    page(browser, address)
    del browser.cookies["sessionid"]
    browser.post(address, {"title": "Długo pisany tytuł"})
    assert browser.session["parked"]["fields"]

    browser.force_login(User.objects.get(pk=norbert.user_id))

    assert browser.get("/continue/")["Location"] == "/desk/"
    assert "parked" not in browser.session


def test_a_draft_that_saves_itself_after_the_session_ended_is_told_and_keeps_its_text(lot, nadia, browser_of, at):
    draft = an_empty_draft(lot, nadia)
    browser = browser_of(nadia)
    browser.logout()

    answer = browser.post(f"/applications/{draft.ref}/edit/task/", {"title": "X"}, headers={"x-autosave": "1"})

    assert (answer.status_code, list(answer.json())) == (401, ["message"])
    assert "parked" not in browser.session


# --- files ------------------------------------------------------------------------------------


@pytest.fixture
def with_files(nadia):
    """A draft of a call that wants a statute."""
    call = an_open_call(attachments=[{"name": "Statut", "required": True}])
    return an_empty_draft(call.lots.get(), nadia)


def send(browser, draft, name, content):
    wanted = draft.call.attachments.get()
    file = SimpleUploadedFile(name, content)
    return browser.post(f"/applications/{draft.ref}/attachments/", {"wanted": wanted.pk, "file": file})


def test_a_file_is_attached_read_and_removed(with_files, nadia, browser_of, at):
    browser = browser_of(nadia)
    assert send(browser, with_files, "statut.pdf", PDF).status_code == 302
    file = Attachment.objects.get()

    assert browser.get(f"/applications/{with_files.ref}/attachments/{file.pk}/").status_code == 302
    assert "statut.pdf" in page(browser, f"/applications/{with_files.ref}/attachments/")
    browser.post(f"/applications/{with_files.ref}/attachments/{file.pk}/remove/")
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("statut.exe", b"MZ" + b"\0" * 90),
        ("statut.pdf", b"MZ" + b"\0" * 90),
        ("statut.pdf", b""),
        ("statut.pdf", b"%PDF-1.4" + b"0" * (10 * 1024 * 1024)),
        ("statut.docx", PDF),
        ("statut.html", SCRIPT.encode()),
    ],
    ids=["wrong kind", "renamed program", "empty", "over the limit", "another kind", "page"],
)
def test_a_wrong_file_is_refused_at_its_field(name, content, with_files, nadia, browser_of, at):
    answer = send(browser_of(nadia), with_files, name, content)

    place = f"file_{with_files.call.attachments.get().pk}"
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{place}"' in html and f'id="{place}_error"' in html
    assert Attachment.objects.count() == 0


# --- filing -----------------------------------------------------------------------------------


def test_a_double_click_on_file_ends_on_one_receipt(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser = browser_of(nadia)
    assert f'action="/applications/{draft.ref}/file/"' in page(browser, f"/applications/{draft.ref}/summary/")

    answers = [browser.post(f"/applications/{draft.ref}/file/") for _click in range(2)]

    assert [answer["Location"] for answer in answers] == [f"/applications/{draft.ref}/receipt/"] * 2
    receipt = page(browser, f"/applications/{draft.ref}/receipt/")
    kept = Application.objects.get()
    assert kept.number in receipt and kept.checksum[:4].upper() in receipt and "12:00:00" in receipt


def test_one_second_late_the_page_says_so_and_the_draft_stands(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    at(lot.call.closes_at + SECOND)
    browser = browser_of(nadia)
    address = f"/applications/{draft.ref}/summary/"

    answer = browser.post(f"/applications/{draft.ref}/file/", headers={"referer": f"http://lipowo.localhost{address}"})

    assert answer["Location"] == address
    assert "15:30:01" in page(browser, address)
    assert Application.objects.get().state == "draft"


def test_an_editor_sees_who_can_file(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    editor = builders.a_representative("Edyta Editor", "Stowarzyszenie „Lipa”", role="editor")
    browser = browser_of(editor)

    assert f'action="/applications/{draft.ref}/file/"' not in page(browser, f"/applications/{draft.ref}/summary/")
    assert browser.post(f"/applications/{draft.ref}/file/").status_code == 403


def test_the_pdf_is_drawn_on_demand_when_the_worker_has_not_run(lot, nadia, browser_of, at):
    filed = a_filed_application(lot, nadia)

    answer = browser_of(nadia).get(f"/applications/{filed.ref}/pdf/")

    assert answer["Location"].startswith("/files/")
    kept = Application.objects.get()
    assert kept.document.kind == "offer" and kept.versions.get().document == kept.document


def test_the_pdf_of_a_draft_is_shown_and_not_kept(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)

    answer = browser_of(nadia).get(f"/applications/{draft.ref}/pdf/")

    assert answer.content.startswith(b"%PDF") and Application.objects.get().document is None


# --- who sees what ----------------------------------------------------------------------------


def every_address(application):
    ref = application.ref
    file = application.files.first()
    return [
        f"/applications/{ref}/",
        f"/applications/{ref}/edit/task/",
        f"/applications/{ref}/summary/",
        f"/applications/{ref}/receipt/",
        f"/applications/{ref}/pdf/",
        f"/applications/{ref}/versions/1/pdf/",
        f"/applications/{ref}/attachments/",
        f"/applications/{ref}/attachments/{file.pk if file else 1}/",
        f"/applications/{ref}/update/",
        f"/applications/{ref}/update/budget/",
    ]


def every_post(application):
    ref = application.ref
    verbs = ("file", "withdraw", "discard", "copy", "resign", "edit/task", "edit/budget/sums")
    after = ("update/file", "update/budget", "update/budget/sums")
    return [f"/applications/{ref}/{end}/" for end in verbs + after]


def test_another_organisations_offer_is_nowhere(nadia, norbert, browser_of, at):
    call = an_open_call(attachments=[{"name": "Statut", "required": True}])
    draft, stranger = a_draft_application(call.lots.get(), nadia), browser_of(norbert)
    for filed in (False, True):
        if filed:
            actions.file(draft, by=nadia, at=NOON)
            drawing.document_of(draft.versions.get(), at=NOON)
        for address in every_address(draft):
            page(stranger, address, 404)
        for address in every_post(draft):
            assert stranger.post(address, {}).status_code == 404, address
        assert draft.title not in page(stranger, "/applications/")
    assert stranger.get("/applications/export.csv").status_code == 403


def test_the_office_sees_no_draft(lot, nadia, clara, browser_of, at):
    draft, office = a_draft_application(lot, nadia), browser_of(clara)

    for address in [*every_address(draft), f"/applications/{draft.ref}/formal/"]:
        page(office, address, 404)
    assert draft.title not in page(office, "/applications/")
    assert draft.title not in page(office, "/applications/export.csv")


def test_next_door_the_offer_is_not_found(lot, nadia, clara, olga, browser_of, at):
    filed = a_filed_application(lot, nadia)
    neighbours = [
        browser_of(olga),
        browser_of(olga, town="olszany"),
        browser_of(nadia, town="olszany"),
        browser_of(clara, town="olszany"),
    ]

    for browser in neighbours:
        for address in every_address(filed):
            page(browser, address, 404)
    assert filed.title not in page(neighbours[1], "/applications/export.csv")


def test_signed_out_everything_leads_to_signing_in(lot, nadia, browser_of, at):
    filed = a_filed_application(lot, nadia)

    for address in [*every_address(filed), "/applications/", "/applications/new/?lot=1", "/applications/export.csv"]:
        assert browser_of(None).get(address)["Location"].startswith("/accounts/login/"), address


def test_the_office_reads_a_filed_offer_and_writes_nothing(lot, nadia, clara, browser_of, at):
    filed, office = a_filed_application(lot, nadia), browser_of(clara)

    assert filed.title in page(office, f"/applications/{filed.ref}/")
    for address in every_post(filed):
        assert office.post(address, {}).status_code == 403, address


def test_the_applicant_learns_the_decision_when_the_results_are_published(lot, nadia, ewa, browser_of, at):
    application = a_passed_application(lot, nadia)
    actions.award(application, amount=Decimal("5000.00"), by=ewa, at=NOON)
    browser, address = browser_of(nadia), f"/applications/{application.ref}/"
    award = "Awarded|Przyznano"

    assert not re.search(rf"({award}): <strong>", page(browser, address))
    assert re.search(rf"({award}): <strong>", page(browser_of(ewa), address))
    for state in ("closed", "merit", "recommended", "decided", "results"):
        Call.objects.filter(pk=lot.call_id).update(state=state)
    assert re.search(rf"({award}): <strong>", page(browser, address))


def test_a_script_in_every_text_field_is_text_on_every_page(nadia, clara, browser_of, at):
    call = an_open_call(attachments=[{"name": f"Statut {SCRIPT}", "required": False}])
    lot = call.lots.get()
    builders.organisation_of(nadia).__class__.objects.update(name=f"Lipa {SCRIPT}", street=SCRIPT, phone=SCRIPT[:30])
    named = {"name": SCRIPT, "description": SCRIPT, "target_group": SCRIPT, "third_party": SCRIPT}
    texts = {
        "applicant": {"contact_name": SCRIPT, "contact_phone": SCRIPT},
        "task": {"title": SCRIPT, "description": SCRIPT},
        "schedule": {"rows": [{"code": "a1", "start": "2027-03-01", "end": "2027-04-01", **named}]},
        "results": {
            **dict.fromkeys(("direct_effect", "social_change", "sustainability"), SCRIPT),
            "rows": [{"name": SCRIPT, "target": SCRIPT, "monitoring": SCRIPT}],
        },
        "capacity": {"previous_activity": SCRIPT, "resources": SCRIPT},
        "other": {"paid_text": SCRIPT, "other_information": SCRIPT},
        "lines": [
            {
                "code": "k1",
                "group": "I",
                "action": 1,
                "name": SCRIPT,
                "unit": SCRIPT,
                "unit_cost": Decimal(6000),
                "quantity": Decimal(1),
            }
        ],
    }
    draft = a_draft_application(lot, nadia, **texts)
    actions.attach(draft, name="x.pdf", content=PDF, label=SCRIPT, by=nadia, at=NOON)
    browser, ref = browser_of(nadia), draft.ref
    writing = [f"/applications/{ref}/edit/{section}/" for section in SECTIONS]
    pages = [
        page(browser, one)
        for one in (*writing, f"/applications/{ref}/summary/", f"/applications/{ref}/attachments/", "/applications/")
    ]
    pages.append(browser.post(f"/applications/{ref}/edit/task/", {"title": f"Inny {SCRIPT}"}).content.decode())
    actions.file(draft, by=nadia, at=NOON)
    pages += [page(browser, f"/applications/{ref}/{end}") for end in ("", "receipt/")]
    at(after_the_deadline(draft))
    office = browser_of(clara)
    pages += [
        page(office, one)
        for one in (f"/applications/{ref}/", f"/applications/{ref}/formal/", "/applications/?q=%3Cscript")
    ]

    assert all("<script>alert" not in one for one in pages)
    assert all("&lt;script&gt;alert" in one for one in pages)


# --- the office -------------------------------------------------------------------------------


def many(lot, count):
    """Filed offers of as many organisations, made quickly: only the list looks at them."""
    first = a_filed_application(lot, builders.a_representative("Osoba Zero", "Stowarzyszenie Zero"))
    fields = {field.attname: getattr(first, field.attname) for field in Application._meta.concrete_fields}
    Application.objects.bulk_create(
        Application(
            **{
                **fields,
                "id": None,
                "ref": f"kopia-{n}",
                "number": f"{lot.call.ref}/kopia-{n}",
                "organisation_name": f"Stowarzyszenie Miłośników Sportu i Rekreacji numer {n}",
                "title": f"Zajęcia ruchowe dla dzieci, młodzieży i seniorów, edycja {n}",
            }
        )
        for n in range(2, count + 1)
    )


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_asks_as_many_questions_for_ten_offers_as_for_a_thousand(count, lot, clara, browser_of, at):
    many(lot, count)
    browser = browser_of(clara)
    page(browser, "/applications/")

    with CaptureQueriesContext(connection) as asked:
        html = page(browser, f"/applications/?call={lot.call.ref}&sort=-requested")

    assert len(asked) == 10
    assert html.count("<tr>") == min(count, 60) + 2
    assert len(html.encode()) < 80_000


@pytest.mark.parametrize("count", [10, 1000])
def test_an_offers_page_asks_as_many_questions_beside_ten_offers_as_beside_a_thousand(
    count, lot, nadia, clara, browser_of, at
):
    filed = a_filed_application(lot, nadia)
    many(lot, count)
    office, author = browser_of(clara), browser_of(nadia)
    page(office, f"/applications/{filed.ref}/")

    with CaptureQueriesContext(connection) as of_office:
        page(office, f"/applications/{filed.ref}/")
    with CaptureQueriesContext(connection) as of_author:
        page(author, f"/applications/{filed.ref}/")

    assert (len(of_office), len(of_author)) == (11, 9)


def test_the_form_asks_few_questions(lot, nadia, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser = browser_of(nadia)
    page(browser, f"/applications/{draft.ref}/edit/budget/")

    with CaptureQueriesContext(connection) as of_form:
        page(browser, f"/applications/{draft.ref}/edit/budget/")
    with CaptureQueriesContext(connection) as of_filing:
        browser.post(f"/applications/{draft.ref}/file/")

    assert (len(of_form), len(of_filing)) == (8, 20)


def test_the_list_is_filtered_sorted_and_summed(lot, nadia, norbert, clara, browser_of, at):
    a_filed_application(lot, nadia, grant="5000.00", title="Piłka")
    a_filed_application(lot, norbert, grant="4000.00", title="Szachy")
    browser = browser_of(clara)

    html = page(browser, "/applications/?sort=-requested")
    assert html.index("Piłka") < html.index("Szachy")
    assert "9\u00a0000,00" in html
    assert "Piłka" not in page(browser, "/applications/?q=szachy")
    assert "Piłka" not in page(browser, "/applications/?state=passed")
    assert "Piłka" in page(browser, f"/applications/?call={lot.call.ref}&lot=1&state=filed")
    for odd in ("?page=-5&sort=drop&lot=x&state=y", "?q=%00%25_'\"&page=abc", "?lot=99999999999999999999"):
        page(browser, f"/applications/{odd}")


def test_the_export_has_the_same_rows_and_no_formulas(lot, nadia, norbert, clara, browser_of, at):
    a_filed_application(lot, nadia, title="=1+1")
    a_filed_application(lot, norbert, title='Szachy; i "warcaby"')

    text = page(browser_of(clara), "/applications/export.csv?q=1")
    lines = page(browser_of(clara), "/applications/export.csv?sort=number").strip().split("\r\n")

    assert "'=1+1" in text
    assert [line.split(";")[0].lstrip("\ufeff") for line in lines[1:]] == [
        f"{lot.call.programme.year}/{lot.call.pk}/001",
        f"{lot.call.programme.year}/{lot.call.pk}/002",
    ]
    assert "5000,00" in lines[1] and '"Szachy; i ""warcaby"""' in lines[2]


def test_the_formal_check_on_the_page(lot, nadia, clara, browser_of, at):
    filed = a_filed_application(lot, nadia)
    office, address = browser_of(clara), f"/applications/{filed.ref}/formal/"
    answers = dict.fromkeys(("eligible", "statute", "signed", "readable", "contents"), "yes")
    assert 'value="pass"' not in page(office, address)
    at(after_the_deadline(filed))
    office = browser_of(clara)

    assert office.post(address, {"eligible": "yes", "do": "pass"}).status_code == 422
    assert Application.objects.get().formal["answers"] == {"eligible": "yes"}
    assert office.post(address, {**answers, "do": "reject", "reason": ""}).status_code == 422
    office.post(address, {**answers, "do": "pass"})
    assert Application.objects.get().state == "passed"
    office.post(f"/applications/{filed.ref}/formal/recheck/")
    office.post(address, {**answers, "do": "reject", "reason": "Podmiot nieuprawniony."})
    kept = Application.objects.get()
    assert (kept.state, kept.formal_reason) == ("rejected", "Podmiot nieuprawniony.")
    assert "Podmiot nieuprawniony." in page(office, f"/applications/{filed.ref}/")


def test_only_the_coordinator_checks(lot, nadia, norbert, anna, ewa, browser_of, at):
    filed = a_filed_application(lot, nadia)

    for person in (nadia, norbert, anna, ewa):
        assert browser_of(person).get(f"/applications/{filed.ref}/formal/").status_code == 403


# --- the update -------------------------------------------------------------------------------


def test_the_update_goes_through_its_pages(lot, nadia, clara, ewa, browser_of, at):
    application = a_passed_application(lot, nadia)
    due = (NOON + timedelta(days=50)).date()
    actions.reduce(application, amount=Decimal("4000.00"), update_due_on=due, by=ewa, at=NOON)
    for state in ("closed", "merit", "recommended", "decided", "results"):
        Call.objects.filter(pk=lot.call_id).update(state=state)
    author, address = browser_of(nadia), f"/applications/{application.ref}/update/"
    assert "?check=1#id_grant" in page(author, address)

    fields = budget_fields(
        revision="0", ga1__0__unit_cost="480,00", grant="4 000,00", own_financial="800,00", admin__TOTAL_FORMS="0"
    )
    author.post(f"{address}budget/", fields)
    assert f'action="{address}file/"' in page(author, address)
    assert "480,00" in page(author, f"{address}budget/")
    author.post(f"{address}file/")
    late = author.post(f"{address}budget/", {**fields, "ga1-0-name": "Trener pływania"})
    assert (late.status_code, "Trener pływania" in late.content.decode()) == (409, True)

    office = browser_of(clara)
    assert f'action="{address}approve/"' in page(office, address)
    office.post(f"{address}return/", {"remarks": "Podaj stawkę."})
    assert "Podaj stawkę." in page(author, address)
    author.post(f"{address}file/")
    office.post(f"{address}approve/")
    assert Application.objects.get().state == "ready"
    assert "4\u00a0000,00" in page(author, f"/applications/{application.ref}/")
    assert author.get(f"/applications/{application.ref}/versions/2/pdf/").status_code == 302
