"""A person tied to an offer, and every address, file, export, search, API answer and letter there is.

The list is the table of addresses itself: one that is added is asked too, and one that cannot be filled in fails here.
"""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from config import urls
from grants.applications.models import Application
from tenants.gates.access import NOBODY, seated
from tenants.gates.doors import open_to
from tenants.office.notices.models import Notice
from tests.isolation.conflicts import STAGES, Unknown, a_town_with_conflicts, filled, forbidden, rows_leaking, said_at

pytestmark = pytest.mark.django_db
TOWN, EVERYWHERE = "config.urls", "config.urls_public"
DECLARATIONS = "/calls/<slug:ref>/declarations/"


@open_to(seated)
def telling(request, ref):
    return HttpResponse(Application._base_manager.get(ref=ref).title)


urlpatterns = [path("planted/applications/<slug:ref>/", telling), *urls.urlpatterns]


def words_of(*stages, with_name=True):
    return {
        f"{stage}: {what}": said
        for stage in stages or STAGES
        for what, said in forbidden(stage, with_name=with_name).items()
    }


def own_word(address, what):
    """A declaration names what it was made of: the number, the applicant, the title."""
    return address == DECLARATIONS and what.endswith((": oferent", ": tytul"))


@pytest.fixture
def town():
    return a_town_with_conflicts()


def test_nothing_of_an_offer_reaches_a_person_tied_to_it(town, browser_of):
    """But what every stranger reads: published results, concluded agreements."""
    words = words_of()
    public = {what for _address, what in said_at(browser_of(), words, urlconf=TOWN)}
    secret = {what: said for what, said in words.items() if what not in public}

    told = {
        seats: sorted(one for one in said_at(browser_of(person), secret, urlconf=TOWN) if not own_word(*one))
        for seats, person in town.tied.items()
    }
    rows = {seats: rows_leaking(person, NOBODY, secret) for seats, person in town.tied.items()}

    assert told == {"committee": [], "committee and auditor": [], "every seat": []}
    assert rows == {"committee": [], "committee and auditor": [], "every seat": []}
    assert {what.split(": ")[0] for what in public} == {"published"}


def test_before_a_declaration_nothing_but_number_applicant_and_title_is_told(town, browser_of):
    words = words_of("merit", with_name=False)

    assert said_at(browser_of(town.undeclared), words, urlconf=TOWN) == set()
    assert rows_leaking(town.undeclared, NOBODY, words) == []


def test_all_of_it_is_there_for_those_who_may_read_it(town, marek, clara, browser_of):
    """Or the tests above would pass in a town where nothing is told to anybody."""
    words = words_of()

    told = {what for person in (marek, clara) for _, what in said_at(browser_of(person), words, urlconf=TOWN)}

    assert set(words) - told == set()


def test_no_letter_tells_a_tied_person_of_it(town):
    """What the office got during the formal check was written before anybody declared a tie."""
    words = [said for spellings in words_of().values() for said in spellings]

    letters = Notice.objects.filter(to_email__in=[one.email for one in town.tied.values()])
    telling = {one.template for one in letters for said in words if said in f"{one.subject} {one.text}"}

    assert letters.exists()
    assert telling == {"offer-corrected"}


def test_the_hosts_of_all_towns_tell_nothing_either(town, browser_of):
    words = words_of("merit", "decided")

    for person in town.tied.values():
        browser = browser_of(person, town="osnowa")
        assert said_at(browser, words, urlconf=EVERYWHERE) == set()


def test_a_planted_leak_is_named(town, browser_of):
    browser = browser_of(town.tied["committee"])

    with override_settings(ROOT_URLCONF=__name__):
        told = said_at(browser, words_of("merit"), urlconf=__name__, only="/planted/")

    assert told == {("/planted/applications/<slug:ref>/", "merit: tytul")}


def test_an_address_nobody_can_fill_in_is_named(db):
    with pytest.raises(Unknown):
        list(filled("/planted/<uuid:unheard>/"))
