"""The life of a report and of a return of money."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.agreements import states as agreements
from tenants.gates.access import EDITOR, REPRESENTATIVE, Actor, both, clerks, treasurers
from tenants.office.flow import NOWHERE, Flow, Step


class ReportState(models.TextChoices):
    DRAFT = "draft", _("draft")
    FILED = "filed", _("filed, being checked")
    RETURNED = "returned", _("to be supplemented")
    ACCEPTED = "accepted", _("accepted")


class ReturnState(models.TextChoices):
    DUE = "due", _("to be returned")
    PAID = "paid", _("returned")


class ReturnReason(models.TextChoices):
    """Why money goes back: what is kept with a return, said in the language of whoever reads it."""

    UNUSED = "unused", _("part of the grant not used")
    INTEREST = "interest", _("bank interest on the grant")
    EXCESS = "excess", _("costs above the permitted increase")


S = ReportState
R = ReturnState


def writers(actor: Actor, thing: Any = None) -> bool:
    wanted = (REPRESENTATIVE, EDITOR)
    return thing is not None and thing.agreement.organisation_id in actor.organisations_as(*wanted)


def representatives(actor: Actor, thing: Any = None) -> bool:
    return thing is not None and thing.agreement.organisation_id in actor.organisations_as(REPRESENTATIVE)


def of_others(actor: Actor, thing: Any = None) -> bool:
    """Nobody of the office checks how their own organisation used a grant, nor takes its money back."""
    return thing is None or agreements.of_others(actor, thing.agreement)


officials = both(clerks, of_others)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=writers),
    edit=Step(frm={S.DRAFT, S.RETURNED}, to=None, may=writers),
    file=Step(frm={S.DRAFT, S.RETURNED}, to=S.FILED, may=representatives),
    send_back=Step(frm={S.FILED}, to=S.RETURNED, may=officials),
    accept=Step(frm={S.FILED}, to=S.ACCEPTED, may=officials),
)
RETURN_FLOW = Flow(
    demand=Step(frm=NOWHERE, to=R.DUE, may=officials),
    receive=Step(frm={R.DUE}, to=R.PAID, may=both(treasurers, of_others)),
)
