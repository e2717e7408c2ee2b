"""How an agreement's state is said, and what comes next."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import AgreementState
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
    who: str
    until: date | None = None
    text: str = ""
    tone: str = "info"


def state_words(agreement: Agreement) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return agreement.get_state_display(), TONES[AgreementState(agreement.state)]


def next_step(agreement: Agreement, tranches: list[Tranche], today: date) -> NextStep:
    state = AgreementState(agreement.state)
    if state == S.DRAFT:
        return NextStep(heading=_("The terms are being written"), who=_("coordinator"), text=_("Check the dates, the account and the tranches, then make the paper."))
    if state == S.READY:
        return NextStep(heading=_("The agreement waits for signatures"), who=_("both sides"), text=_("Print it or sign it electronically; then record the day it was concluded."), tone="warn")
    unpaid = [tranche for tranche in tranches if tranche.paid_on is None]
    if state == S.SIGNED and unpaid:
        return NextStep(heading=_("A tranche is to be paid"), who=_("finance"), until=unpaid[0].due_on, tone="bad" if unpaid[0].due_on < today else "info")
    if state == S.SIGNED:
        due = report_due(agreement.task_to)
        return NextStep(heading=_("The task is under way; the final report follows"), who=_("grantee"), until=due, tone="bad" if due < today else "info")
    if state == S.REPORTED:
        return NextStep(heading=_("The report is being checked"), who=_("coordinator"))
    if state == S.SETTLING:
        return NextStep(heading=_("Unused money is to be returned"), who=_("grantee"), tone="warn")
    if state == S.SETTLED:
        return NextStep(heading=_("The grant is settled"), who="", tone="ok")
    return NextStep(heading=_("The agreement was not concluded"), who="", tone="neutral")


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
    }.get(verb, verb)
