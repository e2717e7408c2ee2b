"""Addresses that are drawn by lot in the product, and the same on every run in the demo."""

import hashlib

from grants.applications.drafting import LETTERS


def draft_ref(*of: str, year: int) -> str:
    """The ref of an offer: the year and seven letters that follow from what the offer is."""
    digest = hashlib.sha256("/".join(of).encode()).digest()
    return f"{year}-" + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:7])
