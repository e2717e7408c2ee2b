"""The cost table of an offer (form sections V.A, V.B, V.C): facts and sums, exact to the grosz.

Every sum and share is computed here and stored nowhere. Money is Decimal in złoty.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tenants.office.money import GROSZ, HUNDRED, ZERO, percent, round_money

ACTIONS = "I"
ADMINISTRATION = "II"


def at_least(numerator: Decimal, denominator: Decimal = HUNDRED) -> Decimal:
    """The smallest whole number of grosze not below numerator / denominator."""
    whole = (numerator / GROSZ) // denominator
    short = whole * GROSZ * denominator < numerator
    return ((whole + int(short)) * GROSZ).quantize(GROSZ, rounding=ROUND_CEILING)


def at_most(numerator: Decimal, denominator: Decimal = HUNDRED) -> Decimal:
    """The largest whole number of grosze not above numerator / denominator (both not negative)."""
    return ((numerator / GROSZ) // denominator * GROSZ).quantize(GROSZ, rounding=ROUND_FLOOR)


def is_to_the_grosz(amount: Decimal) -> bool:
    return amount == amount.quantize(GROSZ)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One row of V.A. `code` is the row's lasting name; its printed number comes from its place."""

    code: str
    group: str
    action: int | None  # number of the action in the schedule, from 1; None in group II
    name: str
    unit: str
    unit_cost: Decimal
    quantity: Decimal
    years: tuple[Decimal, ...] = ()  # parts of the value, a part a year; empty when it all falls in the first

    @property
    def value(self) -> Decimal:
        return round_money(self.unit_cost * self.quantity)

    def in_year(self, index: int) -> Decimal:
        if self.years:
            return self.years[index] if index < len(self.years) else ZERO
        return self.value if index == 0 else ZERO


@dataclass(frozen=True, slots=True)
class Sources:
    """V.B: where the money comes from."""

    grant: Decimal = ZERO
    own_financial: Decimal = ZERO
    own_nonfinancial: Decimal = ZERO
    recipients: Decimal = ZERO

    @property
    def own(self) -> Decimal:
        return self.own_financial + self.own_nonfinancial

    @property
    def total(self) -> Decimal:
        return self.grant + self.own + self.recipients


@dataclass(frozen=True, slots=True)
class OfferorPart:
    """A row of V.C (joint offers): what one offeror spends, a part a year."""

    code: str
    name: str
    years: tuple[Decimal, ...]

    @property
    def value(self) -> Decimal:
        return sum(self.years, ZERO)


@dataclass(frozen=True, slots=True)
class Shares:
    """V.B, column "Udział [%]". Rounded one by one: they need not add up to 100,00."""

    grant: Decimal | None
    own: Decimal | None
    own_financial: Decimal | None
    own_nonfinancial: Decimal | None
    recipients: Decimal | None
    administration: Decimal | None


@dataclass(frozen=True, slots=True)
class Budget:
    lines: tuple[CostLine, ...] = ()
    sources: Sources = Sources()
    years: tuple[int, ...] = ()  # the calendar years of the task, in order
    offerors: tuple[OfferorPart, ...] = ()

    def of(self, group: str, action: int | None = None) -> tuple[CostLine, ...]:
        return tuple(line for line in self.lines if line.group == group and action in (None, line.action))

    @property
    def actions(self) -> tuple[int, ...]:
        """Numbers of the actions that cost something, in order."""
        return tuple(sorted({line.action or 0 for line in self.of(ACTIONS)}))

    def sum_of_action(self, action: int) -> Decimal:
        return sum((line.value for line in self.of(ACTIONS, action)), ZERO)

    @property
    def sum_actions(self) -> Decimal:
        return sum((line.value for line in self.of(ACTIONS)), ZERO)

    @property
    def sum_admin(self) -> Decimal:
        return sum((line.value for line in self.of(ADMINISTRATION)), ZERO)

    @property
    def total(self) -> Decimal:
        return self.sum_actions + self.sum_admin

    @property
    def own(self) -> Decimal:
        return self.sources.own

    @property
    def totals_per_year(self) -> tuple[Decimal, ...]:
        return tuple(sum((line.in_year(index) for line in self.lines), ZERO) for index in range(len(self.years)))

    @property
    def gap(self) -> Decimal:
        """Costs without a source; negative when the sources give more than the costs."""
        return self.total - self.sources.total

    @property
    def shares(self) -> Shares:
        sources, total = self.sources, self.total
        return Shares(
            grant=percent(sources.grant, total),
            own=percent(sources.own, total),
            own_financial=percent(sources.own_financial, total),
            own_nonfinancial=percent(sources.own_nonfinancial, total),
            recipients=percent(sources.recipients, total),
            administration=percent(self.sum_admin, total),
        )

    @property
    def numbered(self) -> tuple[tuple[str, CostLine], ...]:
        """Rows in the form's order with the form's numbers: I.{action}.{cost}, then II.{cost}."""
        rows = [
            (f"{ACTIONS}.{action}.{place}", line)
            for action in self.actions
            for place, line in enumerate((x for x in self.of(ACTIONS) if (x.action or 0) == action), start=1)
        ]
        rows += [(f"{ADMINISTRATION}.{place}", line) for place, line in enumerate(self.of(ADMINISTRATION), start=1)]
        return tuple(rows)
