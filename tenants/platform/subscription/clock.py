from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django_tenants.utils import schema_context

from tenants.gates.access import ADMINISTRATOR, CLOCK
from tenants.office import rounds
from tenants.office.seats.models import Seat
from tenants.registry.billing import actions
from tenants.registry.billing.models import Subscription
from tenants.registry.governments import addresses
from tenants.registry.mail.actions import Recipient, queue


def tell_of_trials(at: datetime) -> None:
    """Write to administrators a week before a trial ends and when it has ended, each once."""

    @transaction.atomic
    def warn(subscription: Subscription) -> None:
        if actions.note_warned(subscription, by=CLOCK, at=at):
            _tell("trial-ending", subscription, at)

    @transaction.atomic
    def end(subscription: Subscription) -> None:
        if actions.end_trial(subscription, by=CLOCK, at=at):
            _tell("trial-ended", subscription, at)

    rounds.each(actions.trials_to_warn(at), warn)
    rounds.each(actions.trials_over(at), end)


def _tell(template: str, subscription: Subscription, at: datetime) -> None:
    town = subscription.government
    with schema_context(town.schema_name):
        people = {seat.user for seat in Seat.objects.of(ADMINISTRATOR)}
    for person in sorted(people, key=lambda one: one.pk):
        with translation.override(person.language):
            day = date_format(timezone.localtime(subscription.trial_ends_at), "j E Y")
        queue(
            template,
            to=Recipient(person.email, person.name, person.language),
            context={"town": town.name, "day": day, "link": addresses.absolute(town, "/subscription/")},
            at=at,
        )
