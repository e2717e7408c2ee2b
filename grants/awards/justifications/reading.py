from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, DateField, IntegerField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grants.applications.models import Application
from grants.awards.justifications import rules
from grants.awards.justifications.models import JustificationRequest
from grants.awards.models import Award, Decision
from grants.calls.models import Call, CallQuerySet
from tenants.gates.access import Actor


def justification_until(call: Call) -> date | None:
    """Until when anyone may demand grounds of the choice (art. 15(2i)); None before the results."""
    return rules.last_day(call.results_at) if call.results_at else None


def changed_until(acts: Iterable[Decision]) -> date | None:
    """Until when it may be demanded of the offers that the last of the later acts changed; None without such an act."""
    announced = [one.published_at for one in acts if not one.is_first and one.published_at]
    return rules.last_day(max(announced)) if announced else None


def announced_at(application: Application) -> datetime | None:
    """When what is in force on this offer was announced: with the results, or with the later act that changed it."""
    award = Award.objects.in_force().filter(application=application).select_related("decision").first()
    return award.decision.published_at if award else application.call.results_at


def with_waiting(calls: CallQuerySet, actor: Actor) -> CallQuerySet:
    """With how many requests wait (`justifications_waiting`) and by when the first is answered (`justification_due`)."""
    of_call = waiting_for(actor).filter(application__call=OuterRef("pk")).order_by().values("application__call")
    number = Subquery(of_call.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    first = Subquery(of_call.annotate(day=Min("due_on")).values("day"), output_field=DateField())
    return calls.annotate(justifications_waiting=Coalesce(number, 0), justification_due=first)


def waiting_for(actor: Actor) -> QuerySet[JustificationRequest]:
    """What this person of the office may answer."""
    return JustificationRequest.objects.visible_to(actor).waiting()
