from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.calls.models import Place
from grants.small_grants.states import FLOW, SmallGrantState
from programmes.drafting.models import Programme
from tenants.gates.access import Actor, staff
from tenants.office.documents.models import Document
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through


class SmallGrantQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "SmallGrantQuerySet":
        """The applicant's own people always; the office once it is filed. Others have the published copy."""
        if actor.user_id is None:
            return self.none()
        mine = Q(organisation_id__in=actor.organisations)
        if staff(actor):
            return self.filter(mine | ~Q(state=SmallGrantState.DRAFT))
        return self.filter(mine)

    def public(self) -> "SmallGrantQuerySet":
        """What residents see: offers that were published, as PUBLIC fields only, never the offer itself."""
        return self.filter(published_at__isnull=False).only(*PUBLIC)

    def own_of(self, actor: Actor) -> "SmallGrantQuerySet":
        return self.filter(organisation_id__in=actor.organisations)

    def filed(self) -> "SmallGrantQuerySet":
        """Those that count: filed and not withdrawn."""
        return self.exclude(state__in={SmallGrantState.DRAFT, SmallGrantState.WITHDRAWN})


PUBLIC = (
    *("ref", "number", "organisation_name", "state", "published", "published_at", "comments_until"),
    *("requested", "awarded", "decided_on"),
)


class SmallGrant(models.Model):
    """An offer of art. 19a. `content` is what its people write; what binds is in the versions that were filed.

    `published` is the copy residents read: made once, of what may be shown, with `hidden` words taken out.
    """

    ref = models.SlugField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("registry.Organisation", models.DO_NOTHING, db_constraint=False, related_name="+")
    organisation_name = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=SmallGrantState, default=SmallGrantState.DRAFT)
    form = models.CharField(max_length=40, default="OFFER_SIMPLIFIED_2018")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title of the task"), max_length=500, blank=True)
    requested = MoneyField(default=0)
    total_cost = MoneyField(default=0)
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
    posting_due_on = models.DateField(null=True)
    # The published copy.
    hidden = models.JSONField(default=list)
    published = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)
    comments_until = models.DateField(null=True)
    # The decision.
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    awarded = MoneyField(null=True)
    reason = models.TextField(blank=True)
    changes_due_on = models.DateField(null=True)

    objects = SmallGrantQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["programme", "state"], name="small_grant_of_programme"),
            models.Index(fields=["organisation"], name="small_grant_of_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="small_grant_number_once"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(filed_at__isnull=False) & ~Q(number="") & ~Q(checksum="") & Q(posting_due_on__isnull=False)),
                name="small_grant_filed_has_receipt",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "filed", "withdrawn", "refused"])
                | (Q(published_at__isnull=False) & Q(published__isnull=False) & Q(comments_until__isnull=False)),
                name="small_grant_published_has_copy",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["changes", "changed", "accepted", "contracted"])
                | (Q(awarded__gt=0) & Q(decided_on__isnull=False)),
                name="small_grant_accepted_has_amount",
            ),
        ]
        triggers = [pgtrigger.FSM(name="small_grant_steps", field="state", transitions=FLOW.transitions())]

    def __str__(self) -> str:
        return self.number or self.title or self.ref

    @property
    def public_title(self) -> str:
        """The title as the published copy has it: the words hidden there are hidden everywhere residents read."""
        return (self.published or {}).get("task", {}).get("title", "")


class SmallGrantVersion(models.Model):
    """The offer exactly as it was filed, or filed again with the changes asked for; never changed."""

    small_grant = models.ForeignKey(SmallGrant, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = visible_through("small_grant")

    class Meta:
        app_label = "grants"
        ordering = ["small_grant", "number"]
        constraints = [models.UniqueConstraint(fields=["small_grant", "number"], name="small_version_number_once")]
        triggers = [
            pgtrigger.Protect(name="small_version_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="small_version_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("content", "checksum", "made_at", "number", "small_grant_id"),
                func="RAISE EXCEPTION 'a filed version never changes';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.small_grant_id}/{self.number}"


class Posting(models.Model):
    """Where the offer hung for comments (art. 19a), since when, with evidence."""

    small_grant = models.ForeignKey(SmallGrant, models.CASCADE, related_name="postings")
    place = models.CharField(_("place"), max_length=8, choices=Place)
    posted_on: "models.DateField[date, date]" = models.DateField(_("posted on"))
    evidence = models.CharField(_("address or other evidence"), max_length=500, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = visible_through("small_grant")

    class Meta:
        app_label = "grants"
        ordering = ["small_grant", "posted_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["small_grant", "place"], name="posting_once_a_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.posted_on}"


class Comment(models.Model):
    """What somebody thinks of a published offer: for the office and the applicant, not published."""

    small_grant = models.ForeignKey(SmallGrant, models.CASCADE, related_name="comments")
    author = models.CharField(_("who writes"), max_length=200, blank=True)
    text = models.TextField(_("comment"))
    made_at = models.DateTimeField()

    objects = visible_through("small_grant")

    class Meta:
        app_label = "grants"
        ordering = ["small_grant", "made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.small_grant_id} {self.made_at}"
