from datetime import datetime

import psycopg
import structlog
from django.db import transaction
from django_tenants.utils import schema_context

from tenants.gates.access import ADMINISTRATOR, CLOCK, COORDINATOR
from tenants.office.audit import actions as audit
from tenants.office.opening import template
from tenants.office.seats.models import Seat
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment, Opening
from tenants.registry.mail.actions import Recipient, queue
from tenants.registry.people.models import User

log = structlog.get_logger()


def open_government(pk: int, *, at: datetime) -> LocalGovernment:
    """Take a confirmed sign-up to a ready town, from wherever an earlier try stopped. Raises: StaleTemplate."""
    town = LocalGovernment.objects.get(pk=pk)
    if town.state in {Opening.CONFIRMED, Opening.FAILED}:
        make_schema(town.schema_name)
        LocalGovernment.objects.filter(pk=pk).update(state=Opening.SCHEMA)
        town.state = Opening.SCHEMA
    if town.state == Opening.SCHEMA:
        _seat_the_first(town, at=at)
    return LocalGovernment.objects.get(pk=pk)


def make_schema(schema: str) -> None:
    """Create a schema from the template in one transaction; one that already stands is left alone."""
    text = template.sql_for(schema)
    with template.owner() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,))
        if cursor.fetchone():
            return
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(text)  # type: ignore[arg-type]  # our own dump, not a literal
        cursor.execute("SET LOCAL search_path = public")
        grant(cursor, schema)


def grant(cursor: psycopg.Cursor, schema: str) -> None:
    """Give the application's role its rights, where the server has the two roles (infra/postgres/roles.sql)."""
    cursor.execute("SELECT to_regprocedure('public.osnowa_grant(text)') IS NOT NULL")
    row = cursor.fetchone()
    if row and row[0]:
        cursor.execute("SELECT public.osnowa_grant(%s)", (schema,))


def _seat_the_first(town: LocalGovernment, *, at: datetime) -> None:
    """The person who signed the town up becomes its administrator and coordinator."""
    first = User.objects.filter(email=town.first_email.lower()).first()
    with transaction.atomic():
        if first is not None:
            with schema_context(town.schema_name):
                for role in (ADMINISTRATOR, COORDINATOR):
                    seat, fresh = Seat.objects.get_or_create(
                        user=first, role=role, ended_at=None, defaults={"given_at": at}
                    )
                    if fresh:
                        audit.record("give_seat", seat, by=CLOCK, at=at)
            queue(
                "town-ready",
                to=Recipient(first.email, first.name, first.language),
                context={"town": town.name, "link": addresses.absolute(town, "/desk/")},
                at=at,
            )
        LocalGovernment.objects.filter(pk=town.pk).update(state=Opening.READY, ready_at=at)
    addresses.forget()
    log.info("town opened", town=town.schema_name)
