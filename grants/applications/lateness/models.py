import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.applications.lateness.states import FLOW, LateState
from grants.calls.models import Call
from tenants.gates.access import Actor, staff
from tenants.office.scopes import ScopedQuerySet


class LateAccessQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "LateAccessQuerySet":
        """The office sees every proposal; an organisation what was granted to it."""
        if staff(actor):
            return self
        return self.filter(organisation_id__in=actor.organisations).granted()

    def granted(self) -> "LateAccessQuerySet":
        return self.filter(state=LateState.CONFIRMED)


class LateAccess(models.Model):
    """That one organisation may file in this call until its own moment, and who decided so, and why."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+")
    organisation_name = models.CharField(max_length=500)
    state = models.CharField(max_length=9, choices=LateState, default=LateState.PROPOSED)
    until = models.DateTimeField(_("offers until"))
    reason = models.TextField(_("reason"))
    proposed_by_id = models.BigIntegerField()
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    # Facts of the second person's step.
    decided_reason = models.TextField(blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = LateAccessQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["call", "-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], condition=Q(state="proposed"), name="late_access_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by_id=None)
                | Q(decided_by_id__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by_id=F("proposed_by_id"))
                & ~Q(decided_reason=""),
                name="late_access_of_two_persons",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="late_access_steps", field="state", transitions=FLOW.transitions()),
            pgtrigger.Protect(name="late_access_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="late_access_as_proposed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("call_id", "organisation_id", "until", "reason", "proposed_by_id"),
                func="RAISE EXCEPTION 'a proposal stays as it was made';",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name
