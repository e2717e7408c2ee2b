"""The budget of an offer in one place: its sums, its document, its check against the call. Adds nothing."""

from grants.applications.budget_document import Unreadable, dump, parse
from grants.applications.budget_limits import ENTRUST, SUPPORT, CallLimits, Problem, check
from grants.applications.costs import (
    ACTIONS,
    ADMINISTRATION,
    Budget,
    CostLine,
    OfferorPart,
    Shares,
    Sources,
)

__all__ = [
    "ACTIONS",
    "ADMINISTRATION",
    "ENTRUST",
    "SUPPORT",
    "Budget",
    "CallLimits",
    "CostLine",
    "OfferorPart",
    "Problem",
    "Shares",
    "Sources",
    "Unreadable",
    "check",
    "dump",
    "parse",
]
