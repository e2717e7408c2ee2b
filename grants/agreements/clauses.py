"""Paragraphs of an agreement beyond its subject, days and money: what the framework agreement asks of every grantee."""

from frontend.templatetags.formats import without_zeros
from grants.agreements.models import Agreement
from tenants.office import law
from tenants.office.deadlines import report_due, unused_return_due
from tenants.office.documents.papers import Paragraph

# The framework agreement forbids to sell what the grant has paid for so long (Dz.U. 2018 poz. 2057, annex 3, § 14).
ASSET_YEARS = 5


def purchases() -> Paragraph:
    return {
        "title": "Zakupy ze środków dotacji",
        "items": [
            "Kupując towary i usługi ze środków dotacji, Zleceniobiorca wybiera wykonawców przejrzyście, uczciwie i "
            "unikając konfliktu interesów.",
        ],
    }


def shifts(agreement: Agreement) -> Paragraph:
    limit = without_zeros(agreement.shift_percent, 2)
    return {
        "title": "Przesunięcia w kosztorysie",
        "items": [
            "Jeżeli wydatek finansowany z dotacji wykazany w sprawozdaniu nie jest równy odpowiedniemu kosztowi w "
            f"umowie, uznaje się go za zgodny z umową, gdy nie nastąpiło zwiększenie tego wydatku o więcej niż {limit} %.",
            "Przekroczenie tego limitu uważa się za pobranie dotacji w nadmiernej wysokości.",
        ],
    }


def records(agreement: Agreement) -> Paragraph:
    years = law.value("retention_years", on=agreement.task_from)
    return {
        "title": "Dokumentacja",
        "items": [
            "Zleceniobiorca prowadzi wyodrębnioną dokumentację finansowo-księgową i ewidencję zadania zgodnie z ustawą "
            "o rachunkowości.",
            f"Dokumentację przechowuje się {years} lat, licząc od początku roku następującego po roku realizacji.",
        ],
    }


def information(agreement: Agreement) -> Paragraph:
    return {
        "title": "Obowiązki informacyjne",
        "items": [
            "Zleceniobiorca informuje, że zadanie jest finansowane lub współfinansowane ze środków Zleceniodawcy, i "
            "upoważnia Zleceniodawcę do podawania do publicznej wiadomości nazwy, przedmiotu i kwoty dotacji.",
        ],
    }


def accessibility(agreement: Agreement) -> Paragraph:
    return {
        "title": "Dostępność",
        "items": [
            "Zleceniobiorca zapewnia dostępność zadania osobom ze szczególnymi potrzebami co najmniej w zakresie art. 6 "
            "ustawy z dnia 19 lipca 2019 r. o zapewnianiu dostępności osobom ze szczególnymi potrzebami."
            + (f" {agreement.accessibility}" if agreement.accessibility else ""),
        ],
    }


def control(agreement: Agreement) -> Paragraph:
    return {
        "title": "Kontrola zadania publicznego",
        "items": [
            "Zleceniodawca kontroluje prawidłowość wykonywania zadania w toku jego realizacji oraz po jej zakończeniu, w "
            "siedzibie Zleceniobiorcy i w miejscu realizacji zadania.",
            "Zleceniobiorca w terminie "
            f"{law.value('control_reply_days', on=agreement.task_from)} dni powiadamia o wykonaniu zaleceń pokontrolnych.",
        ],
    }


def reports(agreement: Agreement) -> Paragraph:
    days = law.value("report_days", on=agreement.task_to)
    return {
        "title": "Sprawozdanie",
        "items": [
            {
                "text": f"Zleceniobiorca składa sprawozdanie końcowe w terminie {days} dni od dnia zakończenia realizacji "
                "zadania.",
                "facts": [("sprawozdanie końcowe do", report_due(agreement.task_to))],
            },
            "Gdy sprawozdania nie złożono w terminie, Zleceniodawca wzywa pisemnie do jego złożenia w ciągu "
            f"{law.value('report_reminder_days', on=agreement.task_to)} dni. Brak sprawozdania mimo wezwania uznaje się za "
            "wykorzystanie dotacji niezgodnie z przeznaczeniem.",
        ],
    }


def returns(agreement: Agreement) -> Paragraph:
    return {
        "title": "Zwrot środków finansowych",
        "items": [
            {
                "text": "Niewykorzystaną kwotę dotacji Zleceniobiorca zwraca bez wezwania.",
                "facts": [("zwrot niewykorzystanej dotacji do", unused_return_due(agreement.spend_until))],
            },
            "Od kwot zwróconych po terminie nalicza się odsetki jak dla zaległości podatkowych.",
        ],
    }


def leaving() -> Paragraph:
    return {
        "title": "Rozwiązanie umowy i odstąpienie od umowy",
        "items": [
            "Strony mogą rozwiązać umowę za porozumieniem, gdy wystąpią okoliczności, za które nie odpowiadają, a które "
            "uniemożliwiają wykonanie umowy. Skutki finansowe określają w protokole.",
            "Do dnia przekazania dotacji Zleceniobiorca może odstąpić od umowy, gdy wystąpią okoliczności uniemożliwiające "
            "jej wykonanie, a także gdy dotacji nie przekazano w terminie.",
            {
                "text": "Zleceniodawca może rozwiązać umowę ze skutkiem natychmiastowym, gdy Zleceniobiorca:",
                "points": [
                    "wykorzystuje dotację niezgodnie z przeznaczeniem albo pobrał ją w nadmiernej wysokości lub nienależnie;",
                    "wykonuje zadanie nieterminowo lub nienależycie;",
                    "przekazał całość lub część dotacji osobie trzeciej, choć umowa tego nie przewiduje;",
                    "nie złożył sprawozdania w terminie i na zasadach określonych w umowie;",
                    "odmówił poddania się kontroli albo nie usunął stwierdzonych nieprawidłowości.",
                ],
            },
        ],
    }


def assets() -> Paragraph:
    return {
        "title": "Rzeczy kupione z dotacji",
        "items": [
            f"Rzeczy kupionych z dotacji Zleceniobiorca nie zbywa przez {ASSET_YEARS} lat od dnia zakupu, chyba że "
            "Zleceniodawca zgodzi się na to na piśmie.",
        ],
    }


def liability() -> Paragraph:
    return {
        "title": "Odpowiedzialność i dane osobowe",
        "items": [
            "Za szkody powstałe przy realizacji zadania wobec osób trzecich odpowiada Zleceniobiorca.",
            "Dane osobowe osób, których dotyczy zadanie, Zleceniobiorca przetwarza zgodnie z przepisami o ochronie danych "
            "osobowych.",
        ],
    }


def ending(*, many: bool = False) -> Paragraph:
    return {
        "title": "Postanowienia końcowe",
        "items": [
            "Zmiany umowy wymagają formy pisemnej w postaci aneksu pod rygorem nieważności.",
            "W sprawach nieuregulowanych stosuje się ustawę o działalności pożytku publicznego i o wolontariacie, ustawę "
            "o finansach publicznych oraz Kodeks cywilny.",
            f"Umowę sporządzono w {'' if many else 'dwóch '}jednobrzmiących egzemplarzach, po jednym dla każdej ze Stron.",
        ],
    }
