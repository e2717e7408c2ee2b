"""An expert with an advisory voice writes an opinion on an offer; it may be rewritten until the protocol is signed."""

from datetime import datetime

from django.db import transaction

from grants.applications.models import Application
from grants.scoring import rules
from grants.scoring.actions import locked
from grants.scoring.advising_models import Opinion
from grants.scoring.models import CommitteeMember
from grants.scoring.states import OPINION_FLOW
from tenants.gates.access import Actor, permit
from tenants.office.audit import actions as audit


@transaction.atomic
def advise(member: CommitteeMember, application: Application, *, text: str, by: Actor, at: datetime) -> Opinion:
    """Raises: Refusal, WrongState, PermissionDenied."""
    rules.check_scoring(locked(application.call).state)
    rules.check_remark(text)
    found = Opinion.objects.filter(member=member, application=application).first()
    if found is None:
        opinion = Opinion(member=member, application=application, text=text.strip(), made_at=at)
        OPINION_FLOW.create(opinion, by=by, at=at, step="give")
        return opinion
    found.member = member
    permit(OPINION_FLOW.steps["give"].may, by, found)
    found.text, found.made_at = text.strip(), at
    found.save(update_fields=["text", "made_at"])
    audit.record("give", found, by=by, at=at)
    return found
