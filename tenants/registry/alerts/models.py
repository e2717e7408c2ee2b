from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor
from tenants.registry.alerts.rules import Wish
from tenants.registry.showcase.models import ListedCall


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("at once, each call in a letter of its own")
    WEEKLY = "weekly", _("once a week, on Monday morning, all in one letter")


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, actor: Actor) -> "AlertQuerySet":
        return self.filter(user_id=actor.user_id or 0)

    def wanted(self, pace: str) -> "AlertQuerySet":
        """Those that are on, of people whose accounts are open."""
        return self.filter(pace=pace, stopped_at=None, user__is_active=True).select_related("user").order_by("pk")

    def due(self, moment: datetime) -> "AlertQuerySet":
        """Weekly ones that had no letter since that moment."""
        return self.wanted(Pace.WEEKLY).filter(digested_at__lt=moment)


class Alert(models.Model):
    """What new calls a person wants to hear of. `towns` are ids, `counties` keys, `spheres` numbers; none of these: all."""

    user = models.OneToOneField("registry.User", models.CASCADE, related_name="+")
    pace = models.CharField(max_length=10, choices=Pace)
    everywhere = models.BooleanField(default=False)
    towns = models.JSONField(default=list)
    counties = models.JSONField(default=list)
    spheres = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    digested_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        app_label = "registry"

    @property
    def wish(self) -> Wish:
        return Wish(
            everywhere=self.everywhere,
            towns=frozenset(self.towns),
            counties=frozenset(self.counties),
            spheres=frozenset(self.spheres),
        )


class AlertedCall(models.Model):
    """A person was written to about a call. The row and the letter are made together, so there is one of each."""

    user = models.ForeignKey("registry.User", models.CASCADE, related_name="+")
    call = models.ForeignKey(ListedCall, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "registry"
        constraints = [models.UniqueConstraint(fields=["user", "call"], name="alerted_once")]
