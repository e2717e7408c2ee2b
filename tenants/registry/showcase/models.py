from datetime import datetime

from django.db import models

from tenants.gates.access import Actor
from tenants.registry.governments.models import LocalGovernment


class ListedCallQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ListedCallQuerySet":
        """A published call is for everyone."""
        return self

    def open_at(self, at: datetime) -> "ListedCallQuerySet":
        return self.filter(closes_at__gte=at, cancelled=False).order_by("closes_at", "pk")


class ListedCall(models.Model):
    """A published call as a town announced it."""

    government = models.ForeignKey(LocalGovernment, models.CASCADE, related_name="+")
    ref = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    spheres = models.CharField(max_length=200, blank=True)
    pool = models.DecimalField(max_digits=12, decimal_places=2)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)

    objects = ListedCallQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [models.UniqueConstraint(fields=["government", "ref"], name="listed_call_once")]
        indexes = [models.Index(fields=["closes_at"], name="listed_call_closes")]
