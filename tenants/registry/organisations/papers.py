"""Documents that an organisation keeps here once and shows with many offers: its statute, who may represent it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor


class PaperKind(models.TextChoices):
    STATUTE = "statute", _("statute or rules")
    REPRESENTATION = "representation", _("right to represent: extract from the register, power of attorney")
    OTHER = "other", _("other document")


class PaperQuerySet(models.QuerySet["OrganisationPaper"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        return self.filter(organisation__in=actor.organisations)

    def newest_first(self) -> "PaperQuerySet":
        return self.order_by("kind", "-valid_from", "-pk")


class OrganisationPaper(models.Model):
    """A stored file of an organisation. An offer takes a copy: what was filed never changes with it."""

    organisation = models.ForeignKey("registry.Organisation", models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind of document"), max_length=20, choices=PaperKind)
    label = models.CharField(_("what it is"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="paper_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="paper_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name

    def is_valid_on(self, day: date) -> bool:
        """Both days count; without a day there is no end."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
