"""The seven points of an announcement (art. 13(2)), and whether each is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.calls import rules
from grants.calls.models import Call, Criterion, Lot
from tenants.gates.refusals import Refusal, raise_all


@dataclass(frozen=True)
class Point:
    """`field` is where it is filled in; `number` the point of art. 13(2), or 0 for what practice adds."""

    number: int
    label: Promise | str
    field: str
    filled: bool


_POINTS: tuple[tuple[int, Promise, str, Callable[[Call], bool]], ...] = (
    (1, gettext_lazy("type of task"), "subject", lambda call: bool(call.subject.strip())),
    (3, gettext_lazy("rules of granting"), "granting_rules", lambda call: bool(call.granting_rules.strip())),
    (4, gettext_lazy("first day of the task"), "task_from", lambda call: call.task_from is not None),
    (4, gettext_lazy("last day of the task"), "task_to", lambda call: call.task_to is not None),
    (4, gettext_lazy("conditions of performing the task"), "conditions", lambda call: bool(call.conditions.strip())),
    (5, gettext_lazy("opening of the call"), "opens_at", lambda call: call.opens_at is not None),
    (5, gettext_lazy("deadline for offers"), "closes_at", lambda call: call.closes_at is not None),
    (6, gettext_lazy("how offers are chosen"), "selection", lambda call: bool(call.selection.strip())),
    (6, gettext_lazy("day by which offers are chosen"), "decision_by", lambda call: call.decision_by is not None),
    (
        7,
        gettext_lazy("earlier tasks of this kind and their cost"),
        "previous_tasks",
        lambda call: bool(call.previous_tasks.strip()),
    ),
    (0, gettext_lazy("contact"), "contact", lambda call: bool(call.contact.strip())),
)


def points(call: Call, lots: Sequence[Lot]) -> list[Point]:
    """All points in the order of the law."""
    found = [Point(number, label, field, filled(call)) for number, label, field, filled in _POINTS]
    found.append(Point(2, _("amount of public funds, by task"), "lots", bool(lots)))
    return sorted(found, key=lambda point: point.number or 99)


def check_announcement(call: Call, lots: Sequence[Lot], criteria: Sequence[Criterion]) -> None:
    """Refuse an announcement that lacks any point, or whose criteria leave out part of art. 15(1)."""
    rules.together(
        lambda: raise_all([_refused(point) for point in points(call, lots) if not point.filled]),
        lambda: rules.check_dates(call),
        lambda: rules.check_lots(lots, call.programme),
        lambda: rules.check_criteria(criteria, lots, minimum_points=call.minimum_points),
        lambda: rules.check_choice(call, criteria),
    )


def _refused(point: Point) -> Refusal:
    if not point.number:
        return Refusal(_("Missing: %(what)s.") % {"what": point.label}, field=point.field)
    sentence = _("The announcement lacks art. 13(2) point %(number)s: %(what)s.")
    return Refusal(sentence % {"number": point.number, "what": point.label}, field=point.field)
