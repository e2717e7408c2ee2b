"""Numbers and codes that Polish registers, banks and the post give: cleaned and checked.

Each check takes what a person typed and returns the bare number, or raises a Refusal at the field.
"""

import re

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.iso7064 import mod_97_10
from stdnum.pl import nip, regon

from tenants.gates.refusals import Refusal

KRS_LENGTH = 10
NRB_LENGTH = 26
SORT_CODE_WEIGHTS = (3, 9, 7, 1, 3, 9, 7)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f.–-]", "", text).upper()


def _digits(text: str) -> str:
    """Bare ASCII digits, or nothing: str.isdigit alone lets other scripts' digits through."""
    bare = _bare(text)
    return bare if bare.isascii() and bare.isdigit() else ""


def check_nip(text: str, *, field: str = "nip") -> str:
    number = _digits(_bare(text).removeprefix("PL"))
    try:
        return nip.validate(number)
    except BadNumber:
        raise Refusal(
            _("This NIP is not right: it has 10 digits, and the last one checks the others."), field=field
        ) from None


def check_regon(text: str, *, field: str = "regon") -> str:
    try:
        return regon.validate(_digits(text))
    except BadNumber:
        raise Refusal(
            _("This REGON is not right: it has 9 or 14 digits, and the last one checks the others."), field=field
        ) from None


def check_krs(text: str, *, field: str = "krs") -> str:
    """KRS has no check digit. People leave the zeros in front out: they are put back."""
    number = _digits(text).zfill(KRS_LENGTH)
    if len(number) != KRS_LENGTH or not int(number):
        raise Refusal(_("This KRS number is not right: it has 10 digits."), field=field)
    return number


def check_nrb(text: str, *, field: str = "account") -> str:
    """A Polish bank account: 26 digits, without PL in front."""
    number = _digits(_bare(text).removeprefix("PL"))
    if len(number) != NRB_LENGTH or not _check_digits_agree(number):
        raise Refusal(
            _("This account number is not right: it has 26 digits, and two of them check the others."), field=field
        )
    return number


def _check_digits_agree(number: str) -> bool:
    sort_code = number[2:10]
    weighted = sum(weight * int(digit) for weight, digit in zip(SORT_CODE_WEIGHTS, sort_code, strict=False))
    return mod_97_10.is_valid(f"{number[2:]}PL{number[:2]}") and (10 - weighted % 10) % 10 == int(sort_code[7])


def show_nrb(number: str) -> str:
    """As banks print it: two digits, then groups of four."""
    return " ".join([number[:2], *(number[start : start + 4] for start in range(2, len(number), 4))])


def check_postcode(text: str, *, field: str = "postcode") -> str:
    number = _digits(text)
    if len(number) != 5:
        raise Refusal(_("This post code is not right: it looks like 00-950."), field=field)
    return f"{number[:2]}-{number[2:]}"
