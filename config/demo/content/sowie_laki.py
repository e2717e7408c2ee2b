"""Sowie Łąki: a rural gmina with a wójt, who decides by ordinance."""

from functools import partial

from config.demo.content import people
from config.demo.content.headings import Voice, headings
from config.demo.content.shapes import Programme, Town
from config.demo.content.sowie_laki_calls import CALLS

official = partial(people.official, "sowielaki")
task = people.task

OFFICIALS = (
    official("admin", "Kordian Lipiec", "Sekretarz Gminy", "administrator"),
    official("koordynator", "Żaneta Polna", "Inspektor do spraw organizacji i promocji", "coordinator"),
    official("wojt", "Wacław Brzózka", "Wójt Gminy", "executive"),
    official("skarbnik", "Irmina Dukat", "Skarbnik Gminy", "finance"),
    official("komisja-1", "Salomea Gruszka", "Przewodnicząca komisji, kierowniczka ośrodka kultury", "committee"),
    official("komisja-2", "Maurycy Zagroda", "Członek komisji, referat oświaty", "committee"),
    official("komisja-3", "Hortensja Maciejka", "Przedstawicielka organizacji", "committee", side="ngo"),
    official("kontroler", "Zenobia Rachunek", "Audytorka", "auditor"),
)

PROGRAMME = Programme(
    title="Program współpracy Gminy Sowie Łąki z organizacjami pozarządowymi na {year} rok",
    resolutions=("XXXVII/211/{year}", "XLVI/268/{year}"),
    tasks=(
        task(
            "sport",
            "17",
            "Sport w każdej wsi",
            "Drużyny, szkółki i imprezy sportowe w dziewięciu sołectwach.",
            "60000.00",
            "66000.00",
            "70000.00",
        ),
        task(
            "kultura",
            "16",
            "Tradycja, którą się śpiewa i gotuje",
            "Zespoły śpiewacze, orkiestry, rzemiosło, święta wiejskie.",
            "106000.00",
            "108000.00",
            "110000.00",
        ),
        task(
            "seniorzy", "10", "Seniorzy razem", "Kluby seniora i pomoc sąsiedzka.", "50000.00", "52000.00", "54000.00"
        ),
        task(
            "przyroda",
            "18",
            "Łąki, sowy i czysta woda",
            "Ochrona łąk i ptaków, sprzątanie, edukacja przyrodnicza.",
            "42000.00",
            "45000.00",
            "48000.00",
        ),
        task(
            "bezpieczenstwo",
            "23",
            "Bezpieczna gmina",
            "Szkolenia z pierwszej pomocy, młodzieżowe drużyny pożarnicze.",
            "32000.00",
            "35000.00",
            "36000.00",
        ),
        task(
            "dzieci",
            "15",
            "Dzieciństwo z przygodą",
            "Półkolonie i zajęcia po lekcjach.",
            "65000.00",
            "66000.00",
            "68000.00",
        ),
        task(
            "turystyka",
            "19",
            "Szlak młynów",
            "Znakowanie szlaków, wycieczki, informacja turystyczna.",
            "26000.00",
            "28000.00",
            "30000.00",
        ),
    ),
    headings=headings(
        Voice(
            town="Gmina Sowie Łąki",
            of_town="Gminy Sowie Łąki",
            executive="Wójt",
            council="Rada Gminy",
            act="zarządzenie",
            goal=(
                "żeby w każdym z dziewięciu sołectw coś się działo i żeby robili to sami mieszkańcy, a gmina im "
                "pomagała."
            ),
            goals=(
                "utrzymać zajęcia sportowe i kulturalne w najmniejszych wsiach,",
                "wesprzeć koła gospodyń i straże, które łączą sąsiadów,",
                "ochronić łąki i ptaki, z których gmina ma nazwę,",
                "przekazać pierwszą dotację przed końcem marca.",
            ),
            spheres=(
                "kultura fizyczna, kultura i tradycja, pomoc osobom starszym, ekologia, ratownictwo, wypoczynek "
                "dzieci, turystyka"
            ),
            means="Gmina użycza świetlic i busa, a pracownica urzędu pomaga wypełnić ofertę w każdy czwartek.",
            how_made=(
                "Projekt omówiono na zebraniach sołeckich i spotkaniu z organizacjami w remizie. Konsultacje "
                "trwały 14 dni, wpłynęły 4 uwagi, wszystkie przyjęto."
            ),
            committee=(
                "Liczy trzy osoby, w tym co najmniej jedną wskazaną przez organizacje, które nie biorą udziału w "
                "konkursie."
            ),
        )
    ),
)

SOWIE_LAKI = Town(
    code="sowielaki",
    name="Gmina Sowie Łąki",
    kind="rural_gmina",
    executive_name="Wójt Gminy Sowie Łąki",
    office_name="Urząd Gminy Sowie Łąki",
    address="ul. Szkolna 2, 98-911 Sowie Łąki",
    email="urzad@sowielaki.example.org",
    hue="green",
    voivodeship="łódzkie",
    county="srebrzański",
    act_pattern="Zarządzenie nr {number}/{year} Wójta Gminy Sowie Łąki",
    about="Dziewięć sołectw wśród podmokłych łąk, siedem starych młynów i więcej sów niż samochodów.",
    officials=OFFICIALS,
    programme=PROGRAMME,
    calls=CALLS,
)
