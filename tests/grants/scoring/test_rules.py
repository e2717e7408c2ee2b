from datetime import date
from decimal import Decimal

import pytest

from grants.scoring import rules
from grants.scoring.rules import Mark, Nominee, Scale
from tenants.gates.refusals import Refusal, WrongState

SCALES = {1: Scale(name="Kalkulacja kosztów", points_max=20), 2: Scale(name="Jakość", points_max=10)}
OFFICE = [Nominee(user_id=1, role="chair"), Nominee(user_id=2)]
BOTH = [*OFFICE, Nominee(user_id=3, side="ngo")]


def fields_of(refused: pytest.ExceptionInfo[Refusal]) -> list[str | None]:
    return [one.field for one in refused.value.every()]


def test_both_sides_need_no_ground():
    rules.check_composition(BOTH, seated=[1, 2, 3], ground="")


def test_nobody_from_organisations_needs_a_recorded_ground():
    with pytest.raises(Refusal) as refused:
        rules.check_composition(OFFICE, seated=[1, 2], ground="  ")

    assert fields_of(refused) == ["without_ngo_ground"]
    rules.check_composition(OFFICE, seated=[1, 2], ground="Nikt nie został wskazany.")


@pytest.mark.parametrize(
    "nominees",
    [
        [],
        [Nominee(user_id=1)],
        [Nominee(user_id=1, role="chair"), Nominee(user_id=2, role="chair")],
        [Nominee(user_id=1, role="chair"), Nominee(user_id=1)],
        [Nominee(user_id=1, role="chair"), Nominee(user_id=99)],
    ],
    ids=["empty", "no chair", "two chairs", "twice", "without the seat"],
)
def test_a_committee_has_one_chair_and_people_with_the_seat_once_each(nominees):
    with pytest.raises(Refusal) as refused:
        rules.check_composition(nominees, seated=[1, 2], ground="Nikt nie został wskazany.")

    assert fields_of(refused) == ["members"]


def test_nobody_is_appointed_in_the_future_or_after_the_opinion():
    rules.check_appointment("open", appointed_on=date(2027, 1, 15), today=date(2027, 1, 15))
    with pytest.raises(Refusal):
        rules.check_appointment("open", appointed_on=date(2027, 1, 16), today=date(2027, 1, 15))
    with pytest.raises(WrongState):
        rules.check_appointment("recommended", appointed_on=date(2027, 1, 15), today=date(2027, 1, 15))


@pytest.mark.parametrize("points", ["0", "20", "12.5", "19.99"])
def test_points_from_nothing_to_the_most_with_two_decimals(points):
    rules.check_marks({1: Mark(points=Decimal(points))}, SCALES)


@pytest.mark.parametrize("points", ["-0.01", "20.01", "21", "12.345"])
def test_other_points_are_refused_at_their_field(points):
    with pytest.raises(Refusal) as refused:
        rules.check_marks({1: Mark(points=Decimal(points)), 2: Mark(points=Decimal("5"))}, SCALES)

    assert fields_of(refused) == ["points_1"]


def test_points_for_a_strange_criterion_are_refused():
    with pytest.raises(Refusal):
        rules.check_marks({99: Mark(points=Decimal(1))}, SCALES)


def test_a_draft_may_lack_points_but_a_submitted_sheet_may_not():
    half = {1: Mark(points=Decimal(5)), 2: Mark(reason="Dobre.")}
    rules.check_marks(half, SCALES)

    with pytest.raises(Refusal) as refused:
        rules.check_complete(half, SCALES, reasons=True)

    assert fields_of(refused) == ["reason_1", "points_2"]


def test_a_tie_is_described_and_final():
    with pytest.raises(Refusal):
        rules.check_declaration(tied=True, description=" ", before=None, belongs=False)
    with pytest.raises(WrongState):
        rules.check_declaration(tied=False, description="", before=True, belongs=False)
    rules.check_declaration(tied=True, description="Mąż jest prezesem.", before=False, belongs=False)


def test_who_belongs_to_the_applicant_cannot_declare_impartiality():
    with pytest.raises(Refusal) as refused:
        rules.check_declaration(tied=False, description="", before=None, belongs=True)

    assert fields_of(refused) == ["tied"]


def test_missing_sheets_are_named_with_their_offers():
    rules.check_sheets_in({})
    with pytest.raises(Refusal) as refused:
        rules.check_sheets_in({"Maria": [f"1/{number}" for number in range(7)], "Marek": ["1/3"]})

    assert "Maria: 1/0, 1/1, 1/2, 1/3, 1/4" in str(refused.value)
    assert "Marek: 1/3" in str(refused.value)
