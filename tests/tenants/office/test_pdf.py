"""Papers of the office: readable, tagged, the same each time, and marked on every page."""

import re
import shutil
import subprocess
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants.office.documents import pdf
from tenants.office.documents.pdf import DRAWN, letterhead, render
from tenants.office.money import in_words
from tenants.registry.governments.kinds import Hue
from tenants.registry.governments.models import LocalGovernment

AT = datetime(2027, 1, 15, 13, 3, 22, tzinfo=UTC)
CHECKSUM = "a1b2c3d4e5f60789" + "0" * 48
SHOWN = "A1B2-C3D4-E5F6-0789"
TOWN = letterhead(
    LocalGovernment(
        name="Gmina Lipowo",
        kind="rural_gmina",
        office_name="Urząd Gminy Lipowo",
        address="ul. Lipowa 1, 11-111 Lipowo",
        hue="green",
    )
)
LONG = "Zajęcia w hali przy ul. Sportowej, dwa razy w tygodniu, dla dzieci w wieku 8–14 lat. " * 12
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) reads the pages")

SCHEDULE = {
    "no": "4",
    "label": "Plan i harmonogram działań na rok 2027",
    "kind": "table",
    "columns": [
        {"label": "Lp.", "width": 0.5},
        {"label": "Nazwa działania", "width": 1.5},
        {"label": "Opis", "width": 3},
        {"label": "Grupa docelowa", "width": 1.5},
    ],
}
COSTS = {
    "no": "V.A",
    "label": "Zestawienie kosztów realizacji zadania",
    "kind": "table",
    "columns": [
        {"label": "Lp.", "width": 0.8},
        {"label": "Rodzaj kosztu", "width": 3},
        {"label": "Koszt jednostkowy [PLN]", "kind": "number", "width": 1.2},
        {"label": "Wartość [PLN]", "kind": "number", "width": 1.2},
    ],
}


def an_offer(*, number="2027-0042", actions=4, title="Ruch to zdrowie", description=LONG):
    """The values of an offer: the office's own forms are drawn from the same shapes."""
    rows = [{"cells": ["I.", {"text": "Koszty realizacji działań", "span": 3}], "style": "group"}]
    rows += [[f"I.1.{i}.", "Wynagrodzenie trenera", Decimal("85"), Decimal("10200")] for i in range(1, 4 * actions)]
    rows += [{"cells": [{"text": "Suma kosztów", "span": 3}, Decimal("10200")], "style": "total"}]
    return {
        "town": TOWN,
        "kind": "Oferta",
        "title": ["OFERTA REALIZACJI ZADANIA PUBLICZNEGO / ", {"strike": "OFERTA WSPÓLNA"}],
        "legal_basis": "Dz.U. 2018 poz. 2057, zał. nr 1",
        "number": number,
        "filed_at": AT if number else None,
        "checksum": CHECKSUM if number else None,
        "sections": [
            {
                "code": "II",
                "label": "Dane oferenta(-tów)",
                "fields": [
                    {"no": "1", "label": "Nazwa", "kind": "facts", "items": [["Nazwa", "Lipa"], ["Strona", ""]]}
                ],
            },
            {
                "code": "III",
                "label": "Opis zadania",
                "fields": [
                    {"no": "1", "label": "Tytuł zadania publicznego", "kind": "text", "value": title},
                    {"no": "2", "label": "Termin", "kind": "facts", "items": [["Data rozpoczęcia", date(2027, 2, 1)]]},
                    {"no": "3", "label": "Syntetyczny opis zadania", "kind": "long_text", "value": description},
                    {
                        **SCHEDULE,
                        "rows": [[str(i + 1), f"Działanie {i + 1}", LONG[:300], "dzieci"] for i in range(actions)],
                    },
                ],
            },
            {"code": "V", "label": "Kalkulacja", "fields": [{**COSTS, "rows": rows}]},
            {
                "code": "VII",
                "label": "Oświadczenia",
                "intro": "Oświadczam(y), że:",
                "fields": [
                    {
                        "kind": "declaration",
                        "no": "3)",
                        "label": ["oferent nie zalega / ", {"strike": "zalega"}, " z podatkami;"],
                    },
                    {"kind": "signatures", "people": [{"name": "Nadia Nowak", "label": "podpis"}]},
                ],
            },
        ],
        "footnotes": ["1) Rodzaj zadania zawiera się w zakresie zadań określonych w art. 4 ustawy"],
    }


