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
    by: Actor,
    at: datetime,
) -> None:
    """Save the whole draft. Each task: sphere, title, description, planned, and pk when it is not new.

    Raises: PlannedOverBudget, WrongState, PermissionDenied.
    """
    rules.check_planned(budget=budget, planned=[task["planned"] for task in tasks])
    FLOW.move(programme, "edit", by=by, at=at, title=title, budget=budget, headings=dict(headings))
    kept = []
    for position, task in enumerate(tasks, start=1):
        facts = {name: task[name] for name in ("sphere", "title", "description", "planned")}
        known: Any = task.get("pk")  # no row has None: a new task makes a new row
        row, _fresh = PriorityTask.objects.update_or_create(
            programme=programme, pk=known, defaults={**facts, "position": position}
        )
        kept.append(row.pk)
    PriorityTask.objects.filter(programme=programme).exclude(pk__in=kept).delete()
