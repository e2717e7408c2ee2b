from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context
from procrastinate.contrib.django import app as jobs

from tenants.gates.access import ADMINISTRATOR, CLOCK, COORDINATOR, Actor
from tenants.gates.refusals import Refusal
from tenants.office.opening import template
from tenants.office.seats import actions as seats
from tenants.registry.billing import actions as billing
from tenants.registry.governments import addresses, naming
from tenants.registry.governments.models import Domain, LocalGovernment, Opening
from tenants.registry.governments.places import county_name
from tenants.registry.mail.actions import Recipient, queue
from tenants.registry.people.models import User

log = structlog.get_logger()
UNCONFIRMED_STAY = timedelta(days=7)
# Nobody floods a stranger's mailbox, and a town hall behind one address is never counted as one person.
MOST_WAITING = 3


@dataclass(frozen=True)
class Person:
    """An account that is made when its mailbox is proved, never before: nobody can wait in it for the owner."""

    name: str
    password: str


@transaction.atomic
def request_government(
    facts: dict[str, Any], *, email: str, language: str, link: Callable[[int], str], by: Actor, at: datetime
) -> LocalGovernment:
    """Keep a sign-up and send its link. The answer is the same whether the address has an account. Raises: Refusal."""
    label = facts["label"]
    _check_label(label)
    email = email.lower()
    if LocalGovernment.objects.filter(first_email=email, state=Opening.REQUESTED).count() >= MOST_WAITING:
        raise Refusal(_("Three sign-ups with this address wait already: open the link in the newest letter first."))
    government = LocalGovernment.objects.create(
        schema_name=naming.schema_for(label),
        name=facts["name"],
        kind=facts["kind"],
        executive_name=facts["executive_name"],
        office_name=facts["office_name"],
        voivodeship=facts.get("voivodeship", ""),
        county=county_name(facts.get("county", "")),
        email=email,
        first_email=email,
        requested_at=at,
    )
    Domain.objects.create(domain=host_for(label), tenant=government, is_primary=True)
    known = User.objects.filter(email=email).first()
    queue(
        "town-confirm",
        to=Recipient(email, known.name if known else "", known.language if known else language),
        context={
            "town": government.name,
            "address": addresses.at_host(host_for(label)),
            "link": link(government.pk),
            "has_account": not needs_account(government),
        },
        at=at,
    )
    return government


def host_for(label: str) -> str:
    return f"{label}.{settings.TOWN_HOST_SUFFIX}"


def _check_label(label: str) -> None:
    if not naming.is_label(label):
        raise Refusal(
            _("Use 2 to 40 small letters, digits and single hyphens. Some words are taken by the service."),
            field="label",
        )
    taken = Domain.objects.filter(domain=host_for(label)).exists() or host_for(label) == settings.PLATFORM_HOST
    if taken or LocalGovernment.objects.filter(schema_name=naming.schema_for(label)).exists():
        raise Refusal(_("This address is taken. Add the name of your powiat, for example."), field="label")


def signed_up(pk: int) -> LocalGovernment | None:
    return LocalGovernment.objects.exclude(schema_name="public").filter(pk=pk).first()


def needs_account(government: LocalGovernment) -> bool:
    """No account has proved this address yet."""
    return not EmailAddress.objects.filter(email__iexact=government.first_email, verified=True).exists()


@transaction.atomic
def confirm_government(
    government: LocalGovernment, *, person: Person | None, language: str, by: Actor, at: datetime
) -> None:
    """The mailbox is proved: make its account if it has none, and open the town, once. A second click changes nothing."""
    moved = LocalGovernment.objects.filter(pk=government.pk, state=Opening.REQUESTED).update(state=Opening.CONFIRMED)
    if not moved:
        return
    if person is not None and needs_account(government):
        _make_account(government.first_email, person, language=language, at=at)
    defer_opening(government.pk)


def _make_account(email: str, person: Person, *, language: str, at: datetime) -> None:
    """The mailbox's owner decides the password, also of an account somebody began with this address before."""
    user, _fresh = User.objects.get_or_create(email=email, defaults={"joined_at": at, "language": language})
    user.name = person.name
    user.set_password(person.password)
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})


