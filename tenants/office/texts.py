"""What people type, made fit to keep."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from tenants.gates.refusals import Refusal

# From this room on, in characters, a text may have several lines.
FEW_LINES = 2000
# Signs that nobody sees and that make equal texts differ, or turn the direction of what follows: a reader must see
# what was filed. Joiners stay: emoji and several scripts are made with them.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKS = re.compile(r"\s*\n\s*")


def text(value: object, most: int, field: str) -> str:
    """Trimmed, in one Unicode form, without control and invisible characters; a short field is one line.

    Raises: Refusal at the field.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(_("This must be text."), field=field)
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (
        sign
        for sign in lines
        if sign == "\n" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in INVISIBLE)
    )
    # Composed last: without what stood between them, a letter and its accent are one sign.
    plain = unicodedata.normalize("NFC", "".join(seen))
    if most < FEW_LINES:
        plain = BREAKS.sub(" ", plain)
    plain = "\n".join(line.rstrip() for line in plain.strip().split("\n"))
    if len(plain) > most:
        raise Refusal(
            _("This is %(now)d characters long; there is room for %(most)d.") % {"now": len(plain), "most": most},
            field=field,
        )
    return plain


def is_empty(written: str) -> bool:
    """Whether nothing in it can be seen: spaces, zero-width signs and marks of direction say nothing."""
    return all(sign.isspace() or unicodedata.category(sign) in {"Cf", "Zs", "Zl", "Zp"} for sign in written)
