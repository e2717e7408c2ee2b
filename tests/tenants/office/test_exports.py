"""Cells of a spreadsheet: what a person typed stays words, whatever it begins with."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.office.exports import FORMULA, UNSEEN, cell, spreadsheet
from tests.builders import WARSAW


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://zly.example";"Kliknij")',
        "+48 500 600 700",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "\u200b=1+1",
        "\ufeff=cmd|' /C calc'!A0",
        "＝1+1",
        "\x00=1+1",
    ],
)
def test_what_looks_like_a_formula_becomes_words(typed):
    assert cell(typed) == "'" + typed.replace("\x00", "")


@pytest.mark.parametrize("typed", ["Stowarzyszenie „Lipa”", "2027-0001", "5 - 3", "a=b", "", "'=1", "żółć"])
def test_other_words_stay_as_they_are(typed):
    assert cell(typed) == typed


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (7, "7"),
        (Decimal("-1234.50"), "-1234,50"),
        (date(2027, 1, 15), "2027-01-15"),
        (datetime(2027, 7, 15, 12, 0, tzinfo=WARSAW), "2027-07-15 12:00:00"),
    ],
)
def test_numbers_and_days_are_ours_and_need_no_guard(value, written):
    assert cell(value) == written


@given(st.text(max_size=40))
def test_no_text_at_all_begins_like_a_formula(text):
    assert not cell(text).lstrip(UNSEEN).startswith(FORMULA)


def test_a_quotation_mark_or_a_semicolon_opens_no_cell_of_its_own():
    response = spreadsheet("x.csv", [["Nazwa", "Kwota"], ['Klub "Orzeł"; =1+1\n=2', Decimal("5.00")]])

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Nazwa", "Kwota"], ['Klub "Orzeł"; =1+1\n=2', "5,00"]]
