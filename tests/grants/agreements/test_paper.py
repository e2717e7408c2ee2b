"""What the paper of an agreement says."""

from decimal import Decimal

import pytest
from django.db import connection

from grants.agreements import actions, paper
from grants.agreements.models import Agreement
from tenants.office.documents import pdf
from tenants.office.documents.checksum import grouped
from tenants.registry.organisations.models import Organisation
from tests.builders_agreements import MADE, a_draft_agreement, an_updated_offer, plan, terms_of, tranches_of
from tests.builders_calls import the_coordinator

pytestmark = pytest.mark.django_db


def drawn(agreement):
    return paper.draw(
        agreement,
        town=connection.tenant,
        letterhead=pdf.letterhead(connection.tenant),
        organisation=Organisation.objects.get(pk=agreement.organisation_id),
        tranches=tranches_of(agreement),
        checksum="0" * 64,
    )


def said(value):
    """Every word of the paper, in one string."""
    if isinstance(value, dict):
        return " ".join(said(one) for one in value.values())
    if isinstance(value, list | tuple):
        return " ".join(said(one) for one in value)
    return str(value)


def test_the_grant_is_written_in_words():
    agreement = a_draft_agreement(grant="5432.10", total="6000.00")

    assert "pięć tysięcy czterysta trzydzieści dwa złote 10/100" in said(drawn(agreement))


@pytest.mark.parametrize(("limit", "words"), [("10.00", "10 %"), ("12.50", "12,5 %"), ("0.00", "0 %")])
def test_the_permitted_increase_is_a_number_people_read(limit, words):
    agreement = a_draft_agreement()
    terms = terms_of(agreement, shift_percent=Decimal(limit))
    actions.edit(agreement, tranches=plan("5000.00"), by=the_coordinator(), at=MADE, **terms)

    assert f"o więcej niż {words}" in said(drawn(agreement))


def test_the_account_stands_as_banks_print_it():
    assert "nr 61 1090 1014 0000 0712 1981 2874" in said(drawn(a_draft_agreement()))


def test_an_updated_offer_is_attached_with_its_own_checksum():
    agreement = a_draft_agreement(an_updated_offer())

    offer, update = drawn(agreement)["attachments"]

    assert grouped(agreement.application.checksum) in offer
    assert grouped(agreement.version.checksum) in update


def test_an_offer_awarded_in_full_is_the_only_attachment():
    assert len(drawn(a_draft_agreement())["attachments"]) == 1


def test_other_terms_make_another_checksum():
    agreement = a_draft_agreement()
    by = the_coordinator()
    actions.prepare(agreement, by=by, at=MADE)
    first = agreement.checksum
    actions.return_to_draft(agreement, by=by, at=MADE)
    actions.edit(agreement, tranches=plan("2500.00", "2500.00"), by=by, at=MADE, **terms_of(agreement))

    actions.prepare(agreement, by=by, at=MADE)

    assert Agreement.objects.get().checksum != first
