"""Writing an offer: begin, save a section, attach files, discard, begin again from a withdrawn one."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from grants.applications import answers, discarded, merging, rules
from grants.applications import content as shape
from grants.applications.budget import Budget, dump, parse
from grants.applications.budget_years import in_years, typed_over, with_room
from grants.applications.lateness import reading as lateness
from grants.applications.models import Application, Attachment
from grants.applications.states import FLOW, ApplicationState
from grants.calls.models import Call, Lot
from grants.calls.questions import reading as questions
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Footprint, Organisation

# Without letters and digits that people mix up when they read a reference aloud.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True)
class Merged:
    """`typed` is what the person sent, in the canonical shape; `seen` what their page is to carry from now on."""

    typed: Mapping[str, Any]
    conflicts: list[merging.Conflict]
    seen: dict[str, str]


def facts_of(organisation: Organisation) -> dict[str, str]:
    """What form section II.1 says of the applicant, from the registry, as it is today."""
    return {
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "register_kind": organisation.register_kind,
        "register_number": organisation.register_number,
        "nip": organisation.nip,
        "regon": organisation.regon,
        "seat_address": organisation.address,
        "correspondence_address": organisation.correspondence_address,
        "website": organisation.website,
        "email": organisation.email,
        "phone": organisation.phone,
    }


@transaction.atomic
def begin(lot: Lot, *, organisation: Organisation, number: int = 1, by: Actor, at: datetime) -> Application:
    """A draft in this lot, or the one of that number that is already there: a second click opens the same.

    `number`: from 1; a second draft beside the first only where the call admits more than one offer.

    Raises: PermissionDenied, Late, TooMany.
    """
    draft = Application(
        ref=f"{local_day(at).year}-" + "".join(secrets.choice(LETTERS) for _letter in range(7)),
        call=lot.call,
        lot=lot,
        organisation=organisation,
        organisation_name=organisation.name,
        draft_number=number,
        content={
            shape.APPLICANT: {
                **facts_of(organisation),
                "contact_name": by.name,
                "contact_phone": organisation.phone,
                "contact_email": by.email,
            }
        },
        made_at=at,
        changed_at=at,
        changed_by=by.name,
    )
    permit(FLOW.steps["create"].may, by, draft)
    draft.late_until = lateness.until(lot.call, organisation.pk)
    rules.check_accepting(lot.call, at, late_until=draft.late_until)
    drafts = drafts_in(lot, organisation)
    if number in drafts:
        return drafts[number]
    rules.check_admitted(lot.call, organisation.legal_form)
    rules.check_one_each(lot.call, counted(lot.call, organisation), drafts=len(drafts))
    try:
        with transaction.atomic():
            FLOW.create(draft, by=by, at=at)
    except IntegrityError:
        if already := drafts_in(lot, organisation).get(number):
            return already
        raise
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    Footprint.objects.get_or_create(organisation=organisation, government=town, defaults={"first_at": at})
    return draft


def counted(call: Call, organisation: Organisation) -> int:
    """Offers of this organisation in this call that were filed and not withdrawn, joint offers included."""
    return Application.objects.filter(call=call).of_offeror(organisation.pk).filed().count()


@transaction.atomic
def save_section(
    application: Application, section: str, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> Application:
    """Keep one section of a draft whole. `revision`: how often it had been saved when this person opened it.

    The same values again change nothing. Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    stored = _to_edit(application, section, by=by)
    kept = _kept(stored, section, values)
    if not _is_saved(stored, section, kept):
        rules.check_revision(stored.revisions.get(section, 0), revision, who=stored.changed_by)
        _keep(stored, section, kept, by=by, at=at)
    return renew(application, stored)


