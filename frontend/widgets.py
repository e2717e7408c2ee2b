"""Django's simplest inputs drawn without a template each: a form with forty fields is drawn often.

The HTML is that of Django's own templates of the same names.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape

Widget = Mapping[str, Any]


def attributes(attrs: Mapping[str, Any]) -> str:
    """True is written as the bare name, False not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def field_input(widget: Widget) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{conditional_escape(value)}"'
    return f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{said}{attributes(widget["attrs"])}>'


def textarea(widget: Widget) -> str:
    name, text = conditional_escape(widget["name"]), conditional_escape(widget["value"] or "")
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def affixed(widget: Widget) -> str:
    """The input and its unit beside it."""
    unit = conditional_escape(widget["affix"])
    beside = f'<span class="affix">{unit}</span>' if unit else ""
    return f'<span class="affixed{"" if unit else " bare"}">{field_input(widget)}{beside}</span>'


INPUTS = (
    "input",
    "text",
    "number",
    "email",
    "url",
    "tel",
    "search",
    "password",
    "hidden",
    "date",
    "datetime",
    "time",
    "checkbox",
)
DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": field_input for name in INPUTS},
    "django/forms/widgets/textarea.html": textarea,
    "frontend/forms/widgets/affixed.html": affixed,
}
