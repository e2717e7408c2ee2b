"""The offer in a member's hands, for the page of their sheet and an expert's of their opinion."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from grants.applications.models import Application
from grants.scoring import masking, reading
from grants.scoring.models import CommitteeMember

# What a sheet needs of its offer and call: both have many long columns more.
SHOWN = (
    *("ref", "number", "title", "organisation_name", "requested", "state"),
    *("call__ref", "call__title", "call__state", "call__points_step", "call__score_rule"),
)


def offer_and_member(request: Any, ref: str) -> tuple[Application, CommitteeMember]:
    """The offer and the person's seat on its committee, with the call's criteria at hand."""
    offers = Application.objects.visible_to_judges(request.actor).select_related("call").only(*SHOWN)
    offer = get_object_or_404(offers, ref=ref, state__in=reading.ASSESSED)
    member = reading.membership_of(request.actor, offer.call)
    if member is None:
        raise Http404
    if masking.is_blind(offer.call):
        masking.mask(offer)
    reading.take_criteria(offer.call)
    return offer, member


def read_by(member: CommitteeMember, offer: Application) -> list[reading.Reading]:
    """What the member reads, this offer among it. 404 without a declaration of impartiality."""
    mine = reading.readings_of(member)
    if offer.pk not in {one.application_id for one in mine}:
        raise Http404
    return mine
