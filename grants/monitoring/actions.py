from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import FLOW as AGREEMENT_FLOW
from grants.agreements.states import AgreementState
from grants.applications import reading
from grants.applications.budget import Budget
from grants.monitoring import letters, paper, rules
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.settlement import Comparison, Settlement
from grants.monitoring.states import FLOW, RETURN_FLOW, ReturnState
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal, Stale
from tenants.office.deadlines import local_day, unused_return_due
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf
from tenants.office.documents.checksum import checksum


class NotYet(Refusal):
    """The agreement is not one to report on."""


def agreed_budget(agreement: Agreement) -> Budget:
    return reading.budget_of(agreement.application)


def paid_amount(agreement: Agreement) -> Decimal:
    """All tranches that left the account."""
    amounts = Tranche.objects.filter(agreement=agreement, paid_on__isnull=False).values_list("amount", flat=True)
    return sum(amounts, Decimal("0.00"))


def comparison_of(report: Report) -> Comparison:
    agreement = report.agreement
    return rules.compared(agreed_budget(agreement), report.content, shift_percent=agreement.shift_percent)


def settlement_of(report: Report) -> Settlement:
    return rules.settlement(report.content, comparison_of(report), paid=paid_amount(report.agreement))


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
    return again or FLOW.create(Report(agreement=agreement, made_at=at), by=by, at=at)


@transaction.atomic
def save(report: Report, content: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> None:
    """Keep the draft as it is, complete or not, unless somebody saved it since it was opened.

    Raises: Stale, WrongState, PermissionDenied.
    """
    stored = Report.objects.select_for_update().get(pk=report.pk)
    if stored.revision != revision:
        raise Stale(_("Somebody else has saved this report since you opened it. Yours is kept on this page: compare and save again."))
    FLOW.move(report, "edit", by=by, at=at, content=dict(content), revision=revision + 1)


@transaction.atomic
def file(report: Report, *, by: Actor, at: datetime) -> None:
    """Declare the report: checked, frozen with a checksum, drawn as PDF, its receipt mailed.

    Raises: Incomplete, WrongState, PermissionDenied.
    """
    agreement = report.agreement
    stored = Report.objects.select_for_update().get(pk=report.pk)
    report.content, report.state = stored.content, stored.state
    paid = paid_amount(agreement)
    comparison = comparison_of(report)
    rules.check_complete(report.content, comparison, paid=paid)
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
    )
    AGREEMENT_FLOW.move(agreement, "report", by=by, at=at)
    values = paper.draw(report, comparison, paid=paid, letterhead=pdf.letterhead(connection.tenant))
    document = documents.store(
        name=f"sprawozdanie-{agreement.ref}.pdf", content=pdf.render("form", values, at=at), kind="report", by=by, at=at
    )
    Report.objects.filter(pk=report.pk).update(document=document)
    report.document = document
    context = {"filed_at": at, "checksum": mark}
    letters.send("report-filed", agreement, to=letters.grantee(agreement), at=at, **context)
    letters.send("report-to-check", agreement, to=letters.coordinators(), at=at, **context)


@transaction.atomic
def send_back(report: Report, *, remarks: str, by: Actor, at: datetime) -> None:
    """Ask for what is missing; the grantee writes on and files again. Raises: WrongState, PermissionDenied."""
    FLOW.move(report, "send_back", by=by, at=at, remarks=remarks)
    AGREEMENT_FLOW.move(report.agreement, "return_report", by=by, at=at)
    letters.send("report-returned", report.agreement, to=letters.grantee(report.agreement), at=at, remarks=remarks)


@transaction.atomic
def accept(report: Report, *, by: Actor, at: datetime) -> None:
    """Accept the report; money that was not used, or was taken in excess, is demanded back, else the grant is settled.

    Raises: WrongState, PermissionDenied.
    """
    agreement = report.agreement
    FLOW.move(report, "accept", by=by, at=at, accepted_at=at, remarks="")
    due = settlement_of(report)
    demands = [(due.to_return, _("part of the grant not used, with bank interest")), (due.excess, _("cost line above the permitted increase"))]
    asked = [
        RETURN_FLOW.create(
            GrantReturn(
                agreement=agreement,
                amount=amount,
                reason=reason,
                due_on=max(unused_return_due(agreement.spend_until), local_day(at)),
                made_at=at,
            ),
            by=by,
            at=at,
            step="demand",
        )
        for amount, reason in demands
        if amount > 0
    ]
    if asked:
        AGREEMENT_FLOW.move(agreement, "demand_return", by=by, at=at)
        total = sum((row.amount for row in asked), Decimal(0))
        letters.send("report-accepted-return", agreement, to=letters.grantee(agreement), at=at, amount=total, due_on=asked[0].due_on)
    else:
        AGREEMENT_FLOW.move(agreement, "settle", by=by, at=at)
        letters.send("report-accepted", agreement, to=letters.grantee(agreement), at=at)


@transaction.atomic
def receive(grant_return: GrantReturn, *, received_on: date, by: Actor, at: datetime) -> None:
    """Record that the money came back; with the last of it the grant is settled.

    Raises: WrongDay, WrongState, PermissionDenied.
    """
    rules.check_received_on(received_on=received_on, today=local_day(at))
    RETURN_FLOW.move(grant_return, "receive", by=by, at=at, received_on=received_on)
    agreement = Agreement.objects.select_for_update().get(pk=grant_return.agreement_id)
    if not GrantReturn.objects.filter(agreement=agreement, state=ReturnState.DUE).exists():
        AGREEMENT_FLOW.move(agreement, "settle", by=by, at=at)
        letters.send("grant-settled", agreement, to=letters.grantee(agreement), at=at, amount=grant_return.amount)


