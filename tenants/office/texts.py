"""What people type, made fit to keep."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from tenants.gates.refusals import Refusal

# From this room on, in characters, a text may have several lines.
FEW_LINES = 2000
BREAKS = re.compile(r"\s*\n\s*")


def text(value: object, most: int, field: str) -> str:
    """Trimmed, in one Unicode form, without control characters; a short field is one line. Raises: Refusal at the field."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(_("This must be text."), field=field)
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
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
