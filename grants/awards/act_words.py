"""The words of an executive's act, in Polish as the law asks. Pure: values in, the same values for PDF and DOCX out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from frontend.templatetags.formats import amount, money
from grants.awards.models import Kind, Outcome
from grants.awards.rules import GIVES, ZERO
from tenants.office import law
from tenants.office.documents.papers import Act, Column, Letterhead
from tenants.registry.governments.kinds import Kind as TownKind

OUTCOMES = {
    Outcome.FULL: "dotacja w pełnej kwocie",
    Outcome.REDUCED: "dotacja w niższej kwocie",
    Outcome.RESERVE: "lista rezerwowa",
    Outcome.REFUSED: "bez dotacji",
}
SELF_GOVERNMENT = {
    TownKind.POWIAT: "self_government_powiat",
    TownKind.VOIVODESHIP: "self_government_voivodeship",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One offer in the attachment of an act."""

    lot: str
    number: str
    applicant: str
    task: str
    requested: Decimal
    amount: Decimal
    points: Decimal | None
    outcome: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All an act says. `number` and `day` are None of a draft; `changed` is the act it changes: number and day."""

    town: str
    town_kind: str
    executive: str
    act: str
    kind: str
    call: str
    number: str | None
    day: date | None
    law_on: date
    signed_by: str
    rows: Sequence[Row]
    update_due_on: date | None = None
    grounds: str = ""
    changed: tuple[str, date] | None = None


def values(facts: Facts) -> dict[str, Any]:
    """What a DOCX template may use; every value is text, or a list of such."""
    lots = [_lot(title, [one for one in facts.rows if one.lot == title]) for title in _titles(facts.rows)]
    return {
        "act": facts.act,
        "act_capital": facts.act.upper(),
        "number": facts.number or "…",
        "day": _day(facts.day) if facts.day else "…",
        "town": facts.town,
        "executive": facts.executive,
        "signed_by": facts.signed_by,
        "call": facts.call,
        "subject": _subject(facts),
        "basis": _basis(facts),
        "paragraphs": [{"number": str(n), "text": text} for n, text in enumerate(_paragraphs(facts), start=1)],
        "lots": lots,
        "together": money(_given(facts.rows)),
        "grounds": facts.grounds,
        "update_due_on": _day(facts.update_due_on) if facts.update_due_on else "",
        "changed_number": facts.changed[0] if facts.changed else "",
        "changed_day": _day(facts.changed[1]) if facts.changed else "",
    }


def paper(facts: Facts, letterhead: Letterhead) -> Act:
    """The same for the PDF."""
    said = values(facts)
    return {
        "town": letterhead,
        "kind": facts.act.capitalize(),
        "title": f"{facts.act.capitalize()} nr {said['number']}",
        "number": facts.number,
        "checksum": None,
        "lines": [facts.executive, f"z dnia {said['day']} r."],
        "subject": said["subject"],
        "opening": said["basis"],
        "paragraphs": [one["text"] for one in said["paragraphs"]],
        "signatures": [{"name": facts.signed_by, "label": facts.executive}],
        "attachment": f"Załącznik: {said['call']}",
        "tables": [_table(lot) for lot in said["lots"]],
    }


def _table(lot: dict[str, Any]) -> Any:
    columns: list[Column] = [
        {"label": "Lp."},
        {"label": "Oferent i zadanie", "width": 4},
        {"label": "Punkty", "kind": "number"},
        {"label": "Wnioskowana [zł]", "kind": "number"},
        {"label": "Przyznana [zł]", "kind": "number"},
        {"label": "Rozstrzygnięcie", "width": 3},
    ]
    rows: list[Any] = [
        [
            one["position"],
            f"{one['applicant']}\n{one['task']}\noferta nr {one['number']}",
            one["points"],
            one["requested"],
            one["amount"],
            one["outcome"] + (f": {one['reason']}" if one["reason"] else ""),
        ]
        for one in lot["awards"]
    ]
    rows.append({"cells": [{"text": "Razem", "span": 4}, lot["amount"], ""], "style": "total"})
    return {"title": lot["title"], "intro": "", "table": {"columns": columns, "rows": rows}}


def _titles(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(one.lot for one in rows))


def _lot(title: str, rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "title": title,
        "awards": [
            {
                "position": str(position),
                "number": one.number,
                "applicant": one.applicant,
                "task": one.task,
                "requested": amount(one.requested),
                "amount": amount(one.amount),
                "points": amount(one.points) if one.points is not None else "–",
                "outcome": OUTCOMES[Outcome(one.outcome)],
                "reason": one.reason,
            }
            for position, one in enumerate(rows, start=1)
        ],
        "amount": amount(_given(rows)),
    }


def _given(rows: Sequence[Row]) -> Decimal:
    return sum((one.amount for one in rows if one.outcome in GIVES), ZERO)


def _day(day: date) -> str:
    with translation.override("pl"):
        return date_format(day, "j E Y")


def _subject(facts: Facts) -> str:
    choice = f"wyboru ofert i przyznania dotacji w otwartym konkursie ofert „{facts.call}”"
    if facts.kind == Kind.AMENDMENT:
        return f"w sprawie zmiany rozstrzygnięcia dotyczącego {choice}"
    if facts.kind == Kind.REVOCATION:
        return f"w sprawie częściowego uchylenia rozstrzygnięcia dotyczącego {choice}"
    return f"w sprawie {choice}"


def _basis(facts: Facts) -> str:
    key = SELF_GOVERNMENT.get(TownKind(facts.town_kind), "self_government_gmina")
    town, ngo = law.citation(key, on=facts.law_on), law.citation("choice_of_offers", on=facts.law_on)
    opinion = ", po zapoznaniu się z opinią komisji konkursowej" if facts.kind == Kind.FIRST else ""
    return f"Na podstawie {town} oraz {ngo}{opinion}, postanawia się, co następuje:"


def _paragraphs(facts: Facts) -> list[str]:
    act = f"{facts.act.capitalize()} wchodzi w życie z dniem podpisania."
    announced = (
        "Wyniki ogłasza się w Biuletynie Informacji Publicznej, w siedzibie organu w miejscu przeznaczonym na "
        "ogłoszenia oraz na stronie internetowej organu (art. 15 ust. 2h i 2j)."
    )
    update = (
        [f"Oferty, na które przyznano niższą kwotę, należy zaktualizować do dnia {_day(facts.update_due_on)} r."]
        if facts.update_due_on and any(one.outcome == Outcome.REDUCED for one in facts.rows)
        else []
    )
    return [*_choice(facts), *update, announced, act]


def _choice(facts: Facts) -> list[str]:
    if facts.kind == Kind.FIRST:
        return [
            f"Wybiera się oferty i przyznaje się dotacje w łącznej kwocie {money(_given(facts.rows))}, w wysokości "
            "określonej przy każdej ofercie w załączniku.",
            "Oferty na liście rezerwowej oraz oferty, na które nie przyznano dotacji, wymienia załącznik.",
        ]
    assert facts.changed is not None
    number, day = facts.changed
    earlier = f"{facts.act} nr {number} z dnia {_day(day)} r."
    what = (
        f"Zmienia się {earlier} w części dotyczącej ofert wymienionych w załączniku: otrzymuje ona brzmienie tam podane."
        if facts.kind == Kind.AMENDMENT
        else f"Uchyla się {earlier} w części dotyczącej dotacji na oferty wymienione w załączniku."
    )
    return [what, f"Powód: {facts.grounds}", "Pozostała część rozstrzygnięcia nie zmienia się."]
