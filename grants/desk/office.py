"""What waits for the people of the office, by the seats they hold."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.agreements.models import Agreement, AgreementQuerySet, Tranche
from grants.agreements.states import AgreementState
from grants.applications import access
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.states import ReportState, ReturnState
from tenants.gates.access import Actor, clerks, executives, treasurers
from tenants.office.todo import Item

# Of each kind; the lists they lead to have them all.
MOST = 5
Counts = Mapping[tuple[int, str], int]


def waiting(actor: Actor, calls: list[Call], counts: Counts, at: datetime) -> list[Item]:
    """`counts` maps (call id, state of offers) to a number."""
    items = [item for call in calls for item in _of_call(actor, call, counts, at)]
    if clerks(actor):
        items += [*_agreements_to_make(actor), *_reports_to_check(actor)]
    if treasurers(actor):
        items += [*_tranches_to_pay(actor), *_returns_to_expect(actor)]
    if executives(actor):
        items += _agreements_to_sign(actor)
    return items


def _of_call(actor: Actor, call: Call, counts: Counts, at: datetime) -> list[Item]:
    items = _for_clerks(call, counts, at) if clerks(actor) else []
    return items + (_for_executives(call, at) if executives(actor) else [])


def _for_clerks(call: Call, counts: Counts, at: datetime) -> list[Item]:
    page = f"/calls/{call.ref}/"
    items = []
    if call.waits_for_publication:
        label = _("Publish the changed announcement")
        items.append(Item(label=label, url=f"{page}publications/", note=call.title, tone="warn"))
    match call.state_at(at):
        case CallState.DRAFT:
            items.append(Item(label=_("Finish the draft of a call"), url=page, note=call.title))
        case CallState.APPROVED:
            label = _("Publish the call in three places")
            items.append(Item(label=label, url=f"{page}publications/", note=call.title, until=call.closes_at))
        case CallState.CLOSED:
            correcting = counts.get((call.pk, ApplicationState.CORRECTING), 0)
            items += _after_the_deadline(call, counts.get((call.pk, ApplicationState.FILED), 0), correcting)
        case CallState.MERIT:
            label = _("See how scoring goes")
            items.append(Item(label=label, url=f"{page}committee/", note=call.title, until=call.decision_by))
        case CallState.RECOMMENDED:
            label = _("Prepare the act that decides the call")
            items.append(Item(label=label, url=f"{page}decision/", note=call.title, until=call.decision_by))
        case CallState.DECIDED:
            items.append(Item(label=_("Publish the results"), url=f"{page}results/", note=call.title, tone="warn"))
    if waiting := getattr(call, "enquiries_waiting", 0):
        label = ngettext("Answer %(n)s question about the call", "Answer %(n)s questions about the call", waiting) % {
            "n": waiting
        }
        until = call.closes_at
        items.append(Item(label=label, url=f"{page}enquiries/", note=call.title, until=until, tone="warn"))
    if waiting := getattr(call, "justifications_waiting", 0):
        label = ngettext("Answer %(n)s demand for grounds", "Answer %(n)s demands for grounds", waiting) % {
            "n": waiting
        }
        due = getattr(call, "justification_due", None)
        items.append(Item(label=label, url="/justifications/?state=waiting", note=call.title, until=due, tone="warn"))
    if updated := counts.get((call.pk, ApplicationState.UPDATED), 0):
        label = ngettext("Approve %(n)s update", "Approve %(n)s updates", updated) % {"n": updated}
        items.append(Item(label=label, url=f"/applications/?call={call.ref}&state=updated", note=call.title))
    return items


def _after_the_deadline(call: Call, filed: int, correcting: int) -> list[Item]:
    offers = f"/applications/?call={call.ref}"
    found = []
    if filed:
        found.append(
            (ngettext("Check %(n)s offer formally", "Check %(n)s offers formally", filed) % {"n": filed}, offers)
        )
    if correcting:
        waits = ngettext("%(n)s offer is being corrected", "%(n)s offers are being corrected", correcting)
        found.append((waits % {"n": correcting}, f"{offers}&state=correcting"))
    if not found:
        found.append((_("Hand the offers to the committee"), f"/calls/{call.ref}/"))
    return [Item(label=label, url=url, note=call.title, until=call.decision_by) for label, url in found]


def _for_executives(call: Call, at: datetime) -> list[Item]:
    page = f"/calls/{call.ref}/"
    if call.amendment and not call.is_over(at):
        return [Item(label=_("Look at a change of an announcement"), url=f"{page}change/review/", note=call.title)]
    match call.state_at(at):
        case CallState.DRAFT:
            return [Item(label=_("Approve the call"), url=page, note=call.title)]
        case CallState.RECOMMENDED:
            return [Item(label=_("Decide the call"), url=f"{page}decision/", note=call.title, until=call.decision_by)]
    return []


def _of_others(actor: Actor) -> AgreementQuerySet:
    """What this person may take the office's steps in (agreements.states.of_others)."""
    return Agreement.objects.visible_to(actor).exclude(AgreementQuerySet.own(actor))


