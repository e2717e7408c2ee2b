"""What was planned beside what was spent, and what goes back. Values in, answers out.

Money that was not used goes back (public finance act, art. 251); money used above what the agreement lets a
cost grow was taken in excess (art. 252): the two have other deadlines and other interest, so they stay apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.applications.budget import Budget, Problem
from grants.applications.costs import at_most, is_to_the_grosz
from tenants.office.money import HUNDRED, ZERO, percent


@dataclass(frozen=True, slots=True)
class LineComparison:
    """One cost: as agreed and as spent."""

    code: str
    number: str  # as printed: I.1.2
    group: str
    name: str
    planned: Decimal
    actual: Decimal
    excess: Decimal  # above what the agreement lets this cost grow; zero when it does not limit growth

    @property
    def difference(self) -> Decimal:
        return self.actual - self.planned

    @property
    def increase_percent(self) -> Decimal | None:
        """To be shown only; negative when less was spent, None for a cost that was not planned."""
        return percent(self.difference, self.planned)

    @property
    def is_over(self) -> bool:
        return self.excess > 0


@dataclass(frozen=True, slots=True)
class Comparison:
    lines: tuple[LineComparison, ...]

    def _sum(self, name: str, group: str | None = None) -> Decimal:
        return sum((getattr(line, name) for line in self.lines if group in (None, line.group)), ZERO)

    def planned(self, group: str | None = None) -> Decimal:
        return self._sum("planned", group)

    def actual(self, group: str | None = None) -> Decimal:
        return self._sum("actual", group)

    @property
    def excess(self) -> Decimal:
        return self._sum("excess")


@dataclass(frozen=True, slots=True)
class Settlement:
    """The grant of one agreement after its report."""

    paid: Decimal
    spent: Decimal
    interest: Decimal  # what the bank paid on the grant
    unused: Decimal
    interest_to_return: Decimal
    excess: Decimal

    @property
    def to_return(self) -> Decimal:
        """Unused money and interest; money taken in excess is claimed separately."""
        return self.unused + self.interest_to_return


def largest_actual(planned: Decimal, shift_percent: Decimal) -> Decimal:
    """The most that may be spent on a cost that may grow by this many percent; exact, to the grosz below."""
    return at_most(planned * (HUNDRED + shift_percent))


def compare(agreed: Budget, actual: Mapping[str, Decimal], *, shift_percent: Decimal | None) -> Comparison:
    """Set each cost of the agreed budget beside what was spent on it (by the cost's code).

    A missing amount is zero. `shift_percent` is the growth the agreement permits; None permits any.
    Raises: KeyError for an amount of a cost that the agreement does not have.
    """
    unknown = set(actual) - {line.code for line in agreed.lines}
    if unknown:
        raise KeyError(f"Not in the agreed budget: {', '.join(sorted(unknown))}")
    lines = []
    for number, line in agreed.numbered:
        spent = actual.get(line.code, ZERO)
        most = spent if shift_percent is None else largest_actual(line.value, shift_percent)
        lines.append(
            LineComparison(
                code=line.code,
                number=number,
                group=line.group,
                name=line.name,
                planned=line.value,
                actual=spent,
                excess=max(spent - most, ZERO),
            )
        )
    return Comparison(tuple(lines))


def settle(
    *, paid: Decimal, spent: Decimal, interest: Decimal = ZERO, interest_returns: bool = True, excess: Decimal = ZERO
) -> Settlement:
    """What goes back of a grant. `interest_returns`: the agreement wants bank interest back.

    Money in excess is never more than what was spent of the grant.
    """
    return Settlement(
        paid=paid,
        spent=spent,
        interest=interest,
        unused=max(paid - spent, ZERO),
        interest_to_return=interest if interest_returns else ZERO,
        excess=min(excess, spent),
    )


def check_spending(
    comparison: Comparison, *, paid: Decimal, spent: Decimal, other: Decimal, interest: Decimal = ZERO
) -> list[Problem]:
    """Why these figures cannot be a report: `spent` of the grant and `other` money must make up all spending."""
    problems = [
        Problem(field, sentence)
        for field, amount in (("grant", spent), ("other", other), ("interest", interest))
        if (sentence := _odd(amount))
    ]
    problems += [
        Problem(f"lines.{line.code}", sentence) for line in comparison.lines if (sentence := _odd(line.actual))
    ]
    if spent > paid:
        problems.append(
            Problem(
                "grant",
                _("You were paid %(paid)s of the grant and report %(spent)s spent from it.")
                % {"paid": money(paid), "spent": money(spent)},
            )
        )
    total = comparison.actual()
    if spent + other != total:
        problems.append(
            Problem(
                "sources",
                _("The costs add up to %(total)s, the sources to %(sources)s: a difference of %(difference)s.")
                % {
                    "total": money(total),
                    "sources": money(spent + other),
                    "difference": money(abs(total - spent - other)),
                },
            )
        )
    return problems


def _odd(amount: Decimal) -> str:
    if amount < 0:
        return _("The amount cannot be negative.")
    if not is_to_the_grosz(amount):
        return _("Give the amount to the grosz: at most two decimal places.")
    return ""
