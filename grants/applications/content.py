"""What an offer holds, section by section, in one canonical shape: equal offers are equal documents.

Texts are trimmed and in one Unicode form, days are ISO text, amounts are text with two decimals, empty rows are
dropped. A draft may be incomplete; only what cannot be what the field asks for is refused.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.applications.budget import Budget, Unreadable, dump, parse
from grants.applications.budget_limits import LARGEST
from grants.applications.costs import is_to_the_grosz
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.money import LARGEST as LARGEST_SUM
from tenants.office.texts import FEW_LINES, text

APPLICANT, TASK, SCHEDULE, RESULTS = "applicant", "task", "schedule", "results"
CAPACITY, BUDGET, OTHER, DECLARATIONS = "capacity", "budget", "other", "declarations"
SECTIONS = (APPLICANT, TASK, SCHEDULE, RESULTS, CAPACITY, BUDGET, OTHER, DECLARATIONS)
# Of a call that asks more than the form of the regulation (answers.py): absent from every other offer.
QUESTIONS = "questions"
WRITTEN = (*SECTIONS, QUESTIONS)
UPDATABLE = (SCHEDULE, BUDGET)

# Room in characters; from FEW_LINES on, a text may have several lines.
LINE, NAME, PARAGRAPHS = 300, 500, 20_000
MOST_ROWS = 200
DECLARED = ("d1", "d2", "d6", "d7")
ALTERNATIVES = {"d3": ("clear", "arrears"), "d4": ("clear", "arrears"), "d5": ("krs", "other")}
TEXTS: dict[str, dict[str, int]] = {
    APPLICANT: {"contact_name": LINE, "contact_phone": LINE, "contact_email": LINE},
    TASK: {"title": NAME, "description": PARAGRAPHS},
    SCHEDULE: {},
    RESULTS: {"direct_effect": PARAGRAPHS, "social_change": PARAGRAPHS, "sustainability": PARAGRAPHS},
    CAPACITY: {"previous_activity": PARAGRAPHS, "resources": PARAGRAPHS},
    OTHER: {"paid_text": PARAGRAPHS, "other_information": PARAGRAPHS},
    DECLARATIONS: {},
}
ACTION_TEXTS = {"name": NAME, "description": PARAGRAPHS, "target_group": FEW_LINES, "third_party": FEW_LINES}
RESULT_TEXTS = {"name": NAME, "target": NAME, "monitoring": FEW_LINES}


def normal(section: str, values: Mapping[str, Any], *, taken: Collection[str] = ()) -> dict[str, Any]:
    """The section in its canonical shape; keys it does not have are left out. Raises: Refusal at the field.

    A new row gets a code that is not among those `taken`, so that it is never taken for one that was removed.
    """
    if section == BUDGET:
        return _budget(values, taken)
    kept: dict[str, Any] = {name: text(values.get(name), most, name) for name, most in TEXTS[section].items()}
    if section == SCHEDULE:
        kept.update(_schedule(values, taken))
    if section == RESULTS:
        kept.update(_results(values, taken))
    kept.update(MORE.get(section, _nothing)(values))
    return kept


def codes_in(content: Mapping[str, Any], section: str) -> set[str]:
    """The codes of the rows of a section."""
    said = content.get(section) or {}
    return {row["code"] for row in said.get("lines" if section == BUDGET else "rows", []) if "code" in row}


def day(value: object, field: str) -> str:
    """ISO text of a day, or empty."""
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refusal(_("Give a day, for example 15.01.2027."), field=field) from None


def as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def one_of(value: object, allowed: Collection[str], field: str) -> str:
    if value in (None, ""):
        return ""
    if value not in allowed:
        raise Refusal(_("Choose one of the answers."), field=field)
    return str(value)


def years_of(task: Mapping[str, Any]) -> tuple[int, ...]:
    """The calendar years of the task, in order; none while its days are not given."""
    start, end = as_day(task.get("start")), as_day(task.get("end"))
    if start is None or end is None or start > end or end.year - start.year > 10:
        return ()
    return tuple(range(start.year, end.year + 1))


def _nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _task(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: day(values.get(name), name) for name in ("start", "end")}


def _schedule(values: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    rows = []
    for place, row in enumerate(_rows(values), start=1):
        where = f"rows.{place}"
        kept = {name: text(row.get(name), most, f"{where}.{name}") for name, most in ACTION_TEXTS.items()}
        kept.update({name: day(row.get(name), f"{where}.{name}") for name in ("start", "end")})
        rows.append((str(row.get("code") or ""), kept))
    return {"rows": _coded([(code, row) for code, row in rows if any(row.values())], "a", taken)}


def _results(values: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    rows = []
    for place, row in enumerate(_rows(values), start=1):
        kept = {name: text(row.get(name), most, f"rows.{place}.{name}") for name, most in RESULT_TEXTS.items()}
        rows.append((str(row.get("code") or ""), kept))
    return {"rows": _coded([(code, row) for code, row in rows if any(row.values())], "r", taken)}


def _other(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"paid_or_free": one_of(values.get("paid_or_free"), ("free", "paid"), "paid_or_free")}


def _declarations(values: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: values.get(name) is True for name in DECLARED}
    kept.update({name: one_of(values.get(name), allowed, name) for name, allowed in ALTERNATIVES.items()})
    return kept


MORE: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    TASK: _task,
    OTHER: _other,
    DECLARATIONS: _declarations,
}


def _rows(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = values.get("rows") or []
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        raise Refusal(_("This must be a table."), field="rows")
    if len(rows) > MOST_ROWS:
        raise Refusal(_("There is room for %(most)d rows.") % {"most": MOST_ROWS}, field="rows")
    return list(rows)


def _coded(rows: list[tuple[str, dict[str, Any]]], letter: str, before: Collection[str]) -> list[dict[str, Any]]:
    """Each row with a lasting name of its own: its code stays when rows are moved or taken out."""
    taken: set[str] = set()
    free = (f"{letter}{number}" for number in range(1, 10_000))
    given = {code for code, _row in rows} | set(before)
    coded = []
    for code, row in rows:
        if not re.fullmatch(r"[a-z]\d{1,4}", code) or code in taken:
            code = next(one for one in free if one not in taken and one not in given)
        taken.add(code)
        coded.append({"code": code, **row})
    return coded


def _budget(values: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    lines = values.get("lines") or []
    if not isinstance(lines, list | tuple) or not all(isinstance(line, Mapping) for line in lines):
        raise Refusal(_("This must be a table."), field="costs")
    if len(lines) > MOST_ROWS:
        raise Refusal(_("There is room for %(most)d rows.") % {"most": MOST_ROWS}, field="costs")
    plain = []
    for line in lines:
        where = f"lines.{line.get('code') or ''}"
        texts = {name: text(line.get(name), LINE, f"{where}.{name}") for name in ("name", "unit")}
        plain.append((str(line.get("code") or ""), {**line, **texts}))
    try:
        coded = _coded([(code, _without_code(line)) for code, line in plain], "k", taken)
        budget = parse({**values, "lines": coded})
    except Unreadable:
        raise Refusal(
            _("One of the amounts cannot be read. Give it in digits, for example 1 234,50."), field="costs"
        ) from None
    raise_all(list(_unfit(budget)))
    return dump(budget)


def _without_code(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "code"}


def _unfit(budget: Budget) -> Iterable[Refusal]:
    """Amounts that can be no amounts, whatever the rest of the draft will be."""
    amounts = [(f"sources.{name}", getattr(budget.sources, name)) for name in budget.sources.__slots__]
    for line in budget.lines:
        amounts += [(f"lines.{line.code}.unit_cost", line.unit_cost), (f"lines.{line.code}.quantity", line.quantity)]
        amounts += [(f"lines.{line.code}.years", part) for part in line.years]
        amounts.append((f"lines.{line.code}", line.value))
    for field, amount in amounts:
        if sentence := unfit_amount(amount):
            yield Refusal(sentence, field=field)
    if budget.total > LARGEST_SUM:
        yield Refusal(_("All costs together are too large. Check the numbers."), field="costs")


def unfit_amount(amount: Decimal) -> object:
    if amount < 0:
        return _("The amount cannot be negative.")
    if amount > LARGEST:
        return _("This amount is too large. Check the number.")
    if not is_to_the_grosz(amount):
        return _("Give the amount to the grosz: at most two digits after the comma.")
    return ""
