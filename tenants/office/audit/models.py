import pgtrigger
from django.db import models

from tenants.gates.access import Actor, staff
from tenants.office.audit import hidden
from tenants.office.scopes import ScopedQuerySet

HEX = 64


def only_grows() -> list[pgtrigger.Trigger]:
    """For rows that nobody changes, whatever their rights (the application's role has none: infra/postgres)."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'append only';",
        ),
    ]


class AuditQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, *, about: models.Model | None = None) -> "AuditQuerySet":
        """The office's people, without what the law hides from one of them (audit/hidden.py).

        `about`: entries of one thing, oldest first; what is hidden of other kinds is then not asked.
        """
        if not staff(actor):
            return self.none()
        if about is None:
            return self.exclude(hidden.from_(actor))
        return self.about(about).exclude(hidden.from_(actor, about._meta.model_name or ""))

    def visible_to_reader(self, actor: Actor) -> "AuditQuerySet":
        """Of all things at once: without those, too, that are about what this person could not open, as drafts."""
        return self.visible_to(actor).exclude(hidden.from_lists_of(actor))

    def about(self, thing: models.Model) -> "AuditQuerySet":
        return self.filter(kind=thing._meta.model_name, thing_id=thing.pk).order_by("at", "pk")

    def unsealed(self) -> "AuditQuerySet":
        """Not in the chain yet, in the order they were written."""
        links = ChainLink.objects.filter(entry=models.OuterRef("pk"))
        return self.filter(~models.Exists(links)).order_by("pk")


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
        triggers = only_grows()

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"


class LinkQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "LinkQuerySet":
        """The checksums of entries, also of those whose words are hidden from one of the office's people."""
        return self.all() if staff(actor) else self.none()


class ChainLink(models.Model):
    """An entry's place in the town's chain: the checksum of its facts, and of that with the link before.

    A row of its own, so that an entry is never touched again. `seq` counts from 1 without gaps; it is the order of
    sealing. `salt` keeps short facts from being guessed by their checksum (docs/decisions/0019).
    """

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.DO_NOTHING, related_name="link")
    sealed_at = models.DateTimeField()
    salt = models.CharField(max_length=32)
    contents = models.CharField(max_length=HEX)
    previous = models.CharField(max_length=HEX)
    hash = models.CharField(max_length=HEX)

    objects = LinkQuerySet.as_manager()

    class Meta:
        app_label = "office"
        ordering = ["seq"]
        triggers = only_grows()


class HeadQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "HeadQuerySet":
        """Everybody: that is what a head is for."""
        return self.all()


class ChainHead(models.Model):
    """The last link of the chain as it was published on a day: whatever came before cannot be told otherwise."""

    day = models.DateField(unique=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=HEX)
    made_at = models.DateTimeField()

    objects = HeadQuerySet.as_manager()

    class Meta:
        app_label = "office"
        ordering = ["-day"]
        triggers = only_grows()
