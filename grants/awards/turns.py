"""What this room does when a call turns."""

from datetime import date, datetime

from grants.awards.models import Decision, Kind
from grants.calls.models import Call
from grants.calls.rules import check_publication
from tenants.gates.access import Actor


def check_day_of_results(call: Call, *, by: Actor, at: datetime, place: str, published_on: date) -> None:
    """Nothing of the results was published before the act was signed. Raises: Refusal."""
    act = Decision.objects.filter(call=call, kind=Kind.FIRST).first()
    check_publication(place=place, published_on=published_on, decided_on=act.signed_on if act else None, at=at)
