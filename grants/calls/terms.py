"""A published call changes: when its term for filing starts anew, and where that term then ends. No query, no clock."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from grants.calls.models import Call, Lot
from grants.calls.text import Text
from tenants.gates.refusals import Refusal, Stale, raise_all
from tenants.office import deadlines

# Not in points 1-6 of art. 13(2): docs/law.md#changing-a-published-announcement
FREE = frozenset({"case_number", "previous_tasks", "contact", "personal_data"})
# A later day gives applicants more time; nobody who planned for the earlier one loses.
FREE_IF_LATER = frozenset({"closes_at", "decision_by"})


def restarts(before: Text, after: Text, changed: Iterable[str]) -> bool:
    """Whether a change of these parts touches points 1-6, so that the announcement is published anew."""
    return any(
        name not in FREE and not (name in FREE_IF_LATER and (after[name] or "") > (before[name] or ""))
        for name in changed
    )


def known(kept: Iterable[int | None], published: Collection[int]) -> list[int | None]:
    """Each published task at most once; what is not one of them is new."""
    found: list[int | None] = []
    for number in kept:
        found.append(number if number in published and number not in found else None)
    return found


def possible(call: Call, steps: Mapping[str, bool], *, at: datetime) -> dict[str, bool]:
    """Of the steps that its state allows, those that a page offers: a change is decided once it is prepared."""
    left = dict(steps)
    if call.published_at and not call.waits_for_publication:
        left.pop("record_publication", None)
        left.pop("republish", None)
    if not call.amendment:
        for name in ("amend", "correct", "drop_change"):
            left.pop(name, None)
    if call.is_over(at):
        for name in ("propose_change", "amend", "correct", "extend"):
            left.pop(name, None)
    return left


def check_running(call: Call, at: datetime) -> None:
    """Raises: Refusal once the deadline has passed."""
    if call.is_over(at):
        raise Refusal(
            _("The deadline of this call has passed: it can no longer be changed or extended."), field="closes_at"
        )


def check_extension(call: Call, *, closes_at: datetime) -> None:
    """A deadline may only move away. Raises: Refusal."""
    if call.closes_at is not None and closes_at <= call.closes_at:
        raise Refusal(_("Give a later moment: the term for filing can only be made longer."), field="closes_at")


def check_change(
    call: Call, changed: Collection[str], after: Text, *, kept: Sequence[int | None], lots: Iterable[Lot], at: datetime
) -> None:
    """`kept`: numbers of the published tasks, as they stand in the change; None for a new one.

    Raises: Refusal: nothing is changed, a published task is missing, the opening moves though filing has begun.
    """
    found: list[Refusal] = []
    if not changed:
        found.append(Refusal(_("Nothing is changed yet.")))
    missing = [lot for lot in lots if lot.number not in kept]
    if missing:
        names = ", ".join(f"{lot.number}. {lot.title}" for lot in missing)
        sentence = _("A published task cannot be taken out, offers may wait for it. Missing: %(names)s.")
        found.append(Refusal(sentence % {"names": names}, field="lots"))
    if "opens_at" in changed and call.opens_at is not None and call.opens_at <= at:
        found.append(Refusal(_("Filing has begun already: its opening stays as it was."), field="opens_at"))
    if not after["closes_at"] or not after["opens_at"]:
        found.append(Refusal(_("A published call has its opening and its deadline."), field="closes_at"))
    raise_all(found)


def check_prepared_for(version: int, *, call: Call) -> None:
    """Raises: Stale when the call was changed after this change had been prepared."""
    if version != call.version:
        raise Stale(
            _("The announcement was changed after this change had been prepared. Open the change and save it again.")
        )


def check_new_publication(*, place: str, published_on: date, changed_on: date) -> None:
    """Raises: Refusal for a day on which the changed text was not there yet."""
    if published_on < changed_on:
        raise Refusal(
            _("The changed announcement cannot have been published before it was changed."), field=f"{place}_on"
        )


def new_deadline(call: Call, *, last_publication: date, at: datetime) -> datetime:
    """The announced deadline if it is lawful; else, at the same hour, the first working day that is, and still to come."""
    assert call.closes_at is not None
    earliest = deadlines.earliest_call_deadline(last_publication)
    if deadlines.local_day(call.closes_at) >= earliest and call.closes_at > at:
        return call.closes_at
    day = deadlines.next_working_day(max(earliest, deadlines.local_day(at) + timedelta(days=1)))
    return deadlines.local(day, call.closes_at.astimezone(deadlines.WARSAW).time(), field="closes_at")


def new_decision_day(call: Call, *, closes_at: datetime) -> date | None:
    """Choosing keeps its distance from a deadline that moved past it."""
    last_day = deadlines.local_day(closes_at)
    if call.decision_by is None or call.closes_at is None or call.decision_by > last_day:
        return call.decision_by
    return deadlines.next_working_day(last_day + (call.decision_by - deadlines.local_day(call.closes_at)))
