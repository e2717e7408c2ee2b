"""Calls and a programme that were really published, told by the towns of the demo on their own days.

What a source does not say is filled in with something plain and named as such in the texts.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from config.demo.content import announcements, cases, identifiers
from config.demo.content.days import OnDay
from config.demo.content.shapes import (
    Action,
    Agreement,
    Call,
    Cost,
    Lot,
    Offer,
    Organisation,
    Person,
    Programme,
    Project,
    Report,
    Result,
)
from config.demo.plot.programmes import Plan, Task
from tenants.office.money import share_out

UNKNOWN = "(brak w źródle)"
# Beyond the places of the story's own organisations.
FIRST_PLACE = 100
SOURCES = {2019: "gazetabilgoraj.pl", 2022: "dabrowno.pl/aktualnosc-1031", 2023: "dabrowno.pl/aktualnosc-1141"}
COMMITTEE = ("komisja-1", "komisja-2", "komisja-3")
POTOK_LOT = "Kultura i sport"
WEBSITES = {
    cases.CHILDREN: "nasze-dzieci",
    cases.VEL: "vel",
    cases.ANIMALS: "straz-przyrody",
    cases.GUIDES: "przewodnicy",
}


def _day(text: str) -> date:
    """A date as published, day.month.year."""
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


def _organisation(place: int, name: str) -> Organisation:
    code = WEBSITES.get(name, f"laureat-{place - FIRST_PLACE}")
    person = Person(first_name="Osoba reprezentująca", last_name=name[:100], email=f"reprezentacja@{code}.example.org")
    return Organisation(
        code=code,
        name=name,
        legal_form="klub_sportowy" if name.split()[0] in {"GKS", "KS", "LZS", "UKS"} else "stowarzyszenie",
        register_kind="KRS",
        register_number=identifiers.krs(place),
        nip=identifiers.nip(place),
        regon=identifiers.regon(place),
        street="dane przykładowe 1",
        postcode="00-000",
        city="–",
        email=f"biuro@{code}.example.org",
        phone="000 000 000",
        website="",
        account=identifiers.account(place),
        representative=person,
        editor=None,
        activity="Nazwa organizacji pochodzi z opublikowanego ogłoszenia; pozostałe dane są przykładowe.",
        resources="Dane przykładowe.",
    )


NAMES = (cases.CHILDREN, cases.VEL, cases.ANIMALS, cases.GUIDES, *(name for name, _ in cases.POTOK_RESULTS))
ORGANISATIONS = {
    one.code: one for one in (_organisation(FIRST_PLACE + place, name) for place, name in enumerate(NAMES))
}
CODES = {one.name: one.code for one in ORGANISATIONS.values()}


def _project(amount: Decimal, title: str, year: int) -> Project:
    return Project(
        code="",
        sphere="",
        description=(
            f"Nazwa oferenta i kwota dotacji pochodzą z opublikowanych wyników ({SOURCES[year]}); opis, harmonogram i "
            "kosztorys są przykładowe. Miejsce: {place}."
        ),
        actions=(
            Action(
                name=title,
                description="Działania w ramach zadania.",
                target="mieszkańcy gminy",
                costs=(Cost(name="Koszty działań", unit="zadanie", unit_cost=amount, quantity=Decimal(1)),),
            ),
        ),
        administration=(),
        results=(Result(name="Wykonane zadanie", target=1, unit="zadanie", monitoring="sprawozdanie", reached=1),),
        expected="Zadanie zostanie wykonane.",
        done="Zadanie wykonano.",
    )


def _offer(name: str, title: str, amount: Decimal, lot: int, when: "_Days") -> Offer:
    report = Report(state="accepted", filed=OnDay(when.reported), decided=OnDay(when.accepted))
    return Offer(
        organisation=CODES[name],
        project=_project(amount, title, when.announced.year),
        title=title,
        grant=amount,
        lot=lot,
        place="teren gminy",
        quality=0.9,
        outcome="full",
        awarded=amount,
        agreement=Agreement(state="paid", signed=OnDay(when.signed), paid=OnDay(when.paid), report=report),
    )


class _Days:
    """Days of a published call; those the source does not give follow from those it gives."""

    def __init__(self, announced: date, decided: date) -> None:
        self.announced, self.decided = announced, decided
        self.closes = announced + timedelta(days=21)
        self.assessment = min(self.closes + timedelta(days=1), decided)
        self.results = decided + timedelta(days=3)
        self.task_from = max(decided + timedelta(days=18), date(decided.year, 3, 4))
        self.signed = self.task_from - timedelta(days=4)
        self.paid = self.task_from + timedelta(days=3)
        self.task_to = date(decided.year, 11, 30)
        self.reported = date(decided.year, 12, 20)
        self.accepted = date(decided.year + 1, 1, 10)


def _call(
    days: _Days,
    *,
    code: str,
    title: str,
    case_number: str,
    lots: Sequence[Lot],
    offers: Sequence[Offer],
    previous: str,
    committee_act: str = UNKNOWN,
    committee_on: date | None = None,
) -> Call:
    source = SOURCES[days.announced.year]
    return Call(
        code=code,
        state="completed",
        title=title,
        case_number=case_number,
        subject=f"Wyniki prawdziwego konkursu, przepisane z ogłoszenia. Źródło: {source}.",
        granting_rules=announcements.RULES_ENTRUST,
        conditions=f"Treść ogłoszenia jest przykładowa; kwoty, daty i nazwy podano za źródłem: {source}.",
        selection="Wyboru dokonano po zaopiniowaniu ofert przez komisję konkursową. Punkty są przykładowe.",
        previous_tasks=previous,
        accessibility=announcements.ACCESSIBILITY,
        contact="Dane z publicznego ogłoszenia",
        lots=tuple(lots),
        criteria=announcements.ENTRUST_CRITERIA,
        attachments=(),
        published=OnDay(days.announced),
        opens=OnDay(days.announced),
        closes=OnDay(days.closes),
        decision_by=OnDay(days.decided),
        task_from=OnDay(days.task_from),
        task_to=OnDay(days.task_to),
        minimum_points=Decimal(50),
        act_number=UNKNOWN,
        committee_act=committee_act,
        decision_act=UNKNOWN,
        committee=COMMITTEE,
        committee_on=OnDay(committee_on) if committee_on else None,
        assessment=OnDay(days.assessment),
        decided=OnDay(days.decided),
        results=OnDay(days.results),
        offers=tuple(offers),
    )


def _lot(title: str, task: str, pool: Decimal) -> Lot:
    return Lot(title=title, task=task, pool=pool, commissioning="entrust")


def dabrowno(case: cases.CaseCall) -> Call:
    """A: four lots in 2022, three in 2023, each with one grantee, each funded in full."""
    days = _Days(_day(case.announced), _day(case.decided))
    return _call(
        days,
        code=f"dane-rzeczywiste-{case.year}",
        title=f"Zadania publiczne {case.year} (dane z ogłoszenia Gminy Dąbrówno)",
        case_number=case.case_number,
        lots=[_lot(lot.title, lot.sphere, lot.pool) for lot in case.lots],
        offers=[_offer(lot.grantee, lot.title, lot.awarded, n, days) for n, lot in enumerate(case.lots, start=1)],
        # Of the second year the product itself can say what there was before.
        previous="" if case.year > cases.DABROWNO_2022.year else "Źródło nie podaje zadań z roku poprzedniego.",
        committee_act=case.committee_act,
        committee_on=_day(case.committee_appointed),
    )


def potok() -> Call:
    """B: one pool, seven offers, all funded. Offers were opened on 11 February 2019; other days are assumed."""
    days = _Days(date(2019, 1, 18), date(2019, 3, 1))
    days.assessment = date(2019, 2, 11)
    return _call(
        days,
        code="dane-rzeczywiste-2019",
        title="Kultura i sport 2019 (dane z wyników Gminy Potok Górny)",
        case_number=UNKNOWN,
        lots=[_lot(POTOK_LOT, POTOK_LOT, cases.POTOK_POOL)],
        offers=[_offer(name, POTOK_LOT, amount, 1, days) for name, amount in cases.POTOK_RESULTS],
        previous="Źródło nie podaje zadań z roku poprzedniego.",
    )


DABROWNO = (cases.DABROWNO_2022, cases.DABROWNO_2023)
CALLS: dict[str, tuple[Call, ...]] = {"sowielaki": (potok(), *(dabrowno(case) for case in DABROWNO))}


def plans(town: str, programme: Programme) -> list[Plan]:
    """The programmes these calls carry out, and D: a city's programme of which only the spheres and the sum are known."""
    if town == "sowielaki":
        potok_task = Task(code=POTOK_LOT, sphere="17", title=POTOK_LOT, description="", planned=cases.POTOK_POOL)
        return [
            _plan(2019, programme.headings, [potok_task], SOURCES[2019]),
            *(_plan(case.year, programme.headings, _tasks(case), SOURCES[case.year]) for case in DABROWNO),
        ]
    if town == "jasnogrod":
        parts = share_out(cases.KOLO_BUDGET, [1] * len(cases.KOLO_SPHERES))
        kolo = [
            Task(
                code=sphere,
                sphere=sphere,
                title=title,
                description="Źródło podaje tylko sumę; podział na równe części jest przykładowy.",
                planned=part,
            )
            for (sphere, title), part in zip(cases.KOLO_SPHERES, parts, strict=True)
        ]
        return [
            Plan(
                year=cases.KOLO_YEAR,
                title=f"Program współpracy na {cases.KOLO_YEAR} rok (dane Gminy Miejskiej Koło)",
                headings=_of_kolo(programme.headings),
                budget=cases.KOLO_BUDGET,
                tasks=kolo,
                adopted_on=date(cases.KOLO_YEAR - 1, 11, 29),
                resolution=UNKNOWN,
            )
        ]
    return []


def _plan(year: int, texts: tuple[str, ...], tasks: list[Task], source: str) -> Plan:
    return Plan(
        year=year,
        title=f"Program współpracy na {year} rok (odtworzony z ogłoszeń: {source})",
        headings=texts,
        budget=sum((task.planned for task in tasks), Decimal("0.00")),
        tasks=tasks,
        adopted_on=date(year - 1, 11, 29),
        resolution=UNKNOWN,
    )


def _tasks(case: cases.CaseCall) -> list[Task]:
    return [
        Task(code=lot.sphere, sphere=lot.sphere, title=lot.title, description="", planned=lot.pool) for lot in case.lots
    ]


def _of_kolo(texts: tuple[str, ...]) -> tuple[str, ...]:
    consulted = "Projekt poddano konsultacjom i przyjęto bez uwag. Źródło: kolskiefakty.pl."
    return (*texts[:9], consulted, *texts[10:])
