"""What an agreement from a joint offer says beyond others: every party, how the costs are split, who answers for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from grants.applications.completeness import budget_in
from grants.applications.joint import offerors_in
from tenants.office.documents.papers import Clause, Column, Paragraph, Party, Signature, Value
from tenants.registry.organisations.models import Organisation

Content = Mapping[str, Any]


def parties(content: Content, *, leader: Organisation, representatives: str) -> list[Party]:
    """The grantees in the order of the offer; a partner with the facts it filed under."""
    rows = offerors_in(content)
    found: list[Party] = []
    for row in rows:
        seat = leader.address if row["leads"] else row["seat_address"]
        number = leader.register_number if row["leads"] else row["register_number"]
        nip = leader.nip if row["leads"] else row["nip"]
        signs = representatives if row["leads"] else row.get("confirmed_by", "")
        found.append(
            {
                "name": row["name"],
                "lines": [
                    f"z siedzibą: {seat}",
                    f"numer w rejestrze: {number}" + (f", NIP {nip}" if nip else ""),
                    f"reprezentacja: {signs}",
                ],
                "called": "w umowie łącznie z pozostałymi: „Zleceniobiorca”",
            }
        )
    return found


def signatures(content: Content) -> list[Signature]:
    return [{"label": f"Zleceniobiorca: {row['name']}"} for row in offerors_in(content)]


def paragraph(content: Content) -> Paragraph:
    """Joint and several liability (art. 14(5)), the split of costs (form V.C), who speaks for all."""
    budget = budget_in(content)
    years = budget.years if len(budget.years) > 1 else ()
    rows: list[Sequence[Value]] = [
        [part.name, *(part.years[place] for place in range(len(years))), part.value] for part in budget.offerors
    ]
    of_years: list[Column] = [{"label": f"Rok {year} [zł]", "kind": "number"} for year in years]
    split: Clause = {
        "text": "Koszty realizacji zadania dzielą się między Zleceniobiorców następująco:",
        "table": {
            "columns": [
                {"label": "Zleceniobiorca", "width": 4},
                *of_years,
                {"label": "Razem [zł]", "kind": "number"},
            ],
            "rows": rows,
        },
    }
    return {
        "title": "Oferta wspólna",
        "items": [
            "Zleceniobiorcy ponoszą odpowiedzialność solidarną za zobowiązania, o których mowa w art. 16 ust. 1 ustawy z "
            "dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie: Zleceniodawca może żądać "
            "wykonania całości lub części zobowiązania od wszystkich Zleceniobiorców, od kilku z nich lub od każdego z "
            "osobna.",
            split,
            f"Wobec Zleceniodawcy Zleceniobiorców reprezentuje {_leader(content)}, na którego rachunek Zleceniodawca "
            "przekazuje dotację i który składa sprawozdania w imieniu wszystkich.",
            "Umowa zawarta między Zleceniobiorcami, określająca zakres ich świadczeń składających się na realizację "
            "zadania, jest załącznikiem do umowy.",
        ],
    }


def attachments(content: Content) -> list[str]:
    between = "Umowa między Zleceniobiorcami, określająca zakres ich świadczeń (art. 14 ust. 4 ustawy)."
    return [between] if offerors_in(content) else []


def _leader(content: Content) -> str:
    return next((row["name"] for row in offerors_in(content) if row["leads"]), "")
