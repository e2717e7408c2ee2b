"""What waits for a person: things to do with the address where they are done. Figures in, items out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import AgreementState
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.states import ReportState, ReturnState
from grants.scoring.models import CommitteeMember, Declaration, ScoreSheet
from grants.scoring.states import SheetState
from tenants.gates.access import Actor, clerks, committee_seats, executives, treasurers

SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to do; `until` a day or moment, if there is one."""

    label: str
    url: str
    note: str = ""
    until: date | datetime | None = None
    tone: str = ""


def office(actor: Actor, calls: list[Call], counts: Mapping[tuple[int, str], int], at: datetime) -> list[Item]:
    """What waits for the people of the office. `counts` maps (call id, offer state) to a number."""
    items: list[Item] = []
    for call in calls:
        items += _of_call(actor, call, counts, at)
    if clerks(actor):
        items += _of_clerks(actor)
    if treasurers(actor):
        items += _of_finance(actor)
    if executives(actor):
        items += [
            Item(label=_("Sign agreement %s") % agreement.number, url=f"/agreements/{agreement.ref}/", note=agreement.organisation_name)
            for agreement in Agreement.objects.visible_to(actor).filter(state=AgreementState.READY).order_by("pk")[:5]
        ]
    return items


def _of_call(actor: Actor, call: Call, counts: Mapping[tuple[int, str], int], at: datetime) -> list[Item]:
    page = f"/calls/{call.ref}/"
    state = call.state_at(at)
    filed = counts.get((call.pk, ApplicationState.FILED), 0)
    updated = counts.get((call.pk, ApplicationState.UPDATED), 0)
    items = []
    if clerks(actor):
        if state == CallState.DRAFT:
            items.append(Item(label=_("Finish the draft of a call"), url=page, note=call.title))
        elif state == CallState.APPROVED:
            items.append(Item(label=_("Publish the call in three places"), url=f"{page}publications/", note=call.title, until=call.closes_at))
        elif state == CallState.CLOSED and filed:
            label = ngettext("Check %(n)s offer formally", "Check %(n)s offers formally", filed) % {"n": filed}
            items.append(Item(label=label, url=f"/applications/?call={call.ref}", note=call.title, until=call.decision_by))
        elif state == CallState.CLOSED:
            items.append(Item(label=_("Hand the offers to the committee"), url=page, note=call.title, until=call.decision_by))
        elif state == CallState.MERIT:
            items.append(Item(label=_("See how scoring goes"), url=f"{page}committee/", note=call.title, until=call.decision_by))
        elif state == CallState.DECIDED:
            items.append(Item(label=_("Publish the results"), url=page, note=call.title, tone="warn"))
        if updated:
            label = ngettext("Approve %(n)s update", "Approve %(n)s updates", updated) % {"n": updated}
            items.append(Item(label=label, url=f"/applications/?call={call.ref}&state=updated", note=call.title))
    if executives(actor):
        if state == CallState.DRAFT:
            items.append(Item(label=_("Approve the call"), url=page, note=call.title))
        elif state == CallState.RECOMMENDED:
            items.append(Item(label=_("Decide the call"), url=f"{page}decision/", note=call.title, until=call.decision_by))
    return items


def _of_clerks(actor: Actor) -> list[Item]:
    ready = Application.objects.visible_to(actor).filter(
        state__in=[ApplicationState.AWARDED, ApplicationState.READY], call__state__in=[CallState.RESULTS, CallState.COMPLETED]
    )
    reports = Report.objects.visible_to(actor).filter(state=ReportState.FILED).select_related("agreement").order_by("filed_at")
    items = [
        Item(label=_("Make an agreement"), url=f"/applications/{application.ref}/", note=application.organisation_name)
        for application in ready.order_by("pk")[:5]
    ]
    items += [
        Item(label=_("Check the report of %s") % report.agreement.number, url=f"/agreements/{report.agreement.ref}/reports/final/", note=report.agreement.organisation_name)
        for report in reports[:5]
    ]
    return items


def _of_finance(actor: Actor) -> list[Item]:
    tranches = Tranche.objects.visible_to(actor).filter(
        paid_on=None, agreement__state__in=[AgreementState.SIGNED, AgreementState.REPORTED]
    )
    returns = GrantReturn.objects.visible_to(actor).filter(state=ReturnState.DUE)
    items = [
        Item(label=_("Pay a tranche of %s") % tranche.agreement.number, url=f"/agreements/{tranche.agreement.ref}/", note=tranche.agreement.organisation_name, until=tranche.due_on)
        for tranche in tranches.select_related("agreement").order_by("due_on", "pk")[:8]
    ]
    items += [
        Item(label=_("Expect a return to %s") % row.agreement.number, url=f"/agreements/{row.agreement.ref}/", note=row.agreement.organisation_name, until=row.due_on)
        for row in returns.select_related("agreement").order_by("due_on", "pk")[:8]
    ]
    return items


def committee(actor: Actor) -> list[Item]:
    """What is left for a committee member: declarations, then sheets."""
    if not committee_seats(actor):
        return []
    members = CommitteeMember.objects.filter(user_id=actor.user_id, committee__call__state=CallState.MERIT).select_related(
        "committee__call"
    )
    items = []
    for member in members.order_by("pk")[:10]:
        call = member.committee.call
        offers = Application.objects.filter(call=call, state=ApplicationState.PASSED).count()
        declared = Declaration.objects.visible_to(actor).filter(member=member).count()
        tied = Declaration.objects.visible_to(actor).filter(member=member, tied=True).count()
        scored = ScoreSheet.objects.visible_to(actor).filter(member=member, state=SheetState.SUBMITTED).count()
        if declared < offers:
            left = offers - declared
            label = ngettext("Declare impartiality to %(n)s offer", "Declare impartiality to %(n)s offers", left) % {"n": left}
            items.append(Item(label=label, url=f"/calls/{call.ref}/declarations/", note=call.title, until=call.decision_by))
        elif member.votes and scored < offers - tied:
            left = offers - tied - scored
            label = ngettext("Score %(n)s offer", "Score %(n)s offers", left) % {"n": left}
            items.append(Item(label=label, url=f"/calls/{call.ref}/committee/", note=call.title, until=call.decision_by))
    return items
