"""Who stands behind an offer: its applicant, and of a joint offer (art. 14(2)) the partners too.

Everything that asks "is this their own organisation's offer?" asks here: what they may see, what they may not judge.
"""

from typing import Any

from django.db.models import Q

from tenants.gates.access import EDITOR, REPRESENTATIVE, Actor, clerks

WRITING = (REPRESENTATIVE, EDITOR)


def offerors_of(thing: Any) -> set[int]:
    """The ids of the organisations that file it together; of most offers one, of a small grant's always."""
    return {thing.organisation_id, *getattr(thing, "partner_ids", ())}


def behind(actor: Actor, thing: Any) -> bool:
    """One of this person's organisations is an offeror, in whatever role they act for it."""
    return not offerors_of(thing).isdisjoint(actor.memberships)


def belongs(actor: Actor, thing: Any) -> bool:
    """Of the organisation that began the offer, in whatever role: of a joint offer, not of its partners."""
    return thing.organisation_id in actor.memberships


def own(actor: Actor, through: str = "") -> Q:
    """The same as `behind` for a query; `through` is the way to the offer, for example "application__"."""
    mine = actor.organisations
    if not mine:
        return Q(**{f"{through}pk__in": []})
    return Q(**{f"{through}organisation_id__in": mine}) | Q(**{f"{through}partner_ids__overlap": mine})


def is_trial(thing: Any) -> bool:
    """What the office tries out before a call is published: nobody's offer, written by the office itself."""
    return getattr(thing, "trial", False) is True


def writers(actor: Actor, thing: Any = None) -> bool:
    """Those who may write for the applicant: its representatives and editors. Partners write their own part only."""
    if thing is None:
        return bool(actor.organisations_as(*WRITING))
    if is_trial(thing):
        return clerks(actor)
    return thing.organisation_id in actor.organisations_as(*WRITING)


def representatives(actor: Actor, thing: Any = None) -> bool:
    """Those who may declare the applicant's will."""
    if thing is None:
        return bool(actor.organisations_as(REPRESENTATIVE))
    if is_trial(thing):
        return clerks(actor)
    return thing.organisation_id in actor.organisations_as(REPRESENTATIVE)


def no_trial(actor: Actor, thing: Any = None) -> bool:
    """Nobody checks or decides what was only tried out."""
    return not is_trial(thing)


def of_others(actor: Actor, thing: Any = None) -> bool:
    """Not one's own organisation's offer (KPA art. 24 holds for employees). At the door there is no offer yet."""
    return thing is None or not behind(actor, thing)


# Of one offeror of a joint offer: the thing is its row.


def leaders(actor: Actor, thing: Any = None) -> bool:
    """Those who write for the applicant that began the offer."""
    return thing is not None and writers(actor, thing.application)


def part_writers(actor: Actor, thing: Any = None) -> bool:
    """Those who write for this offeror."""
    return thing is not None and thing.organisation_id in actor.organisations_as(*WRITING)


def part_representatives(actor: Actor, thing: Any = None) -> bool:
    """Those who may declare this offeror's will."""
    return thing is not None and thing.organisation_id in actor.organisations_as(REPRESENTATIVE)


def invited(actor: Actor, thing: Any = None) -> bool:
    """Whoever may answer an invitation: the invited organisation's representatives; of one sent to an address whose
    organisation is not known yet, the holder of its link (no page leads there otherwise)."""
    if thing is None or actor.user_id is None:
        return False
    return thing.organisation_id is None or part_representatives(actor, thing)
