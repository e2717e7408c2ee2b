"""What happens in Jasnogród beside the main line: questions, a changed call, joint offers, small grants, a proposal."""

from decimal import Decimal

from config.demo.content.calls import offer
from config.demo.content.days import ago, ahead
from config.demo.content.shapes_beside import Change, Comment, Demand, Enquiry, Initiative, Part, SmallGrant

ENQUIRIES = (
    Enquiry(
        organisation="szlak",
        asked=ago(6),
        text=(
            "Dzień dobry, tu Zbyszko Wędrowiec. Jesteśmy stowarzyszeniem zwykłym i nie mamy numeru KRS. Czy możemy "
            "złożyć ofertę i czy wystarczy wpis do ewidencji starosty?"
        ),
        answered=ago(5),
        published="Czy stowarzyszenie zwykłe może złożyć ofertę i czy wystarczy wpis do ewidencji starosty?",
        answer=(
            "Tak. Stowarzyszenie zwykłe podaje zamiast numeru KRS numer wpisu do ewidencji prowadzonej przez starostę. "
            "Wyciągu z ewidencji nie trzeba dołączać."
        ),
    ),
    Enquiry(
        organisation="delfinek",
        asked=ago(4),
        text=(
            "Czy wynajem toru na pływalni miejskiej możemy opłacić z dotacji? Pływalnia należy do miasta i nie wiemy, "
            "czy to nie będzie płacenie miastu jego pieniędzmi."
        ),
        answered=ago(2),
        published="Czy wynajem toru na pływalni miejskiej może być kosztem zadania, skoro pływalnia należy do miasta?",
        answer=(
            "Tak, opłata za tor według cennika pływalni jest kosztem realizacji działań. Tor, który miasto udostępnia "
            "bezpłatnie, nie jest kosztem ani wkładem własnym oferenta: prosimy nie wpisywać go do kosztorysu."
        ),
    ),
    Enquiry(
        organisation="orlik",
        asked=ago(1),
        text=(
            "Rodzice wożą dzieci na zawody własnymi samochodami. Czy możemy zaliczyć to do wkładu osobowego, a jeśli "
            "tak, to jak wycenić taki dojazd i czym go udokumentować?"
        ),
    ),
)

CHANGE = Change(
    on=ago(6),
    act_number="214",
    reason=(
        "Pula jest wyższa o kwotę, która została w zadaniu „Aktywna starość i koniec samotności”. Na prośbę "
        "organizacji dopisano, że z dotacji można opłacić dojazdy wolontariuszy."
    ),
    added=(("conditions", "Z dotacji można opłacić dojazdy wolontariuszy do osób, które odwiedzają."),),
    pools=((1, Decimal("25000.00")),),
)

DEMAND = Demand(
    organisation="szlak",
    asked=ago(6),
    text=(
        "Prosimy o uzasadnienie wyboru ofert i obniżenia naszej dotacji. Chcemy wiedzieć, w którym kryterium "
        "straciliśmy najwięcej punktów, żeby następna oferta była lepsza."
    ),
)

# A draft in the changed call: it only waits for the partner's word.
TWO_CLUBS = (
    Part(
        organisation="zlotajesien",
        tasks="Prowadzi spotkania klubowe i kurs telefonu, rozlicza dotację. Reprezentuje ją prezes zarządu.",
        weight=3,
    ),
    Part(
        organisation="bez-barier",
        tasks="Zapewnia dojazd osobom, które nie wyjdą z domu same, i prowadzi wycieczkę. Reprezentuje ją prezes zarządu.",
        weight=2,
    ),
)
THREE_ESTATES = (
    Part(
        organisation="rodzina-razem",
        tasks="Prowadzi lodówkę na Zarzeczu i rozlicza dotację. Reprezentuje ją prezes zarządu.",
        weight=2,
    ),
    Part(
        organisation="zlotajesien",
        tasks="Prowadzi lodówkę na Młynówce i gotuje wspólne obiady. Reprezentuje ją prezes zarządu.",
    ),
    Part(
        organisation="pomocna-dlon",
        tasks="Prowadzi lodówkę na Kolejowej i pilnuje przeglądów. Reprezentuje ją prezes zarządu.",
    ),
)
FLAWS = (
    ("task.description", "Opis mówi tylko o klubie. Proszę dopisać, ile obiadów i komu będą Państwo wydawać."),
    ("results.rows", "Proszę dodać rezultat, który pokaże liczbę wydanych obiadów, i sposób jego sprawdzenia."),
)
TRIAL = offer(
    "teatr-na-poddaszu",
    "teatr-mlodych",
    "Próba: teatr na podwórku",
    "11000.00",
    "podwórko przy ul. Przykładowej",
)

