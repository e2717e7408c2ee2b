from datetime import timedelta

import pytest
from django.utils import timezone

from tenants.gates.refusals import Refusal
from tenants.registry.billing import actions, rules
from tenants.registry.billing.models import Standing, Subscription
from tests import builders
from tests.builders import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.PAST_DUE])
def test_a_town_that_is_charged_already_begins_no_second_checkout(adam, standing):
    town = builders.town("lipowo")
    row = actions.begin_trial(town, by=adam, at=NOON)
    Subscription.objects.filter(pk=row.pk).update(state=standing, plan="small", stripe_subscription="sub_1")

    with pytest.raises(Refusal):
        actions.choose_plan(town, "medium", once="another-tab", by=adam, at=NOON)

    assert Subscription.objects.get(pk=row.pk).checkout == ""


def test_looking_at_the_subscription_takes_no_right_away(adam, browser_of):
    town = builders.town("lipowo")
    later = timezone.now() + timedelta(days=60)

    page = browser_of(adam).get("/subscription/")

    assert page.status_code == 200
    assert not Subscription.objects.filter(government_id=town.pk).exists()
    assert rules.may_start_new(town.pk, later) is True
