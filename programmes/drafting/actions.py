from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.drafting import rules
from programmes.drafting.models import PriorityTask, Programme
from programmes.drafting.states import FLOW
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal


class YearTaken(Refusal):
    """There is a programme for that year."""


@transaction.atomic
def create(*, year: int, title: str, by: Actor, at: datetime) -> Programme:
    """Begin a programme; the last one's texts and tasks come along as a start. Raises: YearTaken, PermissionDenied."""
    if Programme.objects.filter(year=year).exists():
        raise YearTaken(_("The programme for %(year)s is already here.") % {"year": year}, field="year")
    before = Programme.objects.filter(year__lt=year).order_by("-year").first()
    programme = FLOW.create(
        Programme(
            year=year,
            title=title,
            headings=dict(before.headings) if before else {},
            budget=before.budget if before else Decimal("0.00"),
            small_grants=before.small_grants if before else Decimal("0.00"),
            made_at=at,
        ),
        by=by,
        at=at,
    )
    if before:
        PriorityTask.objects.bulk_create(
            PriorityTask(
                programme=programme,
                position=task.position,
                sphere=task.sphere,
                title=task.title,
                description=task.description,
                planned=task.planned,
            )
            for task in before.tasks.order_by("position", "pk")
        )
    return programme


@transaction.atomic
def edit(
    programme: Programme,
    *,
    title: str,
    budget: Decimal,
    headings: Mapping[str, str],
    tasks: Sequence[Mapping[str, Any]],
    small_grants: Decimal = Decimal("0.00"),
    by: Actor,
    at: datetime,
) -> None:
    """Save the whole draft. Each task: sphere, title, description, planned, and pk when it is not new.

    `small_grants`: how much of the budget goes to small grants (art. 19a); with zero the town takes none.
    Raises: PlannedOverBudget, SmallGrantsOverLimit, WrongState, PermissionDenied.
    """
    rules.check_small_grants(small_grants=small_grants, budget=budget, year=programme.year)
    rules.check_planned(budget=budget, planned=[task["planned"] for task in tasks], small_grants=small_grants)
    facts: dict[str, Any] = {"title": title, "budget": budget, "small_grants": small_grants, "headings": dict(headings)}
    FLOW.move(programme, "edit", by=by, at=at, **facts)
    kept = []
    for position, task in enumerate(tasks, start=1):
        said = {name: task[name] for name in ("sphere", "title", "description", "planned")}
        known: Any = task.get("pk")  # no row has None: a new task makes a new row
        row, _fresh = PriorityTask.objects.update_or_create(
            programme=programme, pk=known, defaults={**said, "position": position}
        )
        kept.append(row.pk)
    PriorityTask.objects.filter(programme=programme).exclude(pk__in=kept).delete()
