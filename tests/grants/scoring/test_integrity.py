"""Each statistic against published figures, and what must hold for any points. Without a database."""

from decimal import Decimal
from fractions import Fraction
from math import inf, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grants.scoring import integrity, integrity_alpha
from grants.scoring.integrity_line import Above, Change, Crossing, hinges, late
from grants.scoring.integrity_model import by_chance, by_offer, fit, groups, shared, studentised
from grants.scoring.ranking import Sheet, rank, reach
from tests.builders import NOON

POINTS = st.integers(0, 200).map(lambda halves: Decimal(halves) / 2)
SHEETS = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 4)), POINTS, min_size=20, max_size=40)


def table(rows: dict[str, str]) -> dict[tuple[int, str], Decimal]:
    """Scores from a line a member: one word an offer, a dot where there is none."""
    return {
        (offer, member): Decimal(word)
        for member, words in rows.items()
        for offer, word in enumerate(words.split())
        if word != "."
    }


def units(rows: dict[str, str]) -> list[list[Decimal]]:
    return [list(given.values()) for given in by_offer(table(rows)).values()]


# --- agreement -----------------------------------------------------------------------------------

KRIPPENDORFF = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}


def test_alpha_is_that_of_krippendorffs_own_example():
    """K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): four observers, twelve units, some values
    missing; ordinal alpha 0.815, interval alpha 0.849."""
    assert round(float(integrity_alpha.ordinal(units(KRIPPENDORFF))), 3) == 0.815
    assert round(float(integrity_alpha.interval(units(KRIPPENDORFF))), 3) == 0.849


def test_alpha_says_on_how_many_scores_it_stands():
    """Of the twelve units in the example the last has one value: eleven units and 40 pairable values count."""
    found = integrity.agreement(table(KRIPPENDORFF))

    assert (found.interval, found.ordinal) == (Decimal("0.849"), Decimal("0.815"))
    assert (found.offers, found.scores, found.reason) == (11, 40, "")


@given(st.lists(POINTS, min_size=2, max_size=12), st.integers(2, 5))
def test_alpha_of_members_who_agree_is_one(points, members):
    same = [[value] * members for value in points]

    expected = 1 if len(set(points)) > 1 else None
    assert integrity_alpha.interval(same) == expected
    assert integrity_alpha.ordinal(same) == expected


@settings(max_examples=50)
@given(SHEETS, st.integers(1, 9), POINTS, st.randoms())
def test_alpha_depends_on_no_scale_and_no_order_of_members(scores, times, shift, random):
    of = [list(given.values()) for given in by_offer(scores).values()]
    moved = [random.sample([value * times + shift for value in unit], len(unit)) for unit in of]

    assert integrity_alpha.interval(moved) == integrity_alpha.interval(of)
    assert integrity_alpha.ordinal(moved) == integrity_alpha.ordinal(of)


def test_nine_offers_or_one_member_are_too_few_for_alpha():
    nine = table({"Marek": "1 2 3 4 5 6 7 8 9", "Maria": "1 2 3 4 5 6 7 8 9"})
    alone = table({"Marek": "1 2 3 4 5 6 7 8 9 10 11 12"})
    all_alike = table({"Marek": "5 " * 10, "Maria": "5 " * 10})

    for scores, offers in ((nine, 9), (alone, 0), (all_alike, 10)):
        found = integrity.agreement(scores)
        assert (found.interval, found.ordinal, found.offers) == (None, None, offers)
        assert found.reason


# --- strict and mild members ---------------------------------------------------------------------

CATALYSTS = {"1": "73 74 . 71", "2": ". 75 67 72", "3": "73 75 68 .", "4": "75 . 72 75"}
PENICILLIN = {"A": "89 84 81 87 79", "B": "88 77 87 92 81", "C": "97 92 87 89 80", "D": "94 79 85 84 88"}


