"""Which offers a committee's member reads, and which they are tied to: asked by every query about offers."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from grants.applications.models import Application
from grants.scoring.models import Declaration
from grants.scoring.states import SIGNED
from tenants.gates.access import Actor


def tied(actor: Actor) -> QuerySet:
    """Offers this person declared a tie to, on any committee."""
    return Declaration.objects.filter(member__user_id=actor.user_id or 0, tied=True).values("application_id")


def people_tied(application_id: int) -> QuerySet:
    """Who declared a tie to this offer, or was excluded from it."""
    return Declaration.objects.filter(application_id=application_id, tied=True).values("member__user_id")


def judged_on_committee(actor: Actor) -> QuerySet:
    """Offers this person has declared impartiality to, while they sit on the committee."""
    return Declaration.objects.filter(member__user_id=actor.user_id or 0, member__left_at=None, tied=False).values(
        "application_id"
    )


def read_on_committee(actor: Actor) -> QuerySet:
    """Of those, the ones whose applicant they may know: of a blind call none before its protocol is signed."""
    return judged_on_committee(actor).filter(
        Q(member__committee__blind=False) | Q(member__committee__call__state__in=SIGNED)
    )


def entries_of_tied(actor: Actor, kind: str = "") -> Q:
    """Entries of the audit trail, and letters, about offers this person is tied to and all that belongs to them.

    `kind`: only of this kind, which a page of one thing asks; a document may be of any.
    """
    if actor.user_id is None:
        return Q(pk=None)
    offers = tied(actor)
    hidden = Q(kind="application", thing_id__in=offers)
    papers: list[QuerySet] = [Application.objects.filter(pk__in=offers).exclude(document=None).values("document_id")]
    for model, path in _of_offers():
        if kind not in {"", "document", model._meta.model_name}:
            continue
        rows = model._base_manager.filter(**{f"{path}__in": offers})
        if model is Declaration:
            rows = rows.exclude(member__user_id=actor.user_id)
        hidden |= Q(kind=model._meta.model_name, thing_id__in=rows.order_by().values("pk"))
        if any(field.name == "document" for field in model._meta.fields):
            papers.append(rows.exclude(document=None).order_by().values("document_id"))
    for documents in papers if kind in {"", "document"} else ():
        hidden |= Q(kind="document", thing_id__in=documents)
    return hidden


def _of_offers() -> list[tuple[type[Model], str]]:
    """Every model whose rows belong to an offer, directly or by a row that does, with the way to the offer.

    Found by looking, so that what a later room adds is hidden too.
    """
    found = [(one.related_model, one.field.name) for one in _pointing(Application)]
    return found + [
        (one.related_model, f"{one.field.name}__{path}") for model, path in found for one in _pointing(model)
    ]


def _pointing(model: type[Model]) -> list[Any]:
    return [one for one in model._meta.related_objects if one.related_model._meta.app_label == "grants"]
