"""Contents page."""

from tenants.office.audit.models import AuditEntry, ChainHead, ChainLink
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tenants.office.seats.models import Seat, SeatInvitation

__all__ = ["AuditEntry", "ChainHead", "ChainLink", "Document", "Notice", "Seat", "SeatInvitation"]
