from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.applications.models import Application
from grants.calls.models import sealed
from grants.scoring.models import OF_OFFER, CommitteeMember, JudgedQuerySet


class Opinion(models.Model):
    """What an expert with an advisory voice thinks of one offer: words, no points."""

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="opinions")
    application = models.ForeignKey(Application, models.PROTECT, related_name="opinions")
    text = models.TextField(_("your opinion on this offer"))
    made_at = models.DateTimeField()

    objects = JudgedQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["application", "member"]
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="opinion_once")]
        triggers = [sealed("opinion_sealed", OF_OFFER)]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.application_id}"
