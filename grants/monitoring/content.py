"""What a report holds, in one canonical shape: texts, amounts by cost, amounts by source, declarations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

TEXTS = ("results", "actions", "recipient_payments", "additional")
NEEDED_TEXTS = ("results", "actions", "recipient_payments")
# The report's rows 1.1, 1.2, 2.2-2.4, 3.2-3.3 (form REPORT_2018, part II.2).
SOURCES = ("grant", "interest", "own_money", "public_money", "rest_money", "personal", "in_kind")
OTHER = ("own_money", "public_money", "rest_money", "personal", "in_kind")
DECLARATIONS = ("r1", "r2", "r3")
ZERO = Decimal("0.00")


def canonical(
    *,
    texts: Mapping[str, str],
    lines: Mapping[str, Decimal],
    sources: Mapping[str, Decimal],
    declared: Mapping[str, bool],
) -> dict[str, Any]:
    return {
        **{name: texts.get(name, "").strip() for name in TEXTS},
        "lines": {code: f"{amount:.2f}" for code, amount in lines.items()},
        "sources": {name: f"{sources.get(name) or ZERO:.2f}" for name in SOURCES},
        "declarations": {name: declared.get(name) is True for name in DECLARATIONS},
    }


def lines_of(content: Mapping[str, Any]) -> dict[str, Decimal]:
    return {code: Decimal(amount) for code, amount in content.get("lines", {}).items()}


def sources_of(content: Mapping[str, Any]) -> dict[str, Decimal]:
    given = content.get("sources", {})
    return {name: Decimal(given.get(name, "0.00")) for name in SOURCES}


def other_of(sources: Mapping[str, Decimal]) -> Decimal:
    """All money and work beside the grant."""
    return sum((sources[name] for name in OTHER), ZERO)
