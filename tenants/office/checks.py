"""What `manage.py check` refuses: a view without a door, a model without a scope, a key that binds two schemas."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from tenants.gates.doors import rule_of
from tenants.office.scopes import ScopedQuerySet

TOWN_APPS = ("office", "programmes", "grants")


def register() -> None:
    checks.register(doors, "osnowa")
    checks.register(scopes, "osnowa")
    checks.register(keys_across_schemas, "osnowa")


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address of a URLconf with its pattern."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here, entry


def doors(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"{urlconf}: the view at {address} says nowhere to whom it opens.", id="osnowa.E001", obj=entry.callback
        )
        for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF)
        for address, entry in patterns(get_resolver(urlconf))
        if rule_of(entry.callback) is None
    ]


def town_models() -> list[type[models.Model]]:
    return [model for label in TOWN_APPS for model in apps.get_app_config(label).get_models()]


def scopes(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(f"{model.__name__} does not say who may see its rows.", id="osnowa.E002", obj=model)
        for model in town_models()
        if not _is_scoped(model._default_manager.all())
    ]


def _is_scoped(rows: models.QuerySet) -> bool:
    return isinstance(rows, ScopedQuerySet) and type(rows).visible_to is not ScopedQuerySet.visible_to


def keys_across_schemas(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A database constraint into the public schema makes every deletion there visit every town (measured)."""
    return [
        checks.Error(f"{field} binds a town's table to the public schema in the database.", id="osnowa.E003", obj=model)
        for model in town_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.model._meta.app_label not in TOWN_APPS
        and (
            field.db_constraint  # type: ignore[attr-defined]  # the stubs know only the argument
            or field.remote_field.on_delete is not models.DO_NOTHING
        )
    ]
