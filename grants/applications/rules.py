"""Decisions about offers: values in, an answer or a Refusal out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.formats import money, percent
from grants.applications.budget import Budget, CallLimits, Problem, check
from grants.applications.content import ALTERNATIVES
from grants.applications.costs import at_least
from grants.calls.models import Call, Lot, whole_second
from grants.calls.states import RUNNING, CallState
from tenants.gates.refusals import Refusal, Stale, raise_all
from tenants.office.deadlines import WARSAW
from tenants.office.money import HUNDRED, ZERO
from tenants.registry.organisations.kinds import LEGAL_FORMS

# The criteria of the formal check. What the system knows by itself it answers; a person may overrule none of that.
KNOWN = (
    *("in_time", "form", "admitted", "one_each", "task_days", "grant_limits", "own_share", "sums", "attached"),
    "confirmed",
)
# What the office is asked of a call that chose nothing else (checklist.LIBRARY).
ASKED = ("eligible", "statute", "signed", "readable", "contents")
ANSWERS = ("yes", "no", "na")
PUBLISHED = {CallState.RESULTS, CallState.COMPLETED}
# The formal check is over.
CHECKED = {CallState.MERIT, CallState.RECOMMENDED, CallState.DECIDED, *PUBLISHED}


class Late(Refusal):
    """The call does not take offers at this moment."""


class Incomplete(Refusal):
    """Something the form asks for is missing."""


class TooMany(Refusal):
    """The organisation has filed as many offers in this call as it may."""


class NotAdmitted(Refusal):
    """The call is not for bodies of this kind."""


def when(at: datetime) -> str:
    return date_format(at.astimezone(WARSAW), "j E Y, H:i:s")


def left(until: datetime | None, at: datetime) -> str:
    """How much time there is, in words people use."""
    if until is None or at > until:
        return ""
    minutes = int((until - at).total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)d hour left", "%(n)d hours left", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d day left", "%(n)d days left", minutes // 1440) % {"n": minutes // 1440}


def accepts(call: Call, at: datetime, late_until: datetime | None = None, *, trial: bool = False) -> bool:
    """Whether an offer can be filed now. `late_until`: the applicant's own moment after the deadline, if one was given.

    Late access is for the time of filing and of the formal check: never in a call that is not out yet, was cancelled,
    or is with the committee. A `trial` is for the office alone, until the call is published.
    """
    if trial:
        return call.published_at is None and call.state in {CallState.DRAFT, CallState.APPROVED}
    if call.accepts_at(at):
        return True
    takes_late = call.state in {*RUNNING, CallState.CLOSED} and call.is_over(at)
    return takes_late and late_until is not None and whole_second(at) <= late_until


def check_accepting(call: Call, at: datetime, *, late_until: datetime | None = None, trial: bool = False) -> None:
    """The one decision on whether an offer is taken. Raises: Late, with what was kept."""
    if accepts(call, at, late_until, trial=trial):
        return
    if trial:
        raise Late(_("The trial run is over: the call is published, or cancelled."))
    if call.state == CallState.CANCELLED:
        raise Late(_("This call was cancelled. Your draft is kept and you can still read it."))
    if call.opens_at is not None and at < call.opens_at:
        raise Late(_("This call takes offers from %(opens)s.") % {"opens": when(call.opens_at)})
    raise Late(
        _(
            "The call took offers until %(closes)s and it is %(now)s by the server's clock: the offer was not filed. "
            "Everything you wrote is kept in the draft, and you can still read, print and copy it."
        )
        % {"closes": when(late_until or call.closes_at) if call.closes_at else "–", "now": when(at)}
    )


def check_withdrawal(call: Call, at: datetime) -> None:
    """Raises: Late after the deadline: the offer then belongs to the call."""
    if not call.accepts_at(at):
        raise Late(_("An offer can be withdrawn only while the call takes offers; this one no longer does."))


def check_admitted(call: Call, legal_form: str) -> None:
    """Raises: NotAdmitted, with who may apply."""
    if not call.admits(legal_form):
        label = dict(LEGAL_FORMS).get(legal_form, legal_form)
        admitted = ", ".join(str(said) for form, said in LEGAL_FORMS if call.admits(form))
        raise NotAdmitted(
            _("In this call an offer cannot be filed by: %(form)s. Those who may apply: %(admitted)s.")
            % {"form": label, "admitted": admitted},
            field="organisation",
        )


def check_one_each(call: Call, filed: int) -> None:
    """`filed`: offers of this organisation that count in this call. Raises: TooMany."""
    if filed >= call.offers_per_applicant:
        raise TooMany(
            _("One organisation may file at most %(most)d in this call, and yours has filed %(filed)d.")
            % {"most": call.offers_per_applicant, "filed": filed}
        )


def check_revision(stored: int, opened: int, *, who: str) -> None:
    """Raises: Stale when the section was saved after this person had opened it."""
    if stored != opened:
        raise Stale(
            _("%(who)s saved this section after you had opened it. Nothing of yours is lost: compare and choose.")
            % {"who": who or _("Somebody else")}
        )


def limits_of(lot: Lot, *, years: int | None = None) -> CallLimits:
    return CallLimits(
        commissioning=lot.commissioning,
        grant_min=lot.grant_min,
        grant_max=lot.grant_max,
        grant_max_percent=lot.grant_max_percent,
        own_min_percent=lot.own_min_percent or None,
        own_base=lot.own_base,
        own_financial_min_percent=lot.own_financial_min_percent or None,
        admin_max_percent=lot.admin_max_percent,
        counts_nonfinancial=lot.counts_nonfinancial,
        counts_recipients=lot.counts_recipients,
        max_years=years,
    )


def least_own(budget: Budget, limits: CallLimits) -> tuple[Decimal, Decimal]:
    """The least own contribution these costs call for: of every kind that counts, and in money."""
    base = budget.sources.grant if limits.own_base == "grant" else budget.total
    whole = at_least((limits.own_min_percent or ZERO) * base)
    in_money = at_least((limits.own_financial_min_percent or ZERO) * base)
    return whole, in_money


def check_call_closed(call: Call, at: datetime) -> None:
    """The formal check begins after the deadline and ends with the committee's work. Raises: Refusal."""
    state = call.state_at(at)
    if state in {CallState.PUBLISHED, CallState.OPEN}:
        raise Refusal(_("The call still takes offers. The formal check begins after its deadline."))
    if state not in {CallState.CLOSED, CallState.MERIT}:
        raise Refusal(_("The offers of this call can no longer be checked formally."))


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


