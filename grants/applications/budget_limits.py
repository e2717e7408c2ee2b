"""What a budget must satisfy to be filed in a call. Percentages are compared exactly, never rounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money, percent
from grants.applications.costs import (
    ACTIONS,
    Budget,
    CostLine,
    Sources,
    at_least,
    at_most,
    is_to_the_grosz,
)
from grants.applications.splits import differences
from tenants.office.money import GROSZ, HUNDRED, ZERO

ENTRUST = "entrust"
SUPPORT = "support"
# A wall against slips of the keyboard and against overflow, far above any grant.
LARGEST = Decimal("999999999.99")


@dataclass(frozen=True, slots=True)
class CallLimits:
    """What a call asks of a budget. Percentages are numbers such as Decimal("12.5"); None sets no limit."""

    commissioning: str = SUPPORT
    grant_min: Decimal | None = None
    grant_max: Decimal | None = None
    grant_max_percent: Decimal | None = None  # of all costs
    own_min_percent: Decimal | None = None
    own_base: str = "total"  # or "grant"
    own_financial_min_percent: Decimal | None = None
    admin_max_percent: Decimal | None = None
    counts_nonfinancial: bool = True
    counts_recipients: bool = False
    max_years: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place.

    `field` is "sources", "sources.grant", "costs", "lines.<code>", "lines.<code>.unit_cost", "offerors.<code>" …
    """

    field: str
    message: str


def check(budget: Budget, limits: CallLimits) -> list[Problem]:
    """Everything that keeps this budget from being filed in a call with these limits, in the form's order."""
    return [
        *_check_lines(budget, limits),
        *_check_sources(budget, limits),
        *_check_own(budget, limits),
        *_check_offerors(budget),
    ]


def _check_lines(budget: Budget, limits: CallLimits) -> Iterator[Problem]:
    if not budget.lines:
        yield Problem("costs", _("Add at least one cost."))
    if limits.max_years is not None and len(budget.years) > limits.max_years:
        yield Problem(
            "costs",
            _("The costs are split into %(years)d years; the task may last at most %(most)d.")
            % {"years": len(budget.years), "most": limits.max_years},
        )
    for line in budget.lines:
        yield from _check_line(line, budget)
    yield from check_administration(budget, limits)


def _check_line(line: CostLine, budget: Budget) -> Iterator[Problem]:
    where = f"lines.{line.code}"
    if not line.name.strip():
        yield Problem(f"{where}.name", _("Say what this cost is."))
    if not line.unit.strip():
        yield Problem(f"{where}.unit", _("Give the unit, for example hour, piece, person."))
    if line.group == ACTIONS and not line.action:
        yield Problem(f"{where}.action", _("Choose the action this cost belongs to."))
    if line.unit_cost < 0:
        yield Problem(f"{where}.unit_cost", _("The unit cost cannot be negative."))
    elif not is_to_the_grosz(line.unit_cost):
        yield Problem(f"{where}.unit_cost", _("Give the unit cost to the grosz: at most two decimal places."))
    if line.quantity <= 0:
        yield Problem(f"{where}.quantity", _("The number of units must be greater than zero."))
    elif not is_to_the_grosz(line.quantity):
        yield Problem(f"{where}.quantity", _("Give the number of units with at most two decimal places."))
    if line.value > LARGEST:
        yield Problem(where, _("This cost is over %(most)s. Check the numbers.") % {"most": money(LARGEST)})
    yield from _check_years(line, budget, where)


def _check_years(line: CostLine, budget: Budget, where: str) -> Iterator[Problem]:
    if not line.years and len(budget.years) <= 1:
        return
    if len(line.years) != len(budget.years):
        yield Problem(f"{where}.years", _("Split this cost between the years of the task."))
        return
    if any(part < 0 or not is_to_the_grosz(part) for part in line.years):
        yield Problem(f"{where}.years", _("Give each year's part to the grosz, not below zero."))
    parts = sum(line.years, ZERO)
    if parts != line.value:
        yield Problem(
            f"{where}.years",
            _("The years add up to %(parts)s, but this cost is %(value)s: a difference of %(difference)s.")
            % {"parts": money(parts), "value": money(line.value), "difference": money(abs(parts - line.value))},
        )


def most_administration(budget: Budget, limits: CallLimits) -> Decimal | None:
    """The largest administrative costs that may stand beside these other costs; None without a limit."""
    most = limits.admin_max_percent
    if most is None or most >= HUNDRED:
        return None
    return at_most(most * max(budget.sum_actions, ZERO), HUNDRED - most)


