from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.agreements.models import Agreement
from grants.agreements.presentation import left, way
from grants.agreements.sources import source_of
from grants.agreements.states import AgreementState, interested
from grants.monitoring import actions, reading, rules
from grants.monitoring.forms import AcceptForm, ReceivedForm, ReportForm, SendBackForm, initial
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.presentation import chart, entry_words, next_step, reason_words, state_words, step_before
from grants.monitoring.rules import Sums
from grants.monitoring.states import FLOW, RETURN_FLOW, ReportState, ReturnReason, ReturnState
from tenants.gates.access import Actor, clerks, signed_in, treasurers
from tenants.gates.doors import open_to
from tenants.gates.refusals import Stale, into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day, report_due
from tenants.office.documents import delivery
from tenants.office.money import ZERO


def reported(request: HttpRequest, ref: str) -> tuple[Agreement, Report | None]:
    seen = Agreement.objects.visible_to(request.actor).select_related(
        "application__call", "version", "small_grant", "document"
    )
    agreement = get_object_or_404(seen, ref=ref)
    report = Report.objects.visible_to(request.actor).filter(agreement=agreement).select_related("document").first()
    if report is not None:
        report.agreement = agreement
    return agreement, report


def the_report(request: HttpRequest, ref: str) -> Report:
    _agreement, report = reported(request, ref)
    if report is None:
        raise Http404
    return report


@open_to(signed_in)
def final(request: HttpRequest, ref: str) -> HttpResponse:
    """The report's page: what it says against the agreement, what goes back, what comes next."""
    return page_of(request, ref)


def page_of(
    request: HttpRequest,
    ref: str,
    *,
    received: ReceivedForm | None = None,
    sending_back: SendBackForm | None = None,
    accepting: AcceptForm | None = None,
) -> HttpResponse:
    """The report's page; `received`, `sending_back` and `accepting` are forms that were refused."""
    agreement, report = reported(request, ref)
    today = local_day(timezone.now())
    paid = reading.paid_amount(agreement)
    context: dict[str, Any] = {
        "agreement": agreement,
        "source": source_of(agreement),
        "report": report,
        "representing": agreement.organisation_id in request.actor.organisations,
        "due": report_due(agreement.task_to),
        "way": way(agreement, paid=paid == agreement.grant),
        "interested": interested(request.actor, agreement),
    }
    if report is None:
        begun = Report(agreement=agreement)
        context |= {"step": step_before(agreement, today), "may_begin": may_begin(begun, request.actor)}
    else:
        context |= of_report(request, report, today, received)
        context["sending_back"] = sending_back or SendBackForm()
        context["accepting"] = accepting or accepting_form(report, context["settlement"].excess)
    refused = any(form is not None and form.errors for form in (received, sending_back, accepting))
    return render(request, "grants/monitoring/final.html", context, status=422 if refused else 200)


def accepting_form(report: Report, reckoned: Decimal) -> AcceptForm:
    return AcceptForm(reckoned=reckoned, initial={"checksum": report.checksum, "excess": reckoned})


def may_begin(report: Report, actor: Actor) -> bool:
    return report.agreement.state == AgreementState.SIGNED and FLOW.steps["create"].may(actor, report) is True


def of_report(request: HttpRequest, report: Report, today: date, received: ReceivedForm | None) -> dict[str, Any]:
    returns = list(GrantReturn.objects.visible_to(request.actor).filter(agreement=report.agreement).order_by("pk"))
    owed = next((row for row in returns if row.state == ReturnState.DUE), None)
    label, tone = state_words(report)
    settlement = reading.settlement_of(report)
    if report.state == ReportState.ACCEPTED:
        excess = sum((row.amount for row in returns if row.reason == ReturnReason.EXCESS), ZERO)
        settlement = replace(settlement, excess=excess)
    return {
        "state": label,
        "tone": tone,
        "step": next_step(report, today=today, owed=owed),
        "comparison": reading.comparison_of(report),
        "settlement": settlement,
        "chart": chart(settlement),
        "returns": [(row, reason_words(row.reason)) for row in returns],
        "to_receive": owed if owed and "receive" in RETURN_FLOW.open_steps(owed, request.actor) else None,
        "received": received or ReceivedForm(initial={"received_on": today}),
        "can": FLOW.open_steps(report, request.actor),
        "history": [
            (entry.at, entry.by_name, entry_words(entry.verb, entry.noted))
            for entry in AuditEntry.objects.visible_to(request.actor, about=report).reverse()
        ],
    }


@open_to(signed_in)
@require_POST
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    actions.begin(agreement, by=request.actor, at=timezone.now())
    return redirect("monitoring:edit", ref=ref)


