"""The act that decides a call: prepared, read, signed or sent back; and the later acts that change it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.applications.models import Application
from grants.awards import act as papers
from grants.awards import actions, agreed, freed, presentation, reading, rules
from grants.awards.forms import ActSigningForm, ChangingForm, LinesForm, PreparingForm, SendBackForm
from grants.awards.models import Award, Decision, Protocol
from grants.awards.rules import Line
from grants.awards.states import DECISION_FLOW, PUBLIC, UNSIGNED, impartial, preparers
from grants.awards.views import call_of, live, sums_of, tables_of
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.scoring import presentation as scoring
from tenants.gates.access import anyone, clerks, executives, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import Refusal, into
from tenants.office.deadlines import local_day
from tenants.office.documents import delivery

USUAL_TIME_FOR_UPDATES = timedelta(days=14)
MADE_OF = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _acts(request: Any, call: Call) -> list[Decision]:
    seen = Decision.objects.visible_to(request.actor).filter(call=call)
    return list(seen.select_related("basis", "document", "editable").order_by("pk"))


def _under_way(acts: list[Decision]) -> Decision | None:
    return next((one for one in acts if one.state not in PUBLIC), None)


def _act(request: Any, ref: str, pk: int) -> Decision:
    seen = Decision.objects.visible_to(request.actor).select_related("call", "basis", "document", "editable")
    return get_object_or_404(seen, call__ref=ref, pk=pk)


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Any, ref: str) -> HttpResponse:
    """The first act: a clerk writes it here, the executive reads it here. Below, every act of the call."""
    call = call_of(request, ref)
    if executives(request.actor) and call.state == CallState.RECOMMENDED and not impartial(request.actor, call):
        raise Refusal(rules.TIED_EXECUTIVE)
    acts = _acts(request, call)
    if request.method != "POST":
        return _page(request, call, acts)
    form = PreparingForm(
        request.POST, tables=tables_of(request, call), lines={}, act=request.tenant.bodies.act_on_pages
    )
    if form.is_valid():
        with into(form):
            actions.prepare(call, form.lines(), by=request.actor, at=timezone.now(), **form.facts())
    if form.errors:
        return _page(request, call, acts, form=form, status=422)
    messages.success(request, _("The act is prepared. The executive has got a letter."))
    return redirect("awards:decision", ref=ref)


def _page(
    request: Any,
    call: Call,
    acts: list[Decision],
    *,
    form: PreparingForm | None = None,
    signing: ActSigningForm | None = None,
    sending: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, bodies = request.actor, request.tenant.bodies
    act, tables = _under_way(acts), tables_of(request, call)
    may_prepare = call.state == CallState.RECOMMENDED and preparers(actor, call)
    if may_prepare and form is None:
        form = _preparing(request, act, tables)
    can = DECISION_FLOW.open_steps(act, actor) if act else {}
    may_sign = bool(can.get("sign") and act and act.prepared_by_id != actor.user_id)
    shown = form or LinesForm(tables=tables, lines={})
    typed = form.lines() if form and form.is_bound else _lines(request, act, tables)
    open_now = freed.by_lot(call, tables) if call.state == CallState.RESULTS and impartial(actor, call) else []
    context = {
        "call": call,
        "act": bodies.act_on_pages,
        "acts": [(one, *presentation.act_words(one)) for one in acts],
        "under_way": act,
        "form": form if may_prepare else None,
        "parts": _parts(shown, {pk: line for table in tables for pk, line in table.proposed.items()}),
        "sums": sums_of(tables, typed),
        "drafted": _awards_of_act(request, act) if act and (act.state in UNSIGNED or not act.is_first) else [],
        "awards": [
            (one, *presentation.outcome_words(one.outcome))
            for one in reading.awards_of(call, actor).filter(
                application__in=Application.objects.visible_to_judges(actor)
            )
        ],
        "may_sign": may_sign,
        "signing": signing or (_signing(act, bodies.act_on_pages) if may_sign and act else None),
        "sending": sending or (SendBackForm(prefix="back") if can.get("send_back") or can.get("take_back") else None),
        "may_discard": bool(can.get("discard") and act and not act.is_first),
        "may_read_papers": impartial(actor, call),
        "freed": [one for one in open_now if one.given_up or one.suggested],
        "may_change": call.state == CallState.RESULTS and preparers(actor, call),
        "protocol": Protocol.objects.visible_to(actor).filter(call=call).first(),
        "may_reopen": call.state == CallState.RECOMMENDED and (clerks(actor) or executives(actor)),
        "next": presentation.next_for_decision(
            call,
            act,
            actor,
            executive=request.tenant.executive_name or bodies.executive,
            reserve=sum(len(one.suggested) for one in open_now),
        ),
        "steps": scoring.steps(call, actor, "decision"),
    }
    return render(request, "grants/awards/decision.html", context, status=status)


def _preparing(request: Any, act: Decision | None, tables: list[reading.LotTable]) -> PreparingForm:
    """What was prepared so far, else the committee's proposal; the office's own reasons are for where it differs."""
    proposed = {pk: line for table in tables for pk, line in table.proposed.items()}
    without = {pk: Line(application_id=pk, outcome=line.outcome, amount=line.amount) for pk, line in proposed.items()}
    drafted = {one.application_id: one for one in _lines(request, act, tables)} if act else without
    due = act.update_due_on if act else local_day(timezone.now()) + USUAL_TIME_FOR_UPDATES
    start = {"update_due_on": due, "act_number": act.act_number if act else ""}
    return PreparingForm(initial=start, lines=drafted, tables=tables, act=request.tenant.bodies.act_on_pages)


def _lines(request: Any, act: Decision | None, tables: list[reading.LotTable]) -> list[Line]:
    if act is None or act.state not in UNSIGNED:
        return [line for table in tables for line in table.proposed.values()]
    return [reading.line_of(one) for one in Award.objects.visible_to(request.actor).filter(decision=act)]


def _awards_of_act(request: Any, act: Decision) -> list[Any]:
    rows = Award.objects.visible_to(request.actor).filter(decision=act).select_related("application")
    return [(one, *presentation.outcome_words(one.outcome)) for one in rows.order_by("-amount", "-mean", "pk")]


def _signing(act: Decision, word: str) -> ActSigningForm:
    return ActSigningForm(initial={"act_number": act.act_number, "signed_on": local_day(timezone.now())}, act=word)


def _parts(form: LinesForm, compared: Mapping[int, Line]) -> list[dict[str, Any]]:
    """Lot by lot: each offer with its fields, beside what was proposed for it or holds now."""
    return [
        {
            "table": table,
            "rows": [
                {
                    "row": row,
                    "fields": form.of_offer(row.application.pk),
                    "proposed": presentation.proposed(compared.get(row.application.pk)),
                }
                for row in table.rows
            ],
        }
        for table in form.tables
    ]


@open_to(clerks)
@require_POST
def decision_sums(request: Any, ref: str) -> HttpResponse:
    """Sums of what is typed beside the pools; nothing is kept."""
    call = call_of(request, ref)
    return live(request, LinesForm(request.POST, tables=tables_of(request, call), lines={}))


@open_to(executives)
@require_POST
def sign(request: Any, ref: str, pk: int) -> HttpResponse:
    act = _act(request, ref, pk)
    form = ActSigningForm(request.POST, act=request.tenant.bodies.act_on_pages)
    if form.is_valid():
        with into(form):
            actions.sign(act, by=request.actor, at=timezone.now(), **form.cleaned_data)
    if form.errors:
        return _page(request, act.call, _acts(request, act.call), signing=form, status=422)
    messages.success(request, _("The act is signed. Applicants will hear of it when it is published."))
    return redirect("awards:decision", ref=ref)


@open_to(staff)
@require_POST
def send_back(request: Any, ref: str, pk: int) -> HttpResponse:
    act = _act(request, ref, pk)
    form = SendBackForm(request.POST, prefix="back")
    if form.is_valid():
        with into(form):
            actions.send_back(act, remarks=form.cleaned_data["remarks"], by=request.actor, at=timezone.now())
    if form.errors:
        return _page(request, act.call, _acts(request, act.call), sending=form, status=422)
    messages.success(request, _("The act went back, and whoever prepared it has got your remarks."))
    return redirect("awards:decision", ref=ref)


@open_to(clerks)
@require_POST
def discard(request: Any, ref: str, pk: int) -> HttpResponse:
    actions.discard(_act(request, ref, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The act was thrown away. What is in force did not change."))
    return redirect("awards:decision", ref=ref)


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, ref: str) -> HttpResponse:
    """A later act: what is in force, with the suggestion from money that came free."""
    call = call_of(request, ref)
    acts = _acts(request, call)
    act = _under_way(acts)
    if call.state != CallState.RESULTS or not preparers(request.actor, call):
        raise Http404
    tables, in_force = tables_of(request, call), reading.in_force(call)
    bound = agreed.bound(list(in_force))
    options = {"tables": tables, "act": request.tenant.bodies.act_on_pages, "bound": bound}
    open_now = freed.by_lot(call, tables)
    lines = _beginning(request, act, tables, in_force, open_now)
    if request.method == "POST":
        form = ChangingForm(request.POST, lines=lines, **options)
        if form.is_valid():
            with into(form):
                facts = form.facts()
                actions.prepare_change(
                    call, facts.pop("kind"), form.changes(in_force), by=request.actor, at=timezone.now(), **facts
                )
        if form.is_valid():
            messages.success(request, _("The act is prepared. The executive has got a letter."))
            return redirect("awards:decision", ref=ref)
    else:
        form = ChangingForm(initial=_start(act), lines=lines, **options)
    context = {
        "call": call,
        "form": form,
        "parts": _parts(form, in_force),
        "sums": sums_of(tables, form.lines() if form.is_bound else list(lines.values())),
        "freed": [one for one in open_now if one.given_up or one.suggested],
        "bound": bool(bound),
        "steps": scoring.steps(call, request.actor, "decision"),
    }
    return render(request, "grants/awards/change.html", context, status=422 if form.errors else 200)


def _start(act: Decision | None) -> dict[str, Any]:
    if act:
        return {name: getattr(act, name) for name in ("kind", "grounds", "act_number", "update_due_on")}
    return {"update_due_on": local_day(timezone.now()) + USUAL_TIME_FOR_UPDATES}


def _beginning(
    request: Any,
    act: Decision | None,
    tables: list[reading.LotTable],
    in_force: Mapping[int, Line],
    open_now: Sequence[freed.Freed],
) -> dict[int, Line]:
    """What the form begins with: what holds, and over it the act under way, or who is next on the reserve list."""
    held = {pk: Line(application_id=pk, outcome=line.outcome, amount=line.amount) for pk, line in in_force.items()}
    if act:
        return rules.after(held, _lines(request, act, tables))
    return rules.after(
        held, [line for one in open_now for line in [*one.gone, *(next_ for _o, next_ in one.suggested)]]
    )


@open_to(anyone)
@require_safe
def paper(request: Any, ref: str, pk: int, kind: str) -> HttpResponse:
    """The act as it was signed; before that a draft, for those of the office without an interest in the call."""
    act = _act(request, ref, pk)
    if act.state not in PUBLIC and not impartial(request.actor, act.call):
        raise Http404
    if kind == "docx" and not staff(request.actor):
        raise Http404
    stored = act.document if kind == "pdf" else act.editable
    if stored is not None:
        return delivery.answer(stored)
    if act.state not in UNSIGNED:
        raise Http404
    at = timezone.now()
    said = papers.facts(act, at=at)
    drawn = papers.as_pdf(said, at=at) if kind == "pdf" else papers.as_docx(said)
    name = f"projekt-{act.call.ref}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(drawn, content_type=MADE_OF[kind], headers=headers)
