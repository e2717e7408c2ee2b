from django.db import models
from django.db.models import Q

from grants.applications.models import Application
from grants.calls.models import sealed
from grants.scoring.models import OF_OFFER, JudgedQuerySet
from grants.scoring.states import FewState


class ReadByFew(models.Model):
    """On record: why an offer was scored by fewer people than were to, or by two far apart and no third.

    It holds only while it is true: an offer that the rule of the call wants a third for is first scored by whoever is
    able again. One that was taken back is kept.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="read_by_few")
    state = models.CharField(max_length=10, choices=FewState, default=FewState.STANDS)
    reason = models.TextField()
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    objects = JudgedQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(state=FewState.STANDS), name="read_by_few_once")
        ]
        triggers = [sealed("read_by_few_sealed", OF_OFFER)]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reason[:40]}"
