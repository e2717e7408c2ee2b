"""The cost table and the sources as they are typed: a table for each action, one for administration, and V.B."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from frontend.listing import Mistake, mistakes
from frontend.rows import rearranged
from grants.applications import content as shape
from grants.applications import rows
from grants.applications.budget import ACTIONS, ADMINISTRATION, Budget, CostLine, Sources, dump, parse
from grants.applications.budget_years import in_years
from grants.applications.forms import SourcesForm
from grants.applications.official import OFFER_2018
from grants.applications.rows import Rows, decimal

COSTS = OFFER_2018.section("V").field("costs")
LOOSE = "loose"  # costs whose action was taken out of the schedule
OF_ACTION = re.compile(r"g([a-z]\d{1,4})-TOTAL_FORMS")


@dataclass
class Group:
    """One table of costs. `action` is the action's number in the schedule, None in group II."""

    number: str
    name: str
    table: Rows
    group: str
    action: int | None
    loose: bool = False

    def name_of(self, row: rows.Row) -> str:
        return _("Cost %(number)s") % {"number": f"{self.number}{row.number}"}


class BudgetForm:
    """`actions` are the schedule's rows; `years` those of the task; `stored` the budget's document."""

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        stored: Mapping[str, Any],
        actions: Sequence[Mapping[str, Any]],
        years: Sequence[int],
        problems: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.posted, self.actions, self.years = posted, actions, list(years) if len(years) > 1 else []
        self.problems = problems or {}
        self.lines = list(stored.get("lines") or [])
        self.placed = {line["code"]: line["action"] for line in self.lines}
        self.sources = SourcesForm(posted, stored=stored.get("sources") or {}, problems=self._of("sources."))
        self.general = [*self.problems.get("costs", ()), *self.problems.get("sources", ())]
        self.groups = [
            self._group(f"I.{place}.", row["name"], f"g{row['code']}", ACTIONS, place)
            for place, row in enumerate(actions, start=1)
        ]
        for prefix in (LOOSE, *self._of_actions_gone()):
            loose = self._group("I.", _("Costs without an action"), prefix, ACTIONS, None, loose=True)
            if loose.table.rows:
                self.groups.append(loose)
        self.groups.append(self._group("II.", COSTS.groups[1].label, "admin", ADMINISTRATION, None))

    @classmethod
    def rearranged(cls, posted: QueryDict, **given: Any) -> "BudgetForm | None":
        """The form with rows as the pressed button wants them; None when no such button was pressed."""
        for group in cls(posted, **given).groups:
            if changed := rearranged(posted, group.table.prefix):
                form = cls(changed, **given)
                for one in form.groups:
                    one.table.quiet()
                form.sources._errors = ErrorDict()
                return form
        return None

    def is_valid(self) -> bool:
        return all([self.sources.is_valid(), not self.general, *(group.table.valid for group in self.groups)])

    def add_error(self, field: str | None, sentence: str) -> None:
        """Put a refusal of the action where the person can see it."""
        if field and field.startswith("sources.") and field[8:] in self.sources.fields:
            self.sources.add_error(field[8:], sentence)
        else:
            self.general.append(sentence)

    def values(self) -> dict[str, Any]:
        """The budget's document. Only when valid."""
        typed = self.sources.cleaned_data
        return {
            "years": self.years,
            "lines": [self._line(group, row) for group in self.groups for row in group.table.values()],
            "sources": {name: typed.get(name) or Decimal(0) for name in Sources.__slots__},
        }

    def so_far(self) -> tuple[Budget, dict[str, Decimal]]:
        """The sums of what can be read so far, and each row's value by the row's prefix."""
        if self.posted is None:
            typed = self.sources.stored
        else:
            self.sources.is_valid()
            typed = getattr(self.sources, "cleaned_data", {})
        lines, by_row = [], {}
        for group in self.groups:
            for row in group.table.rows:
                line = self._cost_line(group, row)
                by_row[row.prefix] = line.value
                lines.append(line)
        sources = Sources(**{name: decimal(typed.get(name)) for name in Sources.__slots__})
        return Budget(lines=tuple(lines), sources=sources, years=tuple(self.years)), by_row

    def mistakes(self) -> list[Mistake]:
        found = [Mistake("", sentence, "costs") for sentence in self.general]
        for group in self.groups:
            found += group.table.mistakes(group.name_of)
        return found + mistakes([self.sources])

    def _of_actions_gone(self) -> list[str]:
        """Tables of the page whose action somebody else took out of the schedule meanwhile: what is typed there stays."""
        named = [found[1] for name in self.posted or () if (found := OF_ACTION.fullmatch(name))]
        known = {row["code"] for row in self.actions}
        return [f"g{code}" for code in named if code not in known]

    def _group(
        self, number: str, name: str, prefix: str, code: str, action: int | None, *, loose: bool = False
    ) -> Group:
        columns = self._columns(loose=loose)
        known = [row["code"] for row in self.actions]
        stored = [
            {**line, **self._amounts(line)}
            for line in self.lines
            if line["group"] == code
            and (
                line["action"] == action or (prefix == LOOSE and (line["action"] or 0) not in range(1, len(known) + 1))
            )
        ]
        table = Rows(
            prefix, columns, posted=self.posted, stored=stored, least=0 if loose else 1, problems=self._of_lines(stored)
        )
        return Group(number, name, table, code, action, loose)

    def _columns(self, *, loose: bool) -> tuple[rows.Column, ...]:
        columns = [
            rows.hidden("code"),
            rows.text("name", COSTS.column("cost_kind").label),
            rows.text("unit", COSTS.column("unit_kind").label),
            rows.money("unit_cost", COSTS.column("unit_cost").label),
            rows.number("quantity", COSTS.column("quantity").label),
            *(rows.money(f"year_{year}", year) for year in self.years),
        ]
        if loose:
            places = [("", "–"), *((str(n), f"I.{n}. {row['name']}") for n, row in enumerate(self.actions, start=1))]
            columns.append(rows.choice("action", _("Move to the action"), places))
        return tuple(columns)

    def _amounts(self, line: Mapping[str, Any]) -> dict[str, Any]:
        parts = [Decimal(part) for part in line.get("years") or []]
        amounts: dict[str, Any] = {
            "unit_cost": Decimal(line["unit_cost"]),
            "quantity": Decimal(line["quantity"]),
            "action": "",
        }
        amounts.update(
            {f"year_{year}": parts[place] if place < len(parts) else None for place, year in enumerate(self.years)}
        )
        return amounts

    def _line(self, group: Group, row: Mapping[str, Any]) -> dict[str, Any]:
        action = group.action
        if group.loose:
            chosen = str(row.get("action") or "")
            action = int(chosen) if chosen.isdecimal() else self.placed.get(row.get("code"))
        parts = [decimal(row.get(f"year_{year}")) for year in self.years]
        return {
            "code": row.get("code") or "",
            "group": group.group,
            "action": action,
            "name": row["name"],
            "unit": row["unit"],
            "unit_cost": decimal(row["unit_cost"]),
            "quantity": decimal(row["quantity"]),
            "years": parts if any(parts) else [],
        }

    def _cost_line(self, group: Group, row: rows.Row) -> CostLine:
        said = row.values
        return CostLine(
            code=row.prefix,
            group=group.group,
            action=group.action,
            name="",
            unit="",
            unit_cost=decimal(said.get("unit_cost")),
            quantity=decimal(said.get("quantity")),
            years=tuple(decimal(said.get(f"year_{year}")) for year in self.years),
        )

    def _of(self, prefix: str) -> dict[str, Sequence[str]]:
        return {name.removeprefix(prefix): some for name, some in self.problems.items() if name.startswith(prefix)}

    def _of_lines(self, stored: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Sequence[str]]]:
        found: dict[str, dict[str, Sequence[str]]] = {}
        for line in stored:
            code = line["code"]
            whole = self.problems.get(f"lines.{code}")
            found[code] = {**self._of(f"lines.{code}."), **({"": whole} if whole else {})}
        return found


def known(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a BudgetForm needs to know of the offer. While the days of the task are half typed its years are as before."""
    budget = parse(content.get(shape.BUDGET) or {})
    years = shape.years_of(content.get(shape.TASK, {})) or budget.years
    return {
        "stored": dump(in_years(budget, years)),
        "actions": content.get(shape.SCHEDULE, {}).get("rows", []),
        "years": years,
    }