def test_the_additive_model_on_an_incomplete_design_is_the_textbooks():
    """D. C. Montgomery, Design and Analysis of Experiments, table 4.22 and example 4.5: four catalysts in four batches
    that hold three each. Effects -9/8, -7/8, -4/8, 20/8; error sum of squares 3.25 with 5 degrees of freedom; the
    variance of an effect is k(a - 1) / (λ a²) of the error's, with k = 3, a = 4, λ = 2."""
    found = fit(table(CATALYSTS))

    assert list(found.effects.values()) == [Fraction(-9, 8), Fraction(-7, 8), Fraction(-4, 8), Fraction(20, 8)]
    assert (found.squares, found.free) == (Fraction("3.25"), 5)
    assert {found.shares[one, one] for one in found.effects} == {Fraction(3 * 3, 2 * 16)}
    # Two catalysts differ with the variance 2k / (λ a) of the error's.
    assert found.against("4", ["1"]) == (Fraction(29, 8), Fraction(2 * 3, 2 * 4))


def test_the_additive_model_on_a_complete_design_is_the_textbooks():
    """G. E. P. Box, W. G. Hunter and J. S. Hunter, Statistics for Experimenters (1978), p. 209: four treatments in five
    blends, means 84, 85, 89 and 86 around 86; residual sum of squares 226 with 12 degrees of freedom."""
    found = fit(table(PENICILLIN))

    assert list(found.effects.values()) == [-2, -1, 3, 0]
    assert (found.squares, found.free) == (226, 12)
    assert set(found.leverages.values()) == {Fraction(1, 4) + Fraction(1, 5) - Fraction(1, 20)}


def test_a_member_is_compared_with_the_others_and_not_with_a_mean_that_holds_them():
    found = integrity.strictness(table({"Marek": "10 20 30 40 50 60 " * 2, "Maria": "13 25 34 45 54 63 " * 2}))

    strict, mild = found.members
    assert (strict.member, strict.points, strict.offers, strict.stands_out) == ("Marek", Decimal(-4), 12, True)
    assert (mild.member, mild.points, mild.offers) == ("Maria", Decimal(4), 12)


def test_one_strict_member_does_not_make_the_others_look_mild():
    rows = {
        "Marek": "50 62 71 80 55 66 74 81 59 68",
        "Maria": "57 69 77 87 62 72 82 87 66 75",
        "Anna": "58 70 76 88 61 73 81 89 65 74",
    }

    strict, *others = integrity.strictness(table(rows)).members

    assert (strict.member, strict.points, strict.stands_out) == ("Marek", Decimal("-6.85"), True)
    assert [(one.member, one.points, one.stands_out) for one in others] == [
        ("Maria", Decimal("-0.10"), False),
        ("Anna", Decimal("0.10"), False),
    ]


def test_two_camps_of_equal_size_are_both_named():
    low, high = "50 62 71 80 55 66 74 81 59 68", "60 72 81 90 65 76 84 91 69 78"

    found = integrity.strictness(table({"Marek": low, "Jan": low, "Maria": high, "Anna": high}))

    assert [one.stands_out for one in found.members] == [True] * 4


@settings(max_examples=50)
@given(SHEETS, st.integers(0, 4), POINTS)
def test_points_added_to_all_scores_of_a_member_move_only_that_members_severity(scores, member, more):
    compared = shared(scores)
    assume(compared and len(groups(compared)) == 1 and any(one == member for _offer, one in compared))
    before = fit(compared)

    after = fit({key: points + more * (key[1] == member) for key, points in compared.items()})

    members = len(before.effects)
    for one, effect in before.effects.items():
        assert after.effects[one] - effect == Fraction(more) * (one == member) - Fraction(more) / members
    assert after.residuals == before.residuals


@settings(max_examples=50)
@given(SHEETS)
def test_effects_sum_to_zero_and_residuals_to_zero_for_each_offer_and_member(scores):
    compared = shared(scores)
    assume(compared and len(groups(compared)) == 1)
    found = fit(compared)

    assert sum(found.effects.values()) == 0
    for place in (0, 1):
        for thing in {key[place] for key in compared}:
            assert sum(rest for key, rest in found.residuals.items() if key[place] == thing) == 0
    assert sum(found.leverages.values()) == len(compared) - found.free


