"""A published call is changed: prepared by a clerk, decided by the executive, published anew; or its term made longer.

Nobody loses anything by it: drafts and filed offers stay, and while the change waits for its publications the call
does not close. Whoever has begun an offer is told what changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.calls import announcement, letters, listeners, platform, pools, rules, terms, text, versions
from grants.calls.models import Call, CallVersion, Criterion, Lot, Publication, RequiredAttachment
from grants.calls.states import FLOW
from grants.calls.taking import begin
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office import deadlines

Kind = CallVersion.Kind
# Published with the deadline, so Polish as the announcement is.
RUNS_ANEW = "Termin składania ofert liczy się od ostatniej publikacji zmienionego ogłoszenia."


@transaction.atomic
def propose_change(
    call: Call, values: Mapping[str, Any], *, kept: Sequence[int | None], reason: str, by: Actor, at: datetime
) -> None:
    """Prepare a change of the announcement: `values` the whole text anew, `kept` the number of the published task
    each lot was, None for a new one. Nothing that applicants see changes yet.

    Raises: Refusal (at the field), NoticeTooShort, PoolTooLarge, WrongState.
    """
    begin(call, "propose_change", by=by)
    said = text.of_values(values)
    kept = terms.known(kept, [lot.number for lot in call.lots.all()])
    _check(call, said, kept, at=at)
    if not reason.strip():
        raise Refusal(_("Give the reason of the change: it will be published."), field="reason")
    prepared = {
        "text": said,
        "kept": list(kept),
        "reason": reason.strip(),
        "by": by.name,
        "at": at.isoformat(),
        "version": call.version,
    }
    FLOW.move(call, "propose_change", by=by, at=at, amendment=prepared, noted={"reason": reason.strip()})
    if _restarts(call, said):
        letters.to_executives("call-change-to-approve", call, at=at, who=by.name, reason=reason.strip())


@transaction.atomic
def drop_change(call: Call, *, by: Actor, at: datetime) -> None:
    begin(call, "drop_change", by=by)
    FLOW.move(call, "drop_change", by=by, at=at, amendment={})


@transaction.atomic
def amend(call: Call, *, act_number: str, by: Actor, at: datetime) -> None:
    """The executive's act changes points 1-6: the changed text goes to the three places, and the term starts anew.

    Raises: Refusal, NoticeTooShort, PoolTooLarge, Stale, WrongState.
    """
    begin(call, "amend", by=by)
    if not act_number.strip():
        raise Refusal(_("Give the number of the act that changes the announcement."), field="act_number")
    said = _prepared(call, at=at)
    if not _restarts(call, said):
        raise Refusal(_("This change does not touch points 1-6 of art. 13(2): the office makes it by itself."))
    _apply(call, "amend", Kind.AMENDED, said, act_number=act_number.strip(), by=by, at=at)
    letters.to_coordinators("call-changed-to-publish", call, at=at)


@transaction.atomic
def correct(call: Call, *, by: Actor, at: datetime) -> None:
    """Make a prepared change that leaves points 1-6 alone, or gives more time: the term runs on."""
    begin(call, "correct", by=by)
    said = _prepared(call, at=at)
    if _restarts(call, said):
        raise Refusal(_("This change touches points 1-6 of art. 13(2): the executive decides on it."))
    _apply(call, "correct", Kind.CORRECTED, said, by=by, at=at)


@transaction.atomic
def extend(call: Call, *, closes_at: datetime, decision_by: date | None, reason: str, by: Actor, at: datetime) -> None:
    """Give more time. Raises: Refusal for a moment that is not later, or a choice before the deadline; WrongState."""
    begin(call, "extend", by=by)
    before = text.stored(call)
    terms.check_running(call, at)
    terms.check_extension(call, closes_at=closes_at)
    if not reason.strip():
        raise Refusal(_("Give the reason: it will be published."), field="reason")
    call.closes_at, call.decision_by = closes_at, decision_by or call.decision_by
    rules.check_dates(call)
    _move_deadline(call, "extend", before, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def republish(call: Call, *, by: Actor, at: datetime) -> None:
    """The changed text stands in all three places: the term runs from the last of them, and its end moves if it must.

    Raises: Refusal for a place not recorded, WrongState.
    """
    begin(call, "republish", by=by)
    if not call.waits_for_publication:
        raise Refusal(_("No changed announcement waits to be published."))
    published = published_now(call)
    rules.check_places(published)
    last = max(published.values())
    before = text.stored(call)
    closes_at = terms.new_deadline(call, last_publication=last, at=at)
    call.decision_by, call.closes_at = terms.new_decision_day(call, closes_at=closes_at), closes_at
    ran = {"waits_for_publication": False, "last_publication_on": last}
    _move_deadline(call, "republish", before, reason=RUNS_ANEW, by=by, at=at, **ran)


def published_now(call: Call) -> dict[str, date]:
    """Where and when the announcement stands in its present round of publications."""
    now = call.publications.filter(subject=Publication.Subject.ANNOUNCEMENT, round=call.round)
    return dict(now.values_list("place", "published_on"))


def _prepared(call: Call, *, at: datetime) -> text.Text:
    if not call.amendment:
        raise Refusal(_("No change is prepared. Prepare it first."))
    terms.check_prepared_for(call.amendment["version"], call=call)
    _check(call, call.amendment["text"], call.amendment["kept"], at=at)
    return call.amendment["text"]


def _restarts(call: Call, said: text.Text) -> bool:
    before = text.stored(call)
    return terms.restarts(before, said, text.changed(before, said))


def _check(call: Call, said: text.Text, kept: Sequence[int | None], *, at: datetime) -> None:
    """The changed text must be as complete and as lawful as an announcement that is published for the first time."""
    before = text.stored(call)
    changed = text.changed(before, said)
    terms.check_running(call, at)
    terms.check_change(call, changed, said, kept=kept, lots=call.lots.order_by("number"), at=at)
    meant = text.call_of(said, like=call)
    lots = [Lot(**row) for row in text.rows_of(said, "lots")]
    criteria = [Criterion(**row) for row in text.rows_of(said, "criteria")]
    anew = terms.restarts(before, said, changed)
    rules.together(
        lambda: announcement.check_announcement(meant, lots, criteria),
        lambda: rules.check_not_past(closes_at=meant.closes_at, at=at),
        lambda: rules.check_points(criteria),
        lambda: rules.check_pools(lots, tasks=pools.hold(lots), taken=pools.taken(call.programme_id, but=call)),
        lambda: rules.check_notice(
            closes_at=meant.closes_at if anew else None, last_publication=deadlines.local_day(at)
        ),
    )


def _apply(call: Call, step: str, kind: str, said: text.Text, *, by: Actor, at: datetime, act_number: str = "") -> None:
    before, prepared = text.stored(call), call.amendment
    anew = kind == Kind.AMENDED
    meant, changed = text.facts_of(said), text.changed(before, said)
    facts: dict[str, Any] = {name: meant[name] for name in meant if name in changed}
    facts |= {"version": call.version + 1, "amendment": {}}
    if anew:
        facts |= {"round": call.round + 1, "waits_for_publication": True}
    noted = {"act_number": act_number, "reason": prepared["reason"]} if act_number else {"reason": prepared["reason"]}
    FLOW.move(call, step, by=by, at=at, noted=noted, **facts)
    _write_rows(call, said, prepared["kept"])
    versions.keep(call, kind, reason=prepared["reason"], act_number=act_number, restarts=anew, by=by, at=at)
    platform.show(call)
    _tell(call, before, said, reason=prepared["reason"], by=by, at=at)


def _write_rows(call: Call, said: text.Text, kept: Sequence[int | None]) -> None:
    """Tasks and attachments keep their rows, for offers point at them; criteria point nowhere before the assessment."""
    free = count(1 + max((lot.number for lot in call.lots.all()), default=0))
    for row, number in zip(text.rows_of(said, "lots"), kept, strict=True):
        Lot.objects.update_or_create(call=call, number=number or next(free), defaults=row)
    Criterion.objects.filter(call=call).delete()
    Criterion.objects.bulk_create(
        [Criterion(call=call, position=n, **row) for n, row in enumerate(text.rows_of(said, "criteria"), 1)]
    )
    wanted = text.rows_of(said, "attachments")
    there = {one.name: one.pk for one in call.attachments.all()}
    names = {row["name"] for row in wanted}
    RequiredAttachment.objects.filter(call=call).exclude(pk__in=[there[name] for name in names & set(there)]).delete()
    for position, row in enumerate(wanted, 1):
        facts = {**row, "position": position}
        RequiredAttachment.objects.update_or_create(call=call, pk=there.pop(row["name"], None), defaults=facts)


def _move_deadline(
    call: Call, step: str, before: text.Text, *, reason: str, by: Actor, at: datetime, **facts: Any
) -> None:
    """Take the step; if the term now ends at another moment, keep the text as a version and tell everybody."""
    after = {**before, "closes_at": text.plain(call.closes_at), "decision_by": text.plain(call.decision_by)}
    moved = before != after
    if moved:
        facts |= {"version": call.version + 1}
    FLOW.move(
        call,
        step,
        by=by,
        at=at,
        closes_at=call.closes_at,
        decision_by=call.decision_by,
        noted={"reason": reason},
        **facts,
    )
    if moved:
        versions.keep(call, Kind.EXTENDED, reason=reason, by=by, at=at)
    platform.show(call)
    if moved or step == "republish":
        _tell(call, before, after, reason=reason, by=by, at=at)


def _tell(call: Call, before: text.Text, after: text.Text, *, reason: str, by: Actor, at: datetime) -> None:
    listeners.tell("changed", call, by=by, at=at, reason=reason, changes=lambda: versions.changes(before, after))
