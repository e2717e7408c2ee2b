"""Who of the team changed which section, and when: readable though every few seconds there is a save."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grants.applications import actions, changes
from grants.applications.changes import Change, coalesced
from tenants.office.audit import actions as audit
from tests.builders import NOON, a_representative, organisation_of
from tests.builders_applications import a_filed_application, an_empty_draft, sections
from tests.builders_calls import an_open_call, the_coordinator

MINUTE = timedelta(minutes=1)


def saves(who, section, *minutes, verb="edit"):
    return [Change(who, verb, section, NOON + minute * MINUTE, NOON + minute * MINUTE) for minute in minutes]


def told(*entries):
    ordered = sorted(entries, key=lambda entry: entry.first_at)
    return [
        (one.who, one.section, (one.first_at - NOON) // MINUTE, (one.last_at - NOON) // MINUTE, one.times)
        for one in coalesced(ordered)
    ]


# --- rules, without a database ---


def test_autosaves_of_one_person_are_one_piece_of_work():
    assert told(*saves("Nadia", "budget", 0, 1, 2, 3)) == [("Nadia", "budget", 0, 3, 4)]


def test_after_half_an_hour_of_rest_a_new_piece_begins():
    assert told(*saves("Nadia", "budget", 0, 30, 61)) == [("Nadia", "budget", 61, 61, 1), ("Nadia", "budget", 0, 30, 2)]


def test_two_people_at_once_do_not_break_each_others_work():
    entries = [*saves("Nadia", "budget", 0, 2, 4), *saves("Jan", "task", 1, 3, 5)]

    assert told(*entries) == [("Jan", "task", 1, 5, 3), ("Nadia", "budget", 0, 4, 3)]


def test_steps_of_the_whole_offer_are_never_put_together():
    assert len(coalesced(saves("Nadia", "", 0, 1, verb="file"))) == 2


def test_the_newest_work_in_a_section_counts_all_its_saves():
    latest = changes.latest_by_section(
        coalesced([*saves("Nadia", "budget", 0), *saves("Jan", "budget", 1), *saves("Jan", "", 2, verb="file")])
    )

    assert {section: (one.who, one.times) for section, one in latest.items()} == {"budget": ("Jan", 2)}


# --- the page ---

database = pytest.mark.django_db
QUERIES = 7


@pytest.fixture
def draft(nadia):
    return an_empty_draft(an_open_call().lots.get(), nadia)


def write(draft, section, by, *, at=NOON, **over):
    actions.save_section(
        draft, section, {**sections(draft.lot)[section], **over}, revision=draft.revisions.get(section, 0), by=by, at=at
    )


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@database
def test_the_team_reads_who_wrote_which_section(nadia, draft, browser_of, today):
    jan = a_representative("Jan Edytor", organisation_of(nadia).name, role="editor")
    for minute in range(3):
        write(draft, "task", nadia, at=NOON + minute * MINUTE, description=f"Opis {minute}")
    write(draft, "results", jan, at=NOON + 5 * MINUTE)

    page = browser_of(jan).get(f"/applications/{draft.ref}/changes/")

    known = {code: (one.who, one.times) for code, _label, one in page.context["sections"] if one}
    assert known == {"task": ("Nadia Ngo", 3), "results": ("Jan Edytor", 1)}
    assert [who for _at, who, _text in page.context["entries"]] == ["Jan Edytor", "Nadia Ngo", "Nadia Ngo"]


@database
def test_the_list_is_narrowed_to_a_section_and_nonsense_finds_nothing(nadia, draft, browser_of, today):
    write(draft, "task", nadia)
    write(draft, "results", nadia)
    browser = browser_of(nadia)

    def entries(section):
        return len(browser.get(f"/applications/{draft.ref}/changes/", {"section": section}).context["entries"])

    assert (entries("task"), entries(""), entries("' OR 1=1")) == (1, 3, 0)


@database
def test_what_the_office_does_is_not_told_here(nadia, browser_of, today):
    offer = a_filed_application(an_open_call().lots.get(), nadia)
    audit.record("check_formally", offer, by=the_coordinator(), at=NOON)
    audit.record("refuse", offer, by=the_coordinator(), at=NOON)

    page = browser_of(nadia).get(f"/applications/{offer.ref}/changes/")

    assert {who for _at, who, _text in page.context["entries"]} == {"Nadia Ngo"}


@database
def test_nobody_else_reads_it(nadia, norbert, clara, browser_of, today):
    offer = a_filed_application(an_open_call().lots.get(), nadia)
    address = f"/applications/{offer.ref}/changes/"

    assert [browser_of(one).get(address).status_code for one in (norbert, clara)] == [404, 404]
    assert browser_of().get(address).status_code == 302
    assert browser_of(nadia, town="olszany").get(address).status_code == 404


@database
def test_a_thousand_saves_ask_as_often_as_one(nadia, draft, browser_of, today, django_assert_num_queries):
    address = f"/applications/{draft.ref}/changes/"
    browser = browser_of(nadia)
    write(draft, "task", nadia)
    browser.get(address)
    with django_assert_num_queries(QUERIES):
        browser.get(address)
    for minute in range(1000):
        audit.record("edit", draft, by=nadia, at=NOON + minute * MINUTE, noted={"section": "task"})
    with django_assert_num_queries(QUERIES):
        assert len(browser.get(address).context["entries"]) < 5
