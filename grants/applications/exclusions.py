"""Questions about offers that a later room answers: which a person is tied to, which they read on a committee."""

from collections.abc import Callable

from django.db.models import QuerySet

from tenants.gates.access import Actor

# Each answers with a queryset of one column: ids of offers.
Answer = Callable[[Actor], QuerySet]

_answers: dict[str, Answer] = {}
_people: dict[str, Callable[[int], QuerySet]] = {}


def register(
    *, tied: Answer, read_on_committee: Answer, judged_on_committee: Answer, people_tied: Callable[[int], QuerySet]
) -> None:
    """Called once when the app starts. Without it every question fails, and nothing is shown."""
    _answers.update(tied=tied, read_on_committee=read_on_committee, judged_on_committee=judged_on_committee)
    _people.update(tied=people_tied)


def people_tied(application_id: int) -> QuerySet:
    """Ids of people who are tied to this offer: no letter of the office about it goes to them."""
    return _people["tied"](application_id)


def tied(actor: Actor) -> QuerySet:
    """Offers this person has declared a tie to, in any committee of the town."""
    return _answers["tied"](actor)


def read_on_committee(actor: Actor) -> QuerySet:
    """Offers this person may read as a member of their committee, having declared impartiality."""
    return _answers["read_on_committee"](actor)


def judged_on_committee(actor: Actor) -> QuerySet:
    """The same and offers of blind calls, which this person judges without seeing whose they are."""
    return _answers["judged_on_committee"](actor)
