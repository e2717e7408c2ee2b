"""A checksum as it was typed or scanned."""

import hmac
import re

from tenants.office.documents.checksum import SHOWN_GROUPS

SHOWN, WHOLE = SHOWN_GROUPS * 4, 64


def digits(checksum: str) -> str:
    """What was typed or scanned, as it is kept; empty when it can be no checksum."""
    plain = re.sub(r"[\s\-‐–—]", "", checksum).lower()
    return plain if re.fullmatch(r"[0-9a-f]+", plain) and len(plain) in {SHOWN, WHOLE} else ""


def same(typed: str, kept: str) -> bool:
    """Whether it is that checksum, as far as it was typed."""
    asked = digits(typed)
    return bool(asked) and hmac.compare_digest(kept[: len(asked)], asked)
