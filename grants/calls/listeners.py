"""Later rooms hear of a call's turns without this room knowing them: they register when the app starts.

A listener runs in the transaction of the step, before it (of a copy: after it); a Refusal it raises stops the step.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from grants.calls.models import Call
from tenants.gates.access import Actor

EVENTS = frozenset(
    {
        *("closing", "starting_assessment", "cancelling", "completing", "changed", "publishing", "dropping"),
        *("copied", "recording_results"),
    }
)
_listeners: dict[str, list[Callable[..., None]]] = {event: [] for event in EVENTS}


def register(event: str, listener: Callable[..., None]) -> None:
    """`listener(call, by=, at=)`; a cancelling one also gets `reason=` and `ground=`; a changed one `reason=` and
    `changes=`, which gives (what, how it was, how it is) in the language of the moment. A dropping one: the draft
    is thrown away, or only those `lots=` of it. A copied one: a draft begun from its `source=`. One of
    `recording_results` gets `place=` and `published_on=`. Registering twice is hearing once.

    Raises: KeyError for an event that never comes.
    """
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def tell(event: str, call: Call, *, by: Actor, at: datetime, **more: Any) -> None:
    for listener in _listeners[event]:
        listener(call, by=by, at=at, **more)
