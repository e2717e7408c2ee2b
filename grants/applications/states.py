"""The life of an offer (oferta)."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.gates.access import EDITOR, REPRESENTATIVE, Actor, both, clerks, either, executives, the_clock
from tenants.office.flow import NOWHERE, Flow, Step


class ApplicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("offer", "draft")
    FILED = "filed", pgettext_lazy("offer", "filed")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "withdrawn")
    CORRECTING = "correcting", pgettext_lazy("offer", "called to correct flaws")
    PASSED = "passed", pgettext_lazy("offer", "formally correct")
    REJECTED = "rejected", pgettext_lazy("offer", "rejected formally")
    AWARDED = "awarded", pgettext_lazy("offer", "grant awarded in full")
    REDUCED = "reduced", pgettext_lazy("offer", "grant awarded, update needed")
    UPDATED = "updated", pgettext_lazy("offer", "updated, to be approved")
    READY = "ready", pgettext_lazy("offer", "update approved")
    RESERVE = "reserve", pgettext_lazy("offer", "reserve list")
    REFUSED = "refused", pgettext_lazy("offer", "no grant")
    RESIGNED = "resigned", pgettext_lazy("offer", "resigned")
    CONTRACTED = "contracted", pgettext_lazy("offer", "agreement made")


S = ApplicationState
FILED_STATES = set(S) - {S.DRAFT}


def writers(actor: Actor, thing: Any = None) -> bool:
    """Those who may write for the applicant: its representatives and editors."""
    wanted = (REPRESENTATIVE, EDITOR)
    if thing is None:
        return bool(actor.organisations_as(*wanted))
    return thing.organisation_id in actor.organisations_as(*wanted)


def representatives(actor: Actor, thing: Any = None) -> bool:
    """Those who may declare the applicant's will."""
    if thing is None:
        return bool(actor.organisations_as(REPRESENTATIVE))
    return thing.organisation_id in actor.organisations_as(REPRESENTATIVE)


def of_others(actor: Actor, thing: Any = None) -> bool:
    """Not one's own organisation's offer (KPA art. 24 holds for employees). At the door there is no offer yet."""
    return thing is None or thing.organisation_id not in actor.memberships


checkers = both(clerks, of_others)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=writers),
    edit=Step(frm={S.DRAFT}, to=None, may=writers),
    discard=Step(frm={S.DRAFT}, to=None, may=writers),
    file=Step(frm={S.DRAFT}, to=S.FILED, may=representatives),
    withdraw=Step(frm={S.FILED}, to=S.WITHDRAWN, may=representatives),
    check_formally=Step(frm={S.FILED}, to=None, may=checkers),
    pass_formally=Step(frm={S.FILED}, to=S.PASSED, may=checkers),
    reject_formally=Step(frm={S.FILED}, to=S.REJECTED, may=checkers),
    call_to_correct=Step(frm={S.FILED}, to=S.CORRECTING, may=checkers),
    edit_correction=Step(frm={S.CORRECTING}, to=None, may=writers),
    correct=Step(frm={S.CORRECTING}, to=S.FILED, may=representatives),
    lapse_correction=Step(frm={S.CORRECTING}, to=S.FILED, may=either(checkers, the_clock)),
    recheck=Step(frm={S.PASSED, S.REJECTED}, to=S.FILED, may=checkers),
    award=Step(frm={S.PASSED, S.RESERVE}, to=S.AWARDED, may=executives),
    reduce=Step(frm={S.PASSED, S.RESERVE}, to=S.REDUCED, may=executives),
    reserve=Step(frm={S.PASSED}, to=S.RESERVE, may=executives),
    refuse=Step(frm={S.PASSED, S.RESERVE}, to=S.REFUSED, may=executives),
    edit_update=Step(frm={S.REDUCED}, to=None, may=writers),
    update=Step(frm={S.REDUCED}, to=S.UPDATED, may=representatives),
    approve_update=Step(frm={S.UPDATED}, to=S.READY, may=checkers),
    return_update=Step(frm={S.UPDATED}, to=S.REDUCED, may=checkers),
    resign=Step(frm={S.AWARDED, S.REDUCED, S.UPDATED, S.READY}, to=S.RESIGNED, may=representatives),
    contract=Step(frm={S.AWARDED, S.READY}, to=S.CONTRACTED, may=either(clerks, executives)),
)
