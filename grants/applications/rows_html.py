"""A row of a table that is filled in, as HTML. Written as strings: a budget has dozens of rows and hundreds of cells."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from frontend.icons import icon
from grants.applications.rows import Cell, Row


def draw(row: Row, *, number: str = "", value: str | None = None) -> SafeString:
    """`number` comes before the row's own (I.2.); `value` fills a computed cell at the end. Every text is escaped."""
    shown = [cell for cell in row.cells if cell.kind != "hidden"]
    hidden = "".join(_hidden(cell) for cell in row.cells if cell.kind == "hidden")
    anchor = f' id="row-{escape(row.code)}"' if row.code else ""
    wrong = ' class="wrong"' if row.errors else ""
    cells = "".join(_cell(cell, row.errors if place == 0 else ()) for place, cell in enumerate(shown))
    # Every piece is either ours or escaped by the functions below.
    return mark_safe(
        f'<tr data-row{anchor}{wrong}><td class="no">{_handle(row)}{escape(number)}'
        f"<span data-row-number>{row.number or ''}</span></td>"
        f"{cells}{_value(row, value)}"
        f'<td class="c-tools">{hidden}<button type="submit" class="tool" name="remove" value="{escape(row.prefix)}" '
        f'formnovalidate data-remove-row><span class="visually-hidden">{escape(_("Remove the row"))}</span>'
        f"{icon('trash-2')}</button></td></tr>"
    )


def _handle(row: Row) -> str:
    """Moves the row: a press one place up, with script also by arrows and by dragging."""
    said = escape(_("Move the row up; arrow keys move it up and down"))
    return (
        f'<button type="submit" class="tool handle" name="up" value="{escape(row.prefix)}" formnovalidate '
        f'data-handle><span class="visually-hidden">{said}</span>{icon("grip-vertical")}</button>'
    )


def _hidden(cell: Cell) -> str:
    return f'<input type="hidden" name="{escape(cell.name)}" value="{escape(cell.value)}">'


def _value(row: Row, value: str | None) -> str:
    if value is None:
        return ""
    label = escape(_("Value"))
    return f'<td class="num c-value" data-label="{label}"><output id="id_{escape(row.prefix)}-value">{escape(value)}</output></td>'


def _cell(cell: Cell, also: object) -> str:
    errors = [*(also if isinstance(also, list | tuple) else ()), *cell.errors]
    said, names = "", f'name="{escape(cell.name)}" id="{escape(cell.id)}" aria-label="{escape(cell.label)}"'
    if errors:
        said = "".join(f"<p>{escape(one)}</p>" for one in errors)
        said = f'<div class="field-error" id="{escape(cell.id)}_error">{said}</div>'
        names += f' aria-describedby="{escape(cell.id)}_error"' + (' aria-invalid="true"' if cell.errors else "")
    css = f"c-{cell.kind} c-{cell.column.name}" + (" wrong" if cell.errors else "")
    return f'<td class="{css}" data-label="{escape(cell.label)}">{said}{_control(cell, names)}</td>'


def _control(cell: Cell, names: str) -> str:
    value = escape(cell.value)
    match cell.kind:
        case "long":
            return f'<textarea {names} rows="1">{value}</textarea>'
        case "choice":
            options = "".join(
                f'<option value="{escape(code)}"{" selected" if chosen else ""}>{escape(label)}</option>'
                for code, label, chosen in cell.choices
            )
            return f"<select {names}>{options}</select>"
        case "money":
            return f'<input type="text" inputmode="decimal" autocomplete="off" data-money {names} value="{value}">'
        case "number":
            return f'<input type="text" inputmode="decimal" autocomplete="off" {names} value="{value}">'
        case _:
            return f'<input type="text" {names} value="{value}">'
