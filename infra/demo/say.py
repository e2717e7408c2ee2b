"""What the demo says to the person at the terminal."""

from __future__ import annotations

import sys

STEPS = 6


class Problem(Exception):
    """Something the person can mend: one sentence in English, and in Polish where it is simple."""

    def __init__(self, english: str, polish: str = "") -> None:
        super().__init__("\n".join(filter(None, [english, polish])))


def say(text: str = "") -> None:
    """Print; a terminal that has gone away is no reason to stop half-way."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stdout = None


def step(number: int, text: str) -> None:
    say(f"{number}/{STEPS} {text}…")
