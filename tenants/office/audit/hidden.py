"""Which entries a person may not read though they read the others: a higher floor answers, when the app starts."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from tenants.gates.access import Actor

# `kind`: where only entries of that kind are asked for, so that the condition need not speak of the others.
Answer = Callable[[Actor, str], Q]

_answers: list[Answer] = []
_answers_for_lists: list[Callable[[Actor], Q]] = []


def register(answer: Answer) -> None:
    """`answer` gives the condition of the entries to leave out. Registering twice is hearing once."""
    if answer not in _answers:
        _answers.append(answer)


def register_for_lists(answer: Callable[[Actor], Q]) -> None:
    """As `register`, for who reads entries of all things at once: elsewhere the thing itself was seen first."""
    if answer not in _answers_for_lists:
        _answers_for_lists.append(answer)


def from_(actor: Actor, kind: str = "") -> Q:
    return _any(answer(actor, kind) for answer in _answers)


def from_lists_of(actor: Actor) -> Q:
    return _any(answer(actor) for answer in _answers_for_lists)


def _any(conditions: Iterable[Q]) -> Q:
    whole = Q(pk=None)
    for condition in conditions:
        whole |= condition
    return whole
