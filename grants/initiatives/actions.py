import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from grants.applications.drafting import LETTERS
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.initiatives import letters, rules
from grants.initiatives.models import Initiative
from grants.initiatives.states import FLOW, InitiativeState
from programmes.drafting.models import PriorityTask
from tenants.gates.access import Actor, permit, the_clock
from tenants.gates.refusals import WrongState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.notices.models import Notice
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Footprint, Organisation


@transaction.atomic
def begin(*, organisation: Organisation, by: Actor, at: datetime) -> Initiative:
    """A draft; one that nobody has written in yet is given again. Raises: PermissionDenied."""
    draft = Initiative(
        ref=f"{local_day(at).year}-" + "".join(secrets.choice(LETTERS) for _letter in range(7)),
        organisation=organisation,
        organisation_name=organisation.name,
        made_at=at,
        changed_at=at,
        changed_by=by.name,
    )
    permit(FLOW.steps["create"].may, by, draft)
    town = LocalGovernment.objects.select_for_update(no_key=True).get(schema_name=connection.schema_name)
    unwritten = Initiative.objects.filter(organisation=organisation, state=InitiativeState.DRAFT, revision=0)
    if already := unwritten.first():
        return already
    FLOW.create(draft, by=by, at=at)
    Footprint.objects.get_or_create(organisation=organisation, government=town, defaults={"first_at": at})
    return draft


