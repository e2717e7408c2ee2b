"""The town's calls on the platform's list of all towns."""

from django.db.models import Sum

from grants.calls.models import Call
from grants.calls.states import CallState
from tenants.registry.showcase import actions as showcase


def show(call: Call) -> None:
    """Put the call there as the town's own page shows it, in the caller's transaction."""
    spheres = call.lots.order_by("task__sphere").values_list("task__sphere", flat=True).distinct()
    showcase.show(
        call.ref,
        title=call.title,
        spheres=",".join(spheres),
        pool=call.lots.aggregate(sum=Sum("pool"))["sum"],
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        cancelled=call.state == CallState.CANCELLED,
    )
