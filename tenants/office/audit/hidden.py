"""Which entries a person may not read though they read the others: a higher floor answers, when the app starts."""

from collections.abc import Callable

from django.db.models import Q

from tenants.gates.access import Actor

Answer = Callable[[Actor], Q]

_answers: list[Answer] = []
_answers_for_lists: list[Answer] = []


def register(answer: Answer) -> None:
    """`answer` gives the condition of the entries to leave out. Registering twice is hearing once."""
    if answer not in _answers:
        _answers.append(answer)


def register_for_lists(answer: Answer) -> None:
    """As `register`, for who reads entries of all things at once: elsewhere the thing itself was seen first."""
    if answer not in _answers_for_lists:
        _answers_for_lists.append(answer)


def from_(actor: Actor) -> Q:
    return _any(_answers, actor)


def from_lists_of(actor: Actor) -> Q:
    return _any(_answers_for_lists, actor)


def _any(answers: list[Answer], actor: Actor) -> Q:
    condition = Q(pk=None)
    for answer in answers:
        condition |= answer(actor)
    return condition
