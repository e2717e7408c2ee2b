"""Bring every schema to the head of the migrations: public, the template, then the towns. Skips those that are there."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from tenants.office.opening import template
from tenants.office.opening.actions import grant, open_platform
from tenants.registry.governments.models import LocalGovernment


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which schemas are behind; exit 1 if any is")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        wanted = template.heads()
        as_owner()
        if check:
            behind = self.behind(wanted)
            for schema in behind:
                self.stdout.write(f"behind: {schema}")
            raise SystemExit(1 if behind else 0)
        if "public" in self.behind(wanted, only=["public"]):
            call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            self.allow("public")
            self.stdout.write("migrated: public")
        connection.set_schema_to_public()
        open_platform(at=timezone.now())
        for schema in self.behind(wanted):
            if schema == "public":
                continue
            connection.set_schema_to_public()
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
            call_command("migrate_schemas", schema_name=schema, tenant=True, interactive=False, verbosity=0)
            self.allow(schema)
            self.stdout.write(f"migrated: {schema}")

    def behind(self, wanted: set[tuple[str, str]], only: list[str] | None = None) -> list[str]:
        with template.owner() as owner, owner.cursor() as cursor:
            done = template.applied(cursor, "public")
            if only == ["public"] or not done:
                towns: list[str] = []
            else:
                towns = list(
                    LocalGovernment.objects.exclude(schema_name="public")
                    .filter(state__in=["schema", "ready"])
                    .order_by("pk")
                    .values_list("schema_name", flat=True)
                )
            schemas = ["public"] + ([] if only else [template.TEMPLATE, *towns])
            # Django records every migration in every schema, applied there or not.
            return [schema for schema in schemas if not wanted <= template.applied(cursor, schema)]

    def allow(self, schema: str) -> None:
        with template.owner() as owner, owner.cursor() as cursor:
            grant(cursor, schema)


def as_owner() -> None:
    """Make Django's own connection the owner's, for this command's process."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()
    connection.settings_dict.update(template.owner_settings())
