"""Two answers to one invitation at the same instant, on two connections, really committed."""

from datetime import timedelta

from grants.applications import actions, partners, partners_inviting
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from tenants.gates.refusals import Refusal
from tests import builders
from tests.builders import NOON
from tests.builders_applications import an_empty_draft
from tests.builders_calls import an_open_call
from tests.builders_partners import a_joint_draft, row_of
from tests.grants.applications import test_at_once
from tests.grants.applications.test_at_once import at_once

town = test_at_once.town
LATER = NOON + timedelta(minutes=1)


def test_of_two_organisations_that_take_up_one_invitation_at_once_one_joins(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    quick = [builders.a_representative(f"Osoba Prędka {n}", f"Stowarzyszenie Prędkie {n}") for n in range(2)]
    draft = partners.make_joint(an_empty_draft(an_open_call().lots.get(), nadia), by=nadia, at=NOON)
    invitation = partners_inviting.invite(draft, email="ktos@example.org", by=nadia, at=NOON)

    def accept(person):
        def work():
            row = Offeror.objects.get(pk=invitation.pk)
            organisation = builders.organisation_of(person)
            return partners_inviting.accept(row, organisation=organisation, by=person, at=LATER).organisation_id

        return work

    results = at_once(town, *[accept(person) for person in quick])

    joined = Offeror.objects.get(state="joined", leads=False)
    assert [result for result in results if not isinstance(result, Refusal)] == [joined.organisation_id]
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert Application.objects.get().partner_ids == [joined.organisation_id]


def test_one_organisation_that_clicks_twice_at_once_joins_once(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    quick = builders.a_representative("Osoba Prędka", "Stowarzyszenie Prędkie")
    draft = partners.make_joint(an_empty_draft(an_open_call().lots.get(), nadia), by=nadia, at=NOON)
    invitation = partners_inviting.invite(draft, organisation=builders.organisation_of(quick), by=nadia, at=NOON)

    def click():
        row = Offeror.objects.get(pk=invitation.pk)
        return partners_inviting.accept(row, organisation=builders.organisation_of(quick), by=quick, at=LATER).state

    results = at_once(town, click, click, click)

    assert [result for result in results if not isinstance(result, Refusal)] == ["joined"]
    assert Offeror.objects.filter(leads=False).count() == 1


def test_a_partner_who_leaves_in_the_second_of_filing_is_either_in_the_offer_or_stops_it(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    quick = builders.a_representative("Osoba Prędka", "Stowarzyszenie Prędkie")
    draft = a_joint_draft(an_open_call().lots.get(), nadia, quick)
    row = row_of(draft, quick)

    at_once(
        town,
        lambda: actions.file(Application.objects.get(pk=draft.pk), by=nadia, at=LATER),
        lambda: partners.leave(Offeror.objects.get(pk=row.pk), by=quick, at=LATER),
    )

    offer, partner = Application.objects.get(), Offeror.objects.get(pk=row.pk)
    filed_together = (offer.state, partner.state, len(offer.content.get("joint", {}).get("offerors", [])))
    assert filed_together in {("filed", "joined", 2), ("draft", "left", 0)}
