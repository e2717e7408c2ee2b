"""Which offers a committee's member reads, and which they are tied to: asked by every query about offers."""

from django.db.models import QuerySet

from grants.scoring.models import Declaration
from tenants.gates.access import Actor


def tied(actor: Actor) -> QuerySet:
    """Offers this person declared a tie to, on any committee."""
    return Declaration.objects.filter(member__user_id=actor.user_id or 0, tied=True).values("application_id")


def read_on_committee(actor: Actor) -> QuerySet:
    """Offers this person has declared impartiality to, while they sit on the committee."""
    return Declaration.objects.filter(
        member__user_id=actor.user_id or 0, member__left_at=None, tied=False
    ).values("application_id")
