"""Last year's call begun anew: days moved to the new year, amounts kept, and a list of what changed and what to check."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from grants.calls import drafting, listeners, pools, proposals, references, rules, text
from grants.calls.models import Call, Criterion, Lot, RequiredAttachment
from grants.calls.questions import actions as questions
from grants.calls.states import FLOW
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import Actor, permit
from tenants.office import deadlines

YEAR = re.compile(r"\b20\d\d\b")
TEXTS = ("subject", "granting_rules", "conditions", "selection", "accessibility", "amount_details", "personal_data")
CHANGED, CHECK = "changed", "check"
# What the announced text does not say: how the office checks offers formally, and whether everyone reads the results.
SETTINGS = ("formal_four_eyes", "formal_public")
Note = dict[str, Any]


@transaction.atomic
def copy(source: Call, programme: Programme, *, by: Actor, at: datetime) -> Call:
    """A draft of that programme with what the source said. Raises: Refusal, PermissionDenied."""
    permit(FLOW.steps["create"].may, by, programme)
    drafting.check_subscription(at)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    rules.check_programme(programme)
    before = text.stored(source)
    facts, notes = moved(before, since=source.programme.year, to=programme.year, at=at)
    lots, of_lots = matched(before["lots"], source, programme, taken=pools.taken(programme.pk))
    spheres = {task.sphere for task in PriorityTask.objects.filter(pk__in=[lot["task_id"] for lot in lots])}
    year = deadlines.local_day(at).year
    facts["previous_tasks"] = proposals.previous_tasks(pools.earlier(spheres, year=year))
    until = questions_until(source, opens_at=facts["opens_at"], closes_at=facts["closes_at"])
    notes += [*_moved_day("enquiries_until", source.enquiries_until, until), *of_lots]
    notes.append({"kind": CHECK, "field": "previous_tasks", "why": "point_7"})
    beginning = references.beginning(programme.year, facts["title"])
    used = Call.objects.filter(ref__startswith=beginning).values_list("ref", flat=True)
    call = Call(
        ref=references.first_free(beginning, set(used)),
        programme=programme,
        made_at=at,
        copied_from=source,
        copy_notes=notes,
        enquiries_until=until,
        **{name: getattr(source, name) for name in SETTINGS},
        **facts,
    )
    FLOW.create(call, by=by, at=at, copied_from=source.ref)
    drafting.replace(Lot, call, lots, by=by, at=at)
    drafting.replace(Criterion, call, text.rows_of(before, "criteria"), by=by, at=at)
    drafting.replace(RequiredAttachment, call, text.rows_of(before, "attachments"), by=by, at=at)
    questions.copy(source, call, by=by, at=at)
    listeners.tell("copied", call, by=by, at=at, source=source)
    return call


def moved(before: text.Text, *, since: int, to: int, at: datetime) -> tuple[dict[str, Any], list[Note]]:
    """The facts of the new year's call, and the notes about them."""
    facts = text.facts_of(before)
    facts |= {"case_number": "", "title": _renumbered(facts["title"], since, to)}
    facts |= new_days(facts, years=to - since, year=to, at=at)
    facts["on_draft_budget"] = deadlines.local_day(at).year < to
    after = text.of_values(facts)
    notes = [
        {"kind": CHANGED, "field": name, "before": before[name], "after": after[name]}
        for name in text.changed(before, after)
        if name in text.FACTS and name != "previous_tasks"
    ]
    notes += [
        {"kind": CHECK, "field": name, "why": "year", "years": found}
        for name in TEXTS
        if (found := sorted({year for year in YEAR.findall(str(facts[name])) if int(year) < to}))
    ]
    return facts, notes


def new_days(facts: Mapping[str, Any], *, years: int, year: int, at: datetime) -> dict[str, Any]:
    """The same days in the new year, moved to working ones and to a lawful term; when they are over, days as for a new call."""
    proposed = proposals.facts(year=year, at=at, contact="")
    days = {name: proposed.get(name) for name in ("opens_at", "closes_at", "decision_by", "task_from", "task_to")}
    if facts["opens_at"] and facts["closes_at"]:
        opening = deadlines.next_working_day(shifted(_day(facts["opens_at"]), years))
        if opening > deadlines.local_day(at):
            earliest = deadlines.earliest_call_deadline(opening)
            last_day = deadlines.next_working_day(max(shifted(_day(facts["closes_at"]), years), earliest))
            days["opens_at"] = deadlines.local(opening, _hour(facts["opens_at"]))
            days["closes_at"] = deadlines.local(last_day, _hour(facts["closes_at"]))
            chosen = facts["decision_by"] or last_day + timedelta(days=proposals.DECISION_DAYS)
            wanted = shifted(chosen, years) if facts["decision_by"] else chosen
            days["decision_by"] = deadlines.next_working_day(max(wanted, last_day + timedelta(days=1)))
    for name in ("task_from", "task_to"):
        if facts[name]:
            days[name] = shifted(facts[name], years)
    return days


def questions_until(source: Call, *, opens_at: datetime | None, closes_at: datetime | None) -> date | None:
    """The last day for questions, as many days before the deadline as it was; none if the call would not be open yet."""
    if source.enquiries_until is None or source.closes_at is None or opens_at is None or closes_at is None:
        return None
    until = _day(closes_at) - (_day(source.closes_at) - source.enquiries_until)
    return until if until > _day(opens_at) else None


def _moved_day(field: str, before: date | None, after: date | None) -> list[Note]:
    if before == after:
        return []
    return [{"kind": CHANGED, "field": field, "before": text.plain(before), "after": text.plain(after)}]


def shifted(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28."""
    last = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if last else day.day)


def matched(
    rows: Sequence[Mapping[str, Any]], source: Call, programme: Programme, *, taken: Mapping[int, Decimal]
) -> tuple[list[dict[str, Any]], list[Note]]:
    """Each lot with a priority task of the new programme: of the same name, else of the same sphere, else the first."""
    old = {task.pk: task for task in source.programme.tasks.all()}
    new = list(programme.tasks.order_by("position", "pk"))
    lots, notes = [], []
    left = {task.pk: task.planned - taken.get(task.pk, Decimal(0)) for task in new}
    for number, row in enumerate(text.rows_of({"lots": rows}, "lots"), 1):
        task, why = _match(old[row["task_id"]], new)
        if task is None:
            notes.append({"kind": CHECK, "field": "lots", "why": "no_task", "lot": number})
            continue
        lots.append({**row, "task_id": task.pk})
        left[task.pk] -= row["pool"]
        if why:
            notes.append({"kind": CHECK, "field": "lots", "why": why, "lot": number, "task": task.title})
        if left[task.pk] < 0:
            notes.append({"kind": CHECK, "field": "lots", "why": "pool", "lot": number, "over": str(-left[task.pk])})
    return lots, notes


def _match(old: PriorityTask, tasks: Sequence[PriorityTask]) -> tuple[PriorityTask | None, str]:
    named = [task for task in tasks if task.sphere == old.sphere and task.title.casefold() == old.title.casefold()]
    alike = [task for task in tasks if task.sphere == old.sphere]
    for found, why in ((named, ""), (alike, "like"), (tasks, "other")):
        if found:
            return found[0], why
    return None, ""


def _renumbered(title: str, since: int, to: int) -> str:
    return re.sub(rf"\b{since}\b", str(to), title)


def _day(at: datetime) -> date:
    return deadlines.local_day(at)


def _hour(at: datetime) -> time:
    return at.astimezone(deadlines.WARSAW).time()
