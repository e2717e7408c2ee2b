"""From a signed-in user to an actor: seats of this town, memberships of organisations."""

from types import MappingProxyType
from typing import Any

from django.db import connection

from tenants.gates.access import NOBODY, Actor
from tenants.registry.people.models import User

# Asked on every request of a signed-in person, so written out: the ORM's part would cost more than the query.
SEATS = "SELECT role FROM office_seat WHERE user_id = %s AND ended_at IS NULL"
MEMBERSHIPS = (
    "SELECT m.organisation_id, m.role FROM registry_membership m"
    " JOIN registry_organisation o ON o.id = m.organisation_id"
    " WHERE m.user_id = %s AND m.ended_at IS NULL AND o.closed_at IS NULL ORDER BY m.id"
)


def actor_for(user: User, *, in_town: bool | None = None) -> Actor:
    """The person with the rights they have now, in the schema the connection stands in."""
    if not user.is_active:
        return NOBODY
    town = connection.schema_name != "public" if in_town is None else in_town
    with connection.cursor() as cursor:
        seats = frozenset(role for (role,) in _rows(cursor, SEATS, user.pk)) if town else frozenset()
        memberships = dict(_rows(cursor, MEMBERSHIPS, user.pk))
    return Actor(
        user_id=user.pk,
        name=user.name or user.email,
        email=user.email,
        language=user.language,
        seats=seats,
        memberships=MappingProxyType(memberships),
        is_operator=user.is_operator,
    )


def _rows(cursor: Any, query: str, user: int) -> list[Any]:
    cursor.execute(query, [user])
    return cursor.fetchall()


def actor_of(request: Any) -> Actor:
    user = request.user
    return actor_for(user) if user.is_authenticated else NOBODY
