import pgtrigger
from django.db import models
from django.db.models import Q

from grants.applications import access, exclusions
from grants.applications.models import Application
from grants.awards.justifications.states import FLOW, RequestState
from tenants.gates.access import Actor, staff
from tenants.office.scopes import ScopedQuerySet


class RequestQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "RequestQuerySet":
        """The office, but for offers the person is tied to or stands behind; whoever asked with an account, their own."""
        own = Q(asked_by_id=actor.user_id) if actor.user_id is not None else Q(pk=None)
        if not staff(actor):
            return self.filter(own)
        interested = Q(application_id__in=exclusions.tied(actor)) | access.own(actor, "application__")
        return self.filter(own | ~interested)

    def waiting(self) -> "RequestQuerySet":
        """For an answer of the office."""
        return self.filter(state=RequestState.WAITING)


class JustificationRequest(models.Model):
    """Somebody asks why an offer was chosen or not. What was asked never changes; the answer quotes the record."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="justifications")
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.WAITING)
    asked_by_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=5)
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    # Facts of the answer; `quoted` is what the record said that day.
    answer = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="justification_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", due_on__isnull=False, answered_at=None)
                | Q(state="late", due_on=None, answered_at=None)
                | Q(state="answered", due_on__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="justification_answered_says_what",
            )
        ]
        triggers = [
            pgtrigger.FSM(name="justification_steps", field="state", transitions=FLOW.transitions()),
            pgtrigger.Trigger(
                name="justification_as_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("text", "name", "email", "asked_by_id", "asked_at", "application_id"),
                func="RAISE EXCEPTION 'a request stays as it was asked';",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
