"""Culture, heritage, learning."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

CULTURE = (
    Project(
        code="festiwal-dziedzictwa",
        sphere="16",
        description=(
            "Święto odbędzie się w przestrzeni: {place}. Zapraszamy mieszkańców i gości, zwłaszcza rodziny z "
            "dziećmi. Dawne rzemiosło zna już tylko kilku mistrzów; jeśli nikt się od nich nie nauczy, zginie. "
            "Pokażemy je na żywo i damy spróbować każdemu. Święto łączymy z dniami otwartymi muzeum i biblioteki."
        ),
        actions=(
            Action(
                name="Warsztaty u mistrzów",
                description="Dziesięć warsztatów: kowalstwo, tkactwo, garncarstwo, plecionkarstwo, wypiek chleba.",
                target="160 osób dorosłych i dzieci",
                part=(0.1, 0.6),
                costs=(
                    paid("Mistrzowie rzemiosła", "godz.", "90.00", "60"),
                    paid("Materiały (glina, wełna, wiklina, mąka)", "warsztat", "340.00", "10"),
                    lent("Użyczenie warsztatów i krosien", "dzień", "150.00", "10"),
                ),
            ),
            Action(
                name="Dzień Rzemiosła na rynku",
                description="Dwadzieścia stoisk, pokazy, kapela, gra miejska śladami cechów, tłumacz migowy.",
                target="1500 uczestników",
                part=(0.6, 0.7),
                costs=(
                    paid("Scena i nagłośnienie", "usługa", "5400.00", "1"),
                    paid("Kapela ludowa", "występ", "2800.00", "2"),
                    paid("Namioty i stoły", "komplet", "165.00", "20"),
                    paid("Tłumacz języka migowego", "godz.", "180.00", "6"),
                    paid("Plakaty i program", "szt.", "1.20", "1200"),
                    lent("Wolontariusze", "godz.", "35.00", "140"),
                ),
            ),
            Action(
                name="Film o ginących zawodach",
                description="Trzy krótkie filmy z mistrzami, z napisami, dostępne bezpłatnie w internecie.",
                target="widzowie w internecie i uczniowie",
                part=(0.3, 1.0),
                costs=(paid("Realizacja filmów z napisami", "film", "2100.00", "3"),),
            ),
        ),
        administration=(
            paid("Koordynator", "mies.", "700.00", "3"),
            paid("Obsługa księgowa", "mies.", "300.00", "3"),
        ),
        results=(
            Result(name="Uczestnicy warsztatów", target=160, unit="osoba", monitoring="listy obecności", reached=171),
            Result(
                name="Uczestnicy święta",
                target=1500,
                unit="osoba",
                monitoring="szacunek na podstawie wydanych kart gry i zdjęć",
                reached=1700,
            ),
            Result(name="Filmy", target=3, unit="film", monitoring="adresy filmów", reached=3),
        ),
        expected=(
            "160 osób spróbuje dawnego rzemiosła, 1500 weźmie udział w święcie, powstaną trzy filmy. Co najmniej "
            "ośmioro uczestników podejmie naukę u mistrzów. Filmy i scenariusze zajęć przekażemy szkołom."
        ),
        done=(
            "Święto odwiedziło około 1700 osób. U mistrzów uczy się dalej jedenaścioro uczestników, filmy "
            "obejrzano 9400 razy."
        ),
    ),
    Project(
        code="teatr-mlodych",
        sphere="16",
        description=(
            "Próby i premiera odbędą się w sali: {place}. Zapraszamy młodzież w wieku 13–18 lat, bez egzaminów "
            "wstępnych. Po pandemii wielu młodym ludziom trudno być w grupie; teatr uczy mówić własnym głosem i "
            "słuchać innych. Spektakl zagramy także dla szkół i domu pomocy."
        ),
        actions=(
            Action(
                name="Warsztaty i próby",
                description="Cotygodniowe spotkania: improwizacja, głos, ruch, praca nad tekstem pisanym wspólnie.",
                target="24 osoby w wieku 13–18 lat",
                part=(0.0, 0.85),
                costs=(
                    paid("Reżyserka", "godz.", "95.00", "96"),
                    paid("Instruktor ruchu scenicznego", "godz.", "85.00", "32"),
                    lent("Użyczenie sali prób", "godz.", "40.00", "128"),
                ),
            ),
            Action(
                name="Premiera i cztery pokazy",
                description="Premiera, dwa pokazy dla szkół, pokaz w domu pomocy, pokaz z audiodeskrypcją.",
                target="600 widzów",
                part=(0.85, 1.0),
                costs=(
                    paid("Scenografia i kostiumy", "komplet", "4600.00", "1"),
                    paid("Obsługa światła i dźwięku", "pokaz", "650.00", "5"),
                    paid("Audiodeskrypcja", "pokaz", "1500.00", "1"),
                    paid("Transport dekoracji", "kurs", "280.00", "4"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "500.00", "5"), paid("Księgowość", "mies.", "200.00", "5")),
        results=(
            Result(name="Uczestnicy warsztatów", target=24, unit="osoba", monitoring="listy obecności", reached=26),
            Result(name="Widzowie", target=600, unit="osoba", monitoring="bezpłatne wejściówki", reached=570),
        ),
        expected=(
            "24 młode osoby stworzą własny spektakl, zobaczy go 600 widzów. Grupa będzie działać dalej, a "
            "spektakl zgłosimy na przegląd teatrów młodzieżowych."
        ),
        done=(
            "Powstał spektakl „Poczekalnia”, zagrany pięć razy. Zobaczyło go 570 osób. Dostał wyróżnienie na "
            "przeglądzie w sąsiednim mieście."
        ),
    ),
    Project(
        code="zespol-spiewaczy",
        sphere="16",
        description=(
            "Zadanie realizujemy w świetlicy: {place}. Zapraszamy mieszkańców od wnuków po babcie. Pieśni, które "
            "śpiewano tu przy darciu pierza i na weselach, pamięta już tylko kilka osób. Nagramy je, nauczymy się "
            "ich i zaśpiewamy. Współpracujemy ze szkołą i parafią."
        ),
        actions=(
            Action(
                name="Zbieranie pieśni i próby",
                description="Nagrania w domach najstarszych mieszkanek, co tydzień próby z instruktorką śpiewu.",
                target="30 osób",
                part=(0.0, 0.8),
                costs=(
                    paid("Instruktorka śpiewu", "godz.", "80.00", "56"),
                    paid("Realizator nagrań", "dzień", "600.00", "4"),
                    lent("Praca członkiń koła", "godz.", "35.00", "90"),
                ),
            ),
            Action(
                name="Śpiewnik i wieczór pieśni",
                description="Druk śpiewnika z zapisem nutowym, wieczór przy ognisku z poczęstunkiem.",
                target="250 uczestników",
                part=(0.8, 1.0),
                costs=(
                    paid("Skład i druk śpiewnika", "szt.", "16.80", "300"),
                    paid("Nagłośnienie", "usługa", "1200.00", "1"),
                    paid("Produkty na poczęstunek", "osoba", "11.00", "250"),
                ),
            ),
        ),
        administration=(paid("Księgowość", "usługa", "500.00", "1"),),
        results=(
            Result(name="Nagrane pieśni", target=25, unit="pieśń", monitoring="archiwum nagrań", reached=31),
            Result(name="Uczestnicy prób", target=30, unit="osoba", monitoring="listy obecności", reached=28),
            Result(name="Śpiewniki", target=300, unit="egz.", monitoring="protokół odbioru druku", reached=300),
        ),
        expected=(
            "Ocalimy co najmniej 25 pieśni, 30 osób nauczy się je śpiewać. Śpiewnik trafi do szkół i bibliotek, a "
            "nagrania do archiwum społecznego."
        ),
        done=(
            "Nagraliśmy 31 pieśni, najstarsza śpiewaczka ma 94 lata. Śpiewniki rozdaliśmy szkołom, bibliotekom i "
            "domom kultury."
        ),
    ),
    Project(
        code="cmentarze-i-pamiec",
        sphere="16",
        description=(
            "Prace obejmą zabytkowe nagrobki i archiwum: {place}. Zapraszamy uczniów, potomków dawnych rodzin i "
            "wszystkich, którym bliska jest historia. Nagrobki niszczeją, a świadkowie odchodzą. Działamy w "
            "porozumieniu z konserwatorem zabytków."
        ),
        actions=(
            Action(
                name="Prace porządkowe i konserwacja",
                description=(
                    "Oczyszczenie i konserwacja sześciu nagrobków pod nadzorem konserwatora, porządki z udziałem "
                    "uczniów."
                ),
                target="80 wolontariuszy",
                part=(0.0, 0.7),
                costs=(
                    paid("Konserwator kamienia", "nagrobek", "2350.00", "6"),
                    paid("Materiały i narzędzia", "komplet", "1900.00", "1"),
                    lent("Praca wolontariuszy", "godz.", "35.00", "240"),
                ),
            ),
            Action(
                name="Nagrania wspomnień",
                description="Piętnaście rozmów ze świadkami, opracowanie i publikacja w archiwum społecznym.",
                target="mieszkańcy, szkoły",
                part=(0.2, 1.0),
                costs=(
                    paid("Opracowanie nagrań", "rozmowa", "280.00", "15"),
                    paid("Spacer historyczny z przewodnikiem", "spacer", "350.00", "4"),
                ),
            ),
        ),
        administration=(paid("Koordynacja i rozliczenie", "usługa", "1500.00", "1"),),
        results=(
            Result(name="Odnowione nagrobki", target=6, unit="szt.", monitoring="protokoły konserwatorskie", reached=6),
            Result(name="Nagrane wspomnienia", target=15, unit="rozmowa", monitoring="archiwum społeczne", reached=15),
        ),
        expected=(
            "Sześć nagrobków przetrwa kolejne dziesięciolecia, powstanie piętnaście nagrań. Uczniowie będą co "
            "roku opiekować się miejscem."
        ),
        done=(
            "Odnowiliśmy sześć nagrobków; szkoła podjęła stałą opiekę nad cmentarzem. Nagrania są dostępne bezpłatnie."
        ),
    ),
    Project(
        code="orkiestra-mlodych",
        sphere="16",
        description=(
            "Próby odbywają się w miejscu: {place}. Zapraszamy dzieci od 9 lat, także takie, które nigdy nie "
            "grały. Instrument jest drogi, szkoła muzyczna daleko; u nas dziecko dostaje oboje za darmo. "
            "Orkiestra gra na uroczystościach gminnych i powiatowych."
        ),
        actions=(
            Action(
                name="Nauka gry i próby",
                description="Lekcje w małych grupach i cotygodniowa próba całego zespołu.",
                target="45 dzieci i młodych ludzi",
                costs=(
                    paid("Nauczyciele gry", "godz.", "72.00", "216"),
                    paid("Dyrygent", "godz.", "90.00", "54"),
                    paid("Naprawa i strojenie instrumentów", "szt.", "140.00", "24"),
                    paid("Nuty i pulpity", "komplet", "1650.00", "1"),
                    lent("Opieka rodziców na próbach", "godz.", "35.00", "72"),
                ),
            ),
            Action(
                name="Koncert i przemarsz",
                description="Koncert plenerowy z udziałem zaprzyjaźnionej orkiestry.",
                target="500 słuchaczy",
                part=(0.7, 0.9),
                costs=(
                    paid("Transport muzyków", "kurs", "900.00", "2"),
                    paid("Nagłośnienie", "usługa", "1700.00", "1"),
                ),
            ),
        ),
        administration=(paid("Księgowość", "mies.", "220.00", "6"),),
        results=(
            Result(name="Młodzi muzycy", target=45, unit="osoba", monitoring="dzienniki lekcji", reached=47),
            Result(
                name="Słuchacze koncertu",
                target=500,
                unit="osoba",
                monitoring="zdjęcia, szacunek organizatora",
                reached=620,
            ),
        ),
        expected="45 dzieci nauczy się grać w zespole. Instrumenty będą służyć kolejnym rocznikom.",
        done="W orkiestrze gra 47 osób, dwanaścioro zaczynało od zera. Koncertu wysłuchało około 620 osób.",
    ),
    Project(
        code="programowanie",
        sphere="14",
        description=(
            "Zajęcia prowadzimy w pracowni: {place}. Zapraszamy uczniów klas IV–VIII, pierwszeństwo mają dzieci z "
            "rodzin o niskich dochodach i dziewczęta. Płatny kurs kosztuje miesięcznie tyle, ile część rodzin "
            "wydaje na jedzenie. Program ustaliliśmy ze szkołami."
        ),
        actions=(
            Action(
                name="Kurs programowania i robotyki",
                description="Sześć grup po dwanaście osób, piętnaście spotkań po 90 minut.",
                target="72 uczniów",
                costs=(
                    paid("Instruktorzy", "godz.", "78.00", "180"),
                    paid("Zestawy robotów", "szt.", "690.00", "10"),
                    paid("Dostęp do platformy edukacyjnej", "osoba", "45.00", "72"),
                    lent("Użyczenie pracowni komputerowej", "godz.", "50.00", "90"),
                ),
            ),
            Action(
                name="Dzień robotów",
                description="Pokaz prac i zawody robotów dla wszystkich szkół.",
                target="200 osób",
                part=(0.9, 1.0),
                costs=(
                    paid("Nagrody", "komplet", "1200.00", "1"),
                    paid("Organizacja zawodów", "usługa", "1450.00", "1"),
                ),
            ),
        ),
        administration=(paid("Koordynator", "mies.", "400.00", "4"),),
        results=(
            Result(
                name="Absolwenci kursu",
                target=72,
                unit="osoba",
                monitoring="listy obecności, prace końcowe",
                reached=70,
            ),
            Result(
                name="Dziewczęta wśród uczestników", target=36, unit="osoba", monitoring="listy obecności", reached=38
            ),
        ),
        expected=(
            "72 dzieci napisze własny program i zbuduje robota. Roboty zostaną w pracowni i będą wypożyczane szkołom."
        ),
        done="Kurs ukończyło 70 osób, w tym 38 dziewcząt. Dwie szkoły otworzyły własne kółka.",
    ),
    Project(
        code="integracja-cudzoziemcow",
        sphere="5a",
        description=(
            "Zadanie realizujemy w ośrodku: {place}. Zapraszamy cudzoziemców mieszkających w okolicy i ich "
            "sąsiadów. Bez języka trudno załatwić sprawę w urzędzie, iść do lekarza, pomóc dziecku w lekcjach. "
            "Współpracujemy z urzędem pracy i szkołami."
        ),
        actions=(
            Action(
                name="Kurs języka polskiego",
                description="Cztery grupy na dwóch poziomach, 60 godzin każda, z opieką nad dziećmi w czasie zajęć.",
                target="60 dorosłych",
                costs=(
                    paid("Lektorzy", "godz.", "75.00", "240"),
                    paid("Podręczniki", "szt.", "64.00", "60"),
                    paid("Opieka nad dziećmi", "godz.", "38.00", "120"),
                    lent("Tłumacze wolontariusze", "godz.", "45.00", "60"),
                ),
            ),
            Action(
                name="Spotkania przy wspólnym stole",
                description="Sześć spotkań sąsiedzkich: kuchnie, zwyczaje, muzyka.",
                target="240 mieszkańców",
                part=(0.2, 1.0),
                costs=(
                    paid("Produkty spożywcze", "spotkanie", "520.00", "6"),
                    paid("Prowadzenie spotkań", "spotkanie", "300.00", "6"),
                ),
            ),
        ),
        administration=(paid("Koordynatorka", "mies.", "600.00", "5"), paid("Księgowość", "mies.", "200.00", "5")),
        results=(
            Result(name="Osoby, które ukończyły kurs", target=60, unit="osoba", monitoring="testy końcowe", reached=55),
            Result(name="Uczestnicy spotkań", target=240, unit="osoba", monitoring="listy, zdjęcia", reached=262),
        ),
        expected=(
            "60 osób będzie mówić po polsku na poziomie pozwalającym załatwić sprawę w urzędzie. Sąsiedzi się poznają."
        ),
        done=(
            "Kurs ukończyło 55 osób, 41 zdało egzamin wewnętrzny. W spotkaniach wzięły udział 262 osoby z "
            "dziewięciu krajów."
        ),
    ),
)
