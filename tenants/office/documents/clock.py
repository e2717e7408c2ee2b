from datetime import datetime

from tenants.gates.access import CLOCK
from tenants.office.documents import actions


def sweep_orphans(at: datetime) -> None:
    """Once a day in each town: files that a rolled back transaction left behind."""
    actions.sweep(by=CLOCK, at=at)
