"""The committee's proposal and its protocol, then the executive's decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.applications.models import Application
from grants.awards import actions, presentation, reading
from grants.awards.forms import LinesForm, SigningForm
from grants.awards.models import Protocol, ProtocolSignature
from grants.awards.states import proposers
from grants.awards.whatif_forms import lines_from
from grants.awards.whatif_words import first_lines
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.scoring import presentation as scoring
from grants.scoring import standing
from grants.scoring.models import CommitteeMember
from grants.scoring.reading import membership_of, missing
from grants.scoring.views import unfinished
from tenants.gates.access import clerks, committee_seats, either, executives, seated
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping
from tenants.office.documents import delivery


def call_of(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)


def tables_of(request: Any, call: Call) -> list[reading.LotTable]:
    offers = Application.objects.visible_to_judges(request.actor).filter(call=call)
    return reading.tables(call, offers, reader=request.actor)


@open_to(seated)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Any, ref: str) -> HttpResponse:
    call = call_of(request, ref)
    if later := _later(request, call):
        return later
    tables = tables_of(request, call)
    if request.method != "POST":
        lines = lines_from(request.GET, call=call, tables=tables) or first_lines(call, tables)
        return _proposal_page(request, call, tables, LinesForm(tables=tables, lines=lines))
    form = LinesForm(request.POST, tables=tables, lines={})
    if form.is_valid():
        with keeping(form):
            actions.propose(call, form.lines(), by=request.actor, at=timezone.now())
    if form.errors:
        return _proposal_page(request, call_of(request, ref), tables, form, status=422)
    messages.success(request, _("The proposal is saved."))
    return redirect("awards:proposal", ref=ref)


def _later(request: Any, call: Call, *sentences: str) -> HttpResponse | None:
    """The page for a member who may not see yet where the offers stand."""
    left = unfinished(request, call)
    if left is None:
        return None
    for sentence in sentences:
        messages.error(request, sentence)
    context = {"call": call, "next": scoring.next_for_member(call, left)}
    return render(request, "grants/scoring/ranking_later.html", context)


def _proposal_page(
    request: Any, call: Call, tables: list[reading.LotTable], form: LinesForm, status: int = 200, signing: Any = None
) -> HttpResponse:
    may = call.state == CallState.MERIT and proposers(request.actor, call)
    owed = missing(call) if call.state == CallState.MERIT else {}
    lots = [table.ranking for table in tables]
    apart, few = standing.apart(lots), standing.few(lots)
    complete = bool(tables) and all(len(table.proposed) == len(table.rows) for table in tables)
    context = {
        "call": call,
        "form": form,
        "parts": parts(form),
        "sums": sums_of(tables, _typed(form, call, tables)),
        "may": may,
        "signing": signing or (SigningForm() if may and complete and not owed else None),
        **_signatures(request, call),
        "may_reopen": call.state == CallState.RECOMMENDED and (clerks(request.actor) or executives(request.actor)),
        "next": presentation.next_for_proposal(call, missing=owed, apart=apart, few=few, complete=complete, may=may),
        "steps": scoring.steps(call, request.actor, "proposal"),
    }
    return render(request, "grants/awards/proposal.html", context, status=status)


def _signatures(request: Any, call: Call) -> dict[str, Any]:
    """The latest protocol, who of the committee has signed it, and whether this person still may."""
    protocol = Protocol.objects.visible_to(request.actor).filter(call=call).first()
    if protocol is None:
        return {"protocol": None}
    signed = {
        row.member_id: row.signed_at
        for row in ProtocolSignature.objects.visible_to(request.actor).filter(protocol=protocol)
    }
    members = CommitteeMember.objects.visible_to(request.actor).sitting().filter(committee__call=call)
    voting = [one for one in members if not one.is_advisor]
    mine = next((one for one in voting if one.user_id == request.actor.user_id), None)
    return {
        "protocol": protocol,
        "signatures": [(one, signed.get(one.pk)) for one in voting],
        "may_countersign": mine is not None and mine.pk not in signed and committee_seats(request.actor),
    }


def parts(form: LinesForm) -> list[dict[str, Any]]:
    """Lot by lot: each offer with its fields and, in words, what was proposed for it."""
    return [
        {
            "table": table,
            "rows": [
                {
                    "row": row,
                    "fields": form.of_offer(row.application.pk),
                    "proposed": presentation.proposed(table.proposed.get(row.application.pk)),
                }
                for row in table.rows
            ],
        }
        for table in form.tables
    ]


def _typed(form: LinesForm, call: Call, tables: list[reading.LotTable]) -> list[Any]:
    return form.lines() if form.is_bound else list(first_lines(call, tables).values())


def sums_of(tables: list[reading.LotTable], lines: list[Any]) -> list[presentation.LotSum]:
    rows = presentation.lot_sums(tables, lines)
    return [*rows, presentation.whole(rows)] if len(rows) > 1 else rows


@open_to(seated)
@require_POST
def proposal_sums(request: Any, ref: str) -> HttpResponse:
    """Sums of what is typed beside the pools; nothing is kept."""
    call = call_of(request, ref)
    if unfinished(request, call):
        raise Http404
    return live(request, LinesForm(request.POST, tables=tables_of(request, call), lines={}))


def live(request: HttpRequest, form: LinesForm) -> HttpResponse:
    form.is_valid()
    return render(request, "grants/awards/_sums.html", {"sums": sums_of(form.tables, form.lines())})


@open_to(either(clerks, committee_seats))
@require_POST
def sign(request: Any, ref: str) -> HttpResponse:
    call = call_of(request, ref)
    form = SigningForm(request.POST)
    if form.is_valid():
        with keeping(form):
            actions.sign_protocol(call, remarks=form.cleaned_data["remarks"], by=request.actor, at=timezone.now())
    if form.errors:
        return _not_signed(request, call_of(request, ref), form)
    messages.success(request, _("The protocol is signed. The executive has got a letter."))
    return redirect("awards:proposal", ref=ref)


def _not_signed(request: Any, call: Call, form: SigningForm) -> HttpResponse:
    """What is missing, and the remarks as they were typed."""
    if later := _later(request, call, *form.non_field_errors()):
        return later
    tables = tables_of(request, call)
    lines = LinesForm(tables=tables, lines=first_lines(call, tables))
    return _proposal_page(request, call, tables, lines, status=422, signing=form)


@open_to(either(clerks, executives))
@require_POST
def reopen(request: Any, ref: str) -> HttpResponse:
    call = call_of(request, ref)
    actions.reopen(call, by=request.actor, at=timezone.now())
    messages.success(request, _("The call is with the committee again. A new protocol has to be signed."))
    return redirect("awards:proposal", ref=ref)


@open_to(seated)
@require_safe
def protocol(request: Any, ref: str) -> HttpResponse:
    """The latest signed protocol."""
    found = Protocol.objects.visible_to(request.actor).filter(call__ref=ref).select_related("document").first()
    if found is None:
        raise Http404
    return delivery.answer(found.document)


@open_to(seated)
@require_safe
def protocol_word(request: Any, ref: str) -> HttpResponse:
    """The same for a word processor."""
    found = Protocol.objects.visible_to(request.actor).filter(call__ref=ref).select_related("word").first()
    if found is None or found.word is None:
        raise Http404
    return delivery.answer(found.word)


@open_to(committee_seats)
@require_POST
def countersign(request: Any, ref: str) -> HttpResponse:
    """A member signs the latest protocol too."""
    call = call_of(request, ref)
    found = Protocol.objects.visible_to(request.actor).filter(call=call).select_related("document").first()
    member = membership_of(request.actor, call)
    if found is None or member is None:
        raise Http404
    actions.countersign(found, member, by=request.actor, at=timezone.now())
    messages.success(request, _("You have signed the protocol."))
    return redirect("awards:proposal", ref=ref)
