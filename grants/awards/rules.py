"""What may be proposed and decided. Values in, an answer or a Refusal out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.templatetags.formats import money
from grants.awards.models import Outcome
from grants.calls.models import TieRule
from tenants.gates.refusals import Refusal, raise_all

ZERO = Decimal("0.00")
TIED_EXECUTIVE = gettext_lazy(
    "You are tied to an offer of this call, so somebody else must sign its decision. "
    "An administrator can give a deputy the executive's role."
)
GIVES = frozenset({Outcome.FULL, Outcome.REDUCED})


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is proposed, or decided, for one offer."""

    application_id: int
    outcome: str
    amount: Decimal = ZERO
    reason: str = ""

    @property
    def gives(self) -> bool:
        return self.outcome in GIVES


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An offer with its place in the ranking of its lot."""

    application_id: int
    number: str
    requested: Decimal
    position: int | None
    passes: bool


@dataclass(frozen=True, kw_only=True)
class Purse:
    """A lot's money."""

    title: str
    pool: Decimal
    grant_min: Decimal | None = None


def check_amount(line: Line, candidate: Candidate, purse: Purse) -> None:
    """The amount fits the outcome, the request and the lot's least grant."""
    field = field_of("amount", line.application_id)
    named = {"number": candidate.number, "requested": money(candidate.requested)}
    if line.amount < 0:
        raise Refusal(_("Offer %(number)s: an amount cannot be negative.") % named, field=field)
    if line.outcome not in Outcome.values:
        raise Refusal(
            _("Offer %(number)s: choose the outcome.") % named, field=field_of("outcome", line.application_id)
        )
    if line.amount > candidate.requested:
        raise Refusal(_("Offer %(number)s: at most the %(requested)s requested.") % named, field=field)
    if line.outcome == Outcome.FULL and line.amount != candidate.requested:
        raise Refusal(
            _("Offer %(number)s: the full amount is %(requested)s. For another one choose a reduced amount.") % named,
            field=field,
        )
    if line.outcome == Outcome.REDUCED and not 0 < line.amount < candidate.requested:
        raise Refusal(_("Offer %(number)s: give an amount below the %(requested)s requested.") % named, field=field)
    if not line.gives and line.amount != 0:
        raise Refusal(_("Offer %(number)s: without a grant the amount is zero.") % named, field=field)
    if line.gives and purse.grant_min is not None and line.amount < purse.grant_min:
        named["least"] = money(purse.grant_min)
        raise Refusal(_("Offer %(number)s: the least grant in this lot is %(least)s.") % named, field=field)


def check_pool(lines: Iterable[Line], purse: Purse) -> None:
    together = sum((line.amount for line in lines if line.gives), ZERO)
    if together > purse.pool:
        sentence = _("“%(lot)s”: together %(together)s, but the pool is %(pool)s. Take off %(over)s.")
        raise Refusal(
            sentence
            % {
                "lot": purse.title,
                "together": money(together),
                "pool": money(purse.pool),
                "over": money(together - purse.pool),
            }
        )


def check_proposal(lines: Sequence[Line], candidates: Sequence[Candidate], purse: Purse) -> None:
    """A committee's proposal for one lot: every refusal at once, each at its offer."""
    by_offer = {one.application_id: one for one in candidates}
    refusals: list[Refusal] = []
    for line in lines:
        candidate = by_offer[line.application_id]
        try:
            check_amount(line, candidate, purse)
            _check_passes(line, candidate)
        except Refusal as refusal:
            refusals.append(refusal)
    for line in skipped(lines, by_offer):
        if not line.reason.strip():
            sentence = _("Offer %(number)s: a lower ranked offer gets a grant, so write why this one does not.")
            number = by_offer[line.application_id].number
            refusals.append(Refusal(sentence % {"number": number}, field=field_of("reason", line.application_id)))
    raise_all(refusals)
    check_pool(lines, purse)


def _check_passes(line: Line, candidate: Candidate) -> None:
    if candidate.passes or line.outcome == Outcome.REFUSED:
        return
    sentence = (
        _("Offer %(number)s: nobody scored it, so it cannot be proposed.")
        if candidate.position is None
        else _("Offer %(number)s: it has fewer points than the call requires, so it cannot be proposed.")
    )
    raise Refusal(sentence % {"number": candidate.number}, field=field_of("outcome", line.application_id))


