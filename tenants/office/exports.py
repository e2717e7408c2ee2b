"""Tables for spreadsheets: the one place where cells are written, so that none is ever taken for a formula."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone

# What begins a formula in one program or another; the wide forms are what some of them read as the plain ones.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
# Not seen, and skipped by some programs before they look for a formula.
UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\ufeff\x00"


def cell(value: object) -> str:
    """A value as Polish spreadsheets expect it. Only words can be somebody else's: they are made harmless."""
    match value:
        case None:
            return ""
        case bool():
            return harmless(str(value))
        case int() | Decimal():
            return str(value).replace(".", ",")
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
        case date():
            return f"{value:%Y-%m-%d}"
        case _:
            return harmless(str(value))


def harmless(text: str) -> str:
    """A sign before what a spreadsheet would count, call or open; the words themselves stay as they are."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.lstrip(UNSEEN).startswith(FORMULA) or text.startswith(FORMULA) else text


def spreadsheet(filename: str, rows: Iterable[Iterable[object]], *, private: bool = False) -> HttpResponse:
    """Rows, the heading first, as a file to download: semicolons and a mark of UTF-8, as Polish programs expect."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    if private:
        response["Cache-Control"] = "private, no-store"
    response.write("\ufeff")
    sheet = csv.writer(response, delimiter=";")
    sheet.writerows([cell(value) for value in row] for row in rows)
    return response
