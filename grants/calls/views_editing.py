"""The pages on which a clerk makes a call and changes it."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.calls import actions, meeting, notes, presentation, reading, text, wording
from grants.calls.forms import PlacesForm
from grants.calls.models import Call, Publication
from grants.calls.paper import CallPaper, stored_values
from grants.calls.states import FLOW
from grants.calls.views import entries_of, found, subject_of
from tenants.gates.access import clerks
from tenants.gates.doors import open_to
from tenants.gates.refusals import Refusal, Stale, WrongState, into

RECORDERS = {
    Publication.Subject.ANNOUNCEMENT: actions.record_publication,
    Publication.Subject.RESULTS: actions.record_results_publication,
    Publication.Subject.CANCELLATION: actions.record_cancellation_publication,
}
CHOICE = (
    *("tie_rule", "tie_then", "amount_rule", "amount_details", "bands"),
    *("points_step", "score_rule", "third_gap_percent", "others_points", "reasons_required"),
)
FILES = ("file_kinds", "most_files", "most_megabytes", "signing", "signing_days")
# Anchors of the edit page, with the fields of each section.
SECTIONS = (
    ("money", ("title", "case_number", "subject", "lots", "on_draft_budget")),
    ("limits", ("granting_rules", "legal_forms", "offers_per_applicant", "results_table", "shift_percent")),
    ("dates", ("opens_at", "closes_at", "decision_by", "task_from", "task_to")),
    ("choice", ("selection", "correction_days", "criteria", "minimum_points", *CHOICE)),
    ("attachments", ("conditions", "accessibility", "attachments", *FILES)),
    ("texts", ("previous_tasks", "contact", "personal_data")),
)


@open_to(clerks)
def edit(request: Any, ref: str) -> HttpResponse:
    call = found(request, ref)
    if not FLOW.open_steps(call, request.actor).get("edit"):
        if request.method == "POST":
            raise WrongState
        messages.info(request, _("Only a draft can be changed. Send the call back to the draft first."))
        return redirect("calls:detail", ref=ref)
    now = timezone.now()
    if request.method != "POST":
        return edit_page(request, call, CallPaper(call, request.actor, at=now))
    paper = CallPaper(call, request.actor, request.POST, at=now)
    opened = _opened(request)
    if paper.is_valid():
        try:
            actions.edit(call, revision=opened["revision"], by=request.actor, at=now, **paper.values())
        except Stale as newer:
            return _newer(request, found(request, ref), paper, opened["marks"], newer)
        except Refusal as refusal:
            with into(paper):
                raise refusal
        if paper.is_valid():
            messages.success(request, _("The draft is saved."))
            return redirect("calls:detail", ref=ref)
        call = found(request, ref)
    return edit_page(request, call, paper, **opened, status=200 if paper.pressed else 422)


def _opened(request: Any) -> dict[str, Any]:
    """How the draft stood when this person opened it, as the form brought it back."""
    revision = request.POST.get("revision", "")
    marks = meeting.read_marks(request.POST.get("marks", ""))
    return {"revision": int(revision[:9]) if revision.isdecimal() else None, "marks": marks}


def _newer(request: Any, call: Call, paper: CallPaper, opened: meeting.Marks, newer: Stale) -> HttpResponse:
    """Somebody saved it meanwhile: what was typed stays, what only the other changed is taken over, and both are named."""
    met = meeting.put_together(stored_values(call), paper.values(), opened=opened)
    said = text.stored(call)
    last = entries_of(request, call)[:1]
    stale = {
        "sentence": str(newer),
        "who": last[0].by_name if last else "",
        "at": last[0].at if last else None,
        "taken": [(wording.label(name), wording.said(name, said[name])) for name in met.taken],
        "both": [(wording.label(name), wording.said(name, said[name])) for name in met.both],
    }
    merged = CallPaper(call, request.actor, at=timezone.now(), values=met.values)
    return edit_page(request, call, merged, stale=stale, status=409)


def edit_page(
    request: Any,
    call: Call,
    paper: CallPaper,
    *,
    revision: int | None = None,
    marks: meeting.Marks | None = None,
    stale: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "call": call,
        "action": reverse("calls:edit", args=[call.ref]),
        "paper": paper,
        "form": paper.facts,
        "lots": paper.rows["lots"],
        "criteria": paper.rows["criteria"],
        "attachments": paper.rows["attachments"],
        "sections": sections(request, call, paper if status == 422 else None),
        "revision": call.revision if revision is None else revision,
        "marks": json.dumps(marks or meeting.marks(text.of_values(paper.stored))),
        "stale": stale,
        "notes": notes.of(call),
    }
    return render(request, "grants/calls/edit.html", context, status=status)


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
