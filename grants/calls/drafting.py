"""A call on the desk of the office: made, changed, approved, sent back, thrown away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from grants.calls import announcement, letters, listeners, pools, proposals, references, rules, text
from grants.calls.models import Call, Criterion, Lot, RequiredAttachment
from grants.calls.states import FLOW
from grants.calls.taking import begin
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal
from tenants.office import deadlines
from tenants.registry.billing import rules as billing

FACTS = frozenset(text.FACTS)
ZERO = Decimal("0.00")
Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def create(programme: Programme, *, title: str, by: Actor, at: datetime, task: PriorityTask | None = None) -> Call:
    """A draft with sensible proposals; with a task, also its lot with what is left of the planned amount."""
    permit(FLOW.steps["create"].may, by, programme)
    check_subscription(at)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    rules.check_programme(programme)
    beginning = references.beginning(programme.year, title)
    used = Call.objects.filter(ref__startswith=beginning).values_list("ref", flat=True)
    call = Call(ref=references.first_free(beginning, set(used)), title=title, programme=programme, made_at=at)
    for name, value in proposals.facts(year=programme.year, at=at, contact=_office()).items():
        setattr(call, name, value)
    left = task.planned - pools.taken(programme.pk).get(task.pk, ZERO) if task else ZERO
    if task:
        call.subject = task.description or task.title
        call.previous_tasks = proposals.previous_tasks(pools.earlier([task.sphere], year=deadlines.local_day(at).year))
    FLOW.create(call, by=by, at=at)
    replace(Criterion, call, proposals.criteria(), by=by, at=at)
    replace(Lot, call, [{"title": task.title, "task": task, "pool": left}] if task and left > 0 else [], by=by, at=at)
    return call


@transaction.atomic
def edit(
    call: Call,
    *,
    by: Actor,
    at: datetime,
    lots: Rows | None = None,
    criteria: Rows | None = None,
    attachments: Rows | None = None,
    revision: int | None = None,
    **facts: Any,
) -> None:
    """Change facts of a draft; rows that are given replace those there were. A draft may still lack much.

    `revision`: how often it had been saved when this person opened it.
    Raises: Refusal (at the field; of a lot "lots-0-pool"), NoticeTooShort, PoolTooLarge, Stale, WrongState.
    """
    if unknown := set(facts) - FACTS:
        raise TypeError(f"A call has no {sorted(unknown)} to edit.")
    begin(call, "edit", by=by)
    rules.check_revision(call.revision, revision)
    before = text.stored(call)
    changed = {name: value for name, value in facts.items() if getattr(call, name) != value}
    for name, value in changed.items():
        setattr(call, name, value)
    new_lots = [Lot(call=call, **row) for row in lots or ()]
    new_criteria = [Criterion(call=call, **row) for row in criteria or ()]
    rules.together(
        lambda: rules.check_dates(call),
        lambda: rules.check_notice(closes_at=changed.get("closes_at"), last_publication=deadlines.local_day(at)),
        lambda: rules.check_lots(new_lots, call.programme),
        lambda: rules.check_pools(new_lots, tasks=pools.hold(new_lots), taken=pools.taken(call.programme_id, but=call)),
        lambda: rules.check_points(new_criteria),
        lambda: rules.check_choice(call, None if criteria is None else new_criteria),
    )
    given = {
        name: len(rows) for name, rows in (("lots", lots), ("criteria", criteria), ("attachments", attachments)) if rows
    }
    FLOW.move(call, "edit", by=by, at=at, noted=given, **changed)
    for model, rows in ((Lot, lots), (Criterion, criteria), (RequiredAttachment, attachments)):
        if rows is not None:
            replace(model, call, rows, by=by, at=at)
    if text.changed(before, text.stored(call)):
        call.revision += 1
        Call.objects.filter(pk=call.pk).update(revision=call.revision)


@transaction.atomic
def add_previous_tasks(call: Call, *, by: Actor, at: datetime) -> None:
    """Write into point 7 what the town's agreements say and the text does not yet; what was typed stays."""
    begin(call, "edit", by=by)
    spheres = set(call.lots.values_list("task__sphere", flat=True))
    found = pools.earlier(spheres, year=deadlines.local_day(at).year)
    told = proposals.with_added(call.previous_tasks, proposals.previous_tasks(found))
    edit(call, by=by, at=at, previous_tasks=told)


