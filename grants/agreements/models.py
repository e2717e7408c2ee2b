from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from grants.agreements.states import BINDING, FLOW, AgreementState
from grants.applications import access, exclusions
from grants.applications.models import NAMES, Application, ApplicationVersion
from grants.awards.models import Award
from grants.small_grants.models import SmallGrant
from tenants.gates.access import Actor, staff
from tenants.office.deadlines import report_due
from tenants.office.documents.models import Document
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through


class AgreementQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "AgreementQuerySet":
        """The office, but not a person tied to the offer; the grantee once it is ready to sign."""
        if actor.user_id is None:
            return self.none()
        own = self.own(actor) & ~Q(state__in=[AgreementState.DRAFT, AgreementState.ABANDONED])
        if staff(actor):
            return self.filter(own | ~Q(application_id__in=exclusions.tied(actor)))
        return self.filter(own)

    @staticmethod
    def own(actor: Actor, through: str = "") -> Q:
        """One of this person's organisations is a grantee, the partners of a joint offer too; a small grant has no
        offer in a call. `through` is the way to the agreement, for example "agreement__"."""
        mine = Q(**{f"{through}organisation_id__in": actor.organisations})
        return mine | access.own(actor, f"{through}application__")

    def report_overdue(self, today: date) -> "AgreementQuerySet":
        """Concluded, with the day of the final report past and no report filed."""
        running = self.filter(state=AgreementState.SIGNED)
        ends = running.filter(task_to__lt=today).order_by().values_list("task_to", flat=True).distinct()
        return running.filter(task_to__in=[day for day in ends if report_due(day) < today])

    def given_up(self) -> "AgreementQuerySet":
        """Not concluded, and no act has granted to the offer again since."""
        again = Award.objects.in_force().filter(
            application=OuterRef("application"), decision__published_at__gt=OuterRef("made_at")
        )
        return self.filter(~Exists(again), state=AgreementState.ABANDONED)

    def public(self) -> "AgreementQuerySet":
        """What residents see on the town's page: concluded agreements, shown as PUBLIC_FIELDS only."""
        return self.filter(state__in=BINDING)


class Agreement(models.Model):
    """An agreement on a public task (art. 16). Names, amounts and the account are copied: they bind."""

    ref = models.SlugField(max_length=20, unique=True)
    number = models.CharField(_("number"), max_length=60, unique=True)
    # One of the two it is made of; sources.py answers for both.
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="agreement")
    version = models.ForeignKey(ApplicationVersion, models.PROTECT, null=True, related_name="+")
    small_grant = models.OneToOneField(SmallGrant, models.PROTECT, null=True, related_name="agreement")
    organisation = models.ForeignKey("registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+")
    organisation_name = models.CharField(max_length=NAMES)
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    commissioning = models.CharField(max_length=10)
    grant = MoneyField()
    total_cost = MoneyField()
    own_contribution = MoneyField(default=0)
    task_from = models.DateField(_("task from"))
    task_to = models.DateField(_("task to"))
    spend_until = models.DateField(_("the grant may be spent until"))
    account = models.CharField(_("grantee's bank account"), max_length=28)
    representatives = models.CharField(_("who signs for the grantee"), max_length=300)
    signatories = models.CharField(_("who signs for the local government"), max_length=300)
    shift_percent = models.DecimalField(_("permitted increase of a cost line, %"), max_digits=5, decimal_places=2)
    accessibility = models.TextField(_("conditions of accessibility"), blank=True)
    signed_on = models.DateField(_("concluded on"), null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    checksum = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["organisation"], name="agreement_of_organisation")]
        constraints = [
            models.CheckConstraint(condition=Q(grant__gt=0), name="agreement_grant_positive"),
            models.CheckConstraint(
                condition=Q(application__isnull=False, version__isnull=False, small_grant__isnull=True)
                | Q(application__isnull=True, version__isnull=True, small_grant__isnull=False),
                name="agreement_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready", "abandoned"]) | Q(signed_on__isnull=False),
                name="agreement_signed_has_date",
            ),
        ]
        triggers = [pgtrigger.FSM(name="agreement_steps", field="state", transitions=FLOW.transitions())]

    def __str__(self) -> str:
        return self.number


class Tranche(models.Model):
    """A part of the grant; paid when the money left the town's account."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    amount = MoneyField(_("amount"))
    due_on = models.DateField(_("to be paid by"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_by = models.CharField(max_length=150, blank=True)

    objects = visible_through("agreement")

    class Meta:
        app_label = "grants"
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="tranche_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_positive"),
        ]
