"""Questions about offers that a later room answers: which a person is tied to, which they read on a committee."""

from collections.abc import Callable

from django.db.models import QuerySet

from tenants.gates.access import Actor

# Each answers with a queryset of one column: ids of offers.
Answer = Callable[[Actor], QuerySet]

_answers: dict[str, Answer] = {}


def register(*, tied: Answer, read_on_committee: Answer) -> None:
    """Called once when the app starts. Without it every question fails, and nothing is shown."""
    _answers.update(tied=tied, read_on_committee=read_on_committee)


def tied(actor: Actor) -> QuerySet:
    """Offers this person has declared a tie to, in any committee of the town."""
    return _answers["tied"](actor)


def read_on_committee(actor: Actor) -> QuerySet:
    """Offers this person may read as a member of their committee, having declared impartiality."""
    return _answers["read_on_committee"](actor)
