"""Addresses of calls: 2027-sport-dzieci."""

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

LONGEST = 48
# Shorter words say nothing in an address.
SHORTEST = 3
# Letters that lose nothing but their stroke; the others lose their marks in slugify.
STROKES = str.maketrans("łŁ", "lL")


def beginning(year: int, title: str) -> str:
    words = slugify(title.translate(STROKES)).split("-")
    ref = str(year)
    for word in words:
        if len(word) >= SHORTEST and word not in {str(year), "roku"} and len(ref) + len(word) < LONGEST:
            ref += f"-{word}"
    return ref


def first_free(ref: str, used: Collection[str]) -> str:
    if ref not in used:
        return ref
    return next(f"{ref}-{number}" for number in count(2) if f"{ref}-{number}" not in used)
