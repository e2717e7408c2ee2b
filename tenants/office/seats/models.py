from datetime import datetime

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
        """Who works here now in these roles; a deactivated account is written to no more."""
        found = self.held().filter(role__in=roles, user__is_active=True)
        return found.select_related("user").order_by("user__name")


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


class SeatInvitationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "SeatInvitationQuerySet":
        return self if access.administrators(actor) else self.none()

    def waiting(self, at: datetime) -> "SeatInvitationQuerySet":
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=at)


class SeatInvitation(models.Model):
    """An offer of seats in this town, sent to an address; whoever holds its link takes it up, once."""

    email = models.EmailField()
    roles = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        "registry.User", models.DO_NOTHING, db_constraint=False, related_name="+", null=True, blank=True
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "registry.User", models.DO_NOTHING, db_constraint=False, related_name="+", null=True, blank=True
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SeatInvitationQuerySet.as_manager()

    class Meta:
        app_label = "office"

    def __str__(self) -> str:
        return f"{', '.join(self.roles)} #{self.pk}"

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]
