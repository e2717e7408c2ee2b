import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.applications.models import Application
from grants.applications.states import OFFEROR_FLOW, OfferorState
from tenants.gates.access import REPRESENTATIVE, Actor
from tenants.office.scopes import ScopedQuerySet


class OfferorQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "OfferorQuerySet":
        """Whoever sees the offer; and an invited organisation's representatives their own invitation."""
        through = Q(application__in=Application.objects.visible_to(actor))
        return self.filter(through | self._invitation(actor))

    def invitations_of(self, actor: Actor) -> "OfferorQuerySet":
        """Invitations that wait for this person's word."""
        return self.filter(self._invitation(actor))

    def present(self) -> "OfferorQuerySet":
        """Those the offer has to do with: taking part, invited, or gone and not yet taken off the list."""
        return self.exclude(state__in=[OfferorState.CANCELLED, OfferorState.REMOVED])

    def joined(self) -> "OfferorQuerySet":
        return self.filter(state=OfferorState.JOINED)

    @staticmethod
    def _invitation(actor: Actor) -> Q:
        return Q(organisation_id__in=actor.organisations_as(REPRESENTATIVE), state=OfferorState.INVITED)


class Offeror(models.Model):
    """One organisation of a joint offer (oferta wspólna). The applicant that began it has a row too: it leads.

    `part` is what this organisation itself says: whom to ask (form II.2), what it did and has (IV), its amount of
    each year (V.C), its actions (VI.2); of the leader only the last two, the rest is in the offer's own sections.
    A confirmation holds as long as `seal` is that of the offer as it stands (`joint.seal_of`).
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="offerors")
    organisation = models.ForeignKey(
        "registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+", null=True
    )
    # Of an invitation sent to an address, the address until somebody answers.
    organisation_name = models.CharField(max_length=500)
    leads = models.BooleanField(default=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=OfferorState, default=OfferorState.INVITED)
    email = models.EmailField(_("e-mail"), blank=True)
    digest = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=150)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    left_at = models.DateTimeField(null=True)
    part = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=150, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=150, blank=True)

    objects = OfferorQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="offeror_digest_once"),
            models.UniqueConstraint(fields=["application", "number"], name="offeror_number_once"),
            models.UniqueConstraint(
                fields=["application", "organisation"],
                condition=Q(state__in=["invited", "joined"]),
                name="offeror_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(leads=True, state="joined"), name="offeror_one_leader"
            ),
            models.CheckConstraint(
                condition=~Q(state="joined") | Q(organisation__isnull=False), name="offeror_joined_is_known"
            ),
            models.CheckConstraint(
                condition=Q(seal="") | Q(confirmed_at__isnull=False), name="offeror_confirmed_has_date"
            ),
        ]
        triggers = [pgtrigger.FSM(name="offeror_steps", field="state", transitions=OFFEROR_FLOW.transitions())]

    def __str__(self) -> str:
        return self.organisation_name
