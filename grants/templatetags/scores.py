"""How points are written: {% load scores %}."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from frontend.templatetags.formats import DASH, without_zeros
from grants.scoring import forms
from grants.scoring.ranking import rounded

register = template.Library()


@register.filter
def points(value: object) -> str:
    """`12.50` is `12,5`; points that nobody gave are a dash."""
    if value is None or value == "":
        return DASH
    if isinstance(value, Fraction):
        value = rounded(value)
    return without_zeros(Decimal(value), 2) if isinstance(value, Decimal | int) else str(value)


@register.filter
def tie_words(rule: str) -> str:
    """Which rule told an offer from others with equal points."""
    return {
        "criterion": _("by the criterion that decides"),
        "own_share": _("by the share of own contribution"),
        "earlier": _("filed earlier or later"),
        "vote": _("by the committee's vote"),
    }.get(rule, "")


@register.filter
def named(criterion: int, names: Mapping[int, str]) -> str:
    return names.get(criterion, "")


@register.filter
def vote_field(application_id: int) -> str:
    return forms.vote_field(application_id)
