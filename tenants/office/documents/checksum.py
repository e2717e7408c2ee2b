"""The checksum of what people declared: the same content gives the same one, any change another."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

SHOWN_GROUPS = 4


def checksum(content: Any) -> str:
    """SHA-256 of the content in one canonical form (keys sorted, numbers and dates normalised), 64 hex digits."""
    canonical = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def grouped(digits: str) -> str:
    """As people compare it on paper: A1B2-C3D4-E5F6-0789."""
    return "-".join(digits[start : start + 4].upper() for start in range(0, SHOWN_GROUPS * 4, 4))


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A checksum knows no {type(value).__name__}.")
