"""How proposals, decisions and results are said."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from grants.awards.figures import Sums
from grants.awards.models import Decision, Outcome
from grants.awards.reading import Fate, LotTable
from grants.awards.rules import ZERO, Line
from grants.awards.states import UNSIGNED, DecisionState
from grants.calls.models import Call
from grants.calls.states import CallState as C
from grants.scoring.presentation import NextStep
from tenants.gates.access import Actor, clerks, executives

TONES = {Outcome.FULL: "ok", Outcome.REDUCED: "ok", Outcome.RESERVE: "warn", Outcome.REFUSED: "neutral"}


def outcome_words(outcome: str) -> tuple[str, str]:
    return str(Outcome(outcome).label), TONES[Outcome(outcome)]


@dataclass(frozen=True)
class LotSum:
    """What is typed for one lot beside its pool."""

    title: str
    pool: Decimal
    given: Decimal

    @property
    def left(self) -> Decimal:
        return self.pool - self.given

    @property
    def over(self) -> Decimal:
        return max(-self.left, ZERO)

    @property
    def shown(self) -> int:
        """Whole per cent for the bar, at most 100."""
        return min(int(self.given * 100 / self.pool), 100)


def lot_sums(tables: list[LotTable], lines: list[Line]) -> list[LotSum]:
    given = {line.application_id: line.amount for line in lines if line.gives}
    return [
        LotSum(table.lot.title, table.lot.pool, sum((given.get(row.application.pk, ZERO) for row in table.rows), ZERO))
        for table in tables
    ]


def whole(rows: list[LotSum]) -> LotSum:
    return LotSum(_("All lots"), sum((row.pool for row in rows), ZERO), sum((row.given for row in rows), ZERO))


def next_for_proposal(
    call: Call, *, missing: dict[str, list[str]], apart: list[str], few: list[str], complete: bool, may: bool
) -> NextStep:
    """Numbers of offers: `apart`, that a third person must still score; `few`, of which it is to be said why so few did."""
    who = _("chair of the committee, or the coordinator")
    if call.state == C.CLOSED:
        return NextStep(heading=_("Scoring has not begun yet"), who=_("coordinator"), tone="neutral")
    if call.state != C.MERIT:
        return NextStep(
            heading=_("The protocol is signed"),
            text=_("The committee's opinion has gone to the executive."),
            who=_("executive") if call.state == C.RECOMMENDED else "",
            tone="ok",
        )
    if missing:
        return NextStep(
            heading=_("Some sheets are still missing"),
            text="; ".join(f"{name}: {len(numbers)}" for name, numbers in missing.items()),
            who=_("members of the committee"),
            tone="warn",
        )
    if apart:
        return NextStep(
            heading=_("A third person must score"),
            text=_("Two sheets lie far apart: %(list)s. If nobody else can be had, put it on record at the offer.")
            % {"list": ", ".join(apart)},
            who=_("members of the committee"),
            tone="warn",
        )
    if few:
        return NextStep(
            heading=_("Too few people have scored some offers"),
            text=_("Have them scored, or put on record at the offer why it could not be done: %(list)s.")
            % {"list": ", ".join(few)},
            who=who,
            tone="warn",
        )
    if not complete:
        text = _("The amounts below are a first suggestion down the ranking. Change what you like and save.")
        return NextStep(heading=_("Propose an amount for each offer"), text=text if may else "", who=who)
    return NextStep(
        heading=_("The proposal is complete: sign the protocol"),
        text=_("After signing, sheets and amounts no longer change, and the executive is told."),
        who=who,
        tone="warn",
    )


def next_for_decision(call: Call, act: Decision | None, actor: Actor, *, executive: str, reserve: int = 0) -> NextStep:
    """`act` is the one under way, if any; `reserve`: how many offers of the reserve list could be paid now."""
    if act is not None and act.state in UNSIGNED:
        return _unsigned(act, actor, executive=executive)
    if call.state == C.RECOMMENDED:
        return NextStep(
            heading=_("Prepare the act"),
            text=_("The committee's proposal is filled in. It may be otherwise, with a reason (art. 15(2g)).")
            if clerks(actor)
            else _("The office prepares the act; then it is signed here."),
            who=_("coordinator"),
            tone="warn",
        )
    if act is not None and not act.is_first:
        return NextStep(
            heading=_("Publish the act"),
            text=_("It is signed. It takes effect when it is published, and those it concerns get a letter."),
            who=_("coordinator"),
            url=reverse("awards:letters", args=[call.ref, act.pk]) if clerks(actor) else "",
            label=_("See the letters and publish"),
            tone="warn",
        )
    if call.state == C.DECIDED:
        return NextStep(
            heading=_("Publish the results"),
            text=_("Applicants hear of the decision when the results are published, not before."),
            who=_("coordinator"),
            url=reverse("awards:results", args=[call.ref]) if clerks(actor) else "",
            label=_("To the results"),
            tone="warn",
        )
    if call.state == C.RESULTS and reserve:
        return NextStep(
            heading=_("Money came free: the reserve list is next"),
            text=_("Below is who could get it. The office prepares an act that changes the decision."),
            who=_("coordinator"),
            url=reverse("awards:change", args=[call.ref]) if clerks(actor) else "",
            label=_("Look at the suggestion"),
            tone="warn",
        )
    if call.state in {C.RESULTS, C.COMPLETED}:
        return NextStep(
            heading=_("The results are published"),
            url=reverse("awards:results", args=[call.ref]),
            label=_("See the results"),
            tone="ok",
        )
    return NextStep(heading=_("The committee has not given its opinion yet"), who=_("committee"), tone="neutral")


def _unsigned(act: Decision, actor: Actor, *, executive: str) -> NextStep:
    if act.state == DecisionState.RETURNED:
        return NextStep(
            heading=_("The act was sent back: change it"), text=act.remarks, who=_("coordinator"), tone="warn"
        )
    if executives(actor) and actor.user_id == act.prepared_by_id:
        text = _("You prepared this act, so somebody else signs it.")
    elif executives(actor):
        text = _("Read the act and its attachment, then sign it or send it back with remarks.")
    else:
        text = _("%(name)s prepared the act. It can still be changed.") % {"name": act.prepared_by}
    return NextStep(heading=_("The act waits to be signed"), text=text, who=executive, tone="warn")


ACT_TONES = {
    DecisionState.PREPARED: "warn",
    DecisionState.RETURNED: "bad",
    DecisionState.SIGNED: "info",
    DecisionState.PUBLISHED: "ok",
    DecisionState.AMENDED: "neutral",
    DecisionState.REVOKED: "neutral",
}


def act_words(act: Decision) -> tuple[str, str]:
    """(label, tone) of an act's state."""
    return str(DecisionState(act.state).label), ACT_TONES[DecisionState(act.state)]


