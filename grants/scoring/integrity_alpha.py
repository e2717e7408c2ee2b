"""Krippendorff's alpha: how far members agree, beyond what chance would give. Values may be missing.

1 is full agreement, 0 what throwing dice would give. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
"""

from collections import Counter
from collections.abc import Collection
from fractions import Fraction
from typing import Any

# Scores of each offer, whoever gave them: all whole numbers, all Decimal or all fractions.
Units = Collection[Collection[Any]]


def interval(units: Units) -> Fraction | None:
    """By the distance of points. None where nobody differs from anybody, so that agreement shows nothing."""
    pairable = [list(unit) for unit in units if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    expected = _differences(values)
    if not expected:
        return None
    observed = sum((Fraction(_differences(unit)) / (len(unit) - 1) for unit in pairable), Fraction(0))
    return 1 - (len(values) - 1) * observed / Fraction(expected)


def ordinal(units: Units) -> Fraction | None:
    """By the order of points alone: the ordinal difference of two values is that of their middle ranks."""
    pairable = [unit for unit in units if len(unit) > 1]
    often = Counter(value for unit in pairable for value in unit)
    ranks, below = {}, 0
    for value in sorted(often):
        ranks[value] = 2 * below + often[value]
        below += often[value]
    return interval([[ranks[value] for value in unit] for unit in pairable])


def _differences(values: list[Any]) -> Any:
    """The squared differences of all pairs, each pair taken twice."""
    total = sum(values)
    return 2 * (len(values) * sum(value * value for value in values) - total * total)
