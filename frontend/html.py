"""The small pieces a page draws many times, as functions of plain words.

Written as strings because a list shows sixty of them; larger pieces are templates in
`templates/frontend/components/`.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from frontend.icons import icon

TONES = frozenset({"ok", "warn", "bad", "info", "neutral"})
BUTTON_TONES = frozenset({"primary", "secondary", "danger", "quiet"})
NOTHING = SafeString("")


def known(tone: str, tones: frozenset[str]) -> str:
    """Refuse a tone the style sheet has no colours for. Raises: ValueError."""
    if tone not in tones:
        raise ValueError(f"{tone!r} is not one of {sorted(tones)}")
    return tone


@lru_cache(maxsize=2048)
def _badge(label: str, tone: str, escaped: bool) -> SafeString:
    inner = label if escaped else conditional_escape(label)
    return mark_safe(f'<span class="badge {known(tone, TONES)}">{inner}</span>')


def badge(*, label: object, tone: str = "neutral") -> SafeString:
    return _badge(str(label), tone, hasattr(label, "__html__"))


def maybe_icon(name: str) -> SafeString:
    return icon(name) if name else NOTHING


def button_class(tone: str) -> str:
    return "button" if known(tone, BUTTON_TONES) == "primary" else f"button {tone}"


def link_button(*, url: str, label: object, tone: str = "primary", icon: str = "") -> SafeString:
    return format_html('<a class="{}" href="{}">{}{}</a>', button_class(tone), url, maybe_icon(icon), label)


def hidden_inputs(pairs: Iterable[tuple[str, object]]) -> SafeString:
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


def submit(*, label: object, tone: str, icon: str, name: str, value: object) -> SafeString:
    named = format_html(' name="{}" value="{}"', name, value) if name else NOTHING
    css, drawn = button_class(tone), maybe_icon(icon)
    return format_html('<button type="submit" class="{}"{}>{}{}</button>', css, named, drawn, label)


def act(
    *,
    url: str,
    label: object,
    tone: str,
    confirm: object,
    name: str,
    value: object,
    icon: str,
    hidden: SafeString,
) -> SafeString:
    """One button in its own form; `confirm` names the consequence and is read before the button."""
    if not confirm:
        button = submit(label=label, tone=tone, icon=icon, name=name, value=value)
        return format_html('<form class="act" method="post" action="{}">{}{}</form>', url, hidden, button)
    button = submit(label=label, tone=tone, icon="", name=name, value=value)
    return format_html(
        '<details class="act confirm" data-confirm><summary class="{}">{}{}</summary>'
        '<form class="confirm-panel" method="post" action="{}">{}<p>{}</p>{}</form></details>',
        button_class(tone),
        maybe_icon(icon),
        label,
        url,
        hidden,
        confirm,
        button,
    )


def card(
    content: str, *, heading: object, note: object, url: str, label: object, flush: bool, anchor: str
) -> SafeString:
    head = NOTHING
    if heading:
        said = format_html('<p class="card-note">{}</p>', note) if note else NOTHING
        link = format_html('<a class="card-link" href="{}">{}</a>', url, label) if url else NOTHING
        head = format_html('<header class="card-head"><h2>{}</h2>{}{}</header>', heading, said, link)
    return format_html(
        '<section class="card{}"{}>{}<div class="card-body">{}</div></section>',
        " flush" if flush else "",
        format_html(' id="{}"', anchor) if anchor else NOTHING,
        head,
        content,
    )
