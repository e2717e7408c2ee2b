"""A call before the public: published, opened and closed by the clock, cancelled; where each was announced."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.calls import announcement, letters, listeners, platform, rules, terms, versions
from grants.calls.models import Call, CallVersion, Place, Publication
from grants.calls.states import FLOW
from grants.calls.taking import begin
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal, WrongState
from tenants.office import deadlines


@transaction.atomic
def record_publication(call: Call, *, place: str, published_on: date, evidence: str, by: Actor, at: datetime) -> None:
    """The announcement stood in that place since that day; recorded again, it is corrected.

    After publication only a changed text is published again. Raises: Refusal, WrongState.
    """
    begin(call, "record_publication", by=by)
    if call.published_at:
        _check_changed_text(call, place, published_on)
    _record(call, "record_publication", Publication.Subject.ANNOUNCEMENT, place, published_on, evidence, by=by, at=at)


@transaction.atomic
def record_results_publication(
    call: Call, *, place: str, published_on: date, evidence: str, by: Actor, at: datetime
) -> None:
    listeners.tell("recording_results", call, by=by, at=at, place=place, published_on=published_on)
    _record(
        call, "record_results_publication", Publication.Subject.RESULTS, place, published_on, evidence, by=by, at=at
    )


@transaction.atomic
def record_cancellation_publication(
    call: Call, *, place: str, published_on: date, evidence: str, by: Actor, at: datetime
) -> None:
    _record(
        call,
        "record_cancellation_publication",
        Publication.Subject.CANCELLATION,
        place,
        published_on,
        evidence,
        by=by,
        at=at,
    )


@transaction.atomic
def publish(call: Call, *, by: Actor, at: datetime) -> None:
    """Announce the call on the town's page and on the platform's; from its opening moment offers can be filed.

    Raises: NoticeTooShort, Refusal (a place is missing), WrongState.
    """
    begin(call, "publish", by=by)
    published = _published(call, Publication.Subject.ANNOUNCEMENT)
    rules.check_places(published)
    last = max(published.values())
    announcement.check_announcement(call, list(call.lots.all()), list(call.criteria.all()))
    rules.check_notice(closes_at=call.closes_at, last_publication=last)
    rules.check_not_past(closes_at=call.closes_at, at=at)
    listeners.tell("publishing", call, by=by, at=at)
    FLOW.move(call, "publish", by=by, at=at, published_at=at, last_publication_on=last, version=1)
    versions.keep(call, CallVersion.Kind.ANNOUNCED, act_number=call.act_number, by=by, at=at)
    platform.show(call)
    letters.to_coordinators("call-published", call, at=at)


@transaction.atomic
def open_filing(call: Call, *, by: Actor, at: datetime) -> None:
    begin(call, "open", by=by)
    if call.opens_at is None or call.opens_at > at:
        raise Refusal(_("It is too early to open this call."))
    FLOW.move(call, "open", by=by, at=at)


@transaction.atomic
def close_filing(call: Call, *, by: Actor, at: datetime) -> None:
    begin(call, "close", by=by)
    if not call.is_over(at):
        raise Refusal(_("It is too early to close this call."))
    listeners.tell("closing", call, by=by, at=at)
    FLOW.move(call, "close", by=by, at=at)
    letters.to_coordinators("call-closed", call, at=at)


@transaction.atomic
def cancel(call: Call, *, reason: str, by: Actor, at: datetime, ground: str = "") -> None:
    """Cancel the call on a ground of art. 18a, or by the right the announcement reserves; everyone reads the reason.

    Raises: Refusal (no reason, a ground that is not so), WrongState.
    """
    begin(call, "cancel", by=by)
    if not reason.strip():
        raise Refusal(_("Give the reason: it will be published."), field="reason")
    rules.check_ground(ground, state=call.state_at(at))
    listeners.tell("cancelling", call, by=by, at=at, reason=reason.strip(), ground=ground)
    FLOW.move(call, "cancel", by=by, at=at, cancelled_reason=reason.strip(), cancelled_ground=ground, cancelled_at=at)
    if call.published_at:
        platform.show(call)
    letters.to_coordinators("call-cancelled", call, at=at, reason=reason.strip())


@transaction.atomic
def publish_results(call: Call, *, by: Actor, at: datetime) -> None:
    """Results are announced the way the call was: all three places (art. 15(2j))."""
    begin(call, "publish_results", by=by)
    rules.check_places(_published(call, Publication.Subject.RESULTS))
    FLOW.move(call, "publish_results", by=by, at=at, results_at=at)


def _record(
    call: Call, step: str, subject: str, place: str, published_on: date, evidence: str, *, by: Actor, at: datetime
) -> None:
    begin(call, step, by=by)
    moment = {Publication.Subject.ANNOUNCEMENT: call.approved_at, Publication.Subject.CANCELLATION: call.cancelled_at}
    decided_at = moment.get(Publication.Subject(subject))
    decided_on = deadlines.local_day(decided_at) if decided_at else None
    rules.check_publication(place=place, published_on=published_on, decided_on=decided_on, at=at)
    noted = {"place": Place(place), "published_on": published_on, "evidence": evidence}
    FLOW.move(call, step, by=by, at=at, noted=noted)
    call.publications.update_or_create(
        subject=subject,
        round=call.round,
        place=place,
        defaults={"published_on": published_on, "evidence": evidence, "recorded_by": by.name, "recorded_at": at},
    )


def _published(call: Call, subject: str) -> dict[str, date]:
    return dict(call.publications.filter(subject=subject, round=call.round).values_list("place", "published_on"))


def _check_changed_text(call: Call, place: str, published_on: date) -> None:
    changed = call.versions.filter(restarts=True).order_by("number").last()
    if not call.waits_for_publication or changed is None:
        raise WrongState(_("The announcement is published already; only a changed one is published again."))
    terms.check_new_publication(place=place, published_on=published_on, changed_on=deadlines.local_day(changed.made_at))
