"""Decisions about offers: values in, an answer or a Refusal out."""

from collections.abc import Collection, Iterable, Mapping
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
from grants.calls.models import Call, Ground, Lot, whole_second
from grants.calls.states import RUNNING, CallState
from tenants.gates.refusals import Refusal, Stale
from tenants.office.deadlines import WARSAW
from tenants.office.money import HUNDRED, ZERO
from tenants.registry.organisations.kinds import LEGAL_FORMS

PUBLISHED = {CallState.RESULTS, CallState.COMPLETED}


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


def check_ground(ground: str, *, filed: int, rejected: int) -> None:
    """Whether a call with so many offers may be cancelled on that ground of art. 18a. Raises: Refusal."""
    if ground == Ground.NO_OFFERS and filed:
        raise Refusal(_("Offers were filed in this call: this is not the ground."), field="ground")
    if ground == Ground.NONE_VALID and not filed:
        raise Refusal(_("No offer was filed in this call: that is the ground."), field="ground")
    if ground == Ground.NONE_VALID and rejected < filed:
        raise Refusal(_("Not every offer was rejected formally: this is not the ground."), field="ground")


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


def next_draft(call: Call, taken: Collection[int], *, filed: int) -> int:
    """The number of the draft that is begun beside those of numbers `taken`; where there is no room, of one of them."""
    if taken and filed + len(taken) >= call.offers_per_applicant:
        return min(taken)
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def check_one_each(call: Call, filed: int, *, drafts: int = 0) -> None:
    """`filed`: offers of this organisation that count in this call; `drafts`: it writes beside. Raises: TooMany."""
    if filed >= call.offers_per_applicant:
        raise TooMany(
            _("One organisation may file at most %(most)d in this call, and yours has filed %(filed)d.")
            % {"most": call.offers_per_applicant, "filed": filed}
        )
    if drafts and filed + drafts >= call.offers_per_applicant:
        raise TooMany(
            _(
                "One organisation may file at most %(most)d in this call; yours is writing %(drafts)d and filed %(filed)d."
            )
            % {"most": call.offers_per_applicant, "drafts": drafts, "filed": filed}
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