def an_agreement():
    amount = Decimal("12500.50")
    return {
        "town": TOWN,
        "kind": "Umowa",
        "title": "Umowa o realizację zadania publicznego",
        "number": "2027-0007",
        "checksum": CHECKSUM,
        "opening": "zawarta w dniu 1 lutego 2027 w Lipowie pomiędzy:",
        "parties": [
            {"name": "Gminą Lipowo", "lines": ["ul. Lipowa 1"], "called": "zwaną dalej „Zleceniodawcą”"},
            {"name": "Stowarzyszeniem „Lipa”", "lines": ["KRS 0000123456"], "called": "zwanym dalej „Zleceniobiorcą”"},
        ],
        "paragraphs": [
            {
                "title": "Przedmiot umowy",
                "items": ["Zlecenie zadania.", {"text": "Załącznikami są:", "points": ["oferta"]}],
            },
            {
                "title": "Finansowanie",
                "items": [
                    ["Dotacja wynosi ", {"strong": "12 500,50 zł"}, f" (słownie: {in_words(amount)})."],
                    {
                        "text": "Transze:",
                        "table": {
                            "columns": [{"label": "Transza"}, {"label": "Kwota", "kind": "number"}],
                            "rows": [["I", amount]],
                        },
                    },
                    {"facts": [["Rachunek", "61 1090 1014 0000 0712 1981 2874"]]},
                ],
            },
        ],
        "signatures": [
            {"name": "Zleceniodawca"},
            {"name": "Zleceniobiorca"},
            {"name": "Skarbnik", "label": "kontrasygnata"},
        ],
        "attachments": ["Oferta."],
    }


def a_receipt():
    return {
        "town": TOWN,
        "kind": "Potwierdzenie",
        "title": "Potwierdzenie złożenia oferty",
        "number": "2027-0042",
        "filed_at": AT,
        "checksum": CHECKSUM,
        "opening": "Urząd potwierdza złożenie oferty.",
        "facts": [["Oferent", "Stowarzyszenie „Lipa”"]],
        "notes": ["Suma kontrolna stoi na każdej stronie oferty."],
    }


def pages_of(paper):
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    return told.stdout.decode().rstrip("\f").split("\f")


def words_of(paper):
    return re.sub(r"\s+", " ", " ".join(pages_of(paper)))


@needs_poppler
@pytest.mark.parametrize(
    ("template", "values", "number"),
    [
        ("form", an_offer(actions=12), "2027-0042"),
        ("agreement", an_agreement(), "2027-0007"),
        ("receipt", a_receipt(), "2027-0042"),
    ],
)
def test_number_and_checksum_stand_on_every_page(template, values, number):
    pages = pages_of(render(template, values, at=AT))

    assert all(f"nr {number}" in page and f"suma kontrolna {SHOWN}" in page for page in pages)
    for place, page in enumerate(pages, start=1):
        assert f"strona {place} z {len(pages)}" in page
    assert template == "receipt" or len(pages) > 1 or template == "agreement"


@pytest.mark.parametrize("values", [an_offer(), an_offer(number=None)])
def test_the_same_values_and_instant_give_the_same_bytes(values):
    assert render("form", values, at=AT) == render("form", values, at=AT)


def test_a_paper_is_tagged_for_screen_readers_and_has_its_title():
    paper = render("form", an_offer(), at=AT)

    assert b"/MarkInfo" in paper
    assert b"/StructTreeRoot" in paper
    assert b"pdfuaid" in paper
    assert b"/Lang" in paper


@needs_poppler
def test_a_draft_says_so_and_a_filed_offer_does_not():
    draft = pages_of(render("form", an_offer(number=None), at=AT))
    filed = pages_of(render("form", an_offer(), at=AT))

    assert all("Oferta, szkic" in page for page in draft)
    assert not any("szkic" in page or "SZKIC" in page for page in filed)


@needs_poppler
def test_numbers_dates_and_instants_are_written_the_polish_way():
    text = words_of(render("form", an_offer(), at=AT))

    assert "10 200,00" in text.replace("\u00a0", " ")
    assert "1 lutego 2027" in text
    assert "złożono 15 stycznia 2027, 14:03:22" in text


@needs_poppler
@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert('x')</script>",
        '#read("page.typ") #panic()',
        "*gwiazdki* _kreski_ $x^2$ [nawias] \\ @etykieta",
        "{{ a }} {% b %}",
    ],
)
def test_markup_in_a_text_is_shown_as_text(typed):
    text = words_of(render("form", an_offer(title=typed, description=typed), at=AT))

    assert text.count(typed) == 2


@needs_poppler
def test_polish_ukrainian_and_greek_letters_are_drawn():
    text = words_of(render("form", an_offer(title="Zażółć gęślą jaźń – Київ – Αθήνα"), at=AT))

    assert "Zażółć gęślą jaźń – Київ – Αθήνα" in text