def skipped(lines: Iterable[Line], candidates: dict[int, Candidate]) -> list[Line]:
    """Offers that pass and get nothing while a lower ranked one gets a grant."""
    everything = list(lines)
    lowest = max((_position(candidates[line.application_id]) for line in everything if line.gives), default=0)
    return [
        line
        for line in everything
        if not line.gives
        and candidates[line.application_id].passes
        and _position(candidates[line.application_id]) < lowest
    ]


def check_equals(groups: Iterable[Sequence[Candidate]], lines: Mapping[int, Line], tie_rules: Collection[str]) -> None:
    """Offers with equal points that no rule of the call parted are treated alike, unless the committee voted."""
    for group in groups:
        kinds = {line.outcome in GIVES for one in group if (line := lines.get(one.application_id))}
        if len(kinds) < 2:
            continue
        listed = {"list": ", ".join(one.number for one in group)}
        if TieRule.VOTE in tie_rules:
            raise Refusal(
                _(
                    "These offers have equal points, and only some of them get a grant, so the committee votes which "
                    "goes first: %(list)s. Record the vote on the page of the ranking."
                )
                % listed
            )
        if TieRule.ALL in tie_rules:
            raise Refusal(
                _("These offers have equal points, and by the rule of the call all of them go on: %(list)s.") % listed
            )


def _position(candidate: Candidate) -> int:
    return candidate.position or 0


def check_decision(
    lines: Sequence[Line], proposed: dict[int, Line], candidates: Sequence[Candidate], purse: Purse
) -> None:
    """The executive's choice for one lot; it may differ from the opinion, with a reason."""
    by_offer = {one.application_id: one for one in candidates}
    refusals: list[Refusal] = []
    for line in lines:
        try:
            check_amount(line, by_offer[line.application_id], purse)
        except Refusal as refusal:
            refusals.append(refusal)
        if differs(line, proposed.get(line.application_id)) and not line.reason.strip():
            sentence = _("Offer %(number)s: this differs from the committee's proposal, so write why.")
            number = by_offer[line.application_id].number
            refusals.append(Refusal(sentence % {"number": number}, field=field_of("reason", line.application_id)))
    raise_all(refusals)
    check_pool(lines, purse)


def differs(line: Line, proposal: Line | None) -> bool:
    return proposal is None or (line.outcome, line.amount) != (proposal.outcome, proposal.amount)


def check_act(*, act_number: str, signed_on: date, today: date) -> None:
    if not act_number.strip():
        raise Refusal(_("Give the number of the act."), field="act_number")
    if signed_on > today:
        raise Refusal(_("The act cannot be signed in the future."), field="signed_on")


def check_two_persons(*, prepared_by: int, signs: int | None) -> None:
    """Whoever wrote the act does not sign it, in the smallest town too."""
    if signs == prepared_by:
        raise Refusal(
            _(
                "You prepared this act, so somebody else signs it. Where only one person holds both seats, an "
                "administrator gives a deputy the executive's seat, or somebody else prepares the act again."
            )
        )


def check_change(
    lines: Sequence[Line],
    in_force: Mapping[int, Line],
    candidates: Sequence[Candidate],
    purse: Purse,
    *,
    bound: Mapping[int, str],
) -> None:
    """What a later act changes in one lot. `bound`: offers with an agreement, and its number; they stay as they are.

    The pool is counted over all that will be in force.
    """
    by_offer = {one.application_id: one for one in candidates}
    refusals: list[Refusal] = []
    for line in lines:
        offer, named = line.application_id, {"number": by_offer[line.application_id].number}
        if offer in bound:
            sentence = _(
                "Offer %(number)s has agreement %(agreement)s, so an act cannot change it: change or end the agreement."
            )
            refusals.append(Refusal(sentence % {**named, "agreement": bound[offer]}, field=field_of("outcome", offer)))
            continue
        try:
            check_amount(line, by_offer[offer], purse)
        except Refusal as refusal:
            refusals.append(refusal)
        if not line.reason.strip():
            sentence = _("Offer %(number)s: this changes the decision, so write why.")
            refusals.append(Refusal(sentence % named, field=field_of("reason", offer)))
    raise_all(refusals)
    check_pool(after(in_force, lines).values(), purse)


