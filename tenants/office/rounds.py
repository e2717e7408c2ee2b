"""The clock's rounds: each town, each thing in its turn, and one that fails keeps nobody behind it waiting."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

import structlog
from django.utils import timezone
from django_tenants.utils import tenant_context

from tenants.registry.governments.models import LocalGovernment

log = structlog.get_logger()
Thing = TypeVar("Thing")


def each(things: Iterable[Thing], work: Callable[[Thing], object]) -> None:
    """Do the work for every one of them, each in a transaction of its own. Raises the first failure, at the end."""
    failures = []
    for thing in things:
        try:
            work(thing)
        except Exception as problem:  # whatever it is, the others have their turn; it is raised below
            log.exception("failed in a round", thing=repr(thing))
            failures.append(problem)
    if failures:
        raise failures[0]


def in_each_town(work: Callable[[datetime], object]) -> None:
    """Do the work in each ready town: the town itself and not its schema alone, because letters bear its name."""

    def visit(town: LocalGovernment) -> None:
        with tenant_context(town):
            work(timezone.now())

    each(LocalGovernment.objects.routable(), visit)