@needs_poppler
def test_a_sign_that_no_font_has_becomes_a_box_and_nothing_breaks():
    text = words_of(render("form", an_offer(title="Piłka 😀 中 \x00\u202e i wodę\u0301"), at=AT))

    assert "Piłka □ □ i wod" in text


@needs_poppler
def test_a_word_longer_than_the_line_breaks_inside_it():
    paper = render("form", an_offer(title="https://przyklad.example/" + "a" * 300), at=AT)

    assert max(len(line) for page in pages_of(paper) for line in page.splitlines()) < 200


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_whatever_people_type_can_be_drawn(typed):
    assert render("form", an_offer(title=typed, description=typed, actions=1), at=AT).startswith(b"%PDF")


def test_a_paper_that_cannot_be_drawn_as_it_should_is_drawn_anyhow(monkeypatch):
    compile_ = pdf.typst.compile

    def strict(*path, pdf_standards, **how):
        if pdf_standards:
            raise pdf.typst.TypstError("PDF/UA-1 error: something of tomorrow")
        return compile_(*path, pdf_standards=pdf_standards, **how)

    monkeypatch.setattr(pdf.typst, "compile", strict)

    assert render("receipt", a_receipt(), at=AT).startswith(b"%PDF")


@pytest.mark.parametrize("actions", [1, 4, 9])
@pytest.mark.parametrize("number", ["2027-0042", None])
def test_a_table_that_crosses_pages_stays_accessible(monkeypatch, actions, number):
    monkeypatch.setattr(pdf, "_tries", lambda plain: [(plain, "ua-1")])

    assert render("form", an_offer(actions=actions, number=number), at=AT).startswith(b"%PDF")


def test_every_letter_we_promise_to_draw_can_be_drawn(monkeypatch):
    monkeypatch.setattr(pdf, "_tries", lambda plain: [(plain, "ua-1")])
    promised = "\n".join(sign for sign in map(chr, range(0x20, 0xFFFE)) if DRAWN.match(sign))

    assert render("form", an_offer(description=promised, actions=1), at=AT).startswith(b"%PDF")


@needs_poppler
def test_what_is_missing_is_named():
    assert "nie dotyczy" in words_of(render("form", an_offer(title=""), at=AT))


@needs_poppler
def test_the_header_row_comes_again_on_the_next_page():
    pages = pages_of(render("form", an_offer(actions=30), at=AT))

    assert sum("Koszt jednostkowy" in re.sub(r"\s+", " ", page) for page in pages) >= 2


@needs_poppler
def test_an_agreement_counts_its_paragraphs_and_says_the_amount_in_words():
    text = words_of(render("agreement", an_agreement(), at=AT))

    assert "§ 1. Przedmiot umowy" in text
    assert "§ 2. Finansowanie" in text
    assert "dwanaście tysięcy pięćset złotych 50/100" in text
    assert "kontrasygnata" in text


@needs_poppler
def test_a_receipt_says_when_the_server_took_the_offer():
    text = words_of(render("receipt", a_receipt(), at=AT))

    assert f"Suma kontrolna {SHOWN}" in text
    assert "15 stycznia 2027, 14:03:22" in text


def test_a_town_has_the_same_colours_on_paper_and_on_its_pages():
    page = (pdf.FOLDER / "page.typ").read_text(encoding="utf-8")
    tokens = Path(finders.find("frontend/css/tokens.css")).read_text(encoding="utf-8")

    on_paper = re.findall(r"^  (\w+): \((\d+), ([\d.]+)\),$", page, re.MULTILINE)
    on_pages = re.findall(r'\[data-hue="(\w+)"\] \{ --hue: (\d+); --chroma: ([\d.]+); \}', tokens)
    assert sorted(on_paper) == sorted(on_pages)
    assert {name for name, _hue, _chroma in on_paper} == set(Hue.values)


@pytest.mark.parametrize("hue", Hue.values)
def test_every_colour_of_a_town_prints(hue):
    assert render("receipt", {**a_receipt(), "town": {**TOWN, "hue": hue}}, at=AT).startswith(b"%PDF")


@needs_poppler
def test_a_long_offer_is_drawn_quickly_enough_to_draw_it_in_the_request():
    values = an_offer(actions=60, description=(LONG + "\n\n") * 12)
    began = time.process_time()
    paper = render("form", values, at=AT)
    spent = time.process_time() - began

    assert len(pages_of(paper)) >= 13
    # It takes about a fifth of a second; the limit only catches something gone badly wrong.
    assert spent < 3
