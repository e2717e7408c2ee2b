"""What a programme must hold before the council adopts it. Values in, refusals out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.templatetags.formats import money
from programmes.drafting.headings import HEADINGS, Heading
from tenants.gates.refusals import Refusal, raise_all


class PlannedOverBudget(Refusal):
    """The priority tasks together cost more than the programme has."""


class Incomplete(Refusal):
    """A point of art. 5a(4) is missing."""


def missing_headings(headings: Mapping[str, str]) -> list[Heading]:
    return [heading for heading in HEADINGS if not headings.get(heading.number, "").strip()]


def check_planned(*, budget: Decimal, planned: Sequence[Decimal]) -> None:
    """Refuse tasks that add up to more than the budget. Raises: PlannedOverBudget."""
    together = sum(planned, Decimal("0.00"))
    if together > budget:
        raise PlannedOverBudget(
            _(
                "The priority tasks add up to %(together)s, which is %(over)s more than the programme's budget of %(budget)s."
            )
            % {"together": money(together), "over": money(together - budget), "budget": money(budget)},
            field="budget",
        )


def check_adoptable(*, headings: Mapping[str, str], budget: Decimal, planned: Sequence[Decimal]) -> None:
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
    check_planned(budget=budget, planned=planned)
