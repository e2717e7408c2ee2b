"""How a proposal's state is said and what comes next."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.initiatives.models import Initiative
from grants.initiatives.rules import WEIGHED
from grants.initiatives.states import InitiativeState
from grants.small_grants.presentation import NextStep, left

S = InitiativeState
TONES = {
    S.DRAFT: "neutral",
    S.FILED: "info",
    S.WITHDRAWN: "neutral",
    S.PURPOSEFUL: "ok",
    S.DECLINED: "bad",
    S.CALLED: "ok",
}


def state_words(initiative: Initiative) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return initiative.get_state_display(), TONES[InitiativeState(initiative.state)]


def next_step(initiative: Initiative, today: date, *, lacking: int = 0) -> NextStep:
    """`lacking`: how much a draft still lacks."""
    match InitiativeState(initiative.state):
        case S.DRAFT if lacking:
            heading = ngettext(
                "The proposal still lacks %(n)s thing", "The proposal still lacks %(n)s things", lacking
            ) % {"n": lacking}
            return NextStep(heading=heading, who=_("your organisation"), tone="warn")
        case S.DRAFT:
            text = _("Nothing is missing. A representative of the organisation files it with one click.")
            return NextStep(heading=_("The proposal can be filed"), who=_("your organisation"), text=text)
        case S.FILED:
            return _to_answer(initiative, today)
        case S.PURPOSEFUL:
            heading = _("Found purposeful: a call will be announced")
            return NextStep(
                heading=heading,
                who=_("coordinator"),
                until=initiative.call_on,
                left=left(initiative.call_on, today) if initiative.call_on else "",
                text=initiative.reason,
                tone="ok",
            )
        case S.CALLED:
            day = date_format(initiative.call_on, "j E Y") if initiative.call_on else "–"
            text = _("The call is to be announced on %(day)s. File an offer in it like everybody else.") % {"day": day}
            return NextStep(heading=_("The call is being prepared"), who=_("coordinator"), text=text, tone="ok")
        case S.DECLINED:
            return NextStep(heading=_("The town does not find the task purposeful"), text=initiative.reason, tone="bad")
    return NextStep(heading=_("The organisation withdrew the proposal"), tone="neutral")


def _to_answer(initiative: Initiative, today: date) -> NextStep:
    until = initiative.answer_due_on
    assert until is not None
    weighed = all(initiative.weighing.get(name) for name in WEIGHED)
    return NextStep(
        heading=_("The executive answers") if weighed else _("The proposal is being weighed"),
        who=_("executive") if weighed else _("coordinator"),
        until=until,
        left=left(until, today),
        text=_("The answer is due within a month of the day the proposal came (art. 12(2))."),
        tone="bad" if until < today else "info",
    )


def verb_words(verb: str) -> str:
    return {
        "create": _("draft begun"),
        "edit": _("draft saved"),
        "file": _("proposal filed"),
        "withdraw": _("proposal withdrawn"),
        "weigh": _("weighing written down"),
        "find_purposeful": _("found purposeful"),
        "decline": _("not found purposeful"),
        "start_call": _("draft of the call begun"),
        "remind": _("reminder sent"),
    }.get(verb, verb)
