"""The agreement on paper: the framework agreement's paragraphs (Dz.U. 2018 poz. 2057) filled with facts. Polish is
the language of the law, so the paper is Polish in every language of the interface."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement, Tranche
from grants.calls.models import Commissioning
from tenants.office import law
from tenants.office.deadlines import report_due, unused_return_due
from tenants.office.documents.papers import Agreement as Paper
from tenants.office.documents.papers import Letterhead, Paragraph
from tenants.office.identifiers import show_nrb
from tenants.office.money import in_words, percent
from tenants.registry.governments.kinds import Bodies
from tenants.registry.organisations.models import Organisation

FORMS = {Commissioning.SUPPORT: "wsparcie", Commissioning.ENTRUST: "powierzenie"}


def draw(
    agreement: Agreement,
    *,
    town: Any,
    letterhead: Letterhead,
    organisation: Organisation,
    tranches: Sequence[Tranche],
    checksum: str,
) -> Paper:
    """The values for the template `agreement`."""
    bodies: Bodies = town.bodies
    form = FORMS[Commissioning(agreement.commissioning)]
    return {
        "town": letterhead,
        "kind": "Umowa",
        "title": f"Umowa o {form} realizacji zadania publicznego",
        "number": agreement.number,
        "checksum": checksum,
        "opening": "zawarta na podstawie art. 16 ust. 1 ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku "
        "publicznego i o wolontariacie, między:",
        "parties": [
            {
                "name": town.name,
                "lines": [town.address or town.office_name, f"reprezentowanym przez: {agreement.signatories}"],
                "called": "zwanym dalej „Zleceniodawcą”",
            },
            {
                "name": agreement.organisation_name,
                "lines": [
                    f"z siedzibą: {organisation.address}",
                    f"numer w rejestrze: {organisation.register_number}"
                    + (f", NIP {organisation.nip}" if organisation.nip else ""),
                    f"reprezentowanym przez: {agreement.representatives}",
                ],
                "called": "zwanym dalej „Zleceniobiorcą”",
            },
        ],
        "paragraphs": [
            _subject(agreement, form),
            _performance(agreement),
            _money(agreement, tranches),
            _shifts(agreement),
            _records(agreement),
            _information(agreement),
            _accessibility(agreement),
            _control(agreement),
            _reports(agreement),
            _returns(agreement),
            _ending(bodies),
        ],
        "signatures": [{"label": "Zleceniodawca"}, {"label": "Zleceniobiorca"}],
        "attachments": [
            f"Oferta nr {agreement.application.number} (suma kontrolna {agreement.application.checksum[:16].upper()}).",
            "Zaktualizowany kosztorys i harmonogram – jeżeli dotyczy.",
        ],
    }


def _subject(agreement: Agreement, form: str) -> Paragraph:
    return {
        "title": "Przedmiot umowy",
        "items": [
            f"Zleceniodawca zleca Zleceniobiorcy w formie „{form}” realizację zadania publicznego pod tytułem "
            f"„{agreement.title}”, określonego szczegółowo w ofercie nr {agreement.application.number}, a Zleceniobiorca "
            "zobowiązuje się wykonać je na warunkach określonych w umowie i w ofercie.",
            "Zleceniodawca przyznaje Zleceniobiorcy środki finansowe w formie dotacji, o której mowa w art. 127 ust. 1 "
            "pkt 1 lit. e oraz art. 221 ust. 1 ustawy z dnia 27 sierpnia 2009 r. o finansach publicznych.",
        ],
    }


def _performance(agreement: Agreement) -> Paragraph:
    return {
        "title": "Sposób wykonania zadania publicznego",
        "items": [
            {
                "text": "Terminy:",
                "facts": [
                    ("rozpoczęcie zadania", agreement.task_from),
                    ("zakończenie zadania", agreement.task_to),
                    ("wydatkowanie dotacji do", agreement.spend_until),
                ],
            },
            "Zleceniobiorca wykorzysta dotację zgodnie z celem, na jaki ją uzyskał, i na warunkach umowy.",
        ],
    }


def _money(agreement: Agreement, tranches: Sequence[Tranche]) -> Paragraph:
    grant, total = agreement.grant, agreement.total_cost
    share = percent(grant, total)
    rows = [[f"{tranche.number}.", tranche.amount, tranche.due_on] for tranche in tranches]
    return {
        "title": "Finansowanie zadania publicznego",
        "items": [
            {
                "text": [
                    "Zleceniodawca przekaże dotację w wysokości ",
                    {"strong": f"{money(grant)} (słownie: {in_words(grant)})"},
                    f" na rachunek bankowy Zleceniobiorcy nr {show_nrb(agreement.account)}, w transzach:",
                ],
                "table": {
                    "columns": [
                        {"label": "Transza", "width": 1},
                        {"label": "Kwota [zł]", "kind": "number"},
                        {"label": "Do dnia", "width": 2},
                    ],
                    "rows": rows,
                },
            },
            {
                "text": "Koszty zadania:",
                "facts": [
                    ("całkowity koszt zadania", total),
                    ("dotacja", grant),
                    ("wkład własny i inne środki", total - grant),
                    ("udział dotacji", f"{str(share).replace('.', ',')} %" if share is not None else "–"),
                ],
            },
        ],
    }


def _shifts(agreement: Agreement) -> Paragraph:
    limit = str(agreement.shift_percent.normalize() if agreement.shift_percent else Decimal(0)).replace(".", ",")
    return {
        "title": "Przesunięcia w kosztorysie",
        "items": [
            "Jeżeli wydatek finansowany z dotacji wykazany w sprawozdaniu nie jest równy odpowiedniemu kosztowi w "
            f"umowie, uznaje się go za zgodny z umową, gdy nie nastąpiło zwiększenie tego wydatku o więcej niż {limit} %.",
            "Przekroczenie tego limitu uważa się za pobranie dotacji w nadmiernej wysokości.",
        ],
    }


def _records(agreement: Agreement) -> Paragraph:
    years = law.value("retention_years", on=agreement.task_from)
    return {
        "title": "Dokumentacja",
        "items": [
            "Zleceniobiorca prowadzi wyodrębnioną dokumentację finansowo-księgową i ewidencję zadania zgodnie z ustawą "
            "o rachunkowości.",
            f"Dokumentację przechowuje się {years} lat, licząc od początku roku następującego po roku realizacji.",
        ],
    }


def _information(agreement: Agreement) -> Paragraph:
    return {
        "title": "Obowiązki informacyjne",
        "items": [
            "Zleceniobiorca informuje, że zadanie jest finansowane lub współfinansowane ze środków Zleceniodawcy, i "
            "upoważnia Zleceniodawcę do podawania do publicznej wiadomości nazwy, przedmiotu i kwoty dotacji.",
        ],
    }


def _accessibility(agreement: Agreement) -> Paragraph:
    return {
        "title": "Dostępność",
        "items": [
            "Zleceniobiorca zapewnia dostępność zadania osobom ze szczególnymi potrzebami co najmniej w zakresie art. 6 "
            "ustawy z dnia 19 lipca 2019 r. o zapewnianiu dostępności osobom ze szczególnymi potrzebami."
            + (f" {agreement.accessibility}" if agreement.accessibility else ""),
        ],
    }


def _control(agreement: Agreement) -> Paragraph:
    return {
        "title": "Kontrola zadania publicznego",
        "items": [
            "Zleceniodawca kontroluje prawidłowość wykonywania zadania w toku jego realizacji oraz po jej zakończeniu, w "
            "siedzibie Zleceniobiorcy i w miejscu realizacji zadania.",
            "Zleceniobiorca w terminie "
            f"{law.value('control_reply_days', on=agreement.task_from)} dni powiadamia o wykonaniu zaleceń pokontrolnych.",
        ],
    }


def _reports(agreement: Agreement) -> Paragraph:
    days = law.value("report_days", on=agreement.task_to)
    return {
        "title": "Sprawozdanie",
        "items": [
            f"Zleceniobiorca składa sprawozdanie końcowe w terminie {days} dni od dnia zakończenia realizacji zadania.",
            {"facts": [("sprawozdanie końcowe do", report_due(agreement.task_to))]},
        ],
    }


def _returns(agreement: Agreement) -> Paragraph:
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


def _ending(bodies: Bodies) -> Paragraph:
    return {
        "title": "Postanowienia końcowe",
        "items": [
            "Zmiany umowy wymagają formy pisemnej w postaci aneksu pod rygorem nieważności.",
            "W sprawach nieuregulowanych stosuje się ustawę o działalności pożytku publicznego i o wolontariacie, ustawę "
            "o finansach publicznych oraz Kodeks cywilny.",
            "Umowę sporządzono w dwóch jednobrzmiących egzemplarzach, po jednym dla każdej ze Stron.",
        ],
    }
