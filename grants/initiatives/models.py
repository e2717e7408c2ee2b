import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.calls.models import Call, Commissioning
from grants.initiatives.states import FLOW, InitiativeState
from tenants.gates.access import Actor, staff
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet


class InitiativeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "InitiativeQuerySet":
        """The applicant's own people always; the office once it is filed. The law asks for no public register."""
        if actor.user_id is None:
            return self.none()
        mine = Q(organisation_id__in=actor.organisations)
        return self.filter(mine | ~Q(state=InitiativeState.DRAFT)) if staff(actor) else self.filter(mine)

    def own_of(self, actor: Actor) -> "InitiativeQuerySet":
        return self.filter(organisation_id__in=actor.organisations)


class Initiative(models.Model):
    """A proposal of art. 12: `costs` is the estimated calculation, `weighing` what the executive answers on."""

    ref = models.SlugField(max_length=20, unique=True)
    organisation = models.ForeignKey("registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+")
    organisation_name = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=InitiativeState, default=InitiativeState.DRAFT)
    title = models.CharField(_("title of the task"), max_length=500, blank=True)
    sphere = models.CharField(_("sphere (art. 4(1))"), max_length=4, blank=True)
    description = models.TextField(_("description of the task"), blank=True)
    costs = models.JSONField(default=list)
    total = MoneyField(default=0)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150, blank=True)
    # Facts of filing: they bind.
    number = models.CharField(max_length=80, blank=True)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=150, blank=True)
    filed_by_email = models.EmailField(blank=True)
    filed_language = models.CharField(max_length=5, default="pl")
    checksum = models.CharField(max_length=64, blank=True)
    answer_due_on = models.DateField(null=True)
    # The answer.
    weighing = models.JSONField(default=dict)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    commissioning = models.CharField(max_length=10, choices=Commissioning, blank=True)
    call_on = models.DateField(null=True)
    call = models.OneToOneField(Call, models.SET_NULL, null=True, related_name="initiative")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["organisation"], name="initiative_of_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="initiative_number_once"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(filed_at__isnull=False) & ~Q(number="") & ~Q(checksum="") & Q(answer_due_on__isnull=False)),
                name="initiative_filed_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["purposeful", "called"])
                | (Q(answered_on__isnull=False) & Q(call_on__isnull=False) & ~Q(commissioning="")),
                name="initiative_answered_has_day",
            ),
        ]
        triggers = [pgtrigger.FSM(name="initiative_steps", field="state", transitions=FLOW.transitions())]

    def __str__(self) -> str:
        return self.number or self.title or self.ref
