"""Tests that really commit, for threads and for real servers: every table of every schema is emptied after each.

Django's own flush knows one schema, and the application's role may not truncate: this one works as the owner.
"""

from typing import Any

import pytest
from django.test import TransactionTestCase

from tenants.office.opening import template
from tests import remembered

KEPT = ("django_migrations", "registry_localgovernment", "registry_domain", "django_content_type", "registry_cache")
FIRST_TOWNS = ("public", "lipowo", "olszany", template.TEMPLATE)


def wipe() -> None:
    """Empty what the test wrote, and drop the towns it opened."""
    with template.owner() as owner, owner.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' AND nspname <> ALL(%s)",
            [list(FIRST_TOWNS)],
        )
        for (schema,) in cursor.fetchall():
            cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname !~ '^(pg_|information_schema)' AND schemaname <> %s AND tablename <> ALL(%s)",
            [template.TEMPLATE, list(KEPT)],
        )
        tables = ", ".join(name for (name,) in cursor.fetchall())
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(
            "DELETE FROM public.registry_domain d USING public.registry_localgovernment g"
            " WHERE d.tenant_id = g.id AND g.schema_name <> ALL(%s)",
            [list(FIRST_TOWNS)],
        )
        cursor.execute("DELETE FROM public.registry_localgovernment WHERE schema_name <> ALL(%s)", [list(FIRST_TOWNS)])


def _teardown(self: Any) -> None:
    wipe()
    remembered.forget()


@pytest.fixture(autouse=True, scope="session")
def committed_tests_clean_up() -> None:
    TransactionTestCase._fixture_teardown = _teardown  # type: ignore[method-assign]
