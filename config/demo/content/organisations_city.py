"""Organisations of the city of Jasnogród."""

from config.demo.content.rows import Row

CITY = (
    Row(
        code="orlik",
        name="Klub Sportowy „Orlik” Jasnogród",
        legal_form="klub_sportowy",
        street="ul. Stadionowa 4",
        postcode="97-901",
        city="Jasnogród",
        representative="Gracjan Wilczewicz",
        editor="Lidia Sobótka",
        activity=(
            "Od 1998 roku szkolimy dzieci i młodzież w piłce nożnej i lekkiej atletyce. W ostatnich trzech latach "
            "prowadziliśmy osiem zadań zleconych przez miasto, wszystkie rozliczone w terminie. Nasze drużyny "
            "grają w ligach wojewódzkich."
        ),
        resources=(
            "Sześcioro trenerów z licencją, dwunastu rodziców wolontariuszy. Szatnie i magazyn sprzętu na "
            "stadionie miejskim, własny bus dziewięcioosobowy. Wkład finansowy pochodzi ze składek członków."
        ),
    ),
    Row(
        code="delfinek",
        name="Uczniowski Klub Sportowy „Delfinek”",
        legal_form="uczniowski_klub_sportowy",
        street="ul. Szkolna 12",
        postcode="97-902",
        city="Jasnogród",
        representative="Bogna Rzeczycka",
        activity=(
            "Uczymy pływać dzieci ze szkół podstawowych, także dzieci z niepełnosprawnościami. Działamy przy "
            "Szkole Podstawowej nr 5, rocznie z zajęć korzysta około 180 osób."
        ),
        resources=(
            "Czterech instruktorów pływania, ratownik, sprzęt do nauki pływania dla 40 osób. Umowa z pływalnią "
            "miejską na 12 godzin tygodniowo."
        ),
    ),
    Row(
        code="zlotajesien",
        name="Stowarzyszenie Seniorów „Złota Jesień”",
        legal_form="stowarzyszenie",
        street="ul. Lipowa 21",
        postcode="97-900",
        city="Jasnogród",
        representative="Halina Brzozowicz",
        editor="Teofil Majchrowicz",
        activity=(
            "Od 2009 roku prowadzimy klub seniora i uniwersytet trzeciego wieku dla 240 osób. Realizowaliśmy "
            "zadania z zakresu aktywizacji seniorów w latach 2018–2025, bez zwrotów i uwag."
        ),
        resources=(
            "Sala klubowa 80 m² z kuchnią, użyczona przez miasto. Dwoje koordynatorów i piętnastu wolontariuszy w "
            "wieku 60+."
        ),
    ),
    Row(
        code="dobrastrawa",
        name="Fundacja „Dobra Strawa” – Bank Żywności",
        legal_form="fundacja",
        street="ul. Magazynowa 7",
        postcode="97-903",
        city="Jasnogród",
        representative="Kornel Zabłocki-Lis",
        editor="Ewelina Pszczółka",
        activity=(
            "Odbieramy żywność ze sklepów i od rolników i przekazujemy ją 46 organizacjom w regionie. W ubiegłym "
            "roku uratowaliśmy przed zmarnowaniem 312 ton jedzenia."
        ),
        resources=(
            "Magazyn z chłodnią 420 m², dwa samochody dostawcze, pięcioro pracowników i trzydziestu stałych "
            "wolontariuszy."
        ),
    ),
    Row(
        code="cztery-lapy",
        name="Towarzystwo Opieki nad Zwierzętami „Cztery Łapy Jasnogrodu”",
        legal_form="stowarzyszenie",
        street="ul. Leśna 33",
        postcode="97-904",
        city="Jasnogród",
        representative="Dobrawa Kocur",
        activity=(
            "Leczymy i oddajemy do adopcji bezdomne zwierzęta, opiekujemy się kotami wolno żyjącymi. Od sześciu "
            "lat prowadzimy akcję sterylizacji we współpracy z trzema lecznicami."
        ),
        resources=(
            "Dwadzieścia pięć domów tymczasowych, klatki-łapki, samochód. Umowy z trzema lecznicami weterynaryjnymi."
        ),
    ),
    Row(
        code="stara-kuznia",
        name="Stowarzyszenie Miłośników Jasnogrodu „Stara Kuźnia”",
        legal_form="stowarzyszenie",
        street="Rynek 3",
        postcode="97-900",
        city="Jasnogród",
        representative="Wincenty Obrębski",
        editor="Klara Witek",
        activity=(
            "Zbieramy pamiątki i opowieści o dawnym Jasnogrodzie, wydajemy „Zeszyty jasnogrodzkie”, organizujemy "
            "Dni Rzemiosła. W zbiorach mamy ponad 4000 fotografii."
        ),
        resources=(
            "Izba pamięci w dawnej kuźni, skaner wielkoformatowy, troje przewodników z uprawnieniami, redaktor i "
            "grafik wolontariusze."
        ),
    ),
    Row(
        code="teatr-na-poddaszu",
        name="Fundacja Teatr na Poddaszu",
        legal_form="fundacja",
        street="ul. Teatralna 9/14",
        postcode="97-900",
        city="Jasnogród",
        representative="Aurelia Nocoń",
        activity=(
            "Robimy teatr z amatorami: młodzieżą, seniorami i osobami z niepełnosprawnościami. W dorobku mamy 23 "
            "premiery i nagrody na przeglądach teatrów amatorskich."
        ),
        resources=(
            "Sala prób na 40 miejsc, oświetlenie i nagłośnienie sceniczne, reżyserka, scenografka i instruktor ruchu."
        ),
    ),
    Row(
        code="pomocna-dlon",
        name="Stowarzyszenie „Pomocna Dłoń”",
        legal_form="stowarzyszenie",
        street="ul. Kolejowa 18",
        postcode="97-902",
        city="Jasnogród",
        representative="Felicja Drozdek",
        editor="Iwo Kaczorek",
        activity=(
            "Prowadzimy świetlicę środowiskową i punkt konsultacyjny dla rodzin z problemem uzależnienia. "
            "Współpracujemy z ośrodkiem pomocy społecznej i policją."
        ),
        resources="Lokal 110 m², dwoje terapeutów, pedagog, psycholog na pół etatu, ośmiu wolontariuszy.",
    ),
    Row(
        code="bez-barier",
        name="Fundacja „Jasnogród bez Barier”",
        legal_form="fundacja",
        street="ul. Równa 2",
        postcode="97-901",
        city="Jasnogród",
        representative="Ludmiła Stępak",
        activity=(
            "Wspieramy osoby z niepełnosprawnościami ruchu i wzroku: asystencja, wypożyczalnia sprzętu, audyty "
            "dostępności. W ciągu pięciu lat pomogliśmy 430 osobom."
        ),
        resources="Wypożyczalnia ze 150 sztukami sprzętu, samochód z podnośnikiem, fizjoterapeutka, 12 asystentów.",
    ),
    Row(
        code="zielony-lisc",
        name="Stowarzyszenie Ekologiczne „Zielony Liść”",
        legal_form="stowarzyszenie",
        street="ul. Nadrzeczna 40",
        postcode="97-903",
        city="Jasnogród",
        representative="Borys Jaworek",
        editor="Nela Topolska",
        activity=(
            "Sprzątamy rzekę Jasną, zakładamy łąki kwietne, uczymy dzieci o przyrodzie. Coroczna akcja „Jasna "
            "jest nasza” gromadzi 300 osób."
        ),
        resources="Osiem kajaków, przyczepa, sprzęt do sprzątania dla 100 osób, dwoje edukatorów przyrodniczych.",
    ),
    Row(
        code="szlak",
        name="Oddział Miłośników Szlaków „Kierunek Las”",
        legal_form="stowarzyszenie_zwykle",
        street="ul. Krótka 1",
        postcode="97-900",
        city="Jasnogród",
        representative="Zbyszko Wędrowiec",
        activity=(
            "Od 2019 roku znakujemy szlaki piesze i rowerowe wokół miasta i prowadzimy niedzielne wycieczki dla "
            "mieszkańców."
        ),
        resources="Sześciu znakarzy szlaków, dwoje przodowników turystyki, narzędzia, wiata magazynowa.",
    ),
    Row(
        code="mlodzi-koduja",
        name="Fundacja „Młodzi Kodują”",
        legal_form="fundacja",
        street="ul. Fabryczna 11",
        postcode="97-904",
        city="Jasnogród",
        representative="Tymon Bajtek",
        activity=(
            "Uczymy programowania i robotyki dzieci, których nie stać na płatne kursy. Działamy w pięciu szkołach "
            "i dwóch domach dziecka."
        ),
        resources="Pracownia z 16 komputerami, drukarka 3D, 20 zestawów robotów, pięcioro instruktorów.",
    ),
    Row(
        code="caritas-jasnogrod",
        name="Parafialne Dzieło Miłosierdzia „Przystań” w Jasnogrodzie",
        legal_form="koscielna_osoba_prawna",
        street="pl. Kościelny 2",
        postcode="97-900",
        city="Jasnogród",
        representative="Walenty Kapturek",
        activity=(
            "Prowadzimy jadłodajnię wydającą 90 posiłków dziennie i ogrzewalnię w zimie. Z pomocy korzysta około "
            "260 osób rocznie."
        ),
        resources="Kuchnia z zapleczem, ogrzewalnia na 18 miejsc, kucharka, dwudziestu wolontariuszy.",
    ),
    Row(
        code="rodzina-razem",
        name="Stowarzyszenie Rodzin Wielodzietnych „Razem przy Stole”",
        legal_form="stowarzyszenie",
        street="ul. Ogrodowa 15",
        postcode="97-901",
        city="Jasnogród",
        representative="Sabina Gniazdek",
        editor="Olaf Gniazdek",
        activity="Zrzeszamy 84 rodziny. Organizujemy półkolonie, wymianę ubrań i podręczników, warsztaty dla rodziców.",
        resources=(
            "Świetlica w domu parafialnym, dwoje pedagogów, bank rzeczy dziecięcych, trzydziestu rodziców "
            "wolontariuszy."
        ),
    ),
    Row(
        code="spoldzielnia-stol",
        name="Spółdzielnia Socjalna „Wspólny Stół”",
        legal_form="spoldzielnia_socjalna",
        street="ul. Rzemieślnicza 5",
        postcode="97-902",
        city="Jasnogród",
        representative="Roksana Chlebek",
        activity=(
            "Prowadzimy bar mleczny i catering, zatrudniamy dziewięć osób, które długo nie miały pracy. Uczymy "
            "zawodu kucharza."
        ),
        resources="Kuchnia szkoleniowa na osiem stanowisk, dwoje instruktorów zawodu, doradczyni zawodowa.",
    ),
)
