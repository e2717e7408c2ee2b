"""An offer before the residents: words hidden, places recorded, published for comments, commented on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from grants.small_grants import letters, masking, reading, rules
from grants.small_grants.drafting import locked, renew
from grants.small_grants.models import Comment, Posting, SmallGrant
from grants.small_grants.states import FLOW
from tenants.gates.access import NOBODY, Actor
from tenants.gates.refusals import WrongState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day

HOUR = timedelta(hours=1)


@transaction.atomic
def hide(small_grant: SmallGrant, *, words: Sequence[str], by: Actor, at: datetime) -> SmallGrant:
    """Choose what else the published copy leaves out. Raises: WrongState, PermissionDenied."""
    stored = locked(small_grant, "hide", by=by)
    kept = [one.strip() for one in words if one.strip()]
    FLOW.move(stored, "hide", by=by, at=at, noted={"number": len(kept)}, hidden=kept)
    return renew(small_grant, stored)


@transaction.atomic
def record_posting(
    small_grant: SmallGrant, *, place: str, posted_on: date, evidence: str, by: Actor, at: datetime
) -> None:
    """The offer has hung in that place since that day; recorded again, it is corrected."""
    stored = locked(small_grant, "record_posting", by=by)
    assert stored.filed_at is not None
    rules.check_posting(place=place, posted_on=posted_on, filed_at=stored.filed_at, at=at)
    noted = {"place": place, "posted_on": posted_on, "evidence": evidence}
    FLOW.move(stored, "record_posting", by=by, at=at, noted=noted)
    Posting.objects.update_or_create(
        small_grant=stored,
        place=place,
        defaults={"posted_on": posted_on, "evidence": evidence, "recorded_by": by.name, "recorded_at": at},
    )


@transaction.atomic
def publish(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """Show the copy on the town's page and open the term for comments; late is still better than never.

    Raises: Refusal (a place is missing), WrongState, PermissionDenied.
    """
    stored = locked(small_grant, "publish", by=by)
    posted = dict(Posting.objects.filter(small_grant=stored).values_list("place", "posted_on"))
    rules.check_places(posted)
    copy = masking.published(reading.binding_version(stored).content, hidden=stored.hidden)
    # The town's own page, from which comments come, shows the copy from this day on.
    until = rules.comments_until(max(*posted.values(), local_day(at)))
    FLOW.move(stored, "publish", by=by, at=at, published=copy, published_at=at, comments_until=until)
    letters.to_applicant("small-grant-published", stored, at=at, until=until)
    return renew(small_grant, stored)


@transaction.atomic
def comment(small_grant: SmallGrant, *, text: str, author: str = "", by: Actor, at: datetime) -> Comment:
    """Anybody writes what they think of a published offer; the same words twice (a double click) are kept once.

    Raises: Refusal at the field, TooMany, WrongState (the term is over).
    """
    stored = SmallGrant.objects.select_for_update(of=("self",)).get(pk=small_grant.pk)
    if not rules.is_commentable(state=stored.state, comments_until=stored.comments_until, at=at):
        raise WrongState
    said = text.strip()
    before = Comment.objects.filter(small_grant=stored)
    if already := before.filter(text=said, author=author.strip()).first():
        return already
    rules.check_comment(said, lately=before.filter(made_at__gt=at - HOUR).count())
    kept = Comment.objects.create(small_grant=stored, author=author.strip(), text=said, made_at=at)
    # A comment is signed only as its author wished: the record does not name who was signed in.
    audit.record("comment", stored, by=NOBODY, at=at)
    return kept
