"""How points are written: {% load scores %}."""

from decimal import Decimal

from django import template

from frontend.templatetags.formats import DASH, without_zeros

register = template.Library()


@register.filter
def points(value: object) -> str:
    """`12.50` is `12,5`; points that nobody gave are a dash."""
    if value is None or value == "":
        return DASH
    return without_zeros(Decimal(value), 2) if isinstance(value, Decimal | int) else str(value)
