"""Other people's URLs, marked with who may enter."""

from importlib import import_module
from typing import Any

from tenants.gates.access import Rule
from tenants.gates.doors import guarded

_marked: dict[str, list[Any]] = {}


def mounted(rule: Rule, urlconf: str) -> list[Any]:
    """A third party's patterns, each marked once with the rule."""
    if urlconf not in _marked:
        _marked[urlconf] = guarded(rule, import_module(urlconf).urlpatterns)
    return _marked[urlconf]
