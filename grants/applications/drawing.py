"""The PDF of an offer: drawn once for each version, and kept."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import override

from grants.applications import outline, reading, verifying
from grants.applications.models import Application, ApplicationVersion
from grants.applications.official import OFFER_2018
from grants.applications.rules import when
from tenants.gates.access import CLOCK
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf, qr
from tenants.office.documents.models import Document
from tenants.registry.governments.models import LocalGovernment

Kind = ApplicationVersion.Kind
KINDS = {Kind.FILED: "Oferta", Kind.CORRECTION: "Oferta po uzupełnieniu", Kind.UPDATE: "Aktualizacja oferty"}
SUFFIXES = {Kind.FILED: "", Kind.CORRECTION: " uzupełnienie {nth}", Kind.UPDATE: " aktualizacja {nth}"}


@transaction.atomic
def document_of(version: ApplicationVersion, *, at: datetime) -> Document:
    """The PDF of this version: the kept one, else drawn now. The worker and a reader may both ask: one draws."""
    stored = ApplicationVersion.objects.select_for_update(of=("self",)).select_related("application").get(pk=version.pk)
    if stored.document_id is None:
        drawn = draw(stored)
        name = f"oferta {stored.application.number}{suffix(stored)}.pdf".replace("/", "-")
        stored.document = documents.store(name=name, content=drawn, kind="offer", by=CLOCK, at=at)
        ApplicationVersion.objects.filter(pk=stored.pk).update(document=stored.document)
        if stored == reading.latest_filed(stored.application):
            Application.objects.filter(pk=stored.application_id).update(document=stored.document)
    assert stored.document is not None
    return stored.document


def suffix(version: ApplicationVersion) -> str:
    """What tells its file from those of the versions before it."""
    alike = ApplicationVersion.objects.filter(application=version.application_id, kind=version.kind)
    nth = alike.filter(number__lte=version.number).count()
    return SUFFIXES[ApplicationVersion.Kind(version.kind)].format(nth=nth)


def draw(version: ApplicationVersion) -> bytes:
    """The same version gives the same bytes."""
    application = version.application
    values = {
        "kind": KINDS[ApplicationVersion.Kind(version.kind)],
        "number": application.number,
        "filed_at": version.made_at,
        "checksum": version.checksum,
        "late_until": application.late_until,
        "code": qr.code(verifying.address(_town(), application.number, version.checksum)),
    }
    return _drawn(version.content, values, at=version.made_at)


def preview(content: dict, *, at: datetime) -> bytes:
    """A draft as it would look; marked as a draft on every page."""
    return _drawn(content, {"kind": "Oferta", "number": None, "filed_at": None, "checksum": None}, at=at)


def _town() -> LocalGovernment:
    return LocalGovernment.objects.get(schema_name=connection.schema_name)


def _drawn(content: dict, values: dict, *, at: datetime) -> bytes:
    town = _town()
    with override("pl"):
        facts = outline.facts(content)
        if late_until := values.get("late_until"):
            said = f"po terminie naboru, na podstawie decyzji dopuszczającej złożenie oferty do {when(late_until)}"
            facts.append(("Złożono", said))
        if values["number"]:
            facts.append(("Sprawdzenie oferty", verifying.address(town).partition("://")[2]))
        paper = {
            "town": pdf.letterhead(town),
            "title": outline.title(content),
            "legal_basis": OFFER_2018.legal_basis,
            "facts": facts,
            "sections": outline.sections(content),
            "footnotes": [],
            **values,
        }
        return pdf.render("form", paper, at=at)
