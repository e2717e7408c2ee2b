from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor
from tenants.office.scopes import ScopedQuerySet


class DocumentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody: a document has no page of its own. The room that owns it answers for who may read it."""
        return self.none()


class ScanQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody: what the scanner said is shown beside the thing whose file it is."""
        return self.none()


class Document(models.Model):
    """A stored file as it was that day. `kind` is the owner's word for it: "offer", "attachment", "agreement"."""

    ref = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        app_label = "office"
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="document_is_not_empty")]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'append only';",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Scan(models.Model):
    """What the malware scanner said of an uploaded file; of one without such a row nobody asked it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the malware scan")
        CLEAN = "clean", _("no malware found")
        INFECTED = "infected", _("infected, refused")

    document = models.OneToOneField(Document, models.CASCADE, related_name="scan")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    finding = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        app_label = "office"
        indexes = [models.Index(fields=["state"], name="scan_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(answered_at__isnull=False),
                name="scan_verdict_has_a_time",
            )
        ]
        triggers = [
            pgtrigger.FSM(
                name="scan_said_once", field="state", transitions=[("waiting", "clean"), ("waiting", "infected")]
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.state}"