def defer_opening(pk: int) -> None:
    jobs.configure_task("tenants.office.tasks.open_government").defer(government=pk)


@transaction.atomic
def retry(government: LocalGovernment, *, by: Actor, at: datetime) -> None:
    """Take up an opening that failed, from where it stopped. Raises: Refusal."""
    moved = LocalGovernment.objects.filter(pk=government.pk, state=Opening.FAILED).update(state=Opening.CONFIRMED)
    if not moved:
        raise Refusal(_("Only an opening that has failed can be taken up again."))
    defer_opening(government.pk)


def open_government(pk: int, *, at: datetime) -> LocalGovernment:
    """Take a confirmed sign-up to a ready town, from wherever an earlier try stopped. Raises: StaleTemplate."""
    town = LocalGovernment.objects.get(pk=pk)
    if town.state in {Opening.CONFIRMED, Opening.FAILED}:
        try:
            make_schema(town.schema_name)
        except Exception:
            LocalGovernment.objects.filter(pk=pk, state=Opening.CONFIRMED).update(state=Opening.FAILED)
            raise
        LocalGovernment.objects.filter(pk=pk, state__in=[Opening.CONFIRMED, Opening.FAILED]).update(
            state=Opening.SCHEMA
        )
    _seat_the_first(town, at=at)
    return LocalGovernment.objects.get(pk=pk)


def make_schema(schema: str) -> None:
    """Create a schema from the template in one transaction; one that already stands is left alone."""
    text = template.sql_for(schema)
    with template.owner() as connection, connection.cursor() as cursor:
        # Two workers with the same job: the second waits, then finds the schema.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (schema,))
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,))
        if cursor.fetchone():
            return
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(text)  # our own dump, not a literal
        cursor.execute("SET LOCAL search_path = public")
        grant(cursor, schema)


def open_platform(*, at: datetime) -> None:
    """The platform's own row and host, which lead to the public schema; made once, a new host is added."""
    with transaction.atomic():
        platform, _made = LocalGovernment.objects.get_or_create(
            schema_name="public", defaults={"name": "Osnowa", "kind": "city", "state": Opening.READY, "ready_at": at}
        )
        first = not Domain.objects.filter(tenant=platform).exists()
        Domain.objects.get_or_create(domain=settings.PLATFORM_HOST, defaults={"tenant": platform, "is_primary": first})
    addresses.forget()


def grant(cursor: psycopg.Cursor, schema: str) -> None:
    """Give the application's role its rights, where the server has the two roles (infra/postgres/roles.sql)."""
    cursor.execute("SELECT to_regprocedure('public.osnowa_grant(text)') IS NOT NULL")
    row = cursor.fetchone()
    if row and row[0]:
        cursor.execute("SELECT public.osnowa_grant(%s)", (schema,))


@transaction.atomic
def _seat_the_first(town: LocalGovernment, *, at: datetime) -> None:
    """The person who signed the town up becomes its administrator and coordinator; the trial begins."""
    moved = LocalGovernment.objects.filter(pk=town.pk, state=Opening.SCHEMA).update(state=Opening.READY, ready_at=at)
    if not moved:
        return
    billing.begin_trial(town, by=CLOCK, at=at)
    first = User.objects.filter(email=town.first_email.lower()).first()
    if first is not None:
        with schema_context(town.schema_name):
            for role in (ADMINISTRATOR, COORDINATOR):
                seats.give(first, role, government=town, by=CLOCK, at=at)
        queue(
            "town-ready",
            to=Recipient(first.email, first.name, first.language),
            context={"town": town.name, "link": addresses.absolute(town, "/desk/")},
            at=at,
        )
    transaction.on_commit(addresses.forget)
    log.info("town opened", town=town.schema_name)


def forget_unconfirmed(*, by: Actor, at: datetime) -> int:
    """Free the addresses of sign-ups that nobody confirmed; how many there were."""
    old = LocalGovernment.objects.filter(state=Opening.REQUESTED, requested_at__lt=at - UNCONFIRMED_STAY)
    with transaction.atomic():
        names = list(old.select_for_update().values_list("schema_name", flat=True))
        LocalGovernment.objects.filter(schema_name__in=names).delete()
    return len(names)
