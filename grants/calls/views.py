from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from grants.calls import presentation, reading, terms
from grants.calls.enquiries import reading as enquiries
from grants.calls.enquiries.forms import AskForm
from grants.calls.forms import ApproveForm, CancelForm, ExtendForm, FilterForm, ReturnForm
from grants.calls.models import Call, Publication
from grants.calls.questions import presentation as questions
from grants.calls.questions.reading import of as asked_in
from grants.calls.states import FLOW, CallState
from programmes.drafting.models import Programme
from tenants.gates.access import anyone, clerks, signed_in, staff
from tenants.gates.doors import open_to
from tenants.office.audit.models import AuditEntry
from tenants.office.calendar_file import Event
from tenants.office.calendar_file import calendar as calendar_of
from tenants.registry.governments.addresses import absolute

ON_A_PAGE = 25
# Where the room of offers begins one; the number of the lot follows.
FILING = "/applications/new/?lot="
# Pages of later rooms about one call: since which state they say something to the office, and to everyone.
NEARBY = (
    ("/calls/{ref}/questions/", gettext_lazy("Additional questions"), CallState.DRAFT, None),
    ("/calls/{ref}/enquiries/", gettext_lazy("Questions about the call"), CallState.DRAFT, None),
    ("/calls/{ref}/checklist/", gettext_lazy("Formal checklist"), CallState.DRAFT, None),
    ("/applications/?call={ref}", gettext_lazy("Offers"), CallState.OPEN, None),
    ("/calls/{ref}/late-access/", gettext_lazy("Late access"), CallState.OPEN, None),
    ("/calls/{ref}/committee/", gettext_lazy("Committee"), CallState.PUBLISHED, None),
    ("/calls/{ref}/ranking/", gettext_lazy("Ranking"), CallState.MERIT, None),
    ("/calls/{ref}/proposal/", gettext_lazy("Committee's proposal"), CallState.MERIT, None),
    ("/calls/{ref}/decision/", pgettext_lazy("page of a call", "Decision"), CallState.RECOMMENDED, None),
    ("/calls/{ref}/results/", gettext_lazy("Results"), CallState.DECIDED, CallState.RESULTS),
)
# Until the call is published, to those who prepare it.
TRYING = ("/calls/{ref}/trial/", gettext_lazy("Trial run"))
# Where the town publishes them, to everyone.
FORMAL_RESULTS = ("/calls/{ref}/formal-results/", gettext_lazy("Results of the formal check"), CallState.MERIT)
# Where the next step of a state is taken, when not on this page.
ONWARD = {
    CallState.CLOSED: ("/applications/?call={ref}", gettext_lazy("Open the offers")),
    CallState.MERIT: ("/calls/{ref}/ranking/", gettext_lazy("See the ranking")),
    CallState.RECOMMENDED: ("/calls/{ref}/decision/", gettext_lazy("Go to the decision")),
    CallState.DECIDED: ("/calls/{ref}/results/", gettext_lazy("Go to the results")),
}


def found(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor).select_related("programme"), ref=ref)


@open_to(anyone)
def index(request: Any) -> HttpResponse:
    now = timezone.now()
    office = staff(request.actor)
    calls: QuerySet = Call.objects.visible_to(request.actor).seen_at(now).select_related("programme")
    context: dict[str, Any] = {"now": now, "may_create": clerks(request.actor)}
    if office:
        years = Programme.objects.visible_to(request.actor).order_by("-year").values_list("year", flat=True)
        form = FilterForm(request.GET, years=list(years))
        form.full_clean()
        asked = form.cleaned_data
        calls = reading.chosen(calls, **asked, sort=request.GET.get("sort", ""))
        context.update(form=form, asked=any(asked.values()))
    else:
        calls = reading.announced(calls)
    page = Paginator(calls, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (call, *presentation.badge(call.shown_state, office=office), presentation.left(call.closes_at, now))
        for call in page
    ]
    context.update(page=page, rows=rows)
    if office:
        return render(request, "grants/calls/office.html", context)
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(presentation.group(row[0].shown_state), []).append(row)
    return render(request, "grants/calls/index.html", {**context, "groups": list(groups.items())})


@open_to(anyone)
def detail(request: Any, ref: str) -> HttpResponse:
    return page(request, found(request, ref))


