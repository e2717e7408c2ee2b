"""Letters about a report and a return."""

from datetime import datetime
from typing import Any

from grants.agreements import letters
from grants.agreements.models import Agreement
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient


def send(letter: str, agreement: Agreement, *, to: list[Recipient], at: datetime, **context: Any) -> None:
    facts = {"number": agreement.number, "title": agreement.title, "grantee": agreement.organisation_name}
    path = f"/agreements/{agreement.ref}/reports/final/"
    notices.queue(letter, to=to, about=agreement, context={**facts, **context}, at=at, path=path)


grantee = letters.grantee
office = letters.office
