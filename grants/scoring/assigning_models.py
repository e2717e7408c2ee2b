from django.db import models
from django.db.models import Q

from grants.applications import exclusions
from grants.applications.models import Application
from grants.scoring.models import CommitteeMember, MemberRole
from tenants.gates.access import Actor, staff
from tenants.office.scopes import ScopedQuerySet


class AssignmentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        """One's own, the chair's whole committee; the office sees all. Never those of offers the person is tied to."""
        if actor.user_id is None:
            return self.none()
        chaired = CommitteeMember.objects.sitting().filter(user_id=actor.user_id, role=MemberRole.CHAIR)
        own = Q(member__user_id=actor.user_id) | Q(member__committee__in=chaired.values("committee"))
        seen = Q() if staff(actor) else own
        return self.filter(seen).exclude(application_id__in=exclusions.tied(actor))


class Assignment(models.Model):
    """An offer given to a member to read and score, of a committee that shares its offers out (`readings`)."""

    member = models.ForeignKey(CommitteeMember, models.CASCADE, related_name="assignments")
    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    made_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.application_id}"
