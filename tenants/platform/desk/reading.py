"""The desk of all towns, in a fixed number of queries however many towns there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from frontend.templatetags.formats import words
from tenants.gates.access import Actor
from tenants.office.calendar_file import Event
from tenants.office.deadlines import local_day
from tenants.office.todo import Item
from tenants.platform.desk import matters
from tenants.platform.desk.matters import ONE, Matter
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.governments.sorting import polish
from tenants.registry.organisations.models import Footprint, MembershipRole, Organisation

# Asked about at once; an organisation of the whole country turns pages.
TOWNS_A_PAGE = 40


@dataclass(frozen=True)
class Row:
    matter: Matter
    kind: str
    town: str
    organisation: str
    url: str
    task_url: str

    @property
    def until(self) -> str:
        return words(self.matter.until)

    @property
    def note(self) -> str:
        return f"{self.matter.title} · {self.town}"


def towns_of(actor: Actor) -> QuerySet[LocalGovernment]:
    """The towns where the actor's organisations have begun something."""
    prints = Footprint.objects.visible_to(actor).values("government")
    return LocalGovernment.objects.visible_to(actor).filter(pk__in=prints).order_by(polish("name"), "pk")


def rows(actor: Actor, towns: Sequence[LocalGovernment], names: dict[int, str], *, at: datetime) -> list[Row]:
    """The newest first. `names` are those of the actor's organisations, by id."""
    hosts = addresses.hosts_of(town.pk for town in towns)
    towns = [town for town in towns if town.pk in hosts]
    called = {town.pk: town.name for town in towns}
    found = matters.in_towns(actor, towns, at=at)
    return [
        Row(
            matter=one,
            kind=str(ONE[one.kind]),
            town=called[one.town],
            organisation=names.get(one.organisation, ""),
            url=addresses.at_host(hosts[one.town], one.path),
            task_url=addresses.at_host(hosts[one.town], one.task_path) if one.task else "",
        )
        for one in sorted(found, key=lambda one: one.changed_at, reverse=True)
    ]


def to_do(found: Iterable[Row]) -> list[Item]:
    return [
        Item(label=row.matter.task, url=row.task_url, note=row.note, until=row.matter.until)
        for row in found
        if row.matter.task
    ]


def events(actor: Actor, *, at: datetime) -> list[Event]:
    """What has a day, in all towns, the nearest first: the towns in batches, because no deadline may be left out."""
    towns = list(towns_of(actor))
    batches = [towns[start : start + TOWNS_A_PAGE] for start in range(0, len(towns), TOWNS_A_PAGE)]
    found = [row for batch in batches for row in rows(actor, batch, {}, at=at)]
    return sorted(
        (
            Event(
                uid=f"{row.matter.kind}-{row.matter.town}{row.matter.path.replace('/', '-')}@{settings.PLATFORM_HOST}",
                title=f"{row.matter.task}: {row.note}",
                url=row.task_url,
                until=row.matter.until,
            )
            for row in found
            if row.matter.until
        ),
        key=lambda event: local_day(event.until) if isinstance(event.until, datetime) else event.until,
    )


def organisations(actor: Actor) -> list[tuple[Organisation, str]]:
    """The actor's organisations, each with the role held there."""
    found = Organisation.objects.visible_to(actor).order_by(polish("name"), "pk")
    return [(one, str(MembershipRole(actor.memberships[one.pk]).label)) for one in found]
