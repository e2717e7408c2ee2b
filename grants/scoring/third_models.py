from django.db import models
from django.db.models import Q

from grants.applications.models import Application
from grants.calls.models import sealed
from grants.scoring.models import OF_OFFER, JudgedQuerySet
from grants.scoring.states import ThirdState


class WithoutThird(models.Model):
    """On record: no third person can score an offer whose two sheets lie far apart, so the mean of the two stands.

    It holds only while it is true: somebody who is able again scores first. One that was taken back is kept.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="without_third")
    state = models.CharField(max_length=10, choices=ThirdState, default=ThirdState.STANDS)
    reason = models.TextField()
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    objects = JudgedQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=ThirdState.STANDS), name="without_third_once"
            )
        ]
        triggers = [sealed("without_third_sealed", OF_OFFER)]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reason[:40]}"
