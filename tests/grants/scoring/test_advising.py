"""Experts with an advisory voice: an opinion in words, no points."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from grants.applications.models import Application
from grants.awards import actions as awards
from grants.awards import paper, reading
from grants.calls.models import Call
from grants.scoring import advising
from grants.scoring.advising_models import Opinion
from tenants.gates.refusals import Refusal, WrongState
from tests import builders
from tests.builders_awards import lines_of
from tests.builders_scoring import (
    a_call_in_assessment,
    a_meeting,
    a_submitted_sheet,
    after,
    an_opinion,
    offers_of,
    seat_of,
)
from tests.grants.scoring.many import many_offers
from tests.grants.scoring.test_pages import queries_of

TIE = "Siostra jest skarbniczką."


@pytest.fixture
def ewa():
    return builders.a_person("Ewa Ekspertka", "committee")


def test_an_expert_writes_an_opinion_that_the_committee_and_the_office_read(marek, maria, clara, ewa, browser_of):
    call = a_call_in_assessment(
        marek, maria, offers=[{}, {}], ties={(0, maria.user_id): TIE}, committee={"advisors": (ewa,)}
    )
    offer, _other = offers_of(call)
    expert, path = browser_of(ewa), f"/applications/{offer.ref}/score"
    work = f"/calls/{call.ref}/committee/"
    for page in (work, f"{path}/"):
        shown = expert.get(page).content.decode()
        assert ("napisane opinie: 0 z 2" in shown, "nie zaczęta" in shown) == (True, False)
    assert "Nie przyznajesz punktów" in shown
    assert "Napisz opinię o 2 ofertach" in expert.get(work).content.decode()

    refused = expert.post(f"{path}/opinion/", {"opinion-text": " "})
    saved = expert.post(f"{path}/opinion/", {"opinion-text": "Stawki trenerów są rynkowe."}, follow=True)
    expert.post(f"{path}/opinion/", {"opinion-text": "Stawki trenerów są jednak wysokie."})

    assert refused.status_code == 422
    assert "Stawki trenerów są rynkowe." in saved.content.decode()
    assert "napisane opinie: 1 z 2" in expert.get(work).content.decode()
    assert [one.text for one in Opinion.objects.all()] == ["Stawki trenerów są jednak wysokie."]
    a_submitted_sheet(offer, marek)
    for person in (marek, clara, ewa):
        assert "jednak wysokie" in browser_of(person).get(f"/applications/{offer.ref}/scores/").content.decode()
    assert browser_of(maria).get(f"/applications/{offer.ref}/scores/").status_code == 404
    assert list(Opinion.objects.visible_to(maria)) == []


def test_only_an_impartial_expert_writes_and_only_while_the_committee_scores(marek, ewa):
    olgierd = builders.a_person("Olgierd Ekspert", "committee")
    call = a_call_in_assessment(
        marek, offers=[{}], ties={(0, olgierd.user_id): TIE}, committee={"advisors": (ewa, olgierd)}
    )
    offer = offers_of(call)[0]

    for person in (marek, olgierd):
        with pytest.raises(PermissionDenied):
            an_opinion(offer, person)
    with pytest.raises(PermissionDenied):
        advising.advise(seat_of(call, ewa), offer, text="Za nią.", by=marek, at=after(call))
    with pytest.raises(Refusal):
        an_opinion(offer, ewa, text="  ")
    assert Opinion.objects.count() == 0


def test_the_protocol_lists_opinions_and_seals_them(marek, ewa):
    call = a_call_in_assessment(marek, offers=[{}], committee={"advisors": (ewa,)})
    offer = offers_of(call)[0]
    an_opinion(offer, ewa)
    a_submitted_sheet(offer, marek)
    a_meeting(call)
    awards.propose(call, lines_of(call), by=marek, at=after(call))

    tables = reading.tables(call, Application.objects.filter(call=call))
    closing = paper.protocol(call, tables, remarks="", at=after(call))["sections"][-1]
    awards.sign_protocol(call, by=marek, at=after(call))

    assert closing["fields"][0]["value"] == f"Ewa Ekspertka, oferta {offer.number}: Koszty są rynkowe."
    with pytest.raises(WrongState):
        an_opinion(Application.objects.select_related("call").get(pk=offer.pk), ewa, text="Po czasie.")
    with pytest.raises(DatabaseError, match="the protocol is signed"), transaction.atomic():
        Opinion.objects.update(text="Po czasie.")
    assert Call.objects.get(pk=call.pk).state == "recommended"


def test_the_page_of_an_opinion_asks_no_more_queries_for_many_offers(marek, ewa, browser_of):
    call = a_call_in_assessment(marek, offers=[{}], committee={"advisors": (ewa,)})
    offer, expert = offers_of(call)[0], browser_of(ewa)
    an_opinion(offer, ewa)
    path = f"/applications/{offer.ref}/score/"

    one = queries_of(expert, path)
    many_offers(call, 30)

    assert (one, queries_of(expert, path)) == (11, 11)
