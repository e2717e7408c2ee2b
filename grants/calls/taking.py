"""Before a step is judged, its call is taken: nobody else changes it until the transaction ends."""

from grants.calls.models import Call
from grants.calls.states import FLOW
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState


def begin(call: Call, step: str, *, by: Actor) -> None:
    """Take the row, so that rules judge it as it is now. Raises: PermissionDenied, WrongState."""
    permit(FLOW.steps[step].may, by, call)
    try:
        call.refresh_from_db(from_queryset=Call.objects.select_for_update(of=("self",)).select_related("programme"))
    except Call.DoesNotExist as gone:
        raise WrongState from gone
    if call.state not in FLOW.steps[step].states:
        raise WrongState
