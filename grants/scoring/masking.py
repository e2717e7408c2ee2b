"""In a blind call the committee knows an offer by a code, until the protocol is signed. The office sees applicants.

The code is the random end of the offer's address: it tells neither the number nor the order of filing.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring.states import SIGNED
from tenants.gates.access import Actor, staff

# Words that stand in the names of many organisations and say nothing of one.
USUAL = frozenset(
    (
        *("stowarzyszenie", "fundacja", "towarzystwo", "związek", "oddział", "koło", "klub", "parafia"),
        *("sportowy", "uczniowski", "ludowy", "spółdzielnia", "socjalna", "ochotnicza", "straż", "pożarna"),
        *("rzymskokatolicka", "polski", "polska", "polskie", "gminny", "gminne", "miejski", "miejskie"),
    )
)
QUOTED = re.compile(r"[„“”\"«»']([^„“”\"«»']+)[„“”\"«»']")
WORD = re.compile(r"\w+")
# An address on the web or of e-mail mostly bears the name of whose it is.
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
LEAST_LETTERS = 5
VOWELS = "aąeęioóuyAĄEĘIOÓUY"


def is_blind(call: Call) -> bool:
    """Whether the call's committee does not know yet whose the offers are."""
    committee = getattr(call, "committee", None)
    return committee is not None and committee.blind is not False and call.state not in SIGNED


def hides(call: Call, actor: Actor) -> bool:
    """Whether applicants are hidden from this person."""
    return not staff(actor) and is_blind(call)


def code_of(ref: str) -> str:
    return ref.rpartition("-")[2].upper()


def title_of(ref: str) -> str:
    return _("Offer %(number)s") % {"number": code_of(ref)}


def called(offer: Application, call: Call) -> str:
    """What an offer is called in letters and sentences that members read: its number, or in a blind call its code."""
    return code_of(offer.ref) if is_blind(call) else offer.number


def mask(offer: Application) -> None:
    """Put the code in place of what names the applicant, in this row in hand; such a row is shown and never saved."""
    offer.masked = True
    offer.number, offer.organisation_name, offer.title = code_of(offer.ref), instead(), title_of(offer.ref)


def masked(offers: Iterable[Application], call: Call, actor: Actor) -> list[Application]:
    """The offers as this person may see them; hidden ones in the order of their codes."""
    rows = list(offers)
    if not hides(call, actor):
        return rows
    for offer in rows:
        mask(offer)
    return sorted(rows, key=lambda one: (one.lot_id, one.number))


def instead() -> str:
    return _("[applicant]")


def without(text: str, names: Iterable[str]) -> str:
    """The text with these names of organisations and people, and addresses of any kind, taken out."""
    patterns = [ADDRESS.pattern, *_patterns(names)]
    return re.sub("|".join(patterns), instead(), text, flags=re.IGNORECASE)


def _patterns(names: Iterable[str]) -> list[str]:
    """The longest first. A word in quotation marks is found in its other cases too; a usual word never alone."""
    whole = {name.strip() for name in names if name.strip()}
    own = {rest for name in whole if len(rest := _own_part(name)) >= LEAST_LETTERS}
    quoted = {
        word
        for name in whole
        for inside in QUOTED.findall(name)
        for word in WORD.findall(inside)
        if len(word) >= LEAST_LETTERS and word.lower() not in USUAL
    }
    found = [rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(whole | own, key=len, reverse=True)]
    for word in sorted(quoted, key=len, reverse=True):
        # Nadzieja, Nadziei, Nadzieją.
        stem = word[:-1].removesuffix("j") if word[-1] in VOWELS else word
        found.append(rf"(?<!\w){re.escape(stem)}\w{{0,3}}(?!\w)")
    return found


def _own_part(name: str) -> str:
    """The name without the usual words it begins with: what an organisation is called in short."""
    words = name.split()
    while words and words[0].lower() in USUAL:
        words = words[1:]
    return " ".join(words).strip(" „”\"'")


def scrubbed(value: Any, names: Iterable[str]) -> Any:
    """The same in whatever holds texts: lists and dictionaries of them."""
    if isinstance(value, str):
        return without(value, names)
    if isinstance(value, list | tuple):
        return [scrubbed(one, names) for one in value]
    if isinstance(value, dict):
        return {key: scrubbed(one, names) for key, one in value.items()}
    return value
