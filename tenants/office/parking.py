"""A form posted after the session had ended: kept in the visitor's new session until they have signed in again."""

from typing import Any

from django.http import HttpRequest

KEY = "parked"
MOST = 2_000_000  # characters; an offer's longest section is a tenth of it


def park(request: HttpRequest) -> bool:
    """Keep what was typed. False when there is nothing to keep, it is too large, or a script only asked for sums."""
    if request.headers.get("X-Live"):
        return False
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    if not fields or sum(len(value) for _, value in fields) > MOST:
        return False
    request.session[KEY] = {"path": request.get_full_path(), "fields": fields}
    return True


def parked(request: HttpRequest) -> dict[str, Any] | None:
    """What was kept: {"path": address it was sent to, "fields": [(name, value)]}."""
    return request.session.get(KEY)


def clear(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
