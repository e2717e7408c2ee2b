"""Calls for corrections: the office names flaws, the applicant mends just those, the answer is a new version."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import override

from grants.applications import (
    answers,
    attachment_rules,
    completeness,
    correcting_rules,
    formal_rules,
    people,
    places,
    reading,
    rules,
)
from grants.applications import content as shape
from grants.applications.completeness import Gap
from grants.applications.drafting import budget_filed, budget_kept, columns_of, consequences, locked, renew, take_out
from grants.applications.filing import keep_version
from grants.applications.models import Application, ApplicationVersion, Attachment, Correction
from grants.applications.states import FLOW, ApplicationState
from grants.calls.models import Call, RequiredAttachment
from grants.calls.questions import reading as questions
from tenants.gates.access import Actor
from tenants.gates.refusals import WrongState
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient


@transaction.atomic
def call_to_correct(
    application: Application, *, flaws: Mapping[str, str], answer_by: date, reason: str = "", by: Actor, at: datetime
) -> Correction:
    """Open the places named in `flaws` (code: what is wrong) until the end of that day, and tell the applicant.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    stored = locked(application, "call_to_correct", by=by)
    rules.check_call_closed(stored.call, at)
    before = Correction.objects.filter(application=stored).aggregate(last=Max("number"))["last"] or 0
    said = correcting_rules.check_again(before, reason)
    correcting_rules.check_term(answer_by, at)
    with override("pl"):
        known = {place.code: place.label for place in places_of(stored)}
    found = correcting_rules.check_flaws(flaws, known)
    filed = reading.latest_filed(stored)
    assert filed is not None
    facts = {"correct_by": answer_by, "formal": formal_rules.opened_again(stored.formal)}
    FLOW.move(stored, "call_to_correct", by=by, at=at, noted={"flaws": len(found)}, **facts)
    opened = Correction.objects.create(
        application=stored,
        number=before + 1,
        flaws=found,
        reason=said,
        answer_by=answer_by,
        sent_at=at,
        sent_by=by.name,
        before=filed,
    )
    context = {"flaws": [f"{flaw['label']}: {flaw['sentence']}" for flaw in found], "reason": said}
    _tell("offer-correction-called", opened, people.writers(stored), at=at, **context)
    renew(application, stored)
    return opened


def places_of(application: Application) -> list[places.Place]:
    """Where this offer can be opened."""
    wanted = RequiredAttachment.objects.filter(call=application.call_id).order_by("position", "pk")
    return places.places(files=binding_files(application), wanted=wanted, content=application.content)


def binding_files(application: Application) -> list[Attachment]:
    found = Attachment.objects.filter(Attachment.BINDING, application=application)
    return list(found.select_related("document").order_by("pk"))


def corrected_content(application: Application, correction: Correction) -> dict[str, Any]:
    """The offer with its corrections as far as they are written."""
    return {**application.content, **correction.draft}


