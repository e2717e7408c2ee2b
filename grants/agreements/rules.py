"""What an agreement must be before it is signed, and when money may leave. Values in, refusals out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from tenants.gates.refusals import Refusal, raise_all
from tenants.office import law

# The framework agreement leaves this many days after the task to pay its last bills (docs/law.md#spending-term).
DAYS_TO_PAY_BILLS = timedelta(days=14)


class TranchesDiffer(Refusal):
    """The tranches do not add up to the grant."""


class WrongTerm(Refusal):
    """Dates that the law, or the task itself, does not allow."""


class WrongDay(Refusal):
    """A day that cannot be: before the agreement, or not come yet."""


@dataclass(frozen=True)
class TranchePlan:
    amount: Decimal
    due_on: date


def usual_spending_end(task_to: date) -> date:
    """Two weeks after the task, but never past the budget year (public finance act, art. 221(3))."""
    return min(task_to + DAYS_TO_PAY_BILLS, date(task_to.year, 12, 31))


def check_terms(*, task_from: date, task_to: date, spend_until: date) -> None:
    """Raises: WrongTerm, each at its field."""
    years = law.value("agreement_years", on=task_from)
    refusals: list[Refusal] = []
    if task_to < task_from:
        refusals.append(WrongTerm(_("The task ends before it starts."), field="task_to"))
    if task_to > _same_day(task_from, years):
        refusals.append(
            WrongTerm(_("An agreement may last at most %(years)s years.") % {"years": years}, field="task_to")
        )
    if spend_until < task_from:
        refusals.append(WrongTerm(_("The grant cannot have to be spent before the task starts."), field="spend_until"))
    if spend_until > date(task_to.year, 12, 31):
        refusals.append(
            WrongTerm(
                _("The grant must be spent by 31 December of the budget year: by %(day)s.")
                % {"day": f"31.12.{task_to.year}"},
                field="spend_until",
            )
        )
    raise_all(refusals)


def _same_day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def check_tranches(plan: Sequence[TranchePlan], *, grant: Decimal, spend_until: date) -> None:
    """Refuse tranches that differ from the grant by a grosz, or come after the money must be spent.

    Raises: TranchesDiffer, WrongTerm.
    """
    if any(tranche.amount <= 0 for tranche in plan):
        raise TranchesDiffer(_("Each tranche is at least one grosz."), field="tranches")
    together = sum((tranche.amount for tranche in plan), Decimal("0.00"))
    if together != grant:
        raise TranchesDiffer(
            _("The tranches add up to %(together)s, the grant is %(grant)s: a difference of %(difference)s.")
            % {"together": money(together), "grant": money(grant), "difference": money(abs(grant - together))},
            field="tranches",
        )
    if any(tranche.due_on > spend_until for tranche in plan):
        raise WrongTerm(_("A tranche cannot be due after the day by which the grant must be spent."), field="tranches")


def check_signed_on(*, signed_on: date, made_on: date, today: date) -> None:
    """Raises: WrongDay."""
    if signed_on > today:
        raise WrongDay(_("The agreement cannot be concluded on a day that has not come yet."), field="signed_on")
    if signed_on < made_on:
        sentence = _("The agreement was made on %(day)s: it cannot have been concluded before.")
        raise WrongDay(sentence % {"day": date_format(made_on, "j E Y")}, field="signed_on")


def check_paid_on(*, paid_on: date, signed_on: date | None, today: date) -> None:
    """Raises: WrongDay."""
    if paid_on > today:
        raise WrongDay(_("The day of payment has not come yet."), field="paid_on")
    if signed_on is None or paid_on < signed_on:
        raise WrongDay(_("The money cannot leave before the agreement is concluded."), field="paid_on")
