from datetime import date, datetime
from decimal import Decimal

import pgtrigger
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.calls.states import ANNOUNCED, FLOW, RUNNING, CallState
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import Actor, staff
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through

# How a point of art. 15(1) is cited.
POINT_OF_LAW = _("art. 15(1)({point})")


class Commissioning(models.TextChoices):
    """Art. 5(4): a grant finances an entrusted task, and only co-finances a supported one."""

    SUPPORT = "support", _("support (wspieranie)")
    ENTRUST = "entrust", _("entrust (powierzenie)")


class Base(models.TextChoices):
    TOTAL = "total", _("of all costs of the task")
    GRANT = "grant", _("of the grant")


class Place(models.TextChoices):
    """Art. 13(3) names three places; a newspaper (art. 13(4)) is free to add."""

    BIP = "bip", _("Public Information Bulletin (BIP)")
    BOARD = "board", _("notice board at the office")
    WEBSITE = "website", _("the office's website")
    PRESS = "press", _("press")


class TieRule(models.TextChoices):
    """What parts offers with equal points; chosen before the call opens."""

    CRITERION = "criterion", _("more points in the criterion marked for it")
    OWN_SHARE = "own_share", _("greater share of own contribution")
    EARLIER = "earlier", _("filed earlier")
    VOTE = "vote", _("the committee votes")
    ALL = "all", _("all of them go on, even above the pool")


class Signing(models.TextChoices):
    """How an offer is signed besides being filed; the applicant takes one of those that the call allows."""

    CLICK = "click", _("by a representative who files it here, nothing more")
    FILE = "file", _("by a file with a qualified or trusted-profile signature of the offer's PDF")
    PAPER = "paper", _("by a signed printout brought to the office")


def by_click() -> list[str]:
    return [Signing.CLICK.value]


class AmountRule(models.TextChoices):
    """How grants are set down the ranking; chosen before the call opens."""

    FREE = "free", _("the committee proposes each amount freely")
    FULL_THEN_PART = "full_part", _("as asked for, down the ranking; the last one gets what is left")
    FULL_THEN_SKIP = "full_skip", _("as asked for, down the ranking, while the whole amount fits")
    PROPORTIONAL = "proportional", _("the pool is shared out in proportion to the amounts asked for")
    BANDS = "bands", _("a part of the amount asked for, by bands of points")


class ScoreRule(models.TextChoices):
    """How the sheets of an offer become its points; chosen before the call opens."""

    MEAN = "mean", _("mean of the members' points")
    TRIMMED = "trimmed", _("mean without the highest and the lowest sheet")
    SUM = "sum", _("sum of the members' points")
    CONSENSUS = "consensus", _("one sheet agreed on by the committee, written by its chair")


class OthersPoints(models.TextChoices):
    """When a member sees what the others gave."""

    NEVER = "never", _("never")
    AFTER_OWN = "after_own", _("after submitting their own sheet")
    ALWAYS = "always", _("at any time")


# The smallest step of points a call may choose, largest first.
STEPS = [("1.00", _("whole points")), ("0.50", _("half points")), ("0.25", _("quarters")), ("0.01", _("hundredths"))]
# What the database freezes from the first saved sheet on: nobody changes the rules of a game that has begun.
FROZEN = (
    "minimum_points",
    "points_step",
    "reasons_required",
    "score_rule",
    "third_gap_percent",
    "others_points",
    "tie_rule",
    "tie_then",
    "amount_rule",
    "amount_details",
    "bands",
)


def frozen(call: str) -> str:
    """SQL for a trigger: refuse once there is a score sheet in one of these calls (`call`: SQL for their ids)."""
    return f"""
        IF EXISTS (
            SELECT 1 FROM grants_scoresheet JOIN grants_application ON grants_application.id = application_id
            WHERE call_id IN ({call})
        ) THEN RAISE EXCEPTION 'scoring has begun: its rules are frozen'; END IF;
        RETURN COALESCE(NEW, OLD);
    """


