"""What a lot's money would do under other rules, beside the call's own. Pure: a ranking and a scenario in, amounts out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from grants.awards.allocation import Allocation, Ask, Fund, Give, Why, allocate
from grants.awards.models import Outcome
from grants.awards.optimum import optimum
from grants.awards.reading import LotTable
from grants.awards.rules import Line
from grants.calls.models import AmountRule, Call, TieRule
from grants.scoring.standing import Ranked

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is tried out. `small` is set apart, lot by lot, for applicants who together ask for at most `small_up_to`."""

    rule: str
    minimum_points: Decimal
    pools: Mapping[int, Decimal]
    viable_percent: Decimal = ZERO
    cap: Decimal | None = None
    small_up_to: Decimal | None = None
    small: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One way to divide a lot's money. `proven` is said of an optimum."""

    asks: Sequence[Ask]
    allocation: Allocation
    proven: bool = True

    @property
    def total(self) -> Decimal:
        return self.allocation.total

    @property
    def left(self) -> Decimal:
        return self.allocation.left

    @property
    def over(self) -> Decimal:
        return self.allocation.over

    @property
    def funded(self) -> int:
        return sum(give.amount > 0 for give in self.allocation.gives.values())

    @property
    def worth(self) -> Decimal:
        """Points times money, together."""
        return sum((one.shown_points * self.allocation.amount(one.offer) for one in self.asks), ZERO)


@dataclass(frozen=True)
class Effect:
    """A lot in three columns: the call's own rule, the scenario, the optimum under the scenario's limits."""

    table: LotTable
    funds: Mapping[int, Fund]
    own: Column
    scenario: Column
    optimum: Column

    @cached_property
    def asks(self) -> dict[int, Ask]:
        return {one.offer: one for one in self.scenario.asks}


def own_rule(call: Call) -> str:
    """The call's rule; bands that nobody wrote down leave the choice free."""
    return AmountRule.FREE if call.amount_rule == AmountRule.BANDS and not call.bands else call.amount_rule


def usual(call: Call, tables: Sequence[LotTable]) -> Scenario:
    """The call's own rules: where trying out begins."""
    pools = {table.lot.pk: table.lot.pool for table in tables}
    return Scenario(rule=own_rule(call), minimum_points=call.minimum_points, pools=pools)


def own(call: Call, table: LotTable) -> Column:
    """The lot's money by the call's own rule."""
    asks = [_ask(row, call, call.minimum_points) for row in table.rows]
    whole = Fund(pool=table.lot.pool, grant_min=table.lot.grant_min)
    return _by_rule(call, own_rule(call), asks, dict.fromkeys((one.offer for one in asks), whole))


def effect(call: Call, table: LotTable, scenario: Scenario) -> Effect:
    by_call = own(call, table)
    asks = [_ask(row, call, scenario.minimum_points) for row in table.rows]
    funds = _funds(table, scenario, asks)
    tried, best = _by_rule(call, scenario.rule, asks, funds), _optimal(asks, funds)
    if not best.proven and not tried.over and tried.worth > best.worth:
        best = Column(asks, tried.allocation, proven=False)
    return Effect(table, funds, by_call, tried, best)


def _ask(row: Ranked, call: Call, minimum: Decimal) -> Ask:
    """Another threshold changes nothing for an offer that fails for another reason than its points."""
    points = row.place.mean
    other_flaw = not row.place.passes and points is not None and points >= call.minimum_points
    return Ask(
        offer=row.application.pk,
        requested=row.application.requested,
        points=points,
        position=row.place.position,
        passes=points is not None and points >= minimum and not other_flaw,
        applicant=row.application.organisation_id,
    )


def _funds(table: LotTable, scenario: Scenario, asks: Sequence[Ask]) -> dict[int, Fund]:
    """The fund each offer is paid from: one for the lot, or one set apart for small applicants and one for the others."""
    pool, apart = scenario.pools[table.lot.pk], scenario.small.get(table.lot.pk) or ZERO
    if scenario.small_up_to is None or not apart:
        whole = _fund(table, scenario, pool)
        return {one.offer: whole for one in asks}
    asked: dict[object, Decimal] = {}
    for one in asks:
        asked[one.applicant] = asked.get(one.applicant, ZERO) + one.requested
    small, others = _fund(table, scenario, apart), _fund(table, scenario, pool - apart)
    return {one.offer: small if asked[one.applicant] <= scenario.small_up_to else others for one in asks}


def _fund(table: LotTable, scenario: Scenario, pool: Decimal) -> Fund:
    return Fund(pool=pool, grant_min=table.lot.grant_min, viable_percent=scenario.viable_percent, cap=scenario.cap)


def _parts(asks: Sequence[Ask], funds: Mapping[int, Fund]) -> list[tuple[Fund, list[Ask]]]:
    distinct = {id(fund): fund for fund in funds.values()}
    return [(fund, [one for one in asks if funds[one.offer] is fund]) for fund in distinct.values()]


def _by_rule(call: Call, rule: str, asks: Sequence[Ask], funds: Mapping[int, Fund]) -> Column:
    gives: dict[int, Give] = {}
    pool = ZERO
    for fund, own in _parts(asks, funds) or [(Fund(pool=ZERO), [])]:
        equal = TieRule.ALL in call.tie_rules
        gives |= allocate(own, fund, rule=rule, bands=call.bands, all_equal=equal).gives
        pool += fund.pool
    return Column(asks, Allocation(pool=pool, gives={one.offer: gives[one.offer] for one in asks}))


def _optimal(asks: Sequence[Ask], funds: Mapping[int, Fund]) -> Column:
    gives: dict[int, Give] = {}
    pool, proven = ZERO, True
    for fund, own in _parts(asks, funds):
        found = optimum(own, fund)
        proven, pool = proven and found.proven, pool + fund.pool
        for one in own:
            amount = Decimal(found.amounts.get(one.offer, 0)).scaleb(-2)
            gives[one.offer] = Give(amount, _why(one, amount))
    return Column(asks, Allocation(pool=pool, gives={one.offer: gives[one.offer] for one in asks}), proven)


def _why(ask: Ask, amount: Decimal) -> Why:
    if not ask.passes:
        return Why.BELOW
    return Why.NO_FIT if not amount else Why.FULL if amount == ask.requested else Why.REST


def lines(effects: Sequence[Effect], column: str, reason: Mapping[int, str]) -> dict[int, Line]:
    """A column as the first lines of a proposal."""
    found: dict[int, Line] = {}
    for one in effects:
        found |= lines_of(one.table, getattr(one, column), reason)
    return found


def lines_of(table: LotTable, column: Column, reason: Mapping[int, str]) -> dict[int, Line]:
    """Offers the call itself does not let pass get nothing."""
    found = {}
    for row in table.rows:
        offer, amount = row.application.pk, column.allocation.amount(row.application.pk)
        outcome = Outcome.RESERVE if row.place.passes else Outcome.REFUSED
        if row.place.passes and amount:
            outcome = Outcome.FULL if amount == row.application.requested else Outcome.REDUCED
        given = amount if outcome in {Outcome.FULL, Outcome.REDUCED} else ZERO
        found[offer] = Line(application_id=offer, outcome=outcome, amount=given, reason=reason.get(offer, ""))
    return found
