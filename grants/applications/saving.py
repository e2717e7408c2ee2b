"""From a typed section to a saved one, with everything typed kept on the page when the answer is no."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict

from frontend.rows import rearranged
from grants.applications import content as shape
from grants.applications.budget_form import BudgetForm, known
from grants.applications.forms import (
    ApplicantForm,
    CapacityForm,
    DeclarationsForm,
    OtherForm,
    ResultsForm,
    ScheduleForm,
    SectionForm,
    TaskForm,
)
from tenants.gates.refusals import Refusal, Stale, WrongState

FORMS: dict[str, type[SectionForm]] = {
    shape.APPLICANT: ApplicantForm,
    shape.TASK: TaskForm,
    shape.SCHEDULE: ScheduleForm,
    shape.RESULTS: ResultsForm,
    shape.CAPACITY: CapacityForm,
    shape.OTHER: OtherForm,
    shape.DECLARATIONS: DeclarationsForm,
}


def form_of(section: str, content: Mapping[str, Any], posted: QueryDict | None = None, **problems: Any) -> Any:
    if section == shape.BUDGET:
        return BudgetForm(posted, **known(content), problems=problems.get("problems"))
    return FORMS[section](posted, stored=content.get(section, {}), **problems)


def with_moved_rows(section: str, content: Mapping[str, Any], posted: QueryDict) -> Any | None:
    """The form with a row added, removed or moved, nothing saved; None when no such button was pressed."""
    if section == shape.BUDGET:
        return BudgetForm.rearranged(posted, **known(content))
    for table in form_of(section, content).tables:
        if changed := rearranged(posted, table.prefix):
            form = form_of(section, content, changed)
            form._errors = {}
            for one in form.tables:
                one.quiet()
            return form
    return None


def attempt(form: Any, act: Callable[[], Any]) -> Stale | None:
    """Do it; a refusal goes to its field of the form, and a newer version saved meanwhile is handed back.

    Raises: WrongState, PermissionDenied.
    """
    try:
        act()
    except Stale as newer:
        return newer
    except WrongState:
        raise
    except Refusal as refusal:
        for one in refusal.every():
            field = one.field if isinstance(form, BudgetForm) or one.field in form.fields else None
            form.add_error(field or "" if isinstance(form, BudgetForm) else field, str(one))
    return None


def saved_fields(form: Any, section: str, content: Mapping[str, Any], revision: int) -> dict[str, str]:
    """What a page that saved itself must know for the next time: the revision, and the codes of its new rows."""
    fields = {"revision": str(revision)}
    tables = [group.table for group in form.groups] if isinstance(form, BudgetForm) else form.tables
    typed = [row for table in tables for row in table.rows if not row.blank]
    stored = content.get(section, {}).get("lines" if section == shape.BUDGET else "rows", [])
    for row, kept in zip(typed, stored, strict=False):
        if not row.code and "code" in kept:
            fields[f"{row.prefix}-code"] = kept["code"]
    return fields


def revision_in(posted: QueryDict) -> int:
    text = posted.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
