"""What a visitor of the demo is handed: addresses, accounts, the password."""

from collections.abc import Iterator, Sequence

from django.utils import translation

from config.demo import accounts
from config.demo.content import ORGANISATIONS, TOWNS
from config.demo.content.shapes import Person
from config.demo.seeding import MANY_SEATS, MORE_MEMBERS
from tenants.office.opening.actions import host_for
from tenants.office.seats.models import Role
from tenants.registry.governments import addresses
from tenants.registry.organisations.models import MembershipRole

# Organisations whose people have something to do: a draft, a report sent back, an agreement to sign, money to return.
SHOWN = ("orlik", "zlotajesien", "rodzina-razem", "kgw-kalina", "osp-sowie-laki", "srebrna-nic", "szachy", "bez-barier")

Row = tuple[str, str, str]


def text() -> str:
    with translation.override("en"):
        return "\n".join([*_addresses(), "", *_aligned([("E-MAIL", "ROLE", "WHERE"), *_accounts()]), "", _password()])


def _addresses() -> list[str]:
    rows = [("Osnowa, the platform", addresses.platform())]
    rows += [(town.name, addresses.at_host(host_for(town.code))) for town in TOWNS]
    if getattr(addresses.settings, "OUTBOX", False):
        rows.append(("Mail of the demo", addresses.platform("/outbox/")))
    width = max(len(name) for name, _ in rows)
    return [f"{name:<{width}}  {address}" for name, address in rows]


def _accounts() -> Iterator[Row]:
    yield accounts.OPERATOR.email, "operator", "Osnowa"
    for town in TOWNS:
        for official in town.officials:
            yield official.email, ", ".join(str(Role(role).label) for role in official.roles), town.name
    for code in SHOWN:
        organisation = ORGANISATIONS[code]
        yield organisation.representative.email, str(MembershipRole.REPRESENTATIVE.label), organisation.name
        if organisation.editor:
            yield organisation.editor.email, str(MembershipRole.EDITOR.label), organisation.name
    yield from _more()


def _more() -> Iterator[Row]:
    """People beside the story: a reader, and one person with many roles."""
    people: dict[str, tuple[Person, list[str], list[str]]] = {}
    for town in TOWNS:
        if town.code in MANY_SEATS:
            _person, roles, places = people.setdefault(
                accounts.MANY_ROLES.email, (accounts.MANY_ROLES, [], [])
            )
            roles.append(str(Role(MANY_SEATS[town.code]).label))
            places.append(town.name)
    for person, code, role in MORE_MEMBERS:
        _person, roles, places = people.setdefault(person.email, (person, [], []))
        roles.append(str(MembershipRole(role).label))
        places.append(ORGANISATIONS[code].name)
    for email, (_person, roles, places) in people.items():
        yield email, ", ".join(roles), "; ".join(places)


def _aligned(rows: Sequence[Row]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"{email:<{widths[0]}}  {role:<{widths[1]}}  {where}" for email, role, where in rows]


def _password() -> str:
    return f"The password of every account: {accounts.PASSWORD}"
