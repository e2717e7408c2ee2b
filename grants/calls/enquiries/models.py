import pgtrigger
from django.db import models
from django.db.models import Q

from grants.calls.enquiries.states import FLOW, EnquiryState
from grants.calls.models import Call
from tenants.gates.access import Actor, staff
from tenants.office.scopes import ScopedQuerySet


class EnquiryQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "EnquiryQuerySet":
        """The office sees all; everyone the published ones of a call they see; whoever asked their own."""
        if staff(actor):
            return self
        published = Q(state=EnquiryState.ANSWERED, call__in=Call.objects.visible_to(actor))
        return self.filter(published | self._asked_by(actor))

    def on_page_of(self, call: Call, actor: Actor) -> "EnquiryQuerySet":
        """The same of one call, which was found among those that the actor sees."""
        here = self.filter(call=call)
        return here if staff(actor) else here.filter(Q(state=EnquiryState.ANSWERED) | self._asked_by(actor))

    @staticmethod
    def _asked_by(actor: Actor) -> Q:
        return Q(pk__in=[]) if actor.user_id is None else Q(asked_by_id=actor.user_id)

    def waiting(self) -> "EnquiryQuerySet":
        return self.filter(state=EnquiryState.WAITING)

    def answered(self) -> "EnquiryQuerySet":
        return self.filter(state=EnquiryState.ANSWERED)


class Enquiry(models.Model):
    """A question about a call. `text` is what was asked and never changes; `published` is what everyone reads."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="enquiries")
    state = models.CharField(max_length=8, choices=EnquiryState, default=EnquiryState.WAITING)
    asked_by = models.ForeignKey("registry.User", models.DO_NOTHING, db_constraint=False, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField()
    # Facts of steps.
    published = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["call", "asked_at", "pk"]
        indexes = [
            models.Index(fields=["call", "state"], name="enquiry_of_call"),
            models.Index(fields=["asked_by", "asked_at"], name="enquiry_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | Q(state="answered", closed_at__isnull=False) & ~Q(published="") & ~Q(answer="")
                | Q(state="declined", closed_at__isnull=False) & ~Q(reason=""),
                name="enquiry_closed_says_how",
            )
        ]
        triggers = [
            pgtrigger.FSM(name="enquiry_steps", field="state", transitions=FLOW.transitions()),
            pgtrigger.Trigger(
                name="enquiry_as_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("text", "asked_by_id", "asked_at", "call_id"),
                func="RAISE EXCEPTION 'a question stays as it was asked';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.pk}"
