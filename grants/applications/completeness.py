"""What an offer still lacks before it can be filed: one sentence for each place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.applications import answers
from grants.applications import content as shape
from grants.applications.budget import Budget, check, parse
from grants.applications.budget_years import in_years
from grants.applications.joint import with_split
from grants.applications.rules import limits_of
from grants.calls.models import Call, Lot, RequiredAttachment
from grants.calls.questions.models import Kind, Question
from tenants.office import law

ATTACHMENTS = "attachments"
PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Gap:
    """`field` is the part of the page's field id after "id_"; for a row, the id of the row itself."""

    section: str
    field: str
    sentence: str


def budget_in(content: Mapping[str, Any]) -> Budget:
    """The budget in the years of the task, with form V.C."""
    years = shape.years_of(content.get(shape.TASK, {}))
    return with_split(in_years(parse(content.get(shape.BUDGET) or {}), years), content)


def gaps(
    content: Mapping[str, Any],
    *,
    call: Call,
    lot: Lot,
    wanted: Collection[RequiredAttachment],
    attached: Collection[int | None],
    questions: Sequence[Question] = (),
    answered: Collection[int | None] = (),
) -> list[Gap]:
    """`wanted`: the call's attachments; `attached`: which of them have a file.

    `questions`: what the call asks beside the form; `answered`: ids of those that have a file.
    """
    found: list[Gap] = []

    def lack(section: str, field: str, sentence: str) -> None:
        found.append(Gap(section, field, sentence))

    _applicant(content.get(shape.APPLICANT, {}), lack)
    _task(content.get(shape.TASK, {}), call, lack)
    _schedule(content.get(shape.SCHEDULE, {}), content.get(shape.TASK, {}), lack)
    _results(content.get(shape.RESULTS, {}), call, lack)
    _texts(content, shape.CAPACITY, lack)
    budget = budget_in(content)
    years = law.value("agreement_years", on=call.last_publication_on or law.BEGINNING)
    for problem in check(budget, limits_of(lot, years=years)):
        lack(PARTNERS if problem.field.startswith("offerors") else shape.BUDGET, problem.field, problem.message)
    _other(content.get(shape.OTHER, {}), budget, lack)
    for question, sentence in answers.gaps(questions, content.get(shape.QUESTIONS, {}), answered):
        place = (ATTACHMENTS, f"file_{question.code}") if question.kind == Kind.FILE else None
        lack(*(place or (shape.QUESTIONS, question.code)), sentence)
    _declarations(content.get(shape.DECLARATIONS, {}), lack)
    for one in wanted:
        if one.required and one.pk not in attached:
            lack(ATTACHMENTS, f"file_{one.pk}", _("Attach: %(name)s.") % {"name": one.name})
    return found


def _applicant(section: Mapping[str, Any], lack: Any) -> None:
    if not section.get("contact_name"):
        lack(shape.APPLICANT, "contact_name", _("Say who can explain the offer."))
    if not section.get("contact_phone"):
        lack(shape.APPLICANT, "contact_phone", _("Give that person's phone number."))
    try:
        validate_email(section.get("contact_email") or "")
    except ValidationError:
        lack(shape.APPLICANT, "contact_email", _("Give that person's e-mail address."))


def _task(section: Mapping[str, Any], call: Call, lack: Any) -> None:
    if not section.get("title"):
        lack(shape.TASK, "title", _("Give the task a title."))
    start, end = shape.as_day(section.get("start")), shape.as_day(section.get("end"))
    if start is None:
        lack(shape.TASK, "start", _("Give the day the task begins."))
    elif call.task_from and start < call.task_from:
        lack(
            shape.TASK, "start", _("In this call tasks may begin on %(day)s or later.") % {"day": _day(call.task_from)}
        )
    if end is None:
        lack(shape.TASK, "end", _("Give the day the task ends."))
    elif start and end < start:
        lack(shape.TASK, "end", _("The task ends before it begins."))
    elif call.task_to and end > call.task_to:
        lack(shape.TASK, "end", _("In this call tasks must end by %(day)s.") % {"day": _day(call.task_to)})
    if not section.get("description"):
        lack(shape.TASK, "description", _("Describe the task."))


def _schedule(section: Mapping[str, Any], task: Mapping[str, Any], lack: Any) -> None:
    rows = section.get("rows") or []
    if not rows:
        lack(shape.SCHEDULE, "rows", _("Plan at least one action."))
    first, last = task.get("start") or "", task.get("end") or ""
    for number, row in enumerate(rows, start=1):
        where = f"row-{row.get('code')}"
        for name, sentence in (
            ("name", _("Action %(number)d: give its name.")),
            ("description", _("Action %(number)d: describe it.")),
            ("target_group", _("Action %(number)d: say whom it is for.")),
            ("start", _("Action %(number)d: give the day it begins.")),
            ("end", _("Action %(number)d: give the day it ends.")),
        ):
            if not row.get(name):
                lack(shape.SCHEDULE, where, sentence % {"number": number})
        start, end = row.get("start") or "", row.get("end") or ""
        if start and end and end < start:
            lack(shape.SCHEDULE, where, _("Action %(number)d ends before it begins.") % {"number": number})
        elif (first and start and start < first) or (last and end and end > last):
            lack(shape.SCHEDULE, where, _("Action %(number)d is outside the days of the task.") % {"number": number})


def _results(section: Mapping[str, Any], call: Call, lack: Any) -> None:
    for name, sentence in (
        ("direct_effect", _("Say what the direct effect will be.")),
        ("social_change", _("Say what will change for people.")),
        ("sustainability", _("Say how the results will be used later.")),
    ):
        if not section.get(name):
            lack(shape.RESULTS, name, sentence)
    rows = section.get("rows") or []
    if call.results_table and not rows:
        lack(shape.RESULTS, "rows", _("Add at least one result: this call requires the table."))
    for number, row in enumerate(rows, start=1):
        if not all(row.get(name) for name in shape.RESULT_TEXTS):
            lack(shape.RESULTS, f"row-{number}", _("Result %(number)d: fill in every column.") % {"number": number})


def _texts(content: Mapping[str, Any], section: str, lack: Any) -> None:
    values = content.get(section, {})
    if not values.get("previous_activity"):
        lack(section, "previous_activity", _("Describe what the organisation has done so far."))
    if not values.get("resources"):
        lack(section, "resources", _("Describe the people, things and money you will use."))


def _other(section: Mapping[str, Any], budget: Budget, lack: Any) -> None:
    if not section.get("paid_or_free"):
        lack(shape.OTHER, "paid_or_free", _("Say whether the task will be free of charge."))
    elif section["paid_or_free"] == "free" and budget.sources.recipients > 0:
        lack(
            shape.OTHER,
            "paid_or_free",
            _("The budget has payments from recipients, so the task is not free of charge."),
        )


def _declarations(section: Mapping[str, Any], lack: Any) -> None:
    for code in shape.DECLARED:
        if not section.get(code):
            lack(shape.DECLARATIONS, code, _("Confirm declaration %(number)s.") % {"number": f"{code[1:]})"})
    for code in shape.ALTERNATIVES:
        if not section.get(code):
            lack(
                shape.DECLARATIONS,
                code,
                _("Choose the wording of declaration %(number)s.") % {"number": f"{code[1:]})"},
            )


def _day(day: date) -> str:
    return date_format(day, "j E Y")