@open_to(signed_in)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Write the report: it is saved by itself, by a button, or saved and filed."""
    report = the_report(request, ref)
    if "edit" not in FLOW.open_steps(report, request.actor):
        return redirect("monitoring:final", ref=ref)
    comparison = reading.comparison_of(report)
    form = ReportForm(
        request.POST or None, comparison=comparison, form=report.form, initial=initial(report.content, report.revision)
    )
    if request.method != "POST":
        return edit_page(request, report, form)
    at = timezone.now()
    if not form.is_valid():
        return not_autosaved(form) if autosaving(request) else edit_page(request, report, form, status=422)
    try:
        actions.save(report, form.content(), revision=form.cleaned_data["revision"], by=request.actor, at=at)
    except Stale as stale:
        if autosaving(request):
            return JsonResponse({"message": str(stale)}, status=409)
        return edit_page(request, report, form, conflict=str(stale), status=409)
    if autosaving(request):
        return JsonResponse({"saved_at": f"{localtime(at):%H:%M}", "fields": {"revision": report.revision}})
    if "file" in request.POST:
        return filed(request, report, form, at)
    messages.success(request, _("The draft of the report is saved."))
    return redirect("monitoring:edit", ref=ref)


def autosaving(request: HttpRequest) -> bool:
    return "X-Autosave" in request.headers


def not_autosaved(form: ReportForm) -> JsonResponse:
    """The page itself shows the errors once the person saves."""
    first = next(iter(form.errors.values()))[0]
    return JsonResponse({"message": str(first)}, status=422)


def filed(request: HttpRequest, report: Report, form: ReportForm, at: datetime) -> HttpResponse:
    """The saved draft is filed, or its flaws shown at their fields."""
    with into(form):
        actions.file(report, by=request.actor, at=at)
    if form.is_valid():
        return redirect("monitoring:final", ref=report.agreement.ref)
    return edit_page(request, report, form, status=422)


@open_to(signed_in)
@require_POST
def sums(request: HttpRequest, ref: str) -> HttpResponse:
    """The sums of what is typed, unsaved."""
    report = the_report(request, ref)
    form = ReportForm(request.POST, comparison=reading.comparison_of(report), form=report.form)
    form.is_valid()
    return render(request, "grants/monitoring/_sums.html", {"sums": sums_of(report, form.content())})


def sums_of(report: Report, content: dict[str, Any]) -> Sums:
    agreement = report.agreement
    comparison = rules.compared(reading.agreed_budget(agreement), content, shift_percent=agreement.shift_percent)
    return rules.sums(content, comparison, paid=reading.paid_amount(agreement))


def edit_page(
    request: HttpRequest, report: Report, form: ReportForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    if form.is_bound:
        # What is typed now stands on what is stored now: saved again, it goes through.
        again = request.POST.copy()
        again["revision"] = str(report.revision)
        form.data = again
    comparison = reading.comparison_of(report)
    due = report_due(report.agreement.task_to)
    typed = form.content() if form.is_bound and form.is_valid() else report.content
    return render(
        request,
        "grants/monitoring/edit.html",
        {
            "report": report,
            "agreement": report.agreement,
            "form": form,
            "comparison": comparison,
            "sums": sums_of(report, typed),
            "paid": reading.paid_amount(report.agreement),
            "due": due,
            "left": left(due, local_day(timezone.now())),
            "conflict": conflict,
            "may_file": "file" in FLOW.open_steps(report, request.actor),
        },
        status=status,
    )


@open_to(clerks)
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    form = AcceptForm(request.POST, reckoned=reading.settlement_of(report).excess)
    if form.is_valid():
        with into(form):
            actions.accept(report, **form.cleaned_data, by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("monitoring:final", ref=ref)
    return page_of(request, ref, accepting=form)


@open_to(clerks)
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    form = SendBackForm(request.POST)
    if form.is_valid():
        actions.send_back(report, remarks=form.cleaned_data["remarks"], by=request.actor, at=timezone.now())
        return redirect("monitoring:final", ref=ref)
    return page_of(request, ref, sending_back=form)


@open_to(treasurers)
@require_POST
def receive(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    agreement, _report = reported(request, ref)
    row = get_object_or_404(GrantReturn.objects.visible_to(request.actor), agreement=agreement, pk=pk)
    form = ReceivedForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.receive(row, received_on=form.cleaned_data["received_on"], by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("monitoring:final", ref=ref)
    return page_of(request, ref, received=form)


@open_to(signed_in)
def document(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    if report.document is None:
        raise Http404
    return delivery.answer(report.document)