@settings(max_examples=50)
@given(SHEETS, st.randoms())
def test_the_order_of_members_and_offers_changes_nothing(scores, random):
    shuffled = dict(random.sample(sorted(scores.items()), len(scores)))

    first, second = integrity.strictness(scores), integrity.strictness(shuffled)

    assert {one.member: one for one in first.members or []} == {one.member: one for one in second.members or []}
    assert {(one.offer, one.member): one for one in first.outliers} == {
        (one.offer, one.member): one for one in second.outliers
    }
    assert (first.scores, first.few, first.reason) == (second.scores, second.few, second.reason)


def test_members_without_a_common_offer_are_not_compared():
    found = integrity.strictness(
        table(
            {
                "Marek": "1 2 3 4 5 6 . . . . . .",
                "Maria": "2 3 4 5 6 9 . . . . . .",
                "Anna": ". . . . . . 1 2 3 4 5 6",
                "Jan": ". . . . . . 2 3 4 5 6 9",
            }
        )
    )

    assert found.members is None
    assert found.reason
    assert found.apart == [["Marek", "Maria"], ["Anna", "Jan"]]


def test_a_member_with_four_common_offers_is_left_out_and_named():
    found = integrity.strictness(
        table(
            {
                "Marek": "10 20 30 40 50 60 70 80 90 10 20",
                "Maria": "11 22 31 42 51 62 71 82 91 12 21",
                "Anna": "10 22 32 41 . . . . . . .",
            }
        )
    )

    assert [one.member for one in found.members] == ["Marek", "Maria"]
    assert found.few == {"Anna": 4}


@pytest.mark.parametrize(
    "rows",
    [
        {},
        {"Marek": "10 20 30 40 50 60"},
        {"Marek": "10 20 30 40", "Maria": "10 20 30 50"},
        # Enough offers, but what is left after telling ten parameters apart is too little to know the spread.
        {"Marek": "10 20 30 40 50 60 70 80", "Maria": "10 20 30 50 50 60 70 80"},
    ],
)
def test_too_few_sheets_give_a_reason_and_no_figure(rows):
    found = integrity.strictness(table(rows))

    assert (found.members, found.outliers) == (None, [])
    assert found.reason


# --- outliers ------------------------------------------------------------------------------------


def test_studentised_residuals_are_those_of_a_published_lesson():
    """Penn State, STAT 501 Applied Regression Analysis, lesson 11.4: the line through (1, 2.1), (2, 3.8), (3, 5.2) and
    (10, 2.1) has the studentised deleted residuals -1.7431, 0.1217, 1.6361 and -19.7990."""
    xs, ys = [1, 2, 3, 10], [Fraction(y) for y in ("2.1", "3.8", "5.2", "2.1")]
    middle, spread = Fraction(4), sum((x - 4) ** 2 for x in xs)
    slope = sum((x - middle) * y for x, y in zip(xs, ys, strict=True)) / spread
    rests = [y - sum(ys) / 4 - slope * (x - middle) for x, y in zip(xs, ys, strict=True)]
    squares = float(sum(rest * rest for rest in rests))

    found = [
        studentised(float(rest), float(Fraction(1, 4) + (x - middle) ** 2 / spread), squares, 2)
        for x, rest in zip(xs, rests, strict=True)
    ]

    assert [round(one, 4) for one in found] == [-1.7431, 0.1217, 1.6361, -19.7990]


def test_the_outlier_test_is_that_of_a_published_package():
    """outlier.test of the R package car (J. Fox, S. Weisberg) on Duncan's prestige of 45 occupations: the minister has
    the studentised residual 3.134519 with 41 degrees of freedom, p 0.003177202, after Bonferroni 0.1429741."""
    assert round(by_chance(3.134519, 41), 6) == 0.003177
    assert round(45 * by_chance(-3.134519, 41), 4) == 0.143


def test_the_probability_by_chance_is_that_of_students_table():
    """Student's two-sided 5 % points: 12.706, 4.303, 3.182, 2.228, 2.042 with 1, 2, 3, 10, 30 degrees of freedom."""
    for t, free in ((12.706, 1), (4.303, 2), (3.182, 3), (2.228, 10), (2.042, 30)):
        assert by_chance(t, free) == pytest.approx(0.05, abs=1e-4)
    assert (by_chance(0, 7), by_chance(inf, 7), by_chance(inf, 8)) == (1, 0, 0)


