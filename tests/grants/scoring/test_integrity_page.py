"""Scoring integrity beside the ranking: who reads it, what it says, and on how many sheets."""

from decimal import Decimal

import pytest

from grants.applications.models import Application
from grants.scoring import actions, standing
from grants.scoring.integrity_sheets import points_of, rule_of
from grants.scoring.models import Score, ScoreSheet
from tests import builders
from tests.builders_scoring import a_call_in_assessment, a_scored_call, a_submitted_sheet, after, offers_of
from tests.grants.scoring.many import many_offers
from tests.grants.scoring.test_pages import queries_of

OTHER = "Anna z Komisji"


def page(call) -> str:
    return f"/calls/{call.ref}/ranking/integrity/"


def scored_by(sheets: dict[int, list[str]]) -> None:
    """These sums, member by member, in the order of the offers; the points stand in the first criterion."""
    for member, totals in sheets.items():
        rows = Score.objects.filter(sheet__member=member, criterion__position=1).order_by("sheet__application")
        for row, total in zip(rows, totals, strict=True):
            ScoreSheet.objects.filter(pk=row.sheet_id).update(state="draft")
            Score.objects.filter(pk=row.pk).update(points=Decimal(total))
            ScoreSheet.objects.filter(pk=row.sheet_id).update(state="submitted")


@pytest.fixture
def committee(marek, maria):
    return (marek, maria, builders.a_person(OTHER, "committee"))


def test_a_strict_member_is_named_with_points_and_the_number_of_offers(committee, clara, browser_of):
    call = a_call_in_assessment(*committee, offers=[{}], minimum_points=Decimal(8))
    offer = offers_of(call)[0]
    for person in committee:
        a_submitted_sheet(offer, person)
    many_offers(call, 12)
    marek, maria, anna = call.committee.members.order_by("pk").values_list("pk", flat=True)
    scored_by(
        {
            marek: ["5", "2", "9", "5", "6", "3", "8", "7", "4", "6", "2", "9"],
            maria: ["9.5", "6", "13", "9", "10", "7", "12", "11", "8", "10.5", "6", "13"],
            anna: ["9", "6.5", "13", "9.5", "10", "7", "12", "11.5", "8", "10", "6", "13"],
        }
    )

    answer = browser_of(clara).get(page(call))

    strict, *others = answer.context["strictness"].members
    assert (strict.member, strict.points, strict.offers, strict.stands_out) == (marek, Decimal("-4.10"), 12, True)
    assert [one.stands_out for one in others] == [False, False]
    assert answer.context["title"].startswith("Marek Member")
    assert "4,1" in answer.context["title"]
    assert answer.context["title"] in answer.content.decode()
    assert answer.context["together"][0].scores == 36
    # The lines are those of the ranking itself.
    points = points_of(call, Application.objects.all())
    above = rule_of(call, points)(points.totals)
    (lot,) = standing.ranking(call, Application.objects.all())
    passing = [row.application.pk for row in lot.rows if row.place.passes]
    assert 0 < len(passing) < 12
    assert (above.passing, above.paid) == (frozenset(passing), frozenset(passing[: lot.reached]))


def test_too_few_sheets_are_said_and_no_figure_is_made_up(committee, clara, browser_of):
    call = a_scored_call(*committee)

    answer = browser_of(clara).get(page(call))

    assert answer.status_code == 200
    assert answer.context["strictness"].members is None
    assert answer.context["strictness"].reason in answer.content.decode()
    assert answer.context["said"] is False
    assert all(reason in answer.content.decode() for reason in answer.context["unsaid"])
    assert 'class="chart' not in answer.content.decode()


def test_a_late_change_that_took_an_offer_across_the_line_is_shown(committee, clara, browser_of):
    marek, maria, anna = committee
    call = a_call_in_assessment(*committee, offers=[{}], minimum_points=Decimal(55))
    offer = offers_of(call)[0]
    for person, total in ((marek, "60"), (maria, "20"), (anna, "60")):
        sheet = a_submitted_sheet(offer, person, total=total)
        if person == maria:
            actions.reopen_sheet(sheet, reason="Pomyłka w dodawaniu.", by=marek, at=after(call))
            a_submitted_sheet(offer, person, total="60")

    answer = browser_of(clara).get(page(call))

    ((shown, name, change, crossings),) = answer.context["late"]
    assert (shown, name, change.before, change.after) == (offer, maria.name, Decimal(20), Decimal(60))
    assert [crossed for crossed, _word in crossings] == [offer]
    assert "Pomyłka w dodawaniu." in answer.content.decode()


def test_only_who_may_see_every_sheet_reads_it(committee, clara, nadia, olga, browser_of):
    marek, maria, anna = committee
    call = a_call_in_assessment(*committee, offers=[{}, {}], ties={(1, maria.user_id): "Siostra w zarządzie."})
    first, second = offers_of(call)
    for offer, person in ((first, marek), (second, marek), (first, maria)):
        a_submitted_sheet(offer, person, total="77.5")

    answers = {person.name: browser_of(person).get(page(call)) for person in (clara, marek, maria, anna, nadia, olga)}

    assert answers[clara.name].templates[0].name == "grants/scoring/integrity.html"
    assert answers[marek.name].templates[0].name == "grants/scoring/integrity.html"
    # Anna has not scored yet: others' points would sway hers.
    assert answers[anna.name].templates[0].name == "grants/scoring/ranking_later.html"
    assert answers[maria.name].status_code == 404
    assert {answers[person.name].status_code for person in (nadia, olga)} <= {403, 404}
    assert page(call) in browser_of(marek).get(f"/calls/{call.ref}/ranking/").content.decode()
    assert page(call) not in browser_of(maria).get(f"/calls/{call.ref}/ranking/").content.decode()


def test_a_clerk_of_an_applicant_does_not_read_it(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{"organisation": "Fundacja „Jesion”"}, {}], totals=["60", "50"])
    builders.a_representative(clara.name, "Fundacja „Jesion”")

    assert browser_of(clara).get(page(call)).status_code == 404


def test_where_members_never_see_others_points_they_do_not_see_whose_they_are(committee, clara, browser_of):
    call = a_scored_call(*committee, others_points="never")

    assert browser_of(committee[1]).get(page(call)).status_code == 404
    assert browser_of(clara).get(page(call)).status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_the_page_asks_the_same_number_of_queries_for_ten_and_for_a_thousand_offers(
    number, marek, maria, clara, browser_of
):
    call = a_call_in_assessment(marek, maria, offers=[{}])
    many_offers(call, number)

    assert queries_of(browser_of(clara), page(call)) == 16
