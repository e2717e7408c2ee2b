"""Changes of published calls, prepared and made by the real actions."""

from datetime import datetime
from typing import Any

from grants.calls import actions
from grants.calls.models import Call
from grants.calls.paper import stored_values
from tests.builders_calls import the_coordinator, the_executive
from tests.remembered import remembered


@remembered
def a_prepared_change(
    call: Call, *, at: datetime, reason: str = "Więcej pieniędzy.", kept: list[int | None] | None = None, **over: Any
) -> Call:
    """`over`: what the announcement is to say instead."""
    values = {**stored_values(call), **over}
    for lot in values["lots"]:
        lot.pop("number", None)
    published = [lot.number for lot in call.lots.order_by("number")]
    numbers = kept if kept is not None else [*published, *[None] * (len(values["lots"]) - len(published))]
    actions.propose_change(call, values, kept=numbers, reason=reason, by=the_coordinator(), at=at)
    return call


@remembered
def a_changed_call(call: Call, *, at: datetime, **over: Any) -> Call:
    """Changed by the executive's act; it waits for its publications."""
    a_prepared_change(call, at=at, **over)
    actions.amend(call, act_number="20/2027", by=the_executive(), at=at)
    return call
