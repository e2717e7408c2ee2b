"""From a typed section to a saved one, with everything typed kept on the page when the answer is no."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.forms import Textarea, TextInput
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.rows import rearranged
from grants.applications import content as shape
from grants.applications import discarded
from grants.applications.answer_form import AnswersForm
from grants.applications.budget_form import BudgetForm, known
from grants.applications.drafting import Merged
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
    shape.QUESTIONS: AnswersForm,
    shape.DECLARATIONS: DeclarationsForm,
}

OF_A_YEAR = re.compile(r"\byear_([0-9]{4})$")


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
        _point_out(form, refusal)
    return None


def merged(form: Any, act: Callable[[], Merged]) -> Merged | None:
    """What came of it, or None when it was refused at fields of the form. Raises: WrongState, PermissionDenied."""
    try:
        return act()
    except WrongState:
        raise
    except Refusal as refusal:
        _point_out(form, refusal)
    return None


def _point_out(form: Any, refusal: Refusal) -> None:
    """At its field; the forms of whole sections know themselves where a refusal of theirs stands."""
    for one in refusal.every():
        known = isinstance(form, SectionForm | BudgetForm) or one.field in form.fields
        form.add_error(one.field if known else None, str(one))


def told(form: Any, newer: Stale | None, **fields: Any) -> JsonResponse:
    """The answer to a page that saves itself by revisions: what it must send the next time, or why nothing was saved.

    The page shows the mistakes once the person saves.
    """
    if newer is not None:
        return JsonResponse({"message": str(newer)}, status=409)
    if not form.is_valid():
        return JsonResponse({"message": _("One of the fields cannot be saved: press Save to see which.")}, status=422)
    return JsonResponse({"fields": fields})


def seen_anew(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What moved on while it was being saved is looked at again, so that the view answers as to any later form."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        try:
            return view(request, *args, **given)
        except WrongState:
            return view(request, *args, **given)

    return answer


def unsaved(request: HttpRequest, form: Any, sentence: str, *, back: str, to: str = "") -> HttpResponse:
    """The answer to what was typed into something that can no longer be written: why, and the text, to be copied.

    `back`: where to go from here, and `to` what is there, if it is not the same thing as it stands now.
    """
    if is_quiet(request):
        return JsonResponse({"message": sentence}, status=409)
    return not_saved(request, typed_in(form), sentence, back=back, to=to)


def not_saved(
    request: HttpRequest, typed: list[tuple[str, str]], sentence: str, *, back: str, to: str = ""
) -> HttpResponse:
    """`typed`: (label, text) of what was typed; `back` and `to` as of `unsaved`."""
    context = {"sentence": sentence, "typed": typed, "back": back, "to": to}
    return render(request, "grants/applications/unsaved.html", context, status=409)


def keeping_typed(typed: Callable[..., Any]) -> Callable[..., Any]:
    """For a view that saves a part of a draft: when the draft was deleted meanwhile, the text comes back to be copied.

    `typed(gone, posted, …)`: the form as it was sent, with what the view's address says besides the reference.
    """

    def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: Any, ref: str, **given: Any) -> HttpResponse:
            try:
                return view(request, ref, **given)
            except Http404:
                gone = discarded.of(ref, request.actor) if request.method == "POST" else None
                if gone is None:
                    raise
            form = typed(gone, request.POST, **given)
            sentence = _("%(who)s deleted this draft on %(when)s. It cannot be brought back.")
            sentence %= {"who": gone.who, "when": _moment(gone.at)}
            new = f"{reverse('applications:new')}?lot={gone.lot_id}"
            return unsaved(request, form, sentence, back=new, to=_("Begin a new offer"))

        return answer

    return kept


def filed_meanwhile(who: str, at: datetime | None) -> str:
    """Why an offer or a proposal can no longer be written."""
    assert at is not None
    return _("%(who)s filed this on %(when)s, and it can no longer be changed here.") % {
        "who": who,
        "when": _moment(at),
    }


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j E Y, H:i:s")


def typed_in(form: Any) -> list[tuple[str, str]]:
    """(label, text) of every text typed into a form of a section; each row of a table is one text."""
    budget = isinstance(form, BudgetForm)
    plain, tables = (form.sources, [group.table for group in form.groups]) if budget else (form, form.tables)
    texts = [(str(one.label), one.value() or "") for one in plain if isinstance(one.field.widget, TextInput | Textarea)]
    for row in (row for table in tables for row in table.rows if not row.blank):
        cells = [cell for cell in row.cells if cell.kind not in {"hidden", "choice"} and cell.value]
        texts.append((_("Row %(number)s") % {"number": row.number}, "\n".join(f"{c.label}: {c.value}" for c in cells)))
    return [(label, text) for label, text in texts if str(text).strip()]


def years_in(posted: QueryDict) -> list[int]:
    """The years whose amounts were typed, where the task that names them is no longer there."""
    return sorted({int(found[1]) for name in posted if (found := OF_A_YEAR.search(name))})


def is_quiet(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def saved_fields(form: Any, section: str, stored: Mapping[str, Any]) -> dict[str, str]:
    """What a page that saved itself must know for the next time: the codes of its new rows.

    `stored` is the section as this page sent it, with the codes that its rows were given.
    """
    tables = [group.table for group in form.groups] if isinstance(form, BudgetForm) else form.tables
    typed = [row for table in tables for row in table.rows if not row.blank]
    rows = stored.get("lines" if section == shape.BUDGET else "rows", [])
    return {f"{row.prefix}-code": kept["code"] for row, kept in zip(typed, rows, strict=False) if not row.code}


def seen_in(posted: QueryDict) -> dict[str, str]:
    """What the page knew when it was made (merging.seals). Nothing, when it does not say."""
    try:
        seen = json.loads(posted.get("seen", ""))
    except ValueError:
        return {}
    return {name: seal for name, seal in seen.items() if isinstance(seal, str)} if isinstance(seen, dict) else {}


def revision_in(posted: QueryDict) -> int:
    text = posted.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
