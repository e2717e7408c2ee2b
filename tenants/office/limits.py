"""How often something open to everyone may be asked for."""

import hashlib

from django.core.cache import cache


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count this time, and say whether it is among the first so many in that while.

    `what` names the town's schema where it is a town's. The count is about right, not exact: enough to slow a machine.
    """
    key = f"limit.{what}.{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        # It ran out between the two questions.
        return True