@transaction.atomic
def save(initiative: Initiative, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> None:
    """Keep what is written, complete or not; the same again changes nothing.

    Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    kept = rules.normal(values)
    _take(initiative, "edit", by=by)
    if all(getattr(initiative, name) == value for name, value in kept.items()):
        return
    rules.check_revision(initiative.revision, revision, who=initiative.changed_by)
    FLOW.move(initiative, "edit", by=by, at=at, noted={"revision": initiative.revision + 1})
    facts = {**kept, "revision": initiative.revision + 1, "changed_at": at, "changed_by": by.name}
    Initiative.objects.filter(pk=initiative.pk).update(**facts)
    initiative.refresh_from_db()


@transaction.atomic
def discard(initiative: Initiative, *, by: Actor, at: datetime) -> None:
    """Delete a draft; the record of it stays. Raises: WrongState, PermissionDenied."""
    _take(initiative, "discard", by=by)
    FLOW.move(initiative, "discard", by=by, at=at)
    initiative.delete()


@transaction.atomic
def file(initiative: Initiative, *, by: Actor, at: datetime) -> None:
    """File the proposal: number, checksum, the day of the answer, a receipt. A second click changes nothing.

    Raises: Incomplete (every gap at its field), WrongState, PermissionDenied.
    """
    permit(FLOW.steps["file"].may, by, initiative)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.initiative'))")
    if Initiative.objects.filter(pk=initiative.pk, state=InitiativeState.FILED).exists():
        initiative.refresh_from_db()
        return
    _take(initiative, "file", by=by)
    said = {name: getattr(initiative, name) for name in ("title", "sphere", "description", "costs")}
    rules.check_complete(**said)
    organisation = Organisation.objects.get(pk=initiative.organisation_id)
    year = local_day(at).year
    used = Initiative.objects.filter(number__startswith=f"{year}/").count()
    FLOW.move(
        initiative,
        "file",
        by=by,
        at=at,
        number=f"{year}/WI/{used + 1:03d}",
        checksum=checksum({**said, "organisation": organisation.name, "filed_by": by.name, "filed_at": at}),
        filed_at=at,
        filed_by=by.name,
        filed_by_email=by.email,
        filed_language=by.language,
        organisation_name=organisation.name,
        answer_due_on=rules.answer_due(at),
    )
    letters.to_applicant("initiative-filed", initiative, at=at, at_moment=at, checksum=grouped(initiative.checksum))
    letters.to_office("initiative-came", initiative, at=at)


@transaction.atomic
def withdraw(initiative: Initiative, *, by: Actor, at: datetime) -> None:
    """Take the proposal back before the answer. Raises: WrongState, PermissionDenied."""
    FLOW.move(initiative, "withdraw", by=by, at=at)
    letters.to_office("initiative-withdrawn", initiative, at=at, who=by.name)


@transaction.atomic
def weigh(initiative: Initiative, *, weighing: Mapping[str, str], revision: int, by: Actor, at: datetime) -> None:
    """Write down what speaks for and against, for the executive's answer; the same again changes nothing.

    Raises: Stale, WrongState, PermissionDenied.
    """
    kept = {name: weighing.get(name, "").strip() for name in rules.WEIGHED}
    _take(initiative, "weigh", by=by)
    if kept == initiative.weighing:
        return
    rules.check_revision(initiative.revision, revision, who=_("Somebody else"))
    FLOW.move(initiative, "weigh", by=by, at=at, weighing=kept, revision=revision + 1)


@transaction.atomic
def find_purposeful(
    initiative: Initiative, *, commissioning: str, call_on: date, remarks: str = "", by: Actor, at: datetime
) -> None:
    """Tell the applicant that the task is purposeful, in which form it will be commissioned and when the call comes.

    Raises: Incomplete (not weighed), Refusal at the field, WrongState, PermissionDenied.
    """
    _take(initiative, "find_purposeful", by=by)
    rules.check_weighed(initiative.weighing)
    rules.check_call_on(call_on, today=local_day(at))
    facts: dict[str, Any] = {"answered_on": local_day(at), "answered_by": by.name, "reason": remarks.strip()}
    FLOW.move(initiative, "find_purposeful", by=by, at=at, commissioning=commissioning, call_on=call_on, **facts)
    mode = initiative.get_commissioning_display()
    letters.to_applicant("initiative-purposeful", initiative, at=at, mode=mode, call_on=call_on, remarks=remarks)
    letters.to_office("initiative-call-to-make", initiative, at=at, call_on=call_on)


@transaction.atomic
def decline(initiative: Initiative, *, reason: str, by: Actor, at: datetime) -> None:
    """Tell the applicant that the task is not purposeful, and why. Raises: Incomplete, Refusal, WrongState."""
    _take(initiative, "decline", by=by)
    rules.check_weighed(initiative.weighing)
    rules.check_reason(reason)
    facts: dict[str, Any] = {"answered_on": local_day(at), "answered_by": by.name, "reason": reason.strip()}
    FLOW.move(initiative, "decline", by=by, at=at, **facts)
    letters.to_applicant("initiative-declined", initiative, at=at, reason=reason.strip())


@transaction.atomic
def start_call(initiative: Initiative, task: PriorityTask, *, by: Actor, at: datetime) -> Call:
    """The draft of a call on the proposed task, in a priority task of an adopted programme.

    Raises: Refusal (the programme, the subscription), WrongState, PermissionDenied.
    """
    _take(initiative, "start_call", by=by)
    # Begun once; again only when that draft was thrown away.
    if initiative.call_id is not None:
        raise WrongState
    call = calls.create(task.programme, title=initiative.title[:300], task=task, by=by, at=at)
    calls.edit(call, subject=initiative.description, by=by, at=at)
    FLOW.move(initiative, "start_call", by=by, at=at, call=call)
    return call


@transaction.atomic
def remind(initiative: Initiative, letter: str, *, by: Actor, at: datetime) -> None:
    """Write to the office about the day of the answer, once for each kind of letter. Raises: PermissionDenied."""
    permit(the_clock, by, initiative)
    stored = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if stored.state != InitiativeState.FILED or Notice.objects.about(stored).filter(template=letter).exists():
        return
    letters.to_office(letter, stored, at=at, executives=True)
    audit.record("remind", stored, by=by, at=at, noted={"letter": letter})


def _take(initiative: Initiative, step: str, *, by: Actor) -> None:
    """The row as it is now, kept from others until the transaction ends. Raises: PermissionDenied, WrongState."""
    permit(FLOW.steps[step].may, by, initiative)
    try:
        initiative.refresh_from_db(from_queryset=Initiative.objects.select_for_update(of=("self",)))
    except Initiative.DoesNotExist as gone:
        raise WrongState from gone
    if initiative.state not in FLOW.steps[step].states:
        raise WrongState
