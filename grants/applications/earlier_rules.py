"""What a new call changes for an offer that was written for another: values in, sentences out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.formats import money
from grants.applications import content as shape
from grants.applications.budget import check
from grants.applications.completeness import ATTACHMENTS, budget_in
from grants.applications.rules import limits_of
from grants.calls.models import Call, Lot


def changes(
    content: Mapping[str, Any], *, call: Call, lot: Lot, wanted: Sequence[str], questions: int
) -> Iterator[tuple[str, str]]:
    """(section, sentence) for everything the call's own rules change or ask anew; `wanted`: names of attachments."""
    task = content.get(shape.TASK, {})
    start, end = task.get("start") or "", task.get("end") or ""
    first = call.task_from.isoformat() if call.task_from else ""
    last = call.task_to.isoformat() if call.task_to else ""
    if (first and start and start < first) or (last and end and end > last):
        yield (
            shape.TASK,
            _("The task's days are outside the term of this call: change them, and the schedule with them."),
        )
    if call.results_table and not content.get(shape.RESULTS, {}).get("rows"):
        yield shape.RESULTS, _("This call requires the table of results.")
    budget = budget_in(content)
    for problem in check(budget, limits_of(lot)):
        if problem.field.startswith("sources") or problem.field == "costs":
            yield shape.BUDGET, problem.message
    if lot.grant_max is not None and budget.sources.grant and budget.sources.grant <= lot.grant_max:
        yield shape.BUDGET, _("The highest grant in this lot is %(most)s.") % {"most": money(lot.grant_max)}
    if questions:
        yield (
            shape.QUESTIONS,
            ngettext(
                "This call asks %(n)d question of its own.", "This call asks %(n)d questions of its own.", questions
            )
            % {"n": questions},
        )
    yield shape.DECLARATIONS, _("Declarations are made anew: confirm them for this offer.")
    for name in wanted:
        yield ATTACHMENTS, _("Attach again: %(name)s.") % {"name": name}
