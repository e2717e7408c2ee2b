"""Letters to the town hall's people about one offer, or what became of it: none to those who act for its offeror."""

import pytest

from tenants.gates.access import COORDINATOR, EXECUTIVE, FINANCE
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_agreements import a_signed_agreement, an_updated_offer
from tests.builders_calls import a_closed_call
from tests.builders_initiatives import a_filed_proposal
from tests.builders_lateness import a_proposal
from tests.builders_monitoring import a_filed_report
from tests.builders_small_grants import a_filed_offer, a_signed_small_agreement

pytestmark = pytest.mark.django_db
LIPA = "Stowarzyszenie „Lipa”"


def both_ways(role):
    """Somebody who works in the town hall and represents „Lipa”."""
    builders.a_person("Dwojga Imion", role)
    return builders.a_representative("Dwojga Imion", LIPA)


@pytest.fixture
def nadia(db):
    return builders.a_representative("Nadia Ngo", LIPA)


LETTERS = {
    "late-access-proposed": (EXECUTIVE, lambda nadia: a_proposal(a_closed_call(), nadia)),
    "offer-update-filed": (COORDINATOR, lambda nadia: an_updated_offer()),
    "small-grant-came": (COORDINATOR, a_filed_offer),
    "initiative-came": (COORDINATOR, a_filed_proposal),
    "agreement-to-pay": (FINANCE, lambda nadia: a_signed_agreement()),
    "agreement-to-pay of a small grant": (FINANCE, a_signed_small_agreement),
    "report-to-check": (COORDINATOR, lambda nadia: a_filed_report()),
}


@pytest.mark.parametrize("letter", LETTERS)
def test_it_goes_to_the_office_but_not_to_its_people_who_act_for_the_offeror(letter, nadia):
    role, reach = LETTERS[letter]
    own, other = both_ways(role), builders.a_person("Irena Inna", role)

    reach(nadia)

    told = set(Notice.objects.filter(template=letter.split()[0]).values_list("to_email", flat=True))
    assert (own.email in told, other.email in told) == (False, True)
