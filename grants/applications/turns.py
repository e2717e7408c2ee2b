"""What this room does when a call turns."""

from datetime import datetime

from django.urls import reverse

from grants.applications import people
from grants.applications.models import Application
from grants.calls.models import Call
from tenants.gates.access import Actor
from tenants.office.notices import actions as notices


def tell_applicants(call: Call, *, by: Actor, at: datetime, reason: str) -> None:
    """A cancelled call: whoever had filed in it hears it from the office, with the reason."""
    for application in Application.objects.filter(call=call).filed():
        notices.queue(
            "offer-call-cancelled",
            to=people.applicants(application),
            about=application,
            context={"number": application.number, "title": application.title, "call": call.title, "reason": reason},
            at=at,
            path=reverse("applications:detail", args=[application.ref]),
        )
