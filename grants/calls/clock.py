"""Opening and closing by the clock. Filing itself never waits for this tick: it asks the call's own dates."""

from datetime import datetime


def turn_due(at: datetime) -> None:
    """Open and close the calls whose moment has come."""
