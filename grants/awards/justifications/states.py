"""The life of a request for justification."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications import access
from tenants.gates.access import Actor, both, clerks, the_clock
from tenants.office.flow import NOWHERE, Flow, Step


class RequestState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("request", "waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("request", "answered")
    LATE = "late", pgettext_lazy("request", "came too late")


R = RequestState


def askers(actor: Actor, thing: Any = None) -> bool:
    """Anyone, with or without an account: whoever says who they are."""
    return thing is not None and bool(getattr(thing, "email", "")) and not actor.is_clock


def of_others(actor: Actor, thing: Any = None) -> bool:
    """Nobody of the applicant writes for the office why its offer was chosen."""
    return thing is None or access.of_others(actor, thing.application)


FLOW = Flow(
    ask=Step(frm=NOWHERE, to=R.WAITING, may=askers),
    come_late=Step(frm=NOWHERE, to=R.LATE, may=askers),
    remind=Step(frm={R.WAITING}, to=None, may=the_clock),
    answer=Step(frm={R.WAITING}, to=R.ANSWERED, may=both(clerks, of_others)),
)
