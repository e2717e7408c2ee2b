from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from grants.agreements.models import Agreement
from grants.agreements.states import FLOW as AGREEMENT_FLOW
from grants.agreements.states import AgreementState
from grants.monitoring import content as shape
from grants.monitoring import letters, paper, reading, rules
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.states import FLOW, RETURN_FLOW, ReportState, ReturnReason, ReturnState
from tenants.gates.access import COORDINATOR, Actor, permit, the_clock
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day, report_due
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.money import ZERO
from tenants.office.notices.models import Notice
from tenants.office.texts import text as fit

REASON = 1000


class NotYet(Refusal):
    """The agreement is not one to report on."""


@transaction.atomic
def begin(agreement: Agreement, *, by: Actor, at: datetime) -> Report:
    """The draft of the final report; a second begin gives the same one. Raises: NotYet, PermissionDenied."""
    found = Report.objects.filter(agreement=agreement).first()
    if found is not None:
        return found
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.state != AgreementState.SIGNED:
        raise NotYet(_("A report is written on an agreement that is concluded."))
    again = Report.objects.filter(agreement=agreement).first()
    form = shape.SIMPLIFIED if locked.small_grant_id else shape.FULL
    return again or FLOW.create(Report(agreement=agreement, form=form, made_at=at), by=by, at=at)


@transaction.atomic
def save(report: Report, content: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> None:
    """Keep the draft as it is, complete or not, unless somebody saved another since it was opened.

    What is stored already is not saved again, so a double click does no harm. Raises: Stale, WrongState, PermissionDenied.
    """
    permit(FLOW.steps["edit"].may, by, report)
    stored = Report.objects.select_for_update().get(pk=report.pk)
    if stored.content == content:
        take(report, stored)
        return
    if stored.revision != revision and stored.state in FLOW.steps["edit"].states:
        take(report, stored)
        raise Stale(
            _(
                "Somebody else has saved this report since you opened it. Yours is kept on this page: compare and save again."
            )
        )
    FLOW.move(report, "edit", by=by, at=at, content=dict(content), revision=revision + 1)


def take(report: Report, stored: Report) -> None:
    """The report in hand, as it is stored."""
    report.content, report.revision, report.state = stored.content, stored.revision, stored.state
    report.checksum = stored.checksum


def _locked(agreement_id: int) -> Agreement:
    """The agreement's row comes first: no tranche is paid between the reckoning and what is told of it."""
    return Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement_id)


@transaction.atomic
def file(report: Report, *, by: Actor, at: datetime) -> None:
    """Declare the report: checked, frozen with a checksum, drawn as PDF, its receipt mailed.

    A second click finds it filed and changes nothing. Raises: Incomplete, WrongState, PermissionDenied.
    """
    permit(FLOW.steps["file"].may, by, report)
    agreement = _locked(report.agreement_id)
    stored = Report.objects.select_for_update().get(pk=report.pk)
    take(report, stored)
    if report.state == ReportState.FILED:
        return
    paid = reading.paid_amount(agreement)
    comparison = reading.comparison_of(report)
    rules.check_complete(report.content, comparison, paid=paid, form=report.form)
    mark = checksum({"agreement": agreement.number, "content": report.content})
    FLOW.move(
        report,
        "file",
        by=by,
        at=at,
        filed_at=at,
        filed_by=by.name,
        checksum=mark,
        grant_spent=rules.settlement(report.content, comparison, paid=paid).spent,
        total_spent=comparison.actual(),
        remarks="",
    )
    AGREEMENT_FLOW.move(agreement, "report", by=by, at=at)
    drawn = pdf.render("form", paper.draw(report, comparison, letterhead=pdf.letterhead(connection.tenant)), at=at)
    document = documents.store(name=f"sprawozdanie-{agreement.ref}.pdf", content=drawn, kind="report", by=by, at=at)
    Report.objects.filter(pk=report.pk).update(document=document)
    report.document = document
    context = {"filed_at": at, "checksum": grouped(mark)}
    letters.send("report-filed", agreement, to=letters.grantee(agreement), at=at, **context)
    letters.send("report-to-check", agreement, to=letters.office(agreement, COORDINATOR), at=at, **context)


