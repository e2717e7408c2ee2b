"""What an announcement must say, when its deadline is lawful, how much a call may take of the programme."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.calls.models import AmountRule, Call, Commissioning, Criterion, Lot, Place, TieRule
from grants.calls.states import RUNNING, CallState
from programmes.drafting.models import Programme
from programmes.drafting.states import ProgrammeState
from tenants.gates.refusals import Refusal, Stale, raise_all
from tenants.office import deadlines, law

# Art. 13(3): docs/law.md#places-of-publication
PLACES = (Place.BIP, Place.BOARD, Place.WEBSITE)
# Art. 15(1): docs/law.md#criteria; point 4 is about tasks that are only supported.
ALWAYS_COVERED = frozenset("12356")
SUPPORT_COVERED = frozenset("4")


Check = Callable[[], None]


class NoticeTooShort(Refusal):
    """The deadline leaves applicants less time than the notice period."""


class PoolTooLarge(Refusal):
    """The programme does not hold that much for the task."""


class Priced(Protocol):
    """A priority task with the amount planned for it."""

    pk: int
    title: str
    planned: Decimal


def check_programme(programme: Programme) -> None:
    """A call carries out an adopted programme; its budget may still be a draft (art. 13(5))."""
    if programme.state != ProgrammeState.ADOPTED:
        raise Refusal(_("The programme is not adopted yet. A call can be made of an adopted programme."), field="task")


def check_dates(call: Call) -> None:
    """The dates given so far must fit together; those still missing are the announcement's matter."""
    found: list[Refusal] = []
    if call.opens_at and call.closes_at and call.closes_at <= call.opens_at:
        found.append(Refusal(_("The deadline must come after the opening of the call."), field="closes_at"))
    if call.closes_at and call.decision_by and call.decision_by <= deadlines.local_day(call.closes_at):
        found.append(Refusal(_("Offers can be chosen only after the deadline for filing them."), field="decision_by"))
    if call.task_from and call.task_to and call.task_to < call.task_from:
        found.append(Refusal(_("The task cannot end before it starts."), field="task_to"))
    elif call.task_from and call.task_from.year != call.programme.year:
        sentence = _("The task must start in %(year)s, the year of the programme.") % {"year": call.programme.year}
        found.append(Refusal(sentence, field="task_from"))
    elif call.task_from and call.task_to and call.task_to >= _latest_end(call.task_from):
        sentence = _("An agreement lasts at most %(years)s years (art. 16(3)).")
        found.append(Refusal(sentence % {"years": law.value("agreement_years", on=call.task_from)}, field="task_to"))
    raise_all(found)


def _latest_end(start: date) -> date:
    year = start.year + law.value("agreement_years", on=start)
    return start.replace(year=year) if (start.month, start.day) != (2, 29) else date(year, 3, 1)


def check_notice(*, closes_at: datetime | None, last_publication: date) -> None:
    """Whole local days after the last publication, whose own day does not count (art. 13(1)). Raises: NoticeTooShort."""
    earliest = deadlines.earliest_call_deadline(last_publication)
    if closes_at and deadlines.local_day(closes_at) < earliest:
        raise NoticeTooShort(
            _(
                "The deadline is too early: %(days)s days must pass after the last publication on %(published)s. "
                "The earliest lawful day is %(earliest)s."
            )
            % {
                "days": law.value("call_notice_days", on=last_publication),
                "published": in_words(last_publication),
                "earliest": in_words(earliest),
            },
            field="closes_at",
        )


def check_revision(stored: int, opened: int | None) -> None:
    """Raises: Stale when the draft was saved after this person had opened it."""
    if opened is not None and stored != opened:
        raise Stale(
            _("Somebody saved this draft after you had opened it. Nothing of yours is lost: compare and choose.")
        )


def check_not_past(*, closes_at: datetime | None, at: datetime) -> None:
    if closes_at and closes_at <= at:
        raise Refusal(_("The deadline has already passed. Set a later one."), field="closes_at")


def missing_places(published: Iterable[str]) -> list[Place]:
    """Obligatory places of publication that are not recorded yet."""
    recorded = set(published)
    return [place for place in PLACES if place not in recorded]


def check_places(published: Iterable[str]) -> None:
    raise_all(
        [
            Refusal(
                _("Not recorded yet: %(place)s. The law names three places, all of them obligatory (art. 13(3)).")
                % {"place": place.label},
                field=f"{place}_on",
            )
            for place in missing_places(published)
        ]
    )


def check_publication(*, place: str, published_on: date, decided_on: date | None, at: datetime) -> None:
    """`decided_on`: the day from which there was something to publish. Raises: Refusal."""
    if published_on > deadlines.local_day(at):
        raise Refusal(_("This day has not come yet. Record a publication once it is done."), field=f"{place}_on")
    if decided_on is not None and published_on < decided_on:
        sentence = _("It was decided on %(day)s, so it cannot have been published earlier.")
        raise Refusal(sentence % {"day": in_words(decided_on)}, field=f"{place}_on")


def check_ground(ground: str, *, state: CallState) -> None:
    """A ground of art. 18a speaks of the offers filed: nobody knows of them before the deadline."""
    if ground and state in {CallState.APPROVED, *RUNNING}:
        raise Refusal(_("This ground can be given only after the deadline for offers."), field="ground")


def check_lots(lots: Sequence[Lot], programme: Programme) -> None:
    """Each lot by itself; a refusal's field is "lots-0-pool" for the first lot's pool."""
    raise_all([one for place, lot in enumerate(lots) for one in _of_lot(lot, f"lots-{place}-", programme)])


