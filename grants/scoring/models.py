from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.applications import exclusions
from grants.applications.models import Application
from grants.calls.models import Call, Criterion, ScoreRule, sealed
from grants.scoring.states import SheetState
from tenants.gates.access import Actor, committee_seats, staff
from tenants.office.scopes import ScopedQuerySet

# Of a row about an offer, or of a committee: the call.
OF_OFFER = "SELECT call_id FROM grants_application WHERE id IN (NEW.application_id, OLD.application_id)"
OF_COMMITTEE = "SELECT call_id FROM grants_committee WHERE id IN (NEW.committee_id, OLD.committee_id)"


class MemberRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", _("member")
    ADVISOR = "advisor", _("expert with an advisory voice")


class Side(models.TextChoices):
    """Art. 15(2d): the executive's people, and people named by organisations that take no part in the call."""

    OFFICE = "office", _("the executive")
    NGO = "ngo", _("organisations")


class TieCovers(models.TextChoices):
    """What a tie to one offer excludes from."""

    OFFER = "offer", _("from that offer")
    CALL = "call", _("from the whole call")


class WithoutNgo(models.TextChoices):
    """Art. 15(2da): when a committee may work without people named by organisations."""

    NOBODY_NAMED = "nobody_named", _("no organisation named anybody")
    NOBODY_TAKES_PART = "nobody_takes_part", _("those who were named do not take part in the work")
    ALL_EXCLUDED = "all_excluded", _("all who were named are excluded")


class CommitteeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "CommitteeQuerySet":
        return self if staff(actor) else self.filter(members__user_id=actor.user_id or 0).distinct()


class Committee(models.Model):
    """The committee that gives an opinion on the offers of one call (art. 15(2a)-(2f))."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="committee")
    act_number = models.CharField(_("number of the act of appointment"), max_length=80)
    appointed_on = models.DateField(_("appointed on"))
    without_ngo = models.CharField(
        _("ground of art. 15(2da)"), max_length=20, choices=WithoutNgo, blank=True, db_default=""
    )
    without_ngo_ground = models.TextField(_("why there is nobody from organisations (art. 15(2da))"), blank=True)
    tie_covers = models.CharField(
        _("a tie excludes"), max_length=5, choices=TieCovers, default=TieCovers.OFFER, db_default=TieCovers.OFFER
    )
    # Members do not learn whose an offer is until the protocol is signed (masking.py).
    blind = models.BooleanField(_("the committee does not see who applies"), default=False, db_default=False)
    # How many members read an offer, those assigned to it (assigning.py); none: everybody reads every offer.
    readings = models.PositiveSmallIntegerField(null=True)
    sheets_due_on = models.DateField(_("sheets are due on"), null=True)
    reminded_at = models.DateTimeField(null=True)
    # Not in the act: of the members with a vote, the chair among them.
    quorum_percent = models.PositiveSmallIntegerField(_("quorum, % of members with a vote"), default=50)
    made_at = models.DateTimeField()

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        triggers = [sealed("committee_sealed", "NEW.call_id, OLD.call_id")]

    def __str__(self) -> str:
        return self.act_number

    def chaired_by(self, actor: Actor) -> bool:
        return self.members.sitting().filter(user_id=actor.user_id or 0, role=MemberRole.CHAIR).exists()


class MemberQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "MemberQuerySet":
        """Whoever sees the committee sees who sits on it."""
        return self.filter(committee__in=Committee.objects.visible_to(actor))

    def sitting(self) -> "MemberQuerySet":
        return self.filter(left_at=None)

    def voting(self) -> "MemberQuerySet":
        """Those whose sheets are waited for."""
        return self.sitting().exclude(role=MemberRole.ADVISOR).filter(absent_reason="")


class CommitteeMember(models.Model):
    """A person on a committee. An expert (advisor) has a voice and no vote: no sheet.

    Somebody replaced keeps the row, because declarations stay: `left_at` says since when they are out.
    """

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    user = models.ForeignKey("registry.User", models.DO_NOTHING, db_constraint=False, related_name="+")
    name = models.CharField(max_length=150)
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    side = models.CharField(_("named by"), max_length=6, choices=Side, default=Side.OFFICE)
    absent_reason = models.CharField(_("absent because"), max_length=300, blank=True)
    left_at = models.DateTimeField(null=True)
    # The most offers this person takes, where they are assigned.
    load_limit = models.PositiveSmallIntegerField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["committee", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="member_once"),
            models.UniqueConstraint(
                fields=["committee"], condition=Q(role="chair", left_at=None), name="committee_one_chair"
            ),
        ]
        triggers = [sealed("member_sealed", OF_COMMITTEE)]

    def __str__(self) -> str:
        return self.name

    @property
    def votes(self) -> bool:
        return self.left_at is None and self.role != MemberRole.ADVISOR and not self.absent_reason

    def is_counted(self, call: Call) -> bool:
        """Whether this person's sheet makes the points of an offer: by consensus the chair's alone does."""
        alone = call.score_rule == ScoreRule.CONSENSUS and self.role != MemberRole.CHAIR
        return self.left_at is None and not self.is_advisor and not alone

    def is_awaited(self, call: Call) -> bool:
        """Whether this person's sheets are waited for."""
        return self.votes and self.is_counted(call)

    @property
    def is_advisor(self) -> bool:
        return self.role == MemberRole.ADVISOR

    def reads(self, application_id: int) -> bool:
        """Whether the offer is theirs to score: all are, unless they were shared out."""
        return self.committee.readings is None or self.assignments.filter(application_id=application_id).exists()

    def is_impartial_to(self, application_id: int) -> bool:
        return self.declarations.filter(application_id=application_id, tied=False).exists()


class DeclarationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "DeclarationQuerySet":
        """One's own; the office sees all but others' words on an offer the person is tied to."""
        own = Q(member__user_id=actor.user_id or 0)
        if not staff(actor):
            return self.filter(own)
        return self.filter(own | ~Q(application_id__in=exclusions.tied(actor)))


class Declaration(models.Model):
    """A member's word on one offer: no tie, or a tie and which (art. 15(2f), KPA art. 24).

    `ground` is a code of grounds.py. A tie that somebody else found names them in `excluded_by` (KPA art. 24 § 3).
    """

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="declarations")
    application = models.ForeignKey(Application, models.PROTECT, related_name="declarations")
    tied = models.BooleanField(_("I am tied to the applicant"))
    ground = models.CharField(_("ground"), max_length=20, blank=True, db_default="")
    description = models.TextField(_("what the tie is"), blank=True)
    excluded_by = models.CharField(max_length=150, blank=True, db_default="")
    made_at = models.DateTimeField()

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="declaration_once"),
            models.CheckConstraint(condition=Q(tied=False) | ~Q(description=""), name="declaration_tie_described"),
        ]
        triggers = [sealed("declaration_sealed", OF_OFFER)]


class ScoreSheetQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ScoreSheetQuerySet":
        """One's own; the office's people see all, but a tied person none of that offer."""
        if actor.user_id is None:
            return self.none()
        seen = Q() if staff(actor) else Q(member__user_id=actor.user_id)
        return self.filter(seen).exclude(application_id__in=exclusions.tied(actor))

    def visible_to_committee(self, actor: Actor) -> "ScoreSheetQuerySet":
        """Submitted sheets of one's own committee, of offers the person has declared impartiality to."""
        return self.filter(
            state=SheetState.SUBMITTED,
            application_id__in=exclusions.judged_on_committee(actor),
            member__committee__in=Committee.objects.filter(
                members__in=CommitteeMember.objects.sitting().filter(user_id=actor.user_id or 0)
            ),
        ).exclude(application_id__in=exclusions.tied(actor))


class ScoreSheet(models.Model):
    """One member's points for one offer."""

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    remarks = models.TextField(_("remarks"), blank=True)
    # Of a reopened sheet: why, until it is submitted again.
    reopened_because = models.TextField(blank=True)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="sheet_once")]
        triggers = [sealed("sheet_sealed", OF_OFFER)]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ScoreQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ScoreQuerySet":
        """Whoever sees the sheet sees its points."""
        return self.filter(sheet__in=ScoreSheet.objects.visible_to(actor))


class JudgedQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "JudgedQuerySet":
        """Whoever reads the offer as its judge: never a tied person, nor anybody of the applicant."""
        if not (staff(actor) or committee_seats(actor)):
            return self.none()
        return self.filter(application__in=Application.objects.visible_to_judges(actor))


class Score(models.Model):
    """Points of a sheet for one criterion, with the reason: scored, not yet, or by the call's rule not applicable."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True)
    applies = models.BooleanField(default=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="score_not_negative"),
            models.CheckConstraint(condition=Q(applies=True) | Q(points=None), name="score_not_applicable_has_none"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="score_of_a_draft",
                when=pgtrigger.Before,
                # A complete sheet has a row for each criterion, and no new criterion can come.
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM grants_scoresheet
                        WHERE id = COALESCE(NEW.sheet_id, OLD.sheet_id) AND state <> 'draft'
                    ) THEN RAISE EXCEPTION 'a submitted sheet does not change'; END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        ]


class Strikable(models.Model):
    """A vote that was recorded. Recorded wrongly, it is struck, with the reason: it stays to be read and counts no more."""

    struck_at = models.DateTimeField(null=True)
    struck_by = models.CharField(max_length=150, blank=True, db_default="")
    struck_because = models.TextField(_("why it is struck"), blank=True, db_default="")

    class Meta:
        abstract = True

    def strike(self, *, reason: str, by: str, at: datetime) -> None:
        self.struck_at, self.struck_by, self.struck_because = at, by, reason
        self.save(update_fields=["struck_at", "struck_by", "struck_because"])


def struck_says_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(struck_at=None) | ~Q(struck_because=""), name=name)


def struck_stays(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__struck_at__isnull=False),
        func="RAISE EXCEPTION 'a struck vote stays struck';",
    )


class TieVoteQuerySet(JudgedQuerySet):
    def counted(self) -> "TieVoteQuerySet":
        return self.filter(struck_at=None)


class TieVote(Strikable):
    """Which of offers with equal points goes first, as the committee voted; only where the call leaves it to a vote.

    The places of one vote have one `voted_at`.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="tie_votes")
    place = models.PositiveSmallIntegerField()
    voted_at = models.DateTimeField()

    objects = TieVoteQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(struck_at=None), name="tie_vote_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="tie_vote_place"),
            struck_says_why("tie_vote_struck_says_why"),
        ]
        triggers = [sealed("tie_vote_sealed", OF_OFFER), struck_stays("tie_vote_struck_stays")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.place}"


class SheetVersionQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "SheetVersionQuerySet":
        """Whoever sees the sheet, or has a part in its committee and declared impartiality, sees what it was."""
        if actor.user_id is None:
            return self.none()
        own = ScoreSheet.objects.visible_to(actor).values("pk")
        of_committee = ScoreSheet.objects.visible_to_committee(actor).values("pk")
        return self.filter(Q(sheet__in=own) | Q(sheet__in=of_committee))

    def with_last(self) -> "SheetVersionQuerySet":
        """Each with the number of its sheet's last one."""
        last = SheetVersion.objects.filter(sheet=models.OuterRef("sheet")).order_by("-number").values("number")[:1]
        return self.annotate(last=models.Subquery(last))


class SheetVersion(models.Model):
    """A sheet exactly as it was submitted; after a reopening the next one stands beside it, and both stay.

    `marks` are {"criterion", "points", "applies", "reason"} in the call's order; `because`: why it was reopened.
    """

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    total = models.DecimalField(max_digits=8, decimal_places=2)
    marks = models.JSONField()
    remarks = models.TextField(blank=True)
    because = models.TextField(blank=True)
    submitted_at = models.DateTimeField()

    objects = SheetVersionQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["sheet", "number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="sheet_version_once")]
        triggers = [pgtrigger.Protect(name="sheet_version_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"


class DiscussionNote(models.Model):
    """A word in the discussion of an offer: read by the committee's impartial members and the office."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="discussion")
    author_id = models.BigIntegerField()
    author = models.CharField(max_length=150)
    text = models.TextField(_("what you say"))
    made_at = models.DateTimeField()

    objects = JudgedQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["application", "made_at", "pk"]
        indexes = [models.Index(fields=["application"], name="discussion_of_offer")]
        triggers = [pgtrigger.Protect(name="discussion_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"
