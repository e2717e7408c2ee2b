"""The PDF of a small grant's offer: drawn once for each version, and kept; the published copy to hang out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import override

from grants.applications.official import OFFER_SIMPLIFIED_2018
from grants.small_grants import filing, outline
from grants.small_grants.models import SmallGrant, SmallGrantVersion
from tenants.gates.access import CLOCK
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf
from tenants.office.documents.models import Document
from tenants.registry.governments.models import LocalGovernment


@transaction.atomic
def document_of(version: SmallGrantVersion, *, at: datetime) -> Document:
    """The PDF of this version: the kept one, else drawn now. The worker and a reader may both ask: one draws."""
    stored = SmallGrantVersion.objects.select_for_update(of=("self",)).select_related("small_grant").get(pk=version.pk)
    if stored.document_id is None:
        number = stored.small_grant.number
        with override("pl"):
            sections = outline.sections(stored.content)
            drawn = _draw(sections, number=number, filed_at=stored.made_at, checksum=stored.checksum, at=stored.made_at)
        name = f"oferta {number}{'' if stored.number == 1 else f' zmiana {stored.number - 1}'}.pdf".replace("/", "-")
        stored.document = documents.store(name=name, content=drawn, kind="offer", by=CLOCK, at=at)
        SmallGrantVersion.objects.filter(pk=stored.pk).update(document=stored.document)
    assert stored.document is not None
    return stored.document


def preview(small_grant: SmallGrant, *, at: datetime) -> bytes:
    """A draft as it would look; marked as a draft on every page."""
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    with override("pl"):
        content = {**small_grant.content, "basic": filing.basic(small_grant.content, town=town)}
        return _draw(outline.sections(content), number=None, filed_at=None, checksum=None, at=at)


def copy(content: Mapping[str, Any], *, number: str, filed_at: datetime | None, at: datetime) -> bytes:
    """The published copy, to hang on the board and to put in BIP; no checksum, for it is not what was filed."""
    with override("pl"):
        return _draw(
            outline.public_sections(content),
            number=number,
            filed_at=filed_at,
            checksum=None,
            at=at,
            kind="Oferta do uwag (art. 19a), bez danych osobowych",
        )


def _draw(
    sections: list[dict[str, Any]],
    *,
    number: str | None,
    filed_at: datetime | None,
    checksum: str | None,
    at: datetime,
    kind: str = "Uproszczona oferta",
) -> bytes:
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    paper: Any = {
        "town": pdf.letterhead(town),
        "title": OFFER_SIMPLIFIED_2018.title,
        "legal_basis": OFFER_SIMPLIFIED_2018.legal_basis,
        "facts": [],
        "sections": sections,
        "footnotes": [],
        "kind": kind,
        "number": number,
        "filed_at": filed_at,
        "checksum": checksum,
    }
    return pdf.render("form", paper, at=at)
