"""What a joint offer says beyond one of a single organisation, in the form's own words: for the page and the PDF."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount
from grants.applications.budget import Budget
from grants.applications.joint import offerors_in
from grants.applications.official import OFFER_2018, Field
from tenants.office.deadlines import WARSAW
from tenants.office.money import ZERO

Content = Mapping[str, Any]
# The law's words on who answers for a joint offer (docs/law.md#joint-offers). Polish, as the law is.
LIABILITY = (
    "Organizacje pozarządowe lub podmioty wymienione w art. 3 ust. 3 składające ofertę wspólną ponoszą odpowiedzialność "
    "solidarną za zobowiązania, o których mowa w art. 16 ust. 1 (art. 14 ust. 5 ustawy z dnia 24 kwietnia 2003 r. "
    "o działalności pożytku publicznego i o wolontariacie)."
)
ONE, MANY = "oferent*", "oferenci*"


def title(content: Content) -> list[Any]:
    """The form's title with what does not apply struck out: one applicant, or a joint offer."""
    first, rest = OFFER_2018.title.split(" / ", 1)
    joint, after = rest.split(", ", 1)
    before, statute = after.split("1* / 2*", 1)
    if offerors_in(content):
        return [{"strike": first}, f" / {joint}, {before}", {"strike": "1*"}, f" / 2*{statute}"]
    return [f"{first} / ", {"strike": joint}, f", {before}1* / ", {"strike": "2*"}, statute]


def partners(content: Content) -> list[tuple[int, Mapping[str, Any]]]:
    """The offerors after the leader, with their numbers in the form: 2, 3, …"""
    return list(enumerate((row for row in offerors_in(content) if not row["leads"]), start=2))


def numbered(field: Field, number: int, name: str) -> dict[str, Any]:
    """A field that each offeror fills anew."""
    return {"no": field.number, "label": f"Oferent {number} – {name}. {field.label}"}


def split_table(budget: Budget) -> dict[str, Any]:
    """Form table V.C."""
    field = OFFER_2018.section("V").field("split_between_offerors")
    years = budget.years if len(budget.years) > 1 else ()
    columns: list[dict[str, Any]] = [
        {"label": field.column("lp").label, "width": 0.5},
        {"label": "Oferent", "width": 4},
        {"label": field.column("value_total").label, "kind": "number"},
        *({"label": f"Wartość [PLN] Rok {n} ({year})", "kind": "number"} for n, year in enumerate(years, start=1)),
    ]
    rows: list[Any] = [
        [
            f"{number}.",
            f"{field.column('offeror').label.format(n=number)}: {part.name}",
            amount(part.value),
            *(amount(part.years[place]) for place in range(len(years))),
        ]
        for number, part in enumerate(budget.offerors, start=1)
    ]
    sums = [sum((part.years[place] for part in budget.offerors), ZERO) for place in range(len(years))]
    whole = sum((part.value for part in budget.offerors), ZERO)
    cells = [{"text": field.grand_total, "span": 2}, amount(whole), *(amount(one) for one in sums)]
    rows.append({"cells": cells, "style": "total"})
    return {"no": field.number, "label": field.label, "kind": "table", "columns": columns, "rows": rows}


def tasks(content: Content) -> dict[str, Any]:
    """Form section VI.2: what each does, and how they are represented; with the words on liability."""
    field = OFFER_2018.section("VI").field("joint_split_and_representation")
    said = [f"{row['name']}:\n{row.get('tasks') or OFFER_2018.not_applicable}" for row in offerors_in(content)]
    return {"no": field.number, "label": field.label, "kind": "long_text", "value": "\n\n".join([*said, LIABILITY])}


def signers(content: Content) -> list[tuple[str, str]]:
    """Who confirmed the offer for each partner, and when."""
    found = []
    for _number, row in partners(content):
        if row.get("confirmed_by"):
            at = datetime.fromisoformat(row["confirmed_at"]).astimezone(WARSAW)
            said = _("%(who)s, %(when)s") % {"who": row["confirmed_by"], "when": date_format(at, "j E Y, H:i")}
            found.append((_("Confirmed for %(name)s by") % {"name": row["name"]}, said))
    return found


def signatures(content: Content, label: str) -> list[dict[str, str]]:
    """A place to sign for each offeror."""
    names = [row["name"] for row in offerors_in(content)]
    return [{"label": f"{name} {label}"} for name in names] or [{"label": label}]
