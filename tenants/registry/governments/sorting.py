"""Names in the order of the Polish alphabet, on every server the same: a Polish letter is its Latin one and `~`."""

from functools import reduce

from django.db.models import F, Value
from django.db.models.functions import Lower, Replace

LETTERS = {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~"}


def polish(field: str) -> Replace | Lower:
    """An expression for order_by()."""
    start: Replace | Lower = Lower(F(field))
    return reduce(lambda text, pair: Replace(text, Value(pair[0]), Value(pair[1])), LETTERS.items(), start)
