"""Złoty and grosz: rounding, splitting, percentages and amounts in words. Decimal only."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from django.db import models
from django.forms import Field

from frontend.fields import MoneyField as MoneyFormField
from tenants.office import words

GROSZ = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)
# 10 digits before the comma: what a MoneyField holds and in_words can say.
LARGEST = Decimal("9999999999.99")


class MoneyField(models.DecimalField):
    """An amount in złoty with two decimal places."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_digits", 12)
        options.setdefault("decimal_places", 2)
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Field | None:
        return super().formfield(**{"form_class": MoneyFormField, **options})


def _exact(number: Decimal | int) -> Decimal:
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise TypeError(f"Money is a Decimal or an int, not {type(number).__name__}.")
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError("Money is a finite number.")
    return exact


def round_money(number: Decimal | int) -> Decimal:
    """To the grosz, half up (away from zero)."""
    return _exact(number).quantize(GROSZ, rounding=ROUND_HALF_UP)


def share_out(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Split by weight so that the parts add up exactly: the largest remainders get the odd groszes.

    Of equal remainders the earlier part wins. Raises: ValueError when the total is negative or finer
    than a grosz, or when no weight is positive.
    """
    whole = _exact(total)
    exact_weights = [Fraction(_exact(weight)) for weight in weights]
    if whole < 0 or whole != round_money(whole):
        raise ValueError("Only a whole number of groszes, not negative, can be shared out.")
    if any(weight < 0 for weight in exact_weights) or not sum(exact_weights):
        raise ValueError("Weights are not negative and at least one is positive.")
    groszes = int(whole / GROSZ)
    # In whole numbers: a division of many parts is done over and over.
    common = lcm(*(weight.denominator for weight in exact_weights))
    counts = [int(weight * common) for weight in exact_weights]
    together = sum(counts)
    divided = [divmod(groszes * count, together) for count in counts]
    parts = [part for part, _remainder in divided]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-divided[place][1], place))
    for place in by_remainder[: groszes - sum(parts)]:
        parts[place] += 1
    return [round_money(part * GROSZ) for part in parts]


def percent(part: Decimal | int, whole: Decimal | int, places: int = 2) -> Decimal | None:
    """How many per cent of the whole the part is, half up; None of nothing."""
    exact_part, exact_whole = _exact(part), _exact(whole)
    if not exact_whole:
        return None
    share = Fraction(exact_part) * 100 / Fraction(exact_whole)
    step = 10**places
    doubled = 2 * abs(share) * step
    rounded = (doubled.numerator // doubled.denominator + 1) // 2
    return Decimal(rounded if share >= 0 else -rounded).scaleb(-places)


def in_words(amount: Decimal | int, language: str = "pl") -> str:
    """The amount for a contract: "dwa tysiące trzysta złotych 50/100".

    Raises: ValueError when it is negative, finer than a grosz or over LARGEST.
    """
    exact = _exact(amount)
    if not 0 <= exact <= LARGEST or exact != round_money(exact):
        raise ValueError("In words: from 0.00 to 9 999 999 999.99, whole groszes.")
    whole, groszes = divmod(int(exact / GROSZ), 100)
    say = {"pl": words.polish_zloty, "en": words.english_zloty}[language[:2]]
    return f"{say(whole)} {groszes:02d}/100"
