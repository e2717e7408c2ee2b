"""The whole announcement in its order, as parts to be drawn: on paper, and as plain HTML for the town's bulletin.

An announcement is an official document: whoever asks for it puts it into Polish.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.formats import money, percent
from grants.calls import presentation, rules, wording
from grants.calls.models import Call, Criterion, Lot
from grants.calls.reading import Paper
from tenants.office.deadlines import WARSAW


@dataclass(frozen=True)
class Words:
    """Paragraphs, as lines."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Items:
    items: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """`numbers` says which columns hold numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int]


Part = Words | Items | Grid


@dataclass(frozen=True)
class Point:
    label: str
    parts: Sequence[Part]


def points(paper: Paper) -> list[Point]:
    """The seven points of art. 13(2), then what practice adds; what is not written yet is left out."""
    call = paper.call
    seven: list[tuple[str, list[Part]]] = [
        (_("Type of task"), [Words(_lines(call.subject))]),
        (_("Amount of public funds"), _amounts(paper)),
        (_("Rules of granting"), [Words(_lines(call.granting_rules)), Items(_granting(call))]),
        (_("Dates and conditions of performing the task"), [Words([*_task_days(call), *_lines(call.conditions)])]),
        (_("When to file an offer"), [Words(_filing(call))]),
        (_("How and when offers are chosen"), _choosing(paper)),
        (_("Tasks of this kind this year and last, with their cost"), [Words(_lines(call.previous_tasks))]),
    ]
    more: list[tuple[str, list[Part]]] = [
        (_("Attachments to the offer"), [Items(_attachments(paper))]),
        (_("Accessibility"), [Words(_lines(call.accessibility))]),
        (_("Contact"), [Words(_lines(call.contact))]),
        (_("Personal data"), [Words(_lines(call.personal_data))]),
    ]
    numbered = [Point(f"{n}. {label}", _said(parts)) for n, (label, parts) in enumerate(seven, 1)]
    return [one for one in [*numbered, *(Point(label, _said(parts)) for label, parts in more)] if one.parts]


def _said(parts: Iterable[Part]) -> list[Part]:
    return [
        one
        for one in parts
        if (one.lines if isinstance(one, Words) else one.items if isinstance(one, Items) else one.rows)
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _amounts(paper: Paper) -> list[Part]:
    together = _("%(pool)s together.") % {"pool": money(paper.pool)}
    lots = [[f"{n}. {lot.title}", _limits(lot), money(lot.pool)] for n, lot in enumerate(paper.lots, 1)]
    grid = Grid(_("Tasks and amounts"), [_("Task"), _("Limits"), _("Pool")], lots, frozenset({2}))
    budget = [presentation.draft_budget(paper.call)] if paper.call.on_draft_budget else []
    return [Words([together] if lots else []), grid, Words(budget)]


def _limits(lot: Lot) -> str:
    return "; ".join([str(lot.get_commissioning_display()), *presentation.limits(lot)])


def _granting(call: Call) -> list[str]:
    who = presentation.who_may_apply(call)
    offers = ngettext(
        "One organisation may file %(count)s offer.",
        "One organisation may file %(count)s offers.",
        call.offers_per_applicant,
    )
    table = (
        _("The table of results (point III.6 of the offer) must be filled in.")
        if call.results_table
        else _("The table of results (point III.6 of the offer) need not be filled in.")
    )
    shift = _("One line of the budget may grow by at most %(share)s of its amount in the offer without an annex.")
    return [
        _("Those who may apply: %(who_may_apply)s.") % {"who_may_apply": who}
        if who
        else _("Every organisation and body of art. 3(2) and (3) may apply."),
        offers % {"count": call.offers_per_applicant},
        table,
        shift % {"share": percent(call.shift_percent)},
    ]


def _task_days(call: Call) -> list[str]:
    if not call.task_from or not call.task_to:
        return []
    days = {"start": rules.in_words(call.task_from), "end": rules.in_words(call.task_to)}
    return [_("From %(start)s to %(end)s.") % days]


def _filing(call: Call) -> list[str]:
    if not call.opens_at or not call.closes_at:
        return []
    opens, closes = (
        f"{rules.in_words(at.astimezone(WARSAW).date())}, {at.astimezone(WARSAW):%H:%M}"
        for at in (call.opens_at, call.closes_at)
    )
    sentence = _("From %(opens)s to %(closes)s, in the electronic form. The server's time counts, to the second.")
    return [sentence % {"opens": opens, "closes": closes}]


def _choosing(paper: Paper) -> list[Part]:
    call = paper.call
    rows = [[f"{n}. {_criterion(one)}", wording.points(vars(one))] for n, one in enumerate(paper.criteria, 1)]
    grid = Grid(_("Criteria"), [_("Criterion"), _("Points")], rows, frozenset())
    ends = []
    if call.minimum_points:
        least = f"{call.minimum_points.normalize():f}"
        ends.append(_("To be recommended an offer needs at least %(least)s points.") % {"least": least})
    if call.decision_by:
        ends.append(_("Offers are chosen by %(day)s.") % {"day": rules.in_words(call.decision_by)})
    return [Words(_lines(call.selection)), grid, Items([*presentation.choosing(call, paper.criteria), *ends])]


def _criterion(one: Criterion) -> str:
    return f"{one.name} – {one.help}" if one.help else one.name


def _attachments(paper: Paper) -> list[str]:
    return [one.name if one.required else f"{one.name} ({_('if it applies')})" for one in paper.attachments]
