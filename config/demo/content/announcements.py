"""Words that announcements of calls share: rules, selection, criteria, attachments."""

from config.demo.content.shapes import Criterion

ACCESSIBILITY = (
    "Zadanie musi być dostępne dla osób ze szczególnymi potrzebami: wejście bez progów lub pomoc w wejściu, informacja "
    "napisana prostym językiem, możliwość kontaktu inaczej niż przez telefon, a przy wydarzeniach dla ponad 100 osób "
    "także tłumaczenie na język migowy na życzenie. Wymagania stosuje się proporcjonalnie do wielkości zadania."
)
SELECTION = (
    "Oferty sprawdza pod względem formalnym koordynator, a ocenia komisja konkursowa. Każdy członek komisji przyznaje "
    "punkty w każdym kryterium i je uzasadnia; wynikiem jest średnia z dokładnością do dwóch miejsc po przecinku. "
    "Rekomendację może dostać oferta, która osiągnie próg punktowy. O wyborze decyduje {executive} po zapoznaniu się "
    "z opinią komisji. Wyniki ogłaszamy w Biuletynie Informacji Publicznej, na tablicy ogłoszeń i na stronie urzędu."
)
CONDITIONS = (
    "Zadanie należy wykonać w terminie podanym w ofercie, z dbałością o bezpieczeństwo uczestników, na rzecz "
    "mieszkańców {of_town}. Z dotacji nie można pokryć: podatku VAT, który oferent może odliczyć, zakupu "
    "nieruchomości, kar i odsetek, kosztów poniesionych przed zawarciem umowy. Osoby pracujące z dziećmi muszą "
    "spełniać wymogi ochrony małoletnich. Informacja o dofinansowaniu i herb pojawiają się na plakatach i stronach "
    "zadania."
)
RULES_SUPPORT = (
    "Zadanie jest wspierane: dotacja pokrywa część kosztów. Dotację dostaje oferent, którego ofertę wybrano, "
    "po zawarciu umowy. Kwota może być niższa od wnioskowanej; wtedy oferent aktualizuje kosztorys i harmonogram "
    "albo rezygnuje."
)
RULES_ENTRUST = (
    "Zadanie jest powierzane: dotacja może pokryć całość kosztów i nie wymaga się wkładu własnego. Dotację dostaje "
    "oferent, którego ofertę wybrano, po zawarciu umowy."
)
ATTACHMENTS = (
    ("Statut lub inny dokument określający działalność (jeśli nie ma go w rejestrze internetowym)", False),
    ("Pełnomocnictwo, gdy ofertę podpisuje osoba nieujęta w rejestrze", False),
    ("Oświadczenie o standardach ochrony małoletnich (przy zadaniach dla dzieci)", False),
)

SUPPORT_CRITERIA = (
    Criterion(
        statutory="1",
        name="Możliwość realizacji zadania przez oferenta",
        help="Czy plan jest wykonalny, a działania wynikają z potrzeb odbiorców?",
        points_max=25,
    ),
    Criterion(
        statutory="2",
        name="Kalkulacja kosztów w odniesieniu do zakresu zadania",
        help="Czy stawki są rynkowe, a każdy koszt potrzebny?",
        points_max=20,
    ),
    Criterion(
        statutory="3",
        name="Jakość wykonania i kwalifikacje osób",
        help="Kto poprowadzi działania i z jakim doświadczeniem?",
        points_max=25,
    ),
    Criterion(
        statutory="4",
        name="Udział środków finansowych własnych lub z innych źródeł",
        help="Jaką część kosztów oferent pokryje pieniędzmi spoza dotacji?",
        points_max=10,
    ),
    Criterion(
        statutory="5",
        name="Wkład rzeczowy i osobowy, w tym praca wolontariuszy i członków",
        help="Ile pracy i rzeczy wnosi oferent?",
        points_max=10,
    ),
    Criterion(
        statutory="6",
        name="Realizacja zadań zleconych w latach poprzednich",
        help="Rzetelność, terminowość, rozliczenie. Nowy oferent dostaje połowę punktów.",
        points_max=10,
    ),
)
ENTRUST_CRITERIA = tuple(
    Criterion(statutory=c.statutory, name=c.name, help=c.help, points_max=points)
    for c, points in (
        (SUPPORT_CRITERIA[0], 30),
        (SUPPORT_CRITERIA[1], 20),
        (SUPPORT_CRITERIA[2], 30),
        (SUPPORT_CRITERIA[4], 10),
        (SUPPORT_CRITERIA[5], 10),
    )
)


def previous(last: str, last_agreements: str, now: str, now_agreements: str) -> str:
    """Art. 13(2)(7): tasks of the same kind this year and the year before, with what they cost."""
    return (
        f"W ubiegłym roku na zadania tego rodzaju przekazano organizacjom {last} zł ({last_agreements}), "
        f"w bieżącym roku do dnia ogłoszenia {now} zł ({now_agreements})."
    )
