"""Who may still file late, and until when."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from grants.applications.lateness.models import LateAccess
from grants.applications.rules import accepts
from grants.calls.models import Call, Lot, whole_second
from tenants.gates.access import Actor


def until(call: Call, organisation_id: int | None) -> datetime | None:
    """The latest moment granted to this organisation in this call; None when none was."""
    granted = LateAccess.objects.granted().filter(call=call, organisation_id=organisation_id)
    return granted.aggregate(last=Max("until"))["last"] if organisation_id is not None else None


def let_in(call: Call, organisations: Collection[int], at: datetime) -> dict[int, datetime]:
    """Of these organisations, those that may file late now, each with its moment."""
    granted = LateAccess.objects.granted().filter(
        call=call, organisation_id__in=organisations, until__gte=whole_second(at)
    )
    return dict(granted.order_by().values_list("organisation_id").annotate(last=Max("until")))


def open_to(actor: Actor, at: datetime) -> list[tuple[LateAccess, list[Lot]]]:
    """What this person's organisations may still file late, each with the lots of its call."""
    own = (
        LateAccess.objects.visible_to(actor)
        .granted()
        .filter(organisation_id__in=actor.organisations, until__gte=whole_second(at))
    )
    found = [one for one in own.select_related("call").order_by("until") if accepts(one.call, at, one.until)]
    lots = list(Lot.objects.filter(call__in=[one.call_id for one in found]).order_by("number")) if found else []
    return [(one, [lot for lot in lots if lot.call_id == one.call_id]) for one in found]
