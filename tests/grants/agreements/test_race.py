"""Two clerks at once, each with a connection of their own."""

import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from grants.agreements import actions
from grants.agreements.models import Agreement
from grants.scoring.actions import locked
from tests import builders
from tests.builders_agreements import MADE, an_awarded_offer
from tests.builders_calls import the_coordinator


@pytest.mark.django_db(transaction=True)
def test_no_agreement_is_begun_while_an_act_of_its_call_is_being_published():
    """Otherwise it would keep the amount of before."""
    offer = an_awarded_offer()
    clerk, said = the_coordinator(), []

    def make():
        try:
            connection.set_tenant(builders.town("lipowo"))
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '300ms'")
            try:
                actions.create(offer, by=clerk, at=MADE)
                said.append("made")
            except OperationalError:
                said.append("waited")
        finally:
            connections.close_all()

    with transaction.atomic():
        locked(offer.call)
        other = threading.Thread(target=make)
        other.start()
        other.join(timeout=60)

    assert said == ["waited"]
    assert not Agreement.objects.exists()
