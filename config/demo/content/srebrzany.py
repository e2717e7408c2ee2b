"""The powiat of Srebrzany: its board decides by resolutions."""

from functools import partial

from config.demo.content import people
from config.demo.content.headings import Voice, headings
from config.demo.content.shapes import Programme, Town
from config.demo.content.srebrzany_calls import CALLS

official = partial(people.official, "srebrzany")
task = people.task

OFFICIALS = (
    official("admin", "Fabian Kabel", "Informatyk starostwa", "administrator"),
    official(
        "koordynator", "Adela Rozmaryn", "Pełnomocniczka Zarządu do spraw organizacji pozarządowych", "coordinator"
    ),
    official("starosta", "Roch Srebrzycki", "Starosta, przewodniczący Zarządu Powiatu", "executive"),
    official("wicestarosta", "Urszula Łąkowska", "Wicestarosta, członkini Zarządu Powiatu", "executive"),
    official("skarbnik", "Euzebiusz Bilans", "Skarbnik Powiatu", "finance"),
    official(
        "komisja-1", "Longina Zawilec", "Przewodnicząca komisji, Wydział Zdrowia i Spraw Społecznych", "committee"
    ),
    official("komisja-2", "Narcyz Bukowina", "Członek komisji, Wydział Edukacji i Kultury", "committee"),
    official("komisja-3", "Pelagia Szron", "Przedstawicielka organizacji", "committee", side="ngo"),
    official("komisja-4", "Donat Jarzębiec", "Przedstawiciel organizacji", "committee", side="ngo"),
    official("kontroler", "Rozalia Wnikliwa", "Audytorka wewnętrzna", "auditor"),
)

PROGRAMME = Programme(
    title="Program współpracy Powiatu Srebrzańskiego z organizacjami pozarządowymi na {year} rok",
    resolutions=("XXIX/174/{year}", "XXXVI/219/{year}"),
    tasks=(
        task(
            "przemoc",
            "1",
            "Pomoc osobom doświadczającym przemocy i w kryzysie",
            "Telefon zaufania, mieszkanie interwencyjne, terapia rodzin.",
            "105000.00",
            "112000.00",
            "118000.00",
        ),
        task(
            "prawo",
            "1b",
            "Nieodpłatna pomoc prawna i edukacja prawna",
            "Punkty porad w pięciu gminach, lekcje w szkołach.",
            "70000.00",
            "75000.00",
            "78000.00",
        ),
        task(
            "niepelnosprawnosc",
            "7",
            "Rehabilitacja i asystencja",
            "Hipoterapia, asystenci, wsparcie rodzin.",
            "90000.00",
            "95000.00",
            "100000.00",
        ),
        task(
            "kultura",
            "16",
            "Dziedzictwo ziemi srebrzańskiej",
            "Rzemiosło, zabytki, orkiestry, pamięć.",
            "145000.00",
            "150000.00",
            "155000.00",
        ),
        task(
            "woda",
            "23",
            "Bezpieczne Jezioro Srebrne",
            "Patrole ratowników i szkoła bezpiecznej wody.",
            "60000.00",
            "65000.00",
            "65000.00",
        ),
        task(
            "zdrowie",
            "6",
            "Zdrowie bliżej domu",
            "Badania profilaktyczne, opieka hospicyjna.",
            "90000.00",
            "95000.00",
            "98000.00",
        ),
        task(
            "sport",
            "17",
            "Sport ponad granicami gmin",
            "Turnieje, rajdy i szkółki w kilku gminach.",
            "75000.00",
            "78000.00",
            "80000.00",
        ),
        task(
            "integracja",
            "5a",
            "Sąsiedzi z wielu krajów",
            "Nauka języka, integracja, praca.",
            "55000.00",
            "60000.00",
            "65000.00",
        ),
    ),
    headings=headings(
        Voice(
            town="Powiat Srebrzański",
            of_town="Powiatu Srebrzańskiego",
            executive="Zarząd Powiatu",
            council="Rada Powiatu",
            act="uchwała zarządu",
            goal="żeby mieszkaniec małej miejscowości miał taką samą pomoc jak mieszkaniec stolicy powiatu.",
            goals=(
                "utrzymać całodobową pomoc osobom doświadczającym przemocy,",
                "docierać z badaniami i poradami do wszystkich siedmiu gmin,",
                "ocalić ginące rzemiosło i zabytki,",
                "włączyć cudzoziemców w życie lokalne.",
            ),
            spheres=(
                "pomoc społeczna, pomoc prawna, zdrowie, wsparcie osób z niepełnosprawnościami, kultura i "
                "dziedzictwo, ratownictwo wodne, sport o zasięgu powiatowym, integracja cudzoziemców"
            ),
            means=(
                "Pełnomocniczka dyżuruje w każdej gminie raz w miesiącu, a starostwo użycza organizacjom sal i "
                "adresu do korespondencji."
            ),
            how_made=(
                "Projekt przygotował zespół złożony z pięciu przedstawicieli organizacji i czterech urzędników. "
                "Konsultacje trwały 16 dni, wpłynęło 9 uwag. Powiatowa Rada Działalności Pożytku Publicznego "
                "zaopiniowała projekt pozytywnie."
            ),
            committee="Liczy cztery osoby, w tym dwie wskazane przez organizacje, które nie biorą udziału w konkursie.",
        )
    ),
)

SREBRZANY = Town(
    code="srebrzany",
    name="Powiat Srebrzański",
    kind="powiat",
    executive_name="Zarząd Powiatu Srebrzańskiego",
    office_name="Starostwo Powiatowe w Srebrzanach",
    address="ul. Zamkowa 1, 96-921 Srebrzany",
    email="starostwo@srebrzany.example.org",
    hue="plum",
    voivodeship="łódzkie",
    county="srebrzański",
    act_pattern="Uchwała nr {number}/{year} Zarządu Powiatu Srebrzańskiego",
    about="Siedem gmin wokół Jeziora Srebrnego. Decyzje podejmuje Zarząd Powiatu w drodze uchwał.",
    officials=OFFICIALS,
    programme=PROGRAMME,
    calls=CALLS,
)
