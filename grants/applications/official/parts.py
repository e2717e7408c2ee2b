"""What an official form is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar


class Kind(StrEnum):
    """What is written in a field or a column."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    DATE = "date"
    DATE_RANGE = "date_range"
    MONEY = "money"
    QUANTITY = "quantity"
    PERCENT = "percent"
    COMPUTED = "computed"
    SEQUENCE = "sequence"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    NIP = "nip"
    REGON = "regon"
    AUTHORITY = "authority"
    ORGANISATION = "organisation"
    GROUP = "group"
    TABLE = "table"
    FIXED_TABLE = "fixed_table"
    DECLARATION = "declaration"
    SIGNATURE = "signature"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table, or a part of a field that asks for several things at once.

    An empty label means that the form itself names no such part: the page finds its own words.
    """

    code: str
    kind: Kind
    label: str = ""
    required: bool = False
    default: str = ""
    footnote: str = ""
    per_year: bool = False
    official: bool = True  # False: not in the form; kept because agreements and reports need it


@dataclass(frozen=True, kw_only=True)
class Row:
    """A printed row of a table whose rows the form fixes."""

    code: str
    number: str
    label: str
    kind: Kind = Kind.MONEY
    footnote: str = ""
    verified: bool = True  # False: not sure that the official table has this row


@dataclass(frozen=True, kw_only=True)
class Group:
    """A block of rows with its own sum."""

    code: str
    label: str
    total: str
    row: str = ""  # pattern of a row's printed name
    subgroup: str = ""  # pattern of a block inside the group


@dataclass(frozen=True, kw_only=True)
class Field:
    """`number` is as printed. `label_verified`: the wording was read in a public copy of the form."""

    code: str
    number: str
    label: str
    kind: Kind
    required: bool = True
    joint_only: bool = False
    personal_data: bool = False
    per_year: bool = False
    waivable: bool = False  # the announcement of the call may waive it
    repeats: bool = False  # once for each person who signs
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    grand_total: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[str, ...] = ()  # wordings of which one is struck out
    footnote: str = ""
    label_verified: bool = False

    def column(self, code: str) -> Column:
        """Raises: LookupError."""
        return _named(self.columns, code)


@dataclass(frozen=True, kw_only=True)
class Section:
    code: str
    label: str
    fields: tuple[Field, ...]
    intro: str = ""
    per_offeror: bool = False
    label_verified: bool = False

    def field(self, code: str) -> Field:
        """Raises: LookupError."""
        return _named(self.fields, code)


@dataclass(frozen=True, kw_only=True)
class Form:
    """One template of a regulation. `valid_from`: the first day whose calls it binds; `valid_to`: the last."""

    code: str
    kind: str
    title: str
    legal_basis: str
    statute: str
    valid_from: date
    valid_to: date | None = None
    instructions: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    not_applicable: str = "nie dotyczy"

    def section(self, code: str) -> Section:
        """Raises: LookupError."""
        return _named(self.sections, code)

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


Thing = TypeVar("Thing", Column, Field, Section)


def _named(things: tuple[Thing, ...], code: str) -> Thing:
    for thing in things:
        if thing.code == code:
            return thing
    raise LookupError(code)