SMALL_GRANTS = (
    SmallGrant(
        organisation="stara-kuznia",
        sphere="16",
        title="Kowal w szkole",
        description=(
            "Z kuźnią polową odwiedzimy sześć szkół podstawowych w Jasnogrodzie. Dzieci zobaczą pracę kowala i pod "
            "jego okiem wykują własny gwóźdź."
        ),
        results=(
            ("Pokazy w szkołach", "12", "potwierdzenia szkół"),
            ("Uczniowie na warsztatach", "300", "listy klas"),
        ),
        costs=(
            ("Wynagrodzenie dwóch kowali", "4200.00", "0.00"),
            ("Stal, węgiel i okulary ochronne", "1900.00", "300.00"),
            ("Przewóz kuźni polowej", "700.00", "0.00"),
            ("Druk książeczki o kowalach", "0.00", "450.00"),
        ),
        task_from=ago(2),
        task_to=ahead(60),
        filed=ago(38),
        posted=ago(36),
        decided=ago(20),
        signed=ago(5),
    ),
    SmallGrant(
        organisation="mlodzi-koduja",
        sphere="18",
        title="Naprawialnia na Fabrycznej",
        description=(
            "Raz w tygodniu otworzymy pracownię przy ul. Fabrycznej dla każdego, kto chce naprawić radio, lampę albo "
            "zabawkę zamiast je wyrzucić. Narzędzia i pomoc są na miejscu."
        ),
        results=(
            ("Otwarte popołudnia", "8", "kalendarz na stronie"),
            ("Naprawione rzeczy", "120", "zeszyt napraw"),
        ),
        costs=(
            ("Prowadzący naprawy", "3200.00", "0.00"),
            ("Narzędzia i części", "2100.00", "0.00"),
            ("Plakaty", "400.00", "0.00"),
            ("Prąd i ogrzewanie pracowni", "0.00", "600.00"),
        ),
        task_from=ahead(30),
        task_to=ahead(90),
        filed=ago(7),
        posted=ago(4),
        comments=(
            Comment(
                on=ago(3),
                author="Mieszkanka ul. Fabrycznej",
                text="Bardzo dobry pomysł. Proszę tylko o godziny po 17, żeby zdążyli też ci, którzy pracują.",
            ),
            Comment(
                on=ago(1),
                author="Rada Osiedla Fabryczna",
                text="Popieramy. Możemy użyczyć stołów i krzeseł ze świetlicy, wtedy zmieści się więcej osób.",
            ),
        ),
    ),
    SmallGrant(
        organisation="rodzina-razem",
        sphere="31",
        title="Planszówki na podwórku",
        description=(
            "W soboty wystawimy stoły na podwórkach przy ul. Ogrodowej i Kolejowej i nauczymy sąsiadów grać w gry "
            "planszowe. W razie deszczu spotykamy się w świetlicy."
        ),
        results=(("Spotkania", "10", "zdjęcia"), ("Uczestnicy", "200", "licznik przy stołach")),
        costs=(
            ("Gry planszowe", "2600.00", "0.00"),
            ("Animatorzy", "2400.00", "0.00"),
            ("Stoły składane", "1500.00", "200.00"),
        ),
        task_from=ahead(35),
        task_to=ahead(105),
        filed=ago(1),
    ),
)
INITIATIVES = (
    Initiative(
        organisation="zielony-lisc",
        sphere="18",
        title="Łąka zamiast trawnika przy dworcu",
        description=(
            "Proponujemy założyć na skwerze przy dworcu łąkę z rodzimych gatunków. Trawnik jest dziś koszony dziewięć "
            "razy w roku i latem wysycha; łąka wystarczy skosić dwa razy. Założymy ją z mieszkańcami na wspólnych "
            "warsztatach i przez rok będziemy o nią dbać."
        ),
        costs=(
            ("Badanie gleby i plan obsady", "1800.00"),
            ("Przygotowanie podłoża", "5200.00"),
            ("Nasiona rodzimych gatunków", "2400.00"),
            ("Warsztaty z mieszkańcami", "1600.00"),
            ("Tablica o łące", "950.00"),
        ),
        filed=ago(9),
    ),
)
