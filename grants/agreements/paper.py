"""The agreement on paper: the framework agreement's paragraphs (Dz.U. 2018 poz. 2057) filled with facts. Polish is
the language of the law, so the paper is Polish in every language of the interface."""

from collections.abc import Sequence
from typing import Any

from frontend.templatetags.formats import money
from grants.agreements import clauses, joint_paper
from grants.agreements.models import Agreement, Tranche
from grants.agreements.sources import Source, source_of
from grants.calls.models import Commissioning
from tenants.office.documents.checksum import grouped
from tenants.office.documents.papers import Agreement as Paper
from tenants.office.documents.papers import Clause, Letterhead, Paragraph, Party, Value
from tenants.office.identifiers import show_nrb
from tenants.office.money import in_words, percent
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
    form = FORMS[Commissioning(agreement.commissioning)]
    source = source_of(agreement)
    content = source.content
    grantees = joint_paper.parties(content, leader=organisation, representatives=agreement.representatives)
    return {
        "town": letterhead,
        "kind": "Umowa",
        "title": f"Umowa o {form} realizacji zadania publicznego",
        "number": agreement.number,
        "checksum": checksum,
        "opening": f"zawarta na podstawie {'art. 16 ust. 1' if source.call else 'art. 16 ust. 1 i art. 19a'} ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku "
        "publicznego i o wolontariacie, między:",
        "parties": [
            {
                "name": town.name,
                "lines": [town.address or town.office_name, f"reprezentacja: {agreement.signatories}"],
                "called": "w umowie: „Zleceniodawca”",
            },
            *(grantees or [_grantee(agreement, organisation)]),
        ],
        "paragraphs": [
            _subject(agreement, source, form),
            _performance(agreement),
            _money(agreement, tranches),
            *([joint_paper.paragraph(content)] if grantees else []),
            clauses.purchases(),
            clauses.shifts(agreement),
            clauses.records(agreement),
            clauses.information(agreement),
            clauses.accessibility(agreement),
            clauses.control(agreement),
            clauses.reports(agreement),
            clauses.returns(agreement),
            clauses.leaving(),
            clauses.assets(),
            clauses.liability(),
            clauses.ending(many=bool(grantees)),
        ],
        "signatures": [{"label": "Zleceniodawca"}, *(joint_paper.signatures(content) or [{"label": "Zleceniobiorca"}])],
        "attachments": _attachments(source),
    }


def _grantee(agreement: Agreement, organisation: Organisation) -> Party:
    return {
        "name": agreement.organisation_name,
        "lines": [
            f"z siedzibą: {organisation.address}",
            f"numer w rejestrze: {organisation.register_number}"
            + (f", NIP {organisation.nip}" if organisation.nip else ""),
            f"reprezentacja: {agreement.representatives}",
        ],
        "called": "w umowie: „Zleceniobiorca”",
    }


def _attachments(source: Source) -> list[str]:
    listed = [f"Oferta nr {source.number} (suma kontrolna {grouped(source.checksum)})."]
    if source.changed and source.call:
        listed.append(f"Zaktualizowany harmonogram i kosztorys (suma kontrolna {grouped(source.changed)}).")
    elif source.changed:
        listed.append(f"Zmieniona oferta (suma kontrolna {grouped(source.changed)}).")
    return [*listed, *joint_paper.attachments(source.content)]


def _subject(agreement: Agreement, source: Source, form: str) -> Paragraph:
    return {
        "title": "Przedmiot umowy",
        "items": [
            f"Zleceniodawca zleca Zleceniobiorcy w formie „{form}” realizację zadania publicznego pod tytułem "
            f"„{agreement.title}”, określonego szczegółowo w ofercie nr {source.number}, a Zleceniobiorca "
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
    rows: list[list[Value]] = [[f"{tranche.number}.", tranche.amount, tranche.due_on] for tranche in tranches]
    payment: Clause = {
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
    }
    return {
        "title": "Finansowanie zadania publicznego",
        "items": [
            payment,
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
