"""Demanding grounds on a page of its own; the office's register of such requests, and the answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grants.awards import reading
from grants.awards.justifications import actions
from grants.awards.justifications.forms import AnswerForm, AskForm, FilterForm
from grants.awards.justifications.models import JustificationRequest
from grants.awards.justifications.reading import changed_until, justification_until
from grants.awards.justifications.states import FLOW, RequestState
from grants.awards.models import PUBLISHED, Decision
from grants.calls.models import Call
from tenants.gates.access import anyone, clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import Refusal, into
from tenants.office import limits
from tenants.office.deadlines import local_day

TONES = {RequestState.WAITING: "warn", RequestState.ANSWERED: "ok", RequestState.LATE: "neutral"}
# A person asks about a few offers.
TRIES, SECONDS = 5, 3600
ON_A_PAGE = 50


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Any, ref: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.visible_to(request.actor).filter(state__in=PUBLISHED), ref=ref)
    actor = request.actor
    known = actor.user_id is not None
    awards = list(reading.awards_of(call, actor))
    form = AskForm(request.POST if request.method == "POST" else None, awards=awards, known=known)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        asked = next(one.application for one in awards if one.application.ref == typed["offer"])
        asked.call = call
        email = actor.email if known else typed["email"]
        _check_often(email)
        with into(form):
            made = actions.ask(
                asked,
                name=actor.name if known else typed["name"],
                email=email,
                language=actor.language if known else get_language() or "pl",
                text=typed["text"],
                by=actor,
                at=timezone.now(),
            )
            _thank(request, made)
        if form.is_valid():
            return redirect("awards:results", ref=ref)
    acts = Decision.objects.visible_to(actor).published().filter(call=call)
    context = {"call": call, "form": form, "today": local_day(timezone.now())}
    context |= {"until": justification_until(call), "changed_until": changed_until(acts)}
    return render(request, "grants/awards/justifications/ask.html", context, status=422 if form.errors else 200)


def _check_often(email: str) -> None:
    """Never by network address: a whole village may sit behind one, and the right is each person's own."""
    if not limits.within(f"justify.{connection.schema_name}", email.lower(), most=TRIES, seconds=SECONDS):
        raise Refusal(_("There were many requests from this address within the hour. Try again later."))


def _thank(request: Any, made: JustificationRequest) -> None:
    if made.state == RequestState.LATE:
        messages.warning(
            request,
            _(
                "The time for demanding grounds is over, so the office need not answer. Your request is recorded; "
                "you can still ask for public information."
            ),
        )
    else:
        messages.success(request, _("Your request is recorded. The answer comes by mail."))


@open_to(staff)
@require_safe
def index(request: Any) -> HttpResponse:
    """The register: those that wait first, the most urgent on top."""
    form = FilterForm(request.GET or None)
    rows = JustificationRequest.objects.visible_to(request.actor).select_related("application__call")
    if form.is_bound and form.is_valid() and form.cleaned_data["state"]:
        rows = rows.filter(state=form.cleaned_data["state"])
    today = local_day(timezone.now())
    pages = Paginator(rows.order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk"), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    waiting = JustificationRequest.objects.visible_to(request.actor).waiting()
    context = {
        "form": form,
        "page": page,
        "rows": [(one, *_words(one), _overdue(one, today)) for one in page],
        "first": waiting.order_by("due_on", "pk").first(),
        "waiting": waiting.count(),
    }
    return render(request, "grants/awards/justifications/index.html", context)


def _words(one: JustificationRequest) -> tuple[str, str]:
    return str(RequestState(one.state).label), TONES[RequestState(one.state)]


def _overdue(one: JustificationRequest, today: Any) -> bool:
    return one.state == RequestState.WAITING and one.due_on is not None and one.due_on < today


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Any, pk: int) -> HttpResponse:
    seen = JustificationRequest.objects.visible_to(request.actor).select_related("application__call")
    asked = get_object_or_404(seen, pk=pk)
    can = FLOW.open_steps(asked, request.actor)
    if request.method == "POST" and not clerks(request.actor):
        raise Http404
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    if request.method == "POST" and form.is_valid():
        with into(form):
            actions.answer(asked, answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now())
        if form.is_valid():
            messages.success(request, _("The answer went out, and it is kept here."))
            return redirect("awards:justifications")
    context = {
        "asked": asked,
        "offer": asked.application,
        "call": asked.application.call,
        "badge": _words(asked),
        "form": form if can.get("answer") else None,
        "quoted": asked.quoted or (actions.quote(asked.application) if can.get("answer") else ""),
    }
    return render(request, "grants/awards/justifications/answer.html", context, status=422 if form.errors else 200)
