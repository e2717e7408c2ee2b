"""What an organisation has going on in the towns: a higher floor answers, when the app starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor
from tenants.office.across import without_seats
from tenants.registry.governments.models import LocalGovernment


class Kind(TextChoices):
    OFFER = "offer", _("Offers")
    AGREEMENT = "agreement", _("Agreements")
    REPORT = "report", _("Reports")
    RETURN = "return", _("Returns of money")


# What one of them is called.
ONE = {
    Kind.OFFER: _("Offer"),
    Kind.AGREEMENT: _("Agreement"),
    Kind.REPORT: _("Report"),
    Kind.RETURN: _("Return of money"),
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing of an organisation in a town. `task` is what its people have to do, `until` by when."""

    town: int
    organisation: int
    kind: Kind
    name: str
    title: str
    path: str
    state: str
    tone: str
    changed_at: datetime
    amount: Decimal | None = None
    task: str = ""
    task_path: str = ""
    until: date | datetime | None = None


Towns = Sequence[LocalGovernment]
Answer = Callable[[Actor, Towns, datetime], list[Matter]]

_answers: list[Answer] = []


def register(answer: Answer) -> None:
    """`answer` asks each of its questions in all the towns at once. Registering twice is hearing once."""
    if answer not in _answers:
        _answers.append(answer)


def in_towns(actor: Actor, towns: Towns, *, at: datetime) -> list[Matter]:
    """Matters of the actor's organisations, and of nobody else's, whatever seats the actor holds."""
    mine = without_seats(actor)
    return [matter for answer in _answers for matter in answer(mine, towns, at)] if towns else []
