"""Letters to applicants, sent when the results are published and never before."""

from datetime import datetime

from django.urls import reverse

from grants.applications.people import partners
from grants.awards.models import Award
from grants.calls.models import Call
from tenants.office import law
from tenants.office.deadlines import add_days, local_day
from tenants.office.notices import actions as notices


def to_applicants(call: Call, *, at: datetime) -> None:
    """One letter for each offer decided on, to whoever filed it and to the organisation."""
    today = local_day(at)
    days = law.value("justification_days", on=today)
    for award in Award.objects.filter(decision__call=call).select_related("application__organisation").order_by("pk"):
        offer = award.application
        notices.queue(
            f"result-{award.outcome}",
            to=[
                notices.Recipient(offer.filed_by_email, offer.filed_by, offer.filed_language),
                notices.Recipient(offer.organisation.email, award.organisation_name, offer.filed_language),
                *partners(offer),
            ],
            about=offer,
            context={
                "call": call.title,
                "number": offer.number,
                "organisation": award.organisation_name,
                "title": award.title,
                "requested": award.requested,
                "amount": award.amount,
                "reason": award.reason,
                "update_due_on": offer.update_due_on,
                "justification_days": days,
                "justification_until": add_days(today, days),
            },
            at=at,
            path=reverse("applications:detail", args=[offer.ref]),
        )
