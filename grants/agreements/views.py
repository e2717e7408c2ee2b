from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontend.rows import quiet, rearranged
from grants.agreements import actions
from grants.agreements.forms import LATE, FilterForm, PaymentForm, SigningForm, TermsForm, TrancheRows
from grants.agreements.models import Agreement, AgreementQuerySet, Tranche
from grants.agreements.presentation import entry_words, next_step, state_words, way
from grants.agreements.sources import budget_of, source_of
from grants.agreements.states import BINDING, FLOW, AgreementState, interested
from grants.applications.models import Application
from grants.small_grants.models import SmallGrant
from tenants.gates.access import anyone, clerks, either, executives, signed_in, staff, treasurers
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day, report_due
from tenants.office.documents import delivery
from tenants.office.identifiers import show_nrb
from tenants.office.money import ZERO

PER_PAGE = 50
SORTS = {"number": "made_at", "organisation": "organisation_name", "grant": "grant", "until": "task_to"}
PREFIX = "tranches"


def listed(request: HttpRequest, filters: FilterForm, today: date) -> AgreementQuerySet:
    """What this person's list holds: the office all it may see, an organisation its own, everyone what is public."""
    seen: AgreementQuerySet = Agreement.objects.visible_to(request.actor) | Agreement.objects.public()
    if words := filters.value("q"):
        seen = seen.filter(Q(organisation_name__icontains=words) | Q(title__icontains=words) | Q(number=words))
    if year := filters.value("year"):
        seen = seen.filter(task_to__year=year)
    if (state := filters.value("state")) == LATE:
        seen = seen.report_overdue(today)
    elif state:
        seen = seen.filter(state=state)
    return seen


