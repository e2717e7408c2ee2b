"""Which offers a committee's member reads, and which they are tied to: asked by every query about offers."""

from django.db.models import Q, QuerySet

from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.applications.partners_models import Offeror
from grants.scoring.models import Declaration, ScoreSheet
from tenants.gates.access import Actor


def tied(actor: Actor) -> QuerySet:
    """Offers this person declared a tie to, on any committee."""
    return Declaration.objects.filter(member__user_id=actor.user_id or 0, tied=True).values("application_id")


def read_on_committee(actor: Actor) -> QuerySet:
    """Offers this person has declared impartiality to, while they sit on the committee."""
    return Declaration.objects.filter(member__user_id=actor.user_id or 0, member__left_at=None, tied=False).values(
        "application_id"
    )


def entries_of_tied(actor: Actor) -> Q:
    """Entries of the audit trail, and letters, about offers this person is tied to."""
    if actor.user_id is None:
        return Q(pk=None)
    offers = tied(actor)
    others = Declaration.objects.filter(application__in=offers).exclude(member__user_id=actor.user_id)
    hidden = (
        Q(kind="application", thing_id__in=offers)
        | Q(kind="declaration", thing_id__in=others.values("pk"))
        | Q(kind="scoresheet", thing_id__in=ScoreSheet.objects.filter(application__in=offers).values("pk"))
    )
    hidden |= Q(kind="offeror", thing_id__in=Offeror.objects.filter(application__in=offers).values("pk"))
    for model, path in ((Application, "pk"), (ApplicationVersion, "application"), (Attachment, "application")):
        papers = model.objects.filter(**{f"{path}__in": offers}).exclude(document=None)
        hidden |= Q(kind="document", thing_id__in=papers.values("document_id"))
    return hidden
