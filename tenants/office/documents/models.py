from typing import Self

import pgtrigger
from django.db import models

from tenants.gates.access import Actor
from tenants.office.scopes import ScopedQuerySet


class DocumentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody: a document has no page of its own. The room that owns it answers for who may read it."""
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
