"""What a visitor of the demo is handed: addresses, accounts, the password. In English, as the command speaks."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils import translation

from config.demo import accounts
from config.demo.content import ORGANISATIONS, TOWNS
from config.demo.seeding import MANY_SEATS, MORE_MEMBERS
from tenants.office.opening.actions import host_for
from tenants.office.seats.models import Role
from tenants.registry.governments import addresses
from tenants.registry.organisations.models import MembershipRole

# Organisations whose people have something to do: a draft, a joint offer to confirm, an offer to correct, a report sent
# back, an agreement to sign, money to return.
SHOWN = (
    "orlik",
    "zlotajesien",
    "rodzina-razem",
    "kgw-kalina",
    "osp-sowie-laki",
    "srebrna-nic",
    "szachy",
    "bez-barier",
    "caritas-jasnogrod",
)

Row = tuple[str, str, str]


def text() -> str:
    with translation.override("en"):
        return "\n".join([*_addresses(), "", *_aligned([("E-MAIL", "ROLE", "WHERE"), *_accounts()]), "", _password()])


def _addresses() -> list[str]:
    rows = [("Osnowa, the platform", addresses.platform())]
    rows += [(town.name, addresses.at_host(host_for(town.code))) for town in TOWNS]
    if settings.OUTBOX:
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
    """People beside the story: one with many roles, a reader who reads English."""
    for code, role in MANY_SEATS.items():
        town = next(one for one in TOWNS if one.code == code)
        yield accounts.MANY_ROLES.email, str(Role(role).label), town.name
    for person, organisation, role in MORE_MEMBERS:
        yield person.email, str(MembershipRole(role).label), ORGANISATIONS[organisation].name


def _aligned(rows: Sequence[Row]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"{email:<{widths[0]}}  {role:<{widths[1]}}  {where}" for email, role, where in rows]


def _password() -> str:
    return f"The password of every account: {accounts.PASSWORD}"
