from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import Actor
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.kinds import LEGAL_FORMS, REGISTER_KINDS


class MembershipRole(models.TextChoices):
    REPRESENTATIVE = "representative", _("representative")
    EDITOR = "editor", _("editor")
    READER = "reader", _("reader")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        return self.filter(pk__in=actor.organisations, closed_at=None)


class Organisation(models.Model):
    """An NGO or a body of art. 3(3); its facts are copied into what it files."""

    name = models.CharField(_("full name"), max_length=500)
    legal_form = models.CharField(_("legal form"), max_length=40, choices=LEGAL_FORMS)
    register_kind = models.CharField(_("register"), max_length=60, choices=REGISTER_KINDS)
    register_number = models.CharField(_("number in the register"), max_length=60)
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    street = models.CharField(_("street and number"), max_length=200)
    postcode = models.CharField(_("postal code"), max_length=6)
    city = models.CharField(_("place"), max_length=100)
    correspondence_address = models.CharField(_("address for letters, if different"), max_length=300, blank=True)
    email = models.EmailField(_("organisation's e-mail"))
    phone = models.CharField(_("phone"), max_length=30)
    website = models.URLField(_("website"), blank=True)
    account = models.CharField(_("bank account"), max_length=28, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [
            models.UniqueConstraint(fields=["nip"], condition=~models.Q(nip=""), name="organisation_nip_once"),
            models.UniqueConstraint(fields=["register_kind", "register_number"], name="organisation_register_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"{self.street}, {self.postcode} {self.city}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        return self.filter(organisation__in=actor.organisations)

    def held(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A person's role in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey("registry.User", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(ended_at=None), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.user_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        return self.filter(organisation__in=actor.organisations)

    def waiting(self, at: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """An offer of a role in an organisation, sent to an address; whoever holds its link takes it up, once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=MembershipRole)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+", null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        app_label = "registry"

    def __str__(self) -> str:
        return f"{self.role} #{self.organisation_id}"


class FootprintQuerySet(models.QuerySet["Footprint"]):
    def visible_to(self, actor: Actor) -> "FootprintQuerySet":
        """Where an organisation deals with a town is known to its own people only."""
        return self.filter(organisation__in=actor.organisations)


class Footprint(models.Model):
    """An organisation has filed, or begun, something in a town; the desk lists these towns."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="footprints")
    government = models.ForeignKey(LocalGovernment, models.CASCADE, related_name="+")
    first_at = models.DateTimeField()

    objects = FootprintQuerySet.as_manager()

    class Meta:
        app_label = "registry"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "government"], name="footprint_once"),
        ]
