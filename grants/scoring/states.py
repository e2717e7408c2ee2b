"""A committee's sheets, and who may touch them. A member with a tie, or without a declaration, may not."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications import exclusions
from grants.applications.access import of_others
from grants.calls.states import CallState
from tenants.gates.access import Actor, clerks, committee_seats, either, executives, staff, the_clock
from tenants.office.flow import NOWHERE, Flow, Step


class SheetState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("score sheet", "draft")
    SUBMITTED = "submitted", pgettext_lazy("score sheet", "submitted")
    # The member found a tie after scoring: the sheet is kept, counts for nothing and opens to nobody.
    DROPPED = "dropped", pgettext_lazy("score sheet", "dropped because of a tie")


class FewState(models.TextChoices):
    """Of the record why so few people have scored an offer."""

    STANDS = "stands", pgettext_lazy("record on too few score sheets", "stands")
    TAKEN_BACK = "taken_back", pgettext_lazy("record on too few score sheets", "taken back")


class NominationState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("nomination", "received")
    SEATED = "seated", pgettext_lazy("nomination", "on the committee")
    REFUSED = "refused", pgettext_lazy("nomination", "refused")


S = SheetState
# When a committee can be appointed, declare and score.
APPOINTING = {CallState.APPROVED, CallState.PUBLISHED, CallState.OPEN, CallState.CLOSED, CallState.MERIT}
DECLARING = {CallState.CLOSED, CallState.MERIT}
SCORING = {CallState.MERIT}
# The protocol is signed: a blind call opens its eyes.
SIGNED = {CallState.RECOMMENDED, CallState.DECIDED, CallState.RESULTS, CallState.COMPLETED}


def sitting_member(actor: Actor, member: Any) -> bool:
    """The very person, still on the committee and still with the seat that lets them in."""
    return committee_seats(actor) is True and member.left_at is None and member.user_id == actor.user_id


def own_member(actor: Actor, thing: Any = None) -> bool:
    """The member whose sheet or declaration it is."""
    return thing is not None and sitting_member(actor, thing.member)


def impartial_member(actor: Actor, thing: Any = None) -> bool:
    """The sheet's own member, with a vote, who has declared impartiality towards this offer."""
    return (
        own_member(actor, thing)
        and thing.member.votes is True
        and thing.member.is_impartial_to(thing.application_id) is True
        and thing.member.reads(thing.application_id) is True
        and not _sees_too_much(actor, thing.member.committee)
    )


def _sees_too_much(actor: Actor, committee: Any) -> bool:
    """Somebody who got a seat in the office after they were appointed, and in a blind call sees applicants there."""
    return committee.blind is not False and staff(actor) is not False


def advising(actor: Actor, thing: Any = None) -> bool:
    """The expert whose opinion it is, who has declared impartiality towards this offer."""
    return (
        own_member(actor, thing)
        and thing.member.is_advisor is True
        and thing.member.is_impartial_to(thing.application_id) is True
        and not _sees_too_much(actor, thing.member.committee)
    )


def presiding(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee this member sits on."""
    return thing is not None and committee_seats(actor) is True and thing.committee.chaired_by(actor) is True


def chairs(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee whose sheet it is, unless tied to that offer."""
    return (
        thing is not None
        and presiding(actor, thing.member)
        and thing.member.committee.members.filter(
            user_id=actor.user_id, declarations__application_id=thing.application_id, declarations__tied=True
        ).exists()
        is False
    )


def excluders(actor: Actor, thing: Any = None) -> bool:
    """KPA art. 24 § 3: the office on behalf of the superior, the executive, the chair; never one tied to that offer."""
    if thing is None or not either(clerks, executives, committee_seats)(actor):
        return False
    return (
        (clerks(actor) is True or executives(actor) is True or presiding(actor, thing.member) is True)
        and not exclusions.tied(actor).filter(application_id=thing.application_id).exists()
        and of_others(actor, thing.application) is True
    )


def presides(actor: Actor, thing: Any = None) -> bool:
    """The chair of this committee."""
    return thing is not None and committee_seats(actor) is True and thing.chaired_by(actor) is True


def leading(actor: Actor, thing: Any = None) -> bool:
    """The office, or the chair of the committee of the offer's call; never one tied to that offer."""
    if thing is None or not either(clerks, committee_seats)(actor):
        return False
    return (
        (clerks(actor) is True or presides(actor, thing.application.call.committee) is True)
        and not exclusions.tied(actor).filter(application_id=thing.application_id).exists()
        and of_others(actor, thing.application) is True
    )


def discussing(actor: Actor, thing: Any = None) -> bool:
    """A sitting member of the committee of the offer's call, experts too, who has declared impartiality to it."""
    return (
        thing is not None
        and committee_seats(actor) is True
        and thing.application.declarations.filter(
            member__user_id=actor.user_id,
            member__left_at=None,
            member__committee__call_id=thing.application.call_id,
            tied=False,
        ).exists()
    )


COMMITTEE_FLOW = Flow(
    appoint=Step(frm=NOWHERE, to=None, may=clerks),
    change=Step(frm=NOWHERE, to=None, may=clerks),
    settle_tie=Step(frm=NOWHERE, to=None, may=either(clerks, presides)),
    strike_tie=Step(frm=NOWHERE, to=None, may=either(clerks, presides)),
    assign=Step(frm=NOWHERE, to=None, may=either(clerks, presides)),
    remind=Step(frm=NOWHERE, to=None, may=either(clerks, presides, the_clock)),
)
N = NominationState
MEMBER_CALL_FLOW = Flow(record=Step(frm=NOWHERE, to=None, may=clerks))
NOMINATION_FLOW = Flow(
    receive=Step(frm=NOWHERE, to=N.RECEIVED, may=clerks),
    seat=Step(frm={N.RECEIVED}, to=N.SEATED, may=clerks),
    refuse=Step(frm={N.RECEIVED, N.SEATED}, to=N.REFUSED, may=clerks),
)
F = FewState
FEW_FLOW = Flow(
    go_without=Step(frm=NOWHERE, to=F.STANDS, may=leading),
    take_back=Step(frm={F.STANDS}, to=F.TAKEN_BACK, may=leading),
)
OPINION_FLOW = Flow(give=Step(frm=NOWHERE, to=None, may=advising))
DISCUSSION_FLOW = Flow(say=Step(frm=NOWHERE, to=None, may=discussing))
MEMBER_FLOW = Flow(
    mark_absent=Step(frm=NOWHERE, to=None, may=either(clerks, presiding)),
    end_absence=Step(frm=NOWHERE, to=None, may=either(clerks, presiding)),
)
DECLARATION_FLOW = Flow(
    declare=Step(frm=NOWHERE, to=None, may=own_member),
    exclude=Step(frm=NOWHERE, to=None, may=excluders),
)
SHEET_FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=impartial_member),
    edit=Step(frm={S.DRAFT}, to=None, may=impartial_member),
    submit=Step(frm={S.DRAFT}, to=S.SUBMITTED, may=impartial_member),
    reopen=Step(frm={S.SUBMITTED}, to=S.DRAFT, may=chairs),
    drop=Step(frm={S.DRAFT, S.SUBMITTED}, to=S.DROPPED, may=either(own_member, excluders)),
)