@transaction.atomic
def send_back(report: Report, *, remarks: str, by: Actor, at: datetime) -> None:
    """Ask for what is missing; the grantee writes on and files again. Raises: WrongState, PermissionDenied."""
    FLOW.move(report, "send_back", by=by, at=at, remarks=remarks)
    AGREEMENT_FLOW.move(report.agreement, "return_report", by=by, at=at)
    letters.send("report-returned", report.agreement, to=letters.grantee(report.agreement), at=at, remarks=remarks)


@transaction.atomic
def accept(
    report: Report, *, checksum: str, excess: Decimal | None = None, reason: str = "", by: Actor, at: datetime
) -> None:
    """Accept the report. Money not used, or taken in excess, is asked back; with nothing to return the grant is settled.

    `checksum`: of the report that was read; it may have come back and been filed anew since. `excess`: what is claimed
    of the costs above the permitted increase, all of them if it is not said; less of it for a reason.
    Raises: WrongClaim, WrongState, PermissionDenied.
    """
    permit(FLOW.steps["accept"].may, by, report)
    agreement = report.agreement = _locked(report.agreement_id)
    take(report, Report.objects.select_for_update().get(pk=report.pk))
    if report.state == ReportState.FILED and report.checksum != checksum:
        raise WrongState(
            _("The grantee has filed another report since you opened this one. Read it before you accept it.")
        )
    reckoned, why = reading.settlement_of(report), fit(reason, REASON, "reason")
    due = rules.claimed(reckoned, excess=excess, reason=why)
    noted = {"claimed": due.excess, "reckoned": reckoned.excess, "reason": why} if due != reckoned else {}
    FLOW.move(report, "accept", by=by, at=at, noted=noted, accepted_at=at, remarks="")
    asked = [
        _ask_back(agreement, demand, by=by, at=at)
        for demand in rules.demands(due, spend_until=agreement.spend_until, today=local_day(at))
    ]
    if asked:
        AGREEMENT_FLOW.move(agreement, "demand_return", by=by, at=at)
        returns = [
            {"amount": one.amount, "reason": ReturnReason(one.reason).label, "due_on": one.due_on} for one in asked
        ]
        letters.send("report-accepted-return", agreement, to=letters.grantee(agreement), at=at, returns=returns)
    else:
        AGREEMENT_FLOW.move(agreement, "settle", by=by, at=at)
        letters.send("report-accepted", agreement, to=letters.grantee(agreement), at=at)


def _ask_back(agreement: Agreement, demand: rules.Demand, *, by: Actor, at: datetime) -> GrantReturn:
    row = GrantReturn(agreement=agreement, amount=demand.amount, reason=demand.reason, due_on=demand.due_on, made_at=at)
    return RETURN_FLOW.create(row, by=by, at=at, step="demand")


@transaction.atomic
def receive(grant_return: GrantReturn, *, received_on: date, by: Actor, at: datetime) -> None:
    """Record that the money came back; with the last of it the grant is settled.

    Raises: WrongDay, WrongState, PermissionDenied.
    """
    agreement = Agreement.objects.select_for_update().get(pk=grant_return.agreement_id)
    rules.check_received_on(received_on=received_on, paid_on=reading.first_paid_on(agreement), today=local_day(at))
    RETURN_FLOW.move(grant_return, "receive", by=by, at=at, received_on=received_on)
    returns = list(GrantReturn.objects.filter(agreement=agreement))
    if all(row.state == ReturnState.PAID for row in returns):
        AGREEMENT_FLOW.move(agreement, "settle", by=by, at=at)
        together = sum((row.amount for row in returns), ZERO)
        letters.send("grant-settled", agreement, to=letters.grantee(agreement), at=at, amount=together)


@transaction.atomic
def remind(agreement: Agreement, letter: str, *, by: Actor, at: datetime) -> None:
    """Write to the grantee about the report's day, once for each kind of letter. Raises: PermissionDenied."""
    permit(the_clock, by, agreement)
    stored = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if stored.state != AgreementState.SIGNED or Notice.objects.about(stored).filter(template=letter).exists():
        return
    letters.send(letter, stored, to=letters.grantee(stored), at=at, due_on=report_due(stored.task_to))
    audit.record("remind", stored, by=by, at=at, noted={"letter": letter})