@transaction.atomic
def delete(call: Call, *, by: Actor, at: datetime) -> None:
    """Throw a draft away; what was done to it stays in the audit trail."""
    begin(call, "delete", by=by)
    listeners.tell("dropping", call, by=by, at=at)
    FLOW.move(call, "delete", by=by, at=at, noted={"ref": call.ref, "title": call.title})
    call.delete()


@transaction.atomic
def ask_approval(call: Call, *, by: Actor, at: datetime) -> None:
    """Tell the executive that the draft is ready to be signed."""
    begin(call, "ask_approval", by=by)
    _check_ready(call, at=at)
    FLOW.move(call, "ask_approval", by=by, at=at)
    letters.to_executives("call-to-approve", call, at=at, who=by.name)


@transaction.atomic
def approve(call: Call, *, act_number: str, by: Actor, at: datetime) -> None:
    """The executive's act: an ordinance, or a board's resolution. Raises: Refusal, PoolTooLarge, WrongState."""
    begin(call, "approve", by=by)
    if not act_number.strip():
        raise Refusal(_("Give the number of the act."), field="act_number")
    _check_ready(call, at=at)
    FLOW.move(call, "approve", by=by, at=at, act_number=act_number.strip(), approved_at=at)
    letters.to_coordinators("call-approved", call, at=at, act_number=act_number.strip())


@transaction.atomic
def return_to_draft(call: Call, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Back to the desk. What was published so far was another text: its record goes to the audit trail."""
    begin(call, "return_to_draft", by=by)
    published = {one.place: one.published_on for one in call.publications.all()}
    FLOW.move(
        call, "return_to_draft", by=by, at=at, noted={"reason": reason, **published}, act_number="", approved_at=None
    )
    call.publications.all().delete()
    letters.to_coordinators("call-returned", call, at=at, who=by.name, reason=reason)


def _check_ready(call: Call, *, at: datetime) -> None:
    lots, criteria = list(call.lots.select_related("task")), list(call.criteria.all())
    announcement.check_announcement(call, lots, criteria)
    rules.check_programme(call.programme)
    rules.check_not_past(closes_at=call.closes_at, at=at)
    rules.check_pools(lots, tasks=pools.hold(lots), taken=pools.taken(call.programme_id, but=call))


def check_subscription(at: datetime) -> None:
    """A town that has not paid makes no new calls; those it has run on."""
    town = getattr(connection.tenant, "pk", None)
    if town is not None and not billing.may_start_new(town, at):
        raise Refusal(_("The town's subscription has lapsed: a new call can be made once it is renewed."), field="task")


def _office() -> str:
    """Whom to ask, as the town's own page says."""
    town = connection.tenant
    words = [getattr(town, name, "") for name in ("office_name", "address", "email")]
    return ", ".join(word for word in words if word)


def replace(model: type[models.Model], call: Call, rows: Rows, *, by: Actor, at: datetime) -> None:
    """The rows in their order. A row stays the same row in its place: what the office tries out may point at it."""
    place = "number" if model is Lot else "position"
    stored = list(model._base_manager.filter(call=call).order_by(place, "pk"))
    gone = [one.pk for one in stored[len(rows) :]]
    if gone and model is Lot:
        listeners.tell("dropping", call, by=by, at=at, lots=gone)
    model._base_manager.filter(pk__in=gone).delete()
    for number, row in enumerate(rows, 1):
        old = stored[number - 1].pk if number <= len(stored) else None
        model(pk=old, call=call, **{place: number}, **row).save(force_update=old is not None)
