from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.applications import access, exclusions
from grants.applications.models import Application
from grants.calls.models import sealed
from grants.scoring.models import OF_COMMITTEE, Committee, CommitteeMember, Strikable, struck_says_why, struck_stays
from grants.scoring.reading import ASSESSED
from tenants.gates.access import Actor, committee_seats, staff
from tenants.office.scopes import ScopedQuerySet, visible_through

OF_MEETING = (
    "SELECT call_id FROM grants_committee JOIN grants_meeting ON committee_id = grants_committee.id "
    "WHERE grants_meeting.id IN (NEW.meeting_id, OLD.meeting_id)"
)


class Meeting(models.Model):
    """A meeting of a committee: when it was and who came. What was said stands in its minutes."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(_("began on"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    present = models.ManyToManyField(CommitteeMember, through="Attendance", related_name="meetings")
    made_at = models.DateTimeField()

    objects = visible_through("committee")

    class Meta:
        app_label = "grants"
        ordering = ["committee", "number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="meeting_number_once")]
        triggers = [sealed("meeting_sealed", OF_COMMITTEE)]

    def __str__(self) -> str:
        return f"{self.committee_id}/{self.number}"


class MinutesQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "MinutesQuerySet":
        """Minutes tell of any offer: only for whoever may read every one that the committee assesses."""
        return self.filter(meeting__committee__call_id__in=calls_read_whole(actor))


def calls_read_whole(actor: Actor) -> models.QuerySet:
    """Ids of calls of which this person, tied to none of the offers, may read them all as the office or a member."""
    offers = Application.objects.filter(state__in=ASSESSED)
    if not (staff(actor) or committee_seats(actor)):
        return offers.none().values("call_id")
    closed = Q(pk__in=exclusions.tied(actor)) | access.own(actor)
    if not staff(actor):
        closed |= ~Q(pk__in=exclusions.judged_on_committee(actor))
    return offers.exclude(call_id__in=offers.filter(closed).values("call_id")).values("call_id")


class Minutes(models.Model):
    """What was said at a meeting."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes", primary_key=True)
    text = models.TextField(_("course of the meeting"))

    objects = MinutesQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        triggers = [sealed("minutes_sealed", OF_MEETING)]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class Attendance(models.Model):
    """A member who was present."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="attendances")

    objects = visible_through("meeting")

    class Meta:
        app_label = "grants"
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]
        triggers = [sealed("attendance_sealed", OF_MEETING)]


class VoteQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "VoteQuerySet":
        """A vote on one offer: whoever reads it as its judge; any other one: whoever may read the minutes."""
        if not (staff(actor) or committee_seats(actor)):
            return self.none()
        general = Q(application=None, meeting__committee__call_id__in=calls_read_whole(actor))
        return self.filter(general | Q(application__in=Application.objects.visible_to_judges(actor)))

    def counted(self) -> "VoteQuerySet":
        return self.filter(struck_at=None)


class Vote(Strikable):
    """A vote at a meeting; on one offer, or on anything else. Equal votes: as the chair voted."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="votes")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="votes")
    subject = models.CharField(_("what was voted on"), max_length=300)
    votes_for = models.PositiveSmallIntegerField(pgettext_lazy("vote", "for"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("against"), default=0)
    abstained = models.PositiveSmallIntegerField(_("abstained"), default=0)
    chair_for = models.BooleanField(_("the chair voted for"), default=False)
    carried = models.BooleanField()
    made_at = models.DateTimeField()

    objects = VoteQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        ordering = ["meeting", "pk"]
        constraints = [struck_says_why("vote_struck_says_why")]
        triggers = [sealed("vote_sealed", OF_MEETING), struck_stays("vote_struck_stays")]

    def __str__(self) -> str:
        return self.subject

    @property
    def given(self) -> int:
        return self.votes_for + self.votes_against + self.abstained


class OwnRemarkQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "OwnRemarkQuerySet":
        """One's own; the office reads all, but nobody tied to an offer of the call: a remark may tell of any."""
        if actor.user_id is None:
            return self.none()
        interested = Application.objects.filter(Q(pk__in=exclusions.tied(actor)) | access.own(actor)).values("call_id")
        mine = Q(member__user_id=actor.user_id)
        if not staff(actor):
            return self.filter(mine)
        return self.filter(mine | ~Q(member__committee__call_id__in=interested))


class OwnRemark(models.Model):
    """What one member wants to have in the protocol in their own name: a dissenting opinion, a doubt."""

    member = models.OneToOneField(CommitteeMember, models.PROTECT, related_name="own_remark")
    text = models.TextField(_("your remark"))
    made_at = models.DateTimeField()

    objects = OwnRemarkQuerySet.as_manager()

    class Meta:
        app_label = "grants"
        triggers = [
            sealed(
                "own_remark_sealed",
                "SELECT call_id FROM grants_committee JOIN grants_committeemember ON committee_id = grants_committee.id "
                "WHERE grants_committeemember.id IN (NEW.member_id, OLD.member_id)",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"
