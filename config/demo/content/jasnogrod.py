"""Jasnogród: a city with a prezydent miasta, who decides by ordinance."""

from decimal import Decimal
from functools import partial

from config.demo.content import people
from config.demo.content.headings import Voice, headings
from config.demo.content.jasnogrod_beside import INITIATIVES, SMALL_GRANTS
from config.demo.content.jasnogrod_calls import CALLS
from config.demo.content.shapes import Programme, Town

official = partial(people.official, "jasnogrod")
task = people.task

OFFICIALS = (
    official("admin", "Edyta Turkus", "Informatyczka urzędu", "administrator"),
    official("koordynator", "Malwina Szafran", "Koordynatorka do spraw organizacji pozarządowych", "coordinator"),
    official("koordynator-2", "Oskar Pliszka", "Inspektor w Wydziale Spraw Społecznych", "coordinator"),
    official("prezydent", "Bogumił Starzyna", "Prezydent Miasta", "executive"),
    official("skarbnik", "Teresa Groszek", "Skarbnik Miasta", "finance"),
    official("komisja-1", "Joachim Rybicz", "Przewodniczący komisji, Wydział Spraw Społecznych", "committee"),
    official("komisja-2", "Natasza Kalinka", "Sekretarz komisji, Wydział Kultury i Sportu", "committee"),
    official("komisja-3", "Ireneusz Sroczka", "Przedstawiciel organizacji", "committee", side="ngo"),
    official("komisja-4", "Liliana Dąbek", "Przedstawicielka organizacji", "committee", side="ngo"),
    official("kontroler", "Gerard Lupa", "Audytor wewnętrzny", "auditor"),
)

TASKS = (
    task(
        "sport",
        "17",
        "Ruch dla każdego: sport dzieci, młodzieży i dorosłych",
        "Regularne zajęcia sportowe, zawody i nauka pływania w dzielnicach, w których jest ich najmniej.",
        "180000.00",
        "200000.00",
        "215000.00",
    ),
    task(
        "kultura",
        "16",
        "Kultura blisko ludzi i pamięć o mieście",
        "Teatr amatorski, rzemiosło, muzyka i opieka nad dziedzictwem Jasnogrodu.",
        "120000.00",
        "140000.00",
        "150000.00",
    ),
    task(
        "seniorzy",
        "10",
        "Aktywna starość i koniec samotności",
        "Kluby seniora, gimnastyka, nauka obsługi telefonu, wsparcie osób mieszkających samotnie.",
        "82000.00",
        "90000.00",
        "95000.00",
    ),
    task(
        "niepelnosprawnosc",
        "7",
        "Niezależne życie osób z niepełnosprawnościami",
        "Asystencja, rehabilitacja, wypożyczalnie sprzętu i wytchnienie dla opiekunów.",
        "120000.00",
        "130000.00",
        "140000.00",
    ),
    task(
        "profilaktyka",
        "32",
        "Profilaktyka uzależnień i wsparcie rodzin",
        "Świetlice środowiskowe, terapia, grupy wsparcia.",
        "170000.00",
        "180000.00",
        "190000.00",
    ),
    task(
        "ekologia",
        "18",
        "Czysta rzeka i opieka nad zwierzętami",
        "Sprzątanie, edukacja przyrodnicza, ograniczanie bezdomności zwierząt.",
        "90000.00",
        "100000.00",
        "105000.00",
    ),
    task(
        "dzieci",
        "15",
        "Dobry czas dzieci po lekcjach i w wakacje",
        "Półkolonie, kursy i zajęcia rozwijające, zwłaszcza dla dzieci, które nie wyjeżdżają.",
        "90000.00",
        "100000.00",
        "110000.00",
    ),
    task(
        "pomoc",
        "3",
        "Pomoc żywnościowa i powrót do samodzielności",
        "Ratowanie żywności, posiłki, nauka zawodu dla osób w trudnej sytuacji.",
        "60000.00",
        "65000.00",
        "70000.00",
    ),
)

PROGRAMME = Programme(
    title="Program współpracy Miasta Jasnogród z organizacjami pozarządowymi na {year} rok",
    resolutions=("XLI/287/{year}", "LII/364/{year}"),
    tasks=TASKS,
    small_grants=(Decimal("30000.00"), Decimal("40000.00"), Decimal("40000.00")),
    headings=headings(
        Voice(
            town="Miasto Jasnogród",
            of_town="Miasta Jasnogród",
            executive="Prezydent Miasta",
            council="Rada Miasta",
            act="zarządzenie",
            goal=(
                "lepsze życie mieszkańców dzięki temu, że miasto i organizacje robią razem to, czego żadne z nich "
                "nie zrobi samo."
            ),
            goals=(
                "dotrzeć z zajęciami do czterech dzielnic, w których nie działa żaden klub,",
                "zmniejszyć samotność osób po siedemdziesiątce,",
                "skrócić czas od ogłoszenia konkursu do wypłaty dotacji do dziesięciu tygodni,",
                "zachęcić co najmniej pięć nowych organizacji do złożenia oferty.",
            ),
            spheres=(
                "kultura fizyczna, kultura i dziedzictwo, pomoc osobom starszym i z niepełnosprawnościami, "
                "profilaktyka uzależnień, ekologia, wypoczynek dzieci, działalność charytatywna"
            ),
            means=(
                "Miasto prowadzi Centrum Organizacji przy ul. Lipowej 21: bezpłatną salę, doradztwo i pomoc przy "
                "pierwszej ofercie."
            ),
            how_made=(
                "Projekt powstał na trzech spotkaniach warsztatowych z organizacjami. Konsultacje trwały 21 dni: "
                "wpłynęło 17 uwag, 11 przyjęto w całości, 3 częściowo. Projekt zaopiniowała Rada Działalności "
                "Pożytku Publicznego."
            ),
            committee=(
                "W jej skład wchodzi dwoje przedstawicieli Prezydenta i dwoje przedstawicieli organizacji, które "
                "nie biorą udziału w konkursie."
            ),
        )
    ),
)

JASNOGROD = Town(
    code="jasnogrod",
    name="Miasto Jasnogród",
    kind="city",
    executive_name="Prezydent Miasta Jasnogród",
    office_name="Urząd Miasta w Jasnogrodzie",
    address="Rynek 1, 97-900 Jasnogród",
    email="urzad@jasnogrod.example.org",
    hue="navy",
    voivodeship="łódzkie",
    county="Jasnogród",
    act_pattern="Zarządzenie nr {number}/{year} Prezydenta Miasta Jasnogród",
    about=(
        "62-tysięczne miasto nad rzeką Jasną, znane z kowali, teatru i klubu piłkarskiego. Z organizacjami "
        "współpracuje od dwudziestu lat."
    ),
    officials=OFFICIALS,
    programme=PROGRAMME,
    calls=CALLS,
    small_grants=SMALL_GRANTS,
    initiatives=INITIATIVES,
)
