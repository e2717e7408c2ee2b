"""The life of an agreement (umowa)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import REPRESENTATIVE, Actor, clerks, either, executives, treasurers
from tenants.office.flow import NOWHERE, Flow, Step


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("draft")
    READY = "ready", _("to be signed")
    SIGNED = "signed", _("signed, in progress")
    REPORTED = "reported", _("report filed")
    SETTLING = "settling", _("money to be returned")
    SETTLED = "settled", _("settled")
    ABANDONED = "abandoned", _("not concluded")


S = AgreementState
BINDING = {S.SIGNED, S.REPORTED, S.SETTLING, S.SETTLED}


def grantees(actor: Actor, thing: Any = None) -> bool:
    """The grantee's representatives: they report."""
    return thing is not None and thing.organisation_id in actor.organisations_as(REPRESENTATIVE)


FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=clerks),
    edit=Step(frm={S.DRAFT}, to=None, may=clerks),
    prepare=Step(frm={S.DRAFT}, to=S.READY, may=clerks),
    return_to_draft=Step(frm={S.READY}, to=S.DRAFT, may=clerks),
    sign=Step(frm={S.READY}, to=S.SIGNED, may=either(executives, clerks)),
    pay=Step(frm={S.SIGNED}, to=None, may=treasurers),
    report=Step(frm={S.SIGNED}, to=S.REPORTED, may=grantees),
    return_report=Step(frm={S.REPORTED}, to=S.SIGNED, may=clerks),
    demand_return=Step(frm={S.REPORTED}, to=S.SETTLING, may=clerks),
    settle=Step(frm={S.REPORTED, S.SETTLING}, to=S.SETTLED, may=either(clerks, treasurers)),
    abandon=Step(frm={S.DRAFT, S.READY}, to=S.ABANDONED, may=clerks),
    reopen=Step(frm={S.ABANDONED}, to=S.DRAFT, may=clerks),
)
