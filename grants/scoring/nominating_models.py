from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.calls.models import Call
from grants.scoring.states import NominationState
from tenants.gates.access import Actor, staff
from tenants.office.scopes import ScopedQuerySet


class OfficeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "OfficeQuerySet":
        """Names and addresses of people who were put forward: the office's."""
        return self if staff(actor) else self.none()


class MemberCall(models.Model):
    """The invitation of organisations to name members of a committee (art. 15(2d)), and the proof of it."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="member_call")
    published_on = models.DateField(_("published on"))
    until = models.DateField(_("people could be named until"))
    places = models.TextField(_("where it was published"))
    evidence = models.TextField(_("evidence: addresses of pages, numbers of letters"))
    made_at = models.DateTimeField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("published_on")), name="member_call_days_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.published_on}"


class Nomination(models.Model):
    """A person named by an organisation for a committee: seated when appointed, or refused with a reason."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="nominations")
    name = models.CharField(_("person named"), max_length=150)
    email = models.EmailField(_("their e-mail"))
    organisation = models.ForeignKey(
        "registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+", null=True
    )
    organisation_name = models.CharField(_("named by"), max_length=500)
    received_on = models.DateField(_("received on"))
    state = models.CharField(max_length=8, choices=NominationState, default=NominationState.RECEIVED)
    refused_because = models.TextField(_("why refused"), blank=True)
    made_at = models.DateTimeField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["call", "received_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "email"], name="nomination_once"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_because=""), name="nomination_refused_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name