def sealed(name: str, call: str) -> pgtrigger.Trigger:
    """A trigger: nothing that a committee did changes once its protocol is signed.

    `call`: SQL for the ids of the calls of the row as it was and as it would be, lest a row is moved from under the seal.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF EXISTS (
                SELECT 1 FROM grants_call
                WHERE id IN ({call}) AND state IN ('recommended', 'decided', 'results', 'completed')
            ) THEN RAISE EXCEPTION 'the protocol is signed: nothing under it changes'; END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


class Ground(models.TextChoices):
    """Art. 18a; without one of these, a call is cancelled by the right its announcement reserves."""

    NO_OFFERS = "no_offers", _("no offer was filed")
    NONE_VALID = "none_valid", _("no offer met the requirements of the announcement")


def whole_second(at: datetime) -> datetime:
    """A receipt says 15:30:00 to the end of that second, so that second is in time."""
    return at.replace(microsecond=0)


def not_over(at: datetime) -> models.Q:
    """As Call.is_over says: a call whose changed text waits for its publications does not close."""
    return models.Q(closes_at__gte=whole_second(at)) | models.Q(waits_for_publication=True)


class CallQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "CallQuerySet":
        """Announced calls are everyone's, cancelled ones too if they had been announced; the rest is the office's."""
        return self if staff(actor) else self.exclude(published_at=None)

    def announced(self) -> "CallQuerySet":
        return self.filter(state__in=ANNOUNCED)

    def accepting(self, at: datetime) -> "CallQuerySet":
        """Calls an offer could be filed in at that moment, whatever the clock's last tick has done."""
        return self.filter(not_over(at), state__in=RUNNING, opens_at__lte=at).order_by("closes_at", "pk")

    def running(self, at: datetime) -> "CallQuerySet":
        """Announced and not over, newest first, with the moment of the last text."""
        return (
            self.filter(not_over(at), state__in=RUNNING)
            .annotate(told_at=models.Max("versions__made_at"))
            .order_by("-published_at", "-pk")
        )

    def due_to_open(self, at: datetime) -> "CallQuerySet":
        return self.filter(not_over(at), state=CallState.PUBLISHED, opens_at__lte=at).order_by("opens_at", "pk")

    def due_to_close(self, at: datetime) -> "CallQuerySet":
        return self.filter(~not_over(at), state__in=RUNNING).order_by("closes_at", "pk")

    def seen_at(self, at: datetime) -> "CallQuerySet":
        """With `shown_state`, as Call.state_at says, and `pool`, the sum of the lots."""
        pools = (
            Lot._base_manager.filter(call=models.OuterRef("pk"))
            .order_by()
            .values("call")
            .annotate(sum=models.Sum("pool"))
        )
        running = models.Q(state__in=RUNNING)
        return self.annotate(
            shown_state=models.Case(
                models.When(running & ~not_over(at), then=models.Value(CallState.CLOSED)),
                models.When(running & models.Q(opens_at__lte=at), then=models.Value(CallState.OPEN)),
                models.When(running, then=models.Value(CallState.PUBLISHED)),
                default=models.F("state"),
                output_field=models.CharField(),
            ),
            pool=models.Subquery(
                pools.values("sum"), output_field=models.DecimalField(max_digits=14, decimal_places=2)
            ),
        )


