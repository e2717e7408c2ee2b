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
from tests import builders
from tests.isolation import conflicts
from tests.isolation.conflicts import STAGES, Unknown, a_town_with_conflicts, filled, forbidden, leaks, rows_leaking

pytestmark = pytest.mark.django_db
TOWN, EVERYWHERE = "config.urls", "config.urls_public"


@open_to(seated)
def telling(request, ref):
    return HttpResponse(Application._base_manager.get(ref=ref).title)


urlpatterns = [
    path("planted/applications/<slug:ref>/", telling),
    path("planted/<uuid:unheard>/", telling),
    *urls.urlpatterns,
]


def words_of(stages=STAGES, *, with_name=True):
    return {
        f"{stage}: {what}": said for stage in stages for what, said in forbidden(stage, with_name=with_name).items()
    }


def own_word(address, what):
    """A declaration names what it was made of: the number, the applicant, the title."""
    return address == "/calls/<slug:ref>/declarations/" and what.endswith((": oferent", ": tytul"))


@pytest.fixture
def town():
    return a_town_with_conflicts()


@pytest.mark.parametrize("seats", ["committee", "committee and auditor", "every seat"])
def test_nothing_of_an_offer_reaches_a_person_tied_to_it(town, seats, browser_of):
    person = town.tied[seats]

    shown = leaks(browser_of(person), browser_of(), words_of(), but=own_word, urlconf=TOWN)

    assert shown == []
    assert rows_leaking(person, NOBODY, words_of()) == []