@open_to(anyone)
def index(request: HttpRequest) -> HttpResponse:
    today = local_day(timezone.now())
    filters = FilterForm(request.GET, official=staff(request.actor))
    rows = listed(request, filters, today)
    sort = request.GET.get("sort", "-number")
    name = SORTS.get(sort.removeprefix("-"), "made_at")
    ordered = rows.order_by(f"-{name}" if sort.startswith("-") else name, "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    mine = Agreement.objects.visible_to(request.actor).filter(pk__in=[one.pk for one in shown])
    mine_ids = set(mine.values_list("pk", flat=True))
    tranches: dict[int, list[Tranche]] = {}
    for tranche in Tranche.objects.visible_to(request.actor).filter(agreement__in=mine_ids).order_by("number"):
        tranches.setdefault(tranche.agreement_id, []).append(tranche)
    return render(
        request,
        "grants/agreements/index.html",
        {
            "page": page,
            "rows": [
                (
                    one,
                    next_step(one, tranches.get(one.pk, []), today) if one.pk in mine_ids else None,
                    *state_words(one),
                )
                for one in shown
            ],
            "sums": rows.aggregate(grant=Sum("grant"), total=Sum("total_cost")),
            "filters": filters,
            "has_next": bool(mine_ids),
        },
    )


@open_to(clerks)
@require_POST
def create(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_object_or_404(Application.objects.visible_to(request.actor), ref=ref)
    # the offer's page does not know later rooms: its button leads to the agreement, made or to be made
    made = (
        Agreement.objects.visible_to(request.actor)
        .filter(application=application)
        .exclude(state=AgreementState.ABANDONED)
    )
    if already := made.first():
        return redirect("agreements:detail", ref=already.ref)
    agreement = actions.create(application, by=request.actor, at=timezone.now())
    return redirect("agreements:edit", ref=agreement.ref)


@open_to(clerks)
@require_POST
def create_of_small_grant(request: HttpRequest, ref: str) -> HttpResponse:
    offer = get_object_or_404(SmallGrant.objects.visible_to(request.actor), ref=ref)
    if already := Agreement.objects.visible_to(request.actor).filter(small_grant=offer).first():
        return redirect("agreements:detail", ref=already.ref)
    agreement = actions.create_of_small_grant(offer, by=request.actor, at=timezone.now())
    return redirect("agreements:edit", ref=agreement.ref)


@open_to(signed_in)
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    return page_of(request, ref)


def page_of(request: HttpRequest, ref: str, *, signing: Any = None, payment: Any = None) -> HttpResponse:
    """The agreement's page; `signing` and `payment` are forms that were refused."""
    seen = Agreement.objects.visible_to(request.actor).select_related(
        "application__call", "version", "small_grant", "document"
    )
    agreement = get_object_or_404(seen, ref=ref)
    today = local_day(timezone.now())
    tranches = list(Tranche.objects.visible_to(request.actor).filter(agreement=agreement).order_by("number"))
    paid = sum((tranche.amount for tranche in tranches if tranche.paid_on), ZERO)
    label, tone = state_words(agreement)
    source = source_of(agreement)
    resigned = source.resigned
    refused = any(form is not None and form.errors for form in (signing, payment))
    return render(
        request,
        "grants/agreements/detail.html",
        {
            "agreement": agreement,
            "source": source,
            "tranches": tranches,
            "to_pay": next((tranche for tranche in tranches if tranche.paid_on is None), None),
            "paid": paid,
            "state": label,
            "tone": tone,
            "step": next_step(agreement, tranches, today, resigned=resigned),
            "way": way(agreement, paid=paid == agreement.grant),
            "can": FLOW.open_steps(agreement, request.actor),
            "resigned": resigned,
            "signing": signing or SigningForm(initial={"signed_on": today}),
            "payment": payment or PaymentForm(initial={"paid_on": today}),
            "bank_account": show_nrb(agreement.account),
            "interested": interested(request.actor, agreement),
            "finance": treasurers(request.actor),
            "representing": agreement.organisation_id in request.actor.organisations,
            "split": [(part.name, part.value) for part in budget_of(agreement).offerors],
            "reportable": agreement.state in BINDING,
            "report_due": report_due(agreement.task_to),
            "history": [
                (entry.at, entry.by_name, entry_words(entry.verb, entry.noted))
                for entry in AuditEntry.objects.visible_to(request.actor, about=agreement).reverse()
            ],
        },
        status=422 if refused else 200,
    )


@open_to(clerks)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.actor), ref=ref)
    if "edit" not in FLOW.open_steps(agreement, request.actor):
        return redirect("agreements:detail", ref=ref)
    tranches = Tranche.objects.visible_to(request.actor).filter(agreement=agreement).order_by("number")
    status = 200
    if request.method == "POST":
        form: Any = TermsForm(request.POST)
        moved = rearranged(request.POST, PREFIX)
        rows: Any = TrancheRows(moved or request.POST, prefix=PREFIX)
        if moved is not None:
            form = TermsForm(initial={name: request.POST.get(name, "") for name in form.fields})
            rows = quiet(rows)
        elif form.is_valid() and rows.is_valid():
            with into(form), rows.taking("tranches"):
                actions.edit(agreement, tranches=rows.plans(), **form.cleaned_data, by=request.actor, at=timezone.now())
            if form.is_valid() and rows.is_valid():
                return redirect("agreements:detail", ref=ref)
            status = 422
        else:
            status = 422
    else:
        terms = {name: getattr(agreement, name) for name in TermsForm.base_fields}
        form = TermsForm(initial={**terms, "account": show_nrb(agreement.account)})
        rows = TrancheRows(
            initial=[{"amount": tranche.amount, "due_on": tranche.due_on} for tranche in tranches], prefix=PREFIX
        )
        rows.min_num = 0
    return render(
        request,
        "grants/agreements/edit.html",
        {"agreement": agreement, "form": form, "rows": rows, "forms": [rows]},
        status=status,
    )


@open_to(clerks)
@require_POST
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.actor).select_related("application", "small_grant"), ref=ref
    )
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
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.actor).select_related("application", "small_grant"), ref=ref
    )
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
    form = PaymentForm(request.POST)
    if form.is_valid():
        with into(form):
            actions.pay(tranche, paid_on=form.cleaned_data["paid_on"], by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("agreements:detail", ref=ref)
    return page_of(request, ref, payment=form)


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
