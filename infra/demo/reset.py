"""`make demo-reset`: needs nothing installed, so that a broken environment cannot stand in its way."""

from __future__ import annotations

import os

from infra.demo import place, processes
from infra.demo.say import say
from infra.postgres import embedded


def reset() -> None:
    """Stop the demo that runs here, or what is left of it, and remove all it keeps. Raises: Problem."""
    at = place.find(os.environ)
    place.stop_running(at)
    processes.end_left_over(str(at.folder))
    embedded.stop_left_over(at.postgres)
    at.remove()
    say("The demo's data is removed; `make demo` starts anew.")
    if os.environ.get("DATABASE_URL"):
        say("The database that DATABASE_URL names is not ours to remove: drop it yourself, if you want to start over.")
