"""The pages on which a clerk makes a call and changes it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.calls import actions, pools, presentation, reading
from grants.calls.forms import NewCallForm, PlacesForm
from grants.calls.models import Call, Publication
from grants.calls.paper import CallPaper
from grants.calls.states import FLOW
from grants.calls.views import found, subject_of
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import clerks
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState, into

RECORDERS = {
    Publication.Subject.ANNOUNCEMENT: actions.record_publication,
    Publication.Subject.RESULTS: actions.record_results_publication,
    Publication.Subject.CANCELLATION: actions.record_cancellation_publication,
}
# Anchors of the edit page, with the fields of each section.
SECTIONS = (
    ("money", ("title", "case_number", "subject", "lots")),
    ("limits", ("granting_rules", "offers_per_applicant", "results_table", "shift_percent")),
    ("dates", ("opens_at", "closes_at", "decision_by", "task_from", "task_to")),
    ("choice", ("selection", "criteria", "minimum_points")),
    ("attachments", ("conditions", "accessibility", "attachments")),
    ("texts", ("previous_tasks", "contact", "personal_data")),
)


@open_to(clerks)
def new(request: Any) -> HttpResponse:
    programmes = Programme.objects.visible_to(request.actor).adopted().order_by("-year")
    tasks = (
        PriorityTask.objects.visible_to(request.actor)
        .filter(programme__in=programmes)
        .select_related("programme")
        .order_by("-programme__year", "position", "pk")
    )
    taken = {task: amount for programme in programmes for task, amount in pools.taken(programme.pk).items()}
    left = {task.pk: task.planned - taken.get(task.pk, 0) for task in tasks}
    form = NewCallForm(request.POST if request.method == "POST" else None, tasks=tasks, left=left)
    if request.method == "POST" and form.is_valid():
        task = form.cleaned_data["task"]
        title = form.cleaned_data["title"] or task.title
        with into(form):
            call = actions.create(task.programme, title=title, task=task, by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("calls:edit", ref=call.ref)
    context = {"form": form, "tasks": bool(left)}
    return render(request, "grants/calls/new.html", context, status=422 if form.errors else 200)


@open_to(clerks)
def edit(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    if not FLOW.open_steps(call, request.actor).get("edit"):
        if request.method == "POST":
            raise WrongState
        messages.info(request, _("Only a draft can be changed. Send the call back to the draft first."))
        return redirect("calls:detail", ref=ref)
    now = timezone.now()
    paper = CallPaper(call, request.actor, request.POST if request.method == "POST" else None, at=now)
    if request.method == "POST" and paper.is_valid():
        with into(paper):
            actions.edit(call, by=request.actor, at=now, **paper.values())
        if paper.is_valid():
            messages.success(request, _("The draft is saved."))
            return redirect("calls:detail", ref=ref)
        call = found(request, ref)
    refused = request.method == "POST" and not paper.pressed
    context = {
        "call": call,
        "paper": paper,
        "form": paper.facts,
        "lots": paper.rows["lots"],
        "criteria": paper.rows["criteria"],
        "attachments": paper.rows["attachments"],
        "sections": sections(request, call, paper if refused else None),
    }
    return render(request, "grants/calls/edit.html", context, status=422 if refused else 200)


def sections(request: Any, call: Call, refused: CallPaper | None) -> list[dict[str, str]]:
    """The table of contents beside the form, with what each section still lacks."""
    lacking = {item.field for item in reading.paper(call).checklist() if item.wrong}
    wrong = refused.wrong() if refused else set()
    labels = presentation.section_labels()
    return [
        {
            "label": labels[name],
            "url": f"#{name}",
            "state": "problem" if wrong & set(fields) else "todo" if lacking & set(fields) else "done",
        }
        for name, fields in SECTIONS
    ]


@open_to(clerks)
def publications(request: Any, ref: str) -> HttpResponse:
    """Record where and when the announcement, the results or the cancellation appeared."""
    call = found(request, ref)
    subject = Publication.Subject(subject_of(call))
    recorded = {one.place: one for one in reading.paper(call).published(subject)}
    initial: dict[str, Any] = {f"{place}_on": one.published_on for place, one in recorded.items()}
    initial |= {f"{place}_evidence": one.evidence for place, one in recorded.items()}
    form = PlacesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with into(form), transaction.atomic():
            for place, day, evidence in form.recorded():
                if (day, evidence) != (initial.get(f"{place}_on"), initial.get(f"{place}_evidence")):
                    RECORDERS[subject](call, place=place, published_on=day, evidence=evidence, by=request.actor, at=now)
        if form.is_valid():
            messages.success(request, _("The publications are recorded."))
            return redirect("calls:detail", ref=ref)
    context = {
        "call": call,
        "form": form,
        "subject": subject,
        "latest": presentation.latest_publication(call) if subject == Publication.Subject.ANNOUNCEMENT else None,
        "can": FLOW.open_steps(call, request.actor),
    }
    return render(request, "grants/calls/publications.html", context, status=422 if form.errors else 200)
