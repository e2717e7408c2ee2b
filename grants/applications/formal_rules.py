"""The formal check of an offer: what is answered, where it leads, who confirms it, and who may read the results."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.applications.budget import Budget, check
from grants.applications.rules import PUBLISHED, limits_of
from grants.calls.models import Call, Lot, whole_second
from grants.calls.states import CallState
from tenants.gates.refusals import Refusal, raise_all

# The criteria of the formal check. What the system knows by itself it answers; a person may overrule none of that.
KNOWN = (
    *("in_time", "form", "admitted", "one_each", "task_days", "grant_limits", "own_share", "sums", "attached"),
    "confirmed",
)
# What the office is asked of a call that chose nothing else (checklist.LIBRARY).
ASKED = ("eligible", "statute", "signed", "readable", "contents")
ANSWERS = ("yes", "no", "na")
# The formal check is over.
CHECKED = {CallState.MERIT, CallState.RECOMMENDED, CallState.DECIDED, *PUBLISHED}


def known_answers(
    *,
    call: Call,
    lot: Lot,
    content: Mapping[str, Any],
    budget: Budget,
    filed_at: datetime | None,
    late_until: datetime | None = None,
    filed: int,
    missing_files: int,
    confirmed: bool = True,
    admitted: bool = True,
) -> dict[str, str]:
    """What the system itself answers: `filed` counts the applicant's offers, `missing_files` required attachments.

    `confirmed`: whether the signature that the call asks for is there.
    """
    problems = {problem.field: True for problem in check(budget, limits_of(lot))}
    task = content.get("task", {})
    start, end = str(task.get("start") or ""), str(task.get("end") or "")
    inside = bool(start and end) and not _outside(start, end, call)
    answers = {
        "in_time": filed_at is not None
        and call.closes_at is not None
        and whole_second(filed_at) <= (late_until or call.closes_at),
        "form": bool(content),
        "admitted": admitted,
        "one_each": filed <= call.offers_per_applicant,
        "task_days": inside,
        "grant_limits": "sources.grant" not in problems,
        "own_share": "sources.own_financial" not in problems,
        "sums": budget.gap == 0 and "sources" not in problems and "offerors" not in problems,
        "attached": missing_files == 0,
        "confirmed": confirmed,
    }
    return {code: "yes" if answers[code] else "no" for code in KNOWN}


def _outside(start: str, end: str, call: Call) -> bool:
    return bool(
        (call.task_from and start < call.task_from.isoformat()) or (call.task_to and end > call.task_to.isoformat())
    )


def check_answers(
    answers: Mapping[str, str], reasons: Mapping[str, str], *, asked: Collection[str] = ASKED
) -> dict[str, str]:
    """The checklist as it is kept: an answer that is not “yes” says why. Raises: Refusal at the criterion."""
    refusals = []
    for code, answer in answers.items():
        if code not in asked or answer not in (*ANSWERS, ""):
            raise Refusal(_("Choose yes, no or not applicable."), field=code)
        if answer in {"no", "na"} and not reasons.get(code, "").strip():
            refusals.append(Refusal(_("Write why: the answer is not “yes”."), field=why_field(code)))
    raise_all(refusals)
    return {code: answers[code] for code in asked if answers.get(code)}


def why_field(code: str) -> str:
    return f"why-{code}"


def check_may_pass(known: Mapping[str, str], answers: Mapping[str, str], *, asked: Collection[str] = ASKED) -> None:
    """Raises: Refusal when a criterion has no answer, or the answer is no."""
    if any(not answers.get(code) for code in asked):
        raise Refusal(_("Answer every question of the checklist first."))
    if "no" in {**known, **answers}.values():
        raise Refusal(_("One of the answers is “no”: such an offer cannot pass the formal check."))


def leads_to(
    said: Mapping[str, str], correctable: Collection[str], *, asked: Collection[str], corrections: bool
) -> str:
    """Where these answers lead: "pass", "correct" or "reject"; "" while questions are open and none is answered “no”.

    What cannot be corrected decides. `corrections`: whether the call foresees them.
    """
    noes = {code for code, answer in said.items() if answer == "no"}
    if noes:
        return "correct" if corrections and noes <= set(correctable) else "reject"
    return "pass" if all(said.get(code) for code in asked) else ""


def check_confirmed(formal: Mapping[str, Any], *, four_eyes: bool) -> None:
    """Where a call wants four eyes, nobody passes or rejects what a second person has not confirmed. Raises: Refusal."""
    if four_eyes and not formal.get("confirmed_at"):
        raise Refusal(_("In this call a second person confirms the checklist before the offer passes or is rejected."))


def check_second(formal: Mapping[str, Any], *, person: int | None) -> None:
    """Raises: Refusal when nothing waits to be confirmed, or when it would be the same person's eyes."""
    if not formal.get("waits"):
        raise Refusal(_("There are no complete answers that wait to be confirmed."))
    if person is None or formal.get("by_id") == person:
        raise Refusal(_("You gave these answers, so somebody else confirms them."))


def opened_again(formal: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they were given; whoever confirmed them confirms anew."""
    return {name: formal[name] for name in ("answers", "reasons", "by", "by_id", "at") if name in formal}


def check_checklist(rows: Sequence[Mapping[str, Any]], *, begun: bool) -> list[dict[str, Any]]:
    """The rows as they are kept: one of the office's own is named by its place, a usual one is asked once.

    Raises: Refusal once an offer was checked, or of a list that asks nothing.
    """
    if begun:
        raise Refusal(_("An offer of this call has been checked already: the checklist stays as it is."))
    if not rows or not all(row["label"] for row in rows):
        raise Refusal(_("Write what is checked; a checklist asks at least one thing."))
    kept: list[dict[str, Any]] = []
    for place, row in enumerate(rows, start=1):
        taken = {one["code"] for one in kept}
        kept.append({**row, "code": row["code"] if row["code"] and row["code"] not in taken else f"own-{place}"})
    return kept


def shows_formal_results(call: Call) -> bool:
    """Whether everyone may read the results of the formal check: the town publishes them, and there are all of them."""
    return call.formal_public and call.state in CHECKED
