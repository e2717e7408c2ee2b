"""The address of a person's calendar: the key with our signature.

Neither the database alone nor a guess gives it away.
"""

from django.core import signing

from tenants.registry.feeds.models import CalendarFeed
from tenants.registry.people.models import User

SALT = "calendar"


def token_of(feed: CalendarFeed) -> str:
    return _signer().sign(feed.key)


def person_behind(token: str) -> User | None:
    """Whose calendar the token opens; nobody's when it was reset or never given."""
    try:
        key = _signer().unsign(token)
    except signing.BadSignature:
        return None
    feed = CalendarFeed.objects.select_related("user").filter(key=key, user__is_active=True).first()
    return feed.user if feed else None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
