"""A rule says no with a sentence a person can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The answer is no; nothing was written.

    `field` is the form field it concerns, if any; several at once come as `also`.
    """

    def __init__(self, sentence: object, *, field: str | None = None, also: "list[Refusal] | None" = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.also = also or []

    def __str__(self) -> str:
        return str(self.sentence)

    def every(self) -> "list[Refusal]":
        """This refusal and those that came with it."""
        return [self, *self.also]


class WrongState(Refusal):
    """The thing has moved on since the person last saw it."""

    def __init__(self, sentence: object = None) -> None:
        super().__init__(
            sentence
            or _("Someone has changed this in the meantime. Nothing was saved; the page now shows how things stand.")
        )


class Stale(Refusal):
    """Somebody else saved the same thing after this person opened it."""


def raise_all(refusals: list[Refusal]) -> None:
    """Raise the first refusal, carrying the others. An empty list passes."""
    if refusals:
        first, *rest = refusals
        first.also = rest
        raise first


class Names(Protocol):
    def __contains__(self, name: str | None, /) -> bool: ...


class Shows(Protocol):
    """What can show a refusal at its field: a form, or several that are one page."""

    @property
    def fields(self) -> Names: ...

    def add_error(self, field: str | None, error: str, /) -> None: ...


@contextmanager
def into(form: Shows) -> Iterator[None]:
    """Put a refusal at its field, so that the page can show it there."""
    try:
        yield
    except WrongState:
        raise
    except Refusal as refusal:
        for one in refusal.every():
            form.add_error(one.field if one.field in form.fields else None, str(one))


@contextmanager
def keeping(form: Shows) -> Iterator[None]:
    """As `into`, and when the thing has moved on too: what was typed comes back with the sentence of what happened.

    The page is then drawn from the thing loaded again, and with this form whether or not it could still be sent.
    """
    try:
        with into(form):
            yield
    except WrongState as refusal:
        form.add_error(None, str(refusal))
