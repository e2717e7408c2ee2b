"""A question that a later room answers: which offers have an agreement, and of which none was made."""

from collections.abc import Callable, Collection, Mapping

Answer = Callable[[Collection[int]], Mapping[int, str]]
_answers: dict[str, Answer] = {}


def register(*, bound: Answer, given_up: Answer) -> None:
    """Called once when the app starts. Without it every question fails, and no act changes anything."""
    _answers.update(bound=bound, given_up=given_up)


def bound(offers: Collection[int]) -> Mapping[int, str]:
    """Of these offers those with an agreement, begun or signed, and its number."""
    return _answers["bound"](offers)


def given_up(offers: Collection[int]) -> Mapping[int, str]:
    """Of these offers those whose agreement was given up, and its number."""
    return _answers["given_up"](offers)