NOT_FILED = gettext_lazy("No offer was filed in this lot, so no grant was awarded.")
NOT_ASSESSED = gettext_lazy("None of the offers filed in this lot was assessed on its merits, so no grant was awarded.")
NOT_AWARDED = gettext_lazy("No grant was awarded in this lot.")


NOT_SHOWN = gettext_lazy("Offers you are tied to, or have not declared about, are not shown.")
NOTHING = {Fate.FILED: NOT_ASSESSED, Fate.ASSESSED: NOT_AWARDED, Fate.AWARDED: NOT_SHOWN}


def nothing_awarded(fate: Fate | None) -> Promise:
    """Why the reader sees no grants in a lot, in the language of whoever reads it."""
    return NOTHING[fate] if fate else NOT_FILED


def finding(sums: Sums) -> str:
    """The title of the chart says what it shows."""
    if not sums.requested:
        return _("Requested and awarded")
    share = round(sums.awarded * 100 / sums.requested)
    return _("Organisations got %(share)s%% of what they asked for") % {"share": share}


def series() -> list[str]:
    """The two bars of each row of a chart."""
    return [pgettext("amount", "requested"), pgettext("amount", "awarded")]


@dataclass(frozen=True)
class Proposed:
    """A committee's proposal for one offer, in words."""

    amount: Decimal
    reason: str
    label: str
    tone: str


def proposed(line: Line | None) -> Proposed | None:
    return None if line is None else Proposed(line.amount, line.reason, *outcome_words(line.outcome))
