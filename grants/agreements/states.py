"""The life of an agreement (umowa)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.applications import access
from tenants.gates.access import REPRESENTATIVE, Actor, both, clerks, either, executives, staff, treasurers
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


def of_others(actor: Actor, thing: Any = None) -> bool:
    """Not a grant of one's own organisation, be it a partner in a joint offer (KPA art. 24 holds for employees)."""
    if thing is None or not actor.memberships:
        return True
    if thing.organisation_id in actor.memberships:
        return False
    return thing.application is None or access.of_others(actor, thing.application)


def interested(actor: Actor, thing: Any) -> bool:
    """Works in the office and acts for a grantee: sees the grant as the grantee does, and takes no step of the office."""
    return staff(actor) is True and of_others(actor, thing) is not True


officials = both(clerks, of_others)
signatories = both(either(executives, clerks), of_others)
payers = both(treasurers, of_others)
settlers = both(either(clerks, treasurers), of_others)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=officials),
    edit=Step(frm={S.DRAFT}, to=None, may=officials),
    prepare=Step(frm={S.DRAFT}, to=S.READY, may=officials),
    return_to_draft=Step(frm={S.READY}, to=S.DRAFT, may=officials),
    sign=Step(frm={S.READY}, to=S.SIGNED, may=signatories),
    pay=Step(frm={S.SIGNED}, to=None, may=payers),
    report=Step(frm={S.SIGNED}, to=S.REPORTED, may=grantees),
    return_report=Step(frm={S.REPORTED}, to=S.SIGNED, may=officials),
    demand_return=Step(frm={S.REPORTED}, to=S.SETTLING, may=officials),
    settle=Step(frm={S.REPORTED, S.SETTLING}, to=S.SETTLED, may=settlers),
    abandon=Step(frm={S.DRAFT, S.READY}, to=S.ABANDONED, may=officials),
    reopen=Step(frm={S.ABANDONED}, to=S.DRAFT, may=officials),
)
