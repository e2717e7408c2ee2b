"""What is written in a joint offer after a partner confirmed it: that partner hears of it, once, and confirms anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from grants.applications import attaching, drafting, partners_letters, partners_reading
from grants.applications.drafting import Merged
from grants.applications.models import Application, Attachment
from grants.applications.partners_models import Offeror
from tenants.gates.access import Actor
from tenants.office.notices.models import Notice

LETTER = "joint-voided"


@transaction.atomic
def save_section(
    application: Application, section: str, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> Application:
    """`drafting.save_section`; partners whose confirmation it made void are told."""
    saved = drafting.save_section(application, section, values, revision=revision, by=by, at=at)
    tell(saved, by=by, at=at)
    return saved


@transaction.atomic
def merge_section(
    application: Application,
    section: str,
    values: Mapping[str, Any],
    *,
    seen: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Merged:
    """`drafting.merge_section`; partners whose confirmation it made void are told."""
    merged = drafting.merge_section(application, section, values, seen=seen, by=by, at=at)
    tell(application, by=by, at=at)
    return merged


@transaction.atomic
def attach(application: Application, *, name: str, content: bytes, by: Actor, at: datetime, **to: Any) -> Attachment:
    """`attaching.attach`; partners whose confirmation it made void are told."""
    attachment = attaching.attach(application, name=name, content=content, by=by, at=at, **to)
    tell(attachment.application, by=by, at=at)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """`attaching.detach`; partners whose confirmation it made void are told."""
    application = attachment.application
    attaching.detach(attachment, by=by, at=at)
    tell(application, by=by, at=at)


def tell(application: Application, *, by: Actor, at: datetime) -> None:
    """One letter for each confirmation that no longer holds, however long the offer goes on changing.

    The next one can only come after that partner has confirmed again. `application`: as it is now, its row taken.
    """
    if not application.is_joint:
        return
    rows = partners_reading.rows_of(application)
    confirmed = {row.pk: row.confirmed_at for row in rows if row.seal and row.confirmed_at}
    if not confirmed:
        return
    sent = Notice.objects.filter(template=LETTER, kind=Offeror._meta.model_name, thing_id__in=confirmed)
    told = dict(sent.order_by("queued_at").values_list("thing_id", "queued_at"))
    waiting = {pk for pk, when in confirmed.items() if pk not in told or told[pk] < when}
    if not waiting:
        return
    for row, one in zip(rows, partners_reading.standings(application, rows), strict=True):
        if one.voided and row.pk in waiting:
            row.application = application
            partners_letters.to_partner(LETTER, row, at=at, who=by.name)
