"""The four limits of art. 19a, each a check of its own: at filing, at the award and at each payment.

Figures are dated (docs/law.md#small-grants); `on` is the day of the step. Values in, refusals out.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from programmes.drafting.rules import most_for_small_grants
from tenants.gates.refusals import Refusal
from tenants.office import law


class OverLimit(Refusal):
    """More than art. 19a lets a town commission without a call."""


def check_grant(grant: Decimal, *, on: date) -> None:
    """The grant for one task; other money may come on top of it. Raises: OverLimit."""
    most = Decimal(law.value("small_grant_zloty", on=on))
    if grant > most:
        raise OverLimit(
            _("A small grant is at most %(most)s for a task; this is %(grant)s.")
            % {"most": money(most), "grant": money(grant)},
            field="costs",
        )


def days_of(task_from: date, task_to: date) -> int:
    """How long a task lasts: its first and its last day both count."""
    return (task_to - task_from).days + 1


def check_length(task_from: date, task_to: date, *, on: date) -> None:
    """How long the task lasts. Raises: OverLimit."""
    most, days = law.value("small_grant_task_days", on=on), days_of(task_from, task_to)
    if days > most:
        raise OverLimit(
            _("A task of a small grant lasts at most %(most)s days; this one lasts %(days)s.")
            % {"most": most, "days": days},
            field="end",
        )


def check_yearly(grant: Decimal, *, passed: Decimal, on: date) -> None:
    """What one organisation gets in a calendar year; `passed`: what it got, or was promised, so far. Raises: OverLimit."""
    most = Decimal(law.value("small_grant_yearly_zloty", on=on))
    if passed + grant > most:
        raise OverLimit(
            _(
                "One organisation gets at most %(most)s of small grants from a town in a year. "
                "With %(passed)s so far, this %(grant)s is too much."
            )
            % {"most": money(most), "passed": money(passed), "grant": money(grant)},
            field="costs",
        )


def pool_of(*, planned: Decimal, pool: Decimal, on: date) -> Decimal:
    """What a town may pass in a budget year: the law's share of the grants planned, or its own smaller amount."""
    return min(pool, most_for_small_grants(planned, on=on))


def check_pool(grant: Decimal, *, taken: Decimal, planned: Decimal, pool: Decimal, on: date) -> None:
    """What all organisations get in a budget year. `planned`: grants planned for the year; `pool`: the programme's
    amount for small grants; `taken`: promised or passed so far. Raises: OverLimit."""
    most = pool_of(planned=planned, pool=pool, on=on)
    if taken + grant > most:
        raise OverLimit(
            _("The town's small grants of the year are limited to %(most)s, of which %(left)s is left.")
            % {"most": money(most), "left": money(max(most - taken, Decimal("0.00")))},
            field="costs",
        )
