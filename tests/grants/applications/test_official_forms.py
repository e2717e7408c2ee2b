"""The official forms: complete, in the law's own words, chosen by the day that binds."""

from datetime import date

import pytest

from grants.applications.official import (
    FORMS,
    OFFER,
    OFFER_2018,
    OFFER_SIMPLIFIED_2018,
    REPORT,
    REPORT_2018,
    REPORT_SIMPLIFIED_2018,
    SIMPLIFIED_OFFER,
    SIMPLIFIED_REPORT,
    Kind,
    form_for,
)

every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)


def every_field(form):
    return [field for section in form.sections for field in section.fields]


@every_form
def test_codes_name_one_thing_each(form):
    sections = [section.code for section in form.sections]
    assert len(set(sections)) == len(sections)

    for section in form.sections:
        codes = [field.code for field in section.fields]
        assert len(set(codes)) == len(codes)
    for field in every_field(form):
        for things in (field.columns, field.rows):
            codes = [thing.code for thing in things]
            assert len(set(codes)) == len(codes)


@every_form
def test_tables_have_columns_and_fixed_tables_have_rows(form):
    for field in every_field(form):
        if field.kind in {Kind.TABLE, Kind.FIXED_TABLE, Kind.GROUP}:
            assert field.columns, field.code
        assert bool(field.rows) == (field.kind == Kind.FIXED_TABLE), field.code


@every_form
def test_labels_are_clean(form):
    labels = [field.label for field in every_field(form)] + [section.label for section in form.sections]

    assert [label for label in labels if label != label.strip() or "  " in label] == []


def test_the_offer_has_its_seven_sections():
    assert [section.code for section in OFFER_2018.sections] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert [section.label for section in OFFER_2018.sections] == [
        "Podstawowe informacje o złożonej ofercie",
        "Dane oferenta(-tów)",
        "Opis zadania",
        "Charakterystyka oferenta",
        "Kalkulacja przewidywanych kosztów realizacji zadania publicznego",
        "Inne informacje",
        "Oświadczenia",
    ]


def test_fields_of_the_offer():
    fields = {section.code: [field.code for field in section.fields] for section in OFFER_2018.sections}

    assert fields == {
        "I": ["authority", "task_type"],
        "II": ["offeror_identity", "contact_person"],
        "III": [
            "task_title",
            "task_period",
            "synthetic_description",
            "schedule",
            "expected_results",
            "results_table",
        ],
        "IV": ["previous_activity", "resources"],
        "V": ["costs", "funding_sources", "split_between_offerors"],
        "VI": ["paid_or_free", "joint_split_and_representation", "other_information"],
        "VII": ["d1", "d2", "d3", "d4", "d5", "d6", "d7", "signatures", "date"],
    }


def test_what_only_a_joint_offer_fills():
    joint = [field.code for field in every_field(OFFER_2018) if field.joint_only]

    assert joint == ["split_between_offerors", "joint_split_and_representation"]


def test_only_the_results_table_may_be_waived():
    assert [field.code for field in every_field(OFFER_2018) if field.waivable] == ["results_table"]


def test_declarations_that_leave_a_choice():
    choice = {field.code: field.alternatives for field in every_field(OFFER_2018) if field.alternatives}

    assert list(choice) == ["d3", "d4", "d5"]
    for field in every_field(OFFER_2018):
        assert all(wording in field.label for wording in field.alternatives)


def test_rows_of_the_sources_are_numbered_as_printed():
    rows = OFFER_2018.section("V").field("funding_sources").rows

    assert [(row.number, row.code) for row in rows] == [
        ("1.", "total"),
        ("2.", "grant"),
        ("3.", "own"),
        ("3.1.", "own_financial"),
        ("3.2.", "own_nonfinancial"),
        ("4.", "recipients"),
    ]


def test_the_report_has_its_parts():
    assert [section.code for section in REPORT_2018.sections] == ["header", "I", "II", "III", "declarations"]
    assert [field.code for field in REPORT_2018.section("II").fields] == ["expenses", "sources", "recipient_payments"]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (OFFER, OFFER_2018),
        (REPORT, REPORT_2018),
        (SIMPLIFIED_OFFER, OFFER_SIMPLIFIED_2018),
        (SIMPLIFIED_REPORT, REPORT_SIMPLIFIED_2018),
    ],
)
def test_the_forms_bind_from_the_second_of_march_2019(kind, form):
    assert form_for(kind, on=date(2019, 3, 2)) is form
    with pytest.raises(LookupError):
        form_for(kind, on=date(2019, 3, 1))


def test_an_unknown_kind_has_no_form():
    with pytest.raises(LookupError):
        form_for("small_grant", on=date(2026, 1, 1))


def test_a_field_that_is_not_there():
    with pytest.raises(LookupError):
        OFFER_2018.section("VIII")
    with pytest.raises(LookupError):
        OFFER_2018.section("I").field("budget")
