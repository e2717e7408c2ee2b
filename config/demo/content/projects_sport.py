"""Sport, tourism, holidays, safety."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

SPORT = (
    Project(
        code="treningi-pilki",
        sphere="17",
        description=(
            "Zadanie realizujemy na obiektach sportowych: {place}. Zapraszamy dziewczęta i chłopców w wieku 7–15 "
            "lat, także tych, którzy nigdy nie należeli do klubu. Wiele dzieci spędza popołudnia przed ekranem; "
            "regularny trening w grupie z dobrym trenerem daje im ruch, kolegów i poczucie, że coś potrafią. "
            "Zajęcia uzupełniają lekcje wychowania fizycznego i zajęcia świetlicowe."
        ),
        actions=(
            Action(
                name="Regularne treningi w czterech grupach wiekowych",
                description=(
                    "Dwa treningi w tygodniu dla każdej grupy, po 90 minut. Zajęcia prowadzą trenerzy z "
                    "uprawnieniami, wspierają ich rodzice."
                ),
                target="80 dzieci w wieku 7–15 lat",
                part=(0.0, 1.0),
                costs=(
                    paid("Wynagrodzenie trenerów", "godz.", "70.00", "240"),
                    paid("Wynajem hali w dni deszczowe", "godz.", "90.00", "40"),
                    paid("Piłki, znaczniki, bramki treningowe", "komplet", "1450.00", "2"),
                    lent("Praca wolontariuszy przy treningach", "godz.", "35.00", "80"),
                ),
            ),
            Action(
                name="Turniej „Gramy fair”",
                description=(
                    "Jednodniowy turniej dla 16 drużyn z okolicy, z konkursem na najładniejsze zachowanie na boisku."
                ),
                target="200 zawodniczek i zawodników oraz kibice",
                part=(0.6, 0.8),
                costs=(
                    paid("Sędziowie", "osoba", "250.00", "6"),
                    paid("Opieka medyczna", "godz.", "95.00", "8"),
                    paid("Puchary i medale", "komplet", "1180.50", "1"),
                    paid("Woda i owoce dla dzieci", "osoba", "9.90", "200"),
                ),
            ),
        ),
        administration=(
            paid("Koordynator", "mies.", "450.00", "4"),
            paid("Obsługa księgowa", "mies.", "250.00", "4"),
        ),
        results=(
            Result(
                name="Dzieci uczestniczące w treningach",
                target=80,
                unit="osoba",
                monitoring="dziennik zajęć, listy obecności",
                reached=84,
            ),
            Result(
                name="Przeprowadzone treningi", target=128, unit="trening", monitoring="dziennik zajęć", reached=126
            ),
            Result(
                name="Drużyny w turnieju",
                target=16,
                unit="drużyna",
                monitoring="protokół turnieju, zdjęcia",
                reached=16,
            ),
        ),
        expected=(
            "80 dzieci będzie trenować dwa razy w tygodniu. Poprawią sprawność (sprawdzian na początku i na "
            "końcu), nauczą się grać w zespole. Sprzęt zostaje w klubie i posłuży kolejnym rocznikom, a co "
            "najmniej 20 dzieci przejdzie do stałych drużyn."
        ),
        done=(
            "Wszystkie grupy trenowały zgodnie z planem, dwa treningi odwołaliśmy z powodu burzy. W turnieju "
            "zagrało 16 drużyn. Sprawdzian sprawności wypadł o 14% lepiej niż na początku. Do drużyn ligowych "
            "przeszło 23 dzieci."
        ),
    ),
    Project(
        code="nauka-plywania",
        sphere="17",
        description=(
            "Zajęcia odbywają się na pływalni: {place}. Grupa docelowa to uczniowie klas I–III, którzy nie "
            "potrafią pływać; pierwszeństwo mają dzieci z rodzin o niskich dochodach. Co roku słyszymy o "
            "utonięciach nad niestrzeżoną wodą, a połowa drugoklasistów nie umie przepłynąć basenu. Zadanie "
            "uzupełnia szkolne wychowanie fizyczne."
        ),
        actions=(
            Action(
                name="Nauka pływania w małych grupach",
                description="Osiem grup po dziesięć osób, szesnaście lekcji po 45 minut, z instruktorem w wodzie.",
                target="80 dzieci w wieku 7–9 lat",
                costs=(
                    paid("Instruktorzy pływania", "godz.", "85.00", "128"),
                    paid("Wejścia na pływalnię", "wejście", "7.50", "1280"),
                    paid("Dowóz dzieci", "kurs", "180.00", "32"),
                    lent("Opieka wolontariuszy w szatni", "godz.", "35.00", "96"),
                ),
            ),
            Action(
                name="Dzień bezpiecznej wody",
                description="Pokaz ratownictwa, nauka wzywania pomocy, egzamin na odznakę „Już pływam”.",
                target="uczestnicy i ich rodzice, około 200 osób",
                part=(0.9, 1.0),
                costs=(
                    paid("Pokaz ratownictwa", "usługa", "1600.00", "1"),
                    paid("Odznaki i dyplomy", "szt.", "12.40", "80"),
                ),
            ),
        ),
        administration=(paid("Obsługa księgowa i rozliczenie", "usługa", "1400.00", "1"),),
        results=(
            Result(
                name="Dzieci, które ukończyły kurs", target=80, unit="osoba", monitoring="karty postępów", reached=77
            ),
            Result(
                name="Dzieci, które przepłynęły 25 m",
                target=60,
                unit="osoba",
                monitoring="protokół egzaminu",
                reached=63,
            ),
        ),
        expected=(
            "80 dzieci ukończy kurs, a co najmniej 60 przepłynie samodzielnie 25 metrów. Dzieci będą "
            "bezpieczniejsze nad wodą przez całe życie; najlepsze zapraszamy do stałej sekcji."
        ),
        done=(
            "Kurs ukończyło 77 dzieci, troje przerwało naukę po przeprowadzce. 63 dzieci przepłynęło 25 metrów. "
            "Dzień bezpiecznej wody zgromadził 215 osób."
        ),
    ),
    Project(
        code="bieg-i-rajd",
        sphere="17",
        description=(
            "Impreza odbędzie się na trasach: {place}. Zapraszamy mieszkańców w każdym wieku: biegaczy, "
            "spacerowiczów z kijkami i rodziny z wózkami. W okolicy brakuje wydarzeń, które łączą pokolenia w "
            "ruchu; bieg jest też okazją do badań profilaktycznych. Współpracujemy ze szkołami i strażą pożarną."
        ),
        actions=(
            Action(
                name="Otwarte treningi przed biegiem",
                description="Osiem sobotnich treningów z instruktorem, osobno dla początkujących.",
                target="60 dorosłych mieszkańców",
                part=(0.0, 0.7),
                costs=(
                    paid("Instruktor biegania", "godz.", "80.00", "16"),
                    lent("Prowadzący grupę nordic walking", "godz.", "40.00", "16"),
                ),
            ),
            Action(
                name="Bieg rodzinny na 3 i 10 km",
                description="Pomiar czasu, trasa zabezpieczona przez strażaków, biegi dzieci na 300 m, poczęstunek.",
                target="350 uczestników",
                part=(0.7, 0.9),
                costs=(
                    paid("Elektroniczny pomiar czasu", "usługa", "4200.00", "1"),
                    paid("Numery startowe i medale", "komplet", "13.60", "350"),
                    paid("Zabezpieczenie medyczne", "godz.", "110.00", "6"),
                    paid("Posiłek regeneracyjny", "porcja", "14.00", "350"),
                    paid("Oznakowanie trasy", "usługa", "980.00", "1"),
                    lent("Wolontariusze na trasie", "godz.", "35.00", "150"),
                ),
            ),
        ),
        administration=(paid("Koordynator wydarzenia", "mies.", "600.00", "2"),),
        results=(
            Result(
                name="Uczestnicy biegu",
                target=350,
                unit="osoba",
                monitoring="lista startowa z pomiaru czasu",
                reached=372,
            ),
            Result(name="Uczestnicy treningów", target=60, unit="osoba", monitoring="listy obecności", reached=54),
        ),
        expected=(
            "W biegu wystartuje 350 osób, w tym co najmniej 120 dzieci. Powstanie stała grupa biegowa, która "
            "będzie się spotykać po zakończeniu zadania."
        ),
        done=(
            "Bieg ukończyły 372 osoby, najmłodsza miała 2 lata, najstarsza 83. Grupa biegowa spotyka się w każdą "
            "sobotę."
        ),
    ),
    Project(
        code="obozy-polkolonie",
        sphere="15",
        description=(
            "Półkolonie organizujemy w miejscu: {place}. Przeznaczone są dla dzieci, które nie wyjeżdżają na "
            "wakacje, w wieku 7–12 lat; połowę miejsc wskazuje ośrodek pomocy społecznej. Rodzice pracują, a "
            "dzieci zostają same. Dajemy im opiekę, ciepły posiłek i przygodę. Program uzupełnia ofertę "
            "biblioteki i domu kultury."
        ),
        actions=(
            Action(
                name="Trzy tygodniowe turnusy",
                description=(
                    "Codziennie od 8 do 16: zajęcia plastyczne, sportowe i przyrodnicze, dwa posiłki, opieka pedagogów."
                ),
                target="90 dzieci, po 30 w turnusie",
                costs=(
                    paid("Wychowawcy", "godz.", "48.00", "360"),
                    paid("Wyżywienie dzieci", "osobodzień", "26.50", "450"),
                    paid("Materiały do zajęć", "turnus", "1350.00", "3"),
                    paid("Ubezpieczenie uczestników", "osoba", "14.00", "90"),
                    lent("Wolontariusze", "godz.", "35.00", "180"),
                ),
            ),
            Action(
                name="Wycieczki",
                description="W każdym turnusie jeden wyjazd: park linowy, skansen, ogród zoologiczny.",
                target="90 dzieci",
                costs=(
                    paid("Autokar", "kurs", "1650.00", "3"),
                    paid("Bilety wstępu", "osoba", "38.00", "90"),
                ),
            ),
        ),
        administration=(
            paid("Kierownik wypoczynku", "turnus", "1300.00", "3"),
            paid("Księgowość", "usługa", "900.00", "1"),
        ),
        results=(
            Result(
                name="Dzieci objęte wypoczynkiem",
                target=90,
                unit="osoba",
                monitoring="karty kwalifikacyjne, dzienniki",
                reached=90,
            ),
            Result(name="Wydane posiłki", target=900, unit="posiłek", monitoring="ewidencja posiłków", reached=884),
        ),
        expected=(
            "90 dzieci spędzi tydzień wakacji bezpiecznie i ciekawie. Rodzice będą mogli spokojnie pracować. "
            "Sprawdzony program powtórzymy w następnych latach."
        ),
        paid=(
            "Pobieramy 60 zł od osoby za turnus; dzieci wskazane przez ośrodek pomocy społecznej są zwolnione z opłat."
        ),
        done=(
            "Odbyły się trzy turnusy, wszystkie miejsca były zajęte. W ankietach rodzice ocenili półkolonie na "
            "4,8 w skali do 5."
        ),
    ),
    Project(
        code="szlaki",
        sphere="19",
        description=(
            "Odnowimy szlaki w okolicy: {place}. Z tras korzystają mieszkańcy, szkoły i turyści, ale znaki są "
            "nieczytelne, a tablice zniszczone. Po remoncie poprowadzimy niedzielne wycieczki, także dla osób, "
            "które nigdy nie chodziły po szlakach. Zadanie uzupełnia gminną mapę atrakcji."
        ),
        actions=(
            Action(
                name="Odnowienie znaków i tablic",
                description="Odświeżymy 46 km znaków, wymienimy dziewięć tablic, postawimy cztery ławki.",
                target="turyści i mieszkańcy",
                part=(0.0, 0.5),
                costs=(
                    paid("Farby i materiały do znakowania", "km", "42.00", "46"),
                    paid("Tablice informacyjne z montażem", "szt.", "640.00", "9"),
                    paid("Ławki drewniane", "szt.", "780.00", "4"),
                    lent("Praca znakarzy", "godz.", "40.00", "120"),
                ),
            ),
            Action(
                name="Dwanaście niedzielnych wycieczek",
                description="Wycieczki z przewodnikiem, w tym trzy dostosowane do wózków i osób starszych.",
                target="300 uczestników",
                part=(0.3, 1.0),
                costs=(
                    paid("Przewodnicy", "wycieczka", "320.00", "12"),
                    paid("Ubezpieczenie", "osoba", "4.20", "300"),
                    paid("Mapa kieszonkowa", "szt.", "3.15", "1000"),
                ),
            ),
        ),
        administration=(paid("Koordynacja i rozliczenie", "mies.", "280.00", "5"),),
        results=(
            Result(name="Odnowione szlaki", target=46, unit="km", monitoring="protokół przeglądu szlaku", reached=46),
            Result(name="Uczestnicy wycieczek", target=300, unit="osoba", monitoring="listy uczestników", reached=318),
        ),
        expected=(
            "46 km szlaków będzie czytelnych i bezpiecznych, 300 osób pozna okolicę pieszo. Znaki posłużą co "
            "najmniej pięć lat."
        ),
        done=(
            "Odnowiliśmy wszystkie trasy i stanęły nowe tablice. W wycieczkach wzięło udział 318 osób, w tym 41 "
            "na wózkach i z ograniczoną sprawnością."
        ),
    ),
    Project(
        code="pierwsza-pomoc",
        sphere="23",
        description=(
            "Szkolenia odbędą się w remizach i szkołach: {place}. Uczymy mieszkańców, jak uratować życie, zanim "
            "przyjedzie karetka, a na wsi czeka się na nią dłużej. Szczególnie zapraszamy rodziców małych dzieci, "
            "kierowców i seniorów. Szkolenia uzupełniają program szkolny i ćwiczenia straży."
        ),
        actions=(
            Action(
                name="Warsztaty pierwszej pomocy",
                description="Piętnaście warsztatów po cztery godziny, każdy ćwiczy na fantomie i z defibrylatorem.",
                target="225 mieszkańców",
                costs=(
                    paid("Instruktorzy", "godz.", "75.00", "60"),
                    paid("Fantomy szkoleniowe", "szt.", "940.00", "3"),
                    paid("Defibrylator treningowy", "szt.", "1280.00", "1"),
                    paid("Zestawy opatrunkowe do ćwiczeń", "komplet", "18.00", "60"),
                    lent("Ratownicy wolontariusze", "godz.", "45.00", "60"),
                ),
            ),
            Action(
                name="Młodzieżowa drużyna: obóz szkoleniowy",
                description="Trzydniowe ćwiczenia ratownicze zakończone pokazem.",
                target="30 dziewcząt i chłopców w wieku 12–17 lat",
                part=(0.5, 0.7),
                costs=(
                    paid("Wyżywienie", "osobodzień", "55.00", "90"),
                    paid("Koszulki i rękawice", "komplet", "86.00", "30"),
                ),
            ),
        ),
        administration=(paid("Księgowość", "usługa", "700.00", "1"),),
        results=(
            Result(
                name="Osoby przeszkolone", target=225, unit="osoba", monitoring="listy obecności, testy", reached=231
            ),
            Result(name="Uczestnicy obozu", target=30, unit="osoba", monitoring="dziennik obozu", reached=29),
        ),
        expected=(
            "225 osób będzie umiało prowadzić resuscytację. Fantomy zostaną w remizie, a instruktorzy będą z nich "
            "korzystać na kolejnych szkoleniach."
        ),
        done=(
            "Przeszkoliliśmy 231 osób. Jedna z uczestniczek dwa tygodnie po kursie uratowała sąsiada, który się "
            "zakrztusił."
        ),
    ),
    Project(
        code="szachy-w-szkolach",
        sphere="17",
        description=(
            "Zajęcia prowadzimy w szkołach: {place}. Szachy uczą myślenia i cierpliwości, a kosztują niewiele, "
            "dlatego zapraszamy każde dziecko. W małych miejscowościach nie ma innej oferty po lekcjach. "
            "Współpracujemy z nauczycielami matematyki."
        ),
        actions=(
            Action(
                name="Szkółki szachowe",
                description="Jedenaście grup, jedne zajęcia w tygodniu po 60 minut.",
                target="150 uczniów",
                costs=(
                    paid("Instruktorzy szachowi", "godz.", "65.00", "198"),
                    paid("Komplety szachów", "szt.", "48.50", "40"),
                    paid("Podręczniki", "szt.", "29.90", "150"),
                    lent("Opieka nauczycieli wolontariuszy", "godz.", "35.00", "99"),
                ),
            ),
            Action(
                name="Turniej finałowy",
                description="Turniej drużynowy szkół z sędzią klasy państwowej.",
                target="96 zawodników",
                part=(0.9, 1.0),
                costs=(
                    paid("Sędzia", "osoba", "600.00", "2"),
                    paid("Nagrody", "komplet", "1750.00", "1"),
                    paid("Poczęstunek", "osoba", "16.00", "110"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "350.00", "5"),),
        results=(
            Result(name="Uczniowie w szkółkach", target=150, unit="osoba", monitoring="dzienniki zajęć", reached=143),
            Result(name="Zawodnicy turnieju", target=96, unit="osoba", monitoring="tabela turniejowa", reached=96),
        ),
        expected="150 dzieci nauczy się grać, 96 sprawdzi się w turnieju. Szachy i podręczniki zostaną w szkołach.",
        done="W zajęciach uczestniczyło 143 uczniów z jedenastu szkół. Troje zdobyło kategorię szachową.",
    ),
)
