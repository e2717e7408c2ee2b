"""Seniors, food, people with disabilities, children."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

CARE = (
    Project(
        code="klub-seniora",
        sphere="10",
        description=(
            "Klub działa w miejscu: {place}. Zapraszamy osoby po sześćdziesiątym roku życia, zwłaszcza "
            "mieszkające samotnie. Samotność skraca życie tak jak palenie; u nas można wypić herbatę, poćwiczyć i "
            "nauczyć się obsługi telefonu. Współpracujemy z przychodnią, biblioteką i pracownikami socjalnymi."
        ),
        actions=(
            Action(
                name="Spotkania klubowe i gimnastyka",
                description="Dwa spotkania w tygodniu: gimnastyka, ćwiczenie pamięci, rękodzieło, rozmowy z gośćmi.",
                target="50 seniorek i seniorów",
                costs=(
                    paid("Instruktorka gimnastyki", "godz.", "70.00", "64"),
                    paid("Animatorka", "godz.", "50.00", "128"),
                    paid("Materiały i poczęstunek", "mies.", "620.00", "4"),
                    lent("Wolontariuszki klubu", "godz.", "35.00", "128"),
                ),
            ),
            Action(
                name="Senior w sieci",
                description="Kurs obsługi telefonu: wideorozmowy z wnukami, e-recepta, oszustwa internetowe.",
                target="30 osób",
                part=(0.3, 0.8),
                costs=(
                    paid("Prowadzący", "godz.", "75.00", "36"),
                    paid("Poradnik drukowany dużą czcionką", "szt.", "13.50", "100"),
                ),
            ),
            Action(
                name="Wycieczka i dzień międzypokoleniowy",
                description="Jednodniowy wyjazd oraz wspólne warsztaty z przedszkolem.",
                target="90 osób",
                part=(0.6, 0.9),
                costs=(
                    paid("Autokar", "kurs", "2200.00", "1"),
                    paid("Bilety i obiad", "osoba", "62.00", "45"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "400.00", "4"), paid("Księgowość", "mies.", "180.00", "4")),
        results=(
            Result(name="Stali uczestnicy klubu", target=50, unit="osoba", monitoring="listy obecności", reached=53),
            Result(
                name="Absolwenci kursu telefonu",
                target=30,
                unit="osoba",
                monitoring="listy, sprawdzian praktyczny",
                reached=30,
            ),
        ),
        expected=(
            "50 osób będzie regularnie wychodzić z domu, 30 nauczy się bezpiecznie korzystać z telefonu. Po "
            "zadaniu klub poprowadzą wolontariuszki."
        ),
        done=(
            "W klubie spotykały się 53 osoby. Wszystkie uczestniczki kursu umieją wykupić e-receptę. Powstała "
            "grupa telefonów do samotnych."
        ),
    ),
    Project(
        code="bank-zywnosci",
        sphere="3",
        description=(
            "Zadanie obejmuje obszar: {place}. Pomoc trafi do rodzin i osób wskazanych przez ośrodki pomocy "
            "społecznej. W sklepach wyrzuca się dobre jedzenie, a kilkaset metrów dalej ktoś nie je obiadu. "
            "Odbieramy żywność codziennie i wydajemy ją w czterech punktach razem z organizacjami i parafiami."
        ),
        actions=(
            Action(
                name="Odbiór i wydawanie żywności",
                description="Codzienny odbiór z jedenastu sklepów, sortowanie, wydawanie paczek w czterech punktach.",
                target="420 rodzin",
                costs=(
                    paid("Kierowca", "mies.", "2400.00", "5"),
                    paid("Paliwo", "km", "0.92", "9500"),
                    paid("Pojemniki i torby", "szt.", "1.85", "4200"),
                    paid("Energia do chłodni", "mies.", "780.00", "5"),
                    lent("Wolontariusze przy wydawaniu", "godz.", "35.00", "480"),
                ),
            ),
            Action(
                name="Warsztaty „Gotuj i nie marnuj”",
                description="Osiem warsztatów kulinarnych i planowania zakupów.",
                target="96 osób korzystających z pomocy",
                part=(0.3, 0.9),
                costs=(
                    paid("Kucharka i dietetyczka", "godz.", "68.00", "32"),
                    paid("Produkty", "warsztat", "240.00", "8"),
                ),
            ),
        ),
        administration=(paid("Obsługa księgowa", "mies.", "420.00", "5"),),
        results=(
            Result(name="Wydana żywność", target=62, unit="tona", monitoring="ewidencja magazynowa", reached=68),
            Result(
                name="Rodziny objęte pomocą", target=420, unit="rodzina", monitoring="kartoteka wydawania", reached=437
            ),
        ),
        expected=(
            "Uratujemy 62 tony jedzenia, pomożemy 420 rodzinom, 96 osób nauczy się gotować oszczędnie. Umowy ze "
            "sklepami obowiązują bezterminowo."
        ),
        done="Wydaliśmy 68 ton żywności 437 rodzinom. Do współpracy dołączyły trzy nowe sklepy.",
    ),
    Project(
        code="asystenci",
        sphere="7",
        description=(
            "Zadanie obejmuje obszar: {place}. Wspieramy dorosłe osoby z niepełnosprawnościami i ich opiekunów. "
            "Bez asystenta wyjście do lekarza czy kina bywa niemożliwe. Zadanie uzupełnia program rządowy o "
            "osoby, które nie spełniają jego kryteriów."
        ),
        actions=(
            Action(
                name="Asystencja osobista",
                description="Wsparcie w wyjściu z domu, nauce, pracy i kulturze, średnio 12 godzin w miesiącu.",
                target="28 osób z niepełnosprawnościami",
                costs=(
                    paid("Asystenci", "godz.", "50.00", "640"),
                    paid("Paliwo do samochodu z podnośnikiem", "km", "1.15", "3200"),
                    lent("Koordynatorzy wolontariusze", "godz.", "40.00", "70"),
                ),
            ),
            Action(
                name="Wypożyczalnia i doradztwo",
                description="Dobór sprzętu przez fizjoterapeutkę, drobne naprawy, dowóz.",
                target="90 osób",
                costs=(
                    paid("Fizjoterapeutka", "godz.", "85.00", "60"),
                    paid("Naprawa i dezynfekcja sprzętu", "szt.", "58.00", "90"),
                ),
            ),
        ),
        administration=(paid("Koordynacja i księgowość", "mies.", "650.00", "5"),),
        results=(
            Result(name="Osoby objęte asystencją", target=28, unit="osoba", monitoring="karty usług", reached=29),
            Result(name="Godziny asystencji", target=640, unit="godz.", monitoring="karty usług", reached=622),
        ),
        expected="28 osób będzie wychodzić z domu wtedy, kiedy chce. Opiekunowie odpoczną. Wypożyczalnia działa stale.",
        done="Z asystencji skorzystało 29 osób przez 622 godziny. Cztery osoby podjęły pracę.",
    ),
    Project(
        code="hipoterapia",
        sphere="7",
        description=(
            "Zajęcia prowadzimy w ośrodku: {place}. Przeznaczone są dla dzieci z niepełnosprawnościami w wieku "
            "4–16 lat i ich rodziców. Na rehabilitację czeka się miesiącami, a rodzice są zmęczeni. Program "
            "powstał z poradnią psychologiczno-pedagogiczną."
        ),
        actions=(
            Action(
                name="Hipoterapia i integracja sensoryczna",
                description="Każde dziecko dostaje dwanaście zajęć indywidualnych.",
                target="36 dzieci",
                costs=(
                    paid("Hipoterapeuci", "godz.", "95.00", "216"),
                    paid("Terapeutka integracji sensorycznej", "godz.", "110.00", "108"),
                    paid("Dowóz na zajęcia", "kurs", "150.00", "48"),
                ),
            ),
            Action(
                name="Wytchnienie dla rodziców",
                description="Dziesięć spotkań grupy wsparcia z psychologiem i opieką nad dziećmi.",
                target="40 rodziców",
                costs=(
                    paid("Psycholog", "godz.", "130.00", "20"),
                    lent("Opieka wolontariuszy nad dziećmi", "godz.", "35.00", "80"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "480.00", "5"), paid("Księgowość", "usługa", "900.00", "1")),
        results=(
            Result(name="Dzieci objęte terapią", target=36, unit="osoba", monitoring="karty terapii", reached=36),
            Result(name="Zajęcia terapeutyczne", target=432, unit="zajęcia", monitoring="karty terapii", reached=425),
        ),
        expected=(
            "36 dzieci poprawi równowagę i koncentrację (ocena terapeuty przed i po). Rodzice stworzą sieć "
            "wzajemnej pomocy."
        ),
        done="Terapię ukończyło 36 dzieci, u 31 odnotowano wyraźną poprawę. Grupa rodziców spotyka się dalej.",
    ),
    Project(
        code="swietlica",
        sphere="32",
        description=(
            "Świetlica działa w lokalu: {place}. Przychodzą dzieci z rodzin, w których jest problem alkoholu, "
            "przemocy albo bieda. Potrzebują miejsca, w którym ktoś sprawdzi lekcje, poda obiad i wysłucha. "
            "Współpracujemy z ośrodkiem pomocy społecznej, szkołami i policją."
        ),
        actions=(
            Action(
                name="Codzienne zajęcia świetlicowe",
                description="Od poniedziałku do piątku 14–18: posiłek, odrabianie lekcji, zajęcia rozwijające.",
                target="30 dzieci w wieku 6–15 lat",
                costs=(
                    paid("Wychowawcy", "godz.", "46.00", "640"),
                    paid("Posiłki", "porcja", "12.80", "2400"),
                    paid("Materiały", "mies.", "480.00", "5"),
                    lent("Korepetycje wolontariuszy", "godz.", "40.00", "150"),
                ),
            ),
            Action(
                name="Pomoc psychologiczna",
                description="Konsultacje dla dzieci i rodziców, grupa umiejętności społecznych.",
                target="30 dzieci i 25 rodziców",
                costs=(paid("Psycholog", "godz.", "120.00", "100"),),
            ),
        ),
        administration=(
            paid("Kierownik świetlicy", "mies.", "900.00", "5"),
            paid("Księgowość", "mies.", "350.00", "5"),
        ),
        results=(
            Result(name="Dzieci stale uczęszczające", target=30, unit="osoba", monitoring="dziennik zajęć", reached=32),
            Result(name="Wydane posiłki", target=2400, unit="posiłek", monitoring="ewidencja", reached=2376),
        ),
        expected=(
            "30 dzieci będzie bezpiecznych po lekcjach, co najmniej 20 poprawi oceny. Rodzice skorzystają z "
            "pomocy psychologa."
        ),
        done="Do świetlicy chodziło 32 dzieci, 24 poprawiły średnią ocen. Dziewięcioro rodziców podjęło terapię.",
    ),
)
