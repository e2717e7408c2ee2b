"""Nature and animals."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

NATURE = (
    Project(
        code="sprzatanie-rzeki",
        sphere="18",
        description=(
            "Zadanie realizujemy nad wodą: {place}. Zapraszamy mieszkańców, szkoły i firmy. Co roku rzeka wyrzuca "
            "na brzegi tony śmieci, a dzikie wysypiska wracają. Sprzątamy z wody i z lądu i uczymy, skąd biorą "
            "się odpady. Odpady odbiera gminny zakład komunalny."
        ),
        actions=(
            Action(
                name="Trzy wielkie sprzątania",
                description="Sprzątanie kajakami i pieszo na odcinku 14 km, segregacja i ważenie odpadów.",
                target="300 wolontariuszy",
                part=(0.1, 0.8),
                costs=(
                    paid("Wynajem kajaków z transportem", "szt.", "75.00", "60"),
                    paid("Rękawice, worki, chwytaki", "osoba", "17.40", "300"),
                    paid("Ratownik wodny", "godz.", "60.00", "24"),
                    paid("Posiłek dla wolontariuszy", "porcja", "16.00", "300"),
                    lent("Praca wolontariuszy", "godz.", "35.00", "900"),
                ),
            ),
            Action(
                name="Lekcje nad rzeką",
                description="Dwadzieścia lekcji terenowych o wodzie i jej mieszkańcach.",
                target="440 uczniów",
                part=(0.2, 1.0),
                costs=(
                    paid("Edukator przyrodniczy", "lekcja", "220.00", "20"),
                    paid("Zestawy do badania wody", "szt.", "135.00", "12"),
                ),
            ),
        ),
        administration=(paid("Koordynacja i rozliczenie", "mies.", "380.00", "5"),),
        results=(
            Result(name="Zebrane odpady", target=6, unit="tona", monitoring="karty przekazania odpadów", reached=7),
            Result(name="Uczniowie na lekcjach", target=440, unit="osoba", monitoring="dziennik zajęć", reached=452),
        ),
        expected=(
            "Znikną dwa dzikie wysypiska i sześć ton śmieci, 440 uczniów zrozumie, po co dbać o rzekę. Szkoły "
            "przejmą opiekę nad odcinkami brzegu."
        ),
        done="Zebraliśmy ponad 7 ton odpadów, w tym 62 opony. Pięć szkół opiekuje się swoimi odcinkami rzeki.",
    ),
    Project(
        code="sterylizacja",
        sphere="18",
        description=(
            "Zadanie obejmuje teren: {place}. Pomoc kierujemy do opiekunów zwierząt o niskich dochodach i "
            "społecznych karmicieli kotów. Niechciane mioty to cierpienie i rosnący koszt schroniska. Zadanie "
            "uzupełnia gminny program opieki nad zwierzętami."
        ),
        actions=(
            Action(
                name="Zabiegi i znakowanie",
                description="Sterylizacja i kastracja w trzech lecznicach, czipowanie psów.",
                target="opiekunowie 190 zwierząt",
                costs=(
                    paid("Sterylizacja kotki", "zabieg", "230.00", "70"),
                    paid("Kastracja kocura", "zabieg", "140.00", "50"),
                    paid("Sterylizacja suki", "zabieg", "420.00", "30"),
                    paid("Czipowanie", "szt.", "45.00", "40"),
                    lent("Łapanie i dowóz kotów wolno żyjących", "godz.", "35.00", "200"),
                ),
            ),
            Action(
                name="Domki i karma na zimę",
                description="Ocieplane domki dla kotów wolno żyjących, karma dla karmicieli.",
                target="25 społecznych karmicieli",
                part=(0.5, 1.0),
                costs=(
                    paid("Domki", "szt.", "165.00", "20"),
                    paid("Karma", "kg", "8.90", "450"),
                ),
            ),
        ),
        administration=(paid("Obsługa księgowa", "usługa", "800.00", "1"),),
        results=(
            Result(
                name="Wykonane zabiegi", target=150, unit="zabieg", monitoring="faktury i karty lecznic", reached=154
            ),
            Result(name="Zaczipowane psy", target=40, unit="szt.", monitoring="wpisy w bazie", reached=40),
        ),
        expected="150 zabiegów ograniczy liczbę bezdomnych zwierząt; mniej psów trafi do schroniska.",
        done="Wykonaliśmy 154 zabiegi. Liczba zgłoszeń o miotach spadła o połowę w porównaniu z rokiem poprzednim.",
    ),
    Project(
        code="budki-i-laki",
        sphere="18",
        description=(
            "Prace obejmą łąki, stodoły i strychy: {place}. Zapraszamy rolników, szkoły i miłośników ptaków. "
            "Płomykówka znika razem ze starymi stodołami, a łąki zarastają. Działamy za zgodą właścicieli, w "
            "porozumieniu z dyrekcją ochrony środowiska."
        ),
        actions=(
            Action(
                name="Budki lęgowe i koszenie łąk",
                description="Powieszenie budek dla sów, ręczne koszenie i wyniesienie siana z ośmiu hektarów.",
                target="gospodarstwa i przyroda",
                part=(0.0, 0.7),
                costs=(
                    paid("Budki dla płomykówki i pójdźki", "szt.", "210.00", "24"),
                    paid("Koszenie i wyniesienie siana", "ha", "1450.00", "8"),
                    paid("Podnośnik do montażu", "dzień", "650.00", "3"),
                    lent("Praca wolontariuszy", "godz.", "35.00", "160"),
                ),
            ),
            Action(
                name="Noc Sów i zajęcia dla szkół",
                description="Nocne nasłuchy z ornitologiem, dwanaście zajęć terenowych.",
                target="350 osób",
                part=(0.2, 1.0),
                costs=(
                    paid("Ornitolog", "godz.", "95.00", "42"),
                    paid("Przewodnik po sowach (druk)", "szt.", "5.30", "600"),
                ),
            ),
        ),
        administration=(paid("Koordynacja i rozliczenie", "usługa", "1300.00", "1"),),
        results=(
            Result(name="Powieszone budki", target=24, unit="szt.", monitoring="protokoły montażu, mapa", reached=24),
            Result(name="Uczestnicy zajęć", target=350, unit="osoba", monitoring="listy, zdjęcia", reached=366),
        ),
        expected=(
            "24 budki dadzą sowom miejsce na lęgi, osiem hektarów łąk zakwitnie. Rolnicy będą opiekować się budkami."
        ),
        done="Wszystkie budki wiszą, w pięciu zamieszkały już płomykówki. Skosiliśmy osiem hektarów łąk.",
    ),
    Project(
        code="bezpieczna-woda",
        sphere="23",
        description=(
            "Zadanie realizujemy nad jeziorem i w szkołach: {place}. Adresatami są plażowicze, żeglarze i "
            "uczniowie. W sezonie nad wodę przyjeżdża kilka tysięcy osób, a strzeżone jest tylko jedno "
            "kąpielisko. Współpracujemy z policją wodną i strażą."
        ),
        actions=(
            Action(
                name="Patrole i dyżury ratowników",
                description="Patrole łodzią i dyżury w weekendy oraz święta.",
                target="osoby wypoczywające nad wodą",
                costs=(
                    paid("Ratownicy", "godz.", "42.00", "520"),
                    paid("Paliwo do łodzi", "litr", "6.90", "900"),
                    paid("Sprzęt medyczny", "komplet", "2150.00", "1"),
                    lent("Dyżury społeczne", "godz.", "40.00", "160"),
                ),
            ),
            Action(
                name="Szkoła bezpiecznej wody",
                description="Trzydzieści lekcji w szkołach, kurs młodszego ratownika.",
                target="650 uczniów, 20 młodych ratowników",
                costs=(
                    paid("Instruktorzy", "godz.", "70.00", "90"),
                    paid("Materiały edukacyjne", "szt.", "3.80", "650"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "500.00", "4"), paid("Księgowość", "usługa", "900.00", "1")),
        results=(
            Result(
                name="Godziny patroli", target=680, unit="godz.", monitoring="dziennik pracy ratowników", reached=694
            ),
            Result(name="Przeszkoleni uczniowie", target=650, unit="osoba", monitoring="dzienniki zajęć", reached=671),
        ),
        expected=(
            "Ani jednego utonięcia na patrolowanych akwenach, 650 uczniów pozna zasady bezpieczeństwa, dwudziestu "
            "młodych ratowników zasili patrole."
        ),
        done="Podjęliśmy 31 interwencji, nikt nie utonął. Kurs młodszego ratownika ukończyło 19 osób.",
    ),
)
