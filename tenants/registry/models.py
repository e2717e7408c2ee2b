"""Contents page."""

from tenants.registry.alerts.models import Alert, AlertedCall
from tenants.registry.billing.models import StripeEvent, Subscription
from tenants.registry.feeds.models import CalendarFeed
from tenants.registry.governments.models import Domain, LocalGovernment, Workplace
from tenants.registry.mail.models import Letter
from tenants.registry.organisations.models import Footprint, Invitation, Membership, Organisation
from tenants.registry.organisations.papers import OrganisationPaper
from tenants.registry.people.models import User
from tenants.registry.showcase.models import ListedCall

__all__ = [
    "Alert",
    "AlertedCall",
    "CalendarFeed",
    "Domain",
    "Footprint",
    "Invitation",
    "Letter",
    "ListedCall",
    "LocalGovernment",
    "Membership",
    "Organisation",
    "OrganisationPaper",
    "StripeEvent",
    "Subscription",
    "User",
    "Workplace",
]
