"""What the pages of a call say about questions."""

from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from grants.calls.enquiries import rules
from grants.calls.enquiries.models import Enquiry
from grants.calls.enquiries.states import EnquiryState
from grants.calls.models import Call
from tenants.gates.access import Actor

MOST = 100


def of_page(call: Call, actor: Actor, *, at: datetime, form: Any) -> dict[str, Any]:
    """For the call's own page: what was published, what this person asked, whether one may ask. One query."""
    if call.published_at is None:
        return {"enquiries": [], "own_enquiries": [], "asking": False}
    seen = Enquiry.objects.on_page_of(call, actor).order_by(F("closed_at").desc(nulls_first=True), "-pk")
    rows = list(seen[:MOST])
    return {
        "enquiries": [one for one in rows if one.state == EnquiryState.ANSWERED],
        "own_enquiries": [
            one for one in rows if one.asked_by_id == actor.user_id and one.state != EnquiryState.ANSWERED
        ],
        "asking": rules.is_open(call, at),
        "ask_form": form,
    }


def waiting_by_call() -> Coalesce:
    """How many wait, as a column of a query of calls."""
    of_call = Enquiry.objects.waiting().filter(call=OuterRef("pk")).order_by().values("call")
    return Coalesce(Subquery(of_call.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
