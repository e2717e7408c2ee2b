"""The parts of a call's text in words: what each is called, and what it says."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.templatetags.formats import money, percent
from grants.calls import bands, presentation, rules, text
from grants.calls.models import (
    POINT_OF_LAW,
    STEPS,
    AmountRule,
    Commissioning,
    Lot,
    OthersPoints,
    ScoreRule,
    Signing,
    TieRule,
)
from tenants.office.deadlines import WARSAW
from tenants.registry.organisations.kinds import LEGAL_FORMS

ROW_LABELS: dict[str, Promise] = {
    "lots": gettext_lazy("tasks and their amounts"),
    "criteria": gettext_lazy("criteria"),
    "attachments": gettext_lazy("attachments to the offer"),
}


# Art. 15(1): docs/law.md#criteria
STATUTORY: dict[str, Promise] = {
    "1": gettext_lazy("whether the applicant can do the task"),
    "2": gettext_lazy("calculation of costs"),
    "3": gettext_lazy("quality and qualifications of people"),
    "4": gettext_lazy("own funds or funds from other sources"),
    "5": gettext_lazy("things, work of volunteers and members"),
    "6": gettext_lazy("earlier tasks commissioned by the office"),
}


def label(name: str) -> str:
    """What a part of the text is called."""
    return str(ROW_LABELS.get(name) or presentation.field_label(name))


def said(name: str, value: Any) -> list[str]:
    """What a part says, line by line; a part that says nothing has no lines."""
    if name in ROWS:
        return ROWS[name]({name: value or []})
    if value is None or value == "" or value == []:
        return []
    return FACTS[name](value) if name in FACTS else str(value).split("\n")


def _moment(value: str) -> list[str]:
    at = datetime.fromisoformat(value).astimezone(WARSAW)
    return [f"{rules.in_words(at.date())}, {at:%H:%M}"]


def _day(value: str) -> list[str]:
    return [rules.in_words(date.fromisoformat(value))]


def _yes_no(value: bool) -> list[str]:
    return [_("yes") if value else _("no")]


def _lots(said: Mapping[str, Any]) -> list[str]:
    lots = [Lot(**row) for row in text.rows_of({"lots": said["lots"]}, "lots")]
    return [
        f"{number}. {lot.title}: {money(lot.pool)} ({'; '.join([str(Commissioning(lot.commissioning).label), *presentation.limits(lot)])})"
        for number, lot in enumerate(lots, 1)
    ]


def _criteria(said: Mapping[str, Any]) -> list[str]:
    return [
        f"{number}. {row['name']}: {points(row)}"
        + (f", {POINT_OF_LAW.format(point=row['statutory'])}" if row["statutory"] else "")
        + (f", {_('decides between equal offers')}" if row["decides_ties"] else "")
        + (f", {_('may not apply to an offer')}" if row.get("may_not_apply") else "")
        + (f" – {row['help']}" if row["help"] else "")
        for number, row in enumerate(said["criteria"], 1)
    ]


def points(row: Mapping[str, Any]) -> str:
    if row["points_min"]:
        return _("%(least)s to %(most)s points") % {"least": row["points_min"], "most": row["points_max"]}
    return _("at most %(most)s points") % {"most": row["points_max"]}


def _attachments(said: Mapping[str, Any]) -> list[str]:
    return [row["name"] if row["required"] else f"{row['name']} ({_('if it applies')})" for row in said["attachments"]]


ROWS: dict[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "lots": _lots,
    "criteria": _criteria,
    "attachments": _attachments,
}
FACTS: dict[str, Callable[[Any], list[str]]] = {
    "opens_at": _moment,
    "closes_at": _moment,
    "decision_by": _day,
    "enquiries_until": _day,
    "task_from": _day,
    "task_to": _day,
    "results_table": _yes_no,
    "on_draft_budget": _yes_no,
    "shift_percent": lambda value: [percent(Decimal(value))],
    "minimum_points": lambda value: [
        str(Decimal(value).normalize().to_integral() if Decimal(value) % 1 == 0 else value)
    ],
    "legal_forms": lambda value: [str(said) for form, said in LEGAL_FORMS if form in value],
    "signing": lambda value: [str(Signing(one).label) for one in value],
    "file_kinds": lambda value: [", ".join(one.upper() for one in value)] if value else [],
    "tie_rule": lambda value: [str(TieRule(value).label)],
    "tie_then": lambda value: [str(TieRule(value).label)],
    "amount_rule": lambda value: [str(AmountRule(value).label)],
    "bands": bands.said,
    "points_step": lambda value: [str(label) for step, label in STEPS if Decimal(step) == Decimal(value)],
    "score_rule": lambda value: [str(ScoreRule(value).label)],
    "third_gap_percent": lambda value: [percent(Decimal(value))],
    "others_points": lambda value: [str(OthersPoints(value).label)],
    "reasons_required": _yes_no,
}