def check_administration(budget: Budget, limits: CallLimits) -> Iterator[Problem]:
    most, largest = limits.admin_max_percent, most_administration(budget, limits)
    if most is None or largest is None or budget.sum_admin * HUNDRED <= most * budget.total:
        return
    yield Problem(
        "costs",
        _(
            "Administrative costs are %(sum)s. This call allows at most %(percent)s of all costs: "
            "with the other costs as they are, at most %(largest)s."
        )
        % {"sum": money(budget.sum_admin), "percent": percent(most), "largest": money(largest)},
    )


def _check_sources(budget: Budget, limits: CallLimits) -> Iterator[Problem]:
    sources = budget.sources
    for name in Sources.__slots__:
        amount = getattr(sources, name)
        if amount < 0:
            yield Problem(f"sources.{name}", _("The amount cannot be negative."))
        elif not is_to_the_grosz(amount):
            yield Problem(f"sources.{name}", _("Give the amount to the grosz: at most two decimal places."))
    if sources.total != budget.total:
        yield Problem("sources", _gap(budget))
    grant = sources.grant
    if grant == 0:
        yield Problem("sources.grant", _("Give the amount of the grant you ask for."))
    if limits.commissioning == SUPPORT and grant >= budget.total > 0:
        yield Problem(
            "sources.grant",
            _("The task is supported, not entrusted: the grant must be lower than all costs, at most %(most)s.")
            % {"most": money(budget.total - GROSZ)},
        )
    if limits.grant_min is not None and 0 < grant < limits.grant_min:
        yield Problem(
            "sources.grant",
            _("In this call you may ask for %(least)s or more.") % {"least": money(limits.grant_min)},
        )
    if limits.grant_max is not None and grant > limits.grant_max:
        yield Problem(
            "sources.grant",
            _("In this call you may ask for at most %(most)s.") % {"most": money(limits.grant_max)},
        )
    share = limits.grant_max_percent
    if share is not None and grant * HUNDRED > share * budget.total:
        yield Problem(
            "sources.grant",
            _("The grant may be at most %(share)s of all costs: with these costs at most %(most)s.")
            % {"share": percent(share), "most": money(at_most(share * budget.total))},
        )


def _gap(budget: Budget) -> str:
    amounts = {"sources": money(budget.sources.total), "costs": money(budget.total), "gap": money(abs(budget.gap))}
    if budget.gap > 0:
        return _("The sources give %(sources)s and the costs are %(costs)s: %(gap)s is missing.") % amounts
    return _("The sources give %(sources)s and the costs are %(costs)s: %(gap)s too much.") % amounts


def _check_own(budget: Budget, limits: CallLimits) -> Iterator[Problem]:
    # Whoever is entrusted with a task may get all of its cost; nothing can be asked of them (art. 5(4)(1)).
    if limits.commissioning == ENTRUST:
        return
    sources = budget.sources
    base = sources.grant if limits.own_base == "grant" else budget.total
    counted = sources.own_financial
    counted += sources.own_nonfinancial if limits.counts_nonfinancial else ZERO
    counted += sources.recipients if limits.counts_recipients else ZERO
    least = limits.own_min_percent
    if least is not None and counted * HUNDRED < least * base:
        yield Problem(
            "sources.own_financial",
            _("Own contribution must be at least %(least)s (%(percent)s); it is %(now)s.")
            % {"least": money(at_least(least * base)), "percent": percent(least), "now": money(counted)},
        )
    least = limits.own_financial_min_percent
    if least is not None and sources.own_financial * HUNDRED < least * base:
        yield Problem(
            "sources.own_financial",
            _("Own contribution in money must be at least %(least)s (%(percent)s); it is %(now)s.")
            % {"least": money(at_least(least * base)), "percent": percent(least), "now": money(sources.own_financial)},
        )


def _check_offerors(budget: Budget) -> Iterator[Problem]:
    """V.C adds up to V.A in each year and in all, to the grosz."""
    if not budget.offerors:
        return
    for part in budget.offerors:
        if any(amount < 0 or not is_to_the_grosz(amount) for amount in part.years):
            yield Problem(f"offerors.{part.code}", _("Give each part to the grosz, not below zero."))
    found = list(differences([part.years for part in budget.offerors], budget.totals_per_year, budget.total))
    for one in found:
        amounts = {"parts": money(one.parts), "costs": money(one.costs), "gap": money(abs(one.costs - one.parts))}
        if one.place is not None and len(budget.years) > 1:
            amounts["year"] = str(budget.years[one.place])
            yield Problem(
                "offerors",
                _("In %(year)s the offerors' parts add up to %(parts)s and the costs are %(costs)s: %(gap)s differs.")
                % amounts,
            )
        elif one.place is None and (len(budget.years) <= 1 or len(found) == 1):
            yield Problem(
                "offerors",
                _("The offerors' parts add up to %(parts)s and the costs are %(costs)s: %(gap)s differs.") % amounts,
            )
