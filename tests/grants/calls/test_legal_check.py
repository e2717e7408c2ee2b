"""The legal check: each point of the law, green or with what is missing and a way straight to it."""

from decimal import Decimal

import pytest

from grants.calls import actions, legal_check, pools, proposals, reading
from programmes.drafting.models import PriorityTask
from tests.builders import NOON
from tests.builders_agreements import a_signed_agreement
from tests.builders_calls import DAY, a_draft_call, a_task, an_approved_call, recorded_everywhere, the_coordinator
from tests.grants.calls.test_pages import page

pytestmark = pytest.mark.django_db
AT = NOON - 10 * DAY
CHECK_PAGE = 18


def check(call, *, at=AT):
    paper = reading.paper(call)
    tasks = PriorityTask.objects.filter(pk__in=[lot.task_id for lot in paper.lots])
    return legal_check.groups(paper, tasks=tasks, taken=pools.taken(call.programme_id, but=call), now=at)


def standing(call, where, *, at=AT):
    return {str(point.standing) for group in check(call, at=at) for point in group.points if point.where == where}


def test_a_complete_draft_lacks_nothing_but_its_publications():
    call = a_draft_call()
    found = check(call)

    assert legal_check.missing(found) == 0
    assert [len(group.points) for group in found] == [12, 6, 4, 3]
    assert [str(point.standing) for point in found[2].points] == ["later", "later", "later", "ok"]


@pytest.mark.parametrize(
    ("over", "where"),
    [
        ({"subject": ""}, "subject"),
        ({"granting_rules": " "}, "granting_rules"),
        ({"conditions": ""}, "conditions"),
        ({"task_from": None}, "task_from"),
        ({"selection": ""}, "selection"),
        ({"previous_tasks": ""}, "previous_tasks"),
        ({"contact": ""}, "contact"),
        ({"lots": []}, "lots"),
        ({"criteria": [{"name": "Jedyne", "points_max": 100, "statutory": "1"}]}, "criteria"),
        ({"minimum_points": Decimal(999)}, "minimum_points"),
    ],
)
def test_what_is_missing_is_said_with_its_place(over, where):
    assert "missing" in standing(a_draft_call(**over), where)


def test_the_term_is_counted_from_today_until_the_places_are_recorded():
    call = an_approved_call()

    assert standing(call, "closes_at", at=call.closes_at - 22 * DAY) == {"ok"}
    assert "missing" in standing(call, "closes_at", at=call.closes_at - 20 * DAY)
    assert standing(call, "publications") == {"missing"}
    recorded_everywhere(call)
    assert standing(call, "closes_at", at=call.closes_at - 20 * DAY) == {"ok"}
    assert standing(call, "publications") == set()


def test_an_entrusted_task_needs_no_criterion_of_point_4():
    criteria = [{"name": f"K{n}", "points_max": 20, "statutory": n} for n in "12356"]
    supported = a_draft_call(criteria=criteria)
    entrusted = a_draft_call(criteria=criteria, lot={"commissioning": "entrust"})

    assert standing(supported, "criteria") == {"ok", "missing"}
    assert standing(entrusted, "criteria") == {"ok", "later"}


def test_a_pool_above_the_programmes_balance_is_missing_money(ewa):
    first, second = a_draft_call(pool="1500000.00"), a_draft_call(pool="600000.00")
    actions.approve(first, act_number="1/2027", by=ewa, at=AT)

    money = [point for point in check(second)[3].points if point.label == a_task().title]

    assert [str(point.standing) for point in money] == ["missing"]
    assert "1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000,00" in money[0].said[0]


def test_a_call_before_its_year_is_recognised_as_one_on_the_draft_budget():
    early = NOON.replace(year=2026, month=12, day=1)
    call = a_draft_call(at=early, on_draft_budget=False)

    assert standing(call, "on_draft_budget", at=early) == {"consider"}
    actions.edit(call, by=the_coordinator(), at=early, on_draft_budget=True)
    assert standing(call, "on_draft_budget", at=early) == {"ok"}
    assert "projektu uchwały budżetowej na 2027 rok" in [p.said for p in check(call)[3].points][-1][0]


def test_point_7_must_speak_of_both_years():
    assert standing(a_draft_call(previous_tasks="Nie było."), "previous_tasks") == {"consider"}
    assert standing(a_draft_call(previous_tasks="W 2026 i 2027 nie było."), "previous_tasks") == {"ok"}


def test_point_7_is_written_from_the_agreements_and_what_was_typed_stays(clara):
    a_signed_agreement()
    call = a_draft_call(previous_tasks="2026: wpisane ręcznie.")

    rows = pools.earlier({"17"}, year=2027)
    actions.add_previous_tasks(call, by=clara, at=NOON)
    actions.add_previous_tasks(call, by=clara, at=NOON)

    assert [(row.year, row.cost >= row.grants > 0) for row in rows] == [(2027, True)]
    assert call.previous_tasks == "2026: wpisane ręcznie.\n" + proposals.previous_tasks(rows)
    assert pools.earlier({"16"}, year=2027) == pools.earlier({"17"}, year=2029) == []


def test_the_page_leads_straight_to_what_is_missing(browser_of, clara, anna, ewa, nadia, django_assert_num_queries):
    a_signed_agreement()
    call = a_draft_call(
        subject="", lots=[{"title": f"Zadanie {n}", "task": a_task(n % 2), "pool": Decimal(100)} for n in range(9)]
    )
    address, clerk = f"/calls/{call.ref}/legal-check/", browser_of(clara)
    clerk.get(address)

    with django_assert_num_queries(CHECK_PAGE):
        shown = page(clerk.get(address))

    assert f'href="/calls/{call.ref}/edit/#id_subject"' in shown
    assert "2026" in shown and f'action="/calls/{call.ref}/previous-tasks/"' in shown
    assert [browser_of(one).get(address).status_code for one in (anna, ewa)] == [200, 200]
    assert browser_of(nadia).get(address).status_code == 403
    assert clerk.post(f"/calls/{call.ref}/previous-tasks/").url == address
    assert browser_of(anna).post(f"/calls/{call.ref}/previous-tasks/").status_code == 403
