"""What a new call begins with: lawful dates, criteria that cover art. 15(1), texts to be adapted.

An announcement is an official document, so these texts are Polish whatever language the office works in.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from frontend.templatetags.formats import money
from tenants.office import deadlines

OPENING = time(8, 0)
CLOSING = time(15, 30)
# Practice: what a committee, the executive and the signing take.
DECISION_DAYS = 30
LEAST_POINTS = Decimal(50)
CORRECTION_DAYS = 7

# Name, what to look at, points, point of art. 15(1): together 100.
CRITERIA = (
    (
        "Możliwość realizacji zadania",
        "Czy oferent ma ludzi, miejsce i doświadczenie, żeby to zadanie wykonać.",
        20,
        "1",
    ),
    (
        "Kalkulacja kosztów",
        "Czy koszty są potrzebne, policzone realnie i pasują do zakresu rzeczowego zadania.",
        20,
        "2",
    ),
    (
        "Jakość wykonania i kwalifikacje osób",
        "Czy plan działań jest dobry i czy poprowadzą go osoby z kwalifikacjami.",
        25,
        "3",
    ),
    ("Udział środków własnych lub z innych źródeł", "Ile pieniędzy spoza dotacji oferent wnosi do zadania.", 10, "4"),
    ("Wkład rzeczowy i osobowy", "Wkład rzeczowy, świadczenia wolontariuszy i praca społeczna członków.", 15, "5"),
    (
        "Dotychczasowa współpraca",
        "Rzetelność, terminowość i rozliczenie wcześniejszych zadań. Kto składa ofertę pierwszy raz, dostaje połowę punktów.",
        10,
        "6",
    ),
)

GRANTING_RULES = (
    "Dotacja może być przyznana w kwocie niższej niż wnioskowana. Można wybrać jedną ofertę, kilka ofert albo żadnej. "
    "Podstawą przekazania dotacji jest umowa zawarta po zaktualizowaniu oferty do przyznanej kwoty."
)
CONDITIONS = (
    "Zadanie jest realizowane zgodnie z ofertą i umową. Z dotacji pokrywa się koszty poniesione w okresie realizacji zadania, "
    "niezbędne do jego wykonania i ujęte w kosztorysie."
)
SELECTION = (
    "Oferty są sprawdzane formalnie, a następnie opiniuje je komisja konkursowa, która przyznaje punkty według kryteriów "
    "podanych w ogłoszeniu. Wyboru ofert dokonuje organ wykonawczy. Kryteria stosuje się także wtedy, gdy wpłynie jedna oferta."
)
ACCESSIBILITY = (
    "Zadanie ma być dostępne dla osób ze szczególnymi potrzebami co najmniej w zakresie minimalnych wymagań, "
    "o których mówi ustawa o zapewnianiu dostępności osobom ze szczególnymi potrzebami."
)
DRAFT_BUDGET = (
    "Konkurs ogłasza się na podstawie projektu uchwały budżetowej na %(year)s rok (art. 13 ust. 5 ustawy o działalności "
    "pożytku publicznego i o wolontariacie). Wysokość środków może się zmienić po uchwaleniu budżetu; oferty zostaną "
    "wybrane po jego uchwaleniu."
)
PERSONAL_DATA = (
    "Administratorem danych podanych w ofercie jest ogłaszający konkurs. Dane służą przeprowadzeniu konkursu, zawarciu umowy "
    "i rozliczeniu dotacji. Masz prawo dostępu do swoich danych i do ich sprostowania."
)


def facts(*, year: int, at: datetime, contact: str) -> dict[str, Any]:
    """Dates and texts of a call made at that moment."""
    opening_day = deadlines.local_day(at) + timedelta(days=1)
    last_day = deadlines.next_working_day(deadlines.earliest_call_deadline(opening_day))
    decision_by = deadlines.next_working_day(last_day + timedelta(days=DECISION_DAYS))
    return {
        "opens_at": deadlines.local(opening_day, OPENING),
        "closes_at": deadlines.local(last_day, CLOSING),
        "decision_by": decision_by,
        **task_period(year=year, decision_by=decision_by),
        "granting_rules": GRANTING_RULES,
        "conditions": CONDITIONS,
        "selection": SELECTION,
        "accessibility": ACCESSIBILITY,
        "personal_data": PERSONAL_DATA,
        "contact": contact,
        "minimum_points": LEAST_POINTS,
        "correction_days": CORRECTION_DAYS,
        # A year that has not begun has, as a rule, no budget yet (art. 13(5)).
        "on_draft_budget": deadlines.local_day(at).year < year,
    }


def task_period(*, year: int, decision_by: date) -> dict[str, date]:
    """From the decision, or the year's first day, to its last; nothing when the year is over by then."""
    start = max(date(year, 1, 1), decision_by + timedelta(days=1))
    return {"task_from": start, "task_to": date(year, 12, 31)} if start.year == year else {}


def criteria() -> list[dict[str, Any]]:
    return [
        {"name": name, "help": help, "points_max": points, "statutory": point} for name, help, points, point in CRITERIA
    ]


def previous_tasks(rows: Iterable[tuple[int, str, Decimal, Decimal]]) -> str:
    """Point 7 of art. 13(2) from the agreements; empty when there are none, for the clerk to say so."""
    return "\n".join(
        f"{year}: {title}, koszt zadań {money(cost)}, w tym dotacje {money(grants)}."
        for year, title, cost, grants in rows
    )


def with_added(text: str, lines: str) -> str:
    """The text with the lines it does not have yet."""
    there = {line.strip() for line in text.splitlines()}
    added = [line for line in lines.splitlines() if line.strip() not in there]
    return "\n".join([*text.rstrip().splitlines(), *added])
