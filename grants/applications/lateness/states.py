from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications.states import of_others
from tenants.gates.access import Actor, administrators, both, coordinators, either, executives
from tenants.office.flow import NOWHERE, Flow, Step


class LateState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("late access", "proposed, waits for a second person")
    CONFIRMED = "confirmed", pgettext_lazy("late access", "granted")
    REFUSED = "refused", pgettext_lazy("late access", "refused")


def second_person(actor: Actor, thing: Any = None) -> bool:
    """Not the one who proposed it. At the door there is no proposal yet."""
    return thing is None or (actor.user_id is not None and actor.user_id != thing.proposed_by_id)


S = LateState
deciders = both(either(executives, administrators), of_others, second_person)
FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.PROPOSED, may=both(coordinators, of_others)),
    confirm=Step(frm={S.PROPOSED}, to=S.CONFIRMED, may=deciders),
    refuse=Step(frm={S.PROPOSED}, to=S.REFUSED, may=deciders),
)
