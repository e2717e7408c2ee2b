"""What two people wrote in one field, side by side, for one of them to choose."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from grants.applications import merging
from grants.applications.budget_form import BudgetForm
from grants.applications.rows import Row, Rows
from grants.applications.saving import form_of


@dataclass(frozen=True)
class Written:
    """A field as a form shows it: the name it is posted by, its text there, and its text for reading."""

    label: str
    name: str
    text: str
    shown: str
    several: tuple[str, ...] | None = None  # of a field that takes several answers


@dataclass(frozen=True)
class Choice:
    path: str
    label: str
    mine: str
    theirs: str


def choices(form: Any, section: str, content: Mapping[str, Any], paths: Collection[str]) -> list[Choice]:
    """For each of the fields: what the form holds, and what is stored."""
    mine, theirs = written(form), written(_stored(form, section, content))
    return [
        Choice(path, _label(mine.get(path) or theirs.get(path)), _read(mine.get(path)), _read(theirs.get(path)))
        for path in paths
    ]


def _stored(form: Any, section: str, content: Mapping[str, Any]) -> Any:
    """A form like this one with what is stored."""
    return form_of(section, content, questions=getattr(form, "questions", ()))


def with_theirs(form: Any, section: str, content: Mapping[str, Any], posted: QueryDict, path: str) -> QueryDict:
    """What was posted, with what is stored in that field."""
    mine, theirs = written(form).get(path, []), written(_stored(form, section, content)).get(path, [])
    changed = posted.copy()
    for here, there in zip(mine, theirs, strict=False):
        changed[here.name] = there.text
        if there.several is not None:
            changed.setlist(here.name, list(there.several))
        elif not there.text:
            del changed[here.name]
    return changed


def brought(form: Any, section: str, typed: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, str]:
    """Fields that others changed meanwhile, for a page that stays open: by the name they are posted by."""
    stored = content.get(section, {})
    mine, theirs = written(form), written(_stored(form, section, content))
    return {
        here.name: there.text
        for path in merging.changed(typed, stored)
        for here, there in zip(mine.get(path, []), theirs.get(path, []), strict=False)
        if there.several is None
    }


def written(form: Any) -> dict[str, list[Written]]:
    """By the path of a field (merging.Conflict.path); an amount split over years is several."""
    if isinstance(form, BudgetForm):
        found = {f"sources.{name}": one for name, one in _plain(form.sources)}
        for group in form.groups:
            for row in group.table.rows:
                _add(found, "lines", row, group.name_of(row))
        return found
    found = dict(_plain(form))
    for table in form.tables:
        for row in _rows(table):
            _add(found, "rows", row, _("Row %(number)s") % {"number": row.number})
    return found


def _rows(table: Rows) -> list[Row]:
    return table.rows


def _plain(form: forms.Form) -> Iterator[tuple[str, list[Written]]]:
    for name, field in form.fields.items():
        bound = form[name]
        value = bound.value()
        if isinstance(field, forms.MultipleChoiceField):
            chosen = tuple(str(one) for one in value or ())
            yield name, [Written(str(bound.label), bound.html_name, "", ", ".join(chosen), chosen)]
            continue
        text = field.widget.format_value(value) if not isinstance(field, forms.BooleanField) else "on" if value else ""
        if isinstance(text, list):
            text = text[0] if text else ""
        options = dict(getattr(field, "choices", []))
        shown = str(options.get(value, text or ""))
        if isinstance(field, forms.BooleanField):
            shown = _("yes") if value else _("no")
        yield name, [Written(str(bound.label), bound.html_name, str(text or ""), shown)]


def _add(found: dict[str, list[Written]], table: str, row: Row, name: str) -> None:
    for cell in row.cells:
        field = "years" if cell.column.name.startswith("year_") else cell.column.name
        if row.code and cell.kind != "hidden":
            path = f"{table}.{row.code}.{field}"
            found.setdefault(path, []).append(Written(f"{name}, {cell.label}", cell.name, cell.value, cell.value))


def _label(fields: list[Written] | None) -> str:
    return fields[0].label if fields else _("The place of a cost")


def _read(fields: list[Written] | None) -> str:
    return " / ".join(one.shown or "–" for one in fields or ())
