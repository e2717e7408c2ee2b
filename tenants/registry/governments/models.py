from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from tenants.gates.access import Actor
from tenants.registry.governments.kinds import BODIES, Bodies, Hue, Kind
from tenants.registry.governments.places import VOIVODESHIPS, county_key


class Opening(models.TextChoices):
    """How far the opening of a town has come; only a ready town has an address that answers."""

    REQUESTED = "requested", _("requested")
    CONFIRMED = "confirmed", _("e-mail confirmed")
    SCHEMA = "schema", _("schema made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class GovernmentQuerySet(models.QuerySet):
    def routable(self) -> "GovernmentQuerySet":
        """Towns people may enter: not the public schema, not one half made."""
        return self.filter(state=Opening.READY).exclude(schema_name="public")

    def visible_to(self, actor: Actor) -> "GovernmentQuerySet":
        """Towns that work are no secret."""
        return self.routable()


class LocalGovernment(TenantMixin):
    """A gmina, powiat or województwo, with the names printed on its documents."""

    auto_create_schema = False
    auto_drop_schema = False

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    executive_name = models.CharField(_("executive body, as on documents"), max_length=160)
    office_name = models.CharField(_("office, as on documents"), max_length=160)
    address = models.CharField(_("office's address"), max_length=200, blank=True)
    email = models.EmailField(_("office's e-mail"), blank=True)
    voivodeship = models.CharField(_("voivodeship"), max_length=20, choices=VOIVODESHIPS, blank=True, db_default="")
    county = models.CharField(_("county (powiat)"), max_length=60, blank=True, db_default="")
    hue = models.CharField(_("colour"), max_length=10, choices=Hue, default=Hue.NAVY)
    state = models.CharField(max_length=12, choices=Opening, default=Opening.REQUESTED)
    requested_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    first_email = models.EmailField(blank=True)

    objects = GovernmentQuerySet.as_manager()

    class Meta:
        app_label = "registry"

    def __str__(self) -> str:
        return self.name

    @property
    def bodies(self) -> Bodies:
        return BODIES[Kind(self.kind)]

    @property
    def county_key(self) -> str:
        return county_key(self.voivodeship, self.county)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word.lower() not in {"miasto", "gmina", "powiat", "województwo"}]
        return "".join(word[0] for word in words[:2]).upper() or "O"


class Domain(DomainMixin):
    """A host name that leads to a town."""

    class Meta:
        app_label = "registry"


class WorkplaceQuerySet(models.QuerySet["Workplace"]):
    def visible_to(self, actor: Actor) -> "WorkplaceQuerySet":
        return self.filter(user_id=actor.user_id or 0)


class Workplace(models.Model):
    """A person holds a seat in a town, and no more than that: their desk lists the town. The rights are in the town."""

    user = models.ForeignKey("registry.User", models.CASCADE, related_name="+")
    government = models.ForeignKey(LocalGovernment, models.CASCADE, related_name="+")

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [models.UniqueConstraint(fields=["user", "government"], name="workplace_once")]
