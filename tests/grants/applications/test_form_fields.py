"""Every field of the official forms, walked: it stands in the definitions, word for word."""

import pytest

from grants.applications import official
from tests.grants.applications.form_fields import FORMS

DEFINED = {form.code: form for form in official.FORMS}


def every_field():
    for code, form in FORMS.items():
        for section in form["sections"]:
            for field in section["fields"]:
                yield pytest.param(code, section["code"], field, id=f"{code}.{section['code']}.{field['code']}")


def test_there_are_four_forms_and_each_is_defined():
    assert list(FORMS) == ["OFFER_2018", "OFFER_SIMPLIFIED_2018", "REPORT_2018", "REPORT_SIMPLIFIED_2018"]
    assert set(DEFINED) == set(FORMS)


@pytest.mark.parametrize("code", FORMS)
def test_titles_and_sections_in_their_order(code):
    copy, form = FORMS[code], DEFINED[code]

    assert form.title == copy["title"]
    assert [words for words in copy["published"] if words not in form.legal_basis] == []
    assert [(one.code, one.label) for one in form.sections] == [(one["code"], one["label"]) for one in copy["sections"]]
    assert [[field.code for field in one.fields] for one in form.sections] == [
        [field["code"] for field in one["fields"]] for one in copy["sections"]
    ]


@pytest.mark.parametrize(("code", "section", "copy"), every_field())
def test_a_field_says_what_the_regulation_says(code, section, copy):
    field = DEFINED[code].section(section).field(copy["code"])

    said = {
        "code": field.code,
        "number": field.number,
        "label": field.label,
        "footnote": field.footnote,
        "column_footnotes": [one.footnote for one in field.columns if one.footnote],
        "rows": [(row.number, row.label) for row in field.rows],
        "row_footnotes": [row.footnote for row in field.rows if row.footnote],
        "groups": [(one.code, one.label, one.total) for one in field.groups],
        "grand_total": field.grand_total,
        "alternatives": list(field.alternatives),
        "values": [label for _code, label in field.choices],
    }
    empty = {"footnote": "", "grand_total": ""}
    wanted = {name: copy.get(name, empty.get(name, [])) for name in said}
    columns = {one.code: one.label for one in field.columns}

    assert said == wanted
    assert {name: columns.get(name) for name, _label in copy.get("columns", [])} == dict(copy.get("columns", []))
