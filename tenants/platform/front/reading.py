"""What the platform's lists show, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from frontend.feeds import Entry
from frontend.templatetags.formats import money
from tenants.gates.access import Actor
from tenants.registry.governments import addresses
from tenants.registry.governments.kinds import Kind
from tenants.registry.governments.models import LocalGovernment, Workplace
from tenants.registry.showcase.models import ListedCall
from tenants.registry.spheres import SPHERE_LABELS

SOON = timedelta(days=7)


@dataclass(frozen=True)
class CallRow:
    title: str
    url: str
    town: str
    spheres: list[str]
    pool: Any
    opens_at: datetime | None
    closes_at: datetime
    soon: bool
    since: datetime


@dataclass(frozen=True)
class TownRow:
    name: str
    url: str
    kind: str
    initials: str
    hue: str


def call_rows(calls: Iterable[ListedCall], *, at: datetime) -> list[CallRow]:
    calls = list(calls)
    hosts = addresses.hosts_of(call.government_id for call in calls)
    return [
        CallRow(
            title=call.title,
            url=addresses.at_host(hosts[call.government_id], f"/calls/{call.ref}/"),
            town=call.government.name,
            spheres=[str(SPHERE_LABELS[number]) for number in call.spheres.split(",") if number in SPHERE_LABELS],
            pool=call.pool,
            opens_at=call.opens_at if call.opens_at > at else None,
            closes_at=call.closes_at,
            soon=call.closes_at - at < SOON,
            since=call.opens_at,
        )
        for call in calls
        if call.government_id in hosts
    ]


def entry(row: CallRow) -> Entry:
    """For the feed."""
    words = {"pool": money(row.pool), "day": date_format(localtime(row.closes_at), "j E Y")}
    summary = _("Pool: %(pool)s. Offers until %(day)s.") % words
    return Entry(f"{row.town}: {row.title}", row.url, summary, row.since)


def town_rows(towns: Iterable[LocalGovernment], path: str = "/") -> list[TownRow]:
    towns = list(towns)
    hosts = addresses.hosts_of(town.pk for town in towns)
    return [
        TownRow(town.name, addresses.at_host(hosts[town.pk], path), str(Kind(town.kind).label), town.initials, town.hue)
        for town in towns
        if town.pk in hosts
    ]


def workplaces(actor: Actor) -> list[TownRow]:
    """Towns where the actor holds a seat."""
    places = Workplace.objects.visible_to(actor).select_related("government").order_by("government__name")
    return town_rows((place.government for place in places), "/desk/")
