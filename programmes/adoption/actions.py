from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.drafting.models import Programme
from programmes.drafting.rules import check_adoptable
from programmes.drafting.states import FLOW
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import local_day


class FutureResolution(Refusal):
    """A resolution of a day that has not come."""


@transaction.atomic
def adopt(programme: Programme, *, resolution_number: str, adopted_on: date, by: Actor, at: datetime) -> None:
    """Record the council's resolution; from here the programme is public and calls may start from it.

    Raises: Incomplete, PlannedOverBudget, FutureResolution, WrongState, PermissionDenied.
    """
    if adopted_on > local_day(at):
        raise FutureResolution(_("A resolution cannot have a date that has not come yet."), field="adopted_on")
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    check_adoptable(
        headings=locked.headings,
        budget=locked.budget,
        planned=[task.planned for task in locked.tasks.order_by("position")],
        small_grants=locked.small_grants,
    )
    FLOW.move(programme, "adopt", by=by, at=at, resolution_number=resolution_number, adopted_on=adopted_on)
