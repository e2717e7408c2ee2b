"""How a committee's work is said: words and colours, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from grants.calls.models import Call, OthersPoints
from grants.calls.states import CallState
from grants.scoring.forms import SheetForm
from grants.scoring.ranking import rounded, scaled
from grants.scoring.reading import Duty, Reading, Work
from grants.scoring.rules import applies_field, points_field
from tenants.gates.access import Actor, clerks, committee_seats, executives, staff

C = CallState


@dataclass(frozen=True, kw_only=True)
class NextStep:
    heading: str
    text: str = ""
    who: str = ""
    url: str = ""
    label: str = ""
    tone: str = "info"


def cell(word: str | None) -> tuple[str, str]:
    """What a member has done with one offer."""
    return {
        None: (_("to declare"), "warn"),
        "declared": (_("no tie"), "neutral"),
        "tied": (_("excluded"), "bad"),
        "draft": (pgettext("score sheet", "draft"), "info"),
        "submitted": (pgettext("score sheet", "submitted"), "ok"),
        "dropped": (_("excluded"), "bad"),
    }[word]


def sheet_words(state: str | None) -> tuple[str, str]:
    return {None: (_("not begun"), "neutral"), "draft": (pgettext("score sheet", "draft"), "info")}.get(
        state, (pgettext("score sheet", "submitted"), "ok")
    )


def opinion_words(*, written: bool) -> tuple[str, str]:
    """Of an expert's opinion on one offer."""
    return (_("written"), "ok") if written else (_("to write"), "neutral")


def words_of(work: Work, duty: Duty) -> tuple[str, str]:
    """How far the member is with one of their offers."""
    if work.member.is_advisor:
        return opinion_words(written=duty.application_id in work.advised)
    return sheet_words(duty.sheet)


def next_for_member(call: Call, work: Work) -> NextStep:
    you = _("you")
    if work.to_declare and call.state in {C.CLOSED, C.MERIT}:
        number = len(work.to_declare)
        return NextStep(
            heading=ngettext(
                "Declare impartiality towards %(n)s offer", "Declare impartiality towards %(n)s offers", number
            )
            % {"n": number},
            text=_("You will see an offer after you declare that you have no tie to its applicant."),
            who=you,
            url=reverse("scoring:declarations", args=[call.ref]),
            label=_("Declare"),
            tone="warn",
        )
    if call.state == C.CLOSED:
        return NextStep(
            heading=_("The office is checking the offers formally"),
            text=_("You will get a letter when scoring begins. There is nothing for you to do now."),
            who=_("coordinator"),
            tone="neutral",
        )
    if call.state == C.MERIT and work.to_score:
        number = len(work.to_score)
        return NextStep(
            heading=ngettext("Score %(n)s offer", "Score %(n)s offers", number) % {"n": number},
            text=_("Give points and reasons, save a draft when you like, and submit each sheet."),
            who=you,
            url=reverse("scoring:score", args=[work.to_score[0].ref]),
            label=_("Go on scoring") if work.scored else _("Begin scoring"),
            tone="warn",
        )
    if call.state == C.MERIT and work.to_advise:
        number = len(work.to_advise)
        return NextStep(
            heading=ngettext("Write an opinion on %(n)s offer", "Write an opinion on %(n)s offers", number)
            % {"n": number},
            text=_("As an expert you give no points. The protocol does not wait for an opinion."),
            who=you,
            url=reverse("scoring:score", args=[work.to_advise[0].ref]),
            label=_("Go on writing") if work.opinions else _("Begin writing"),
        )
    kept_from = not work.is_unswayed and call.others_points != OthersPoints.ALWAYS
    if call.state == C.MERIT and work.member.absent_reason and kept_from:
        return NextStep(
            heading=_("Your absence is recorded"),
            text=_(
                "Your sheets are not waited for. Without them you see others' points only after the protocol is signed. "
                "If you are back, let it be recorded, and score."
            ),
            who=_("chair of the committee, or the coordinator"),
            tone="neutral",
        )
    if call.state == C.MERIT:
        return NextStep(
            heading=_("You have done your part"),
            text=_("The ranking is open to you. The protocol is signed when every sheet is in."),
            who=_("chair of the committee"),
            url=reverse("scoring:ranking", args=[call.ref]),
            label=_("See the ranking"),
            tone="ok",
        )
    return _after(call)


