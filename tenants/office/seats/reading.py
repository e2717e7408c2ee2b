"""The people of a town hall, each once, with all their seats."""

from dataclasses import dataclass, field

from tenants.gates.access import Actor
from tenants.office.seats.models import Seat


@dataclass
class Person:
    name: str
    email: str
    seats: list[Seat] = field(default_factory=list)


def people(actor: Actor) -> list[Person]:
    found: dict[int, Person] = {}
    held = (
        Seat.objects.visible_to(actor).held().select_related("user").order_by("user__name", "user_id", "given_at", "pk")
    )
    for seat in held:
        person = found.setdefault(seat.user_id, Person(seat.user.name, seat.user.email))
        person.seats.append(seat)
    return list(found.values())
