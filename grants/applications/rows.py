"""Rows typed in a table: read, checked cell by cell, and drawn again exactly as they were typed.

Lighter than a formset: one field object serves every row, and the templates draw plain inputs. The names are those
of a formset, so `frontend.rows` and its script add, remove and move these rows too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from frontend.fields import DAY_FORMATS, MoneyField, NumberField
from frontend.listing import Mistake
from frontend.templatetags.formats import grouped, without_zeros
from grants.applications.content import unfit_amount
from tenants.office.money import ZERO

Mistakes = Mapping[str, Sequence[str]]
# As many as are read at all; that there are too many for the form, its rule says (content.MOST_ROWS).
MOST_READ = 2000


@dataclass(frozen=True)
class Column:
    """`read` makes the typed text a value or raises ValidationError; `write` makes a value text again."""

    name: str
    label: Any
    kind: str  # text, long, day, money, number, hidden, choice
    read: Callable[[str], Any] = str.strip
    write: Callable[[Any], str] = str
    choices: Sequence[tuple[Any, Any]] = ()


def text(name: str, label: Any) -> Column:
    return Column(name, label, "text")


def long_text(name: str, label: Any) -> Column:
    return Column(name, label, "long")


def hidden(name: str) -> Column:
    return Column(name, "", "hidden")


def day(name: str, label: Any) -> Column:
    typed = forms.DateField(required=False, input_formats=DAY_FORMATS)
    return Column(
        name, label, "day", typed.clean, lambda value: value.isoformat() if isinstance(value, date) else value or ""
    )


def money(name: str, label: Any) -> Column:
    return Column(
        name, label, "money", _number(MoneyField(required=False)), lambda value: _shown(value, grouped(value, 2))
    )


def number(name: str, label: Any) -> Column:
    return Column(
        name,
        label,
        "number",
        _number(NumberField(required=False)),
        lambda value: _shown(value, without_zeros(value, 2)),
    )


def choice(name: str, label: Any, choices: Sequence[tuple[Any, Any]]) -> Column:
    return Column(name, label, "choice", str.strip, str, choices)


def _number(typed: forms.Field) -> Callable[[str], Decimal | None]:
    def read(value: str) -> Decimal | None:
        amount = typed.clean(value)
        if amount is not None and (sentence := unfit_amount(amount)):
            raise ValidationError(str(sentence))
        return amount

    return read


def _shown(value: Decimal, written: str) -> str:
    return written if value else ""


@dataclass
class Cell:
    column: Column
    id: str
    name: str
    value: str
    errors: Sequence[str] = ()

    @property
    def label(self) -> Any:
        return self.column.label

    @property
    def kind(self) -> str:
        return self.column.kind

    @property
    def choices(self) -> list[tuple[Any, Any, bool]]:
        return [(code, label, str(code) == self.value) for code, label in self.column.choices]


@dataclass
class Row:
    prefix: str
    number: int
    code: str
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    errors: Sequence[str] = ()

    @property
    def blank(self) -> bool:
        return not any(cell.value.strip() for cell in self.cells if cell.kind not in {"hidden", "choice"})


class Rows:
    """The rows of one table: as posted, or as stored (`stored`, one mapping a row)."""

    def __init__(
        self,
        prefix: str,
        columns: Sequence[Column],
        *,
        posted: QueryDict | None = None,
        stored: Iterable[Mapping[str, Any]] = (),
        least: int = 1,
        problems: Mapping[str, Mistakes] | None = None,
    ) -> None:
        self.prefix = prefix
        self.columns = columns
        self.problems = problems or {}
        self.rows = self._typed(posted) if posted is not None else self._written(list(stored), least)

    @cached_property
    def empty(self) -> Row:
        """The row that the script copies."""
        return self._row("__prefix__", 0, {column.name: "" for column in self.columns})

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def valid(self) -> bool:
        return not any(cell.errors for row in self.rows for cell in row.cells)

    def values(self) -> list[dict[str, Any]]:
        """What was typed, as values; empty rows are left out. Only when valid."""
        return [row.values for row in self.rows if not row.blank]

    def mistakes(self, of: Callable[[Row], str]) -> list[Mistake]:
        """For the summary of a form; `of` names a row."""
        found = []
        for row in self.rows:
            found += [Mistake(of(row), sentence, f"row-{row.code}") for sentence in row.errors]
            for cell in row.cells:
                found += [Mistake(f"{of(row)}, {cell.label}", str(sentence), cell.id) for sentence in cell.errors]
        return found

    def quiet(self) -> "Rows":
        """Without mistakes: the person is still adding and moving rows."""
        for row in self.rows:
            row.errors = ()
            for cell in row.cells:
                cell.errors = ()
        return self

    def _typed(self, posted: QueryDict) -> list[Row]:
        total = posted.get(f"{self.prefix}-TOTAL_FORMS", "0")
        count = min(int(total), MOST_READ) if total.isdecimal() and total.isascii() else 0
        rows = []
        for place in range(count):
            typed = {column.name: posted.get(f"{self.prefix}-{place}-{column.name}", "") for column in self.columns}
            row = self._row(place, place + 1, typed)
            for cell in row.cells:
                try:
                    row.values[cell.column.name] = cell.column.read(cell.value)
                except ValidationError as wrong:
                    cell.errors = wrong.messages
            rows.append(row)
        return rows

    def _written(self, stored: Sequence[Mapping[str, Any]], least: int) -> list[Row]:
        rows = []
        for place, values in enumerate([*stored, *({} for _missing in range(least - len(stored)))]):
            texts = {
                column.name: column.write(values[column.name]) if values.get(column.name) not in (None, "") else ""
                for column in self.columns
            }
            row = self._row(place, place + 1, texts)
            row.values = dict(values)
            self._point_out(row)
            rows.append(row)
        return rows

    def _point_out(self, row: Row) -> None:
        """Set the problems of a stored row at its cells; those of the row itself at the row."""
        found = self.problems.get(row.code, {})
        for cell in row.cells:
            cell.errors = found.get(cell.column.name, ())
        row.errors = [
            one for name, some in found.items() if all(cell.column.name != name for cell in row.cells) for one in some
        ]

    def _row(self, place: int | str, number: int, texts: Mapping[str, str]) -> Row:
        prefix = f"{self.prefix}-{place}"
        cells = [
            Cell(column, f"id_{prefix}-{column.name}", f"{prefix}-{column.name}", texts[column.name])
            for column in self.columns
        ]
        return Row(prefix, number, texts.get("code", ""), cells)


def decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO
