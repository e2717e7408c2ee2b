"""Filing an offer so that it cannot be lost: one transaction, a number, a checksum, a receipt; and taking it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from procrastinate.contrib.django import app as jobs

from grants.applications import (
    answers,
    attachment_rules,
    completeness,
    joint,
    partners_reading,
    partners_rules,
    people,
    rules,
    signing_rules,
    trying,
)
from grants.applications import content as shape
from grants.applications.drafting import budget_filed, columns_of, counted, facts_of, locked, renew
from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.applications.states import FLOW, ApplicationState
from grants.calls.models import Call, RequiredAttachment
from grants.calls.questions import reading as questions
from grants.calls.questions.models import Question
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState, raise_all
from tenants.office.deadlines import local_day
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Organisation
from tenants.registry.spheres import SPHERES


@transaction.atomic
def file(application: Application, *, signing: str = "", by: Actor, at: datetime) -> Application:
    """File the offer at that instant. Filed once already, it stays as it is: the second click gets the same receipt.

    `signing`: how it will be signed, where the call allows several ways; a click is enough unless the call says otherwise.

    Raises: Late, TooMany, Incomplete (every gap in `also`), WrongState, PermissionDenied.
    """
    stored = _to_file(application, by=by)
    if stored.state == ApplicationState.FILED:
        return renew(application, stored)
    if stored.state != ApplicationState.DRAFT:
        raise WrongState
    call = stored.call
    rules.check_accepting(call, at, late_until=stored.late_until, trial=stored.trial)
    if stored.trial:
        _file_trial(stored, call, by=by, at=at)
        return renew(application, stored)
    organisation = Organisation.objects.get(pk=stored.organisation_id)
    rules.check_admitted(call, organisation.legal_form)
    for form in partners_reading.legal_forms(stored):
        rules.check_admitted(call, form)
    files, asked = _files_of(stored), _questions_of(stored)
    _check_complete(stored, call, files, asked)
    content = frozen(stored, call=call, organisation=organisation, files=files, asked=asked, by=by, at=at)
    said = checksum(content)
    keep_version(stored, ApplicationVersion.Kind.FILED, content, said, number=1, by=by, at=at)
    number = _next_number(stored, at=at)
    rules.check_one_each(call, counted(call, organisation))
    partners_rules.check_each(call.offers_per_applicant, partners_reading.filed_by_partners(stored))
    FLOW.move(
        stored,
        "file",
        by=by,
        at=at,
        number=f"{call.programme.year}/{call.pk}/{number:03d}",
        checksum=said,
        filed_at=at,
        late_until=None if call.accepts_at(at) else stored.late_until,
        filed_by=by.name,
        filed_by_email=by.email,
        filed_language=by.language,
        content=content,
        organisation_name=joint.names_in(content) or organisation.name,
        **signing_rules.facts(call, signing, at),
        **columns_of(content),
    )
    _send_receipt(stored, organisation, by=by, at=at)
    return renew(application, stored)


def _to_file(application: Application, *, by: Actor) -> Application:
    """The offer with its call as they are now, the offer kept from others; and what the database need not be asked for.

    Raises: PermissionDenied.
    """
    permit(FLOW.steps["file"].may, by, application)
    kind = Application.trials if application.trial else Application.objects
    rows = kind.select_related("call__programme", "lot__task").annotate(
        has_questions=Exists(Question.objects.filter(call=OuterRef("call_id"))),
        has_wanted=Exists(RequiredAttachment.objects.filter(call=OuterRef("call_id"))),
    )
    return rows.select_for_update(of=("self",), no_key=True).get(pk=application.pk)


def _file_trial(stored: Application, call: Call, *, by: Actor, at: datetime) -> None:
    """What an applicant would get on the page; no number of the call, no version, no letter."""
    files, asked = _files_of(stored), _questions_of(stored)
    _check_complete(stored, call, files, asked)
    content = frozen(stored, call=call, organisation=trying.example(), files=files, asked=asked, by=by, at=at)
    FLOW.move(
        stored,
        "file",
        by=by,
        at=at,
        number=f"PRÓBA/{stored.pk}",
        checksum=checksum(content),
        filed_at=at,
        filed_by=by.name,
        filed_by_email=by.email,
        filed_language=by.language,
        content=content,
        **columns_of(content),
    )


def frozen(
    application: Application,
    *,
    call: Call,
    organisation: Organisation,
    files: Sequence[Attachment],
    asked: Sequence[Question] = (),
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """The offer as it binds: with the applicant's facts of that day, the addressee, the files and who declared it."""
    town = LocalGovernment.objects.only("executive_name").get(schema_name=connection.schema_name)
    content = {section: application.content.get(section, {}) for section in shape.SECTIONS}
    content[shape.APPLICANT] = {**content[shape.APPLICANT], **facts_of(organisation)}
    content[shape.BUDGET] = budget_filed(content)
    content[shape.DECLARATIONS] = {
        **content[shape.DECLARATIONS],
        "signed_by": by.name,
        "date": local_day(at).isoformat(),
    }
    if asked:
        names = {one.question_id: one.document.name for one in files if one.question_id is not None}
        content[shape.QUESTIONS] = answers.frozen(asked, application.content.get(shape.QUESTIONS, {}), names)
    if application.is_joint:
        content[joint.JOINT] = joint.frozen(application)
    content["basic"] = basic(application, call=call, town=town)
    content["files"] = [
        {"label": one.label, "name": one.document.name, "size": one.document.size, "sha256": one.document.sha256}
        for one in files
    ]
    return content


