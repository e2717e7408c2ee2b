"""A committee's sheets, and who may touch them. A member with a tie, or without a declaration, may not."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor, clerks
from tenants.office.flow import NOWHERE, Flow, Step


class SheetState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")


S = SheetState


def own_member(actor: Actor, thing: Any = None) -> bool:
    """The member whose sheet or declaration it is."""
    return thing is not None and actor.user_id is not None and thing.member.user_id == actor.user_id


def impartial_member(actor: Actor, thing: Any = None) -> bool:
    """The sheet's own member, with a vote, who has declared impartiality towards this offer."""
    return own_member(actor, thing) and thing.member.votes is True and thing.member.is_impartial_to(thing.application_id) is True


def chairs(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee whose sheet it is."""
    return (
        thing is not None
        and actor.user_id is not None
        and thing.member.committee.members.filter(user_id=actor.user_id, role="chair").exists() is True
    )


COMMITTEE_FLOW = Flow(
    appoint=Step(frm=NOWHERE, to=None, may=clerks),
    change=Step(frm=NOWHERE, to=None, may=clerks),
)
DECLARATION_FLOW = Flow(declare=Step(frm=NOWHERE, to=None, may=own_member))
SHEET_FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=impartial_member),
    edit=Step(frm={S.DRAFT}, to=None, may=impartial_member),
    submit=Step(frm={S.DRAFT}, to=S.SUBMITTED, may=impartial_member),
    reopen=Step(frm={S.SUBMITTED}, to=S.DRAFT, may=chairs),
)
