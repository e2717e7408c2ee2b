from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from tenants.office.notices.models import Notice
from tenants.registry.governments.addresses import absolute
from tenants.registry.mail.actions import Recipient, addressed, keep, written

__all__ = ["Recipient", "Written", "post", "queue", "write"]


@dataclass(frozen=True)
class Written:
    """A letter as it will go out."""

    template: str
    to: Recipient
    subject: str
    text: str
    about: models.Model


def write(
    template: str, *, to: Iterable[Recipient], about: models.Model, context: dict[str, Any], path: str = "/"
) -> list[Written]:
    """One letter to each recipient, once per address, in the recipient's language; nothing is queued.

    The template also gets `town` (its name) and `link` (the absolute address of `path` on the town's host).
    """
    town = connection.tenant
    shared = {**context, "town": getattr(town, "name", ""), "link": absolute(town, path)}
    recipients = {one.email.lower(): one for one in to if one.email}.values()
    return [Written(template, one, *written(template, to=one, context=shared), about) for one in recipients]


def post(letters: Iterable[Written], *, at: datetime) -> None:
    """Queue letters that are written, in the caller's transaction."""
    keep(
        [
            addressed(
                Notice,
                one.template,
                to=one.to,
                subject=one.subject,
                text=one.text,
                at=at,
                kind=one.about._meta.model_name,
                thing_id=one.about.pk,
            )
            for one in letters
        ]
    )


def queue(
    template: str,
    *,
    to: Iterable[Recipient],
    about: models.Model,
    context: dict[str, Any],
    at: datetime,
    path: str = "/",
) -> None:
    """Write and queue one letter to each recipient, in the caller's transaction."""
    post(write(template, to=to, about=about, context=context, path=path), at=at)
