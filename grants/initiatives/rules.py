"""What a proposal must say, when the answer is due, what the answer must say. Values in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grants.applications import content as offers
from tenants.gates.refusals import Refusal, Stale, raise_all
from tenants.office import law
from tenants.office.deadlines import add_months, local_day, next_working_day
from tenants.office.money import ZERO
from tenants.registry.spheres import SPHERES

NUMBERS = tuple(sphere.number for sphere in SPHERES)
# What art. 12(2) has the executive weigh: docs/law.md#own-initiative.
WEIGHED = ("priority", "quality", "funds", "benefits")


class Incomplete(Refusal):
    """Something the law, or an answer, needs is missing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`field` is the page's field id after "id_"."""

    field: str
    sentence: str


def normal(values: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal as it is stored; a draft may be incomplete. Raises: Refusal at the field."""
    costs = _costs(values.get("costs") or [])
    return {
        "title": offers.text(values.get("title"), offers.NAME, "title"),
        "sphere": offers.one_of(values.get("sphere"), NUMBERS, "sphere"),
        "description": offers.text(values.get("description"), offers.PARAGRAPHS, "description"),
        "costs": costs,
        "total": sum((Decimal(row["amount"]) for row in costs), ZERO),
    }


def _costs(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    if len(rows) > offers.MOST_ROWS:
        raise Refusal(_("There is room for %(most)d rows.") % {"most": offers.MOST_ROWS}, field="costs")
    kept = []
    for place, row in enumerate(rows, start=1):
        name = offers.text(row.get("name"), offers.LINE, f"costs.{place}.name")
        amount = row.get("amount") or ZERO
        if sentence := offers.unfit_amount(amount):
            raise Refusal(sentence, field="costs")
        if name or amount:
            kept.append({"name": name, "amount": f"{amount:.2f}"})
    return kept


def gaps(*, title: str, sphere: str, description: str, costs: Sequence[Mapping[str, str]]) -> list[Gap]:
    """What art. 12(1) wants at least: a description and an estimated calculation."""
    found = []
    if not title:
        found.append(Gap("title", _("Give the task a title.")))
    if not sphere:
        found.append(Gap("sphere", _("Choose the kind of the task.")))
    if not description:
        found.append(Gap("description", _("Describe the task.")))
    if not costs:
        found.append(Gap("costs", _("Write at least one cost.")))
    for number, row in enumerate(costs, start=1):
        if not row["name"]:
            found.append(Gap("costs", _("Cost %(number)d: say what it is.") % {"number": number}))
        if Decimal(row["amount"]) <= ZERO:
            found.append(Gap("costs", _("Cost %(number)d: give its amount.") % {"number": number}))
    return found


def check_complete(**said: Any) -> None:
    """Raises: Incomplete, every gap at its field."""
    raise_all([Incomplete(gap.sentence, field=gap.field) for gap in gaps(**said)])


def answer_due(filed_at: datetime) -> date:
    """The last day of the answer: months after the day it came, moved off a day off (KPA art. 57 § 3 and 4)."""
    received = local_day(filed_at)
    return next_working_day(add_months(received, law.value("initiative_answer_months", on=received)))


def check_weighed(weighing: Mapping[str, str]) -> None:
    """Raises: Incomplete."""
    if not all(weighing.get(name) for name in WEIGHED):
        raise Incomplete(_("First write down how each of the four matters was weighed."))


def check_call_on(call_on: date, *, today: date) -> None:
    if call_on < today:
        raise Refusal(_("The day of announcing the call cannot have passed."), field="call_on")


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(_("Give the reason: the organisation will read it."), field="reason")


def check_revision(now: int, opened: int, *, who: str) -> None:
    """Raises: Stale."""
    if now != opened:
        raise Stale(
            _("%(who)s saved this proposal after you opened it. What you typed is kept below: compare and save again.")
            % {"who": who}
        )
