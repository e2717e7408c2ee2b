"""Hosts and absolute addresses of towns; the look-up from host to town is kept for a minute."""

import copy
import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from tenants.registry.governments.models import Domain, LocalGovernment

KEEP_SECONDS = 60
_kept: dict[str, tuple[float, LocalGovernment]] = {}


def absolute(town: Any, path: str = "/") -> str:
    """The full address of a path on a town's own host (on the platform's for the public schema)."""
    return at_host(getattr(town, "domain_url", None) or host_of(town), path)


def at_host(host: str, path: str = "/") -> str:
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"


def hosts_of(governments: Iterable[int]) -> dict[int, str]:
    """The primary hosts of these towns, in one query: for lists."""
    return dict(Domain.objects.filter(tenant__in=set(governments), is_primary=True).values_list("tenant_id", "domain"))


def host_of(town: Any) -> str:
    if town.schema_name == "public":
        return settings.PLATFORM_HOST
    domain = Domain.objects.filter(tenant__schema_name=town.schema_name, is_primary=True).first()
    return domain.domain if domain else settings.PLATFORM_HOST


def platform(path: str = "/") -> str:
    return at_host(settings.PLATFORM_HOST, path)


def town_at(host: str) -> LocalGovernment | None:
    """The ready town behind a host, or the public one; a copy, safe to change."""
    kept = _kept.get(host)
    if kept and kept[0] > time.monotonic():
        return copy.copy(kept[1])
    domain = Domain.objects.select_related("tenant").filter(domain=host, tenant__state="ready").first()
    if domain is None:
        return None
    town = domain.tenant
    town.domain_url = host
    _kept[host] = (time.monotonic() + KEEP_SECONDS, town)
    return copy.copy(town)


def forget() -> None:
    """Drop what was kept: a town was opened, renamed or closed."""
    _kept.clear()