def page(request: Any, call: Call, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a call for whoever looks at it, with any form that was refused."""
    now = timezone.now()
    office = staff(request.actor)
    paper = reading.paper(call, to_check=office)
    state = call.state_at(now)
    subject = subject_of(call)
    context = {
        "call": call,
        "paper": paper,
        "state": state,
        "badge": presentation.badge(state, office=office),
        "office": office,
        "lots": [(lot, presentation.limits(lot)) for lot in paper.lots],
        "criteria": [(criterion, presentation.point_of(criterion)) for criterion in paper.criteria],
        "who_may_apply": presentation.who_may_apply(call),
        "choosing": presentation.choosing(call, paper.criteria),
        "draft_budget": presentation.draft_budget(call) if call.on_draft_budget else "",
        "filing": FILING,
        "may_file": call.accepts_at(now) and (not office or bool(request.actor.memberships)),
        "act": request.tenant.bodies.act_on_pages,
        "announced_in": [one for one in paper.published(Publication.Subject.ANNOUNCEMENT) if call.published_at],
        "step": presentation.public_step(call, now=now),
        "waiting": presentation.waiting_words(call, now=now) if call.waits_for_publication else "",
        "left": presentation.left(call.closes_at, now) if call.accepts_at(now) else "",
        "nearby": nearby(call, state, office=office),
        "signed_in": signed_in(request.actor),
        "asked": questions.rows(asked_in(call)),
        **enquiries.of_page(call, request.actor, at=now, form=forms.get("ask_form") or AskForm()),
    }
    if office:
        checklist = paper.checklist()
        missing = sum(bool(item.wrong) for item in checklist)
        refused = paper.notice_refused(now)
        executive = request.tenant.executive_name or request.tenant.bodies.executive
        entries = entries_of(request, call)
        context.update(
            can=terms.possible(call, FLOW.open_steps(call, request.actor), at=now),
            extend_form=forms.get("extend_form") or ExtendForm(call=call, prefix="extend"),
            step=presentation.next_step(
                call,
                now=now,
                executive=executive,
                missing=missing,
                places_missing=paper.places_missing(Publication.Subject.ANNOUNCEMENT),
                refused=refused,
            ),
            checklist=checklist,
            missing=missing,
            publications=paper.published(subject),
            places_missing=paper.places_missing(subject),
            notice_refused=refused,
            new_deadline=paper.new_deadline(now),
            onward=onward(call, state),
            history=[(entry.at, entry.by_name, presentation.story(entry)) for entry in entries],
            passed_at=passed_at(entries),
            approve_form=forms.get("approve_form")
            or ApproveForm(collegial=request.tenant.bodies.collegial, prefix="approve"),
            return_form=forms.get("return_form") or ReturnForm(prefix="return"),
            cancel_form=forms.get("cancel_form") or CancelForm(prefix="cancel"),
        )
    return render(request, "grants/calls/detail.html", context, status=status)


def subject_of(call: Call) -> str:
    """What is published now: the announcement, the results, or the cancellation."""
    if call.state == CallState.CANCELLED:
        return Publication.Subject.CANCELLATION
    if call.state in {CallState.DECIDED, CallState.RESULTS, CallState.COMPLETED}:
        return Publication.Subject.RESULTS
    return Publication.Subject.ANNOUNCEMENT


def entries_of(request: Any, call: Call) -> list[AuditEntry]:
    entries: QuerySet = AuditEntry.objects.visible_to(request.actor, about=call)
    return list(entries.order_by("-at", "-pk")[:50])


def passed_at(entries: list[AuditEntry]) -> datetime | None:
    """When the draft was passed for approval, if nothing has been done to it since."""
    return entries[0].at if entries and entries[0].verb == "ask_approval" else None


def nearby(call: Call, state: CallState, *, office: bool) -> list[tuple[str, str]]:
    """Other rooms' pages about this call, from the state on in which they say something."""
    order = list(CallState)
    if state == CallState.CANCELLED:
        return []
    links = [(TRYING[0].format(ref=call.ref), str(TRYING[1]))] if office and call.published_at is None else []
    public = FORMAL_RESULTS[2] if call.formal_public else None
    for address, label, for_office, for_everyone in (*NEARBY, (*FORMAL_RESULTS[:2], public, public)):
        url = address.format(ref=call.ref)
        since = for_office if office else for_everyone
        if since and order.index(state) >= order.index(since) and leads_somewhere(url):
            links.append((url, str(label)))
    return links


def onward(call: Call, state: CallState) -> tuple[str, str] | None:
    address, label = ONWARD.get(state, ("", ""))
    url = address.format(ref=call.ref)
    return (url, str(label)) if address and leads_somewhere(url) else None


def leads_somewhere(url: str) -> bool:
    try:
        resolve(url.partition("?")[0])
    except Resolver404:
        return False
    return True


@open_to(anyone)
def calendar(request: Any, ref: str) -> HttpResponse:
    """The deadline for the visitor's own calendar."""
    call = found(request, ref)
    if call.closes_at is None:
        raise Http404
    url = absolute(request.tenant, reverse("calls:detail", args=[ref]))
    title = _("Offers until: %(title)s") % {"title": call.title}
    event = Event(uid=url, title=title, url=url, until=call.closes_at)
    text = calendar_of(call.title, [event], at=call.made_at)
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{ref}.ics"'},
    )
