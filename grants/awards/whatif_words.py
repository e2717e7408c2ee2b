"""A what-if in words: why an amount is what it is, and how the columns differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from frontend.templatetags.formats import amount as written
from frontend.templatetags.formats import grouped, money
from grants.awards.allocation import Ask, Why
from grants.awards.reading import LotTable
from grants.awards.rules import Line
from grants.awards.whatif import ZERO, Column, Effect, lines_of, own
from grants.calls.models import Call

# So many offers are named in one sentence or list; the table has them all.
NAMED = 6
WHY = {
    Why.FULL: "",
    Why.REST: gettext_lazy("what is left"),
    Why.CAPPED: gettext_lazy("the applicant's limit is reached"),
    Why.SHARE: gettext_lazy("a proportional share"),
    Why.BAND: gettext_lazy("by the band of its points"),
    Why.EQUAL: gettext_lazy("equal points go on together"),
    Why.BELOW: gettext_lazy("too few points"),
    Why.NO_BAND: gettext_lazy("no band for its points"),
    Why.SPENT: gettext_lazy("the pool is used up"),
    Why.TOO_SMALL: gettext_lazy("too little is left for the least viable grant"),
    Why.NO_FIT: gettext_lazy("its amount does not fit"),
}


@dataclass(frozen=True)
class Cell:
    """An offer in one column; `change` against the call's own rule, with its sign, empty when there is none."""

    amount: Decimal
    why: str
    change: str
    tone: str


@dataclass(frozen=True)
class Told:
    """A lot, ready for the page."""

    effect: Effect
    rows: list[dict[str, Any]]
    bars: list[tuple[str, Decimal]]
    finding: str
    sentences: list[str]


def told(effect: Effect) -> Told:
    columns = [effect.own, effect.scenario, effect.optimum]
    rows = [
        {"row": row, "cells": [_cell(effect, column, row.application.pk) for column in columns]}
        for row in effect.table.rows
    ]
    bars = [
        (pgettext("money", "pool tried out"), effect.scenario.allocation.pool),
        (_("the call's own rule"), effect.own.total),
        (_("this scenario"), effect.scenario.total),
        (_("optimum"), effect.optimum.total),
    ]
    return Told(effect, rows, bars, _finding(effect), [*_scenario(effect), *_optimum(effect)])


def _cell(effect: Effect, column: Column, offer: int) -> Cell:
    give = column.allocation.gives[offer]
    change = give.amount - effect.own.allocation.amount(offer)
    sign = "" if not change else f"+{written(change)}" if change > 0 else written(change)
    return Cell(give.amount, str(WHY[give.why]), sign, "ok" if change > 0 else "warn" if change else "")


def _finding(effect: Effect) -> str:
    funded = effect.scenario.funded
    sentence = ngettext(
        "“%(lot)s”: this scenario pays for %(n)s offer and leaves %(left)s",
        "“%(lot)s”: this scenario pays for %(n)s offers and leaves %(left)s",
        funded,
    )
    return sentence % {"lot": effect.table.lot.title, "n": funded, "left": money(effect.scenario.left)}


def _scenario(effect: Effect) -> list[str]:
    """What the scenario changes in the plain ranking."""
    found = []
    if effect.scenario.over:
        found.append(
            _("With equal points going on together, the scenario is %(over)s over the pool.")
            % {"over": money(effect.scenario.over)}
        )
    up, down = _moved(effect, effect.scenario)
    if not up and not down:
        return [*found, _("The scenario gives every offer the same as the call's own rule.")]
    if up:
        found.append(_("More than by the call's own rule get: %(list)s.") % {"list": _list(effect, up)})
    if down:
        found.append(_("Less than by the call's own rule get: %(list)s.") % {"list": _list(effect, down)})
    return found


