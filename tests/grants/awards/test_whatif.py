"""The page that shows what other rules would do: numbers, who sees it, and that it keeps nothing."""

from decimal import Decimal

import pytest
from django.test import override_settings

from grants.applications.models import Application
from grants.awards import whatif
from grants.awards.models import Proposal
from grants.awards.reading import tables
from grants.calls.models import Call
from tenants.office.audit.models import AuditEntry
from tests import builders
from tests.builders_awards import a_proposed_call
from tests.builders_scoring import a_scored_call, offers_of
from tests.grants.awards.test_pages import lines_form, plain, queries_of
from tests.grants.scoring.many import many_offers

# The second one does not fit whole; two smaller ones below it do.
FOUR = [
    {"grant": "5000.00", "organisation": "Lipa"},
    {"grant": "4500.00", "total": "5500.00", "organisation": "Jesion"},
    {"grant": "2500.00", "total": "3500.00", "organisation": "Dąb"},
    {"grant": "1500.00", "total": "2500.00", "organisation": "Buk"},
]
TOTALS = ["90", "80", "75", "60"]


def page_of(call: Call) -> str:
    return f"/calls/{call.ref}/proposal/what-if/"


def tried(call: Call, **over: str) -> dict[str, str]:
    lot = call.lots.get()
    return {"rule": "full_part", "minimum_points": "0", f"pool_{lot.pk}": str(lot.pool)} | over


def columns_of(answer) -> list[list[Decimal]]:
    [told] = answer.context["told"]
    return [[cell.amount for cell in row["cells"]] for row in told.rows]


def amounts(*rows: tuple[int, int, int]) -> list[list[Decimal]]:
    return [[Decimal(one) for one in row] for row in rows]


@override_settings(LANGUAGE_CODE="en")
def test_three_columns_tell_who_gets_what_and_nothing_is_kept(marek, clara, browser_of):
    call = a_scored_call(marek, offers=FOUR, totals=TOTALS, pool="9000.00")
    browser = browser_of(clara)
    entries = AuditEntry.objects.count()

    first = browser.get(page_of(call))
    assert columns_of(first) == amounts((5000, 5000, 5000), (4000, 4000, 4000), (0, 0, 0), (0, 0, 0))
    assert "The committee decides; this only shows." in plain(first)

    whole = browser.get(page_of(call), tried(call, viable_percent="100"), headers={"HX-Request": "true"})
    assert columns_of(whole) == amounts((5000, 5000, 5000), (4000, 0, 0), (0, 2500, 2500), (0, 1500, 1500))
    shown = plain(whole)
    assert "<h1" not in shown
    assert "Under these limits no division buys more points" in shown
    assert f"Less than by the call&#x27;s own rule get: {offers_of(call)[1].number} (80,00 points" in shown
    assert (Proposal.objects.count(), AuditEntry.objects.count()) == (0, entries)


@override_settings(LANGUAGE_CODE="en")
def test_the_difference_to_the_optimum_is_said_in_words(marek, clara, browser_of):
    offers = [
        {**one, "grant": grant} for one, grant in zip(FOUR, ("5000.00", "3000.00", "2500.00", "1500.00"), strict=True)
    ]
    call = a_scored_call(marek, offers=offers, totals=TOTALS, pool="9000.00")
    second = offers_of(call)[1]

    answer = browser_of(clara).get(page_of(call), tried(call, rule="full_skip", viable_percent="100"))

    assert [row[1:] for row in columns_of(answer)] == amounts((5000, 5000), (3000, 0), (0, 2500), (0, 1500))
    assert f"Offer {second.number} (80,00 points) gets nothing here: its least viable grant of 3 000,00 zł" in plain(
        answer
    )
    assert "690 000 in the scenario, 727 500 in the optimum" in plain(answer)


def test_money_set_apart_for_small_applicants_goes_to_them(marek, clara, browser_of):
    call = a_scored_call(marek, offers=FOUR, totals=TOTALS, pool="9000.00")
    lot = call.lots.get()

    answer = browser_of(clara).get(
        page_of(call), tried(call, small_up_to="2500", **{f"small_{lot.pk}": "3000"}, cap="4 800,00")
    )

    assert [row[1] for row in columns_of(answer)] == [Decimal(4800), Decimal(1200), Decimal(2500), Decimal(500)]