def _of_lot(lot: Lot, prefix: str, programme: Programme) -> list[Refusal]:
    found: list[Refusal] = []
    if lot.task.programme_id != programme.pk:
        found.append(Refusal(_("Choose a priority task of this call's programme."), field=prefix + "task"))
    if lot.pool <= 0:
        found.append(Refusal(_("The pool must be more than zero."), field=prefix + "pool"))
    if lot.grant_max is not None and lot.grant_max > lot.pool:
        found.append(Refusal(_("The greatest grant cannot exceed the pool."), field=prefix + "grant_max"))
    if lot.grant_min is not None and lot.grant_min > (lot.pool if lot.grant_max is None else lot.grant_max):
        found.append(Refusal(_("The least grant cannot exceed the greatest one."), field=prefix + "grant_min"))
    if lot.grant_max_percent is not None and lot.grant_max_percent <= 0:
        found.append(Refusal(_("The share must be more than zero."), field=prefix + "grant_max_percent"))
    for name in ("own_min_percent", "own_financial_min_percent"):
        if lot.commissioning == Commissioning.ENTRUST and getattr(lot, name):
            sentence = _("Own contribution cannot be required for an entrusted task: the grant finances it in full.")
            found.append(Refusal(sentence, field=prefix + name))
    return found


def check_pools(lots: Sequence[Lot], *, tasks: Iterable[Priced], taken: Mapping[int, Decimal]) -> None:
    """The lots of a call and what is `taken` already (by task id) stay within each task's planned amount.

    Raises: PoolTooLarge, at the pool of the last lot of the task.
    """
    found: list[Refusal] = []
    for task in tasks:
        of_task = [place for place, lot in enumerate(lots) if lot.task_id == task.pk]
        wanted = sum((lots[place].pool for place in of_task), Decimal("0.00"))
        before = taken.get(task.pk, Decimal("0.00"))
        if of_task and wanted + before > task.planned:
            sentence = _(
                "The programme plans %(planned)s for “%(task)s”. Other calls and awards take %(taken)s, "
                "this call %(wanted)s: together %(over)s too much."
            )
            amounts = {
                "planned": money(task.planned),
                "taken": money(before),
                "wanted": money(wanted),
                "over": money(wanted + before - task.planned),
            }
            found.append(PoolTooLarge(sentence % {"task": task.title, **amounts}, field=f"lots-{of_task[-1]}-pool"))
    raise_all(found)


def uncovered(criteria: Iterable[Criterion], lots: Iterable[Lot]) -> list[str]:
    """Points of art. 15(1) that no criterion covers, of those that this call must cover."""
    supported = any(lot.commissioning == Commissioning.SUPPORT for lot in lots)
    needed = ALWAYS_COVERED | (SUPPORT_COVERED if supported else frozenset())
    return sorted(needed - {criterion.statutory for criterion in criteria})


def points_of(criteria: Iterable[Criterion]) -> int:
    return sum(criterion.points_max for criterion in criteria)


def check_points(criteria: Sequence[Criterion]) -> None:
    raise_all(
        [
            Refusal(_("A criterion gives at least one point."), field=f"criteria-{place}-points_max")
            for place, criterion in enumerate(criteria)
            if criterion.points_max < 1
        ]
        + [
            Refusal(_("The least points cannot exceed the most points."), field=f"criteria-{place}-points_min")
            for place, criterion in enumerate(criteria)
            if criterion.points_min > criterion.points_max
        ]
    )


def check_choice(call: Call, criteria: Sequence[Criterion] | None) -> None:
    """The rules on equal offers and on amounts must be complete before the call opens; `criteria` None: not given now."""
    found: list[Refusal] = []
    if call.tie_then and call.tie_then == call.tie_rule:
        found.append(Refusal(_("Choose another rule than the first one, or none."), field="tie_then"))
    if call.tie_then and call.tie_rule == TieRule.ALL:
        found.append(Refusal(_("All of them go on already: there is nothing left to part."), field="tie_then"))
    if criteria is not None and TieRule.CRITERION in call.tie_rules:
        marked = sum(criterion.decides_ties for criterion in criteria)
        if marked != 1:
            sentence = _("Mark one criterion as the one that decides between equal offers; now %(marked)s are marked.")
            found.append(Refusal(sentence % {"marked": marked}, field="tie_rule"))
    if call.amount_rule == AmountRule.BANDS and not call.bands:
        sentence = _("Give the bands: from how many points, which part of the amount asked for.")
        found.append(Refusal(sentence, field="bands"))
    if call.correction_days == 0:
        sentence = _("Give at least one day, or leave the field empty: then the office does not call for corrections.")
        found.append(Refusal(sentence, field="correction_days"))
    raise_all(found)


def check_criteria(criteria: Sequence[Criterion], lots: Sequence[Lot], *, minimum_points: Decimal) -> None:
    found: list[Refusal] = []
    if missing := uncovered(criteria, lots):
        sentence = _("No criterion covers art. 15(1) point %(points)s. Add one or mark one that does.")
        found.append(Refusal(sentence % {"points": ", ".join(missing)}, field="criteria"))
    if minimum_points > points_of(criteria):
        sentence = _("The least points are more than the criteria give together (%(sum)s).")
        found.append(Refusal(sentence % {"sum": points_of(criteria)}, field="minimum_points"))
    raise_all(found)


def together(*checks: Check) -> None:
    """Make every check and raise all their refusals at once."""
    found: list[Refusal] = []
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found += refusal.every()
    raise_all(found)


def in_words(day: date) -> str:
    return date_format(day, "j E Y")
