"""Decisions about calls for corrections: values in, an answer or a Refusal out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications import places
from grants.applications.completeness import PARTNERS, Gap
from grants.applications.rules import Incomplete, Late
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.deadlines import add_days, local_day, next_working_day

USUAL_DAYS = 7
LONGEST = timedelta(days=60)


class Locked(Refusal):
    """The office has not opened this place."""


def proposed_day(at: datetime, days: int | None) -> date:
    """The last day of a term of so many days from today; a day off moves to the next working one."""
    return next_working_day(add_days(local_day(at), days or USUAL_DAYS))


def check_flaws(sentences: Mapping[str, str], known: Mapping[str, str]) -> list[dict[str, str]]:
    """The flaws as they are kept; `known` maps the codes of places to their labels. Raises: Refusal."""
    if unknown := set(sentences) - set(known):
        raise Refusal(_("The offer has no such place: %(places)s.") % {"places": ", ".join(sorted(unknown))})
    said = {code: shape.text(sentences.get(code), shape.FEW_LINES, code) for code in known}
    flaws = [{"place": code, "label": known[code], "sentence": text} for code, text in said.items() if text]
    if not flaws:
        raise Refusal(_("Write at least one flaw beside the place where it is: only such places are opened."))
    return flaws


def check_term(answer_by: date, at: datetime) -> None:
    """Raises: Refusal."""
    today = local_day(at)
    if answer_by <= today:
        raise Refusal(_("Give the applicant at least until tomorrow."), field="answer_by")
    if answer_by - today > LONGEST:
        raise Refusal(_("This day is too far away: give at most 60 days."), field="answer_by")


def check_again(before: int, reason: str) -> str:
    """A second call needs a reason. Raises: Refusal."""
    said = shape.text(reason, shape.FEW_LINES, "reason")
    if before and not said:
        raise Refusal(
            _("The applicant was called to correct flaws already. Give the reason for doing it again."), field="reason"
        )
    return said


def is_over(answer_by: date, at: datetime) -> bool:
    return local_day(at) > answer_by


def check_in_time(answer_by: date, at: datetime) -> None:
    """The term ends with that local day. Raises: Late."""
    if is_over(answer_by, at):
        raise Late(
            _("Flaws could be corrected until %(day)s, to the end of that day. What you wrote is kept and can be read.")
            % {"day": date_format(answer_by, "j E Y")}
        )


def check_lapsed(answer_by: date, at: datetime) -> None:
    """Raises: Refusal while the term runs."""
    if not is_over(answer_by, at):
        raise Refusal(
            _("The applicant has until %(day)s, to the end of that day.") % {"day": date_format(answer_by, "j E Y")}
        )


def not_opened() -> str:
    return _("The office has not opened this place for corrections: it stays as it was filed.")


def check_unlocked(now: Mapping[str, Any], wanted: Mapping[str, Any], unlocked: Collection[str]) -> None:
    """Raises: Locked, at each field that differs though nobody opened it."""
    raise_all(
        [Locked(not_opened(), field=name) for name in wanted if name not in unlocked and wanted[name] != now.get(name)]
    )


def check_says_something(changed: bool, explanation: str) -> None:
    """Raises: Refusal."""
    if not changed and not explanation:
        raise Refusal(
            _("Nothing was changed yet. Correct what the office asks for, or explain why it should stay."),
            field="explanation",
        )


def check_clean(infected: Iterable[Gap]) -> None:
    """No file with malware in it binds. Raises: Incomplete, at each."""
    raise_all([Incomplete(gap.sentence, field=f"{gap.section}.{gap.field}") for gap in infected])


def check_no_worse(before: Iterable[Gap], after: Sequence[Gap], opened: Collection[str]) -> None:
    """A correction may leave what was lacking, and must not make an opened section lack more. Raises: Incomplete.

    What it makes lack where nothing is open (a question that only now applies) the applicant could not mend.
    """
    known = {(gap.section, gap.field) for gap in before}
    sections = {code.partition(".")[0] for code in opened} - {shape.QUESTIONS}
    if any(code in places.LEADING_TO_COSTS for code in opened):
        sections.add(shape.BUDGET)
    if shape.BUDGET in sections:
        # The split between partners follows the costs.
        sections.add(PARTNERS)
    raise_all(
        [
            Incomplete(gap.sentence, field=f"{gap.section}.{gap.field}")
            for gap in after
            if (gap.section, gap.field) not in known
            and (gap.section in sections or f"{gap.section}.{gap.field}" in opened)
        ]
    )
