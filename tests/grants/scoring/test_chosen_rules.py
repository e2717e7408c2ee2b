"""What a call chooses about scoring, and that nobody changes it once scoring has begun."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from grants.applications.models import Application
from grants.awards import actions as awards
from grants.calls.models import Call
from grants.calls.proposals import criteria as usual_criteria
from grants.scoring import actions, standing
from grants.scoring.meetings import striking
from grants.scoring.models import Committee, ScoreSheet, SheetVersion, TieVote
from grants.scoring.ranking import Minima, Sheet, Tie, mean, needs_third, rank, scaled
from grants.scoring.rules import Mark
from tenants.gates.refusals import Refusal
from tests import builders
from tests.builders_awards import lines_of
from tests.builders_scoring import (
    a_call_in_assessment,
    a_meeting,
    a_scored_call,
    a_submitted_sheet,
    after,
    marks_of,
    offers_of,
    seat_of,
)
from tests.grants.scoring.many import many_offers
from tests.grants.scoring.test_pages import queries_of, sheet_of
from tests.grants.scoring.test_ranking import POINTS, filed


def the_places(call: Call) -> list[Any]:
    return [row.place for row in standing.ranking(call, Application.objects.all())[0].rows]


def the_last_may_not_apply() -> list[dict[str, Any]]:
    *first, last = usual_criteria()
    return [*first, {**last, "may_not_apply": True}]


def fifties(*names: str) -> list[Sheet]:
    return [Sheet(offer=name, member="Marek", total=Decimal(50)) for name in names]


def in_order(*names: str, ties: list[Tie]) -> list[tuple[str, int | None, str]]:
    found = rank(filed(*names), fifties(*names), minimum=Decimal(0), ties=ties)
    return [(place.offer, place.position, place.parted_by) for place in found]


# --- without a database --------------------------------------------------------------------------


def test_the_highest_and_the_lowest_sheet_stay_out_only_when_something_is_left():
    assert mean([Decimal(10), Decimal(50), Decimal(60)], "trimmed") == Decimal("50.00")
    assert mean([Decimal(10), Decimal(60)], "trimmed") == Decimal("35.00")


def test_equal_offers_are_parted_by_the_first_rule_that_tells_them_apart():
    by_criterion = Tie(rule="criterion", more={"a": Fraction(5), "b": Fraction(7), "c": Fraction(5)})
    earlier = Tie(rule="earlier", more={"a": -2, "b": -1, "c": -1})

    found = in_order("a", "b", "c", ties=[by_criterion, earlier])

    assert found == [("b", 1, "criterion"), ("c", 2, "earlier"), ("a", 3, "earlier")]


def test_a_vote_that_was_not_taken_on_all_of_them_parts_nobody():
    assert in_order("a", "b", ties=[Tie(rule="vote", more={"a": -1})]) == [("a", 1, ""), ("b", 1, "")]
    assert in_order("a", "b", ties=[Tie(rule="vote", more={"a": -2, "b": -1})]) == [("b", 1, "vote"), ("a", 2, "vote")]


def test_least_points_of_one_criterion_hold_however_good_the_rest_is():
    minima = Minima(least={"cost": Decimal(5)}, means={("a", "cost"): Fraction(9, 2), ("b", "cost"): Fraction(5)})

    found = rank(filed("a", "b", "c"), fifties("a", "b", "c"), minimum=Decimal(0), minima=minima)

    assert [(place.offer, place.passes, place.below) for place in found] == [
        ("a", False, ("cost",)),
        ("b", True, ()),
        ("c", True, ()),
    ]


@pytest.mark.parametrize(
    ("totals", "expected"), [((50, 70), False), ((50, "70.01"), True), ((50, 90, 60), False), ((50,), False)]
)
def test_a_third_person_scores_only_above_the_gap(totals, expected):
    exact = [Decimal(total) for total in totals]

    assert needs_third(exact, gap_percent=Decimal(20), most=100) is expected
    assert needs_third(exact, gap_percent=None, most=100) is False


@given(POINTS, st.integers(0, 99))
def test_criteria_that_do_not_apply_are_stood_for_by_the_others(points, inapplicable):
    within = min(points, Decimal(100 - inapplicable))

    found = scaled(within, most=100, inapplicable=inapplicable)

    assert 0 <= found <= 100
    assert found * (100 - inapplicable) == Fraction(within) * 100


# --- with one ------------------------------------------------------------------------------------


def test_points_go_in_the_steps_of_the_call(marek):
    call = a_call_in_assessment(marek, points_step=Decimal("0.50"))
    member, offer = seat_of(call, marek), offers_of(call)[0]
    first = call.criteria.order_by("position").first()

    with pytest.raises(Refusal, match="0,5"):
        actions.save_sheet(
            member, offer, marks={first.pk: Mark(points=Decimal("7.25"))}, revision=0, by=marek, at=after(call)
        )
    sheet = actions.save_sheet(
        member, offer, marks={first.pk: Mark(points=Decimal("7.5"))}, revision=0, by=marek, at=after(call)
    )

    assert [score.points for score in sheet.scores.all()] == [Decimal("7.50")]


def test_a_newcomer_loses_nothing_by_a_criterion_that_cannot_apply(marek, maria):
    call = a_call_in_assessment(marek, maria, criteria=the_last_may_not_apply())
    offer = offers_of(call)[0]
    last = call.criteria.order_by("position").last()
    most = sum(one.points_max for one in call.criteria.all())
    marks = {one.pk: Mark(points=Decimal(one.points_max) / 2, reason="Pół.") for one in call.criteria.all()}
    marks[last.pk] = Mark(applies=False, reason="Pierwsza oferta tej organizacji.")

    sheet = actions.save_sheet(seat_of(call, marek), offer, marks=marks, revision=0, by=marek, at=after(call))
    actions.submit_sheet(sheet, by=marek, at=after(call))

    assert the_places(call)[0].mean == Decimal(most) / 2
    assert SheetVersion.objects.get().marks[-1]["applies"] is False


def test_a_criterion_applies_unless_the_call_says_it_may_not(marek):
    call = a_call_in_assessment(marek)
    first = call.criteria.order_by("position").first()

    with pytest.raises(Refusal, match="dotyczy każdej oferty"):
        actions.save_sheet(
            seat_of(call, marek), offers_of(call)[0], marks={first.pk: Mark(applies=False)}, revision=0, by=marek,
            at=after(call),
        )  # fmt: skip


def test_reasons_are_asked_for_only_where_the_call_wants_them(marek):
    call = a_call_in_assessment(marek, reasons_required=False)
    marks = {criterion: Mark(points=mark.points) for criterion, mark in marks_of(call, "50").items()}

    sheet = actions.save_sheet(
        seat_of(call, marek), offers_of(call)[0], marks=marks, revision=0, by=marek, at=after(call)
    )
    actions.submit_sheet(sheet, by=marek, at=after(call))

    assert sheet.state == "submitted"


def test_by_consensus_the_chairs_sheet_speaks_for_all_and_nobody_elses_is_awaited(marek, maria):
    call = a_call_in_assessment(marek, maria, score_rule="consensus")
    offer = offers_of(call)[0]
    a_submitted_sheet(offer, maria, total="10")
    before = standing.board(call, Application.objects.all())
    a_submitted_sheet(offer, marek, total="70")

    assert before.waiting == ["Marek Member"]
    assert the_places(call)[0].mean == Decimal("70.00")


def test_the_database_freezes_the_rules_from_the_first_saved_sheet_on(marek):
    call = a_call_in_assessment(marek)
    Call.objects.filter(pk=call.pk).update(minimum_points=Decimal("41.00"))
    a_submitted_sheet(offers_of(call)[0], marek)
    criterion = call.criteria.order_by("position").first()
    changes = [
        lambda: Call.objects.filter(pk=call.pk).update(minimum_points=Decimal("1.00")),
        lambda: Call.objects.filter(pk=call.pk).update(tie_rule="earlier"),
        lambda: Call.objects.filter(pk=call.pk).update(score_rule="sum"),
        lambda: call.criteria.filter(pk=criterion.pk).update(points_max=99),
        lambda: call.criteria.create(name="Nowe", points_max=5, position=9),
        lambda: offers_of(call)[0].sheets.get().scores.update(points=Decimal("1.00")),
        lambda: offers_of(call)[0].sheets.get().scores.all().delete(),
        lambda: SheetVersion.objects.update(total=Decimal("1.00")),
    ]

    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    Call.objects.filter(pk=call.pk).update(title="Tytuł wolno poprawić")

    assert Call.objects.get(pk=call.pk).minimum_points == Decimal("41.00")


def test_a_reopened_sheet_leaves_what_was_submitted_and_why_it_was_changed(marek, maria, browser_of):
    call = a_scored_call(marek, maria, totals=["40"])
    offer = offers_of(call)[0]
    sheet = offer.sheets.get(member=seat_of(call, maria))
    chair = browser_of(marek)

    refused = chair.post(f"/applications/{offer.ref}/scores/reopen/", {"reopen-which": sheet.pk, "reopen-reason": " "})
    done = chair.post(
        f"/applications/{offer.ref}/scores/reopen/", {"reopen-which": sheet.pk, "reopen-reason": "Pomyłka w kosztach."}
    )
    given_back = browser_of(maria).get(f"/applications/{offer.ref}/score/").content.decode()
    a_submitted_sheet(offer, maria, total="60")
    seen = chair.get(f"/applications/{offer.ref}/scores/").content.decode()

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Pomyłka w kosztach." in given_back
    assert [(one.number, one.total, one.because) for one in SheetVersion.objects.filter(sheet=sheet)] == [
        (1, Decimal("40.00"), ""),
        (2, Decimal("60.00"), "Pomyłka w kosztach."),
    ]
    assert "Maria Member: wcześniej 40 pkt" in seen


@pytest.mark.parametrize(
    ("rule", "before_own", "after_own", "names"),
    [("never", False, False, False), ("after_own", False, True, True), ("always", True, True, True)],
)
def test_others_points_are_seen_when_the_call_says(rule, before_own, after_own, names, marek, maria, browser_of):
    call = a_call_in_assessment(marek, maria, offers=[{}, {}], others_points=rule)
    first, second = offers_of(call)
    a_submitted_sheet(first, maria, total="77")
    browser = browser_of(marek)

    def sees() -> bool:
        return ">77</td>" in browser.get(f"/applications/{first.ref}/scores/").content.decode()

    seen_before = sees()
    a_submitted_sheet(first, marek, total="50")
    seen_after = sees()
    a_submitted_sheet(second, maria, total="50")
    a_submitted_sheet(second, marek, total="50")
    ranking = browser.get(f"/calls/{call.ref}/ranking/").content.decode()
    listed = browser.get(f"/calls/{call.ref}/ranking.csv").content.decode()

    assert (seen_before, seen_after) == (before_own, after_own)
    assert "63,50" in ranking
    assert ("Maria Member: 77" in ranking, "Maria Member" in listed) == (names, names)


@pytest.mark.parametrize("rule", ["never", "after_own", "always"])
def test_who_is_absent_and_could_come_back_sees_no_points_before_the_protocol(rule, marek, maria, clara, browser_of):
    call = a_call_in_assessment(marek, maria, offers=[{}], others_points=rule)
    offer, absent, facts = offers_of(call)[0], seat_of(call, maria), {"by": clara, "at": after(call)}
    a_submitted_sheet(offer, marek, total="77.5")
    a_meeting(call)
    awards.propose(call, lines_of(call), **facts)
    browser = browser_of(maria)
    pages = [f"/calls/{call.ref}/{page}" for page in ("ranking/", "ranking.csv", "proposal/")]

    def sees() -> set[bool]:
        return {"77,5" in browser.get(page).content.decode() for page in (f"/applications/{offer.ref}/scores/", *pages)}

    actions.mark_absent(absent, reason="Choroba.", **facts)
    away = sees()
    actions.end_absence(absent, **facts)
    back = sees()
    actions.mark_absent(absent, reason="Choroba.", **facts)
    awards.sign_protocol(call, **facts)

    assert away == back == {rule == "always"}
    assert sees() == {True}


def test_an_absent_member_whose_sheets_are_in_sees_what_the_others_see(marek, maria, clara, browser_of):
    call = a_scored_call(marek, maria, totals=["77.5"], others_points="after_own")
    actions.mark_absent(seat_of(call, maria), reason="Choroba.", by=clara, at=after(call))

    assert "77,5" in browser_of(maria).get(f"/calls/{call.ref}/ranking/").content.decode()


def test_only_people_without_a_tie_discuss_an_offer(marek, maria, mikolaj, clara, nadia, browser_of):
    call = a_call_in_assessment(
        marek, maria, mikolaj, offers=[{"organisation": "Fundacja „Jesion”"}], ties={(0, mikolaj.user_id): "Brat."}
    )
    offer = offers_of(call)[0]
    path = f"/applications/{offer.ref}/scores/"
    a_submitted_sheet(offer, maria)
    a_submitted_sheet(offer, marek)

    said = browser_of(maria).post(f"{path}say/", {"text": "Budżet wydaje mi się zawyżony."})
    for stranger in (mikolaj, nadia):
        assert browser_of(stranger).get(path).status_code in {403, 404}
        assert browser_of(stranger).post(f"{path}say/", {"text": "A ja?"}).status_code in {403, 404}
    with pytest.raises(PermissionDenied):
        actions.say(offer, text="Urząd nie dyskutuje.", by=clara, at=after(call))

    assert said.status_code == 302
    for reader in (marek, clara):
        assert "Budżet wydaje mi się zawyżony." in browser_of(reader).get(path).content.decode()
    assert [note.text for note in offer.discussion.all()] == ["Budżet wydaje mi się zawyżony."]


def test_a_vote_parts_equal_offers_and_counts_until_it_is_struck(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{}, {}, {}], totals=["50", "50", "60"])
    first, second, third = offers_of(call)
    chair = browser_of(marek)

    def order() -> list[str]:
        return [row.application.pk for row in standing.ranking(call, Application.objects.all())[0].rows]

    page = chair.get(f"/calls/{call.ref}/ranking/").content.decode()
    chair.post(f"/calls/{call.ref}/ranking/vote/", {f"place_{first.pk}": "2", f"place_{second.pk}": "1"})
    voted = order()
    other = {f"place_{first.pk}": "1", f"place_{second.pk}": "2"}
    chair.post(f"/calls/{call.ref}/ranking/vote/", other)
    again = order()
    votes = list(TieVote.objects.values_list("pk", flat=True))
    striking.strike_tie(Committee.objects.get(), votes, reason="Odwrotnie.", by=marek, at=after(call))
    chair.post(f"/calls/{call.ref}/ranking/vote/", other)

    assert f'name="place_{first.pk}"' in page
    assert f'name="place_{third.pk}"' not in page
    assert voted == again == [third.pk, second.pk, first.pk]
    assert order() == [third.pk, first.pk, second.pk]
    with pytest.raises(Refusal):
        actions.settle_tie(Committee.objects.get(), [first, third], by=marek, at=after(call))


def test_places_given_in_two_votes_do_not_compare(marek):
    call = a_scored_call(marek, offers=[{}, {}, {}, {}], totals=["50", "50", "60", "60"])
    first, second, third, fourth = offers_of(call)
    committee = Committee.objects.get()
    later = after(call) + timedelta(hours=1)
    actions.settle_tie(committee, [first, second], by=marek, at=after(call))
    actions.settle_tie(committee, [third, fourth], by=marek, at=later)
    for offer, total in ((first, "50"), (second, "40"), (third, "40"), (fourth, "50")):
        actions.reopen_sheet(offer.sheets.get(), reason="Pomyłka.", by=marek, at=later)
        a_submitted_sheet(offer, marek, total=total)

    found = [(row.application, row.place.position) for row in standing.ranking(call, Application.objects.all())[0].rows]

    assert found == [(first, 1), (fourth, 1), (second, 3), (third, 3)]


def test_a_sheet_that_nobody_could_submit_again_is_not_reopened(marek, maria, browser_of):
    call = a_scored_call(marek, maria, offers=[{}])
    offer = offers_of(call)[0]
    sheet = offer.sheets.get(member=seat_of(call, maria))
    actions.mark_absent(seat_of(call, maria), reason="Choroba.", by=marek, at=after(call))
    typed = {"reopen-which": sheet.pk, "reopen-reason": "Za mało punktów."}

    answer = browser_of(marek).post(f"/applications/{offer.ref}/scores/reopen/", typed)

    assert answer.status_code == 422
    assert "Za mało punktów." in answer.content.decode()
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "submitted"


def test_autosave_keeps_a_sheet_with_a_criterion_that_does_not_apply(marek, browser_of):
    call = a_call_in_assessment(marek, criteria=the_last_may_not_apply())
    offer = offers_of(call)[0]
    last = call.criteria.order_by("position").last()
    typed = {**sheet_of(call), f"points_{last.pk}": "", f"outside_{last.pk}": "on"}

    answer = browser_of(marek).post(f"/applications/{offer.ref}/score/", typed, headers={"X-Autosave": "1"})

    assert answer.status_code == 200
    assert [(score.applies, score.points) for score in offer.sheets.get().scores.filter(criterion=last)] == [
        (False, None)
    ]


def test_a_ranking_of_500_offers_by_12_members_asks_no_more_than_a_small_one(browser_of, clara):
    people = [builders.a_person(f"Ocenia Numer{place}", "committee") for place in range(12)]
    call = a_call_in_assessment(*people, offers=[{}])
    browser = browser_of(clara)
    address = f"/calls/{call.ref}/ranking/"
    small = queries_of(browser, address)
    many_offers(call, 500)

    large = queries_of(browser, address)
    page = browser.get(address).content.decode()

    assert (small, large) == (14, 14)
    assert page.count("Ocenia Numer11: 10") == 499