def check_award(amount: Decimal, requested: Decimal, *, full: bool) -> None:
    """Raises: Refusal."""
    if full and amount != requested:
        raise Refusal(_("In full means %(amount)s, as asked for.") % {"amount": money(requested)}, field="amount")
    if not full and not ZERO < amount < requested:
        raise Refusal(
            _("A lower award is more than zero and less than the %(amount)s asked for.") % {"amount": money(requested)},
            field="amount",
        )


def update_problems(budget: Budget, *, filed: Budget, awarded: Decimal, lot: Lot) -> list[Problem]:
    """Why this budget cannot be the update of an offer awarded that much (the grant's own limits were for asking)."""
    limits = limits_of(lot)
    problems = [
        problem
        for problem in check(budget, CallLimits(**{**_fields(limits), "grant_min": None, "grant_max": None}))
        if not (problem.field == "sources.grant" and budget.sources.grant != awarded)
    ]
    if budget.sources.grant != awarded:
        problems.append(
            Problem(
                "sources.grant", _("The grant awarded is %(amount)s: give exactly that.") % {"amount": money(awarded)}
            )
        )
    # Compared as fractions: a share is never rounded before it is judged.
    if filed.total and budget.total and budget.own * filed.total < filed.own * budget.total:
        least = at_least(filed.own * budget.total, filed.total)
        problems.append(
            Problem(
                "sources.own_financial",
                _("Own contribution was %(percent)s of the costs in the offer: now at least %(least)s.")
                % {"percent": percent(filed.own * HUNDRED / filed.total), "least": money(least)},
            )
        )
    return problems


def new_costs(budget: Budget, filed: Budget) -> list[str]:
    """Costs that the offer did not have: allowed, but the office will ask."""
    before = {line.name.strip().casefold() for line in filed.lines}
    return [line.name for line in budget.lines if line.name.strip().casefold() not in before]


def shows_formal_results(call: Call) -> bool:
    """Whether everyone may read the results of the formal check: the town publishes them, and there are all of them."""
    return call.formal_public and call.state in CHECKED


def check_published(call: Call) -> None:
    if call.state not in PUBLISHED:
        raise Refusal(_("The results of this call are not published yet."))


def check_problems(problems: Iterable[Problem]) -> list[Refusal]:
    return [Incomplete(problem.message, field=problem.field) for problem in problems]


def arrears(declarations: Mapping[str, Any]) -> Collection[str]:
    """Declarations in which the applicant says that it owes something."""
    return [
        code for code, answers in ALTERNATIVES.items() if "arrears" in answers and declarations.get(code) == "arrears"
    ]


def due(on: date | None, at: datetime) -> bool:
    return on is not None and at.astimezone(WARSAW).date() > on


def _fields(limits: CallLimits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in limits.__slots__}
