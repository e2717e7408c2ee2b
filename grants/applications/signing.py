"""Confirming a filed offer where the call asks for more than a click: by a signed file, by a signed printout."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from grants.applications import drawing, people, signing_rules
from grants.applications.drafting import locked, renew
from grants.applications.models import Application, ApplicationVersion, Signature
from grants.applications.states import FLOW
from grants.calls.models import Signing
from tenants.gates.access import Actor
from tenants.gates.refusals import WrongState
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents
from tenants.office.documents import signatures, storage
from tenants.office.notices import actions as notices


@transaction.atomic
def sign(application: Application, *, name: str, content: bytes, by: Actor, at: datetime) -> Signature:
    """Keep a file with a qualified or trusted-profile signature of the offer's PDF, after checking it.

    Raises: Refusal, Late, WrongState, PermissionDenied.
    """
    stored = _waiting(application, "sign", Signing.FILE, by=by)
    signing_rules.check_in_time(stored.sign_by, local_day(at))
    version = _filed(stored)
    paper = storage.get(drawing.document_of(version, at=at).key)
    verdict = signatures.check(content, paper)
    document = documents.receive(name=name, content=content, kind="signature", by=by, at=at)
    FLOW.move(stored, "sign", by=by, at=at, confirmed_at=at, noted={"sha256": document.sha256})
    signature = Signature.objects.create(
        application=stored,
        version=version,
        kind=verdict.kind,
        document=document,
        signers=[asdict(one) for one in verdict.signers],
        made_at=at,
        made_by=by.name,
    )
    _tell(stored, at=at, signers=", ".join(one.name for one in verdict.signers))
    renew(application, stored)
    return signature


@transaction.atomic
def confirm_on_paper(
    application: Application, *, checksum: str, received_on: date, by: Actor, at: datetime
) -> Signature:
    """Register a signed printout that came to the office; its checksum is compared with the offer's.

    Raises: Refusal at the field, Late, WrongState, PermissionDenied.
    """
    stored = _waiting(application, "confirm_on_paper", Signing.PAPER, by=by)
    filed_on, today = local_day(stored.filed_at or at), local_day(at)
    signing_rules.check_printout(checksum, stored.checksum, received_on, filed_on=filed_on, today=today)
    signing_rules.check_in_time(stored.sign_by, received_on)
    FLOW.move(stored, "confirm_on_paper", by=by, at=at, confirmed_at=at, noted={"received_on": str(received_on)})
    signature = Signature.objects.create(
        application=stored,
        version=_filed(stored),
        kind=Signature.Kind.PAPER,
        received_on=received_on,
        made_at=at,
        made_by=by.name,
    )
    _tell(stored, at=at, signers="")
    renew(application, stored)
    return signature


def _waiting(application: Application, step: str, route: Signing, *, by: Actor) -> Application:
    stored = locked(application, step, by=by)
    if stored.state not in FLOW.steps[step].states:
        raise WrongState
    signing_rules.check_route(stored.signing, route)
    signing_rules.check_not_yet(stored.confirmed_at)
    return stored


def _filed(application: Application) -> ApplicationVersion:
    """What is signed is the offer as filed, not what was corrected later."""
    return ApplicationVersion.objects.get(application=application, kind=ApplicationVersion.Kind.FILED)


def _tell(application: Application, *, at: datetime, **more: Any) -> None:
    context = {
        "number": application.number,
        "title": application.title,
        "call": application.call.title,
        "when": at,
        **more,
    }
    path = reverse("applications:signature", args=[application.ref])
    notices.queue(
        "offer-confirmed", to=people.applicants(application), about=application, context=context, at=at, path=path
    )
