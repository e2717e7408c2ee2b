from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates import access
from tenants.gates.access import Actor
from tenants.office.scopes import ScopedQuerySet


class Role(models.TextChoices):
    ADMINISTRATOR = access.ADMINISTRATOR, _("administrator")
    COORDINATOR = access.COORDINATOR, _("coordinator")
    EXECUTIVE = access.EXECUTIVE, _("executive")
    FINANCE = access.FINANCE, _("finance")
    COMMITTEE = access.COMMITTEE, _("committee member")
    AUDITOR = access.AUDITOR, _("auditor")


class SeatQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "SeatQuerySet":
        return self if access.staff(actor) else self.filter(user_id=actor.user_id or 0)

    def held(self) -> "SeatQuerySet":
        return self.filter(ended_at=None)

    def of(self, *roles: str) -> "SeatQuerySet":
        return self.held().filter(role__in=roles).select_related("user").order_by("user__name")


class Seat(models.Model):
    """A person's role in this town, from one moment to another. The person is in the public schema."""

    user = models.ForeignKey("registry.User", models.DO_NOTHING, db_constraint=False, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        app_label = "office"
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], condition=models.Q(ended_at=None), name="seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.user_id}"
