"""The demo's story is consistent with itself and with the rules the actions enforce, on any day it is made."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import product

import pytest

from config.demo.content import ORGANISATIONS, PROJECTS, TOWNS, cases
from config.demo.content.budgets import agreed, budget_of, reduced, spending
from config.demo.content.days import Shift
from config.demo.content.scores import points, reason
from config.demo.content.years import adopted_on, programme_year, programme_years, task_period
from grants.applications.budget import CallLimits, check
from grants.awards.justifications.rules import last_day
from grants.calls.states import CallState
from grants.monitoring.settlement import check_spending, compare
from grants.small_grants import limits as limits_of_small_grants
from grants.small_grants.rules import comments_until, posting_due
from programmes.drafting import rules as drafting
from tenants.office import deadlines, identifiers
from tenants.registry.governments.kinds import Hue, Kind
from tenants.registry.organisations.kinds import LegalForm, RegisterKind, is_register_number
from tenants.registry.spheres import SPHERE_LABELS

YEAR = 2027
CALLS = [(town, call) for town in TOWNS for call in town.calls]
SMALL_GRANTS = [(town, told) for town in TOWNS for told in town.small_grants]
OFFERS = [(call, place, offer) for _, call in CALLS for place, offer in enumerate(call.offers)]

every_call = pytest.mark.parametrize(("town", "call"), CALLS, ids=lambda thing: thing.code)
every_offer = pytest.mark.parametrize(
    ("call", "place", "offer"), OFFERS, ids=[f"{call.code}-{offer.organisation}" for call, _, offer in OFFERS]
)


def limits(call, offer):
    lot = call.lots[offer.lot - 1]
    return CallLimits(
        commissioning=lot.commissioning,
        grant_min=lot.grant_min,
        grant_max=lot.grant_max,
        own_min_percent=lot.own_min_percent,
        own_base=lot.own_base,
        own_financial_min_percent=lot.own_financial_min_percent,
        admin_max_percent=lot.admin_max_percent,
    )


@pytest.mark.parametrize("organisation", ORGANISATIONS.values(), ids=list(ORGANISATIONS))
def test_numbers_of_organisations_are_valid(organisation):
    identifiers.check_nip(organisation.nip)
    identifiers.check_regon(organisation.regon)
    identifiers.check_nrb(organisation.account)
    identifiers.check_postcode(organisation.postcode)
    assert organisation.legal_form in LegalForm.values
    assert organisation.register_kind in RegisterKind.values
    assert is_register_number(organisation.register_kind, organisation.register_number)


def test_nobody_shares_a_number_or_an_address():
    assert len(ORGANISATIONS) == 40
    for fact in ("nip", "regon", "account", "register_number", "email"):
        assert len({getattr(organisation, fact) for organisation in ORGANISATIONS.values()}) == 40

    people = [o.representative for o in ORGANISATIONS.values()]
    people += [o.editor for o in ORGANISATIONS.values() if o.editor]
    people += [official for town in TOWNS for official in town.officials]
    assert [email for email, times in Counter(p.email for p in people).items() if times > 1] == []
    assert all(person.email.endswith(".example.org") for person in people)


def test_towns():
    assert [(town.kind in Kind.values, town.hue in Hue.values) for town in TOWNS] == [(True, True)] * 3
    for town in TOWNS:
        roles = {role for official in town.officials for role in official.roles}
        assert roles == {"administrator", "coordinator", "executive", "finance", "committee", "auditor"}
        assert len(town.programme.headings) == 11
        assert all(text.strip() for text in town.programme.headings)
        assert {task.sphere for task in town.programme.tasks} <= set(SPHERE_LABELS)


def test_there_is_a_call_in_every_state():
    assert {call.state for _, call in CALLS} == set(CallState.values)


@every_call
def test_a_call_covers_the_law(town, call):
    covered = {criterion.statutory for criterion in call.criteria}

    assert {"1", "2", "3", "5", "6"} <= covered
    assert "4" in covered or all(lot.commissioning == "entrust" for lot in call.lots)
    assert sum(criterion.points_max for criterion in call.criteria) == 100
    assert {lot.task for lot in call.lots} <= {task.code for task in town.programme.tasks}
    assert set(call.committee) <= {official.code for official in town.officials}


def test_pools_fit_the_programme_whichever_year_the_calls_fall_into():
    for town in TOWNS:
        pools = defaultdict(Decimal)
        for call in town.calls:
            changed = dict(call.change.pools) if call.change else {}
            for number, lot in enumerate(call.lots, start=1):
                pools[lot.task] += changed.get(number, lot.pool)
        for task in town.programme.tasks:
            assert pools[task.code] <= min(task.planned[:2]), (town.code, task.code)


@every_call
def test_awards_fit_the_pools(town, call):
    for number, lot in enumerate(call.lots, start=1):
        awarded = sum((offer.awarded or Decimal(0) for offer in call.offers if offer.lot == number), Decimal(0))
        assert awarded <= lot.pool


@every_offer
def test_an_offer_could_be_filed(call, place, offer):
    assert offer.organisation in ORGANISATIONS
    assert check(budget_of(offer, YEAR), limits(call, offer)) == []


@every_offer
def test_the_leader_of_a_joint_offer_has_its_first_part(call, place, offer):
    assert [part.organisation for part in offer.parts[:1]] == [offer.organisation] * bool(offer.parts)
    assert {part.organisation for part in offer.parts} <= set(ORGANISATIONS)


@every_offer
def test_an_award_leaves_a_budget_that_adds_up(call, place, offer):
    if offer.outcome == "reduced":
        budget = reduced(offer, YEAR)
        assert budget.sources.grant == offer.awarded < offer.grant
        assert check(budget, limits(call, offer)) == []


@every_offer
def test_a_report_adds_up(call, place, offer):
    if not offer.agreement or not offer.agreement.report:
        return
    budget = agreed(offer, YEAR)
    spent = budget.sources.grant - offer.agreement.report.unspent
    comparison = compare(budget, spending(offer, YEAR), shift_percent=call.shift_percent)
    other = budget.total - budget.sources.grant

    assert check_spending(comparison, paid=budget.sources.grant, spent=spent, other=other) == []
    assert comparison.excess == 0


@every_offer
def test_scores_carry_the_outcome(call, place, offer):
    voting = [member for member, code in enumerate(call.committee) if code not in offer.tied]
    if not voting or offer.formal != "passed" or not offer.outcome:
        return
    given = [
        (criterion, points(criterion, quality=offer.quality, member=member, offer=place), member)
        for member in voting
        for criterion in call.criteria
    ]
    mean = sum(score for _, score, _ in given) / len(voting)

    assert (mean >= call.minimum_points) == (offer.outcome != "refused")
    assert all(0 <= score <= criterion.points_max for criterion, score, _ in given)
    assert all(reason(criterion, score, member=member, offer=place) for criterion, score, member in given)


def test_every_project_is_used():
    assert {offer.project for _, _, offer in OFFERS} == set(PROJECTS)


@pytest.mark.parametrize("today", [date(2026, 1, 1) + timedelta(days=5 * step) for step in range(146)])
def test_the_story_holds_on_any_day(today):
    for town, call in CALLS:
        published, closes = call.published.on(today), call.closes.on(today)
        start, end = task_period(call, today)

        assert closes - published >= timedelta(days=21)
        assert call.opens.on(today) >= published
        assert closes < call.decision_by.on(today) < start or call.decision_by.on(today) < today
        assert start < end
        assert start.year == end.year
        assert programme_year(call, today) in programme_years(today)[:2]
        assert adopted_on(town, programme_year(call, today), today) < min(published, today)
        # what has happened lies in the past, in order
        happened = [day.on(today) for day in (call.published, call.closes, call.assessment, call.decided) if day]
        assert happened == sorted(happened)
        for offer in call.offers:
            if offer.agreement and offer.agreement.signed:
                assert offer.agreement.signed.on(today) <= today
                report = offer.agreement.report
                assert report is None or end < report.filed.on(today) <= today
                assert report is None or report.returned is None or report.returned.on(today) < today


def test_small_grants_keep_the_terms_of_the_law_on_any_day():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]
    for (town, told), today in product(SMALL_GRANTS, days):
        filed, (start, end) = told.filed.on(today), task_period(told, today)
        posted, decided, signed = (day and day.on(today) for day in (told.posted, told.decided, told.signed))

        assert programme_year(told, today) in programme_years(today)[:2]
        assert adopted_on(town, start.year, today) < filed - timedelta(days=2)
        assert 1 < limits_of_small_grants.days_of(start, end) <= 90
        assert filed < today
        if posted:
            assert filed < posted < today
            assert posted <= posting_due(deadlines.local(filed, time(12)))
            assert comments_until(posted) < decided if decided else comments_until(posted) >= today
            assert all(posted < comment.on.on(today) < today for comment in told.comments)
        if decided and signed:
            assert decided < signed < start
            assert signed < today


def test_small_grants_fit_the_programme():
    for town in TOWNS:
        planned = [sum(Decimal(grant) for _, grant, _ in one.costs) for one in town.small_grants]
        for year, most in zip((-1, 0, 1), town.programme.small_grants, strict=True):
            budget = town.programme.total(year)
            drafting.check_small_grants(small_grants=most, budget=budget, year=YEAR)
            assert not planned or sum(planned) <= most
        assert all(grant <= 10_000 for grant in planned)


def test_a_changed_call_still_runs_three_weeks():
    today = date(2027, 1, 1)
    for _, call in CALLS:
        if call.change:
            changed, closes = call.change.on.on(today), call.closes.on(today)
            assert call.opens.on(today) < changed < today
            assert closes - changed >= timedelta(days=21)


def test_questions_are_asked_while_the_call_is_open():
    today = date(2027, 1, 1)
    for _, call in CALLS:
        for enquiry in call.enquiries:
            answered = enquiry.answered.on(today) if enquiry.answered else today
            assert call.opens.on(today) < enquiry.asked.on(today) < answered <= today
            assert bool(enquiry.answered) == bool(enquiry.answer) == bool(enquiry.published)


@pytest.mark.parametrize("today", [date(2026, 1, 1) + timedelta(days=step) for step in range(7)])
def test_what_follows_the_results_comes_in_its_order_and_in_time(today):
    for _, call in CALLS:
        results = call.results.on(today) if call.results else today
        given_up = [offer.resigned.on(today) for offer in call.offers if offer.resigned]
        assert all(results < day for day in given_up)
        if call.amendment:
            assert max(given_up) < call.amendment.on.on(today) - timedelta(days=1)
            assert call.amendment.on.on(today) + timedelta(days=1) < min(today, call.task_from.on(today))
            given = sum(amount for _, amount in call.amendment.gives)
            assert given <= sum(offer.awarded for offer in call.offers if offer.resigned)
        if call.demand:
            assert results < call.demand.asked.on(today) <= min(today, last_day(deadlines.local(results, time(10))))


def test_a_fixed_day_of_a_settled_call_is_past():
    for _, call in CALLS:
        if call.state == "completed":
            assert not isinstance(call.published, Shift)
            assert call.task_to.on(date(2026, 9, 23)) < date(2026, 9, 23)


def test_published_cases_come_out():
    for call in (cases.DABROWNO_2022, cases.DABROWNO_2023):
        assert call.total == cases.DABROWNO_TOTALS[call.year]
    assert sum(amount for _, amount in cases.POTOK_RESULTS) == cases.POTOK_TOTAL
    assert cases.POTOK_POOL - cases.POTOK_TOTAL == cases.POTOK_LEFT
    for cost in cases.SAMPLE_COSTS:
        assert cost.quantity * cost.unit_cost == cost.grant + cost.money + cost.work
    assert sum(cost.grant for cost in cases.SAMPLE_COSTS) == cases.SAMPLE_SUMS["grant"]
    assert sum(cost.money for cost in cases.SAMPLE_COSTS) == cases.SAMPLE_SUMS["own_financial"]
