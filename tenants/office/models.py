"""Contents page."""

from tenants.office.audit.models import AuditEntry
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tenants.office.seats.models import Seat, SeatInvitation

__all__ = ["AuditEntry", "Document", "Notice", "Seat", "SeatInvitation"]
