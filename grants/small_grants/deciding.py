"""The executive's decision on a small grant and what follows it, up to the agreement."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.small_grants import letters, reading, rules
from grants.small_grants.drafting import locked, locked_year, renew
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import FLOW
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.deadlines import local_day


@transaction.atomic
def accept(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """Find the task purposeful and give what the offer asks for.

    Raises: TooEarly, OverLimit (every limit in `also`), WrongState, PermissionDenied.
    """
    stored = _to_decide(small_grant, "accept", by=by, at=at)
    _check_limits(stored, stored.requested, at=at)
    facts: dict[str, Any] = {"awarded": stored.requested, "decided_on": local_day(at), "decided_by": by.name}
    FLOW.move(stored, "accept", by=by, at=at, **facts)
    letters.to_applicant("small-grant-accepted", stored, at=at, awarded=stored.awarded)
    letters.to_coordinators("small-grant-accepted", stored, at=at, awarded=stored.awarded)
    return renew(small_grant, stored)


@transaction.atomic
def ask_changes(
    small_grant: SmallGrant, *, amount: Decimal, remarks: str, due_on: date, by: Actor, at: datetime
) -> SmallGrant:
    """Accept the task, with changes: a lower grant, or what the remarks ask for.

    Raises: TooEarly, OverLimit, Refusal at the field, WrongState, PermissionDenied.
    """
    stored = _to_decide(small_grant, "ask_changes", by=by, at=at)
    rules.check_award(amount=amount, requested=stored.requested, changing=True)
    rules.check_reason(remarks)
    if due_on <= local_day(at):
        raise Refusal(_("Give the organisation a day that is still to come."), field="due_on")
    _check_limits(stored, amount, at=at)
    facts: dict[str, Any] = {"awarded": amount, "decided_on": local_day(at), "decided_by": by.name}
    FLOW.move(stored, "ask_changes", by=by, at=at, reason=remarks.strip(), changes_due_on=due_on, **facts)
    letters.to_applicant("small-grant-changes", stored, at=at, awarded=amount, remarks=remarks.strip(), until=due_on)
    return renew(small_grant, stored)


@transaction.atomic
def refuse(small_grant: SmallGrant, *, reason: str, by: Actor, at: datetime) -> SmallGrant:
    """Find the task not purposeful: before publication, after the term for comments, or when no changes came in time.

    What was promised before is free again. Raises: TooEarly, Refusal (no reason), WrongState, PermissionDenied.
    """
    stored = locked(small_grant, "refuse", by=by)
    if stored.changes_due_on is not None:
        rules.check_changes_late(stored.changes_due_on, at=at)
    if stored.published_at is not None:
        rules.check_term_over(stored.comments_until, at=at)
    rules.check_reason(reason)
    facts: dict[str, Any] = {"reason": reason.strip(), "decided_on": local_day(at), "decided_by": by.name}
    FLOW.move(stored, "refuse", by=by, at=at, awarded=None, **facts)
    letters.to_applicant("small-grant-refused", stored, at=at, reason=reason.strip())
    return renew(small_grant, stored)


@transaction.atomic
def approve_changes(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """The changed offer is what was decided. Raises: WrongState, PermissionDenied."""
    stored = locked(small_grant, "approve_changes", by=by)
    FLOW.move(stored, "approve_changes", by=by, at=at)
    letters.to_applicant("small-grant-accepted", stored, at=at, awarded=stored.awarded)
    return renew(small_grant, stored)


@transaction.atomic
def return_changes(small_grant: SmallGrant, *, remarks: str, by: Actor, at: datetime) -> SmallGrant:
    """Not yet what was decided: the organisation writes on. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(small_grant, "return_changes", by=by)
    rules.check_reason(remarks)
    FLOW.move(stored, "return_changes", by=by, at=at, reason=remarks.strip())
    letters.to_applicant(
        "small-grant-changes",
        stored,
        at=at,
        awarded=stored.awarded,
        remarks=remarks.strip(),
        until=stored.changes_due_on,
    )
    return renew(small_grant, stored)


@transaction.atomic
def resign(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """Give the grant up before the agreement; its amount goes back to the programme."""
    stored = locked(small_grant, "resign", by=by)
    FLOW.move(stored, "resign", by=by, at=at)
    letters.to_coordinators("small-grant-resigned", stored, at=at, who=by.name)
    return renew(small_grant, stored)


@transaction.atomic
def contract(small_grant: SmallGrant, *, by: Actor, at: datetime) -> None:
    """The agreement is concluded. Raises: WrongState, PermissionDenied."""
    FLOW.move(small_grant, "contract", by=by, at=at)


@transaction.atomic
def abandon(small_grant: SmallGrant, *, by: Actor, at: datetime) -> None:
    """The agreement will not be concluded. One given up by the organisation itself stays so."""
    if small_grant.state in FLOW.steps["abandon"].states:
        FLOW.move(small_grant, "abandon", by=by, at=at)


def _to_decide(small_grant: SmallGrant, step: str, *, by: Actor, at: datetime) -> SmallGrant:
    """The offer with its year held, when the time to decide has come."""
    permit(FLOW.steps[step].may, by, small_grant)
    locked_year(small_grant)
    stored = locked(small_grant, step, by=by)
    rules.check_term_over(stored.comments_until, at=at)
    return stored


def _check_limits(stored: SmallGrant, grant: Decimal, *, at: datetime) -> None:
    content = reading.binding_version(stored).content
    sums = reading.sums_of(stored, stored.programme)
    raise_all(rules.check_limits(content, grant, sums=sums, on=local_day(at)))
