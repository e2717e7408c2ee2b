"""When a report can be filed, and what it means for the money. Values in, answers out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.applications.budget import Budget
from grants.monitoring import content as shape
from grants.monitoring.settlement import Comparison, Settlement, check_spending, compare, settle
from grants.monitoring.states import ReturnReason
from tenants.gates.refusals import Refusal, raise_all
from tenants.office import law
from tenants.office.deadlines import add_days, next_working_day, unused_return_due
from tenants.office.money import ZERO


class Incomplete(Refusal):
    """Something the report must say is missing, or does not add up."""


class WrongDay(Refusal):
    """A day that has not come, or comes before the money left."""


def compared(agreed: Budget, content: Mapping[str, Any], *, shift_percent: Decimal | None) -> Comparison:
    """The agreed costs beside those reported. Amounts of costs the budget does not have are left out."""
    known = {line.code for line in agreed.lines}
    actual = {code: amount for code, amount in shape.lines_of(content).items() if code in known}
    return compare(agreed, actual, shift_percent=shift_percent)


def check_complete(
    content: Mapping[str, Any], comparison: Comparison, *, paid: Decimal, form: str = shape.FULL
) -> None:
    """Refuse a report that leaves out a text or a declaration its form asks for, or whose sources differ from its costs.

    Raises: Incomplete, with every flaw at its field.
    """
    asked = shape.ASKED[form]
    flaws: list[Refusal] = [
        Incomplete(_("Write this part of the report."), field=name)
        for name in asked.needed_texts
        if not content.get(name)
    ]
    sources = shape.sources_of(content)
    problems = check_spending(
        comparison, paid=paid, spent=sources["grant"], other=shape.other_of(sources), interest=sources["interest"]
    )
    flaws += [Incomplete(problem.message, field=FIELD.get(problem.field, problem.field)) for problem in problems]
    declared = content.get("declarations", {})
    flaws += [
        Incomplete(_("Confirm this declaration."), field=name)
        for name in asked.declarations
        if declared.get(name) is not True
    ]
    raise_all(flaws)


FIELD = {"sources": "grant", "other": "own_money"}


def settlement(content: Mapping[str, Any], comparison: Comparison, *, paid: Decimal) -> Settlement:
    """What goes back. Bank interest goes back too; the agreement's limit on growth makes the excess."""
    sources = shape.sources_of(content)
    return settle(paid=paid, spent=sources["grant"], interest=sources["interest"], excess=comparison.excess)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What a report adds up to while it is written."""

    costs: Decimal
    sources: Decimal
    settlement: Settlement

    @property
    def difference(self) -> Decimal:
        """Zero when the sources make up the costs."""
        return self.costs - self.sources


def sums(content: Mapping[str, Any], comparison: Comparison, *, paid: Decimal) -> Sums:
    given = shape.sources_of(content)
    return Sums(
        costs=comparison.actual(),
        sources=given["grant"] + shape.other_of(given),
        settlement=settlement(content, comparison, paid=paid),
    )


class WrongClaim(Refusal):
    """More than was reckoned, or less without a word why."""


def claimed(due: Settlement, *, excess: Decimal | None, reason: str) -> Settlement:
    """What is asked back when the office claims this much as taken in excess; None: all that was reckoned.

    The agreement limits the growth of what the grant pays for, and a report does not say what paid for each cost: so
    what was reckoned over all costs is the most there can be. Raises: WrongClaim.
    """
    if excess is None:
        return due
    if not ZERO <= excess <= due.excess:
        sentence = _("The costs are %(amount)s above the permitted increase: no more can be claimed.")
        raise WrongClaim(sentence % {"amount": money(due.excess)}, field="excess")
    if excess < due.excess and not reason:
        raise WrongClaim(_("Say why less is claimed: it is kept in the history."), field="reason")
    return replace(due, excess=excess)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Money to be given back by that day."""

    amount: Decimal
    reason: ReturnReason
    due_on: date


def demands(due: Settlement, *, spend_until: date, today: date) -> list[Demand]:
    """What is asked back when the report is accepted, each kind with the day the finance act gives it.

    Unused money was due without being asked for, so its day may be past already.
    """
    unused_by = unused_return_due(spend_until)
    found_by = next_working_day(add_days(today, law.value("misuse_return_days", on=today)))
    asked = [
        Demand(amount=due.unused, reason=ReturnReason.UNUSED, due_on=unused_by),
        # Apart from the grant: it was never paid by the office, so it is no part of the programme's balance.
        Demand(amount=due.interest_to_return, reason=ReturnReason.INTEREST, due_on=unused_by),
        Demand(amount=due.excess, reason=ReturnReason.EXCESS, due_on=found_by),
    ]
    return [demand for demand in asked if demand.amount > 0]


def check_received_on(*, received_on: date, paid_on: date | None, today: date) -> None:
    """`paid_on`: the day the first of the grant left. Raises: WrongDay."""
    if received_on > today:
        raise WrongDay(_("The day the money came back has not come yet."), field="received_on")
    if paid_on is not None and received_on < paid_on:
        raise WrongDay(_("The money cannot come back before it was paid."), field="received_on")