@transaction.atomic
def merge_section(
    application: Application,
    section: str,
    values: Mapping[str, Any],
    *,
    seen: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Merged:
    """Keep what this person changed since `seen` (merging.seals), field by field, beside what others saved meanwhile.

    A field that both changed stays as stored and is returned, for the person to choose.
    Raises: Refusal at the field, WrongState, PermissionDenied.
    """
    stored = _to_edit(application, section, by=by)
    typed = _kept(stored, section, values)
    now = stored.content.get(section, {})
    fields, conflicts = merging.merge(now, typed, seen)
    kept = _kept(stored, section, fields)
    if not _is_saved(stored, section, kept):
        _keep(stored, section, kept, by=by, at=at)
    renew(application, stored)
    return Merged(typed, conflicts, merging.seen_by(typed, stored.content.get(section, {}), conflicts, seen))


def _to_edit(application: Application, section: str, *, by: Actor) -> Application:
    if section not in shape.WRITTEN:
        raise Refusal(_("The form has no such section."))
    stored = locked(application, "edit", by=by)
    if stored.state != ApplicationState.DRAFT:
        raise WrongState
    return stored


def _kept(stored: Application, section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The section as it will lie in the draft."""
    before = stored.content.get(section, {})
    if section == shape.QUESTIONS:
        return answers.normal(questions.of(stored.call), values)
    kept = shape.normal(section, values, taken=shape.codes_in(stored.content, section))
    if section == shape.APPLICANT:
        return {**before, **kept}
    if section == shape.BUDGET:
        return budget_kept(kept, stored.content)
    return kept


def _is_saved(stored: Application, section: str, kept: Mapping[str, Any]) -> bool:
    return kept == stored.content.get(section) and stored.revisions.get(section, 0) > 0


def _keep(stored: Application, section: str, kept: dict[str, Any], *, by: Actor, at: datetime) -> None:
    revision = stored.revisions.get(section, 0) + 1
    fields = merging.changed(stored.content.get(section, {}), kept)
    content = {**stored.content, section: kept}
    revisions = {**stored.revisions, section: revision}
    for other, changed in consequences(section, before=stored.content, after=content).items():
        content[other], revisions[other] = changed, revisions.get(other, 0) + 1
    noted = {"section": section, "revision": revision, "fields": " ".join(fields)}
    FLOW.move(stored, "edit", by=by, at=at, noted=noted)
    write(stored, content=content, revisions=revisions, changed_at=at, changed_by=by.name, **columns_of(content))


def locked(application: Application, step: str, *, by: Actor) -> Application:
    """The row as it is now, kept from others until the transaction ends. Raises: WrongState, PermissionDenied."""
    permit(FLOW.steps[step].may, by, application)
    kind = Application.trials if application.trial else Application.objects
    rows = kind.select_related("call", "lot__task").select_for_update(of=("self",), no_key=True)
    stored = rows.filter(pk=application.pk).first()
    if stored is None:
        raise WrongState
    return stored


def write(application: Application, **facts: Any) -> None:
    """Facts that go with a step but are not for the record: contents and amounts of a draft."""
    Application._base_manager.filter(pk=application.pk).update(**facts)
    for name, value in facts.items():
        setattr(application, name, value)


def renew(application: Application, stored: Application) -> Application:
    """Bring the copy in the caller's hand up to date."""
    for field in Application._meta.concrete_fields:
        setattr(application, field.attname, getattr(stored, field.attname))
    return application


def columns_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that repeat the content for lists."""
    budget = parse(content.get(shape.BUDGET) or {})
    return {
        "title": content.get(shape.TASK, {}).get("title", ""),
        "requested": budget.sources.grant,
        "total_cost": budget.total,
    }


def budget_kept(typed: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """The budget as it will lie beside the rest of the content: with the parts of years that were not on the page."""
    before = parse(content.get(shape.BUDGET) or {})
    return dump(typed_over(parse(typed), before, shape.years_of(content.get(shape.TASK, {}))))


def budget_filed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The budget as it binds: parts of the task's years only."""
    return dump(in_years(parse(content.get(shape.BUDGET) or {}), shape.years_of(content.get(shape.TASK, {}))))


def consequences(section: str, *, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What else changes in the budget: its years with the task's days, its actions with the schedule."""
    if not after.get(shape.BUDGET):
        return {}
    budget = parse(after[shape.BUDGET])
    if section == shape.TASK:
        budget = with_room(budget, shape.years_of(after[shape.TASK]))
    if section == shape.SCHEDULE:
        budget = with_actions(budget, before.get(section, {}), after[section])
    changed = dump(budget)
    return {} if changed == after[shape.BUDGET] else {shape.BUDGET: changed}


def with_actions(budget: Budget, before: Mapping[str, Any], after: Mapping[str, Any]) -> Budget:
    """Costs follow their action to its new number; of an action taken out they wait to be moved to another."""
    numbers = {row["code"]: number for number, row in enumerate(after.get("rows", []), start=1)}
    moved = {number: numbers.get(row["code"]) for number, row in enumerate(before.get("rows", []), start=1)}
    return replace(
        budget,
        lines=tuple(
            replace(line, action=moved.get(line.action)) if line.action in moved else line for line in budget.lines
        ),
    )


def drafts_in(lot: Lot, organisation: Organisation) -> dict[int, Application]:
    """What the organisation is writing in this lot, by the drafts' numbers."""
    found = Application.objects.filter(lot=lot, organisation=organisation, state=ApplicationState.DRAFT)
    return {draft.draft_number: draft for draft in found.order_by("draft_number")}


@transaction.atomic
def discard(application: Application, *, by: Actor, at: datetime) -> None:
    """Delete a draft with its files; the record of it stays. Raises: WrongState, PermissionDenied."""
    stored = locked(application, "discard", by=by)
    FLOW.move(stored, "discard", by=by, at=at, noted=discarded.facts(stored))
    for attachment in stored.files.select_related("document"):
        take_out(attachment, by=by, at=at)
    stored.delete()


@transaction.atomic
def copy(application: Application, *, by: Actor, at: datetime) -> Application:
    """A new draft with what a withdrawn offer said; files are attached anew. Raises: Refusal, PermissionDenied."""
    permit(FLOW.steps["edit"].may, by, application)
    if application.state != ApplicationState.WITHDRAWN:
        raise Refusal(_("Only a withdrawn offer can be copied into a new draft."))
    organisation = Organisation.objects.get(pk=application.organisation_id)
    draft = begin(application.lot, organisation=organisation, by=by, at=at)
    if draft.revisions or draft.is_joint:
        raise Refusal(_("There is already a draft in this lot. Open it, or discard it first."))
    content = {section: application.content[section] for section in shape.WRITTEN if section in application.content}
    if shape.QUESTIONS in content:
        content[shape.QUESTIONS] = answers.normal(questions.of(application.call), content[shape.QUESTIONS])
    content[shape.APPLICANT] = {**content.get(shape.APPLICANT, {}), **facts_of(organisation)}
    content[shape.DECLARATIONS] = {}
    audit.record("copy", draft, by=by, at=at, noted={"from": application.number})
    write(
        draft,
        content=content,
        revisions={section: 1 for section in content if section != shape.DECLARATIONS},
        **columns_of(content),
    )
    return draft


def take_out(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    document = attachment.document
    attachment.delete()
    documents.discard(document, by=by, at=at)
