"""How a new call is told in a letter: in the reader's language, with a link that stops the letters."""

from datetime import datetime

from tenants.registry.alerts.models import Alert
from tenants.registry.alerts.tokens import stop_link
from tenants.registry.governments import addresses
from tenants.registry.mail.actions import Recipient, compose
from tenants.registry.mail.models import Letter
from tenants.registry.showcase.models import ListedCall

# A letter is read, not studied: the rest is on the page.
MOST_NAMED = 30


def queue_about(alert: Alert, calls: list[ListedCall], template: str, *, at: datetime) -> None:
    hosts = addresses.hosts_of(call.government_id for call in calls)
    told = [
        {
            "title": call.title,
            "town": call.government.name,
            "pool": call.pool,
            "opens_at": call.opens_at if call.opens_at > at else None,
            "closes_at": call.closes_at,
            "url": addresses.at_host(hosts.get(call.government_id, ""), f"/calls/{call.ref}/"),
        }
        for call in calls
    ]
    person = alert.user
    stop = stop_link(alert)
    compose(
        Letter,
        template,
        to=Recipient(person.email, person.name, person.language),
        context={
            "calls": told[:MOST_NAMED],
            "call": told[0],
            "count": len(told),
            "more": max(len(told) - MOST_NAMED, 0),
            "all_calls": addresses.platform("/calls/"),
            "settings": addresses.platform("/alerts/"),
            "stop": stop,
        },
        at=at,
        unsubscribe=stop,
    )
