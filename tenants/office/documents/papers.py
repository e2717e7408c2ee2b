"""The shapes of the values that pdf.render takes. Text is plain; markup in it stays text.

A `Rich` text is a string, or parts of it, where {"strike": "…"} is a word of an official form that is struck out
and {"strong": "…"} a word in bold. Cells and facts may be Decimals, dates and instants: they are written out.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict

Part = dict[str, str]
Rich = str | Sequence[str | Part]
Value = str | int | Decimal | date | datetime | None
Fact = tuple[str, Value]


class Column(TypedDict):
    """`width` is a share of the line; a column of numbers without one is as wide as its numbers."""

    label: str
    kind: NotRequired[Literal["text", "number"]]
    width: NotRequired[float]


class Cell(TypedDict):
    text: Value
    span: int


class Row(TypedDict):
    """A row that stands out; an ordinary one is a plain list of cells."""

    cells: Sequence[Value | Cell]
    style: Literal["group", "subtotal", "total"]


class Table(TypedDict):
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value | Cell] | Row]


class Signature(TypedDict):
    name: NotRequired[str]
    label: NotRequired[str]


class Field(TypedDict):
    """One numbered field of a form; which values it has depends on its kind.

    text, long_text: `value` · facts: `items` · table: `columns`, `rows` · declaration: `value` is the choice ·
    signatures: `people`. `note` is small print below.
    """

    kind: Literal["text", "long_text", "facts", "table", "declaration", "signatures"]
    no: NotRequired[str]
    label: NotRequired[Rich]
    value: NotRequired[Value]
    items: NotRequired[Sequence[Fact]]
    columns: NotRequired[Sequence[Column]]
    rows: NotRequired[Sequence[Sequence[Value | Cell] | Row]]
    people: NotRequired[Sequence[Signature]]
    note: NotRequired[str]


class Section(TypedDict):
    label: Rich
    fields: Sequence[Field]
    code: NotRequired[str]
    intro: NotRequired[str]


class Letterhead(TypedDict):
    name: str
    office: str
    address: str
    initials: str
    hue: str


class Code(TypedDict):
    """A QR code: `size` modules a side, `runs` of dark ones as (x, y, length)."""

    size: int
    runs: Sequence[tuple[int, int, int]]


class Paper(TypedDict):
    """What every paper has. `kind` is its short name for the footer; `number` None marks a draft.

    `code` stands at the foot of every page: where the paper can be checked.
    """

    town: Letterhead
    kind: str
    title: Rich
    number: str | None
    checksum: str | None
    place_and_day: NotRequired[str]
    filed_at: NotRequired[datetime | None]
    code: NotRequired[Code | None]


class Form(Paper):
    """Template "form": offers, reports, protocols."""

    sections: Sequence[Section]
    legal_basis: NotRequired[str]
    facts: NotRequired[Sequence[Fact]]
    notes: NotRequired[Sequence[str]]
    footnotes: NotRequired[Sequence[str]]


class Party(TypedDict):
    """`called` is the whole phrase: "zwanym dalej „Zleceniodawcą”"."""

    name: str
    lines: NotRequired[Sequence[str]]
    called: NotRequired[str]


class Clause(TypedDict, total=False):
    """A numbered clause: text, then points, facts or a table. A clause of text alone may be just a Rich text."""

    text: Rich
    points: Sequence[Rich]
    facts: Sequence[Fact]
    table: Table


class Paragraph(TypedDict):
    """§; it and its clauses are numbered when drawn."""

    title: str
    items: Sequence[Rich | Clause]


class Agreement(Paper):
    """Template "agreement"."""

    parties: Sequence[Party]
    paragraphs: Sequence[Paragraph]
    signatures: Sequence[Signature]
    opening: NotRequired[str]
    preamble: NotRequired[str]
    attachments: NotRequired[Sequence[Rich]]


class PointPart(TypedDict, total=False):
    """One of: paragraphs parted by empty lines, a list, a table."""

    text: str
    items: Sequence[str]
    table: Table


class AnnouncedPoint(TypedDict):
    label: str
    parts: Sequence[PointPart]


class Announcement(Paper):
    """Template "announcement": points of prose, lists and tables."""

    points: Sequence[AnnouncedPoint]
    opening: NotRequired[str]


class TitledTable(TypedDict):
    title: str
    intro: str
    table: Table


class Act(Paper):
    """Template "act": an ordinance or a resolution; `lines` stand under the title, the tables are its attachment."""

    lines: Sequence[str]
    subject: str
    opening: str
    paragraphs: Sequence[str]
    signatures: Sequence[Signature]
    attachment: str
    tables: Sequence[TitledTable]


class Receipt(Paper):
    """Template "receipt": number, filed_at and checksum are there."""

    facts: Sequence[Fact]
    opening: NotRequired[str]
    notes: NotRequired[Sequence[str]]
    signatures: NotRequired[Sequence[Signature]]
