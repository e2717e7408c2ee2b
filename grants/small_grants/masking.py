"""The copy of an offer that residents read: only what may be shown, with personal data taken out of the texts.

Facts are chosen one by one, so a new field of the form is hidden until somebody adds it here. In free texts what
looks like an address, a phone, a PESEL or an account goes, the names the offer itself knows go with their Polish
endings, and so do the words the clerk adds after reading the copy: no program knows every name.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from grants.small_grants import content as shape

HIDDEN = "[ukryto]"
# The seat of an association outside KRS is often somebody's flat.
WITH_A_PUBLIC_SEAT = "KRS"
PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<!\d)(?:PL)?\d{2}(?:[ -]?\d{4}){6}(?!\d)"),
    re.compile(r"(?<!\d)\d{11}(?!\d)"),
    re.compile(
        r"(?<![\d,.])(?:\+?48[ -]?)?(?:\d{3}[ -]?\d{3}[ -]?\d{3}|\(?\d{2}\)?[ -]\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d|,\d)"
    ),
    re.compile(r"(?:\bul\.|\bal\.|\bos\.)\s*[^\s,;][^,;\n]{0,60}?\d+\w?\s*/\s*\d+\w?", re.IGNORECASE),
)
# Endings that a surname loses when it is declined: Kowalska, Kowalskiej; Bator, Batora.
DECLINED = "aeiouyąęó"
LEAST_NAME = 3


def published(content: Mapping[str, Any], *, hidden: Iterable[str] = ()) -> dict[str, Any]:
    """The copy of a filed offer. `hidden`: words the clerk wants out besides."""
    applicant, task = content[shape.APPLICANT], content[shape.TASK]
    names = [applicant.get("contact_name", ""), content[shape.DECLARATIONS].get("signed_by", "")]
    taken_out = [*PATTERNS, *(one for name in names for one in _of_name(name)), *_of_words(hidden)]

    def clean(text: str) -> str:
        for pattern in taken_out:
            text = pattern.sub(HIDDEN, text)
        return text

    public = ["name", "legal_form", "register_kind", "register_number"]
    if applicant.get("register_kind") == WITH_A_PUBLIC_SEAT:
        public.append("seat_address")
    return {
        "basic": dict(content.get("basic", {})),
        shape.APPLICANT: {name: applicant.get(name, "") for name in public},
        shape.TASK: {
            **{name: task.get(name, "") for name in ("sphere", "start", "end")},
            **{name: clean(task.get(name, "")) for name in shape.FREE_TEXTS},
        },
        shape.RESULTS: [
            {name: clean(row.get(name, "")) for name in ("name", "target", "monitoring")}
            for row in content[shape.RESULTS]
        ],
        shape.COSTS: [
            {"name": clean(row["name"]), "grant": row["grant"], "other": row["other"]} for row in content[shape.COSTS]
        ],
    }


def _of_name(name: str) -> list[re.Pattern[str]]:
    """The surname in any case, with a first name before it when there is one."""
    words = [word for word in re.split(r"[\s-]+", name) if len(word) >= LEAST_NAME]
    if not words:
        return []
    firsts, surname = words[:-1], words[-1]
    before = "".join(f"(?:{_stem(first)}\\w{{0,4}}\\s+)?" for first in firsts)
    return [re.compile(rf"\b{before}{_stem(surname)}\w{{0,5}}\b")]


def _stem(word: str) -> str:
    return re.escape(word[:-1] if word[-1].lower() in DECLINED else word)


def _of_words(hidden: Iterable[str]) -> list[re.Pattern[str]]:
    return [re.compile(re.escape(words.strip()), re.IGNORECASE) for words in hidden if words.strip()]
