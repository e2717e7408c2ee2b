"""The tests themselves run as production does: as a role that owns nothing and cannot change the audit trail."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db

SCHEMAS = ("public", "lipowo", "olszany")


def ask(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def test_the_role_is_no_superuser_and_owns_nothing():
    assert ask(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ) == [False]
    assert ask("SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = current_user") == []
    assert ask("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == []
    assert (
        ask(
            "SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s) AND has_schema_privilege(oid, 'CREATE')",
            [*SCHEMAS],
        )
        == []
    )


GROWING = {"office_auditentry": "verb", "office_chainlink": "hash", "office_chainhead": "hash"}


@pytest.mark.parametrize("name", GROWING)
def test_each_town_has_an_audit_trail_that_the_role_can_only_add_to(name):
    rights = f"SELECT schemaname FROM pg_tables WHERE tablename = '{name}' AND has_table_privilege({{}}, %s) ORDER BY 1"
    table = "format('%%I.%%I', schemaname, tablename)"

    assert set(ask(rights.format(table), "INSERT")) >= {"lipowo", "olszany"}
    for right in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
        assert ask(rights.format(table), right) == []


@pytest.mark.parametrize("name", GROWING)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_audit_trail(statement, name):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"lipowo.{name}", GROWING[name]))


@pytest.mark.parametrize("right", ["SELECT", "INSERT", "UPDATE", "DELETE"])
def test_every_other_table_can_be_worked_with(right):
    closed = ask(
        """
        SELECT schemaname || '.' || tablename FROM pg_tables
        WHERE schemaname = ANY(%s) AND tablename <> 'django_migrations' AND tablename <> ALL(%s)
          AND NOT has_table_privilege(format('%%I.%%I', schemaname, tablename), %s)
        """,
        [*SCHEMAS],
        [*GROWING],
        right,
    )

    assert closed == []
