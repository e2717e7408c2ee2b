"""States that are reached once: what a builder wrote is kept as rows, and the next test that asks gets them by COPY.

A builder takes the real steps, and a signed agreement takes some four hundred statements. The same builder with the
same arguments after the same builders ends in the same rows, so `@remembered` keeps them for the rest of the run. It
steps back, and the builder does its work, as soon as anything else has written in the test: a test's own step, a
rollback, another connection; and in tests that change settings or patch code.
"""

import copyreg
import dataclasses
import functools
import itertools
import pickle
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import connection, models, transaction
from django.utils import translation

P = ParamSpec("P")
T = TypeVar("T")

START = 0  # the state of a test that has written nothing
PLAIN = (str, int, bool, bytes, Decimal, date, time, timedelta, type(None))
NEUTRAL = ("SELECT", "SHOW", "SET", "SAVEPOINT", "RELEASE")
WRITTEN = re.compile(
    r'(?:INSERT\s+INTO|(?<!DO )UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?(?:"?(\w+)"?\.)?"?(\w+)"?', re.IGNORECASE
)
UNKNOWN = "?"  # a statement that writes nobody knows where
JOBS = "procrastinate_"  # its functions write, called by SELECT; its trigger writes the events of a job


def _proxy(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))  # an Actor holds one


class State(NamedTuple):
    number: int
    rows: dict[str, bytes]
    outcome: bytes  # the arguments and the result, pickled: a builder may change what it is given


class Ground:
    """One test: the state it is in, and the tables it wrote to."""

    def __init__(self, altered: Callable[[], bool]) -> None:
        self.altered = altered
        self.start = transaction.savepoint()
        self.depth = len(connection.savepoint_ids)
        self.state: int | None = START
        self.touched: set[str] = set()
        self.writes = 0

    def is_known(self) -> bool:
        whole = len(connection.savepoint_ids) == self.depth and not connection.needs_rollback
        return self.state is not None and whole and not self.altered()


_ground: Ground | None = None
_jobs: object = None  # how many are committed, and the last one
_states: dict[Hashable, State | None] = {}
_untouched: dict[str, bytes] = {}
_tables: dict[str, set[str]] = {}
_numbers = itertools.count(START + 1)


class NotPlain(Exception):
    """An argument that cannot be told from another one."""


def forget() -> None:
    """Whoever commits rows calls this: numbers begin again, and what was remembered may not fit."""
    _states.clear()
    _untouched.clear()


def _forget_what_others_committed() -> None:
    """Some tests commit from a connection of their own; a job they leave behind would come back in every state."""
    global _jobs
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM public.procrastinate_jobs")
        found = cursor.fetchone()
    if found != _jobs:
        forget()
        _jobs = found


@contextmanager
def ground(altered: Callable[[], bool]) -> Iterator[None]:
    """A test inside its transaction, before its first write."""
    global _ground
    _forget_what_others_committed()
    _ground = Ground(altered)
    try:
        with connection.execute_wrapper(_watch):
            yield
    finally:
        _ground = None


def remembered(build: Callable[P, T]) -> Callable[P, T]:
    @functools.wraps(build)
    def reach(*args: P.args, **kwargs: P.kwargs) -> T:
        here = _ground
        if here is None or not here.is_known():
            return build(*args, **kwargs)
        given = (args, kwargs)
        try:
            key = (here.state, connection.schema_name, translation.get_language(), build, _plain(given))
        except NotPlain:
            return build(*args, **kwargs)
        if key in _states:
            state = _states[key]
            return build(*args, **kwargs) if state is None else _again(here, state, given)
        before, writes = here.state, here.writes
        result = build(*args, **kwargs)
        number = before if here.writes == writes else next(_numbers)
        _states[key] = state = _kept(here, number, given, result)
        here.state = state.number if state and len(connection.savepoint_ids) == here.depth else None
        return result

    return reach


def _again(here: Ground, state: State, given: Any) -> Any:
    if here.state != state.number:
        if here.state != START:
            transaction.savepoint_rollback(here.start)
            connection.set_tenant(connection.tenant)  # the search path went back as well
        with connection.cursor() as cursor:
            for table, rows in state.rows.items():
                with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
        here.touched |= state.rows.keys()
        here.writes += 1
        here.state = state.number
    (args, kwargs), result = pickle.loads(state.outcome)
    for mine, theirs in zip([*given[0], *given[1].values()], [*args, *kwargs.values()], strict=True):
        if isinstance(mine, models.Model):
            if result is theirs:
                result = mine
            mine.__dict__.update(theirs.__dict__)
    return result


def _kept(here: Ground, number: Any, given: Any, result: Any) -> State | None:
    if UNKNOWN in here.touched:
        return None
    rows = {}
    # In an order the database's guards admit: criteria before the sheets that freeze them, calls after what a signed
    # protocol seals.
    for table in sorted(here.touched, key=lambda one: (one.endswith('."grants_call"'), one)):
        lines, before = _copied(table).splitlines(keepends=True), set(_untouched[table].splitlines(keepends=True))
        if not before <= set(lines):
            return None  # a row that every test finds was changed
        rows[table] = b"".join(line for line in lines if line not in before)
    try:
        return State(number, rows, pickle.dumps((given, result)))
    except (TypeError, AttributeError, pickle.PicklingError):
        return None


def _copied(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(block) for block in copy)


def _watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    text = str(sql).lstrip(" (\n")
    if _ground is not None and (not text[:9].upper().startswith(NEUTRAL) or JOBS in text):
        _ground.state = None
        _ground.writes += 1
        for table in _written(text):
            if table not in _ground.touched:
                _ground.touched.add(table)
                if table != UNKNOWN and table not in _untouched:
                    _untouched[table] = _copied(table)
    return execute(sql, params, many, context)


def _written(text: str) -> Iterator[str]:
    """The tables a statement writes to, with their schemas."""
    if JOBS in text:
        yield "public.procrastinate_jobs"
        return
    found = WRITTEN.findall(text)
    if not found and not text.startswith("ROLLBACK TO"):
        yield UNKNOWN
    for schema, table in found:
        yield f'{schema or _schema_of(table)}."{table}"'


def _schema_of(table: str) -> str:
    here = connection.schema_name
    if here not in _tables:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [here])
            _tables[here] = {name for (name,) in cursor.fetchall()}
    return here if table in _tables[here] else "public"


def _plain(value: Any) -> Hashable:
    if isinstance(value, models.Model):
        return value._meta.label, value.pk
    if isinstance(value, PLAIN):
        return type(value), repr(value)
    if isinstance(value, Mapping):
        return tuple(sorted(((_plain(key), _plain(one)) for key, one in value.items()), key=repr))
    if isinstance(value, (list, tuple)):
        return tuple(_plain(one) for one in value)
    if isinstance(value, (set, frozenset)):
        return tuple(sorted((_plain(one) for one in value), key=repr))
    if dataclasses.is_dataclass(value):
        return type(value), tuple(_plain(getattr(value, field.name)) for field in dataclasses.fields(value))
    raise NotPlain
