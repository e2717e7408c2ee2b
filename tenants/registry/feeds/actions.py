import secrets
from datetime import datetime

from django.db import transaction

from tenants.gates.access import Actor, permit, signed_in
from tenants.registry.feeds.models import CalendarFeed


@transaction.atomic
def renew(*, by: Actor, at: datetime) -> CalendarFeed:
    """Give the person an address for their calendar; the one before works no more. Raises: PermissionDenied."""
    permit(signed_in, by)
    feed, _made = CalendarFeed.objects.update_or_create(
        user_id=by.user_id or 0, defaults={"key": secrets.token_urlsafe(24), "made_at": at}
    )
    return feed


def close(*, by: Actor, at: datetime) -> None:
    """Take the address back. Raises: PermissionDenied."""
    permit(signed_in, by)
    CalendarFeed.objects.visible_to(by).delete()
