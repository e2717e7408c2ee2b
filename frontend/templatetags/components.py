"""The components every page is made of: `{% load components %}`.

All arguments are by name, so a misspelt one fails when the template compiles.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from frontend import charts, html, listing
from frontend.crest import shield
from frontend.icons import icon as drawn
from frontend.templatetags.formats import words

register = template.Library()

TONE_ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-alert",
    "info": "circle-arrow-right",
    "neutral": "clock",
}

register.simple_tag(html.badge, name="badge")
register.simple_tag(html.link_button, name="link_button")
register.simple_tag(charts.bar_chart, name="bar_chart")
register.simple_tag(charts.grouped_bars, name="grouped_bars")
register.simple_tag(charts.diverging_bars, name="diverging_bars")
register.simple_tag(charts.money_flow, name="money_flow")


@register.simple_tag
def icon(*, name: str) -> SafeString:
    return drawn(name)


@register.simple_tag
def crest(*, initials: str) -> SafeString:
    return shield(initials)


@register.simple_tag(takes_context=True)
def act(
    context: template.Context,
    *,
    url: str,
    label: object,
    tone: str = "primary",
    confirm: object = "",
    name: str = "",
    value: object = "",
    icon: str = "",
    return_to: str = "",
) -> SafeString:
    """A POST form with one button."""
    token = context.get("csrf_token")
    hidden = html.hidden_inputs(
        [
            *([("csrfmiddlewaretoken", token)] if token and token != "NOTPROVIDED" else []),
            *([("next", return_to)] if return_to else []),
        ]
    )
    return html.act(url=url, label=label, tone=tone, confirm=confirm, name=name, value=value, icon=icon, hidden=hidden)


@register.simple_tag(takes_context=True)
def column(
    context: template.Context, *, label: object, key: str = "", numeric: bool = False, default: str = ""
) -> SafeString:
    """A table head; with a key it sorts by `?sort=key` and back by `?sort=-key`.

    `default` is the sort the list has when the address names none.
    """
    return listing.column(context["request"].GET if key else None, label, key, numeric, default)


@register.inclusion_tag("frontend/components/pager.html", takes_context=True)
def pager(context: template.Context, *, page: Page) -> dict[str, Any]:
    return {"page": page, "links": listing.page_links(context["request"].GET, page)}


@register.simple_block_tag(end_name="end_next_step")
def next_step(
    content: str,
    *,
    heading: object,
    who: object = "",
    until: datetime | date | str | None = "",
    left: object = "",
    tone: str = "info",
) -> SafeString:
    """What the state is, what happens next, who must act, until when; `left` is e.g. "za 3 dni"."""
    html.known(tone, html.TONES)
    return _part(
        "next_step",
        heading=heading,
        who=who,
        until=words(until) if until else "",
        left=left,
        tone=tone,
        icon=TONE_ICONS[tone],
        content=content,
    )


@register.simple_block_tag(end_name="end_card")
def card(
    content: str,
    *,
    heading: object = "",
    note: object = "",
    url: str = "",
    label: object = "",
    flush: bool = False,
    anchor: str = "",
) -> SafeString:
    """A white card; `flush` lets a table reach its edges; `url` and `label` put a link beside the heading."""
    return html.card(content, heading=heading, note=note, url=url, label=label, flush=flush, anchor=anchor)


@register.simple_block_tag(end_name="end_note")
def note(content: str, *, heading: object = "", tone: str = "info") -> SafeString:
    """A remark in the flow of the page."""
    html.known(tone, html.TONES)
    return _part("note", heading=heading, tone=tone, icon=TONE_ICONS[tone], content=content)


@register.simple_block_tag(end_name="end_disclosure")
def disclosure(content: str, *, label: object, opened: bool = False) -> SafeString:
    return format_html(
        '<details class="disclosure"{}><summary>{}{}</summary><div class="disclosure-body">{}</div></details>',
        SafeString(" open" if opened else ""),
        drawn("chevron-right"),
        label,
        content,
    )


@register.inclusion_tag("frontend/components/empty.html")
def empty(
    *, heading: object, text: object = "", url: str = "", label: object = "", icon: str = "inbox"
) -> dict[str, Any]:
    return {"heading": heading, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("frontend/components/crumbs.html")
def crumbs(*, items: Iterable[tuple[object, str | None]]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("frontend/components/stepper.html")
def stepper(*, heading: object, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Each step has label, url (may be empty) and state: done, current, todo or problem."""
    number, current = next(((n, step) for n, step in enumerate(steps, 1) if step["state"] == "current"), (0, None))
    return {"heading": heading, "steps": steps, "number": number, "current": current, "count": len(steps)}


@register.inclusion_tag("frontend/components/facts.html")
def facts(*, items: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """Pairs of a name and a value; Decimal is written as money, dates as people write them."""
    return {"items": [(label, words(value)) for label, value in items]}


@register.inclusion_tag("frontend/components/figure_tile.html")
def figure_tile(*, label: object, value: object, note: object = "", url: str = "", tone: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "url": url, "tone": tone}


@register.inclusion_tag("frontend/components/history.html")
def history(*, entries: Iterable[tuple[datetime, object, object]]) -> dict[str, Any]:
    """What happened, newest as the caller orders it: (at, who, text)."""
    return {"entries": [(words(at), who, text) for at, who, text in entries]}


@register.inclusion_tag("frontend/components/tasks.html")
def tasks(*, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Things to do: label, url, until (date, moment or words), note, tone."""
    return {"items": [{**item, "until": words(item["until"]) if item.get("until") else ""} for item in items]}


@register.inclusion_tag("frontend/components/error_summary.html")
def error_summary(*, form: Any = None, forms: Iterable[Any] = ()) -> dict[str, Any]:
    """One summary for several forms and formsets of a page; draw those with `form_fields` then."""
    return {"mistakes": listing.mistakes([form, *forms] if form else forms)}


@register.simple_tag
def form_fields(*, form: Any) -> SafeString:
    """The fields of a form without its own error summary."""
    return form.render("frontend/forms/_fields.html")


@register.inclusion_tag("frontend/forms/rows.html")
def form_rows(*, formset: Any, caption: object, add: object = "", movable: bool = False) -> dict[str, Any]:
    """A formset as a table that can be edited; see `frontend/forms/rows.html` for the buttons' names."""
    return {"formset": formset, "caption": caption, "add": add, "movable": movable}


@register.inclusion_tag("frontend/components/autosave_state.html")
def autosave_state(*, saved: datetime | None = None) -> dict[str, Any]:
    """Where a draft that saves itself says so; goes inside `<form data-autosave data-autosave-url=…>`."""
    return {"saved": words(saved) if saved else ""}


def _part(name: str, **context: object) -> SafeString:
    return render_to_string(f"frontend/components/{name}.html", context)
