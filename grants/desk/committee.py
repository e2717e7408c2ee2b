"""What is left for a member of committees: declarations first, then sheets."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.applications.models import Application
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.scoring.models import CommitteeMember, Declaration, MemberRole
from grants.scoring.reading import ASSESSED, missing
from grants.scoring.states import SheetState
from tenants.gates.access import Actor, committee_seats
from tenants.office.todo import Item

MOST = 10


def waiting(actor: Actor) -> list[Item]:
    """Two queries, however many committees the person sits on, and a few for each they preside over and are done in."""
    if not committee_seats(actor):
        return []
    tie = Declaration.objects.filter(member=OuterRef("pk"), application=OuterRef("assignments__application"), tied=True)
    own = CommitteeMember.objects.sitting().filter(user_id=actor.user_id, committee__call__state=CallState.MERIT)
    members: list[Any] = list(
        own.select_related("committee__call")
        .annotate(
            declared=Count("declarations", distinct=True),
            tied=Count("declarations", filter=Q(declarations__tied=True), distinct=True),
            scored=Count("sheets", filter=Q(sheets__state=SheetState.SUBMITTED), distinct=True),
            given=Count("assignments", filter=~Exists(tie), distinct=True),
        )
        .order_by("committee__call__decision_by", "pk")[:MOST]
    )
    calls = [member.committee.call_id for member in members]
    rows = Application.objects.filter(call__in=calls, state__in=ASSESSED).order_by().values("call")
    offers = {row["call"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return [item for member in members for item in _of(member, offers.get(member.committee.call_id, 0))]


def _of(member: Any, offers: int) -> list[Item]:
    """`member` comes with the counts `declared`, `tied`, `scored` and, where offers are shared out, `given`."""
    call = member.committee.call
    if left := offers - member.declared:
        label = ngettext("Declare impartiality to %(n)s offer", "Declare impartiality to %(n)s offers", left) % {
            "n": left
        }
        return [Item(label=label, url=f"/calls/{call.ref}/declarations/", note=call.title, until=call.decision_by)]
    to_score = offers - member.tied if member.committee.readings is None else member.given
    left = to_score - member.scored
    if member.is_awaited(call) and left > 0:
        label = ngettext("Score %(n)s offer", "Score %(n)s offers", left) % {"n": left}
        return [Item(label=label, url=f"/calls/{call.ref}/committee/", note=call.title, until=call.decision_by)]
    return [_of_chair(member, call)] if member.role == MemberRole.CHAIR and offers else []


def _of_chair(member: Any, call: Call) -> Item:
    """Others' sheets first; and whoever is tied to an offer of the call proposes nothing in it."""
    label, page = _("Propose the grants"), "proposal"
    if owing := len(missing(call)):
        label = ngettext(
            "The committee scores: waiting for %(n)s person", "The committee scores: waiting for %(n)s people", owing
        ) % {"n": owing}
    if owing or member.tied:
        page = "committee"
    if member.tied and not owing:
        label = _("All sheets are in: propose amounts and sign the protocol")
    return Item(label=label, url=f"/calls/{call.ref}/{page}/", note=call.title, until=call.decision_by)