def after(in_force: Mapping[int, Line], lines: Iterable[Line]) -> dict[int, Line]:
    """What holds when these lines take effect."""
    return {**in_force, **{line.application_id: line for line in lines}}


def check_changes_something(lines: Sequence[Line]) -> None:
    if not lines:
        raise Refusal(_("This act changes nothing yet: choose another outcome or amount for at least one offer."))


def check_revocation(lines: Iterable[Line], in_force: Mapping[int, Line]) -> None:
    """A partial revocation takes grants away and gives none."""
    for line in lines:
        if line.gives or not in_force[line.application_id].gives:
            raise Refusal(
                _("A partial revocation only takes a grant away. For anything else prepare an amendment."),
                field=field_of("outcome", line.application_id),
            )


def next_on_reserve(in_force: Iterable[Line], reserve: Iterable[Candidate], purse: Purse) -> list[Line]:
    """Who gets the money that is free, in the order of the reserve list: whole amounts, then what is left.

    Nobody gets less than the least grant, and nobody is passed over: the first who cannot be paid ends it.
    """
    given = sum((line.amount for line in in_force if line.gives), ZERO)
    free = Purse(title=purse.title, pool=max(purse.pool - given, ZERO), grant_min=purse.grant_min)
    return [line for line in suggest(reserve, free) if line.gives]


def check_update_day(lines: Iterable[Line], update_due_on: date | None, *, today: date) -> None:
    """Whoever gets less than requested updates the offer by a day the office names."""
    if not any(line.outcome == Outcome.REDUCED for line in lines):
        return
    if update_due_on is None:
        raise Refusal(_("Some grants are reduced: say by when their offers must be updated."), field="update_due_on")
    if update_due_on <= today:
        raise Refusal(_("The day for updates must lie in the future."), field="update_due_on")


def update_day(lines: Iterable[Line], named: date | None, other: date | None, *, today: date) -> date | None:
    """The day for updates when an act is published: the one it names, and once that has come the other one.

    Raises: Refusal, at the field, when a reduced offer would have no day that lies in the future.
    """
    day = other if other and named and named <= today else named
    check_update_day(lines, day, today=today)
    return day


def check_known(offers: Iterable[int], candidates: Iterable[Candidate]) -> None:
    given = list(offers)
    if len(set(given)) != len(given) or not set(given) <= {one.application_id for one in candidates}:
        raise Refusal(_("An offer is on the list twice, or does not belong to this call."))


def check_whole(lines: Iterable[Line], candidates: Sequence[Candidate]) -> None:
    """Every offer has its line, and only one; says which are missing."""
    given = [line.application_id for line in lines]
    check_known(given, candidates)
    known = {one.application_id: one.number for one in candidates}
    if lost := [number for pk, number in known.items() if pk not in set(given)]:
        raise Refusal(_("Missing: %(list)s. Each offer needs an outcome.") % {"list": ", ".join(lost[:10])})


def suggest(candidates: Iterable[Candidate], purse: Purse) -> list[Line]:
    """A first proposal down the ranking: full amounts while the pool lasts, then what is left, then the reserve list."""
    left, lines = purse.pool, []
    for one in candidates:
        if not one.passes:
            lines.append(Line(application_id=one.application_id, outcome=Outcome.REFUSED))
        elif one.requested <= left:
            lines.append(Line(application_id=one.application_id, outcome=Outcome.FULL, amount=one.requested))
            left -= one.requested
        elif left > 0 and left >= (purse.grant_min or ZERO):
            lines.append(Line(application_id=one.application_id, outcome=Outcome.REDUCED, amount=left))
            left = ZERO
        else:
            lines.append(Line(application_id=one.application_id, outcome=Outcome.RESERVE))
            left = ZERO
    return lines


def field_of(name: str, application_id: int) -> str:
    return f"{name}_{application_id}"
