import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.agreements.models import Agreement, AgreementQuerySet
from grants.monitoring.states import FLOW, RETURN_FLOW, ReportState, ReturnState
from tenants.gates.access import Actor
from tenants.office.documents.models import Document
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through


class ReportQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """Whoever sees the agreement; a draft only the grantee's own people."""
        own = AgreementQuerySet.own(actor, "agreement__")
        return self.filter(agreement__in=Agreement.objects.visible_to(actor)).filter(own | ~Q(state=ReportState.DRAFT))


class Report(models.Model):
    """A final report on a task (art. 18(1), form REPORT_2018) against the agreed budget.

    `content`: results, actions, additional (texts), lines ({code: actual amount}), sources ({name: amount}).
    """

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    form = models.CharField(max_length=40, default="REPORT_2018")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    grant_spent = MoneyField(default=0)
    total_spent = MoneyField(default=0)
    made_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=150, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    remarks = models.TextField(_("what must be supplemented"), blank=True)
    accepted_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(filed_at__isnull=False) & ~Q(checksum="")),
                name="report_filed_has_receipt",
            ),
        ]
        triggers = [pgtrigger.FSM(name="report_steps", field="state", transitions=FLOW.transitions())]

    def __str__(self) -> str:
        return f"{self.agreement_id}"


class GrantReturn(models.Model):
    """Money of a grant that must come back (UFP art. 251), and when it did."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="returns")
    state = models.CharField(max_length=5, choices=ReturnState, default=ReturnState.DUE)
    amount = MoneyField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    due_on = models.DateField(_("due on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    made_at = models.DateTimeField()

    objects = visible_through("agreement")

    class Meta:
        app_label = "grants"
        ordering = ["agreement", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="return_positive"),
            models.CheckConstraint(
                condition=Q(state="due") | Q(received_on__isnull=False), name="return_paid_has_date"
            ),
        ]
        triggers = [pgtrigger.FSM(name="return_steps", field="state", transitions=RETURN_FLOW.transitions())]