def _optimum(effect: Effect) -> list[str]:
    """How and why the optimum differs from the scenario, which goes down the ranking under the same limits."""
    plain, best = effect.scenario, effect.optimum
    named = {"plain": grouped(plain.worth, 0), "best": grouped(best.worth, 0)}
    found = []
    if not best.proven:
        found.append(_("The optimum shown here is the best one found; whether a better one exists was not settled."))
    if plain.over:
        found.append(_("The optimum keeps to the pool, which the scenario does not."))
    if plain.allocation.gives == best.allocation.gives or _same(effect):
        return [*found, _("Under these limits no division buys more points: the optimum is the scenario itself.")]
    found.append(_("Points times money, together: %(plain)s in the scenario, %(best)s in the optimum.") % named)
    up, down = _moved(effect, best, plain)
    for offer, change in down[:NAMED]:
        found.append(_loss(effect, effect.asks[offer], change))
    if up:
        found.append(_("Instead, more goes to: %(list)s.") % {"list": _list(effect, up)})
    return found


def _same(effect: Effect) -> bool:
    return all(
        effect.scenario.allocation.amount(offer) == effect.optimum.allocation.amount(offer) for offer in effect.asks
    )


def _loss(effect: Effect, ask: Ask, change: Decimal) -> str:
    amount = effect.optimum.allocation.amount(ask.offer)
    named = {
        "number": _numbers(effect)[ask.offer],
        "points": written(ask.shown_points),
        "least": money(effect.funds[ask.offer].least(ask)),
        "amount": money(amount),
        "change": money(-change),
    }
    if amount:
        sentence = _(
            "Offer %(number)s (%(points)s points) gets %(change)s less here, %(amount)s: what it gives up lets "
            "another offer have its least viable grant."
        )
    else:
        sentence = _(
            "Offer %(number)s (%(points)s points) gets nothing here: its least viable grant of %(least)s does not fit "
            "beside offers that together bring more points for the money."
        )
    return sentence % named


def _moved(
    effect: Effect, column: Column, against: Column | None = None
) -> tuple[list[tuple[int, Decimal]], list[tuple[int, Decimal]]]:
    """Offers that get more, and offers that get less, than in the other column; in the order of the ranking."""
    base = against or effect.own
    changes = [
        (offer, column.allocation.amount(offer) - base.allocation.amount(offer)) for offer in column.allocation.gives
    ]
    return [pair for pair in changes if pair[1] > 0], [pair for pair in changes if pair[1] < 0]


def _list(effect: Effect, moved: list[tuple[int, Decimal]]) -> str:
    numbers = _numbers(effect)
    words = [
        _("%(number)s (%(points)s points, %(change)s)")
        % {
            "number": numbers[offer],
            "points": written(effect.asks[offer].shown_points),
            "change": f"+{money(change)}" if change > 0 else money(change),
        }
        for offer, change in moved[:NAMED]
    ]
    if (more := len(moved) - NAMED) > 0:
        words.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    return "; ".join(words)


def _numbers(effect: Effect) -> dict[int, str]:
    return {row.application.pk: row.application.number for row in effect.table.rows}


def first_lines(call: Call, tables: Sequence[LotTable]) -> dict[int, Line]:
    """What the committee has kept, else amounts by the call's own rule; whoever is passed over by it is told why."""
    found: dict[int, Line] = {}
    for table in tables:
        column = own(call, table)
        why = {offer: str(WHY[column.allocation.gives[offer].why]) for offer in _passed_over(table, column)}
        found |= table.proposed or lines_of(table, column, why)
    return found


def _passed_over(table: LotTable, column: Column) -> list[int]:
    """Offers that pass and get nothing though a lower one gets a grant."""
    gives = column.allocation.gives
    given = [place for place, row in enumerate(table.rows) if gives[row.application.pk].amount > ZERO]
    lowest = max(given, default=-1)
    return [
        row.application.pk
        for place, row in enumerate(table.rows)
        if place < lowest and row.place.passes and not gives[row.application.pk].amount
    ]


def reasons(effect: Effect, column: str) -> dict[int, str]:
    """For offers passed over while a lower one gets a grant: a first wording, for the committee to change."""
    sentence = _("Its least viable grant, %(least)s, does not fit into the pool beside the offers proposed.")
    return {
        offer: sentence % {"least": money(effect.funds[offer].least(effect.asks[offer]))}
        for offer in _passed_over(effect.table, getattr(effect, column))
    }
