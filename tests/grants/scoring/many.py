"""Many offers at once, for counting queries: copied rows, because filing a thousand by hand takes minutes."""

from datetime import timedelta

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring.models import CommitteeMember, Declaration, Score, ScoreSheet
from tests.builders import NOON


def many_offers(call: Call, number: int) -> list[Application]:
    """So many offers in all, each declared about and scored by every member."""
    first = Application.objects.filter(call=call).order_by("pk")[0]
    facts = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if not field.primary_key
    }
    copies = Application.objects.bulk_create(
        [
            Application(
                **{
                    **facts,
                    "ref": f"kopia-{call.pk}-{copy}",
                    "number": f"{first.number}/{copy}",
                    "filed_at": NOON + timedelta(hours=1, seconds=copy),
                }
            )
            for copy in range(1, number)
        ]
    )
    members = list(CommitteeMember.objects.filter(committee__call=call))
    Declaration.objects.bulk_create(
        [Declaration(member=one, application=offer, tied=False, made_at=NOON) for offer in copies for one in members]
    )
    sheets = ScoreSheet.objects.bulk_create(
        [
            ScoreSheet(member=one, application=offer, state="submitted", submitted_at=NOON, revision=1)
            for offer in copies
            for one in members
        ]
    )
    criterion = call.criteria.order_by("position").first()
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion=criterion, points=10, reason="Bo tak.") for sheet in sheets]
    )
    return list(Application.objects.filter(call=call))
