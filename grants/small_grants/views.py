"""Reading small grants: the town's public page, the office's and the organisation's list, one offer, its papers."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grants.applications import content as offers
from grants.small_grants import actions, drawing, limits, outline, reading, rules
from grants.small_grants import content as shape
from grants.small_grants.forms import ChangesForm, CommentForm, FilterForm, ReasonForm
from grants.small_grants.models import Comment, Posting, SmallGrant, SmallGrantVersion
from grants.small_grants.presentation import limits_shown, next_step, state_words, verb_words
from grants.small_grants.states import FLOW, SmallGrantState
from programmes.drafting.models import Programme
from tenants.gates.access import anyone, clerks, signed_in, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.documents import delivery
from tenants.office.documents.checksum import grouped

PER_PAGE = 50
# Columns of a list; an offer has many more.
SHOWN = (
    *("ref", "number", "title", "organisation_id", "organisation_name", "requested", "awarded", "state", "filed_at"),
    *("posting_due_on", "comments_until", "changes_due_on", "reason", "made_at"),
)


def found(request: HttpRequest, ref: str) -> SmallGrant:
    """An offer the reader may see. Raises: Http404."""
    return get_object_or_404(SmallGrant.objects.visible_to(request.actor).select_related("programme"), ref=ref)


def taking(request: HttpRequest) -> list[Programme]:
    """Programmes of this year and later that take small grants."""
    year = local_day(timezone.now()).year
    adopted = Programme.objects.visible_to(request.actor).adopted()
    return list(adopted.filter(year__gte=year, small_grants__gt=0).order_by("year"))


@open_to(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is open to comments and what was decided, for everyone; own offers; all of them for the office."""
    today = local_day(timezone.now())
    official = staff(request.actor)
    context: dict[str, Any] = {
        "programmes": taking(request),
        "official": official,
        "public": _public_rows(today),
        "own": _rows(SmallGrant.objects.visible_to(request.actor).own_of(request.actor).only(*SHOWN)[:PER_PAGE], today),
        "member": bool(request.actor.memberships),
    }
    if official:
        context |= _official(request, today)
    return render(request, "grants/small_grants/index.html", context)