@pytest.mark.parametrize(
    "wrong",
    [{"rule": "bands"}, {"minimum_points": "dużo"}, {"viable_percent": "101"}, {"cap": "-1"}, {"small": "9000,01"}],
)
def test_what_cannot_be_read_is_refused_at_its_field(wrong, marek, clara, browser_of):
    call = a_scored_call(marek, pool="9000.00")
    typed = {f"small_{call.lots.get().pk}" if name == "small" else name: value for name, value in wrong.items()}

    answer = browser_of(clara).get(page_of(call), tried(call, **typed))

    assert answer.status_code == 422
    assert 'class="error-summary"' in plain(answer)


def test_only_whoever_may_propose_now_sees_the_page(marek, maria, ewa, anna, nadia, olga, clara, browser_of):
    call = a_scored_call(marek, maria, offers=[{}, {}])

    assert browser_of(clara).get(page_of(call)).status_code == 200
    assert browser_of(marek).get(page_of(call)).status_code == 200
    for person in (maria, ewa, anna):
        assert browser_of(person).get(page_of(call)).status_code == 404
    for person in (nadia, None):
        assert browser_of(person).get(page_of(call)).status_code in {302, 403}
    assert browser_of(olga, town="olszany").get(page_of(call)).status_code == 404
    Call.objects.filter(pk=call.pk).update(state="recommended")
    assert browser_of(clara).get(page_of(call)).status_code == 404


def test_a_tied_chair_does_not_try_out_what_rivals_would_get(marek, mikolaj, browser_of):
    call = a_scored_call(marek, mikolaj, offers=[{}, {}], ties={(0, marek.user_id): "Brat w zarządzie."})

    assert browser_of(builders.fresh(marek)).get(page_of(call)).status_code == 404


def test_the_amounts_are_filled_into_the_proposal_and_count_once_it_is_saved(marek, clara, browser_of):
    call = a_scored_call(marek, offers=FOUR, totals=TOTALS, pool="9000.00")
    browser = browser_of(clara)
    links = dict(browser.get(page_of(call), tried(call, viable_percent="100")).context["take_over"])

    filled = browser.get(f"/calls/{call.ref}/proposal/?{links['optimum']}").context["form"]
    offers = offers_of(call)
    lines = [[filled[f"{name}_{offer.pk}"].value() for name in ("outcome", "amount", "reason")] for offer in offers]
    assert [(outcome, amount, bool(reason)) for outcome, amount, reason in lines] == [
        ("full", Decimal(5000), False),
        ("reserve", Decimal(0), True),
        ("full", Decimal(2500), False),
        ("full", Decimal(1500), False),
    ]
    assert not Proposal.objects.exists()

    browser.post(f"/calls/{call.ref}/proposal/", lines_form(call, lines))
    assert sorted(Proposal.objects.values_list("amount", flat=True)) == [0, 1500, 2500, 5000]


def test_offers_below_the_calls_own_threshold_are_not_taken_over(marek, clara):
    call = a_scored_call(marek, offers=FOUR, totals=TOTALS, pool="20000.00", minimum_points=Decimal(70))
    [table] = tables(call, Application.objects.filter(call=call))
    usual = whatif.usual(call, [table])
    lower = whatif.Scenario(rule=usual.rule, minimum_points=Decimal(50), pools=usual.pools)

    found = whatif.effect(call, table, lower)

    assert found.own.funded == 3
    assert found.scenario.funded == found.optimum.funded == 4
    last = whatif.lines([found], "scenario", {})[offers_of(call)[3].pk]
    assert (last.outcome, last.amount) == ("refused", Decimal(0))


@pytest.mark.parametrize("address", ["?from=what-if&column=own", "?from=what-if&column=optimum&rule=bands", "?from=x"])
def test_an_address_that_means_nothing_leaves_the_usual_suggestion(address, marek, clara, browser_of):
    call = a_proposed_call(marek)
    offer = offers_of(call)[0]

    form = browser_of(clara).get(f"/calls/{call.ref}/proposal/{address}").context["form"]

    assert form[f"outcome_{offer.pk}"].value() == Proposal.objects.get(application=offer).outcome


@pytest.mark.parametrize("number", [10, 300])
def test_the_page_asks_the_same_number_of_queries_for_ten_and_for_three_hundred_offers(
    number, marek, maria, clara, browser_of
):
    call = a_scored_call(marek, maria)
    many_offers(call, number)

    assert queries_of(browser_of(clara), page_of(call)) == 17
