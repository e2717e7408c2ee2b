"""Small grants and proposals on the desks: each state waits for the right person, with its day."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from grants.desk import without_call
from tests import builders
from tests.builders_initiatives import a_draft_proposal, a_filed_proposal, a_purposeful_proposal
from tests.builders_small_grants import (
    DECIDED,
    a_draft,
    a_filed_offer,
    a_published_offer,
    a_small_agreement,
    an_accepted_offer,
    an_offer_with_changes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def waiting(actor):
    return [(item.label, item.until) for item in without_call.waiting(actor, DECIDED)]


def test_the_organisation_finishes_and_changes(nadia, norbert):
    a_draft(nadia)
    an_offer_with_changes(nadia)
    a_draft_proposal(nadia)

    assert waiting(nadia) == [
        ("Change the offer as the town asks", date(2027, 2, 11)),
        ("Finish the small grant offer and file it", None),
        ("Finish the proposal and file it", None),
    ]
    assert waiting(norbert) == []


def test_the_coordinator_publishes_agrees_answers(nadia, clara):
    a_filed_offer(nadia, grant="1000.00")
    an_accepted_offer(nadia, grant="1000.00")
    a_small_agreement(nadia, grant="1000.00")
    a_filed_proposal(nadia)
    a_purposeful_proposal(nadia)

    assert waiting(clara) == [
        ("Publish a small grant offer", date(2027, 1, 26)),
        ("Answer a proposal on own initiative", date(2027, 2, 15)),
        ("Begin the call promised to an organisation", date(2027, 3, 1)),
        ("Make the agreement on a small grant", None),
    ]


def test_the_executive_decides_once_the_comments_are_in(nadia, ewa):
    offer = a_published_offer(nadia)

    assert without_call.waiting(ewa, offer.published_at) == []
    assert waiting(ewa) == [("Decide on a small grant", date(2027, 1, 27))]


def test_nobody_else_is_told(nadia, rysia, anna):
    a_published_offer(nadia)
    a_filed_proposal(nadia)

    assert waiting(rysia) == []
    assert waiting(anna) == []


def test_the_desk_shows_them_and_so_does_the_desk_of_all_towns(nadia, clara, browser_of, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: DECIDED)
    offer = an_offer_with_changes(nadia)
    proposal = a_filed_proposal(nadia)

    assert f"/small-grants/{offer.ref}/" in browser_of(builders.fresh(nadia)).get("/desk/").content.decode()
    assert f"/initiatives/{proposal.ref}/" in browser_of(clara).get("/desk/").content.decode()
    everywhere = browser_of(nadia, town="osnowa").get("/desk/").content.decode()
    assert f"/small-grants/{offer.ref}/" in everywhere
    assert f"/initiatives/{proposal.ref}/" in everywhere
