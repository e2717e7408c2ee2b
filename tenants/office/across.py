"""One question asked in several towns at once, in one statement: the towns are known beforehand, and few.

For people who act in many towns, never for a walk through all of them: each town named costs the database the tables
asked about. The rows seen are those the query itself may see; no seat counts, because a seat is of one town.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.sql import Identifier

from tenants.gates.access import Actor
from tenants.office.checks import town_models
from tenants.registry.governments.models import LocalGovernment

# Of each kind and town, the first in the query's own order.
MOST_ROWS = 200


def without_seats(actor: Actor) -> Actor:
    """The actor as every town knows them: by their organisations only."""
    return replace(actor, seats=frozenset(), is_operator=False)


def rows(towns: Sequence[LocalGovernment], query: QuerySet, *, most: int = MOST_ROWS) -> list[tuple[Any, ...]]:
    """What `query`, a sorted values_list, finds in these towns: each row begins with the id of its town."""
    try:
        statement, given = query[:most].query.sql_with_params()
    except EmptyResultSet:
        return []
    parts = [f"(SELECT %s::bigint, found.* FROM ({in_schema(statement, town.schema_name)}) AS found)" for town in towns]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [value for town in towns for value in (town.pk, *given)])
        return cursor.fetchall()


def in_schema(statement: str, schema: str) -> str:
    """The statement with the schema named before each table of a town, so that no search path is needed."""
    tables = "|".join(re.escape(model._meta.db_table) for model in town_models())
    return re.sub(rf'"(?:{tables})"', partial(_named, f"{Identifier(schema).as_string()}."), statement)


def _named(prefix: str, found: re.Match[str]) -> str:
    return prefix + found[0]
