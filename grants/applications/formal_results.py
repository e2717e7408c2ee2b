"""The public list: each offer of a call with the result of its formal check, and why it was rejected."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Call

FIELDS = ("number", "organisation_name", "title", "state", "formal_reason")


def of(call: Call) -> QuerySet:
    """Offers with a result, in the order they were filed. Whether it may be shown: formal_rules.shows_formal_results."""
    found = Application.objects.filter(call=call).judged_formally()
    return found.order_by("filed_at", "pk").values(*FIELDS)


def rows(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What was decided after the check is not told here."""
    for one in found:
        rejected = one["state"] == ApplicationState.REJECTED
        yield {
            "number": one["number"],
            "organisation": one["organisation_name"],
            "title": one["title"],
            "rejected": rejected,
            "result": (ApplicationState.REJECTED if rejected else ApplicationState.PASSED).label,
            "why": one["formal_reason"] if rejected else "",
        }


def table(call: Call) -> list[list[Any]]:
    """The same for a spreadsheet, the heading first."""
    heading = [_("Number"), _("Organisation"), _("Task"), _("Result of the formal check"), _("Reason")]
    names = ("number", "organisation", "title", "result", "why")
    return [heading, *([row[name] for name in names] for row in rows(of(call)))]
