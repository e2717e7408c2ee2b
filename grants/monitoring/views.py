from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from grants.agreements.models import Agreement
from grants.monitoring import actions, reading
from grants.monitoring.forms import ReceivedForm, ReportForm, SendBackForm, initial
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.presentation import next_step, state_words, verb_words
from grants.monitoring.states import FLOW, RETURN_FLOW, ReportState, ReturnState
from tenants.gates.access import clerks, signed_in, staff, treasurers
from tenants.gates.doors import open_to
from tenants.gates.refusals import Stale, into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day, report_due
from tenants.office.documents import delivery


def reported(request: HttpRequest, ref: str) -> tuple[Agreement, Report | None]:
    seen = Agreement.objects.visible_to(request.actor).select_related("application")
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


def page_of(request: HttpRequest, ref: str, *, form: Any = None) -> HttpResponse:
    agreement, report = reported(request, ref)
    representing = agreement.organisation_id in request.actor.organisations
    today = local_day(timezone.now())
    context: dict[str, Any] = {
        "agreement": agreement,
        "report": report,
        "representing": representing,
        "official": staff(request.actor),
        "due": report_due(agreement.task_to),
        "late": report_due(agreement.task_to) < today,
    }
    if report is not None:
        returns = list(GrantReturn.objects.visible_to(request.actor).filter(agreement=agreement).order_by("pk"))
        owed = any(row.state == ReturnState.DUE for row in returns)
        label, tone = state_words(report)
        context |= {
            "state": label,
            "tone": tone,
            "step": next_step(report, today=today, owed=owed),
            "comparison": reading.comparison_of(report),
            "settlement": reading.settlement_of(report),
            "returns": [(row, "receive" in RETURN_FLOW.open_steps(row, request.actor)) for row in returns],
            "received": form if isinstance(form, ReceivedForm) else ReceivedForm(initial={"received_on": today}),
            "sending_back": form if isinstance(form, SendBackForm) else SendBackForm(),
            "can": FLOW.open_steps(report, request.actor),
            "history": [
                (entry.at, entry.by_name, verb_words(entry.verb))
                for entry in AuditEntry.objects.visible_to(request.actor).about(report)
            ],
        }
    return render(request, "grants/monitoring/final.html", context, status=422 if form is not None and form.errors else 200)


@open_to(signed_in)
@require_POST
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    actions.begin(agreement, by=request.actor, at=timezone.now())
    return redirect("monitoring:edit", ref=ref)


@open_to(signed_in)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    if report.state not in {ReportState.DRAFT, ReportState.RETURNED} or "edit" not in FLOW.open_steps(report, request.actor):
        return redirect("monitoring:final", ref=ref)
    comparison = reading.comparison_of(report)
    form = ReportForm(request.POST or None, comparison=comparison, initial=initial(report.content, report.revision))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(report, form.content(), revision=form.cleaned_data["revision"], by=request.actor, at=timezone.now())
        except Stale as stale:
            conflict = str(stale)
            form.data = form.data.copy()
            form.data["revision"] = str(report.revision)
        else:
            return filed_or_saved(request, report, form)
    status = 409 if conflict else 422 if form.errors else 200
    return edit_page(request, report, form, conflict=conflict, status=status)


def filed_or_saved(request: HttpRequest, report: Report, form: ReportForm) -> HttpResponse:
    """After a save: file it when that button was pressed, and show flaws at their fields."""
    ref = report.agreement.ref
    if "file" not in request.POST:
        return redirect("monitoring:edit", ref=ref)
    form.data = form.data.copy()
    form.data["revision"] = str(report.revision)
    with into(form):
        actions.file(report, by=request.actor, at=timezone.now())
    if form.is_valid():
        return redirect("monitoring:final", ref=ref)
    return edit_page(request, report, form, status=422)


def edit_page(
    request: HttpRequest, report: Report, form: ReportForm, *, conflict: str | None = None, status: int = 200
) -> HttpResponse:
    comparison = reading.comparison_of(report)
    return render(
        request,
        "grants/monitoring/edit.html",
        {
            "report": report,
            "agreement": report.agreement,
            "form": form,
            "comparison": comparison,
            "settlement": reading.settlement_of(report),
            "paid": reading.paid_amount(report.agreement),
            "due": report_due(report.agreement.task_to),
            "conflict": conflict,
            "stored": report.content if conflict else None,
            "may_file": "file" in FLOW.open_steps(report, request.actor),
        },
        status=status,
    )


@open_to(clerks)
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    actions.accept(the_report(request, ref), by=request.actor, at=timezone.now())
    return redirect("monitoring:final", ref=ref)


@open_to(clerks)
@require_POST
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    form = SendBackForm(request.POST)
    if form.is_valid():
        actions.send_back(report, remarks=form.cleaned_data["remarks"], by=request.actor, at=timezone.now())
        return redirect("monitoring:final", ref=ref)
    return page_of(request, ref, form=form)


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
    return page_of(request, ref, form=form)


@open_to(signed_in)
def document(request: HttpRequest, ref: str) -> HttpResponse:
    report = the_report(request, ref)
    if report.document is None:
        raise Http404
    return delivery.answer(report.document)
