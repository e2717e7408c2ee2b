"""What a person tries out, typed or moved on a slider. Nothing of it is kept: it lives in the page's address."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from frontend.fields import Affixed, MoneyField, NumberField, PercentField
from grants.awards import whatif, whatif_words
from grants.awards.reading import LotTable
from grants.awards.rules import Line
from grants.awards.whatif import Effect, Scenario
from grants.calls.models import AmountRule, Call

COLUMNS = ("scenario", "optimum")
# A slider has a hundred places.
PLACES = 100


class PointsInput(Affixed):
    """A number of points."""


class WhatIfForm(forms.Form):
    minimum_points = NumberField(label=_("Least points"), widget=PointsInput)
    viable_percent = PercentField(
        label=_("Least viable part of what was asked"),
        required=False,
        help_text=_("A smaller grant would not let the task be done: the offer then gets nothing."),
    )
    cap = MoneyField(
        label=_("Most for one applicant"), required=False, help_text=_("All offers of one applicant in a lot together.")
    )
    small_up_to = MoneyField(
        label=_("A small applicant asks for at most"),
        required=False,
        help_text=_("In a lot, all offers together. Money can be set apart for them below."),
    )

    def __init__(self, query: QueryDict, *, call: Call, tables: Sequence[LotTable], points_max: int) -> None:
        usual = whatif.usual(call, tables)
        start: dict[str, Any] = {"rule": usual.rule, "minimum_points": usual.minimum_points}
        start |= {"viable_percent": usual.viable_percent}
        super().__init__(query if "rule" in query else None, initial=start)
        self.usual = usual
        self.tables = list(tables)
        without = set() if call.bands else {AmountRule.BANDS.value}
        choices = [pair for pair in AmountRule.choices if pair[0] not in without]
        self.fields["rule"] = forms.ChoiceField(label=_("How amounts are set"), choices=choices)
        asked = [row.application.requested for table in tables for row in table.rows]
        most = max(asked, default=Decimal(0))
        for table in self.tables:
            self._add(table)
        _slide(self.fields["minimum_points"], Decimal(points_max), step=Decimal("0.5"))
        _slide(self.fields["viable_percent"], Decimal(100), step=Decimal(5))
        _slide(self.fields["cap"], most * 2)
        _slide(self.fields["small_up_to"], most)

    def _add(self, table: LotTable) -> None:
        lot = table.lot
        named = {"lot": lot.title}
        several = len(self.tables) > 1
        self.fields[f"pool_{lot.pk}"] = MoneyField(
            label=_("Pool of “%(lot)s”") % named if several else _("Pool"),
            initial=lot.pool,
        )
        self.fields[f"small_{lot.pk}"] = MoneyField(
            label=_("Of it for small applicants: “%(lot)s”") % named if several else _("Of it for small applicants"),
            required=False,
        )
        _slide(self.fields[f"pool_{lot.pk}"], lot.pool * 2)
        _slide(self.fields[f"small_{lot.pk}"], lot.pool)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for table in self.tables:
            pool, small = typed.get(f"pool_{table.lot.pk}"), typed.get(f"small_{table.lot.pk}")
            if pool is not None and small is not None and small > pool:
                self.add_error(f"small_{table.lot.pk}", _("No more than the whole pool can be set apart."))
        return typed

    def scenario(self) -> Scenario | None:
        """What was asked for; the call's own rules before anything was; None of a mistake."""
        if not self.is_bound:
            return self.usual
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        return Scenario(
            rule=typed["rule"],
            minimum_points=typed["minimum_points"],
            viable_percent=typed["viable_percent"] or whatif.ZERO,
            cap=typed["cap"],
            small_up_to=typed["small_up_to"],
            pools={table.lot.pk: typed[f"pool_{table.lot.pk}"] for table in self.tables},
            small={table.lot.pk: typed[f"small_{table.lot.pk}"] or whatif.ZERO for table in self.tables},
        )


def _slide(field: forms.Field, most: Decimal, *, step: Decimal | None = None) -> None:
    """From nothing to `most`; the step of money is a round hundredth of it."""
    steps = [Decimal(n) for n in (1, 10, 50, 100, 500, 1000, 5000, 10000, 50000, 100000)]
    chosen = step or next((one for one in steps if one * PLACES >= most), steps[-1])
    top = -(-most // chosen) * chosen
    field.slider = {"max": str(top), "step": str(chosen)}  # type: ignore[attr-defined]


def effects(call: Call, tables: Sequence[LotTable], scenario: Scenario) -> list[Effect]:
    return [whatif.effect(call, table, scenario) for table in tables]


def lines_from(query: QueryDict, *, call: Call, tables: Sequence[LotTable]) -> dict[int, Line]:
    """The first lines of a proposal that came from a what-if; none if it did not, or cannot be read any more."""
    column = str(query.get("column"))
    if query.get("from") != "what-if" or column not in COLUMNS:
        return {}
    scenario = WhatIfForm(query, call=call, tables=tables, points_max=0).scenario()
    if scenario is None:
        return {}
    found = effects(call, tables, scenario)
    reasons = {offer: text for one in found for offer, text in whatif_words.reasons(one, column).items()}
    return whatif.lines(found, column, reasons)
