"""What a report holds, in one canonical shape: texts, amounts by cost, amounts by source, declarations."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TEXTS = ("results", "actions", "recipient_payments", "additional")
NEEDED_TEXTS = ("results", "actions", "recipient_payments")
# The report's rows 1.1, 1.2, 2.2-2.4, 3.2-3.3 (form REPORT_2018, part II.2).
SOURCES = ("grant", "interest", "own_money", "public_money", "rest_money", "personal", "in_kind")
OTHER = ("own_money", "public_money", "rest_money", "personal", "in_kind")
DECLARATIONS = ("r1", "r2", "r3")
ZERO = Decimal("0.00")

FULL, SIMPLIFIED = "REPORT_2018", "REPORT_SIMPLIFIED_2018"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a form asks for; what it does not ask for stays empty in the content, whose shape is one."""

    texts: tuple[str, ...]
    needed_texts: tuple[str, ...]
    sources: tuple[str, ...]
    declarations: tuple[str, ...]


ASKED = {
    FULL: Asked(texts=TEXTS, needed_texts=NEEDED_TEXTS, sources=SOURCES, declarations=DECLARATIONS),
    # Money of the grant and other money, parts I-III; it has no declarations (form REPORT_SIMPLIFIED_2018).
    SIMPLIFIED: Asked(
        texts=("results", "actions"),
        needed_texts=("results", "actions"),
        sources=("grant", "own_money"),
        declarations=(),
    ),
}


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
