from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.applications import access, exclusions
from grants.applications.states import FLOW, ApplicationState
from grants.calls.models import Call, Lot, RequiredAttachment, Signing
from grants.calls.questions.models import Question
from tenants.gates.access import Actor, clerks, committee_seats, staff
from tenants.office.documents.models import Document
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through

# Room for the names of all who file a joint offer.
NAMES = 4500


# How the reference of a trial offer begins, which its pages are found by.
TRIAL = "proba-"


class ApplicationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ApplicationQuerySet":
        """The offerors' own people see it always; the office once it is filed; a committee member after declaring.

        A tie hides the offer from that person everywhere but in an offeror's own organisation.
        """
        if actor.user_id is None:
            return self.none()
        mine = access.own(actor)
        official = _official(actor, exclusions.read_on_committee)
        return self.filter(mine if official is None else mine | official)

    def visible_to_judges(self, actor: Actor) -> "ApplicationQuerySet":
        """What this person judges in an official role: never an offer of an organisation of their own.

        Of a blind call a member judges offers that `visible_to` hides; their pages show such rows masked.
        """
        official = _official(actor, exclusions.judged_on_committee)
        return self.none() if official is None else self.filter(official).exclude(access.own(actor))

    def own_of(self, actor: Actor) -> "ApplicationQuerySet":
        return self.filter(access.own(actor))

    def of_offeror(self, organisation_id: int) -> "ApplicationQuerySet":
        """Offers this organisation filed or files: alone, as the leader of a joint offer, or as a partner."""
        return self.filter(Q(organisation_id=organisation_id) | Q(partner_ids__contains=[organisation_id]))

    def filed(self) -> "ApplicationQuerySet":
        """Those that count: filed and not withdrawn."""
        return self.exclude(state__in={ApplicationState.DRAFT, ApplicationState.WITHDRAWN})

    def judged_formally(self) -> "ApplicationQuerySet":
        """Those with a result of the formal check, whatever was decided later."""
        return self.exclude(
            state__in={
                *(ApplicationState.DRAFT, ApplicationState.FILED),
                *(ApplicationState.WITHDRAWN, ApplicationState.CORRECTING),
            }
        )

    def waiting_for_second(self) -> "ApplicationQuerySet":
        """Those whose checklist waits for the second person."""
        return self.filter(state=ApplicationState.FILED, formal__waits=True)


def _official(actor: Actor, on_committee: exclusions.Answer) -> Q | None:
    """What this person sees by their seats in the town; None without a seat that shows offers."""
    if actor.user_id is None or not (staff(actor) or committee_seats(actor)):
        return None
    official = Q()
    if staff(actor):
        official |= ~Q(state=ApplicationState.DRAFT)
    if committee_seats(actor):
        official |= Q(pk__in=on_committee(actor))
    return official & ~Q(pk__in=exclusions.tied(actor))


class TrialQuerySet(ApplicationQuerySet):
    def visible_to(self, actor: Actor) -> "TrialQuerySet":
        """Those who prepare calls, and nobody else."""
        return self if clerks(actor) else self.none()


_Offers = models.Manager.from_queryset(ApplicationQuerySet)
_Trials = models.Manager.from_queryset(TrialQuerySet)


class Offers(_Offers):
    """Offers. What the office only tried out is not among them: it has a manager of its own."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(trial=False)


class Trials(_Trials):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(trial=True)


class Application(models.Model):
    """An offer (oferta). `content` is the official form by section; columns repeat what lists need.

    `revisions` maps a section's code to how many times it was saved: two tabs cannot overwrite each other.
    Once filed, `content` is what binds: as filed, then as corrected when the office called for corrections; each of them
    is kept as a version. What changes after the award is in `update_draft`, then in a version.
    """

    ref = models.SlugField(max_length=20, unique=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="applications")
    # Of the office's trial run (trying.py): nobody's offer, in no list and no sum.
    trial = models.BooleanField(default=False)
    organisation = models.ForeignKey("registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+")
    organisation_name = models.CharField(max_length=NAMES)
    # Of a joint offer: the partners that take part, without the applicant that leads it. `organisation_name` names all.
    is_joint = models.BooleanField(default=False)
    partner_ids = ArrayField(models.BigIntegerField(), default=list)
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    form = models.CharField(max_length=40, default="OFFER_2018")
    content = models.JSONField(default=dict)
    revisions = models.JSONField(default=dict)
    title = models.CharField(_("title of the task"), max_length=500, blank=True)
    requested = MoneyField(default=0)
    total_cost = MoneyField(default=0)
    # Which of the drafts that the applicant writes in this lot at once; a call may admit several offers.
    draft_number = models.PositiveSmallIntegerField(default=1, db_default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150, blank=True)
    # Facts of filing: they bind.
    number = models.CharField(max_length=80, blank=True)
    filed_at = models.DateTimeField(null=True)
    # The applicant's own moment after the deadline (lateness); of a filed offer: that it was filed so.
    late_until = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=150, blank=True)
    filed_by_email = models.EmailField(blank=True)
    filed_language = models.CharField(max_length=5, default="pl")
    checksum = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    # How it is signed besides being filed, by when, and since when it is.
    signing = models.CharField(max_length=8, choices=Signing, default=Signing.CLICK)
    sign_by = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    # Facts of the formal check and of the decision.
    formal = models.JSONField(default=dict)
    formal_reason = models.TextField(blank=True)
    correct_by = models.DateField(null=True)
    awarded = MoneyField(null=True)
    update_due_on = models.DateField(null=True)
    # The update after a lower award while it is being written: changed sections only.
    update_draft = models.JSONField(default=dict)
    update_remarks = models.TextField(blank=True)

    objects = Offers()
    trials = Trials()

    # Whether its call has additional questions; known of an offer that a page has found (finding.one).
    asks: bool | None = None
    # Whether this row in hand shows a code in place of the applicant, as a blind call shows it to its committee.
    masked: bool = False

    class Meta:
        app_label = "grants"
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "state"], name="application_of_call"),
            models.Index(fields=["organisation"], name="application_of_organisation"),
            GinIndex(fields=["partner_ids"], name="application_of_partner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="application_number_once"),
            models.CheckConstraint(
                condition=Q(trial=False, organisation_id__gt=0)
                | Q(
                    trial=True,
                    organisation_id=0,
                    is_joint=False,
                    late_until=None,
                    document=None,
                    state__in=["draft", "filed"],
                ),
                name="application_trial_is_nobodys",
            ),
            models.UniqueConstraint(
                fields=["lot", "organisation", "draft_number"],
                condition=Q(state="draft", trial=False),
                name="application_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(filed_at__isnull=False) & ~Q(number="") & ~Q(checksum="")),
                name="application_filed_has_receipt",
            ),
        ]
        triggers = [pgtrigger.FSM(name="application_steps", field="state", transitions=FLOW.transitions())]

    def __str__(self) -> str:
        return self.ref if self.trial else self.number or self.title or self.ref

    @property
    def is_confirmed(self) -> bool:
        """Whether it is signed in the way that was chosen for it; a click was the signature itself."""
        return self.signing == Signing.CLICK or self.confirmed_at is not None


class ApplicationVersion(models.Model):
    """An offer exactly as it was filed, corrected on a call, or updated after the award; never changed."""

    class Kind(models.TextChoices):
        FILED = "filed", pgettext_lazy("offer", "filed")
        CORRECTION = "correction", _("with flaws corrected")
        UPDATE = "update", _("update after the award")

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = visible_through("application")

    class Meta:
        app_label = "grants"
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="version_number_once")]
        triggers = [
            pgtrigger.Protect(name="version_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="version_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("content", "checksum", "made_at", "number", "application_id"),
                func="RAISE EXCEPTION 'a filed version never changes';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"


class Signature(models.Model):
    """What confirmed a filed offer: a signed file that was checked, or a printout that came to the office; kept for ever.

    `signers` are {"name", "issuer", "at"} out of the certificates; `checked` the codes of what was checked (signing.py).
    """

    class Kind(models.TextChoices):
        PADES = "pades", _("signature in the PDF (PAdES)")
        XADES = "xades", _("signature in an XML file (XAdES)")
        PAPER = "paper", _("signed printout")

    application = models.ForeignKey(Application, models.PROTECT, related_name="signatures")
    version = models.OneToOneField(ApplicationVersion, models.PROTECT, related_name="signature")
    kind = models.CharField(max_length=8, choices=Kind)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    signers = models.JSONField(default=list)
    received_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    objects = visible_through("application")

    class Meta:
        app_label = "grants"
        ordering = ["application", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="paper", received_on__isnull=False, document=None)
                | (~Q(kind="paper") & Q(document__isnull=False)),
                name="signature_is_a_file_or_a_printout",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="signature_kept", operation=pgtrigger.Delete | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class Correction(models.Model):
    """A call for corrections: what the office found wrong, until when it may be mended, and what came of it.

    `flaws` are {"place", "label", "sentence"} (places.py); only those places open. `draft` holds the sections as far as
    they are corrected, `revisions` how often each was saved.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    flaws = models.JSONField()
    reason = models.TextField(blank=True)
    answer_by = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)
    before = models.ForeignKey(ApplicationVersion, models.PROTECT, related_name="+")
    draft = models.JSONField(default=dict)
    revisions = models.JSONField(default=dict)
    changed_by = models.CharField(max_length=150, blank=True)
    explanation = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
    version = models.ForeignKey(ApplicationVersion, models.PROTECT, null=True, related_name="+")
    lapsed_at = models.DateTimeField(null=True)

    objects = visible_through("application")

    class Meta:
        app_label = "grants"
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="correction_number_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None, lapsed_at=None), name="correction_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, version=None) | Q(answered_at__isnull=False, version__isnull=False),
                name="correction_answer_is_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None


class Attachment(models.Model):
    """A file of an offer; one sent in answer to a call for corrections binds with the answer, not before."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    wanted = models.ForeignKey(RequiredAttachment, models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="files")
    place = models.CharField(max_length=40, blank=True)
    replaced_at = models.DateTimeField(null=True)

    objects = visible_through("application")
    BINDING = Q(replaced_at=None) & (Q(correction=None) | Q(correction__answered_at__isnull=False))

    class Meta:
        app_label = "grants"
        ordering = ["application", "pk"]

    def __str__(self) -> str:
        return self.label
