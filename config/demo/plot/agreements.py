"""From the results to the settled grant: update, agreement, tranches, report, what came back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from config.demo.cast import Cast
from config.demo.content import budgets
from config.demo.content.projects import project_of
from config.demo.content.shapes import Offer
from config.demo.content.shapes import Report as ToldReport
from config.demo.moments import DAY
from config.demo.plot.schedule import Schedule
from config.demo.story import Story
from grants.agreements import actions
from grants.agreements.models import Agreement, Tranche
from grants.agreements.rules import TranchePlan, usual_spending_end
from grants.applications import actions as applications
from grants.applications.budget import dump
from grants.applications.models import Application
from grants.monitoring import actions as monitoring
from grants.monitoring import content as report_shape
from grants.monitoring.models import GrantReturn, Report
from tenants.office.money import share_out

FREE = "Udział w zadaniu był bezpłatny; od odbiorców nie pobierano opłat."


def tell(application: Application, offer: Offer, cast: Cast, when: Schedule) -> Story:
    assert when.call.results is not None
    results = cast.calendar.day(when.call.results)
    if offer.updated:
        yield from _update(application, offer, cast, when)
    if offer.agreement is None:
        return
    told = offer.agreement
    made = results + 5 * DAY
    if told.signed:
        made = min(made, cast.calendar.day(told.signed))
    at = yield when.at(made, 9, 10)
    agreement = actions.create(_fresh(application), by=cast.coordinator, at=at)
    _split(agreement, told.tranches, cast, when, at=at)
    if told.state == "draft":
        return
    at = yield when.at(made, 9, 50)
    actions.prepare(_again(agreement), by=cast.coordinator, at=at)
    if told.signed is None:
        return
    signed_on = cast.calendar.day(told.signed)
    at = yield when.at(signed_on, 11, 30)
    actions.sign(_again(agreement), signed_on=signed_on, by=cast.executive, at=at)
    if told.paid is None:
        return
    paid_on = cast.calendar.day(told.paid)
    at = yield when.at(paid_on, 13, 15)
    first = Tranche.objects.select_related("agreement").get(agreement=agreement, number=1)
    actions.pay(first, paid_on=paid_on, by=cast.treasurer, at=at)
    if told.report:
        yield from _report(agreement, offer, told.report, cast, when)


def _update(application: Application, offer: Offer, cast: Cast, when: Schedule) -> Story:
    """The offer is brought down to the award, and the office approves it."""
    assert when.call.results is not None
    results = cast.calendar.day(when.call.results)
    by = cast.representative(offer)
    at = yield when.at(results + DAY, 17, 45)
    values = dump(budgets.reduced(offer, when.task_from.year))
    fresh = applications.save_update(_fresh(application), "budget", values, revision=0, by=by, at=at)
    at = yield when.at(results + 2 * DAY, 18, 10)
    applications.file_update(fresh, by=by, at=at)
    if offer.updated == "approved":
        at = yield when.at(results + 4 * DAY, 10, 25)
        applications.approve_update(_fresh(application), by=cast.coordinator, at=at)


def _split(agreement: Agreement, percents: tuple[int, ...], cast: Cast, when: Schedule, *, at: Any) -> None:
    """More than one tranche: the first at the beginning of the task, the others on its way."""
    if len(percents) == 1:
        return
    parts = share_out(agreement.grant, [Decimal(percent) for percent in percents])
    length = when.task_to - when.task_from
    days = [when.task_from + length * number / len(percents) for number in range(len(percents))]
    actions.edit(
        agreement,
        task_from=when.task_from,
        task_to=when.task_to,
        spend_until=usual_spending_end(when.task_to),
        tranches=[TranchePlan(amount, day) for amount, day in zip(parts, days, strict=True)],
        by=cast.coordinator,
        at=at,
    )


def _report(agreement: Agreement, offer: Offer, told: ToldReport, cast: Cast, when: Schedule) -> Story:
    by = cast.representative(offer)
    filed = cast.calendar.day(told.filed)
    at = yield when.at(filed - DAY, 19)
    report = monitoring.begin(_again(agreement), by=cast.writer(offer), at=at)
    monitoring.save(report, report_of(offer, told, when), revision=report.revision, by=cast.writer(offer), at=at)
    at = yield when.at(filed, 18, 35)
    monitoring.file(_report_of(report), by=by, at=at)
    if told.state == "returned":
        at = yield when.at(filed + 3 * DAY, 12)
        monitoring.send_back(_report_of(report), remarks=told.remarks, by=cast.coordinator, at=at)
    if told.state != "accepted" or told.decided is None:
        return
    at = yield when.at(told.decided, 11, 55)
    report = _report_of(report)
    monitoring.accept(report, checksum=report.checksum, by=cast.coordinator, at=at)
    if told.back == "paid" and told.returned:
        received = cast.calendar.day(told.returned)
        at = yield when.at(received, 9, 5)
        for due in GrantReturn.objects.filter(agreement=agreement).order_by("pk"):
            monitoring.receive(due, received_on=received, by=cast.treasurer, at=at + timedelta(minutes=1))


def report_of(offer: Offer, told: ToldReport, when: Schedule) -> dict[str, Any]:
    """The report's form, filled in: what was done, and what it cost against the agreed budget."""
    project, year = project_of(offer), when.task_from.year
    agreed = budgets.agreed(offer, year)
    reached = "; ".join(f"{one.name}: {one.reached} z {one.target} ({one.unit})" for one in project.results)
    done = "\n".join(f"{number}. {action.name}: zrealizowano." for number, action in enumerate(project.actions, 1))
    return report_shape.canonical(
        texts={
            "results": f"{project.done}\n{reached}.",
            "actions": done,
            "recipient_payments": project.paid or FREE,
            "additional": "",
        },
        lines=budgets.spending(offer, year),
        sources={
            "grant": agreed.sources.grant - told.unspent,
            "interest": told.interest,
            "own_money": agreed.sources.own_financial,
            "personal": agreed.sources.own_nonfinancial,
            "rest_money": agreed.sources.recipients,
        },
        declared=dict.fromkeys(report_shape.DECLARATIONS, True),
    )


def _fresh(application: Application) -> Application:
    return Application.objects.select_related("call", "lot").get(pk=application.pk)


def _again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def _report_of(report: Report) -> Report:
    return Report.objects.select_related("agreement__application").get(pk=report.pk)
