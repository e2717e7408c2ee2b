from datetime import date

from grants.awards.justifications import rules
from grants.calls.models import Call


def justification_until(call: Call) -> date | None:
    """Until when anyone may demand grounds of the choice (art. 15(2i)); None before the results."""
    return rules.last_day(call.results_at) if call.results_at else None
