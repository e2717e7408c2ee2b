"""Questions about a call, asked and answered by the real actions while it takes them."""

from datetime import datetime

from grants.calls.enquiries import actions
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call
from tenants.gates.access import Actor
from tests.builders import NOON
from tests.builders_calls import the_coordinator
from tests.remembered import remembered

TEXT = "Czy możemy zatrudnić trenera? Pyta Nadia, tel. 500 100 200."
PUBLISHED = "Czy z dotacji można zatrudnić trenera?"
ANSWER = "Tak, wynagrodzenie trenera jest kosztem realizacji działań."


@remembered
def an_enquiry(call: Call, by: Actor, *, text: str = TEXT, at: datetime | None = None) -> Enquiry:
    """Asked at the moment the call opened, or when said."""
    call = Call.objects.get(pk=call.pk)
    if at is None and call.state != "open":
        at = call.opens_at
        call.state = "open"
    return actions.ask(call, text=text, by=by, at=at or NOON)


@remembered
def an_answered_enquiry(call: Call, by: Actor, **over: str) -> Enquiry:
    enquiry = an_enquiry(call, by, text=over.pop("text", TEXT))
    words = {"published": PUBLISHED, "answer": ANSWER, **over}
    actions.answer(enquiry, by=the_coordinator(), at=NOON, **words)
    return enquiry
