"""A paper of the shape "form" (papers.py) as a Word document, for offices that go on writing in it.

It says what the PDF says, in the same order, with real headings, table headers and a language, for screen readers.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tenants.office.documents.pdf import in_words

NOTHING = "nie dotyczy"


def render(values: Mapping[str, Any], *, at: datetime) -> bytes:
    """The document's bytes. Values are written as in the PDF: amounts, days and moments in Polish."""
    with translation.override("pl"):
        paper = in_words(values)
    document = Document()
    _speak_polish(document)
    document.core_properties.title = _plain(paper["title"])
    document.core_properties.author = paper["town"]["office"] or paper["town"]["name"]
    document.core_properties.created = document.core_properties.modified = at.replace(tzinfo=None)
    document.core_properties.comments = ""
    document.add_paragraph(f"{paper['town']['office'] or paper['town']['name']}\n{paper['town']['address']}".strip())
    document.add_heading(_plain(paper["title"]), level=0)
    for line in filter(None, (paper.get("number"), paper.get("place_and_day"), paper.get("legal_basis"))):
        document.add_paragraph(line)
    _facts(document, paper.get("facts") or ())
    for note in paper.get("notes") or ():
        document.add_paragraph(note)
    for section in paper["sections"]:
        code = section.get("code")
        document.add_heading(f"{code}. {_plain(section['label'])}" if code else _plain(section["label"]), level=1)
        if section.get("intro"):
            document.add_paragraph(section["intro"])
        for field in section["fields"]:
            _field(document, field)
    for note in paper.get("footnotes") or ():
        document.add_paragraph(note)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def _speak_polish(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "pl-PL")
    normal.element.get_or_add_rPr().append(language)


def _field(document: Any, field: Mapping[str, Any]) -> None:
    if label := _plain(field.get("label") or ""):
        document.add_heading(label, level=2)
    match field["kind"]:
        case "text" | "long_text":
            document.add_paragraph(field.get("value") or NOTHING)
        case "facts":
            _facts(document, field["items"])
        case "table":
            _table(document, field)
        case "signatures":
            for one in field["people"]:
                document.add_paragraph(
                    f"{one.get('name', '')}, {one.get('label', '')}\n\n......................................"
                )
        case "declaration":
            document.add_paragraph(f"{_plain(field.get('label') or '')} {field.get('value') or ''}".strip())
    if field.get("note"):
        document.add_paragraph(field["note"])


def _facts(document: Any, facts: Iterable[Any]) -> None:
    for label, value in facts:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(str(value if value not in (None, "") else NOTHING))


def _table(document: Any, field: Mapping[str, Any]) -> None:
    columns = field["columns"]
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(head.cells, columns, strict=True):
        cell.paragraphs[0].add_run(str(column["label"])).bold = True
    for given in field["rows"]:
        stands_out = isinstance(given, Mapping)
        cells = table.add_row().cells
        place = 0
        for one in given["cells"] if isinstance(given, Mapping) else given:
            span = one["span"] if isinstance(one, Mapping) else 1
            cell = cells[place] if span == 1 else cells[place].merge(cells[place + span - 1])
            value = one["text"] if isinstance(one, Mapping) else one
            run = cell.paragraphs[0].add_run("" if value is None else str(value))
            run.bold = stands_out
            if columns[place].get("kind") == "number":
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            place += span
    document.add_paragraph()


def _plain(rich: Any) -> str:
    """A rich text without what is struck out."""
    if isinstance(rich, str):
        return rich
    return "".join(part if isinstance(part, str) else part.get("strong", "") for part in rich)
