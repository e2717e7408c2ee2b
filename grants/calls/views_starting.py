"""A new call: of a priority task, as last year, or empty. Then the legal check of what it became."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.calls import actions, legal_check, pools, presentation, reading
from grants.calls.forms import CopyForm, EmptyCallForm, NewCallForm
from grants.calls.models import Call
from grants.calls.states import FLOW
from grants.calls.views import found
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.deadlines import local_day


@open_to(clerks)
def new(request: Any) -> HttpResponse:
    """Three ways to begin, a form each; `start` says which was sent. A year that is over gets no more calls."""
    this_year = local_day(timezone.now()).year
    programmes = Programme.objects.visible_to(request.actor).adopted().filter(year__gte=this_year).order_by("-year")
    tasks = (
        PriorityTask.objects.visible_to(request.actor)
        .filter(programme__in=programmes)
        .select_related("programme")
        .order_by("-programme__year", "position", "pk")
    )
    taken = {task: amount for programme in programmes for task, amount in pools.taken(programme.pk).items()}
    left = {task.pk: task.planned - taken.get(task.pk, 0) for task in tasks}
    sources = (
        Call.objects.visible_to(request.actor)
        .exclude(published_at=None)
        .select_related("programme")
        .order_by("-programme__year", "-published_at", "-pk")
    )
    start = request.POST.get("start", "task") if request.method == "POST" else ""

    def posted(name: str) -> Any:
        return request.POST if start == name else None

    forms: dict[str, Any] = {
        "task": NewCallForm(posted("task"), tasks=tasks, left=left),
        "copy": CopyForm(posted("copy"), sources=sources, programmes=programmes, prefix="copy"),
        "empty": EmptyCallForm(posted("empty"), programmes=programmes, prefix="empty"),
    }
    form = forms.get(start)
    if form is not None and form.is_valid():
        with into(form):
            call = _made(start, form.cleaned_data, request)
        if form.is_valid():
            return redirect("calls:edit", ref=call.ref)
    context = {"forms": forms, "tasks": bool(left), "sources": sources.exists()}
    wrong = form is None if start else False
    return render(request, "grants/calls/new.html", context, status=422 if wrong or (form and form.errors) else 200)


def _made(start: str, typed: dict[str, Any], request: Any) -> Call:
    at = timezone.now()
    if start == "copy":
        return actions.copy(typed["source"], typed["programme"], by=request.actor, at=at)
    if start == "empty":
        return actions.create(typed["programme"], title=typed["title"], by=request.actor, at=at)
    task = typed["task"]
    return actions.create(task.programme, title=typed["title"] or task.title, task=task, by=request.actor, at=at)


@open_to(staff)
@require_safe
def check(request: Any, ref: str) -> HttpResponse:
    """Every point of the law, with what is missing and where to add it; and point 7 from the agreements."""
    call = found(request, ref)
    now = timezone.now()
    paper = reading.paper(call)
    tasks = PriorityTask.objects.visible_to(request.actor).filter(pk__in=[lot.task_id for lot in paper.lots])
    taken = pools.taken(call.programme_id, but=call)
    groups = legal_check.groups(paper, tasks=tasks.order_by("position", "pk"), taken=taken, now=now)
    first, last = legal_check.years(paper)
    earlier = pools.earlier({lot.task.sphere for lot in paper.lots}, year=last)
    context = {
        "call": call,
        "groups": [
            (group.label, [(point, *presentation.standing(point.standing)) for point in group.points])
            for group in groups
        ],
        "missing": legal_check.missing(groups),
        "can": FLOW.open_steps(call, request.actor),
        "earlier": earlier,
        "by_hand": [year for year in (first, last) if year not in {one.year for one in earlier}],
    }
    return render(request, "grants/calls/legal_check.html", context)


@open_to(clerks)
@require_POST
def add_previous_tasks(request: Any, ref: str) -> HttpResponse:
    actions.add_previous_tasks(found(request, ref), by=request.actor, at=timezone.now())
    messages.success(
        request, _("The earlier tasks from the agreements stand in point 7. Add what is not there by hand.")
    )
    return redirect("calls:legal_check", ref=ref)
