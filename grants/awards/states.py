"""Steps of proposals, protocols and decisions. A proposal's state is the call's own; an act has one."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from grants.applications import access
from grants.applications.states import ApplicationState
from grants.scoring.states import sitting_member
from tenants.gates.access import Actor, both, clerks, committee_seats, either, executives
from tenants.office.flow import NOWHERE, Flow, Step


class DecisionState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("act", "prepared, to be signed")
    RETURNED = "returned", pgettext_lazy("act", "sent back")
    SIGNED = "signed", pgettext_lazy("act", "signed, not published yet")
    PUBLISHED = "published", pgettext_lazy("act", "published")
    AMENDED = "amended", pgettext_lazy("act", "amended by a later act")
    REVOKED = "revoked", pgettext_lazy("act", "partly revoked by a later act")


S = DecisionState
# What is written and nobody has signed; what everyone may read.
UNSIGNED = frozenset({S.PREPARED, S.RETURNED})
PUBLIC = frozenset({S.PUBLISHED, S.AMENDED, S.REVOKED})


def chairs(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee of this call."""
    committee = getattr(thing, "committee", None)
    return committee is not None and committee_seats(actor) is True and committee.chaired_by(actor) is True


def impartial(actor: Actor, thing: Any = None) -> bool:
    """Nobody who declared a tie to an offer of this call, or acts for one of its applicants.

    Whoever proposes or decides sees all amounts of a pool, so one tie takes the whole call out of their hands. The
    thing is the call, or an act that settles it.
    """
    if thing is None or actor.user_id is None:
        return False
    call = getattr(thing, "call", thing)
    tied = Q(declarations__member__user_id=actor.user_id, declarations__tied=True)
    interested = tied | access.own(actor)
    return not call.applications.exclude(state=ApplicationState.DRAFT).filter(interested).exists()


def later(actor: Actor, thing: Any = None) -> bool:
    """Not the act that settles the call: that one takes effect when it is signed."""
    return thing is None or not thing.is_first


proposers = both(either(clerks, chairs), impartial)
preparers = both(clerks, impartial)
# The thing is the call.
PROPOSAL_FLOW = Flow(
    propose=Step(frm=NOWHERE, to=None, may=proposers),
    sign=Step(frm=NOWHERE, to=None, may=proposers),
)
DECISION_FLOW = Flow(
    prepare=Step(frm=NOWHERE, to=S.PREPARED, may=preparers),
    change=Step(frm=UNSIGNED, to=S.PREPARED, may=preparers),
    discard=Step(frm=UNSIGNED, to=None, may=preparers),
    send_back=Step(frm={S.PREPARED}, to=S.RETURNED, may=either(executives, clerks)),
    sign=Step(frm={S.PREPARED}, to=S.SIGNED, may=executives),
    take_back=Step(frm={S.SIGNED}, to=S.RETURNED, may=both(either(executives, clerks), later)),
    publish=Step(frm={S.SIGNED}, to=S.PUBLISHED, may=clerks),
    amend=Step(frm=PUBLIC, to=S.AMENDED, may=clerks),
    revoke_partly=Step(frm=PUBLIC, to=S.REVOKED, may=clerks),
)
# The thing is nobody's but the town's: the template of its acts.
TEMPLATE_FLOW = Flow(replace=Step(frm=NOWHERE, to=None, may=clerks), give_up=Step(frm=NOWHERE, to=None, may=clerks))


def voted(actor: Actor, thing: Any = None) -> bool:
    """A member of the committee with a vote, about their own signature on its protocol."""
    return thing is not None and sitting_member(actor, thing.member) and not thing.member.is_advisor


SIGNATURE_FLOW = Flow(countersign=Step(frm=NOWHERE, to=None, may=voted))
