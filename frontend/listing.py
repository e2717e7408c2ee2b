"""Lists whose state lies in the address: sorting, pages, and the mistakes of a form."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.icons import icon


class PageLink(NamedTuple):
    label: str
    url: str
    current: bool


class Mistake(NamedTuple):
    where: str
    text: str
    target: str


def address(query: QueryDict, **changes: str) -> str:
    """The same list with some parameters changed; an empty value removes one."""
    changed = query.copy()
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return f"?{changed.urlencode()}"


def column(query: QueryDict | None, label: object, key: str, numeric: bool, default: str) -> SafeString:
    css = SafeString(' class="num"') if numeric else SafeString("")
    if query is None:
        return format_html('<th scope="col"{}>{}</th>', css, label)
    sort = query.get("sort") or default
    up, down = sort == key, sort == f"-{key}"
    order = SafeString(' aria-sort="ascending"' if up else ' aria-sort="descending"' if down else "")
    sign = icon("arrow-up" if up else "arrow-down" if down else "chevrons-up-down")
    target = address(query, sort=f"-{key}" if up else key, page="")
    return format_html('<th scope="col"{}{}><a href="{}">{}{}</a></th>', css, order, target, label, sign)


def page_links(query: QueryDict, page: Page) -> dict[str, Any]:
    """Neighbours and numbers, `…` where some are left out."""
    numbers = [
        PageLink(str(number), address(query, page=str(number)) if number != "…" else "", number == page.number)
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    return {
        "numbers": numbers,
        "previous": address(query, page=str(page.previous_page_number())) if page.has_previous() else "",
        "next": address(query, page=str(page.next_page_number())) if page.has_next() else "",
    }


def mistakes(forms: Iterable[Any]) -> list[Mistake]:
    """Every error of the forms and formsets, in the order of the page."""
    found: list[Mistake] = []
    for form in forms:
        if hasattr(form, "management_form"):
            found += [Mistake("", text, "") for text in form.non_form_errors()]
            for number, row in enumerate(form.forms, 1):
                found += _of_form(row, prefix=_("Row %(number)s") % {"number": number})
        else:
            found += _of_form(form, prefix="")
    return found


def _of_form(form: Any, *, prefix: str) -> list[Mistake]:
    found = [Mistake(prefix, text, "") for text in form.non_field_errors()]
    for field in form:
        label = str(field.label).rstrip(".:")
        where = f"{prefix}, {label}" if prefix else label
        target = field.id_for_label or f"{field.auto_id}_0"
        found += [Mistake(where, text, "" if field.is_hidden else target) for text in field.errors]
    return found
