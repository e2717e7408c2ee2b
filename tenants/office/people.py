"""From a signed-in user to an actor: seats of this town, memberships of organisations."""

from types import MappingProxyType
from typing import Any

from django.db import connection

from tenants.gates.access import NOBODY, Actor
from tenants.office.seats.models import Seat
from tenants.registry.organisations.models import Membership
from tenants.registry.people.models import User


def actor_for(user: User, *, in_town: bool | None = None) -> Actor:
    """The person with the rights they have now, in the schema the connection stands in."""
    if not user.is_active:
        return NOBODY
    town = connection.schema_name != "public" if in_town is None else in_town
    seats = (
        frozenset(Seat.objects.held().filter(user_id=user.pk).values_list("role", flat=True)) if town else frozenset()
    )
    memberships = dict(
        Membership.objects.filter(user_id=user.pk, ended_at=None, organisation__closed_at=None)
        .order_by("pk")
        .values_list("organisation_id", "role")
    )
    return Actor(
        user_id=user.pk,
        name=user.name or user.email,
        email=user.email,
        language=user.language,
        seats=seats,
        memberships=MappingProxyType(memberships),
        is_operator=user.is_operator,
    )


def actor_of(request: Any) -> Actor:
    user = request.user
    return actor_for(user) if user.is_authenticated else NOBODY
