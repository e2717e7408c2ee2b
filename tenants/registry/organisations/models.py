from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.kinds import LEGAL_FORMS, REGISTER_KINDS


class MembershipRole(models.TextChoices):
    REPRESENTATIVE = "representative", _("representative")
    EDITOR = "editor", _("editor")
    READER = "reader", _("reader")


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


class Membership(models.Model):
    """A person's role in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey("registry.User", models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "registry"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(ended_at=None), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.user_id}"


class Footprint(models.Model):
    """An organisation has filed, or begun, something in a town; the desk lists these towns."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="footprints")
    government = models.ForeignKey(LocalGovernment, models.CASCADE, related_name="+")
    first_at = models.DateTimeField()

    class Meta:
        app_label = "registry"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "government"], name="footprint_once"),
        ]
