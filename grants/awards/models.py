import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.applications import access, exclusions
from grants.applications.models import NAMES, Application
from grants.awards.states import DECISION_FLOW, PUBLIC, UNSIGNED, DecisionState
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


class Kind(models.TextChoices):
    FIRST = "first", pgettext_lazy("act", "decision")
    AMENDMENT = "amendment", pgettext_lazy("act", "amendment")
    REVOCATION = "revocation", pgettext_lazy("act", "partial revocation")


class DecisionQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Everyone's once it is published."""
        return self if staff(actor) else self.published()

    def published(self) -> "DecisionQuerySet":
        return self.filter(state__in=PUBLIC, call__state__in=PUBLISHED)

    def unsigned(self) -> "DecisionQuerySet":
        return self.filter(state__in=UNSIGNED)

    def signed(self) -> "DecisionQuerySet":
        return self.exclude(state__in=UNSIGNED)

    def under_way(self) -> "DecisionQuerySet":
        """Not published yet: at most one of a call."""
        return self.exclude(state__in=PUBLIC)


class Decision(models.Model):
    """The executive's act that settles a call (art. 15(2g)), or a later one that changes it: an ordinance, or a
    board's resolution. A clerk writes it and somebody else signs it."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FIRST)
    # The act that a later one changes.
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="changes")
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.PREPARED)
    grounds = models.TextField(_("why the decision is changed"), blank=True)
    update_due_on = models.DateField(null=True)
    act_number = models.CharField(_("number of the act"), max_length=80, blank=True)
    prepared_by_id = models.BigIntegerField()
    prepared_by = models.CharField(max_length=150)
    prepared_at = models.DateTimeField()
    # Facts of steps.
    remarks = models.TextField(blank=True)
    signed_on = models.DateField(_("signed on"), null=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    editable = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call"], condition=Q(kind="first"), name="decision_first_once"),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state__in=["prepared", "returned", "signed"]),
                name="decision_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(kind="first", basis=None) | Q(kind__in=["amendment", "revocation"], basis__isnull=False),
                name="decision_later_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "returned"])
                | Q(signed_on__isnull=False, signed_at__isnull=False) & ~Q(act_number="") & ~Q(signed_by=""),
                name="decision_signed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "returned", "signed"]) | Q(published_at__isnull=False),
                name="decision_published_has_a_time",
            ),
        ]
        triggers = [pgtrigger.FSM(name="decision_steps", field="state", transitions=DECISION_FLOW.transitions())]

    def __str__(self) -> str:
        return self.act_number or f"#{self.pk}"

    @property
    def is_first(self) -> bool:
        return self.kind == Kind.FIRST


class ActTemplateQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ActTemplateQuerySet":
        return self if staff(actor) else self.none()

    def in_use(self) -> "ActTemplateQuerySet":
        return self.filter(given_up_at=None)


class ActTemplate(models.Model):
    """The town's own template of its acts (DOCX); without one the house's is used. Earlier ones are kept."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    objects = ActTemplateQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(given_up_at=None), name="act_template_one_in_use")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AwardQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "AwardQuerySet":
        """Everyone's once the act is published; before, the office's, but for offers the person is tied to or stands behind."""
        published = Q(decision__in=Decision.objects.published())
        if not staff(actor):
            return self.filter(published)
        interested = Q(application_id__in=exclusions.tied(actor)) | access.own(actor, "application__")
        return self.filter(published | ~interested)

    def in_force(self) -> "AwardQuerySet":
        """What holds now: of each offer the last act's, once that act took effect."""
        return self.filter(in_force=True)


class Award(models.Model):
    """What an act says of one offer. The applicant's name and the task's title are copied: they bind.

    A later act replaces it: then it is history, and `in_force` no longer.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards")
    application = models.ForeignKey(Application, models.PROTECT, related_name="awards")
    in_force = models.BooleanField(default=False)
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
            models.UniqueConstraint(fields=["decision", "application"], name="award_once_in_an_act"),
            models.UniqueConstraint(fields=["application"], condition=Q(in_force=True), name="award_one_in_force"),
            models.CheckConstraint(
                condition=Q(outcome__in=["full", "reduced"], amount__gt=0)
                | Q(outcome__in=["reserve", "refused"], amount=0),
                name="award_amount_fits_outcome",
            ),
        ]
