"""A call whose committee does not know who applies, and every address that its people can ask for."""

import pytest

from grants.applications.models import Application
from tenants.gates.access import NOBODY
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_scoring import the_chair
from tests.isolation.conflicts import a_blind_call, applicant_of, rows_leaking, said_at, word

pytestmark = pytest.mark.django_db
TOWN = "config.urls"
DECLARATIONS = "/calls/<slug:ref>/declarations/"
MASKED = "/applications/<slug:ref>/masked/"
# Who applies, and what a list of offers or of results would join to a name.
HIDDEN = ("oferent", "tytul", "kontakt", "plik", "brak", "wyjasnienie")
# What a judge of the offer reads all the same.
READ = ("opis", "rezultat", "zasoby")


@pytest.fixture
def berta():
    person = builders.a_person("Berta Blind", "committee")
    a_blind_call(person)
    return builders.fresh(person)


def hidden_words():
    number = Application.objects.get(organisation_name=applicant_of("merit")).number
    return {what: (word("merit", what),) for what in HIDDEN} | {"numer": (number, number.replace("/", "-"))}


def test_nothing_tells_a_blind_committee_who_applies_but_the_list_to_declare_about(berta, browser_of):
    words = hidden_words()

    told = {
        name: said_at(browser_of(person), words, urlconf=TOWN)
        for name, person in (("member", berta), ("chair", the_chair()))
    }
    rows = {name: rows_leaking(person, NOBODY, words) for name, person in (("member", berta), ("chair", the_chair()))}

    assert told == {"member": {(DECLARATIONS, "oferent")}, "chair": {(DECLARATIONS, "oferent")}}
    assert rows == {"member": [], "chair": []}


def test_the_offer_itself_is_read_under_a_code(berta, clara, browser_of):
    """Or the test above would pass where nothing is shown at all; and the office sees who applies."""
    words = {what: (word("merit", what),) for what in READ}

    told = said_at(browser_of(berta), words, urlconf=TOWN, only="/applications/")
    office = {
        what for _address, what in said_at(browser_of(clara), hidden_words(), urlconf=TOWN, only="/applications/")
    }

    assert told == {(MASKED, what) for what in READ}
    assert office >= {"oferent", "tytul", "kontakt", "numer"}


def test_no_letter_to_a_blind_committee_names_an_applicant(berta):
    words = [said for spellings in hidden_words().values() for said in spellings]

    letters = Notice.objects.filter(to_email__in=[berta.email, the_chair().email])

    assert letters.exists()
    assert [one.template for one in letters for said in words if said in f"{one.subject} {one.text}"] == []
