"""Budgets of the story's offers, exact to the grosz: as filed, after a lower award, as spent."""

from dataclasses import replace
from decimal import Decimal

from config.demo.content.projects import project_of
from config.demo.content.shapes import Cost, Offer
from grants.applications.budget import ACTIONS, ADMINISTRATION, Budget, CostLine, Sources


def budget_of(offer: Offer, year: int) -> Budget:
    """The budget as filed, all in one year; what no other source pays comes from the applicant's own money."""
    project = project_of(offer)
    rows = [
        (ACTIONS, place, cost) for place, action in enumerate(project.actions, start=1) for cost in action.costs
    ] + [(ADMINISTRATION, None, cost) for cost in project.administration]
    lines = tuple(_line(f"k{place}", *row) for place, row in enumerate(rows, start=1))
    in_work = sum((line.value for line, (_, _, cost) in zip(lines, rows, strict=True) if cost.in_work), Decimal("0.00"))
    budget = Budget(lines=lines, years=(year,))
    own = budget.total - offer.grant - in_work - offer.recipients
    return replace(budget, sources=Sources(offer.grant, own, in_work, offer.recipients))


def _line(code: str, group: str, action: int | None, cost: Cost) -> CostLine:
    return CostLine(code, group, action, cost.name, cost.unit, cost.unit_cost, cost.quantity)


def _largest(offer: Offer, budget: Budget) -> CostLine:
    """The largest cost of an action that is paid with money."""
    project = project_of(offer)
    paid = {cost.name for action in project.actions for cost in action.costs if not cost.in_work}
    return max((line for line in budget.of(ACTIONS) if line.name in paid), key=lambda line: (line.value, line.code))


def reduced(offer: Offer, year: int) -> Budget:
    """After a lower award: less of the largest cost, at most half; the rest from the applicant's own money."""
    budget = budget_of(offer, year)
    missing = offer.grant - (offer.awarded or offer.grant)
    cut = _largest(offer, budget)
    units = min(missing // cut.unit_cost, cut.quantity // 2)
    lines = tuple(
        replace(line, quantity=line.quantity - units) if line.code == cut.code else line for line in budget.lines
    )
    own = budget.sources.own_financial + missing - units * cut.unit_cost
    sources = replace(budget.sources, grant=budget.sources.grant - missing, own_financial=own)
    return replace(budget, lines=lines, sources=sources)


def agreed(offer: Offer, year: int) -> Budget:
    return reduced(offer, year) if offer.outcome == "reduced" else budget_of(offer, year)


def spending(offer: Offer, year: int) -> dict[str, Decimal]:
    """What the report says was spent on each cost; the grant's unspent part was saved on the largest one."""
    budget = agreed(offer, year)
    saved = offer.agreement.report.unspent if offer.agreement and offer.agreement.report else Decimal("0.00")
    cheaper = _largest(offer, budget)
    return {line.code: line.value - (saved if line.code == cheaper.code else Decimal(0)) for line in budget.lines}
