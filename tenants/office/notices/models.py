from django.db import models

from tenants.gates.access import Actor, staff
from tenants.office.audit import hidden
from tenants.office.scopes import ScopedQuerySet
from tenants.registry.mail.models import Post


class NoticeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "NoticeQuerySet":
        """The office's people, without letters about what is hidden from one of them (audit/hidden.py)."""
        return self.exclude(hidden.from_(actor)) if staff(actor) else self.none()

    def about(self, thing: models.Model) -> "NoticeQuerySet":
        return self.filter(kind=thing._meta.model_name, thing_id=thing.pk).order_by("queued_at", "pk")


class Notice(Post):
    """A town's letter; `kind` and `thing_id` name what it is about."""

    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        app_label = "office"
        indexes = [models.Index(fields=["kind", "thing_id"], name="notice_thing")]