def _agreements_to_make(actor: Actor) -> list[Item]:
    published = [CallState.RESULTS, CallState.COMPLETED]
    awarded = [ApplicationState.AWARDED, ApplicationState.READY]
    again = Q(agreement__state=AgreementState.ABANDONED) & ~Q(agreement__in=Agreement.objects.given_up())
    ready = Application.objects.visible_to(actor).filter(
        ~access.own(actor),
        Q(agreement__isnull=True) | again,
        state__in=awarded,
        call__state__in=published,
    )
    begun = _of_others(actor).filter(state=AgreementState.DRAFT)
    return [
        Item(
            label=_("Make an agreement"), url=f"/applications/{one.ref}/", note=f"{one.organisation_name} · {one.title}"
        )
        for one in ready.defer("content", "update_draft").order_by("pk")[:MOST]
    ] + [
        Item(
            label=_("Finish agreement %s") % one.number,
            url=f"/agreements/{one.ref}/",
            note=f"{one.organisation_name} · {one.title}",
        )
        for one in begun.order_by("pk")[:MOST]
    ]


def _reports_to_check(actor: Actor) -> list[Item]:
    filed = Report.objects.visible_to(actor).filter(agreement__in=_of_others(actor), state=ReportState.FILED)
    return [
        Item(
            label=_("Check the report of %s") % report.agreement.number,
            url=f"/agreements/{report.agreement.ref}/reports/final/",
            note=f"{report.agreement.organisation_name} · {report.agreement.title}",
        )
        for report in filed.select_related("agreement").defer("content").order_by("filed_at", "pk")[:MOST]
    ]


def _tranches_to_pay(actor: Actor) -> list[Item]:
    signed = _of_others(actor).filter(state=AgreementState.SIGNED)
    unpaid = Tranche.objects.visible_to(actor).filter(paid_on=None, agreement__in=signed)
    return [
        Item(
            label=_("Pay a tranche of %s") % tranche.agreement.number,
            url=f"/agreements/{tranche.agreement.ref}/",
            note=tranche.agreement.organisation_name,
            until=tranche.due_on,
        )
        for tranche in unpaid.select_related("agreement").order_by("due_on", "pk")[:MOST]
    ]


def _returns_to_expect(actor: Actor) -> list[Item]:
    owed = GrantReturn.objects.visible_to(actor).filter(agreement__in=_of_others(actor), state=ReturnState.DUE)
    return [
        Item(
            label=_("Expect a return to %s") % row.agreement.number,
            url=f"/agreements/{row.agreement.ref}/reports/final/",
            note=row.agreement.organisation_name,
            until=row.due_on,
        )
        for row in owed.select_related("agreement").order_by("due_on", "pk")[:MOST]
    ]


def _agreements_to_sign(actor: Actor) -> list[Item]:
    ready = _of_others(actor).filter(state=AgreementState.READY)
    return [
        Item(label=_("Sign agreement %s") % one.number, url=f"/agreements/{one.ref}/", note=one.organisation_name)
        for one in ready.order_by("pk")[:MOST]
    ]
