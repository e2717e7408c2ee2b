from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.registry.governments.models import LocalGovernment


class Plan(models.TextChoices):
    SMALL = "small", _("Small: up to 10,000 residents")
    MEDIUM = "medium", _("Medium: up to 50,000 residents")
    LARGE = "large", _("Large: over 50,000 residents, powiats, voivodeships")


class Standing(models.TextChoices):
    TRIAL = "trial", _("trial")
    ACTIVE = "active", _("active")
    PAST_DUE = "past_due", _("payment overdue")
    LAPSED = "lapsed", _("lapsed")


class Subscription(models.Model):
    """What a town pays for. Amounts are Stripe's; here is only where it stands."""

    government = models.OneToOneField(LocalGovernment, models.CASCADE, related_name="subscription")
    state = models.CharField(max_length=10, choices=Standing, default=Standing.TRIAL)
    plan = models.CharField(max_length=10, choices=Plan, blank=True)
    trial_ends_at = models.DateTimeField()
    paid_until = models.DateTimeField(null=True, blank=True)
    stripe_customer = models.CharField(max_length=80, blank=True)
    stripe_subscription = models.CharField(max_length=80, blank=True)
    checkout = models.CharField(max_length=120, blank=True)
    # When Stripe said what the state now rests on: what it said before that changes nothing any more.
    said_at = models.DateTimeField(null=True, blank=True)
    trial_warned_at = models.DateTimeField(null=True, blank=True)
    trial_end_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "registry"

    def __str__(self) -> str:
        return f"{self.government} ({self.state})"


class StripeEvent(models.Model):
    """A message from Stripe, kept so that the same one never works twice."""

    stripe_id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=80)
    received_at = models.DateTimeField()

    class Meta:
        app_label = "registry"
