"""How numbers and times are written for people.

Amounts look the same in both languages: they are typed and compared with Polish papers.
A value that is not there yet is a dash; a variable that a template does not know stays empty.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_ALT
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
POLISH = str.maketrans({",": NBSP, ".": ",", "-": MINUS})
MILLION = Decimal(1_000_000)
THOUSAND = Decimal(1000)

Amount = Decimal | int


def grouped(value: Amount, places: int) -> str:
    """`1234.5` with 2 places is `1 234,50`."""
    return f"{value:,.{places}f}".translate(POLISH)


def without_zeros(value: Decimal, places: int) -> str:
    """`12.50` is `12,5`, `12.00` is `12`: for shares, never for money."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = grouped(rounded, places)
    return text.rstrip("0").rstrip(",") if "," in text else text


@register.filter
def amount(value: Amount | str | None) -> str:
    if value is None:
        return DASH
    return value if isinstance(value, str) else grouped(value, 2)


@register.filter
def money(value: Amount | str | None) -> str:
    if value is None:
        return DASH
    return value if isinstance(value, str) else f"{grouped(value, 2)}{NBSP}zł"


@register.filter
def short_money(value: Amount | str | None) -> str:
    """`4,2 mln zł`, `820 tys. zł`: for tiles and charts that have the exact amount beside them."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    exact = Decimal(value)
    if abs(exact) >= MILLION:
        millions = pgettext("amount", "m")
        return f"{without_zeros(exact / MILLION, 2)}{NBSP}{millions}{NBSP}zł"
    if abs(exact) >= 10 * THOUSAND:
        thousands = pgettext("amount", "k")
        return f"{without_zeros(exact / THOUSAND, 1)}{NBSP}{thousands}{NBSP}zł"
    return f"{without_zeros(exact, 2)}{NBSP}zł"


@register.filter
def percent(value: Amount | str | None) -> str:
    """A number of percent: `12.5` is `12,5%`."""
    if value is None:
        return DASH
    return value if isinstance(value, str) else f"{without_zeros(Decimal(value), 2)}%"


@register.filter
def share(value: Amount | str | None) -> str:
    """A part of one: `0.614` is `61%`."""
    if value is None:
        return DASH
    return value if isinstance(value, str) else f"{without_zeros(Decimal(value) * 100, 0)}%"


@register.filter(expects_localtime=True)
def moment(value: datetime | str | None) -> str:
    """`15 stycznia 2027, 15:30` in the town's time, with the machine form."""
    if not isinstance(value, datetime):
        return DASH if value is None else ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _time(local.isoformat(timespec="minutes"), f"{_date(local)}, {local:%H:%M}")


@register.filter(expects_localtime=True)
def day(value: date | str | None) -> str:
    if not isinstance(value, date):
        return DASH if value is None else ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return _time(value.isoformat(), _date(value))


def _date(day: date) -> str:
    """As date_format's "j E Y", which a page with many dates takes apart letter by letter each time."""
    return f"{day.day} {MONTHS_ALT[day.month]} {day.year}"


def _time(machine: str, words: str) -> SafeString:
    # both are digits and names of months, nothing in them needs escaping
    return mark_safe(f'<time datetime="{machine}">{words}</time>')


def words(value: Any) -> SafeString | str:
    """Any value of a list of facts as people write it."""
    match value:
        case None | "":
            return DASH
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Decimal():
            return money(value)
        case _:
            return conditional_escape(value)
