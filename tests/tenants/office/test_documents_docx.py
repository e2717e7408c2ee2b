"""Templates that a town sends in: what is filled, and what is refused with a sentence."""

import io

import pytest
from django.utils import translation
from docx import Document

from grants.awards import act_template
from grants.awards.act import sample
from tenants.gates.refusals import Refusal
from tenants.office.documents import docx


def words(content: bytes) -> str:
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def a_template(*paragraphs: str) -> bytes:
    paper, written = Document(), io.BytesIO()
    for one in paragraphs:
        paper.add_paragraph(one)
    paper.save(written)
    return written.getvalue()


def check(content: bytes, name: str = "szablon.docx") -> None:
    with translation.override("en"):
        docx.check_template(name, content, known=sample(), sample=sample())


def test_the_house_template_holds_everything_an_act_must_say():
    check(act_template.house())

    said = words(docx.fill(act_template.house(), sample()))

    for part in (
        "ZARZĄDZENIE NR 40/2027",
        "z dnia 1 lutego 2027 r.",
        "art. 15 ust. 2g ustawy z dnia 24 kwietnia 2003 r.",
        "art. 30 ust. 1 ustawy z dnia 8 marca 1990 r.",
        "Jan Przykładowy",
        "Klub „Przykład” & Przyjaciele",
        "Zajęcia <sportowe>",
        "4 000,00".replace(" ", "\N{NO-BREAK SPACE}"),
        "81,50",
        "Mniej godzin zajęć.",
    ):
        assert part in said, part
    assert "{" not in said


def test_the_towns_own_words_and_the_values_come_together():
    own = a_template("Wójt {{ executive }} postanawia: {{ number }}{% if grounds %} ({{ grounds }}){% endif %}")
    check(own)

    assert words(docx.fill(own, sample())) == "Wójt Wójt Gminy Przykładowo postanawia: 40/2027 (Rezygnacja z dotacji.)"


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("{{ mayor }}", "does not know: mayor"),
        ("{{ number", "broken"),
        ("{% if number %}", "broken"),
        ("{% for lot in lots %}{{ lot.pool }}{% endfor %}", "cannot be filled"),
        ("{{ number.__class__.__mro__ }}", "cannot be filled"),
        ("{{ number.upper() }}", "cannot call functions"),
        ("{{ number * 999999999 }}", "cannot count"),
        ("{{ ''.join(lots) }}", "cannot call functions"),
        ("{{ range(9999999) }}", "does not know: range"),
        ("{{ number|pprint }}", "broken"),
    ],
)
def test_what_cannot_be_filled_is_refused_when_it_is_sent_in(mark, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        check(a_template(mark))

    assert refused.value.field == "template"


def test_only_a_docx_is_a_template():
    with pytest.raises(Refusal):
        check(b"{{ number }}", name="szablon.txt")
    with pytest.raises(Refusal):
        check(b"PK\x03\x04 not a package", name="szablon.docx")