def next_for_office(call: Call, actor: Actor, *, appointed: bool, waiting: list[str], chairs: bool) -> NextStep:
    """`waiting`: names of members who owe sheets; `chairs`: the reader is the chair."""
    if not appointed:
        return NextStep(
            heading=_("Appoint the committee"),
            text=_(
                "It gives an opinion on the offers. Its members declare that they have no ties before they see an offer."
            ),
            who=_("coordinator"),
            url=reverse("scoring:edit_committee", args=[call.ref]) if clerks(actor) else "",
            label=_("Appoint the committee"),
            tone="warn",
        )
    if call.state in {C.APPROVED, C.PUBLISHED, C.OPEN}:
        return NextStep(
            heading=_("The committee waits for the end of the call"),
            text=_("Members declare ties when the call has closed and offers are checked."),
            who=_("nobody now"),
            tone="neutral",
        )
    if call.state == C.CLOSED:
        return NextStep(
            heading=_("Finish the formal check and hand the offers to the committee"),
            text=_("Members declare ties already now, towards offers that are formally correct."),
            who=_("coordinator"),
            url=reverse("calls:detail", args=[call.ref]),
            label=_("To the call"),
        )
    if call.state == C.MERIT and waiting:
        number = len(waiting)
        return NextStep(
            heading=ngettext(
                "The committee scores: waiting for %(n)s person",
                "The committee scores: waiting for %(n)s people",
                number,
            )
            % {"n": number},
            text=", ".join(waiting),
            who=_("members of the committee"),
        )
    if call.state == C.MERIT:
        return NextStep(
            heading=_("All sheets are in: propose amounts and sign the protocol"),
            who=_("chair of the committee, or the coordinator"),
            url=reverse("awards:proposal", args=[call.ref]) if clerks(actor) or chairs else "",
            label=_("Prepare the proposal"),
            tone="warn",
        )
    return _after(call)


def _after(call: Call) -> NextStep:
    if call.state == C.RECOMMENDED:
        return NextStep(
            heading=_("The protocol is signed: the executive decides"),
            text=_("The committee's opinion does not bind the executive."),
            who=_("executive"),
            url=reverse("scoring:ranking", args=[call.ref]),
            label=_("See the ranking"),
        )
    if call.state == C.DECIDED:
        return NextStep(
            heading=_("The call is decided: results are about to be published"), who=_("coordinator"), tone="neutral"
        )
    if call.state in {C.RESULTS, C.COMPLETED}:
        return NextStep(
            heading=_("The results are published"),
            who=_("nobody now"),
            url=reverse("awards:results", args=[call.ref]),
            label=_("See the results"),
            tone="ok",
        )
    return NextStep(heading=call.get_state_display().capitalize(), who=_("nobody now"), tone="neutral")


# From which state each step of the assessment is behind.
STEPS = (
    (
        "committee",
        "scoring:committee",
        gettext_lazy("Committee"),
        {C.MERIT, C.RECOMMENDED, C.DECIDED, C.RESULTS, C.COMPLETED},
    ),
    (
        "ranking",
        "scoring:ranking",
        gettext_lazy("Scores and ranking"),
        {C.RECOMMENDED, C.DECIDED, C.RESULTS, C.COMPLETED},
    ),
    (
        "proposal",
        "awards:proposal",
        gettext_lazy("Proposal and protocol"),
        {C.RECOMMENDED, C.DECIDED, C.RESULTS, C.COMPLETED},
    ),
    ("decision", "awards:decision", gettext_lazy("Decision"), {C.DECIDED, C.RESULTS, C.COMPLETED}),
    ("results", "awards:results", gettext_lazy("Results"), {C.RESULTS, C.COMPLETED}),
)


def steps(call: Call, actor: Actor, current: str) -> list[dict[str, Any]]:
    """The way from a committee to published results, for the stepper."""
    return [
        {
            "label": label,
            "url": reverse(page, args=[call.ref]) if _may_open(key, call, actor) else "",
            "state": "current" if key == current else "done" if call.state in behind else "todo",
        }
        for key, page, label, behind in STEPS
    ]


def _may_open(key: str, call: Call, actor: Actor) -> bool:
    if key == "results":
        return call.state in {C.RESULTS, C.COMPLETED} or (call.state == C.DECIDED and staff(actor))
    if key == "decision":
        return executives(actor) or (staff(actor) and call.state in {C.RECOMMENDED, C.DECIDED, C.RESULTS, C.COMPLETED})
    return staff(actor) or committee_seats(actor)


@dataclass(frozen=True, kw_only=True)
class Total:
    """A sheet's sum: what criteria that do not apply could have given, the others stand for."""

    points: Decimal
    most: int
    scored: int
    criteria: int


def total(form: SheetForm) -> Total:
    """The sum of a sheet as typed, or as kept; wrong fields count for nothing."""
    outside = [one for one in form.criteria if _typed(form, applies_field(one.pk))]
    points = [_typed(form, points_field(one.pk)) for one in form.criteria if one not in outside]
    given = [value for value in points if value is not None]
    most = sum(one.points_max for one in form.criteria)
    exact = scaled(sum(given, Decimal(0)), most=most, inapplicable=sum(one.points_max for one in outside))
    return Total(
        points=rounded(exact), most=most, scored=len(given) + len(outside), criteria=len(points) + len(outside)
    )


def _typed(form: SheetForm, name: str) -> Any:
    return form.cleaned_data.get(name) if form.is_bound else form.initial.get(name)


def around(mine: Sequence[Reading], application_id: int, most: int = 12) -> Sequence[Reading]:
    """Some of a member's offers, this one among them."""
    place = next((number for number, one in enumerate(mine) if one.application_id == application_id), 0)
    start = max(0, min(place - most // 2, len(mine) - most))
    return mine[start : start + most]
