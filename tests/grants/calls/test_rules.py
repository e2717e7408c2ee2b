"""The rules of a call, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from grants.calls import announcement, references, rules
from grants.calls.models import Call, Criterion, Lot, Place
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.refusals import Refusal
from tenants.office import deadlines

PROGRAMME = Programme(pk=1, year=2027, state="adopted", title="Program 2027")
SPORT = PriorityTask(pk=7, programme=PROGRAMME, title="Sport", planned=Decimal("100000.00"), sphere="17")


def a_lot(**over: Any) -> Lot:
    return Lot(**{"title": "Zajęcia", "task": SPORT, "pool": Decimal("60000.00"), "commissioning": "support", **over})


def criteria(*points: str, each: int = 10) -> list[Criterion]:
    return [Criterion(name=f"Kryterium {point}", points_max=each, statutory=point) for point in points]


def a_call(**over: Any) -> Call:
    facts = {
        "programme": PROGRAMME,
        "subject": "Zajęcia",
        "granting_rules": "Zasady",
        "conditions": "Warunki",
        "selection": "Komisja",
        "previous_tasks": "Nie było.",
        "contact": "pokój 5",
        "task_from": date(2027, 3, 1),
        "task_to": date(2027, 11, 30),
        "decision_by": date(2027, 2, 26),
        "opens_at": deadlines.local(date(2027, 1, 10), time(8)),
        "closes_at": deadlines.local(date(2027, 2, 12), time(15, 30)),
    }
    return Call(**{**facts, **over})


def fields(refused: pytest.ExceptionInfo[Refusal]) -> list[str | None]:
    return [one.field for one in refused.value.every()]


@pytest.mark.parametrize(
    ("published", "earliest"),
    [
        (date(2026, 1, 15), date(2026, 2, 5)),
        (date(2026, 4, 10), date(2026, 5, 1)),
        (date(2026, 12, 4), date(2026, 12, 25)),
    ],
)
def test_the_deadline_may_fall_on_the_21st_day_after_the_last_publication(published: date, earliest: date) -> None:
    rules.check_notice(closes_at=deadlines.local(earliest, time(0, 0)), last_publication=published)

    with pytest.raises(rules.NoticeTooShort) as refused:
        rules.check_notice(
            closes_at=deadlines.local(earliest, time(0, 0)) - timedelta(seconds=1), last_publication=published
        )
    assert refused.value.field == "closes_at"


@pytest.mark.parametrize(
    ("published", "closes"),
    [
        # Half an hour into the 21st local day, while in UTC it is still the day before: summer time has begun meanwhile.
        (date(2027, 3, 10), datetime(2027, 3, 30, 22, 30, tzinfo=UTC)),
        # The same in winter time, begun meanwhile on 31 October.
        (date(2027, 10, 12), datetime(2027, 11, 1, 23, 30, tzinfo=UTC)),
    ],
)
def test_days_are_local_across_both_changes_of_the_clock(published: date, closes: datetime) -> None:
    rules.check_notice(closes_at=closes, last_publication=published)

    with pytest.raises(rules.NoticeTooShort):
        rules.check_notice(closes_at=closes - timedelta(hours=1), last_publication=published)


def test_all_three_places_are_named_when_none_is_recorded() -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_places([Place.PRESS])

    assert fields(refused) == ["bip_on", "board_on", "website_on"]


def test_a_complete_announcement_passes() -> None:
    announcement.check_announcement(a_call(), [a_lot()], criteria(*"123456"))


@pytest.mark.parametrize(
    "field",
    ["subject", "granting_rules", "conditions", "selection", "previous_tasks", "contact", "task_from", "closes_at"],
)
def test_an_announcement_without_a_point_is_refused_at_its_field(field: str) -> None:
    empty = None if field in {"task_from", "closes_at"} else "  "

    with pytest.raises(Refusal) as refused:
        announcement.check_announcement(a_call(**{field: empty}), [a_lot()], criteria(*"123456"))
    assert fields(refused) == [field]


def test_an_announcement_without_a_lot_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        announcement.check_announcement(a_call(), [], criteria(*"12356"))

    assert fields(refused) == ["lots"]


def test_criteria_must_cover_the_statute_and_own_funds_only_for_support() -> None:
    entrusted = [a_lot(commissioning="entrust")]

    rules.check_criteria(criteria(*"12356"), entrusted, minimum_points=Decimal(50))
    assert rules.uncovered(criteria(*"12356"), [a_lot()]) == ["4"]
    assert rules.uncovered(criteria("1", "2"), entrusted) == ["3", "5", "6"]
    with pytest.raises(Refusal) as refused:
        rules.check_criteria(criteria("1"), [a_lot()], minimum_points=Decimal(0))
    assert fields(refused) == ["criteria"]


def test_the_least_points_cannot_exceed_their_sum() -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_criteria(criteria(*"123456"), [a_lot()], minimum_points=Decimal("60.01"))

    assert fields(refused) == ["minimum_points"]


def test_pools_and_what_is_taken_stay_within_the_planned_amount() -> None:
    rules.check_pools([a_lot()], tasks=[SPORT], taken={7: Decimal("40000.00")})

    with pytest.raises(rules.PoolTooLarge) as refused:
        rules.check_pools([a_lot(), a_lot(pool=Decimal("0.01"))], tasks=[SPORT], taken={7: Decimal("40000.00")})
    assert refused.value.field == "lots-1-pool"
    assert "100\N{NO-BREAK SPACE}000,00" in str(refused.value)
    assert "40\N{NO-BREAK SPACE}000,00" in str(refused.value)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"pool": Decimal("0.00")}, "lots-0-pool"),
        ({"grant_max": Decimal("60000.01")}, "lots-0-grant_max"),
        ({"grant_min": Decimal("60000.01")}, "lots-0-grant_min"),
        ({"grant_min": Decimal("10.00"), "grant_max": Decimal("9.99")}, "lots-0-grant_min"),
        ({"commissioning": "entrust", "own_min_percent": Decimal(5)}, "lots-0-own_min_percent"),
        ({"commissioning": "entrust", "own_financial_min_percent": Decimal(5)}, "lots-0-own_financial_min_percent"),
        ({"task": PriorityTask(pk=8, programme=Programme(pk=2, year=2026))}, "lots-0-task"),
    ],
)
def test_a_lot_that_makes_no_sense_is_refused_at_its_field(over: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_lots([a_lot(**over)], PROGRAMME)

    assert fields(refused) == [field]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"opens_at": deadlines.local(date(2027, 2, 12), time(15, 30))}, "closes_at"),
        ({"decision_by": date(2027, 2, 12)}, "decision_by"),
        ({"task_to": date(2027, 2, 28)}, "task_to"),
        ({"task_from": date(2026, 12, 31)}, "task_from"),
        ({"task_to": date(2032, 3, 1)}, "task_to"),
    ],
)
def test_dates_that_do_not_fit_together_are_refused_at_their_field(over: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_dates(a_call(**over))

    assert fields(refused) == [field]


def test_an_agreement_may_last_five_years() -> None:
    rules.check_dates(a_call(task_to=date(2032, 2, 29)))


def test_a_call_is_made_of_an_adopted_programme() -> None:
    with pytest.raises(Refusal):
        rules.check_programme(Programme(state="draft"))


def test_a_publication_cannot_be_recorded_before_its_day() -> None:
    at = deadlines.local(date(2027, 1, 10), time(0, 30))

    rules.check_publication(place="bip", published_on=date(2027, 1, 10), decided_on=None, at=at)
    with pytest.raises(Refusal) as refused:
        rules.check_publication(place="bip", published_on=date(2027, 1, 11), decided_on=None, at=at)
    assert refused.value.field == "bip_on"


def test_a_call_takes_offers_from_its_opening_to_the_end_of_its_closing_second() -> None:
    call = a_call(state="published")
    second = timedelta(seconds=1)

    assert [
        call.accepts_at(at)
        for at in (
            call.opens_at - second,
            call.opens_at,
            call.closes_at,
            call.closes_at + second - timedelta(microseconds=1),
            call.closes_at + second,
        )
    ] == [False, True, True, True, False]


def test_an_hour_that_comes_twice_opens_a_call_once() -> None:
    """31 October 2027: 2:30 comes in summer time and again in winter time; the first is meant."""
    call = a_call(state="published", opens_at=deadlines.local(date(2027, 10, 31), time(2, 30)), closes_at=None)
    call.closes_at = call.opens_at + timedelta(hours=2)

    assert call.opens_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert call.accepts_at(datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
    assert call.accepts_at(datetime(2027, 10, 31, 1, 30, tzinfo=UTC))


def test_addresses_are_short_and_plain() -> None:
    assert references.beginning(2027, "Żółw i sport dla dzieci w 2027 roku") == "2027-zolw-sport-dla-dzieci"
    assert references.first_free("2027-sport", {"2027-sport", "2027-sport-2"}) == "2027-sport-3"
    assert len(references.beginning(2027, "bardzo długi tytuł konkursu " * 9)) <= references.LONGEST


def test_tasks_are_compared_by_what_they_plan() -> None:
    task = SimpleNamespace(pk=9, title="Kultura", planned=Decimal("1.00"))

    rules.check_pools([], tasks=[task], taken={9: Decimal("2.00")})


def test_equal_offers_are_told_apart_by_one_marked_criterion() -> None:
    call = a_call(tie_rule="criterion", tie_then="earlier")
    none, marked = criteria("1", "2"), criteria("1", "2")
    marked[1].decides_ties = True

    with pytest.raises(Refusal) as refused:
        rules.check_choice(call, none)
    rules.check_choice(call, marked)

    assert refused.value.field == "tie_rule"
    assert [str(rule) for rule in call.tie_rules] == ["criterion", "earlier"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"tie_rule": "vote", "tie_then": "vote"}, "tie_then"),
        ({"tie_rule": "all", "tie_then": "vote"}, "tie_then"),
        ({"amount_rule": "bands", "amount_details": "Wyżej: więcej."}, "bands"),
        ({"correction_days": 0}, "correction_days"),
    ],
)
def test_a_rule_that_decides_nothing_is_refused_at_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_choice(a_call(**facts), criteria("1"))

    assert fields(refused) == [field]


def test_least_points_of_a_criterion_do_not_exceed_its_most() -> None:
    rows = criteria("1", "2")
    rows[1].points_min = 11

    with pytest.raises(Refusal) as refused:
        rules.check_points(rows)

    assert fields(refused) == ["criteria-1-points_min"]


def test_a_call_that_names_legal_forms_admits_only_those() -> None:
    assert a_call().admits("kolo_gospodyn_wiejskich")
    assert a_call(legal_forms=["kolo_gospodyn_wiejskich", "fundacja"]).admits("kolo_gospodyn_wiejskich")
    assert not a_call(legal_forms=["fundacja"]).admits("kolo_gospodyn_wiejskich")
