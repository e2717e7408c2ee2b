"""The first door: a view is closed until it says to whom it opens."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import URLPattern, URLResolver

from tenants.gates.access import Rule

MARK = "open_to"


def open_to(rule: Rule) -> Callable[[Any], Any]:
    """Mark a view, or an API view class, with the rule of who may call it."""

    def mark(view: Any) -> Any:
        setattr(view, MARK, rule)
        return view

    return mark


def rule_of(callback: Any) -> Rule | None:
    """The mark of a URL's callback; an API view carries it on its class, and never inherits it."""
    owner = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    if owner is not None and MARK in vars(owner):
        return vars(owner)[MARK]
    return vars(callback).get(MARK) if hasattr(callback, "__dict__") else None


def guarded(rule: Rule, patterns: Iterable[Any]) -> list[Any]:
    """Mark other people's URLs where they are mounted."""
    marked = list(patterns)
    for entry in marked:
        if isinstance(entry, URLResolver):
            guarded(rule, entry.url_patterns)
        elif isinstance(entry, URLPattern):
            entry.callback = _wrapped(entry.callback, rule)
    return marked


def _wrapped(callback: Any, rule: Rule) -> Any:
    from functools import wraps

    @wraps(callback)
    def view(*args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs)

    return open_to(rule)(view)
