"""A call begun from last year's takes all its rules along: each field and each kind of row is copied, or named as not."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model

from grants.applications import actions as applications
from grants.applications.criteria_models import FormalCriterion
from grants.calls import actions, text
from grants.calls.enquiries import actions as enquiries
from grants.calls.models import Call, Criterion, Lot, RequiredAttachment
from grants.calls.questions.models import Question
from programmes.adoption import actions as adoption
from tenants.office import deadlines
from tests.builders import NOON
from tests.builders_calls import a_published_call, a_task, the_coordinator
from tests.builders_programmes import a_draft_programme
from tests.builders_scoring import a_committee

MAY = deadlines.local(date(2027, 12, 1), time(12))
# Of a call, in another form or anew: days of the new year, the year in the title, tasks of the new programme.
MOVED = {
    "title", "programme", "case_number", "previous_tasks", "on_draft_budget", "opens_at", "closes_at", "decision_by",
    "task_from", "task_to", "enquiries_until", "copied_from", "copy_notes", "ref", "id", "made_at",
}  # fmt: skip
# Of a call, its own life: what was done to it, not how it works.
LIFE = {
    "state", "version", "round", "waits_for_publication", "amendment", "revision", "act_number", "approved_at",
    "published_at", "last_publication_on", "cancelled_reason", "cancelled_ground", "cancelled_at", "results_at",
    "next_number",
}  # fmt: skip
COPIED_ROWS: dict[type[Model], set[str]] = {
    # Of each, what is not copied: whose row it is, and a lot's task, which is one of the new programme.
    Lot: {"id", "call", "task"},
    Criterion: {"id", "call"},
    RequiredAttachment: {"id", "call"},
    Question: {"id", "call"},
    FormalCriterion: {"id", "call"},
}
# What happened in the call, and whom an act of its own appointed (how they work is proposed from the last committee).
LIVED_ROWS = {
    "Call", "Publication", "CallVersion", "Enquiry", "Application", "LateAccess", "MemberCall", "Nomination",
    "Committee", "Protocol", "Decision", "Initiative",
}  # fmt: skip
SAID: dict[str, Any] = {
    "legal_forms": ["association"],
    "offers_per_applicant": 2,
    "results_table": False,
    "minimum_points": Decimal("40.00"),
    "shift_percent": Decimal("15.00"),
    "correction_days": 7,
    "signing": ["paper"],
    "signing_days": 5,
    "file_kinds": ["pdf"],
    "most_files": 9,
    "most_megabytes": 4,
    "tie_rule": "criterion",
    "tie_then": "earlier",
    "amount_rule": "bands",
    "amount_details": "Komisja zaokrągla do 100 zł.",
    "bands": [{"from": "40.00", "kind": "full", "value": "100.00"}],
    "points_step": Decimal("0.50"),
    "reasons_required": False,
    "score_rule": "trimmed",
    "third_gap_percent": Decimal("30.00"),
    "others_points": "never",
    "subject": "Zajęcia dla dzieci.",
    "granting_rules": "Dotacja może być niższa.",
    "conditions": "Na terenie gminy.",
    "selection": "Oferty opiniuje komisja.",
    "accessibility": "Bez barier.",
    "personal_data": "Administratorem jest wójt.",
    "contact": "pokój 5",
}
CRITERIA = [
    {
        "name": f"Kryterium {point}",
        "help": "Na co patrzeć.",
        "points_max": 20,
        "points_min": 2,
        "decides_ties": point == 1,
        "may_not_apply": point == 6,
        "statutory": str(point),
    }
    for point in range(1, 7)
]
LOTS = [
    {
        "title": "Zajęcia",
        "pool": Decimal("30000.00"),
        "grant_min": Decimal("1000.00"),
        "grant_max": Decimal("9000.00"),
        "grant_max_percent": Decimal("80.00"),
        "own_min_percent": Decimal("20.00"),
        "own_financial_min_percent": Decimal("10.00"),
        "own_base": "grant",
        "counts_nonfinancial": False,
        "counts_recipients": True,
        "admin_max_percent": Decimal("15.00"),
    },
    {"title": "Festyn", "pool": Decimal("2000.00"), "commissioning": "entrust"},
]
QUESTIONS = [
    {"kind": "choice", "label": "Gdzie?", "help": "W gminie.", "options": ["szkoła", "dom"], "required": False},
    {"kind": "text", "label": "Która?", "longest": 50, "depends_on": "q1", "wanted": "szkoła"},
]
CHECKED = [
    {"code": "statute", "label": "Zadanie mieści się w statucie", "correctable": False},
    {"code": "", "label": "Zadanie jest na terenie gminy", "correctable": True},
]


def names_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def test_each_field_and_each_kind_of_row_of_a_call_is_copied_or_named_as_not():
    hanging = {
        one.related_model for one in Call._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete
    }

    assert names_of(Call) == MOVED | LIFE | {*SAID, "formal_four_eyes", "formal_public"}
    assert {one.__name__ for one in hanging} == {one.__name__ for one in COPIED_ROWS} | LIVED_ROWS
    assert not set(text.FACTS) & LIFE


@pytest.mark.django_db
def test_a_copy_has_every_rule_of_its_source(clara, marek, browser_of):
    lots = [{**lot, "task": a_task(place)} for place, lot in enumerate(LOTS)]
    source = a_published_call(
        lots=lots, criteria=CRITERIA, attachments=[{"name": "Statut", "required": False}, {"name": "Umowa"}],
        questions=QUESTIONS, **SAID,
    )  # fmt: skip
    applications.arrange_check(source, CHECKED, four_eyes=True, by=clara, at=NOON)
    applications.show_results(source, public=True, by=clara, at=NOON)
    enquiries.set_last_day(source, date(2027, 2, 8), by=clara, at=NOON)
    a_committee(source, marek, tie_covers="call", blind=True)
    programme = a_draft_programme(year=2028, budget="2000000.00")
    adoption.adopt(programme, resolution_number="XX/1", adopted_on=date(2027, 1, 10), by=the_coordinator(), at=NOON)

    copy = Call.objects.get(pk=actions.copy(source, programme, by=clara, at=MAY).pk)

    for name in names_of(Call) - MOVED - LIFE:
        assert getattr(copy, name) == getattr(source, name) != Call._meta.get_field(name).get_default(), name
    for model, left in COPIED_ROWS.items():
        kept = names_of(model) - left
        before, after = (list(model._base_manager.filter(call=call).order_by("pk")) for call in (source, copy))
        for name in kept:
            values = [getattr(row, name) for row in before]
            assert [getattr(row, name) for row in after] == values, (model, name)
            assert set(map(str, values)) != {str(model._meta.get_field(name).get_default())}, (model, name)
    # 8 February was four days before the deadline, which is 14 February now.
    assert copy.enquiries_until == date(2028, 2, 10)
    form = browser_of(clara).get(f"/calls/{copy.ref}/committee/edit/").context["form"]
    assert (form["tie_covers"].value(), form["blind"].value(), form["act_number"].value()) == ("call", True, None)
