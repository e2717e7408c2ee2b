"""Who may: rules are functions (actor, thing) -> bool, and only True opens anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied


class Rule(Protocol):
    """Whether the actor may; `thing` is what it is about, None at the door."""

    def __call__(self, actor: "Actor", thing: Any = None) -> bool: ...


ADMINISTRATOR = "administrator"
COORDINATOR = "coordinator"
EXECUTIVE = "executive"
FINANCE = "finance"
COMMITTEE = "committee"
AUDITOR = "auditor"

REPRESENTATIVE = "representative"
EDITOR = "editor"
READER = "reader"


@dataclass(frozen=True)
class Actor:
    """Who acts, with the rights they have in the town of this request.

    `seats` are roles in that town; `memberships` maps the ids of organisations to the role held there.
    """

    user_id: int | None = None
    name: str = ""
    email: str = ""
    language: str = "pl"
    seats: frozenset[str] = frozenset()
    memberships: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    is_operator: bool = False
    is_clock: bool = False

    @property
    def organisations(self) -> list[int]:
        return list(self.memberships)

    def organisations_as(self, *roles: str) -> list[int]:
        return [pk for pk, role in self.memberships.items() if role in roles]


NOBODY = Actor()
CLOCK = Actor(name="zegar", is_clock=True)


def anyone(actor: Actor, thing: Any = None) -> bool:
    return True


def signed_in(actor: Actor, thing: Any = None) -> bool:
    return actor.user_id is not None


def operators(actor: Actor, thing: Any = None) -> bool:
    return actor.is_operator is True


def the_clock(actor: Actor, thing: Any = None) -> bool:
    return actor.is_clock is True


def holders(*roles: str) -> Rule:
    """People with one of these seats in this town."""

    def rule(actor: Actor, thing: Any = None) -> bool:
        return not actor.seats.isdisjoint(roles)

    rule.__name__ = "holders_of_" + "_or_".join(roles)
    return rule


administrators = holders(ADMINISTRATOR)
coordinators = holders(COORDINATOR)
executives = holders(EXECUTIVE)
treasurers = holders(FINANCE)
committee_seats = holders(COMMITTEE)
auditors = holders(AUDITOR)
clerks = holders(COORDINATOR, ADMINISTRATOR)
# Everyone who works in the office or audits it; a seat on a committee alone is not enough.
staff = holders(ADMINISTRATOR, COORDINATOR, EXECUTIVE, FINANCE, AUDITOR)
seated = holders(ADMINISTRATOR, COORDINATOR, EXECUTIVE, FINANCE, AUDITOR, COMMITTEE)


def either(*rules: Rule) -> Rule:
    def rule(actor: Actor, thing: Any = None) -> bool:
        return any(one(actor, thing) is True for one in rules)

    rule.__name__ = "_or_".join(getattr(one, "__name__", "rule") for one in rules)
    return rule


def both(*rules: Rule) -> Rule:
    """All of them say yes; asked in order, the rest is not asked after a no."""

    def rule(actor: Actor, thing: Any = None) -> bool:
        return all(one(actor, thing) is True for one in rules)

    rule.__name__ = "_and_".join(getattr(one, "__name__", "rule") for one in rules)
    return rule


def permit(rule: Rule, actor: Actor, thing: Any = None) -> None:
    """Let the actor pass or raise PermissionDenied. A rule that answers anything but True refuses."""
    if rule(actor, thing) is not True:
        raise PermissionDenied