@transaction.atomic
def save_correction(
    application: Application, section: str, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> Correction:
    """Keep what was corrected in a section; `values` hold only what was sent, the rest stays.

    Raises: Refusal at the field, Locked, Late, Stale, WrongState, PermissionDenied.
    """
    stored, correction = to_correct(application, "edit_correction", by=by, at=at)
    content = corrected_content(stored, correction)
    now = content.get(section, {})
    taken = shape.codes_in(stored.content, section) | shape.codes_in(content, section)
    if section == shape.QUESTIONS:
        said = answers.normal(questions.of(stored.call), {**now, **values})
        kept = {**now, **{code: value for code, value in said.items() if code in now}}
    else:
        kept = {**now, **shape.normal(section, {**now, **values}, taken=taken)}
    if section == shape.BUDGET:
        kept = budget_kept(kept, content)
    correcting_rules.check_unlocked(now, kept, places.unlocked(correction.flaws, section, now))
    if kept == now:
        return correction
    seen = correction.revisions.get(section, 0)
    rules.check_revision(seen, revision, who=correction.changed_by)
    followed = consequences(section, before=content, after={**content, section: kept})
    draft = {**correction.draft, section: kept, **followed}
    revisions = {name: correction.revisions.get(name, 0) + 1 for name in (section, *followed)}
    FLOW.move(stored, "edit_correction", by=by, at=at, noted={"section": section, "revision": seen + 1})
    write(correction, draft=draft, revisions={**correction.revisions, **revisions}, changed_by=by.name)
    return correction


@transaction.atomic
def send_file(
    application: Application, *, place: str, name: str, content: bytes, by: Actor, at: datetime
) -> Attachment:
    """A checked file for a place that was opened; it binds with the answer, beside those it replaces.

    Raises: Refusal, Locked, Late, WrongState, PermissionDenied.
    """
    stored, correction = to_correct(application, "edit_correction", by=by, at=at)
    label = {flaw["place"]: flaw["label"] for flaw in correction.flaws}.get(place)
    if label is None or places.section_of(place) != completeness.ATTACHMENTS:
        raise correcting_rules.Locked(correcting_rules.not_opened())
    FLOW.move(stored, "edit_correction", by=by, at=at, noted={"section": completeness.ATTACHMENTS})
    for old in Attachment.objects.filter(correction=correction, place=place):
        take_out(old, by=by, at=at)
    counted = Attachment.BINDING | Q(correction__answered_at=None, correction__lapsed_at=None)
    others = Attachment.objects.filter(counted, application=stored, replaced_at=None).count()
    attachment_rules.check_file(stored.call, name=name, size=len(content), others=others - 1)
    document = documents.receive(name=name, content=content, kind="attachment", by=by, at=at)
    kind, _dash, pk = place.partition(".")[2].partition("-")
    before = Attachment.objects.filter(application=stored, pk=int(pk)).first() if kind == "file" else None
    return Attachment.objects.create(
        application=stored,
        wanted_id=int(pk) if kind == "wanted" else None,
        question_id=before.question_id if before else None,
        label=document.name if kind == "other" else label,
        document=document,
        added_at=at,
        correction=correction,
        place=place,
    )


@transaction.atomic
def drop_file(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Take back a file that was sent for an open call for corrections. Raises: Late, WrongState, PermissionDenied."""
    stored, correction = to_correct(attachment.application, "edit_correction", by=by, at=at)
    if attachment.correction_id != correction.pk:
        raise WrongState
    FLOW.move(stored, "edit_correction", by=by, at=at, noted={"removed": attachment.label})
    take_out(attachment, by=by, at=at)


@transaction.atomic
def answer(application: Application, *, explanation: str = "", by: Actor, at: datetime) -> Application:
    """Declare the corrections: a new version of the offer beside the filed one, which stays.

    Raises: Refusal, Incomplete, Late, WrongState, PermissionDenied.
    """
    stored, correction = to_correct(application, "correct", by=by, at=at)
    said = shape.text(explanation, shape.PARAGRAPHS, "explanation")
    content = corrected_content(stored, correction)
    if shape.BUDGET in correction.draft:
        content[shape.BUDGET] = budget_filed(content)
    sent = list(Attachment.objects.filter(correction=correction).select_related("document"))
    correcting_rules.check_says_something(bool(sent) or content != stored.content, said)
    before = binding_files(stored)
    replaced = [one for one in before if any(_takes_the_place(new, one) for new in sent)]
    files = [one for one in before if one not in replaced] + sent
    opened = {flaw["place"] for flaw in correction.flaws}
    correcting_rules.check_no_worse(_gaps(stored, stored.content, before), _gaps(stored, content, files), opened)
    correcting_rules.check_clean(attachment_rules.gaps(sent))
    content[shape.DECLARATIONS] = {
        **content.get(shape.DECLARATIONS, {}),
        "signed_by": by.name,
        "date": local_day(at).isoformat(),
    }
    if shape.QUESTIONS in content:
        content[shape.QUESTIONS] = {**content[shape.QUESTIONS], **_named(sent, stored.call)}
    content["files"] = [
        {"label": one.label, "name": one.document.name, "size": one.document.size, "sha256": one.document.sha256}
        for one in files
    ]
    mark = checksum(content)
    Attachment.objects.filter(pk__in=[one.pk for one in replaced]).update(replaced_at=at)
    FLOW.move(
        stored,
        "correct",
        by=by,
        at=at,
        content=content,
        document=None,
        correct_by=None,
        noted={"checksum": mark},
        **columns_of(content),
    )
    number = stored.versions.count() + 1
    kind = ApplicationVersion.Kind.CORRECTION
    version = keep_version(stored, kind, content, mark, number=number, by=by, at=at)
    write(correction, explanation=said, answered_at=at, answered_by=by.name, version=version)
    to = [*people.coordinators(stored), *people.writers(stored)]
    _tell("offer-corrected", correction, to, at=at, checksum=grouped(mark), when=at)
    return renew(application, stored)


@transaction.atomic
def lapse(application: Application, *, by: Actor, at: datetime) -> Application:
    """The day has passed without an answer: the offer is checked as it was filed, and may be rejected.

    Raises: Refusal while the term runs, WrongState, PermissionDenied.
    """
    stored = locked(application, "lapse_correction", by=by)
    correction = _open(stored)
    correcting_rules.check_lapsed(correction.answer_by, at)
    FLOW.move(stored, "lapse_correction", by=by, at=at, correct_by=None)
    write(correction, lapsed_at=at)
    _tell("offer-correction-lapsed", correction, [*people.coordinators(stored), *people.applicants(stored)], at=at)
    return renew(application, stored)


def to_correct(application: Application, step: str, *, by: Actor, at: datetime) -> tuple[Application, Correction]:
    stored = locked(application, step, by=by)
    correction = _open(stored)
    correcting_rules.check_in_time(correction.answer_by, at)
    return stored, correction


def _open(application: Application) -> Correction:
    if application.state != ApplicationState.CORRECTING:
        raise WrongState
    correction = Correction.objects.get(application=application, answered_at=None, lapsed_at=None)
    correction.application = application
    return correction


def write(correction: Correction, **facts: Any) -> None:
    Correction.objects.filter(pk=correction.pk).update(**facts)
    for name, value in facts.items():
        setattr(correction, name, value)


def _takes_the_place(new: Attachment, old: Attachment) -> bool:
    if new.wanted_id is not None:
        return old.wanted_id == new.wanted_id
    return new.place == f"{completeness.ATTACHMENTS}.file-{old.pk}"


def _gaps(application: Application, content: Mapping[str, Any], files: list[Attachment]) -> list[Gap]:
    return completeness.gaps(
        content,
        call=application.call,
        lot=application.lot,
        wanted=list(RequiredAttachment.objects.filter(call=application.call_id)),
        attached={one.wanted_id for one in files},
        questions=questions.of(application.call),
        answered={one.question_id for one in files},
    )


def _named(sent: list[Attachment], call: Call) -> dict[str, str]:
    """The answers to questions that ask for a file: its name."""
    codes = {one.pk: one.code for one in questions.of(call)}
    return {codes[one.question_id]: one.document.name for one in sent if one.question_id in codes}


def _tell(template: str, correction: Correction, to: list[Recipient], *, at: datetime, **more: Any) -> None:
    application = correction.application
    context = {
        "number": application.number,
        "title": application.title,
        "organisation": application.organisation_name,
        "call": application.call.title,
        "day": correction.answer_by,
        **more,
    }
    path = reverse("applications:correction", args=[application.ref])
    notices.queue(template, to=to, about=application, context=context, at=at, path=path)
