"""How an agreement's state is said, what comes next, and where it stands on its way to settlement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import BINDING, AgreementState
from tenants.office.deadlines import report_due

S = AgreementState
TONES = {
    S.DRAFT: "neutral",
    S.READY: "warn",
    S.SIGNED: "info",
    S.REPORTED: "info",
    S.SETTLING: "warn",
    S.SETTLED: "ok",
    S.ABANDONED: "neutral",
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    heading: str
    who: str = ""
    until: date | None = None
    left: str = ""
    text: str = ""
    tone: str = "info"


def state_words(agreement: Agreement) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return agreement.get_state_display(), TONES[AgreementState(agreement.state)]


def left(until: date, today: date) -> str:
    """How far a day is: in 3 days, today, 3 days ago."""
    days = (until - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}


def dated(heading: str, who: str, until: date, today: date, text: str = "", tone: str = "info") -> NextStep:
    """A step with a day; past it, the card says so."""
    late = "bad" if until < today else tone
    return NextStep(heading=heading, who=who, until=until, left=left(until, today), text=text, tone=late)


def next_step(agreement: Agreement, tranches: Sequence[Tranche], today: date, *, resigned: bool = False) -> NextStep:
    """`resigned`: the applicant has given the grant up after the draft was made."""
    match AgreementState(agreement.state):
        case S.DRAFT | S.READY if resigned:
            text = _("The agreement can no longer be signed. Record that it will not be concluded.")
            return NextStep(heading=_("The applicant has resigned"), who=_("coordinator"), text=text, tone="bad")
        case S.DRAFT:
            text = _("Check the dates, the account and the tranches, then make the paper.")
            return NextStep(heading=_("The terms are being written"), who=_("coordinator"), text=text)
        case S.READY:
            text = _("Print it or sign it electronically; then record the day it was concluded.")
            return NextStep(
                heading=_("The agreement waits for signatures"), who=_("both sides"), text=text, tone="warn"
            )
        case S.SIGNED:
            return _while_signed(agreement, tranches, today)
        case S.REPORTED:
            return NextStep(heading=_("The report is being checked"), who=_("coordinator"))
        case S.SETTLING:
            return NextStep(heading=_("Part of the grant is to be returned"), who=_("grantee"), tone="warn")
        case S.SETTLED:
            return NextStep(heading=_("The grant is settled"), tone="ok", text=_("Nothing more has to be done."))
    return NextStep(
        heading=_("The agreement was not concluded"), tone="neutral", text=_("Its amount went back to the programme.")
    )


def _while_signed(agreement: Agreement, tranches: Sequence[Tranche], today: date) -> NextStep:
    unpaid = next((tranche for tranche in tranches if tranche.paid_on is None), None)
    due = report_due(agreement.task_to)
    if unpaid is not None and not (due < today and unpaid.due_on > today):
        named = {"number": unpaid.number, "amount": money(unpaid.amount)}
        return dated(_("Tranche %(number)s is to be paid: %(amount)s") % named, _("finance"), unpaid.due_on, today)
    if agreement.task_to >= today:
        text = _("The task lasts until %(day)s. The final report follows within 30 days; it can be begun now.")
        text %= {"day": date_format(agreement.task_to, "j E Y")}
        return dated(_("The task is under way"), _("grantee"), due, today, text)
    return dated(_("The final report is to be filed"), _("grantee"), due, today, tone="warn")


ORDER = [S.DRAFT, S.READY, S.SIGNED, S.REPORTED, S.SETTLING, S.SETTLED]


def way(agreement: Agreement, *, paid: bool) -> list[dict[str, Any]]:
    """The agreement's life as steps of a stepper; empty when it was given up. `paid`: all of the grant has left."""
    if agreement.state == S.ABANDONED:
        return []
    at = ORDER.index(AgreementState(agreement.state))
    page = reverse("agreements:detail", args=[agreement.ref])
    # The room of reports lies above this one and is known here by its address only.
    report = f"{page}reports/final/" if agreement.state in BINDING else ""
    steps = [
        (_("Terms"), at > ORDER.index(S.DRAFT), page),
        (_("Signatures"), at > ORDER.index(S.READY), page),
        (_("Payment"), at > ORDER.index(S.READY) and paid, f"{page}#payments"),
        (_("Final report"), at > ORDER.index(S.SIGNED), report),
        (_("Check of the report"), at > ORDER.index(S.REPORTED), report),
        (_("Settlement"), at == ORDER.index(S.SETTLED), report),
    ]
    current = next((number for number, (_label, done, _url) in enumerate(steps) if not done), None)
    return [
        {
            "label": label,
            "state": "done" if done else "current" if number == current else "todo",
            "url": url if done else "",
        }
        for number, (label, done, url) in enumerate(steps)
    ]


def verb_words(verb: str) -> str:
    return {
        "create": _("draft made"),
        "edit": _("terms changed"),
        "prepare": _("paper made"),
        "return_to_draft": _("back to a draft"),
        "sign": _("concluded"),
        "pay": _("tranche paid"),
        "report": _("report filed"),
        "return_report": _("report returned"),
        "demand_return": _("return demanded"),
        "settle": _("settled"),
        "abandon": _("given up"),
        "reopen": _("begun again"),
        "remind": _("reminder of the report sent"),
    }.get(verb, verb)


def entry_words(verb: str, noted: Mapping[str, Any]) -> str:
    """A line of the history: a payment is told with its tranche."""
    if verb == "pay" and "tranche" in noted:
        return _("tranche %(number)s paid") % {"number": noted["tranche"]}
    return verb_words(verb)
