"""Links of a sign-up: one to watch the opening, another, sent by mail alone, to confirm it."""

from datetime import timedelta

from django.core import signing

WATCH = "osnowa.opening.watch"
CONFIRM = "osnowa.opening.confirm"
LASTS = timedelta(days=7)


def make(purpose: str, government: int) -> str:
    return signing.dumps(government, salt=purpose)


def read(purpose: str, token: str) -> int | None:
    """The government of a link that was made for this purpose and is not too old."""
    try:
        return signing.loads(token, salt=purpose, max_age=LASTS)
    except signing.BadSignature:
        return None