def basic(application: Application, *, call: Call, town: LocalGovernment) -> dict[str, str]:
    """Form section I, and which call and lot the offer answers."""
    sphere = application.lot.task.sphere
    return {
        "form": application.form,
        "authority": town.executive_name,
        "task_type": next((f"{one.number}) {one.label}" for one in SPHERES if one.number == sphere), sphere),
        "call": call.title,
        "call_ref": call.ref,
        "lot": application.lot.title,
    }


def keep_version(
    application: Application, kind: str, content: Mapping[str, Any], said: str, *, number: int, by: Actor, at: datetime
) -> ApplicationVersion:
    """The content as it was declared; its PDF is drawn by the worker right after the commit."""
    version = ApplicationVersion.objects.create(
        application=application,
        number=number,
        kind=kind,
        content=content,
        checksum=said,
        made_at=at,
        made_by=by.name,
    )
    jobs.configure_task("grants.applications.tasks.draw").defer(schema=connection.schema_name, version=version.pk)
    return version


def _check_complete(application: Any, call: Call, files: Sequence[Attachment], asked: Sequence[Question]) -> None:
    lacking = [
        *completeness.gaps(
            joint.whole(application),
            call=call,
            lot=application.lot,
            wanted=list(RequiredAttachment.objects.filter(call=call)) if application.has_wanted else [],
            attached={one.wanted_id for one in files},
            questions=asked,
            answered={one.question_id for one in files},
        ),
        *partners_reading.gaps_of(application),
        *attachment_rules.gaps(files),
    ]
    raise_all([rules.Incomplete(gap.sentence, field=f"{gap.section}.{gap.field}") for gap in lacking])


def _files_of(stored: Application) -> list[Attachment]:
    """Sorted by hand: the model's own order would join the offer again."""
    return list(stored.files.select_related("document").order_by("pk"))


def _questions_of(stored: Any) -> list[Question]:
    return questions.of(stored.call) if stored.has_questions else []


def _next_number(stored: Application, *, at: datetime) -> int:
    """The next number of the call. From here to the commit nobody else files in it, and nobody closes or changes it.

    So it is taken last; whether the call still takes this offer, on the terms it was checked by, is asked once more.
    Raises: Late, WrongState.
    """
    table = connection.ops.quote_name(Call._meta.db_table)
    taken = Call.objects.raw(
        f"UPDATE {table} SET next_number = next_number + 1 WHERE id = %s"
        " RETURNING id, next_number, state, version, published_at, opens_at, closes_at, waits_for_publication",
        [stored.call_id],
    )
    call = taken[0]
    rules.check_accepting(call, at, late_until=stored.late_until)
    if call.version != stored.call.version:
        raise WrongState
    return call.next_number - 1


def _send_receipt(application: Application, organisation: Organisation, *, by: Actor, at: datetime) -> None:
    notices.queue(
        "offer-filed",
        to=[
            Recipient(by.email, by.name, by.language),
            Recipient(organisation.email, organisation.name),
            *people.partners(application),
        ],
        about=application,
        context={
            "number": application.number,
            "title": application.title,
            "call": application.call.title,
            "organisation": application.organisation_name,
            "at": at,
            "checksum": grouped(application.checksum),
            "signing": application.signing,
            "sign_by": application.sign_by,
        },
        at=at,
        path=reverse("applications:receipt", args=[application.ref]),
    )


@transaction.atomic
def withdraw(application: Application, *, by: Actor, at: datetime) -> Application:
    """Take a filed offer back while the call still takes offers. Raises: Late, WrongState, PermissionDenied."""
    stored = locked(application, "withdraw", by=by)
    call = Call.objects.select_for_update(no_key=True, of=("self",)).get(pk=stored.call_id)
    rules.check_withdrawal(call, at)
    FLOW.move(stored, "withdraw", by=by, at=at)
    notices.queue(
        "offer-withdrawn",
        to=people.applicants(stored),
        about=stored,
        context={"number": stored.number, "title": stored.title, "call": call.title, "at": at, "who": by.name},
        at=at,
        path=reverse("applications:detail", args=[stored.ref]),
    )
    return renew(application, stored)
