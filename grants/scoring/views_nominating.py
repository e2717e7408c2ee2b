"""The office asks organisations for people, writes down who was named, and refuses; the notice says what was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.calls.models import Call
from grants.scoring import nominating, paper
from grants.scoring.forms import MemberCallForm, NominationForm, RefusalForm
from grants.scoring.models import Committee
from grants.scoring.nominating_models import MemberCall, Nomination
from grants.scoring.states import APPOINTING
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.registry.organisations.models import Organisation


def _call(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def nominations(request: Any, ref: str) -> HttpResponse:
    """The call for members and who was named; a POST records the call."""
    call = _call(request, ref)
    found = MemberCall.objects.visible_to(request.actor).filter(call=call).first()
    if request.method != "POST":
        facts = {one: getattr(found, one) for one in ("published_on", "until", "places", "evidence")} if found else {}
        return _page(request, call, found, asking=MemberCallForm(initial=facts))
    form = MemberCallForm(request.POST)
    if form.is_valid():
        with into(form):
            nominating.record_member_call(call, by=request.actor, at=timezone.now(), **form.cleaned_data)
    if form.errors:
        return _page(request, call, found, asking=form, status=422)
    messages.success(request, _("The call for members is recorded."))
    return redirect("scoring:nominations", ref=ref)


def _page(
    request: HttpRequest,
    call: Call,
    found: MemberCall | None,
    *,
    asking: Any = None,
    naming: Any = None,
    status: int = 200,
) -> HttpResponse:
    asker: Any = request
    may = clerks(asker.actor) and call.state in APPOINTING
    context = {
        "call": call,
        "member_call": found,
        "committee": Committee.objects.visible_to(asker.actor).filter(call=call).first(),
        "nominations": Nomination.objects.visible_to(asker.actor).filter(call=call),
        "may": may,
        "asking": asking or MemberCallForm(),
        "naming": naming or NominationForm(prefix="named"),
        "refusing": RefusalForm(),
    }
    return render(request, "grants/scoring/nominations.html", context, status=status)


@open_to(clerks)
@require_POST
def receive(request: Any, ref: str) -> HttpResponse:
    """Somebody was named."""
    call = _call(request, ref)
    form = NominationForm(request.POST, prefix="named")
    if form.is_valid():
        typed = dict(form.cleaned_data)
        nip = typed.pop("nip").replace("-", "").strip()
        organisation = Organisation.objects.filter(nip=nip).first() if nip else None
        if nip and organisation is None and not typed["organisation_name"].strip():
            form.add_error("nip", _("No organisation with this NIP is registered: write its name."))
        else:
            with into(form):
                row = nominating.receive(call, organisation=organisation, by=request.actor, at=timezone.now(), **typed)
    if form.errors:
        found = MemberCall.objects.visible_to(request.actor).filter(call=call).first()
        return _page(request, call, found, naming=form, status=422)
    if row.refused_because:
        messages.warning(request, f"{row.name}: {row.refused_because}")
    else:
        messages.success(request, _("%(name)s is on the list.") % {"name": row.name})
    return redirect("scoring:nominations", ref=ref)


@open_to(clerks)
@require_POST
def refuse(request: Any, ref: str, pk: int) -> HttpResponse:
    rows = Nomination.objects.visible_to(request.actor).filter(call=_call(request, ref))
    nominating.refuse(
        get_object_or_404(rows, pk=pk),
        reason=request.POST.get("reason", "")[:2000],
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The refusal is recorded."))
    return redirect("scoring:nominations", ref=ref)


@open_to(staff)
@require_safe
def notice(request: Any, ref: str) -> HttpResponse:
    """Which ground of art. 15(2da) the committee works on, and what was done, as a PDF."""
    rows = Committee.objects.visible_to(request.actor).select_related("call").exclude(without_ngo="")
    committee = get_object_or_404(rows, call=_call(request, ref))
    drawn = paper.without_ngo(committee, at=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="informacja-{ref}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)