@settings(max_examples=50)
@given(SHEETS, st.randoms())
def test_a_studentised_residual_is_what_fitting_without_the_score_gives(scores, random):
    compared = shared(scores)
    assume(compared and len(groups(compared)) == 1)
    found = fit(compared)
    offer, member = key = random.choice(sorted(compared))
    without = {other: points for other, points in compared.items() if other != key}
    assume(found.free > 1 and found.leverages[key] < 1 and shared(without) == without and len(groups(without)) == 1)
    less = fit(without)
    assume(less.squares)

    others = by_offer(without)[offer]
    expected = less.effects[member] + sum(
        (Fraction(points) - less.effects[one] for one, points in others.items()), Fraction(0)
    ) / len(others)
    deleted = Fraction(compared[key]) - expected
    error = sqrt(less.squares / less.free / (1 - found.leverages[key]))

    assert deleted == found.residuals[key] / (1 - found.leverages[key])
    t = studentised(float(found.residuals[key]), float(found.leverages[key]), float(found.squares), found.free)
    assert t == pytest.approx(float(deleted) / error)


def test_one_strange_score_is_named_with_its_points():
    rows = {
        "Marek": "50 62 71 80 55 66 74 81 59 68",
        "Maria": "52 63 71 82 56 69 74 20 60 70",
        "Anna": "51 60 73 81 57 67 77 83 58 69",
    }

    (found,) = integrity.strictness(table(rows)).outliers

    assert (found.offer, found.member, found.given) == (7, "Maria", Decimal(20))
    # The mean of the others is 82 here, and on the other nine offers Maria is 8 points above theirs together.
    assert found.expected == Decimal("82.89")
    assert found.points == Decimal("-62.89")


def test_honest_noise_names_nobody():
    rows = {
        "Marek": "50 62 71 80 55 66 74 81 59 68",
        "Maria": "52 61 70 82 56 65 75 80 60 67",
        "Anna": "51 63 70 81 54 67 73 82 58 69",
    }
    found = integrity.strictness(table(rows))

    assert [one.stands_out for one in found.members] == [False, False, False]
    assert found.outliers == []


# --- the lines -----------------------------------------------------------------------------------


def rule(totals) -> Above:
    """Sixty points are the least; the money is enough for one offer."""
    sheets = [Sheet(offer=offer, member=member, total=total) for (offer, member), total in totals.items()]
    places = rank(dict.fromkeys(by_offer(totals), NOON), sheets, minimum=Decimal(60))
    passing = [place.offer for place in places if place.passes]
    paid, _left = reach(Decimal(10), [Decimal(10) for _offer in passing])
    return Above(passing=frozenset(passing), paid=frozenset(passing[:paid]))


def test_an_offer_that_passes_by_one_members_points_is_named():
    totals = table({"Marek": "90 60", "Maria": "80 58", "Anna": "70 65"})

    found = hinges(totals, rule)

    assert [(one.offer, one.member, one.crossing, one.others) for one in found] == [(1, "Anna", Crossing.FAILING, 2)]


def test_money_that_would_go_to_another_offer_is_named_on_both_sides():
    totals = table({"Marek": "90 60", "Maria": "70 75", "Anna": "70 75"})

    found = hinges(totals, rule)

    assert [(one.offer, one.member, one.crossing) for one in found] == [
        (0, "Marek", Crossing.UNPAID),
        (1, "Marek", Crossing.PAID),
    ]


def test_two_sheets_are_too_few_to_take_one_away():
    assert hinges(table({"Marek": "90 20", "Maria": "30 99"}), rule) == []


def test_a_late_change_is_named_when_the_offer_crossed_a_line_by_it():
    totals = table({"Marek": "90 70", "Maria": "80 60"})
    crossed = Change(offer=1, member="Marek", before=Decimal(50), after=Decimal(70), at=NOON, reason="Pomyłka")
    harmless = Change(offer=0, member="Marek", before=Decimal(85), after=Decimal(90), at=NOON, reason="Pomyłka")
    back_again = Change(offer=1, member="Maria", before=Decimal(60), after=Decimal(10), at=NOON, reason="Pomyłka")

    found = late(totals, [crossed, harmless, back_again], rule)

    assert [(one.change, one.crossings) for one in found] == [(crossed, ((1, Crossing.FAILING),))]
