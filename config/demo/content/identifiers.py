"""Invented numbers that pass the checks: NIP, REGON, bank accounts. None belongs to anyone.

NIPs begin with 999 and accounts with the bank number 9999: no office and no bank has these.
"""

NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
SORT_CODE_WEIGHTS = (3, 9, 7, 1, 3, 9, 7)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def nip(place: int) -> str:
    """The place-th NIP of the story; a base whose check digit would be 10 is skipped."""
    found = [base for base in (f"999{number:06d}" for number in range(100, 100 + 2 * place + 2)) if _nip_ok(base)]
    base = found[place]
    return f"{base}{_weighted(base, NIP_WEIGHTS) % 11}"


def _nip_ok(base: str) -> bool:
    return _weighted(base, NIP_WEIGHTS) % 11 != 10


def regon(place: int) -> str:
    base = f"99{place + 100:06d}"
    return f"{base}{_weighted(base, REGON_WEIGHTS) % 11 % 10}"


def krs(place: int) -> str:
    return f"0009{900000 + place:06d}"


def account(place: int) -> str:
    """A bank account (NRB) of 26 digits."""
    branch = "9999000"
    sort_code = f"{branch}{-_weighted(branch, SORT_CODE_WEIGHTS) % 10}"
    number = f"{sort_code}{place + 1:016d}"
    check = 98 - int(f"{number}252100") % 97
    return f"{check:02d}{number}"
