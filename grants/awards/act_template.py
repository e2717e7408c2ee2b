"""The house's template of an act, made as a DOCX that a clerk can take, change in Word and give back."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEADINGS = ("Lp.", "Oferent i zadanie", "Punkty", "Wnioskowana [zł]", "Przyznana [zł]", "Rozstrzygnięcie")
CELLS = (
    "{{ award.position }}",
    "{{ award.applicant }}, „{{ award.task }}”, oferta nr {{ award.number }}",
    "{{ award.points }}",
    "{{ award.requested }}",
    "{{ award.amount }}",
    "{{ award.outcome }}{% if award.reason %}: {{ award.reason }}{% endif %}",
)


def house() -> bytes:
    """Number and day, subject, legal basis, paragraphs, signature; the table of offers as an attachment."""
    paper = Document()
    paper.core_properties.title = "Szablon aktu rozstrzygającego konkurs"
    paper.core_properties.language = "pl-PL"
    normal = paper.styles["Normal"].font
    normal.name, normal.size = "Calibri", Pt(11)
    for section in paper.sections:
        section.left_margin = section.right_margin = Cm(2.2)
    _centred(paper, "{{ act_capital }} NR {{ number }}", bold=True)
    _centred(paper, "{{ executive }}")
    _centred(paper, "z dnia {{ day }} r.")
    _centred(paper, "{{ subject }}", bold=True)
    paper.add_paragraph("{{ basis }}")
    paper.add_paragraph("{%p for paragraph in paragraphs %}")
    paper.add_paragraph("§ {{ paragraph.number }}. {{ paragraph.text }}")
    paper.add_paragraph("{%p endfor %}")
    signature = paper.add_paragraph("{{ executive }}\n{{ signed_by }}")
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_page_break()
    paper.add_paragraph("Załącznik do aktu nr {{ number }} z dnia {{ day }} r.")
    paper.add_paragraph("{%p for lot in lots %}")
    paper.add_heading("{{ lot.title }}", level=2)
    _table(paper)
    paper.add_paragraph("Razem: {{ lot.amount }} zł")
    paper.add_paragraph("{%p endfor %}")
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _centred(paper: Any, text: str, *, bold: bool = False) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold


def _table(paper: Any) -> None:
    """One row for each offer, between two rows that only hold the loop."""
    table = paper.add_table(rows=4, cols=len(HEADINGS))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    table.rows[1].cells[0].text = "{%tr for award in lot.awards %}"
    for cell, mark in zip(table.rows[2].cells, CELLS, strict=True):
        cell.text = mark
    table.rows[3].cells[0].text = "{%tr endfor %}"
