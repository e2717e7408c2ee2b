"""How a report's state is said, and what comes next."""

from datetime import date

from django.utils.translation import gettext as _

from grants.agreements.presentation import NextStep
from grants.monitoring.models import Report
from grants.monitoring.states import ReportState
from tenants.office.deadlines import report_due

S = ReportState
TONES = {S.DRAFT: "neutral", S.FILED: "info", S.RETURNED: "warn", S.ACCEPTED: "ok"}


def state_words(report: Report) -> tuple[str, str]:
    return report.get_state_display(), TONES[ReportState(report.state)]


def next_step(report: Report, *, today: date, owed: bool) -> NextStep:
    """`owed`: some money is still to come back."""
    due = report_due(report.agreement.task_to)
    late = "bad" if due < today else "info"
    state = ReportState(report.state)
    if state == S.DRAFT:
        return NextStep(heading=_("Write the report and file it"), who=_("grantee"), until=due, tone=late)
    if state == S.RETURNED:
        return NextStep(heading=_("Supplement the report and file it again"), who=_("grantee"), tone="warn", text=report.remarks)
    if state == S.FILED:
        return NextStep(heading=_("The report is being checked"), who=_("coordinator"))
    if owed:
        return NextStep(heading=_("The report is accepted; part of the grant is to be returned"), who=_("grantee"), tone="warn")
    return NextStep(heading=_("The report is accepted and the grant is settled"), who="", tone="ok")


def verb_words(verb: str) -> str:
    return {
        "create": _("report begun"),
        "edit": _("draft saved"),
        "file": _("report filed"),
        "send_back": _("returned for supplement"),
        "accept": _("report accepted"),
    }.get(verb, verb)
