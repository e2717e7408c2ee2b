"""What a visitor finds around a decision, in one town each: an act that changed it, a blind call, a demand for grounds."""

import pytest
from django.db import connection
from django.utils import timezone

from config.demo.content import TOWNS
from grants.applications.models import Application
from grants.awards.justifications.models import JustificationRequest
from grants.awards.models import Award, Decision
from grants.scoring.models import Committee
from tenants.gates.access import NOBODY
from tenants.office.deadlines import local_day
from tenants.office.people import actor_for
from tenants.registry.people.models import User
from tests import builders
from tests.config.demo.telling import NOW, told

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def reads(browser_of, monkeypatch):
    """Text of a page of the told town, as that person reads it."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def text(address, actor=NOBODY):
        answer = browser_of(actor).get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return text


def tell(code):
    told(code)
    connection.set_tenant(builders.town("lipowo"))
    return next(town for town in TOWNS if town.code == code)


def official(town, code):
    return actor_for(User.objects.get(email=next(one.email for one in town.officials if one.code == code)))


def test_in_srebrzany_a_grant_given_up_went_to_the_reserve_list_by_a_later_act(reads):
    tell("srebrzany")

    first, later = Decision.objects.filter(call__title="Muzyka ponad granicami gmin").order_by("pk")
    given_up = Application.objects.get(title="Pieśni przy krosnach")
    granted = Application.objects.get(title="Śpiewogra z siedmiu gmin")
    page = reads(f"/calls/{first.call.ref}/results/")

    assert (first.state, later.kind, later.state, later.basis) == ("amended", "amendment", "published", first)
    assert (given_up.state, granted.state, granted.awarded) == ("resigned", "reduced", 10000)
    assert granted.update_due_on > local_day(NOW)
    holds = Award.objects.in_force().filter(decision=later).order_by("application__filed_at")
    assert {one.application.title: one.outcome for one in holds} == {
        given_up.title: "refused",
        granted.title: "reduced",
    }
    assert later.act_number in page and granted.title in page


def test_in_sowie_laki_a_committee_scores_without_seeing_who_applies(reads):
    town = tell("sowielaki")

    blind = Committee.objects.select_related("call").get(blind=True)
    offer = Application.objects.get(title="Lato u sów")
    member = reads(f"/applications/{offer.ref}/score/", official(town, "komisja-1"))
    office = reads(f"/applications/{offer.ref}/", official(town, "koordynator"))

    assert (blind.call.state, offer.call) == ("merit", blind.call)
    assert [offer.organisation_name in page for page in (member, office)] == [False, True]


def test_in_jasnogrod_a_demand_for_grounds_waits_for_its_answer(reads):
    town = tell("jasnogrod")

    request = JustificationRequest.objects.get()
    page = reads(f"/justifications/{request.pk}/", official(town, "koordynator"))

    assert (request.state, request.due_on > local_day(NOW)) == ("waiting", True)
    assert request.text in page
