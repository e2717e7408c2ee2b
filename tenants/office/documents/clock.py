from datetime import datetime

from tenants.gates.access import CLOCK
from tenants.office.documents import actions, scanning


def sweep_orphans(at: datetime) -> None:
    """Once a day in each town: files that a rolled back transaction left behind."""
    actions.sweep(by=CLOCK, at=at)


def scan_waiting(at: datetime) -> None:
    """Every minute in each town: ask the scanner about files it has not answered for."""
    scanning.scan_waiting(at)
