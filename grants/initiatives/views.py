"""Proposals on own initiative: lists, writing, the office's weighing and answer, the call begun from one."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.applications.saving import attempt, filed_meanwhile, is_quiet, revision_in, seen_anew, told, unsaved
from grants.initiatives import actions, rules
from grants.initiatives.forms import FilterForm, ProposalForm, PurposefulForm, ReasonForm, TaskForm, WeighingForm
from grants.initiatives.models import Initiative
from grants.initiatives.presentation import next_step, state_words, verb_words
from grants.initiatives.states import FLOW, InitiativeState
from programmes.drafting.models import PriorityTask
from programmes.drafting.states import ProgrammeState
from tenants.gates.access import EDITOR, REPRESENTATIVE, clerks, executives, permit, signed_in, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import Stale, into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.documents.checksum import grouped
from tenants.registry.organisations.models import Organisation
from tenants.registry.spheres import SPHERES

PER_PAGE = 50
WRITTEN = ("title", "sphere", "description", "costs")


def found(request: HttpRequest, ref: str) -> Initiative:
    """A proposal the reader may see. Raises: Http404."""
    return get_object_or_404(Initiative.objects.visible_to(request.actor).select_related("call"), ref=ref)


def written(initiative: Initiative) -> dict[str, Any]:
    return {name: getattr(initiative, name) for name in WRITTEN}


def tasks_for(request: HttpRequest) -> Any:
    """Priority tasks a call can be made of: of adopted programmes of this year and later."""
    adopted = {"programme__state": ProgrammeState.ADOPTED, "programme__year__gte": local_day(timezone.now()).year}
    seen = PriorityTask.objects.visible_to(request.actor).filter(**adopted)
    return seen.select_related("programme").order_by("programme__year", "position", "pk")


@open_to(signed_in)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Own proposals; all that were filed, for the office."""
    today, official = local_day(timezone.now()), staff(request.actor)
    seen = Initiative.objects.visible_to(request.actor).defer("description", "costs")
    own = seen.own_of(request.actor).order_by("-changed_at", "-pk")[:PER_PAGE]
    context: dict[str, Any] = {
        "official": official,
        "own": [(one, next_step(one, today), *state_words(one)) for one in own],
    }
    if official:
        filters = FilterForm(request.GET)
        rows = seen.exclude(state=InitiativeState.DRAFT)
        if state := filters.value("state"):
            rows = rows.filter(state=state)
        page = Paginator(rows.order_by("-filed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "filters": filters,
            "page": page,
            "rows": [(one, next_step(one, today), *state_words(one)) for one in page],
        }
    return render(request, "grants/initiatives/index.html", context)


@open_to(signed_in)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a proposal for one of the person's organisations."""
    writing = request.actor.organisations_as(REPRESENTATIVE, EDITOR)
    organisations = list(Organisation.objects.visible_to(request.actor).filter(pk__in=writing).order_by("name"))
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        organisation = next((one for one in organisations if str(one.pk) == chosen), None)
        if organisation is not None:
            draft = actions.begin(organisation=organisation, by=request.actor, at=timezone.now())
            return redirect("initiatives:edit", ref=draft.ref)
    return render(request, "grants/initiatives/new.html", {"organisations": organisations})


@open_to(signed_in)
@seen_anew
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    one = found(request, ref)
    permit(FLOW.steps["edit"].may, request.actor, one)
    if one.state not in FLOW.steps["edit"].states:
        if request.method != "POST":
            return redirect("initiatives:detail", ref=ref)
        form = ProposalForm(request.POST, stored=written(one))
        sentence = filed_meanwhile(one.filed_by, one.filed_at)
        return unsaved(request, form, sentence, back=reverse("initiatives:detail", args=[ref]))
    if request.method != "POST":
        return edit_page(request, one, ProposalForm(stored=written(one), problems=_asked_for(request, one)))
    moved = ProposalForm.rearranged(request.POST, stored=written(one))
    if moved is not None:
        return edit_page(request, one, moved)
    form = ProposalForm(request.POST, stored=written(one))
    stale = None
    if form.is_valid():
        revision, at = revision_in(request.POST), timezone.now()
        stale = attempt(form, lambda: actions.save(one, form.values(), revision=revision, by=request.actor, at=at))
    if is_quiet(request):
        return told(form, stale, revision=str(one.revision))
    if stale is not None or not form.is_valid():
        return edit_page(request, one, form, stale=stale, status=409 if stale else 422)
    if request.POST.get("go") == "next":
        return redirect("initiatives:detail", ref=ref)
    messages.success(request, _("The draft is saved."))
    return redirect("initiatives:edit", ref=ref)


def _asked_for(request: HttpRequest, one: Initiative) -> dict[str, list[str]]:
    """What is still missing, at its field, for who comes from the check."""
    missing: dict[str, list[str]] = {}
    if "check" in request.GET:
        for gap in rules.gaps(**written(one)):
            missing.setdefault(gap.field, []).append(gap.sentence)
    return missing


def edit_page(
    request: HttpRequest, one: Initiative, form: ProposalForm, *, stale: Stale | None = None, status: int = 200
) -> HttpResponse:
    context = {"one": one, "form": form, "mistakes": form.mistakes(), "stale": stale}
    return render(request, "grants/initiatives/edit.html", context, status=status)


@open_to(signed_in)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    return page(request, ref)


def page(request: HttpRequest, ref: str, **forms: Any) -> HttpResponse:
    """The proposal's page; `forms` are those that were refused, `stale` says that one was written by others meanwhile."""
    one, today = found(request, ref), local_day(timezone.now())
    gaps = rules.gaps(**written(one)) if one.state == InitiativeState.DRAFT else []
    can = FLOW.open_steps(one, request.actor)
    official = staff(request.actor)
    label, tone = state_words(one)
    context = {
        "one": one,
        "sphere": next((f"{sphere.number}) {sphere.label}" for sphere in SPHERES if sphere.number == one.sphere), ""),
        "checksum": grouped(one.checksum) if one.checksum else "",
        "costs": [(row["name"], Decimal(row["amount"])) for row in one.costs],
        "official": official,
        "can": can,
        "state": label,
        "tone": tone,
        "step": next_step(one, today, lacking=len(gaps)),
        "gaps": gaps,
        "weighed": all(one.weighing.get(name) for name in rules.WEIGHED),
        "weighing": WeighingForm(initial=one.weighing, prefix="weigh"),
        "stored": [(field.label, one.weighing.get(name, "")) for name, field in WeighingForm.base_fields.items()],
        "purposeful": PurposefulForm(prefix="purposeful"),
        "declining": ReasonForm(prefix="decline"),
        "tasks": TaskForm(tasks=tasks_for(request), prefix="call")
        if can.get("start_call") and one.call_id is None
        else None,
        "history": [
            (entry.at, entry.by_name, verb_words(entry.verb))
            for entry in AuditEntry.objects.visible_to(request.actor, about=one).reverse()
            if entry.verb != "edit"
        ],
        **forms,
    }
    return render(
        request, "grants/initiatives/detail.html", context, status=409 if forms.get("stale") else 422 if forms else 200
    )


@open_to(signed_in)
@require_POST
def file(request: HttpRequest, ref: str) -> HttpResponse:
    one = found(request, ref)
    actions.file(one, by=request.actor, at=timezone.now())
    messages.success(request, _("The proposal is filed. The receipt went by mail."))
    return redirect("initiatives:detail", ref=ref)


@open_to(signed_in)
@require_POST
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    actions.discard(found(request, ref), by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return redirect("initiatives:index")


@open_to(signed_in)
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    actions.withdraw(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("initiatives:detail", ref=ref)


@open_to(clerks)
@require_POST
def weigh(request: HttpRequest, ref: str) -> HttpResponse:
    one, form, stale = found(request, ref), WeighingForm(request.POST, prefix="weigh"), None
    if form.is_valid():
        said, revision, at = form.cleaned_data, revision_in(request.POST), timezone.now()
        stale = attempt(form, lambda: actions.weigh(one, weighing=said, revision=revision, by=request.actor, at=at))
    if stale is not None or not form.is_valid():
        return page(request, ref, weighing=form, stale=stale)
    messages.success(request, _("The weighing is saved."))
    return redirect("initiatives:detail", ref=ref)


@open_to(executives)
@require_POST
def find_purposeful(request: HttpRequest, ref: str) -> HttpResponse:
    form = PurposefulForm(request.POST, prefix="purposeful")
    if form.is_valid():
        with into(form):
            actions.find_purposeful(found(request, ref), **form.cleaned_data, by=request.actor, at=timezone.now())
    return redirect("initiatives:detail", ref=ref) if form.is_valid() else page(request, ref, purposeful=form)


@open_to(executives)
@require_POST
def decline(request: HttpRequest, ref: str) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="decline")
    if form.is_valid():
        with into(form):
            actions.decline(
                found(request, ref), reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
    return redirect("initiatives:detail", ref=ref) if form.is_valid() else page(request, ref, declining=form)


@open_to(clerks)
@require_POST
def start_call(request: HttpRequest, ref: str) -> HttpResponse:
    one = found(request, ref)
    form = TaskForm(request.POST, tasks=tasks_for(request), prefix="call")
    if form.is_valid():
        with into(form):
            call = actions.start_call(one, form.cleaned_data["task"], by=request.actor, at=timezone.now())
            return redirect("calls:detail", ref=call.ref)
    return page(request, ref, tasks=form)
