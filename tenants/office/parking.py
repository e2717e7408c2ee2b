"""A form posted after the session had ended: kept in the visitor's new session until they have signed in again.

Only the person who had been signed in there gets it back: at a shared computer the next one must not read it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

KEY = "parked"
COOKIE = "last_person"
MOST = 2_000_000  # characters; an offer's longest section is a tenth of it


def remember(request: Any, response: HttpResponseBase) -> None:
    """Note in the browser, signed, who was signed in last."""
    person = request.actor.user_id
    if person is not None and _last_person(request) != person:
        response.set_signed_cookie(COOKIE, str(person), samesite="Lax", httponly=True, secure=request.is_secure())


def park(request: HttpRequest) -> bool:
    """Keep what was typed. False when there is nothing to keep, it is too large, or a script only asked for sums."""
    person = _last_person(request)
    if person is None or request.headers.get("X-Live"):
        return False
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    if not fields or sum(len(value) for _, value in fields) > MOST:
        return False
    request.session[KEY] = {"path": request.get_full_path(), "fields": fields, "person": person}
    return True


def parked(request: Any) -> dict[str, Any] | None:
    """What this person's browser kept: {"path": address it was sent to, "fields": [(name, value)]}.

    What another person typed is thrown away unseen.
    """
    kept = request.session.get(KEY)
    if kept is not None and kept.get("person") != request.actor.user_id:
        clear(request)
        return None
    return kept


def clear(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _last_person(request: HttpRequest) -> int | None:
    said = request.get_signed_cookie(COOKIE, default=None)
    return int(said) if said else None
