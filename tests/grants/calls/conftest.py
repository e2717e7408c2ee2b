"""For tests that need several connections: what they write is committed, and swept away by the owner at the end."""

import pytest
from django.db import connection

from tenants.office.opening import template
from tests import builders

# What _open_towns and the migrations made, and every later test stands on.
KEPT = (
    "registry_localgovernment",
    "registry_domain",
    "registry_cache",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "procrastinate_version",
)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Lipowo outside any transaction."""
    with django_db_blocker.unblock():
        connection.set_tenant(builders.town("lipowo"))
        try:
            yield
        finally:
            connection.set_schema_to_public()
            connection.close()
            _sweep(("lipowo", "public"))


def _sweep(schemas):
    with template.owner() as owner:
        owner.autocommit = True
        found = owner.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY(%s) AND tablename <> ALL(%s)",
            (list(schemas), list(KEPT)),
        ).fetchall()
        owner.execute("SET session_replication_role = replica")
        owner.execute("TRUNCATE " + ", ".join(name for (name,) in found))
