"""Every export there is, found by walking the table of addresses: no cell of it is ever taken for a formula."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from grants.agreements.models import Agreement
from grants.applications.models import Application
from grants.awards.models import Award
from grants.calls.models import Call, Lot
from programmes.drafting.models import PriorityTask
from tenants.office import checks
from tenants.office.exports import FORMULA, UNSEEN
from tenants.registry.models import Organisation, User
from tests.isolation.life import a_life

ROOT = Path(__file__).resolve().parents[2]
EVIL = '=HYPERLINK("http://zly.example")'
KNOWN = {
    "/applications/export.csv",
    "/calls/<slug:ref>/formal-results.csv",
    "/calls/<slug:ref>/ranking.csv",
    "/calls/<slug:ref>/results.csv",
    "/programmes/<int:year>/balance/",
}
# Our own amounts: a minus of a number is no formula.
NUMBER = re.compile(r"-?\d+(,\d+)?")


def turn_evil():
    """Everything that an organisation or an office names, named as a formula."""
    for model in (Application, Agreement, Award):
        model._base_manager.update(title=EVIL, organisation_name=EVIL)
    for model in (Call, Lot, PriorityTask):
        model._base_manager.update(title=EVIL)
    Organisation.objects.update(name=EVIL)
    User.objects.update(name=EVIL)


def exports(life, people):
    """The first answer that is a table, at each address that gives one, asked plainly and with ?format=csv."""
    for address, _pattern in checks.patterns(get_resolver("config.urls")):
        values = life.values(address) or {}
        if "<" in address and not values:
            continue
        path = address
        for place, value in values.items():
            path = path.replace(place, str(value))
        for browser in people:
            answer = browser.get(path, {"format": "csv"})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/csv"):
                yield address, answer.content.decode("utf-8-sig")
                break


@pytest.mark.django_db
def test_no_export_gives_a_spreadsheet_a_formula(browser_of):
    life = a_life()
    people = [browser_of(life.everybody), browser_of(life.applicant)]
    turn_evil()
    found = dict(exports(life, people))

    cells = [
        (address, value)
        for address, text in found.items()
        for row in csv.reader(io.StringIO(text), delimiter=";")
        for value in row
    ]

    assert set(found) >= KNOWN
    assert [one for one in cells if one[1].lstrip(UNSEEN).startswith(FORMULA) and not NUMBER.fullmatch(one[1])] == []
    assert {address for address, value in cells if EVIL in value} >= KNOWN


def test_cells_are_written_in_one_place_only():
    writers = [
        str(path.relative_to(ROOT))
        for floor in ("config", "grants", "programmes", "tenants", "frontend")
        for path in (ROOT / floor).rglob("*.py")
        if re.search(r"^\s*(import|from) (csv|openpyxl|xlsxwriter|odf|pandas)\b", path.read_text(), re.M)
    ]

    assert writers == ["tenants/office/exports.py"]
