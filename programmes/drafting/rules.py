"""What a programme must hold before the council adopts it. Values in, refusals out."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.templatetags.formats import money
from programmes.drafting.headings import HEADINGS, Heading
from tenants.gates.refusals import Refusal, raise_all
from tenants.office import law
from tenants.office.money import GROSZ, HUNDRED, ZERO


class PlannedOverBudget(Refusal):
    """The priority tasks together cost more than the programme has."""


class SmallGrantsOverLimit(Refusal):
    """More is meant for small grants than the law lets a town pass without a call."""


class Incomplete(Refusal):
    """A point of art. 5a(4) is missing."""


def missing_headings(headings: Mapping[str, str]) -> list[Heading]:
    return [heading for heading in HEADINGS if not headings.get(heading.number, "").strip()]


def most_for_small_grants(planned: Decimal, *, on: date) -> Decimal:
    """The greatest pool of small grants of a year in which so much is planned in grants; to the grosz below."""
    share = planned * law.value("small_grant_pool_percent", on=on) / HUNDRED
    return share.quantize(GROSZ, rounding=ROUND_DOWN)


def check_small_grants(*, small_grants: Decimal, budget: Decimal, year: int) -> None:
    """Refuse a pool over the limit of art. 19a. Raises: SmallGrantsOverLimit."""
    if not small_grants:
        return
    on = date(year, 1, 1)
    most = most_for_small_grants(budget, on=on)
    if small_grants > most:
        raise SmallGrantsOverLimit(
            _("Small grants may take at most %(percent)s%% of the amount planned: %(most)s.")
            % {"percent": law.value("small_grant_pool_percent", on=on), "most": money(most)},
            field="small_grants",
        )


def check_planned(*, budget: Decimal, planned: Sequence[Decimal], small_grants: Decimal = ZERO) -> None:
    """Refuse tasks that, with the small grants, add up to more than the budget. Raises: PlannedOverBudget."""
    together = sum(planned, small_grants)
    if together > budget:
        sentence = _(
            "The priority tasks add up to %(together)s, which is %(over)s more than the programme's budget of %(budget)s."
        )
        if small_grants:
            sentence = _(
                "The priority tasks and small grants add up to %(together)s, which is %(over)s more than the programme's budget of %(budget)s."
            )
        raise PlannedOverBudget(
            sentence % {"together": money(together), "over": money(together - budget), "budget": money(budget)},
            field="budget",
        )


def check_adoptable(
    *, headings: Mapping[str, str], budget: Decimal, planned: Sequence[Decimal], small_grants: Decimal = ZERO
) -> None:
    """Refuse a programme without one of the eleven points, or without a task. Raises: Incomplete, PlannedOverBudget."""
    refusals: list[Refusal] = [
        Incomplete(
            _("Point %(number)s is empty: %(label)s.") % {"number": heading.number, "label": heading.label},
            field=f"heading_{heading.number}",
        )
        for heading in missing_headings(headings)
    ]
    if not planned:
        refusals.append(Incomplete(gettext_lazy("Add at least one priority task.")))
    raise_all(refusals)
    check_planned(budget=budget, planned=planned, small_grants=small_grants)
