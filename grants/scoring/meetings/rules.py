"""Quorum and votes. Values in, an answer or a Refusal out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tenants.gates.refusals import Refusal, WrongState, raise_all


@dataclass(frozen=True, kw_only=True)
class Presence:
    """How many of those with a vote came, and whether the chair was one of them."""

    voting: int
    present: int
    chair: bool


def needed(voting: int, *, percent: int) -> int:
    """How many of those with a vote make a quorum: the least whole number that is at least that share."""
    return -(-percent * voting // 100)


def has_quorum(presence: Presence, *, percent: int) -> bool:
    """At least that share of the members with a vote, the chair among them."""
    return presence.chair and presence.voting > 0 and presence.present >= needed(presence.voting, percent=percent)


def carried(*, votes_for: int, votes_against: int, chair_for: bool) -> bool:
    """A simple majority; of equal votes the chair's decides."""
    return votes_for > votes_against or (votes_for == votes_against and chair_for)


def check_meeting(*, starts_at: datetime, at: datetime) -> None:
    if starts_at > at:
        raise Refusal(_("Record a meeting once it has begun."), field="starts_at")


def check_vote(
    *, subject: str, votes_for: int, votes_against: int, abstained: int, entitled: int, chair_for: bool, chair: bool
) -> None:
    """`entitled`: members with a vote who were present and are not tied to the offer voted on; `chair`: one of them."""
    refusals = []
    if not subject.strip():
        refusals.append(Refusal(_("Say what was voted on."), field="subject"))
    given = votes_for + votes_against + abstained
    if given == 0:
        refusals.append(Refusal(_("Give the number of votes."), field="votes_for"))
    if given > entitled:
        sentence = _("Together %(given)s votes, but only %(entitled)s people present could vote on this.")
        refusals.append(Refusal(sentence % {"given": given, "entitled": entitled}, field="votes_for"))
    if chair_for and not chair:
        sentence = _("The chair was absent or is tied to the offer, so the chair's vote decides nothing here.")
        refusals.append(Refusal(sentence, field="chair_for"))
    elif chair_for and not votes_for:
        refusals.append(Refusal(_("The chair voted for, so there is at least one vote for."), field="chair_for"))
    raise_all(refusals)


def check_striking(reason: str, *, struck: bool) -> None:
    if struck:
        raise WrongState(_("This vote is struck already."))
    if not reason.strip():
        raise Refusal(_("Write why the vote is struck: the minutes keep it."), field="reason")


def check_still_voted(subject: str, given: int, *, entitled: int) -> None:
    """Refuse a list of those present that is shorter than the votes already recorded."""
    if given > entitled:
        sentence = _(
            "“%(subject)s”: %(given)s votes are recorded, so at least as many people with a vote were present."
        )
        raise Refusal(sentence % {"subject": subject, "given": given}, field="present")


def check_held(meetings: Iterable[Presence], *, percent: int) -> None:
    """Refuse a protocol of a committee that never met in sufficient number."""
    if not any(has_quorum(one, percent=percent) for one in meetings):
        raise Refusal(
            _(
                "The protocol needs a meeting with a quorum: at least %(percent)s%% of the members with a vote, the chair "
                "among them. Record the meeting first."
            )
            % {"percent": percent}
        )
