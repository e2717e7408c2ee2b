"""Calls that were really published, with the figures that must come out. Names as published; no person is named."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CaseLot:
    """One lot with one grantee, funded in full. `rise`: percent against the same sphere a year before."""

    sphere: str
    title: str
    pool: Decimal
    grantee: str
    awarded: Decimal
    rise: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class CaseCall:
    year: int
    case_number: str
    announced: str  # dates as published, day.month.year
    committee_act: str
    committee_appointed: str
    decided: str
    lots: tuple[CaseLot, ...]

    @property
    def total(self) -> Decimal:
        return sum((lot.awarded for lot in self.lots), Decimal("0.00"))


CHILDREN = 'Stowarzyszenie Przyjaciół Szkoły Podstawowej w Dąbrównie "Nasze Dzieci"'
VEL = "GKS VEL Dąbrówno"
ANIMALS = "Stowarzyszenie Straż Ochrony Przyrody i Praw Zwierząt"
GUIDES = "Zachodniomazurskie Stowarzyszenie Przewodników"

CULTURE = "Kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego"
SPORT = "Wspieranie i upowszechnianie kultury fizycznej"
ECOLOGY = "Ekologia i ochrona zwierząt oraz ochrona dziedzictwa przyrodniczego"
TOURISM = "Turystyka i krajoznawstwo"


def _lot(sphere: str, title: str, amount: str, grantee: str, rise: str = "") -> CaseLot:
    money = Decimal(amount)
    return CaseLot(
        sphere=sphere,
        title=title,
        pool=money,
        grantee=grantee,
        awarded=money,
        rise=Decimal(rise) if rise else None,
    )


# A. Two years in a rural gmina. Sources: dabrowno.pl/aktualnosc-1031 and /aktualnosc-1141.
DABROWNO_2022 = CaseCall(
    year=2022,
    case_number="IOD.524.2.2022",
    announced="17.02.2022",
    committee_act="Or.0050.32.2022",
    committee_appointed="11.03.2022",
    decided="14.03.2022",
    lots=(
        _lot("16", CULTURE, "7000.00", CHILDREN),
        _lot("17", SPORT, "20000.00", VEL),
        _lot("18", ECOLOGY, "15000.00", ANIMALS),
        _lot("19", TOURISM, "6000.00", GUIDES),
    ),
)
DABROWNO_2023 = CaseCall(
    year=2023,
    case_number="IOD.524.2.2023",
    announced="19.01.2023",
    committee_act="Or.0050.26.2023",
    committee_appointed="9.02.2023",
    decided="10.02.2023",
    lots=(
        _lot("16", CULTURE, "13000.00", CHILDREN, "85.71"),
        _lot("17", SPORT, "24000.00", VEL, "20.00"),
        _lot("19", TOURISM, "10000.00", GUIDES, "66.67"),
    ),
)
DABROWNO_TOTALS = {2022: Decimal("48000.00"), 2023: Decimal("47000.00")}


# B. A result list of a gmina (Potok Górny 2019). Source: gazetabilgoraj.pl/pieniadze-na-kulture-i-sport.
POTOK_POOL = Decimal("100000.00")
POTOK_RESULTS: tuple[tuple[str, Decimal], ...] = (
    ('UKS "Dynamika"', Decimal("16000.00")),
    ('UKS "Ares"', Decimal("10000.00")),
    ('KS "Huk"', Decimal("10700.00")),
    ('Stowarzyszenie Kobiet Wiejskich "Dolina"', Decimal("9500.00")),
    ('Stowarzyszenie Wspierania Tradycji i Kultury "Przedmieście"', Decimal("10750.00")),
    ('LZS "Wrzos" Szyszków', Decimal("27000.00")),
    ("Stowarzyszenie Rozwoju Wsi Szyszków", Decimal("9500.00")),
)
POTOK_TOTAL = Decimal("93450.00")
POTOK_LEFT = Decimal("6550.00")
POTOK_USED_PERCENT = Decimal("93.45")


@dataclass(frozen=True, kw_only=True)
class CaseCost:
    """A row of the published sample, with who pays for it."""

    group: str
    name: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    grant: Decimal
    money: Decimal
    work: Decimal


def _cost(group: str, name: str, quantity: str, unit: str, cost: str, grant: str, money: str, work: str) -> CaseCost:
    return CaseCost(
        group=group,
        name=name,
        quantity=Decimal(quantity),
        unit=unit,
        unit_cost=Decimal(cost),
        grant=Decimal(grant),
        money=Decimal(money),
        work=Decimal(work),
    )


# C. A cost table an authority published as a sample, older layout. Source: studylibpl.com/doc/684849.
SAMPLE_COSTS = (
    _cost("I", "Trener (wolontariusz)", "24", "godz.", "10.00", "0", "0", "240.00"),
    _cost("I", "Sala szkoleniowa", "3", "dzień", "80.00", "0", "240.00", "0"),
    _cost("I", "Materiały szkoleniowe", "50", "komplet", "10.00", "0", "500.00", "0"),
    _cost("I", "Transport", "150", "km", "3.50", "500.00", "25.00", "0"),
    _cost("I", "Nagrody (książki)", "5", "szt.", "100.00", "500.00", "0", "0"),
    _cost("I", "Noclegi", "100", "osoba", "50.00", "0", "5000.00", "0"),
    _cost("I", "Wyżywienie, 50 osób przez 3 dni", "150", "osoba/dzień", "40.00", "2000.00", "4000.00", "0"),
    _cost("I", "Ulotki", "200", "szt.", "0.90", "100.00", "80.00", "0"),
    _cost("I", "Ogłoszenie w prasie", "2", "emisja", "35.00", "0", "70.00", "0"),
    _cost("II", "Księgowa", "1", "osoba", "200.00", "0", "200.00", "0"),
    _cost("II", "Koordynator", "2", "mies.", "200.00", "0", "400.00", "0"),
)
SAMPLE_SUMS = {
    "actions": Decimal("13255.00"),
    "administration": Decimal("600.00"),
    "total": Decimal("13855.00"),
    "grant": Decimal("3100.00"),
    "own_financial": Decimal("10515.00"),
    "own_nonfinancial": Decimal("240.00"),
    "own": Decimal("10755.00"),
    "recipients": Decimal("0.00"),
}
# Rounded one by one they add up to 99.99, and that is no error.
SAMPLE_SHARES = {
    "grant": Decimal("22.37"),
    "own_financial": Decimal("75.89"),
    "own_nonfinancial": Decimal("1.73"),
    "administration": Decimal("4.33"),
}


# D. A yearly programme (Koło, gmina miejska, 2024). Source: kolskiefakty.pl. Consulted, adopted without remarks.
KOLO_YEAR = 2024
KOLO_BUDGET = Decimal("319840.00")
KOLO_SPHERES: tuple[tuple[str, str], ...] = (
    ("17", "Kultura fizyczna"),
    ("16", "Kultura i dziedzictwo"),
    ("7", "Osoby z niepełnosprawnościami"),
    ("19", "Turystyka i krajoznawstwo"),
    ("15", "Dzieci i młodzież, w tym wypoczynek"),
    ("10", "Osoby w wieku emerytalnym"),
    ("32", "Przeciwdziałanie uzależnieniom i patologiom społecznym"),
)
