from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from tenants.gates.access import Actor, permit, signed_in, the_clock
from tenants.registry.alerts import letters, rules
from tenants.registry.alerts.models import Alert, AlertedCall, Pace
from tenants.registry.showcase.models import ListedCall


@transaction.atomic
def subscribe(values: dict[str, Any], *, by: Actor, at: datetime) -> Alert:
    """Say which calls the person hears of from now on; the first weekly letter is next Monday's. Raises: PermissionDenied."""
    permit(signed_in, by)
    facts = {**values, "changed_at": at, "stopped_at": None}
    alert, made = Alert.objects.get_or_create(user_id=by.user_id or 0, defaults={**facts, "digested_at": at})
    if not made:
        if alert.stopped_at or alert.pace != values["pace"]:
            facts["digested_at"] = at
        Alert.objects.filter(pk=alert.pk).update(**facts)
        alert.refresh_from_db()
    return alert


def stop(alert: Alert, *, at: datetime) -> None:
    """No more letters; what was chosen is kept for a return. Whoever holds a letter's link may do it."""
    Alert.objects.filter(pk=alert.pk, stopped_at=None).update(stopped_at=at)


def tell(call: ListedCall, *, by: Actor, at: datetime) -> int:
    """Write to everybody who wants this call at once and has not heard of it; how many that were.

    Each person is a transaction of their own: killed in the middle, it goes on where it stopped.
    """
    permit(the_clock, by)
    if call.cancelled or call.closes_at < at:
        return 0
    return sum(
        _write(alert, [call], "new-call", at=at)
        for alert in Alert.objects.wanted(Pace.AT_ONCE).iterator(chunk_size=500)
        if _wants(alert, call)
    )


def send_digests(*, by: Actor, at: datetime) -> int:
    """Monday's letters that have not been written yet; how many were. Nobody gets an empty one."""
    permit(the_clock, by)
    calls = list(ListedCall.objects.open_at(at).select_related("government"))
    due = list(Alert.objects.due(rules.digest_moment(at)).values_list("pk", flat=True))
    return sum(_digest(pk, calls, at) for pk in due)


@transaction.atomic
def _digest(pk: int, calls: Iterable[ListedCall], at: datetime) -> bool:
    """One person's letter of the week, unless another worker is at it or has just written it."""
    waiting = Alert.objects.due(rules.digest_moment(at)).select_for_update(of=("self",), skip_locked=True)
    alert = waiting.filter(pk=pk).first()
    if alert is None:
        return False
    Alert.objects.filter(pk=pk).update(digested_at=at)
    told = set(AlertedCall.objects.filter(user=alert.user_id).values_list("call", flat=True))
    return _write(alert, [one for one in calls if one.pk not in told and _wants(alert, one)], "new-calls", at=at)


def _wants(alert: Alert, call: ListedCall) -> bool:
    spheres = [number for number in call.spheres.split(",") if number]
    town = call.government
    return rules.wants(alert.wish, town=town.pk, county=town.county_key, spheres=spheres)


@transaction.atomic
def _write(alert: Alert, calls: list[ListedCall], template: str, *, at: datetime) -> bool:
    """The letter, its job and the record that these calls were told, all or none."""
    fresh = [
        one
        for one in calls
        if AlertedCall.objects.get_or_create(user_id=alert.user_id, call=one, defaults={"at": at})[1]
    ]
    if fresh:
        letters.queue_about(alert, fresh, template, at=at)
    return bool(fresh)
