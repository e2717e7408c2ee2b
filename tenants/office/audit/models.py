import pgtrigger
from django.db import models

from tenants.gates.access import Actor, staff
from tenants.office.audit import hidden
from tenants.office.scopes import ScopedQuerySet


class AuditQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "AuditQuerySet":
        """The office's people, without what the law hides from one of them (audit/hidden.py)."""
        return self.exclude(hidden.from_(actor)) if staff(actor) else self.none()

    def about(self, thing: models.Model) -> "AuditQuerySet":
        return self.filter(kind=thing._meta.model_name, thing_id=thing.pk).order_by("at", "pk")


class AuditEntry(models.Model):
    """One thing done. `kind` and `thing_id` name the row it was done to, `noted` its short facts."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    thing = models.CharField(max_length=200)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    noted = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        app_label = "office"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "thing_id"], name="audit_thing")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'append only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"