class Call(models.Model):
    """An open call for offers (otwarty konkurs ofert, art. 13)."""

    ref = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title of the call"), max_length=300)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls")
    state = models.CharField(max_length=12, choices=CallState, default=CallState.DRAFT)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    # Art. 13(2), points 1, 3, 4, 6 and 7 in words; the amounts of point 2 are in the lots.
    subject = models.TextField(_("type of task"), blank=True)
    granting_rules = models.TextField(_("rules of granting"), blank=True)
    conditions = models.TextField(_("conditions of performing the task"), blank=True)
    selection = models.TextField(_("how offers are chosen"), blank=True)
    previous_tasks = models.TextField(_("tasks of this kind this year and last, with their cost"), blank=True)
    accessibility = models.TextField(_("conditions of accessibility"), blank=True)
    personal_data = models.TextField(_("personal-data clause"), blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    task_from = models.DateField(_("tasks may start on"), null=True, blank=True)
    task_to = models.DateField(_("tasks must end by"), null=True, blank=True)
    decision_by = models.DateField(_("offers are chosen by"), null=True, blank=True)
    opens_at = models.DateTimeField(_("offers from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("offers until"), null=True, blank=True)
    # Last day for questions about the call; none: until the deadline.
    enquiries_until = models.DateField(_("questions are taken until"), null=True, blank=True)
    offers_per_applicant = models.PositiveSmallIntegerField(_("offers one organisation may file"), default=1)
    results_table = models.BooleanField(_("results table (III.6) required"), default=True)
    minimum_points = models.DecimalField(_("least points to be recommended"), max_digits=6, decimal_places=2, default=0)
    shift_percent = models.DecimalField(
        _("permitted increase of a cost line, %"), max_digits=5, decimal_places=2, default=10
    )
    on_draft_budget = models.BooleanField(_("announced on the draft budget"), default=False)
    # Legal forms that may apply; none named: every body of art. 3(2) and (3).
    legal_forms = models.JSONField(_("who may apply"), default=list, blank=True)
    # Days a call for corrections gives; none: the office does not call for corrections.
    correction_days = models.PositiveSmallIntegerField(_("days to correct formal flaws"), null=True, blank=True)
    signing = models.JSONField(_("how offers are signed"), default=by_click)
    # Days after the deadline for the signed file or the signed printout.
    signing_days = models.PositiveSmallIntegerField(_("days for the signature"), default=7)
    # Kinds of files an offer may bring, by their extension; none named: all that can be stored.
    file_kinds = models.JSONField(_("kinds of files"), default=list, blank=True)
    most_files = models.PositiveSmallIntegerField(_("most files of an offer"), default=30)
    most_megabytes = models.PositiveSmallIntegerField(_("most megabytes of a file"), default=10)
    tie_rule = models.CharField(_("of offers with equal points"), max_length=12, choices=TieRule, default=TieRule.VOTE)
    tie_then = models.CharField(_("if they are still equal"), max_length=12, choices=TieRule, blank=True)
    amount_rule = models.CharField(_("how amounts are set"), max_length=12, choices=AmountRule, default=AmountRule.FREE)
    amount_details = models.TextField(_("details of the rule on amounts"), blank=True)
    # Of the rule by bands: {"from", "kind", "value"} from the highest points down (grants/awards/allocation.py).
    bands = models.JSONField(_("bands of points"), default=list, blank=True)
    points_step = models.DecimalField(
        _("points are given in steps of"), max_digits=3, decimal_places=2, default=Decimal("0.01")
    )
    reasons_required = models.BooleanField(_("a reason is written for each criterion"), default=True)
    score_rule = models.CharField(_("points of an offer"), max_length=10, choices=ScoreRule, default=ScoreRule.MEAN)
    # Two sheets further apart than this share of the most points call for a third one; none: never.
    third_gap_percent = models.DecimalField(
        _("a third person scores when two differ by more than"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    others_points = models.CharField(
        _("members see others' points"), max_length=10, choices=OthersPoints, default=OthersPoints.AFTER_OWN
    )
    # Of the formal assessment: a second person confirms it; the list of offers with its results is published.
    formal_four_eyes = models.BooleanField(_("two people check each offer formally"), default=False)
    formal_public = models.BooleanField(_("the list of offers with formal results is published"), default=False)
    # The published text: its number, which time it goes to its places, and whether it waits for them.
    version = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    waits_for_publication = models.BooleanField(default=False)
    # A change of the published text, prepared and not decided yet; the office's only.
    amendment = models.JSONField(default=dict, blank=True)
    # How often the draft was saved: two people cannot overwrite each other.
    revision = models.PositiveIntegerField(default=0)
    # The call this one was copied from, and what its copy changed and leaves to check.
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    copy_notes = models.JSONField(default=list, blank=True)
    # Facts of steps.
    act_number = models.CharField(_("number of the act announcing the call"), max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    last_publication_on = models.DateField(null=True)
    cancelled_reason = models.TextField(blank=True)
    cancelled_ground = models.CharField(max_length=12, choices=Ground, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    results_at = models.DateTimeField(null=True)
    next_number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    objects = CallQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "approved", "cancelled"])
                | models.Q(published_at__isnull=False, opens_at__isnull=False, closes_at__isnull=False),
                name="call_published_has_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_it_opens",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="call_steps", field="state", transitions=FLOW.transitions()),
            pgtrigger.Trigger(
                name="call_rules_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(*FROZEN),
                condition=pgtrigger.AnyChange(*FROZEN),
                func=frozen("OLD.id"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def accepts_at(self, at: datetime) -> bool:
        """Whether an offer can be filed at that moment: up to and including the closing second."""
        return self.state in RUNNING and self.state_at(at) == CallState.OPEN

    def is_over(self, at: datetime) -> bool:
        """Whether the deadline has passed: the closing second itself is still in time.

        While a changed text waits for its publications the term has not begun to run, so it cannot end.
        """
        return self.closes_at is not None and not self.waits_for_publication and whole_second(at) > self.closes_at

    def admits(self, legal_form: str) -> bool:
        """Whether a body of that legal form may apply."""
        return not self.legal_forms or legal_form in self.legal_forms

    @property
    def tie_rules(self) -> list[TieRule]:
        """In the order in which they are asked."""
        return [TieRule(rule) for rule in (self.tie_rule, self.tie_then) if rule]

    def state_at(self, at: datetime) -> CallState:
        """The state as people see it at that moment, even a second before the clock's tick."""
        if self.state in RUNNING and self.opens_at and self.closes_at:
            if self.is_over(at):
                return CallState.CLOSED
            return CallState.OPEN if at >= self.opens_at else CallState.PUBLISHED
        return CallState(self.state)


class Lot(models.Model):
    """A task of the call with its own pool and limits. Percentages are compared exactly, never rounded."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="lots")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("task"), max_length=300)
    task = models.ForeignKey(PriorityTask, models.PROTECT, related_name="lots", verbose_name=_("priority task"))
    commissioning = models.CharField(
        pgettext_lazy("commissioning", "form"), max_length=10, choices=Commissioning, default=Commissioning.SUPPORT
    )
    pool = MoneyField(_("pool"))
    grant_min = MoneyField(_("least grant"), null=True, blank=True)
    grant_max = MoneyField(_("greatest grant"), null=True, blank=True)
    grant_max_percent = models.DecimalField(
        _("greatest share of the grant in all costs, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    own_min_percent = models.DecimalField(_("least own contribution, %"), max_digits=5, decimal_places=2, default=0)
    own_financial_min_percent = models.DecimalField(
        _("least own financial contribution, %"), max_digits=5, decimal_places=2, default=0
    )
    own_base = models.CharField(_("percentages are counted"), max_length=6, choices=Base, default=Base.TOTAL)
    counts_nonfinancial = models.BooleanField(_("non-financial contribution counts"), default=True)
    counts_recipients = models.BooleanField(_("payments of recipients count"), default=False)
    admin_max_percent = models.DecimalField(
        _("greatest share of administrative costs, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="lot_number_once"),
            models.CheckConstraint(condition=models.Q(pool__gt=0), name="lot_pool_positive"),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What the committee scores; `statutory` is the point of art. 15(1) it covers."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("criterion"), max_length=300)
    help = models.TextField(_("what to look at"), blank=True)
    points_max = models.PositiveSmallIntegerField(_("most points"))
    points_min = models.PositiveSmallIntegerField(_("least points"), default=0)
    decides_ties = models.BooleanField(_("decides between equal offers"), default=False)
    # Then a sheet's other points are scaled up to the whole: newcomers lose nothing by having no past (15(1)(6)).
    may_not_apply = models.BooleanField(_("may not apply to an offer"), default=False)
    statutory = models.CharField(
        _("covers art. 15(1) point"),
        max_length=1,
        blank=True,
        choices=[(str(n), format_lazy(POINT_OF_LAW, point=n)) for n in range(1, 7)],
    )

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(points_max__gt=0), name="criterion_has_points"),
            models.CheckConstraint(
                condition=models.Q(points_min__lte=models.F("points_max")), name="criterion_least_fits"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="criterion_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=frozen("NEW.call_id, OLD.call_id"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RequiredAttachment(models.Model):
    """A file the offer must, or may, bring."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("attachment"), max_length=300)
    required = models.BooleanField(_("required"), default=True)

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """Where and when the announcement, or the results, were published (art. 13(3)), with evidence."""

    class Subject(models.TextChoices):
        ANNOUNCEMENT = "announcement", _("announcement")
        RESULTS = "results", _("results")
        CANCELLATION = "cancellation", _("cancellation")

    call = models.ForeignKey(Call, models.CASCADE, related_name="publications")
    subject = models.CharField(max_length=12, choices=Subject)
    place = models.CharField(_("place"), max_length=8, choices=Place)
    # A text that was changed is published again; each time is a round.
    round = models.PositiveSmallIntegerField(default=1)
    published_on: "models.DateField[date, date]" = models.DateField(_("published on"))
    evidence = models.CharField(_("address or other evidence"), max_length=500, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "published_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "subject", "round", "place"], name="publication_once_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.published_on}"


class CallVersion(models.Model):
    """The text of a call as it was published, or changed afterwards; never changed itself."""

    class Kind(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("version", "announced")
        AMENDED = "amended", pgettext_lazy("version", "changed, the term starts anew")
        CORRECTED = "corrected", pgettext_lazy("version", "changed, the term runs on")
        EXTENDED = "extended", pgettext_lazy("version", "more time to file")

    call = models.ForeignKey(Call, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.JSONField()
    restarts = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    act_number = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="call_version_once")]
        triggers = [
            pgtrigger.Protect(name="call_version_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.number}"


ZERO = Decimal("0.00")