def _official(request: HttpRequest, today: date) -> dict[str, Any]:
    filters = FilterForm(request.GET)
    rows = SmallGrant.objects.visible_to(request.actor).exclude(state=SmallGrantState.DRAFT)
    if words := filters.value("q"):
        rows = rows.filter(Q(organisation_name__icontains=words) | Q(title__icontains=words) | Q(number=words))
    if state := filters.value("state"):
        rows = rows.filter(state=state)
    page = Paginator(rows.only(*SHOWN).order_by("-filed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "page": page,
        "rows": _rows(list(page), today),
        "sums": rows.aggregate(requested=Sum("requested"), awarded=Sum("awarded")),
    }


def _rows(rows: Any, today: date) -> list[tuple[SmallGrant, Any, str, str]]:
    return [(one, next_step(one, today), *state_words(one)) for one in rows]


def _public_rows(today: date) -> list[tuple[SmallGrant, bool, str, str]]:
    rows = SmallGrant.objects.public().order_by("-published_at", "-pk")[:PER_PAGE]
    return [(one, _takes_comments(one, today), *public_words(one)) for one in rows]


def _takes_comments(one: SmallGrant, today: date) -> bool:
    return one.state == SmallGrantState.PUBLISHED and one.comments_until is not None and today <= one.comments_until


def public_words(one: SmallGrant) -> tuple[str, str]:
    """What residents hear: whether comments are taken, and the outcome; not who waits for whom."""
    match SmallGrantState(one.state):
        case SmallGrantState.PUBLISHED:
            return _("published for comments"), "info"
        case SmallGrantState.REFUSED:
            return _("no grant"), "neutral"
        case SmallGrantState.WITHDRAWN | SmallGrantState.RESIGNED | SmallGrantState.ABANDONED:
            return _("not carried out"), "neutral"
    return _("grant given"), "ok"


@open_to(anyone)
def published(request: HttpRequest, ref: str) -> HttpResponse:
    """The copy without personal data, for the time the law gives; then only what was decided. Anyone may comment."""
    at = timezone.now()
    one = get_object_or_404(SmallGrant.objects.public(), ref=ref)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with into(form):
            actions.comment(one, **form.cleaned_data, by=request.actor, at=at)
        if form.is_valid():
            messages.success(request, _("Thank you: the comment is with the office."))
            return redirect("small_grants:published", ref=ref)
    takes = _takes_comments(one, local_day(at))
    label, tone = public_words(one)
    context = {
        "one": one,
        "takes": takes,
        "sections": outline.drawn(outline.public_sections(one.published or {})) if takes else [],
        "form": form,
        "state": label,
        "tone": tone,
    }
    return render(request, "grants/small_grants/published.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    return page(request, ref)


def page(request: HttpRequest, ref: str, *, changes: Any = None, refusing: Any = None, returning: Any = None) -> Any:
    """The offer's page; the forms are those that were refused."""
    one, at = found(request, ref), timezone.now()
    today, draft = local_day(at), one.state == SmallGrantState.DRAFT
    mine = one.organisation_id in request.actor.memberships
    seen = SmallGrantVersion.objects.visible_to(request.actor).filter(small_grant=one)
    versions = list(seen.select_related("document").order_by("number"))
    content = versions[-1].content if versions else one.content
    gaps = rules.gaps(content, year=one.programme.year) if draft else []
    can = FLOW.open_steps(one, request.actor)
    decidable = one.comments_until is not None and today > one.comments_until
    refusable = one.state == SmallGrantState.FILED or (one.state == SmallGrantState.PUBLISHED and decidable)
    late = one.state == SmallGrantState.CHANGES and rules.is_late(one.changes_due_on, at=at)
    initial = {"amount": one.requested, "due_on": rules.posting_due(at)}
    label, tone = state_words(one)
    context = {
        "one": one,
        "mine": mine,
        "official": staff(request.actor),
        "clerk": clerks(request.actor),
        "can": can,
        "decidable": decidable,
        "refusable": refusable or late,
        "state": label,
        "tone": tone,
        "step": next_step(one, today, lacking=len(gaps)),
        "gaps": gaps,
        "limits": _limits(one, content, today),
        "sections": outline.drawn(outline.sections(content)),
        "versions": [(version, grouped(version.checksum)) for version in versions],
        "postings": Posting.objects.visible_to(request.actor).filter(small_grant=one).order_by("posted_on", "pk"),
        "comments": Comment.objects.visible_to(request.actor).filter(small_grant=one).order_by("made_at", "pk"),
        "changes": changes or ChangesForm(initial=initial, prefix="changes"),
        "refusing": refusing or ReasonForm(prefix="refuse"),
        "returning": returning or ReasonForm(prefix="return"),
        "history": [
            (entry.at, entry.by_name, verb_words(entry.verb))
            for entry in AuditEntry.objects.visible_to(request.actor, about=one).reverse()
            if entry.verb != "edit"
        ],
    }
    refused = any(form is not None and form.errors for form in (changes, refusing, returning))
    return render(request, "grants/small_grants/detail.html", context, status=422 if refused else 200)


def _limits(one: SmallGrant, content: dict[str, Any], today: date) -> list[dict[str, Any]]:
    task = content.get(shape.TASK, {})
    start, end = offers.as_day(task.get("start")), offers.as_day(task.get("end"))
    days = limits.days_of(start, end) if start and end and start <= end else None
    grant = one.awarded if one.awarded is not None else shape.budget_of(content).sources.grant
    return limits_shown(one, reading.sums_of(one, one.programme), grant, days, on=today)


@open_to(signed_in)
@require_safe
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    one = found(request, ref)
    if one.filed_at is None:
        return redirect("small_grants:detail", ref=ref)
    return render(request, "grants/small_grants/receipt.html", {"one": one, "checksum": grouped(one.checksum)})


@open_to(signed_in)
@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The offer as filed; of a draft, how it would look."""
    one = found(request, ref)
    if one.filed_at is None:
        return _shown(drawing.preview(one, at=timezone.now()), one.ref)
    return version_pdf(request, ref, 1)


@open_to(signed_in)
@require_safe
def version_pdf(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    one = found(request, ref)
    seen = SmallGrantVersion.objects.visible_to(request.actor).filter(small_grant=one)
    version = get_object_or_404(seen, number=number)
    return delivery.answer(drawing.document_of(version, at=timezone.now()))


@open_to(anyone)
@require_safe
def copy_pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The published copy on paper, while comments are taken."""
    at = timezone.now()
    one = get_object_or_404(SmallGrant.objects.public(), ref=ref)
    if not _takes_comments(one, local_day(at)) or one.published is None:
        return redirect("small_grants:published", ref=ref)
    return _shown(drawing.copy(one.published, number=one.number, filed_at=None, at=at), one.ref)


def _shown(drawn: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)
