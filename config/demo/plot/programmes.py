"""Programmes are written in autumn and adopted in November; the next year's is being written now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from config.demo.cast import Cast
from config.demo.content.years import adopted_on, programme_years
from config.demo.story import Story
from frontend.templatetags.formats import money
from programmes.adoption import actions as adoption
from programmes.drafting import actions as drafting
from programmes.drafting.headings import NUMBERS

WRITING = timedelta(days=45)
BEGUN = timedelta(days=20)


@dataclass(frozen=True, kw_only=True)
class Task:
    code: str
    sphere: str
    title: str
    description: str
    planned: Decimal


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A programme of one year; `adopted_on` None: still a draft."""

    year: int
    title: str
    headings: tuple[str, ...]
    budget: Decimal
    tasks: Sequence[Task]
    small_grants: Decimal = Decimal("0.00")
    adopted_on: date | None = None
    resolution: str = ""


def plans_of(cast: Cast) -> list[Plan]:
    """The town's own programmes: the year before, the running year, and the next one that is still a draft."""
    programme, today = cast.town.programme, cast.calendar.today
    plans = []
    for place, year in enumerate(programme_years(today)):
        day = adopted_on(cast.town, year, today) if place < len(programme.resolutions) else None
        day = day if day and day < today else None
        plans.append(
            Plan(
                year=year,
                title=programme.title.format(year=year),
                headings=programme.headings,
                budget=programme.total(place - 1),
                small_grants=programme.small_grants[place],
                tasks=[
                    Task(
                        code=task.code,
                        sphere=task.sphere,
                        title=task.title,
                        description=task.description,
                        planned=task.planned[place],
                    )
                    for task in programme.tasks
                ],
                adopted_on=day,
                resolution=programme.resolutions[place].format(year=day.year) if day else "",
            )
        )
        if day is None:
            break
    return plans


def tell(plan: Plan, cast: Cast) -> Story:
    begun = plan.adopted_on - WRITING if plan.adopted_on else cast.calendar.today - BEGUN
    by = cast.coordinator
    at = yield cast.calendar.at(begun, 9, 15)
    programme = drafting.create(year=plan.year, title=plan.title, by=by, at=at)
    at = yield cast.calendar.at(begun + timedelta(days=6), 13, 40)
    total = money(plan.budget)
    drafting.edit(
        programme,
        title=plan.title,
        budget=plan.budget,
        small_grants=plan.small_grants,
        headings={
            number: text.format(year=plan.year, total=total)
            for number, text in zip(NUMBERS, plan.headings, strict=True)
        },
        tasks=[
            {"sphere": task.sphere, "title": task.title, "description": task.description, "planned": task.planned}
            for task in plan.tasks
        ],
        by=by,
        at=at,
    )
    kept = programme.tasks.order_by("position", "pk")
    cast.programmes[plan.year] = programme
    cast.tasks |= {(plan.year, told.code): task for told, task in zip(plan.tasks, kept, strict=True)}
    if plan.adopted_on:
        at = yield cast.calendar.at(plan.adopted_on, 15, 20)
        adoption.adopt(programme, resolution_number=plan.resolution, adopted_on=plan.adopted_on, by=by, at=at)
