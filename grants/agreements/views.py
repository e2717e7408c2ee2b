from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontend.rows import quiet, rearranged
from grants.agreements import actions
from grants.agreements.forms import FilterForm, PaymentForm, SigningForm, TermsForm, TrancheRows
from grants.agreements.models import Agreement, Tranche
from grants.agreements.presentation import next_step, state_words, verb_words
from grants.agreements.states import FLOW, AgreementState
from grants.applications.models import Application
from tenants.gates.access import anyone, clerks, either, executives, signed_in, staff, treasurers
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.documents import delivery

PER_PAGE = 50
SORTS = {"number": "ref", "organisation": "organisation_name", "grant": "grant", "signed": "signed_on"}
PREFIX = "tranches"


def listed(request: HttpRequest) -> QuerySet:
    """What this person's list holds: the office all it may see, an organisation its own, everyone what is public."""
    seen = Agreement.objects.visible_to(request.actor) | Agreement.objects.public()
    filters = FilterForm(request.GET)
    if words := filters.value("q"):
        seen = seen.filter(Q(organisation_name__icontains=words) | Q(title__icontains=words) | Q(number=words))
    if year := filters.value("year"):
        seen = seen.filter(task_to__year=year)
    return seen


@open_to(anyone)
def index(request: HttpRequest) -> HttpResponse:
    rows = listed(request)
    sort = request.GET.get("sort", "-number")
    name = SORTS.get(sort.removeprefix("-"), "ref")
    ordered = rows.order_by(f"-{name}" if sort.startswith("-") else name, "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    mine = set(Agreement.objects.visible_to(request.actor).filter(pk__in=[one.pk for one in page]).values_list("pk", flat=True))
    return render(
        request,
        "grants/agreements/index.html",
        {
            "page": page,
            "rows": [(agreement, agreement.pk in mine, *state_words(agreement)) for agreement in page],
            "sums": rows.aggregate(grant=Sum("grant"), total=Sum("total_cost")),
            "filters": FilterForm(request.GET),
            "official": staff(request.actor),
        },
    )


@open_to(clerks)
@require_POST
def create(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_object_or_404(Application.objects.visible_to(request.actor), ref=ref)
    agreement = actions.create(application, by=request.actor, at=timezone.now())
    return redirect("agreements:edit", ref=agreement.ref)


@open_to(signed_in)
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    return page_of(request, ref)


def page_of(request: HttpRequest, ref: str, *, signing: SigningForm | None = None, payment: PaymentForm | None = None, paying: int = 0) -> HttpResponse:
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.actor).select_related("application__call", "document"), ref=ref
    )
    today = local_day(timezone.now())
    tranches = list(Tranche.objects.visible_to(request.actor).filter(agreement=agreement).order_by("number"))
    label, tone = state_words(agreement)
    paid = sum((tranche.amount for tranche in tranches if tranche.paid_on), start=agreement.grant * 0)
    can = FLOW.open_steps(agreement, request.actor)
    invalid = (signing and signing.errors) or (payment and payment.errors)
    return render(
        request,
        "grants/agreements/detail.html",
        {
            "agreement": agreement,
            "tranches": [
                (tranche, (payment if tranche.number == paying else None) or PaymentForm(initial={"paid_on": today}, prefix=f"t{tranche.number}"))
                for tranche in tranches
            ],
            "paid": paid,
            "state": label,
            "tone": tone,
            "step": next_step(agreement, tranches, today),
            "can": can,
            "signing": signing or SigningForm(initial={"signed_on": today}),
            "official": staff(request.actor),
            "representing": agreement.organisation_id in request.actor.organisations,
            "reportable": agreement.state not in {AgreementState.DRAFT, AgreementState.READY, AgreementState.ABANDONED},
            "history": [
                (entry.at, entry.by_name, verb_words(entry.verb))
                for entry in AuditEntry.objects.visible_to(request.actor).about(agreement)
            ],
        },
        status=422 if invalid else 200,
    )


@open_to(clerks)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    if agreement.state != AgreementState.DRAFT:
        return redirect("agreements:detail", ref=ref)
    tranches = Tranche.objects.visible_to(request.actor).filter(agreement=agreement).order_by("number")
    status = 200
    if request.method == "POST":
        form: Any = TermsForm(request.POST)
        moved = rearranged(request.POST, PREFIX)
        rows = TrancheRows(moved or request.POST, prefix=PREFIX)
        if moved is not None:
            form = TermsForm(initial={name: request.POST.get(name, "") for name in form.fields})
            rows = quiet(rows)
        elif form.is_valid() and rows.is_valid():
            with into(form):
                actions.edit(agreement, tranches=rows.plans(), **form.cleaned_data, by=request.actor, at=timezone.now())
            if form.is_valid():
                return redirect("agreements:detail", ref=ref)
            status = 422
        else:
            status = 422
    else:
        form = TermsForm(initial={name: getattr(agreement, name) for name in TermsForm.base_fields})
        rows = TrancheRows(initial=[{"amount": tranche.amount, "due_on": tranche.due_on} for tranche in tranches], prefix=PREFIX)
        rows.min_num = 0
    return render(
        request, "grants/agreements/edit.html", {"agreement": agreement, "form": form, "rows": rows}, status=status
    )


@open_to(clerks)
@require_POST
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor).select_related("application"), ref=ref)
    actions.prepare(agreement, by=request.actor, at=timezone.now())
    return redirect("agreements:detail", ref=ref)


@open_to(clerks)
@require_POST
def return_to_draft(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    actions.return_to_draft(agreement, by=request.actor, at=timezone.now())
    return redirect("agreements:edit", ref=ref)


@open_to(either(clerks, executives))
@require_POST
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor).select_related("application"), ref=ref)
    form = SigningForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.sign(agreement, signed_on=form.cleaned_data["signed_on"], by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("agreements:detail", ref=ref)
    return page_of(request, ref, signing=form)


@open_to(treasurers)
@require_POST
def pay(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    tranche = get_object_or_404(Tranche.objects.visible_to(request.actor), agreement=agreement, number=number)
    form = PaymentForm(request.POST, prefix=f"t{number}")
    if form.is_valid():
        with into(form):
            actions.pay(tranche, paid_on=form.cleaned_data["paid_on"], by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("agreements:detail", ref=ref)
    return page_of(request, ref, payment=form, paying=number)


@open_to(clerks)
@require_POST
def abandon(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    actions.abandon(agreement, by=request.actor, at=timezone.now())
    return redirect("agreements:detail", ref=ref)


@open_to(signed_in)
def document(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor).select_related("document"), ref=ref)
    if agreement.document is None:
        raise Http404
    return delivery.answer(agreement.document)
