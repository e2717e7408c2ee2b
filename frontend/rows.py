"""Rows of a formset added, removed and moved by plain submit buttons, without script.

`if data := rearranged(request.POST, prefix): formset = quiet(CostRows(data, prefix=prefix))` and draw
the page again. For formsets of plain forms: rows are values, none of them is tied to a stored object.
"""

import re

from django.forms import BaseFormSet
from django.forms.renderers import get_default_renderer
from django.forms.utils import ErrorDict
from django.http import QueryDict

BUTTONS = ("remove", "up", "down")


def rearranged(posted: QueryDict, prefix: str) -> QueryDict | None:
    """What was typed, with the rows as the pressed button wants them; None when no such button was pressed."""
    count = _count(posted, prefix)
    rows = list(range(count))
    if posted.get("add") == prefix:
        rows.append(count)
    elif (pressed := _pressed(posted, prefix, count)) is not None:
        button, row = pressed
        rows.remove(row)
        if button != "remove":
            rows.insert(max(0, row + (1 if button == "down" else -1)), row)
    else:
        return None
    return _renumbered(posted, prefix, rows)


def quiet(formset: BaseFormSet) -> BaseFormSet:
    """The same formset without errors: the person has not finished typing."""
    for form in formset.forms:
        form._errors = ErrorDict(renderer=form.renderer)
        form.cleaned_data = {}
    formset.__dict__.update(
        _errors=[form._errors for form in formset.forms],
        _non_form_errors=formset.error_class(renderer=get_default_renderer()),
    )
    return formset


def _count(posted: QueryDict, prefix: str) -> int:
    total = posted.get(f"{prefix}-TOTAL_FORMS", "0")
    return min(int(total), 2000) if total.isdecimal() else 0


def _pressed(posted: QueryDict, prefix: str, count: int) -> tuple[str, int] | None:
    for button in BUTTONS:
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,4}})", posted.get(button, ""))
        if found and int(found[1]) < count:
            return button, int(found[1])
    return None


def _renumbered(posted: QueryDict, prefix: str, rows: list[int]) -> QueryDict:
    place = {old: new for new, old in enumerate(rows)}
    names = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", re.DOTALL)
    changed = QueryDict(mutable=True)
    for name, values in posted.lists():
        found = names.fullmatch(name)
        if name in ("add", *BUTTONS) or (found and int(found[1]) not in place):
            continue
        changed.setlist(f"{prefix}-{place[int(found[1])]}-{found[2]}" if found else name, values)
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    changed[f"{prefix}-INITIAL_FORMS"] = "0"
    return changed
