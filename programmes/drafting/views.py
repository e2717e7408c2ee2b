from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.rows import quiet, rearranged
from programmes.drafting import actions
from programmes.drafting.forms import NewProgrammeForm, ProgrammeForm, TaskRows
from programmes.drafting.headings import HEADINGS
from programmes.drafting.models import PriorityTask, Programme
from programmes.drafting.rules import missing_headings
from programmes.drafting.states import FLOW, ProgrammeState
from programmes.reporting.balance import ZERO, total
from programmes.reporting.reading import lines_of
from programmes.reporting.views import flow
from tenants.gates.access import anyone, clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.audit.models import AuditEntry
from tenants.registry.spheres import SPHERES

TONES = {ProgrammeState.DRAFT: "warn", ProgrammeState.ADOPTED: "ok", ProgrammeState.CLOSED: "neutral"}
PREFIX = "tasks"


@open_to(anyone)
def index(request: HttpRequest) -> HttpResponse:
    programmes = [
        (programme, programme.get_state_display(), TONES[ProgrammeState(programme.state)])
        for programme in Programme.objects.visible_to(request.actor).order_by("-year")
    ]
    return render(request, "programmes/index.html", {"programmes": programmes, "may_create": clerks(request.actor)})


@open_to(clerks)
def create(request: HttpRequest) -> HttpResponse:
    form = NewProgrammeForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        title = f"Roczny program współpracy z organizacjami pozarządowymi na {year} rok"
        with into(form):
            actions.create(year=year, title=title, by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("programmes:edit", year=year)
    return render(request, "programmes/new.html", {"form": form}, status=422 if form.errors else 200)


@open_to(anyone)
def detail(request: HttpRequest, year: int) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), year=year)
    lines = lines_of(programme)
    whole = total(lines, _("Together"))
    labels = dict(SPHERES)
    tasks = PriorityTask.objects.visible_to(request.actor).filter(programme=programme).order_by("position", "pk")
    official = staff(request.actor)
    return render(
        request,
        "programmes/detail.html",
        {
            "programme": programme,
            "state": programme.get_state_display(),
            "tone": TONES[ProgrammeState(programme.state)],
            "tasks": [(task, labels.get(task.sphere, "")) for task in tasks],
            "headings": [(heading, programme.headings.get(heading.number, "")) for heading in HEADINGS],
            "missing": missing_headings(programme.headings),
            "whole": whole,
            "flow": flow(whole),
            "can": FLOW.open_steps(programme, request.actor),
            "official": official,
            "history": [
                (entry.at, entry.by_name, verb_words(entry.verb))
                for entry in AuditEntry.objects.visible_to(request.actor, about=programme).reverse()
            ]
            if official
            else [],
        },
    )


def verb_words(verb: str) -> str:
    return {
        "create": _("programme begun"),
        "edit": _("programme changed"),
        "adopt": _("adoption recorded"),
        "close": _("programme closed"),
    }.get(verb, verb)


def initial(programme: Programme) -> dict[str, Any]:
    texts = {f"heading_{number}": text for number, text in programme.headings.items()}
    amounts = {"budget": programme.budget, "small_grants": programme.small_grants}
    return {"title": programme.title, **amounts, **texts}


@open_to(clerks)
def edit(request: HttpRequest, year: int) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), year=year)
    if programme.state != ProgrammeState.DRAFT:
        return redirect("programmes:detail", year=year)
    tasks = PriorityTask.objects.visible_to(request.actor).filter(programme=programme).order_by("position", "pk")
    status = 200
    if request.method == "POST":
        form = ProgrammeForm(request.POST)
        moved = rearranged(request.POST, PREFIX)
        rows = TaskRows(moved or request.POST, prefix=PREFIX)
        if moved is not None:
            form = ProgrammeForm(initial={name: request.POST.get(name, "") for name in form.fields})
            rows = quiet(rows)
        elif form.is_valid() and rows.is_valid():
            with into(form):
                actions.edit(
                    programme,
                    title=form.cleaned_data["title"],
                    budget=form.cleaned_data["budget"],
                    small_grants=form.cleaned_data["small_grants"] or ZERO,
                    headings=form.headings(),
                    tasks=[row.cleaned_data for row in rows if row.cleaned_data],
                    by=request.actor,
                    at=timezone.now(),
                )
            if form.is_valid():
                return redirect("programmes:detail", year=year)
            status = 422
        else:
            status = 422
    else:
        form = ProgrammeForm(initial=initial(programme))
        rows = TaskRows(
            initial=[
                {
                    "pk": task.pk,
                    "title": task.title,
                    "sphere": task.sphere,
                    "description": task.description,
                    "planned": task.planned,
                }
                for task in tasks
            ],
            prefix=PREFIX,
        )
    return render(request, "programmes/edit.html", {"programme": programme, "form": form, "rows": rows}, status=status)
