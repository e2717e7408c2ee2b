from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from tenants.office.notices.models import Notice
from tenants.registry.governments.addresses import absolute
from tenants.registry.mail.actions import Recipient, compose

__all__ = ["Recipient", "queue"]


def queue(
    template: str,
    *,
    to: Iterable[Recipient],
    about: models.Model,
    context: dict[str, Any],
    at: datetime,
    path: str = "/",
) -> None:
    """Queue one letter to each recipient, once per address, in the caller's transaction.

    The template also gets `town` (its name) and `link` (the absolute address of `path` on the town's host).
    """
    town = connection.tenant
    shared = {**context, "town": getattr(town, "name", ""), "link": absolute(town, path)}
    each = {one.email.lower(): one for one in to if one.email}.values()
    compose(
        Notice,
        template,
        to=each,
        context=shared,
        at=at,
        kind=about._meta.model_name,
        thing_id=about.pk,
    )
