"""How the figures of integrity are said."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from frontend.templatetags.formats import MINUS, without_zeros
from grants.scoring.integrity import RELIABLE, TENTATIVE, Agreement, Severity
from grants.scoring.integrity_line import Crossing

Names = Mapping[Any, str]


def severity(one: Severity, names: Names) -> str:
    facts = {"name": names[one.member], "points": tenths(abs(one.points)), "n": one.offers}
    if not one.points:
        sentence = ngettext(
            "%(name)s gives on average as many points as the others (%(n)s offer in common)",
            "%(name)s gives on average as many points as the others (%(n)s offers in common)",
            one.offers,
        )
    elif one.points < 0:
        sentence = ngettext(
            "%(name)s gives on average %(points)s points less than the others (%(n)s offer in common)",
            "%(name)s gives on average %(points)s points less than the others (%(n)s offers in common)",
            one.offers,
        )
    else:
        sentence = ngettext(
            "%(name)s gives on average %(points)s points more than the others (%(n)s offer in common)",
            "%(name)s gives on average %(points)s points more than the others (%(n)s offers in common)",
            one.offers,
        )
    return sentence % facts


def severity_title(members: list[Severity], names: Names) -> str:
    """What the chart shows, in a sentence."""
    clear = [one for one in members if one.stands_out]
    if not clear:
        return _("No member is clearly stricter or milder than the others")
    if len(clear) == 1:
        return severity(clear[0], names)
    return ngettext(
        "%(n)s member is clearly stricter or milder than the others",
        "%(n)s members are clearly stricter or milder than the others",
        len(clear),
    ) % {"n": len(clear)}


def severity_rows(members: list[Severity], names: Names) -> list[tuple[str, Decimal, str, list[str]]]:
    """For the chart: name, points, what stands at the bar, and the cells of the table behind."""
    return [
        (
            names[one.member],
            one.points,
            _bar_words(one),
            [signed(one.points), without_zeros(one.error, 2), str(one.offers)],
        )
        for one in members
    ]


def _bar_words(one: Severity) -> str:
    offers = ngettext("%(n)s offer", "%(n)s offers", one.offers) % {"n": one.offers}
    return _("%(points)s pts, %(offers)s") % {"points": signed(one.points), "offers": offers}


def agreement(one: Agreement) -> tuple[str, str]:
    """A word for alpha, and its tone."""
    if one.interval is None:
        return pgettext("agreement", "not counted"), "neutral"
    if one.interval >= RELIABLE:
        return pgettext("agreement", "high"), "ok"
    if one.interval >= TENTATIVE:
        return pgettext("agreement", "moderate: draw conclusions with care"), "warn"
    return pgettext("agreement", "low"), "bad"


def crossing(where: Crossing) -> str:
    """Where the offer would be otherwise."""
    return {
        Crossing.PASSING: _("would reach the least points"),
        Crossing.FAILING: _("would fall below the least points"),
        Crossing.PAID: _("the money would reach it"),
        Crossing.UNPAID: _("the money would not reach it"),
    }[where]


def tenths(value: Decimal) -> str:
    return without_zeros(value, 1)


def signed(value: Decimal) -> str:
    """`+4,2` and `−4,2`; what rounds to nothing has no sign."""
    text = tenths(abs(value))
    return text if text == "0" else f"+{text}" if value > 0 else f"{MINUS}{text}"
