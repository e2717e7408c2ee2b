"""Announcements that local governments really published: their input, and the sums they must give."""

from decimal import Decimal

import pytest
from django.test.utils import override_settings

from grants.awards import reading
from grants.awards.figures import changes, together
from grants.awards.models import Award
from grants.calls.models import Call
from tests.builders_awards import a_published_result
from tests.builders_programmes import an_adopted_programme

# A gmina's culture and sport in 2019: a pool of 100 000, seven offers, each funded in full.
POTOK = [
    ("UKS „Dynamika”", "16000.00"),
    ("UKS „Ares”", "10000.00"),
    ("KS „Huk”", "10700.00"),
    ("Stowarzyszenie Kobiet Wiejskich „Dolina”", "9500.00"),
    ("Stowarzyszenie Wspierania Tradycji i Kultury „Przedmieście”", "10750.00"),
    ("LZS „Wrzos” Szyszków", "27000.00"),
    ("Stowarzyszenie Rozwoju Wsi Szyszków", "9500.00"),
]

# Two years of a rural gmina: one offer in each lot, each funded in full.
CULTURE, SPORT, ECOLOGY, TOURISM = "16", "17", "18", "19"
NASZE = "Stowarzyszenie Przyjaciół Szkoły Podstawowej w Dąbrównie „Nasze Dzieci”"
DABROWNO = {
    2022: [
        (CULTURE, "7000.00", NASZE),
        (SPORT, "20000.00", "GKS VEL Dąbrówno"),
        (ECOLOGY, "15000.00", "Stowarzyszenie Straż Ochrony Przyrody i Praw Zwierząt"),
        (TOURISM, "6000.00", "Zachodniomazurskie Stowarzyszenie Przewodników"),
    ],
    2023: [
        (CULTURE, "13000.00", NASZE),
        (SPORT, "24000.00", "GKS VEL Dąbrówno"),
        (TOURISM, "10000.00", "Zachodniomazurskie Stowarzyszenie Przewodników"),
    ],
}


def sums_of(call: Call) -> list:
    return reading.sums_by_lot(call, list(Award.objects.filter(decision__call=call).select_related("application")))


def offer(name: str, grant: str, **more: object) -> dict[str, object]:
    """Own money makes a tenth of all costs."""
    return {"organisation": name, "grant": grant, "total": str(Decimal(grant) + 1000), **more}


@pytest.fixture
def potok(marek) -> Call:
    return a_published_result(marek, pool="100000.00", offers=[offer(name, grant) for name, grant in POTOK])


def test_a_published_list_of_seven_gives_the_published_sums(potok):
    [(_lot, sums)] = sums_of(potok)

    assert (sums.awarded, sums.left, sums.used) == (Decimal("93450.00"), Decimal("6550.00"), Decimal("93.45"))
    assert (sums.offers, sums.funded) == (7, 7)


def test_two_equal_amounts_stay_two_rows(potok, browser_of):
    equal = Award.objects.filter(amount=Decimal("9500.00")).order_by("application__filed_at")

    assert list(equal.values_list("organisation_name", flat=True)) == [
        "Stowarzyszenie Kobiet Wiejskich „Dolina”",
        "Stowarzyszenie Rozwoju Wsi Szyszków",
    ]
    rows = browser_of().get(f"/calls/{potok.ref}/results.csv").content.decode("utf-8-sig").splitlines()
    assert sum(row.endswith(";9500,00") for row in rows) == 2


def test_the_public_page_says_the_published_sums(potok, browser_of):
    shown = browser_of().get(f"/calls/{potok.ref}/results/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    for words in ("93 450,00 zł", "6 550,00 zł", "100 000,00 zł", "93,45%", *(name for name, _grant in POTOK)):
        assert words in shown


@pytest.fixture
def dabrowno(marek) -> dict[int, Call]:
    """Each year its own programme and call; the tests' calendar is 2027, so the years are set on the programmes."""
    found = {}
    for year, rows in DABROWNO.items():
        tasks = tuple((sphere, f"Zadanie w sferze {sphere}", "50000.00") for sphere, _amount, _name in rows)
        programme = an_adopted_programme(year=2027, budget="200000.00", tasks=tasks)
        lots = [
            {"title": task.title, "task": task, "pool": Decimal(amount)}
            for task, (_sphere, amount, _name) in zip(programme.tasks.order_by("position"), rows, strict=True)
        ]
        offers = [offer(name, amount, lot=number) for number, (_sphere, amount, name) in enumerate(rows)]
        call = a_published_result(marek, lots=lots, offers=offers, title=f"Konkurs {year}", offers_per_applicant=2)
        type(programme).objects.filter(pk=programme.pk).update(year=year)
        found[year] = call
    return found


def test_two_years_of_a_gmina_add_up(dabrowno):
    for year, total, lots in ((2022, "48000.00", 4), (2023, "47000.00", 3)):
        parts = [sums for _lot, sums in sums_of(dabrowno[year])]
        sums = together(parts)

        assert len(parts) == lots
        assert (sums.awarded, sums.pool, sums.left) == (Decimal(total), Decimal(total), Decimal("0.00"))
        assert {one.used for one in parts} == {Decimal("100.00")}


def test_spheres_are_compared_with_the_year_before(dabrowno):
    before, now = (reading.by_sphere(Call.objects.filter(pk=dabrowno[year].pk)) for year in (2022, 2023))

    found = [row.change for row in changes(before, now)]

    assert found == [Decimal("85.71"), Decimal("20.00"), Decimal("66.67"), None]
    assert changes(before, now)[-1].now is None


@override_settings(LANGUAGE_CODE="en")
def test_the_page_of_results_shows_both_years(dabrowno, browser_of):
    shown = browser_of().get("/results/?year=2023").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    for words in ("47 000,00 zł", "+85,71%", "+20,00%", "+66,67%", "not continued", "15 000,00"):
        assert words in shown
    assert "48 000,00 zł" in browser_of().get("/results/?year=2022").content.decode().replace("\N{NO-BREAK SPACE}", " ")
