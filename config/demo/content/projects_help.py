"""Therapy, advice, health, work, families, crisis."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

HELP = (
    Project(
        code="terapia-i-klub",
        sphere="32",
        description=(
            "Zadanie realizujemy w klubie: {place}. Pomagamy osobom uzależnionym i ich rodzinom. Trzeźwienie w "
            "samotności rzadko się udaje. Uzupełniamy leczenie w poradni o grupy wsparcia i wspólny wypoczynek "
            "bez alkoholu."
        ),
        actions=(
            Action(
                name="Grupy wsparcia",
                description="Cotygodniowe grupy dla osób uzależnionych i osobne dla współuzależnionych.",
                target="70 osób",
                costs=(
                    paid("Terapeuta uzależnień", "godz.", "120.00", "110"),
                    lent("Dyżury klubowe", "godz.", "35.00", "220"),
                ),
            ),
            Action(
                name="Trzeźwy weekend rodzinny",
                description="Trzydniowy wyjazd z warsztatami komunikacji w rodzinie.",
                target="45 osób z 14 rodzin",
                part=(0.5, 0.7),
                costs=(
                    paid("Nocleg i wyżywienie", "osobodzień", "135.00", "90"),
                    paid("Autokar", "kurs", "1900.00", "1"),
                    paid("Trener komunikacji", "godz.", "140.00", "12"),
                ),
            ),
        ),
        administration=(paid("Księgowość", "mies.", "240.00", "5"),),
        results=(
            Result(name="Uczestnicy grup", target=70, unit="osoba", monitoring="listy kodowane", reached=74),
            Result(name="Rodziny na wyjeździe", target=14, unit="rodzina", monitoring="lista uczestników", reached=13),
        ),
        expected="70 osób utrzyma kontakt z grupą, 14 rodzin nauczy się rozmawiać bez krzyku. Klub działa stale.",
        done="Z grup skorzystały 74 osoby, 51 utrzymuje abstynencję od co najmniej trzech miesięcy.",
    ),
    Project(
        code="porady-prawne",
        sphere="1b",
        description=(
            "Punkty porad działają w gminach: {place}. Porady są dla każdego, kogo nie stać na prawnika. Ludzie "
            "tracą mieszkania i pieniądze, bo nie odpisali na pismo w terminie. Porady uzupełniamy edukacją "
            "prawną w szkołach."
        ),
        actions=(
            Action(
                name="Dyżury prawników i doradców",
                description=(
                    "Cztery dyżury w tygodniu po cztery godziny, także przez telefon i z tłumaczem języka migowego."
                ),
                target="600 osób",
                costs=(
                    paid("Prawnicy i doradcy", "godz.", "85.00", "400"),
                    paid("Dojazdy do punktów", "km", "1.15", "2600"),
                    paid("Tłumacz języka migowego", "godz.", "160.00", "20"),
                ),
            ),
            Action(
                name="Prawo na co dzień",
                description="Dwadzieścia lekcji w szkołach i dziesięć spotkań dla seniorów.",
                target="700 osób",
                costs=(
                    paid("Prowadzący", "godz.", "90.00", "40"),
                    paid("Poradnik", "szt.", "4.60", "700"),
                    lent("Praca aplikantów wolontariuszy", "godz.", "50.00", "60"),
                ),
            ),
        ),
        administration=(
            paid("Koordynator zapisów", "mies.", "800.00", "5"),
            paid("Księgowość", "mies.", "300.00", "5"),
        ),
        results=(
            Result(name="Udzielone porady", target=900, unit="porada", monitoring="karty pomocy", reached=934),
            Result(name="Uczestnicy lekcji i spotkań", target=700, unit="osoba", monitoring="listy", reached=688),
        ),
        expected=(
            "600 osób rozwiąże problem prawny albo dowie się, co robić. Poradnik zostanie w bibliotekach i "
            "urzędach gmin."
        ),
        done="Udzieliliśmy 934 porad. Co trzecia sprawa dotyczyła długów, co czwarta rodziny.",
    ),
    Project(
        code="opieka-hospicyjna",
        sphere="6",
        description=(
            "Opieką obejmujemy chorych w ich domach: {place}. Grupa docelowa to osoby nieuleczalnie chore i ich "
            "rodziny. Kontrakt z funduszem zdrowia nie obejmuje wsparcia rodzin i wypożyczalni sprzętu. "
            "Uzupełniamy go tym zadaniem."
        ),
        actions=(
            Action(
                name="Wypożyczalnia sprzętu z dowozem",
                description="Łóżka, materace przeciwodleżynowe i koncentratory tlenu w domu chorego w ciągu doby.",
                target="110 chorych",
                costs=(
                    paid("Materace przeciwodleżynowe", "szt.", "420.00", "20"),
                    paid("Serwis koncentratorów", "szt.", "260.00", "30"),
                    paid("Transport sprzętu", "kurs", "95.00", "90"),
                    lent("Wolontariusze przy transporcie", "godz.", "35.00", "180"),
                ),
            ),
            Action(
                name="Wsparcie rodzin",
                description="Konsultacje psychologa i grupa wsparcia w żałobie.",
                target="80 osób",
                costs=(paid("Psycholog", "godz.", "120.00", "90"),),
            ),
        ),
        administration=(paid("Księgowość", "mies.", "320.00", "5"),),
        results=(
            Result(
                name="Chorzy, którzy otrzymali sprzęt",
                target=110,
                unit="osoba",
                monitoring="umowy użyczenia",
                reached=118,
            ),
            Result(name="Osoby objęte wsparciem", target=80, unit="osoba", monitoring="karty konsultacji", reached=76),
        ),
        expected=(
            "110 chorych będzie mogło godnie przebywać w domu, 80 bliskich otrzyma wsparcie. Sprzęt posłuży "
            "kolejnym chorym."
        ),
        done="Sprzęt trafił do 118 chorych, zwykle w ciągu kilkunastu godzin.",
    ),
    Project(
        code="badania-profilaktyczne",
        sphere="6",
        description=(
            "Mobilny gabinet odwiedzi miejscowości: {place}. Zapraszamy osoby po czterdziestce, które dawno nie "
            "były u lekarza. Do przychodni jest daleko, a choroby serca wykryte wcześnie da się leczyć. Terminy "
            "uzgodniliśmy z sołtysami i przychodniami."
        ),
        actions=(
            Action(
                name="Dni badań",
                description="Dwanaście dni badań: ciśnienie, cukier, cholesterol, EKG, rozmowa z lekarzem.",
                target="480 osób",
                costs=(
                    paid("Lekarz", "godz.", "180.00", "72"),
                    paid("Pielęgniarki", "godz.", "75.00", "144"),
                    paid("Testy laboratoryjne", "osoba", "24.00", "480"),
                    paid("Przejazd gabinetu", "dzień", "350.00", "12"),
                ),
            ),
            Action(
                name="Szkoła zdrowego talerza",
                description="Sześć spotkań z dietetyczką.",
                target="90 osób",
                costs=(
                    paid("Dietetyczka", "godz.", "95.00", "18"),
                    lent("Użyczenie świetlic", "spotkanie", "120.00", "6"),
                ),
            ),
        ),
        administration=(paid("Rejestracja i rozliczenie", "mies.", "700.00", "4"),),
        results=(
            Result(name="Osoby przebadane", target=480, unit="osoba", monitoring="karty badań", reached=467),
            Result(
                name="Osoby skierowane do leczenia",
                target=70,
                unit="osoba",
                monitoring="zestawienie lekarza",
                reached=82,
            ),
        ),
        expected="480 osób pozna stan swojego zdrowia; co najmniej 70 zacznie leczenie na czas.",
        done="Przebadaliśmy 467 osób, u 82 wykryliśmy choroby wymagające leczenia.",
    ),
    Project(
        code="nauka-zawodu",
        sphere="2",
        description=(
            "Szkolenia odbędą się w pracowni: {place}. Zapraszamy osoby długo pozostające bez pracy i kobiety "
            "wracające na rynek pracy. Same szkolenia nie wystarczają: potrzebny jest ktoś, kto pomoże przejść od "
            "kursu do umowy. Współpracujemy z urzędem pracy i pracodawcami."
        ),
        actions=(
            Action(
                name="Kurs zawodu z praktyką",
                description="Kurs kucharza lub opiekuna, 80 godzin zajęć i 40 godzin praktyki.",
                target="24 osoby",
                costs=(
                    paid("Instruktorzy zawodu", "godz.", "90.00", "160"),
                    paid("Odzież i badania", "osoba", "310.00", "24"),
                    paid("Produkty i materiały", "osoba", "285.00", "24"),
                    lent("Opieka mentorek", "godz.", "45.00", "96"),
                ),
            ),
            Action(
                name="Doradztwo i spotkania z pracodawcami",
                description="Indywidualny plan, przygotowanie do rozmowy, giełda pracy.",
                target="24 osoby, 15 pracodawców",
                part=(0.3, 1.0),
                costs=(
                    paid("Doradczyni zawodowa", "godz.", "95.00", "72"),
                    paid("Giełda pracy", "usługa", "1800.00", "1"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "700.00", "5"), paid("Księgowość", "mies.", "280.00", "5")),
        results=(
            Result(name="Absolwenci kursu", target=24, unit="osoba", monitoring="zaświadczenia", reached=22),
            Result(
                name="Osoby, które podjęły pracę", target=12, unit="osoba", monitoring="oświadczenia, umowy", reached=13
            ),
        ),
        expected=(
            "24 osoby zdobędą zawód, 12 znajdzie pracę w trzy miesiące po kursie. Pracodawcy deklarują dalsze "
            "przyjęcia."
        ),
        done="Kurs ukończyły 22 osoby, 13 ma już umowę o pracę.",
    ),
    Project(
        code="festyn-rodzin",
        sphere="31",
        description=(
            "Zadanie realizujemy w miejscu: {place}. Zapraszamy rodziny, zwłaszcza wielodzietne i samotnych "
            "rodziców. Rodzice mówią nam, że najbardziej brakuje im innych rodziców. Cykl warsztatów kończymy "
            "świętem, które przygotowują same rodziny."
        ),
        actions=(
            Action(
                name="Warsztaty „Dobry wieczór w domu”",
                description=(
                    "Dziesięć spotkań: granice, ekrany, kłótnie rodzeństwa, domowy budżet; w tym czasie dzieci "
                    "mają zajęcia."
                ),
                target="40 rodziców i 70 dzieci",
                part=(0.0, 0.7),
                costs=(
                    paid("Psycholożka rodzinna", "godz.", "120.00", "30"),
                    paid("Animatorki dla dzieci", "godz.", "45.00", "90"),
                    paid("Materiały", "spotkanie", "130.00", "10"),
                ),
            ),
            Action(
                name="Święto rodzin",
                description="Gry podwórkowe, wymiana rzeczy dziecięcych, wspólny obiad.",
                target="400 osób",
                part=(0.7, 0.9),
                costs=(
                    paid("Dmuchana zjeżdżalnia i animacje", "usługa", "2600.00", "1"),
                    paid("Wspólny obiad", "porcja", "15.00", "400"),
                    lent("Praca rodziców", "godz.", "35.00", "110"),
                ),
            ),
        ),
        administration=(paid("Koordynator i rozliczenie", "usługa", "1600.00", "1"),),
        results=(
            Result(name="Rodzice na warsztatach", target=40, unit="osoba", monitoring="listy obecności", reached=43),
            Result(
                name="Uczestnicy święta", target=400, unit="osoba", monitoring="wydane porcje, zdjęcia", reached=415
            ),
        ),
        expected=(
            "40 rodziców nauczy się reagować spokojniej (ankieta przed i po), 400 osób spędzi dzień razem. "
            "Powstanie grupa wzajemnej pomocy."
        ),
        done="W warsztatach uczestniczyło 43 rodziców. Grupa pomocy liczy 26 rodzin i działa dalej.",
    ),
    Project(
        code="telefon-zaufania",
        sphere="1",
        description=(
            "Pomocą obejmujemy mieszkańców: {place}. Telefon i mieszkanie interwencyjne są dla osób "
            "doświadczających przemocy. Kto odważy się zadzwonić, nie może usłyszeć „proszę przyjść w "
            "poniedziałek”. Działamy z policją, sądem i szpitalem."
        ),
        actions=(
            Action(
                name="Telefon zaufania i dyżury",
                description="Dyżur telefoniczny codziennie 16–22, konsultacje psychologa i prawnika.",
                target="około 350 osób",
                costs=(
                    paid("Dyżurni", "godz.", "42.00", "700"),
                    paid("Psycholog", "godz.", "120.00", "120"),
                    paid("Prawnik", "godz.", "130.00", "60"),
                    lent("Superwizja społeczna", "godz.", "90.00", "20"),
                ),
            ),
            Action(
                name="Mieszkanie interwencyjne",
                description="Osiem miejsc na czas do trzech miesięcy, z pomocą w usamodzielnieniu.",
                target="30 osób",
                costs=(
                    paid("Utrzymanie mieszkania", "mies.", "2350.00", "5"),
                    paid("Wyżywienie i środki czystości", "osobodzień", "27.00", "600"),
                ),
            ),
        ),
        administration=(paid("Koordynatorka", "mies.", "1100.00", "5"), paid("Księgowość", "mies.", "320.00", "5")),
        results=(
            Result(
                name="Przeprowadzone rozmowy",
                target=500,
                unit="rozmowa",
                monitoring="rejestr rozmów bez danych osobowych",
                reached=541,
            ),
            Result(name="Osoby w mieszkaniu", target=30, unit="osoba", monitoring="karta pobytu", reached=27),
        ),
        expected=(
            "Każda osoba, która zadzwoni, dostanie pomoc tego samego dnia; 30 osób znajdzie bezpieczne schronienie."
        ),
        done=(
            "Odebraliśmy 541 telefonów, schronienie znalazło 27 osób, w tym 14 dzieci. 19 osób zamieszkało "
            "samodzielnie."
        ),
    ),
)
