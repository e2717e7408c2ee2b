"""How a report's state is said, what comes next, and what the money looks like."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement
from grants.agreements.presentation import NextStep, dated
from grants.agreements.states import AgreementState
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.settlement import Settlement
from grants.monitoring.states import ReportState, ReturnReason
from tenants.office.deadlines import report_due

S = ReportState
TONES = {S.DRAFT: "neutral", S.FILED: "info", S.RETURNED: "warn", S.ACCEPTED: "ok"}


def state_words(report: Report) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return report.get_state_display(), TONES[ReportState(report.state)]


def step_before(agreement: Agreement, today: date) -> NextStep:
    """While there is no report."""
    if agreement.state != AgreementState.SIGNED:
        return NextStep(
            heading=_("There is no report yet"), text=_("A report is written on an agreement that is concluded.")
        )
    due = report_due(agreement.task_to)
    if agreement.task_to >= today:
        text = _("The task lasts until %(day)s. You can begin now: the draft is kept.")
        text %= {"day": date_format(agreement.task_to, "j E Y")}
        return dated(_("The final report is still to come"), _("grantee"), due, today, text)
    return dated(_("The final report is to be filed"), _("grantee"), due, today, tone="warn")


def next_step(report: Report, *, today: date, owed: GrantReturn | None) -> NextStep:
    """`owed`: the first of the money that is still to come back."""
    match ReportState(report.state):
        case S.DRAFT:
            return dated(_("Write the report and file it"), _("grantee"), report_due(report.agreement.task_to), today)
        case S.RETURNED:
            heading = _("Supplement the report and file it again")
            return NextStep(heading=heading, who=_("grantee"), tone="warn", text=report.remarks)
        case S.FILED:
            return NextStep(heading=_("The report is being checked"), who=_("coordinator"))
    if owed is not None:
        heading = _("To be returned: %(amount)s") % {"amount": money(owed.amount)}
        return dated(heading, _("grantee"), owed.due_on, today, reason_words(owed.reason).capitalize() + ".", "warn")
    return NextStep(heading=_("The report is accepted and the grant is settled"), tone="ok")


def reason_words(reason: str) -> str:
    return str(ReturnReason(reason).label) if reason in ReturnReason.values else reason


def chart(settlement: Settlement) -> dict[str, object]:
    """The grant as bars: what the title says is what they show."""
    named = {"paid": money(settlement.paid), "spent": money(settlement.spent), "back": money(settlement.unused)}
    title = (
        _("Of %(paid)s paid, %(spent)s was spent and %(back)s goes back")
        if settlement.unused
        else _("All of the %(paid)s paid was spent")
    )
    rows: list[tuple[str, Decimal]] = [(_("Paid"), settlement.paid), (_("Spent"), settlement.spent)]
    if settlement.unused:
        rows.append((_("Not used"), settlement.unused))
    return {"title": title % named, "rows": rows}


def verb_words(verb: str) -> str:
    return {
        "create": _("report begun"),
        "edit": _("draft saved"),
        "file": _("report filed"),
        "send_back": _("returned for supplement"),
        "accept": _("report accepted"),
    }.get(verb, verb)


def entry_words(verb: str, noted: Mapping[str, Any]) -> str:
    """A line of the history: when less was claimed than was reckoned, with the reason."""
    if verb == "accept" and "claimed" in noted:
        named = {name: money(Decimal(str(noted[name]))) for name in ("claimed", "reckoned")}
        sentence = _("report accepted, %(claimed)s of %(reckoned)s claimed as taken in excess: %(reason)s")
        return sentence % {**named, "reason": noted["reason"]}
    return verb_words(verb)
