import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.applications import access, exclusions
from grants.applications.models import NAMES, Application
from grants.calls.models import Call, sealed
from grants.calls.states import CallState
from grants.scoring.models import OF_OFFER, CommitteeMember
from tenants.gates.access import Actor, committee_seats, staff
from tenants.office.documents.models import Document
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through

# The results are everyone's.
PUBLISHED = (CallState.RESULTS, CallState.COMPLETED)


class Outcome(models.TextChoices):
    FULL = "full", _("full amount")
    REDUCED = "reduced", _("reduced amount")
    RESERVE = "reserve", _("reserve list")
    REFUSED = "refused", _("no grant")


class ProposalQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """The office and the committee, within the offers they may see."""
        if not (staff(actor) or committee_seats(actor)):
            return self.none()
        return self.filter(application__in=Application.objects.visible_to_judges(actor))


class Proposal(models.Model):
    """What the committee proposes for one offer; `mean` and `position` are those of the ranking it signed."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="proposal")
    mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    position = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    amount = MoneyField(_("proposed amount"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="proposal_not_negative")]
        triggers = [sealed("proposal_sealed", OF_OFFER)]


class ProtocolQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ProtocolQuerySet":
        """The office and the call's committee; nobody tied to an offer of the call, for it tells of every offer."""
        if actor.user_id is None:
            return self.none()
        tied = Application.objects.filter(Q(pk__in=exclusions.tied(actor)) | access.own(actor)).values("call_id")
        on_committee = Q(call__committee__members__in=CommitteeMember.objects.sitting().filter(user_id=actor.user_id))
        seen = Q() if staff(actor) else on_committee if committee_seats(actor) else Q(pk=None)
        return self.filter(seen).exclude(call_id__in=tied)


class Protocol(models.Model):
    """The committee's protocol as signed; after a reopening a new one is signed, and the last one counts."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="protocols")
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    remarks = models.TextField(_("dissenting remarks"), blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    # The same in the office's own word processor; the PDF is what was signed.
    word = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["call", "-signed_at", "-pk"]
        triggers = [pgtrigger.Protect(name="protocol_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.call_id} {self.signed_at:%Y-%m-%d}"


class ProtocolSignature(models.Model):
    """A member's word that the protocol is as it was; `sha256` is of the PDF they signed."""

    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="signatures")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    objects = visible_through("protocol")

    class Meta:
        app_label = "grants"
        ordering = ["protocol", "signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["protocol", "member"], name="protocol_signature_once")]
        triggers = [pgtrigger.Protect(name="protocol_signature_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.protocol_id} {self.member_id}"


class DecisionQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Everyone's once the results are published."""
        return self if staff(actor) else self.filter(call__state__in=PUBLISHED)


class Decision(models.Model):
    """The executive's act that settles a call (art. 15(2g)): an ordinance, or a board's resolution."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="decision")
    act_number = models.CharField(_("number of the act"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    signed_by = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        app_label = "grants"

    def __str__(self) -> str:
        return self.act_number


class AwardQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "AwardQuerySet":
        """Everyone's once the results are published; before, the office's, but for offers the person is tied to or stands behind."""
        published = Q(decision__call__state__in=PUBLISHED)
        if not staff(actor):
            return self.filter(published)
        interested = Q(application_id__in=exclusions.tied(actor)) | access.own(actor, "application__")
        return self.filter(published | ~interested)


class Award(models.Model):
    """The decision on one offer. The applicant's name and the task's title are copied: they bind."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards")
    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    organisation_name = models.CharField(max_length=NAMES)
    title = models.CharField(max_length=500)
    requested = MoneyField()
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    amount = MoneyField(_("awarded"), default=0)
    mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["decision", "-mean", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["full", "reduced"], amount__gt=0)
                | Q(outcome__in=["reserve", "refused"], amount=0),
                name="award_amount_fits_outcome",
            ),
        ]
