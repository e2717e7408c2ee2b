"""A new year's call from last year's: what moves, what stays, what is left to check."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import timezone

from grants.calls import actions, copying, notes, text
from grants.calls.models import Call
from programmes.adoption import actions as adoption
from tenants.office import deadlines
from tests.builders import NOON
from tests.builders_calls import a_draft_call, a_published_call, a_task, the_coordinator
from tests.builders_programmes import a_draft_programme
from tests.grants.calls.test_pages import page

MAY = deadlines.local(date(2027, 12, 1), time(12))
FACTS = {
    "opens_at": deadlines.local(date(2027, 1, 14), time(8)),
    "closes_at": deadlines.local(date(2027, 2, 12), time(15, 30)),
    "decision_by": date(2027, 2, 26),
    "task_from": date(2027, 3, 1),
    "task_to": date(2027, 11, 30),
}


def test_days_move_to_working_days_of_the_new_year_with_a_lawful_term():
    days = copying.new_days(FACTS, years=1, year=2028, at=MAY)

    assert days["opens_at"] == deadlines.local(date(2028, 1, 14), time(8))
    # 12 February 2028 is a Saturday, 26 February too.
    assert days["closes_at"] == deadlines.local(date(2028, 2, 14), time(15, 30))
    assert days["decision_by"] == date(2028, 2, 28)
    assert (days["task_from"], days["task_to"]) == (date(2028, 3, 1), date(2028, 11, 30))


def test_days_that_are_over_are_proposed_as_for_a_new_call():
    at = deadlines.local(date(2028, 3, 1), time(12))

    days = copying.new_days(FACTS, years=1, year=2028, at=at)

    assert days["opens_at"] > at
    assert days["closes_at"] >= deadlines.local(date(2028, 3, 23), time(0))


def test_a_short_term_becomes_a_lawful_one():
    short = {**FACTS, "closes_at": deadlines.local(date(2027, 1, 20), time(15, 30))}

    days = copying.new_days(short, years=1, year=2028, at=MAY)

    assert days["closes_at"] == deadlines.local(date(2028, 2, 4), time(15, 30))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 0, date(2028, 2, 28)),
        (date(2027, 2, 28), 1, date(2028, 2, 28)),
    ],
)
def test_the_29th_of_february_becomes_the_28th(day, years, expected):
    assert copying.shifted(day, years) == expected


@pytest.fixture
def next_year():
    tasks = (("17", "Upowszechnianie sportu wśród dzieci", "50000.00"), ("16", "Kultura dla wszystkich", "900000.00"))

    def adopted():
        programme = a_draft_programme(year=2028, budget="2000000.00", tasks=tasks)
        day = date(2027, 1, 10)
        adoption.adopt(programme, resolution_number="XX/1/2027", adopted_on=day, by=the_coordinator(), at=NOON)
        return programme

    return adopted


@pytest.mark.django_db
def test_a_copy_keeps_amounts_and_rows_and_lists_what_to_check(clara, next_year):
    lots = [
        {"title": "Zajęcia", "task": a_task(0), "pool": Decimal(60000), "own_min_percent": Decimal("10.00")},
        {"title": "Festyn", "task": a_task(1), "pool": Decimal(20000)},
    ]
    source = a_published_call(
        lots=lots, conditions="Zadanie kończy się w 2027 roku.", attachments=[{"name": "Statut", "required": False}]
    )

    call = actions.copy(source, next_year(), by=clara, at=MAY)

    assert (call.ref, call.title, call.state, call.case_number) == (
        "2028-sport-dla-dzieci",
        "Sport dla dzieci 2028",
        "draft",
        "",
    )
    assert (call.published_at, call.version, call.act_number, call.on_draft_budget) == (None, 0, "", True)
    copied, told = text.stored(call), text.stored(source)
    assert [(row["title"], row["pool"], row["own_min_percent"]) for row in copied["lots"]] == [
        ("Zajęcia", "60000.00", "10.00"),
        ("Festyn", "20000.00", "0.00"),
    ]
    assert (copied["criteria"], copied["attachments"]) == (told["criteria"], told["attachments"])
    assert {lot.task.programme.year for lot in call.lots.all()} == {2028}
    found = notes.of(call)
    assert [field for field, _sentence in found.check] == ["conditions", "lots", "lots", "previous_tasks"]
    assert "10\N{NO-BREAK SPACE}000,00" in found.check[1][1] and "Kultura dla wszystkich" in found.check[2][1]
    assert {"closes_at", "title"} <= {one["field"] for one in call.copy_notes if one["kind"] == "changed"}
    assert notes.of(source) is None


@pytest.mark.django_db
def test_the_copy_is_a_draft_of_its_own(clara, next_year):
    source = a_published_call()
    before = text.stored(source)

    call = actions.copy(source, next_year(), by=clara, at=MAY)
    actions.edit(call, by=clara, at=MAY, contact="pokój 9", criteria=[])

    assert text.stored(Call.objects.get(pk=source.pk)) == before


@pytest.mark.django_db
def test_a_clerk_begins_a_call_in_three_ways(browser_of, clara, next_year, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    source, programme, clerk = a_published_call(), next_year(), browser_of(clara)

    shown = page(clerk.get("/calls/new/"))
    copied = clerk.post("/calls/new/", {"start": "copy", "copy-source": source.pk, "copy-programme": programme.pk})
    empty = clerk.post("/calls/new/", {"start": "empty", "empty-programme": programme.pk, "empty-title": "Nowy"})
    refused = [clerk.post("/calls/new/", {"start": start}).status_code for start in ("task", "copy", "empty", "other")]

    assert "Sport dla dzieci 2027" in shown
    assert copied.url == "/calls/2028-sport-dla-dzieci/edit/" and empty.url == "/calls/2028-nowy/edit/"
    assert refused == [422] * 4
    assert "Sport dla dzieci 2027" in page(clerk.get(copied.url))


@pytest.mark.django_db
def test_a_draft_is_no_source(browser_of, clara, next_year):
    draft, programme = a_draft_call(at=NOON), next_year()

    answer = browser_of(clara).post(
        "/calls/new/", {"start": "copy", "copy-source": draft.pk, "copy-programme": programme.pk}
    )

    assert answer.status_code == 422
    assert Call.objects.count() == 1
