"""What this room says when a call is to be completed: not before each grant has its agreement, or is given up, nor
while an act that changes the grants is under way."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from grants.agreements.models import Agreement
from grants.agreements.states import BINDING, AgreementState
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Decision
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.calls.states import CallState
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal

MOST_NAMED = 10
GRANTED = {ApplicationState.AWARDED, ApplicationState.REDUCED, ApplicationState.UPDATED, ApplicationState.READY}


def waiting(call: Call) -> QuerySet[Application]:
    """Offers with a grant whose agreement is neither concluded nor given up."""
    done = Q(agreement__state__in=BINDING) | Q(agreement__in=Agreement.objects.given_up())
    return Application.objects.filter(call=call, state__in=GRANTED).exclude(done).order_by("number")


def check_all_concluded(call: Call, *, by: Actor, at: datetime) -> None:
    """Raises: Refusal, that names the offers."""
    if Decision.objects.under_way().filter(call=call).exists():
        raise Refusal(_("An act that changes the decision is not published yet. Publish it or throw it away first."))
    if numbers := list(waiting(call).values_list("number", flat=True)[:MOST_NAMED]):
        raise Refusal(
            _("These offers have a grant and no agreement yet: %(list)s. Conclude it or give it up.")
            % {"list": ", ".join(numbers)}
        )


def go_on(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """After an agreement is concluded or given up: its call may be completed. A small grant has none."""
    if agreement.application is not None:
        complete_when_done(agreement.application.call_id, by=by, at=at)


def complete_when_done(call_id: int, *, by: Actor, at: datetime) -> None:
    """Complete the call with its last agreement, unless money given up could still go to the reserve list."""
    call = Call.objects.select_for_update().get(pk=call_id)
    if call.state != CallState.RESULTS or waiting(call).exists():
        return
    if Decision.objects.under_way().filter(call=call).exists():
        return
    offers = Application.objects.filter(call=call)
    gone = Q(state=ApplicationState.RESIGNED) | Q(agreement__in=Agreement.objects.given_up())
    if offers.filter(gone).exists() and offers.filter(state=ApplicationState.RESERVE).exists():
        return
    calls.complete(call, by=by, at=at)


def bound(offers: Collection[int]) -> Mapping[int, str]:
    """Which of these offers an act can no longer change: their agreement is begun or signed."""
    return _numbers(Agreement.objects.exclude(state=AgreementState.ABANDONED), offers)


def given_up(offers: Collection[int]) -> Mapping[int, str]:
    return _numbers(Agreement.objects.given_up(), offers)


def _numbers(agreements: QuerySet[Agreement], offers: Collection[int]) -> Mapping[int, str]:
    return dict(agreements.filter(application__in=offers).values_list("application_id", "number"))
