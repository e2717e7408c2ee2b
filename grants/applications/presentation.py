"""What the pages say of an offer: its state, the next step, who acts and until when. Words only, no rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from grants.applications.completeness import ATTACHMENTS, PARTNERS, Gap
from grants.applications.content import QUESTIONS
from grants.applications.models import Application, ApplicationVersion
from grants.applications.rules import PUBLISHED, accepts
from grants.applications.states import ApplicationState as S
from grants.calls.models import Call
from grants.calls.states import CallState
from tenants.office.documents.checksum import grouped

TONES = {
    S.DRAFT: "neutral",
    S.FILED: "info",
    S.WITHDRAWN: "neutral",
    S.CORRECTING: "warn",
    S.PASSED: "ok",
    S.REJECTED: "bad",
    S.AWARDED: "ok",
    S.REDUCED: "warn",
    S.UPDATED: "info",
    S.READY: "ok",
    S.RESERVE: "info",
    S.REFUSED: "bad",
    S.RESIGNED: "neutral",
    S.CONTRACTED: "ok",
}
DECIDED = {S.AWARDED, S.REDUCED, S.RESERVE, S.REFUSED}
# What the record calls the steps to these states.
DECIDING = ("award", "reduce", "reserve", "refuse")
STEPS = (
    ("applicant", gettext_lazy("Applicant")),
    ("task", gettext_lazy("The task")),
    ("schedule", gettext_lazy("Schedule")),
    ("results", pgettext_lazy("offer", "Results")),
    ("capacity", gettext_lazy("Experience and resources")),
    ("budget", gettext_lazy("Budget")),
    ("other", gettext_lazy("Other information")),
    (QUESTIONS, gettext_lazy("Additional questions")),
    ("declarations", gettext_lazy("Declarations")),
    (PARTNERS, gettext_lazy("Partners")),
    (ATTACHMENTS, gettext_lazy("Attachments")),
)
STEP_LABELS = dict(STEPS)
VERBS = {
    "create": gettext_lazy("Draft begun"),
    "copy": gettext_lazy("Draft copied from a withdrawn offer"),
    "copy_earlier": gettext_lazy("Draft begun from an earlier offer"),
    "make_joint": gettext_lazy("Declared a joint offer"),
    "make_single": gettext_lazy("Made an offer of one organisation again"),
    "file": gettext_lazy("Offer filed"),
    "withdraw": gettext_lazy("Offer withdrawn"),
    "check_formally": gettext_lazy("Checklist of the formal check saved"),
    "confirm_formally": gettext_lazy("Checklist confirmed by a second person"),
    "send_back_formally": gettext_lazy("Checklist sent back to be answered anew"),
    "pass_formally": gettext_lazy("Found formally correct"),
    "reject_formally": gettext_lazy("Rejected in the formal check"),
    "call_to_correct": gettext_lazy("Applicant called to correct flaws"),
    "correct": gettext_lazy("Flaws corrected"),
    "lapse_correction": gettext_lazy("Call for corrections left unanswered"),
    "recheck": gettext_lazy("Formal check opened again"),
    "award": gettext_lazy("Grant awarded in full"),
    "reduce": gettext_lazy("Lower grant awarded"),
    "reserve": gettext_lazy("Put on the reserve list"),
    "refuse": gettext_lazy("Grant refused"),
    "edit_update": gettext_lazy("Update of the offer changed"),
    "update": gettext_lazy("Update of the offer sent"),
    "approve_update": gettext_lazy("Update approved"),
    "return_update": gettext_lazy("Update returned with remarks"),
    "resign": gettext_lazy("Applicant resigned from the grant"),
    "contract": gettext_lazy("Agreement made"),
}


@dataclass(frozen=True)
class Next:
    heading: str
    who: str = ""
    until: datetime | date | None = None
    text: str = ""
    tone: str = "info"


def shown_state(state: str, call_state: str, *, mine: bool) -> S:
    """What the applicant may know: the decision is theirs once the results are published."""
    known = S(state)
    return S.PASSED if mine and known in DECIDED and call_state not in PUBLISHED else known


def badge(state: S) -> tuple[Any, str]:
    return state.label, TONES[state]


def course(application: Application) -> list[tuple[str, Any]]:
    """The steps of this offer: additional questions only where the call asks them, partners only of a joint offer."""
    rare = {QUESTIONS: "asks", PARTNERS: "is_joint"}
    return [(code, label) for code, label in STEPS if code not in rare or getattr(application, rare[code])]


def numbered(versions: Sequence[ApplicationVersion]) -> list[tuple[ApplicationVersion, str, int]]:
    """Each version with its checksum, and which of its kind it is."""
    found: list[tuple[ApplicationVersion, str, int]] = []
    for version in versions:
        nth = 1 + sum(before.kind == version.kind for before, _sum, _nth in found)
        found.append((version, grouped(version.checksum), nth))
    return found


def steps(application: Application, gaps: Iterable[Gap], current: str) -> list[dict[str, Any]]:
    """The stepper of the form: a section is to correct once it was saved and still lacks something."""
    lacking = {gap.section for gap in gaps}
    found = []
    for code, label in course(application):
        if code in {ATTACHMENTS, PARTNERS}:
            state = "problem" if code in lacking and application.revisions else "todo" if code in lacking else "done"
            url = reverse(f"applications:{code}", args=[application.ref])
        else:
            saved = application.revisions.get(code, 0)
            state = "todo" if not saved else "problem" if code in lacking else "done"
            url = reverse("applications:edit", args=[application.ref, code])
        found.append({"label": label, "url": url, "state": "current" if code == current else state})
    url = reverse("applications:summary", args=[application.ref])
    found.append({"label": _("Check and file"), "url": url, "state": "current" if current == "summary" else "todo"})
    return found


def neighbours(application: Application, current: str) -> tuple[str, str]:
    """The steps before and after, as codes; "" before the first, "summary" after the last."""
    codes = [code for code, _label in course(application)]
    place = codes.index(current)
    return (codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else "summary")


def next_step(application: Application, *, mine: bool, leads: bool = True, at: datetime) -> Next:
    """Two voices: the applicant's ("you") and the office's. `leads`: not a partner, for whom the leader acts."""
    call = application.call
    state = shown_state(application.state, call.state, mine=mine)
    if application.trial and state == S.FILED:
        return Next(_("The trial offer is filed"), text=_("Here an applicant sees what happens next."), tone="ok")
    if call.state == CallState.CANCELLED and state in {S.DRAFT, S.FILED, S.CORRECTING, S.PASSED}:
        return Next(_("The call was cancelled: the offer will not be assessed"), text=call.cancelled_reason, tone="bad")
    if mine and not leads and (waits := _for_partner(application, state)):
        return waits
    return (_for_applicant if mine else _for_office)(application, call, state, at)


def as_partner(application: Application) -> Next:
    """What waits for a partner of a joint offer that is still a draft."""
    return Next(
        _("Fill in your part and confirm the offer"), _("your organisation"), application.call.closes_at, tone="warn"
    )


def _for_partner(application: Application, state: S) -> Next | None:
    """What the leader of a joint offer does for all of them; None when nobody of them has to act."""
    leader = _("the leader of the joint offer")
    match state:
        case S.FILED if not application.is_confirmed:
            return Next(_("The offer is filed. The leader signs it"), leader, application.sign_by)
        case S.CORRECTING:
            return Next(_("The leader corrects the flaws that the office found"), leader, application.correct_by)
        case S.REDUCED:
            return Next(
                _("A lower grant was awarded: the leader updates the budget, or resigns"),
                leader,
                application.update_due_on,
                application.update_remarks,
            )
    return None


def _for_applicant(application: Application, call: Call, state: S, at: datetime) -> Next:
    office, you = _("the office"), _("your organisation")
    match state:
        case S.DRAFT if accepts(call, at, application.late_until, trial=application.trial):
            until = call.closes_at if call.accepts_at(at) else application.late_until
            return Next(_("Finish the offer and file it"), you, until, tone="warn")
        case S.DRAFT:
            return Next(
                _("This offer was not filed"),
                text=_(
                    "The call no longer takes offers. The draft is kept: you can read it, print it and copy from it."
                ),
                tone="bad",
            )
        case S.FILED if not application.is_confirmed:
            text = _("The call asks for a signature beside the filing: without it the offer does not pass the check.")
            return Next(_("The offer is filed. Sign it in the way you chose"), you, application.sign_by, text, "warn")
        case S.FILED if call.accepts_at(at):
            return Next(
                _("The offer is filed. Nothing more has to be done"),
                office,
                call.closes_at,
                _("Until the deadline you can still withdraw it, correct it and file it again."),
                "ok",
            )
        case S.FILED:
            return Next(_("The office checks the offer formally"), office, call.decision_by, tone="info")
        case S.CORRECTING:
            text = _("Only the places named by the office are open; everything else stays as it was filed.")
            return Next(_("Correct the flaws that the office found"), you, application.correct_by, text, "warn")
        case S.PASSED:
            return Next(
                _("The committee assesses the offers; then the decision follows"), office, call.decision_by, tone="info"
            )
        case S.REJECTED:
            return Next(_("The offer was rejected in the formal check"), text=application.formal_reason, tone="bad")
        case S.AWARDED:
            return Next(_("The whole grant was awarded. The office prepares the agreement"), office, tone="ok")
        case S.REDUCED:
            return Next(
                _("A lower grant was awarded: update the budget, or resign"),
                you,
                application.update_due_on,
                application.update_remarks,
                "warn",
            )
        case S.UPDATED:
            return Next(_("The office reads your update"), office, tone="info")
        case S.READY:
            return Next(_("The update was approved. The office prepares the agreement"), office, tone="ok")
        case S.CONTRACTED:
            return Next(_("There is an agreement from this offer"), tone="ok")
        case S.RESERVE:
            return Next(
                _("The offer is on the reserve list"),
                office,
                text=_("You will hear if money becomes free."),
                tone="info",
            )
        case S.REFUSED:
            return Next(_("The offer received no grant"), tone="neutral")
        case S.WITHDRAWN:
            text = _("You can copy it into a new draft and file it again.") if call.accepts_at(at) else ""
            return Next(_("The offer was withdrawn"), text=text, tone="neutral")
        case _:
            return Next(_("Your organisation resigned from the grant"), tone="neutral")


def _for_office(application: Application, call: Call, state: S, at: datetime) -> Next:
    office, applicant, executive = _("coordinator"), _("the applicant"), _("executive")
    match state:
        case S.FILED if call.accepts_at(at):
            text = _("Until then the applicant can withdraw it. The formal check begins after the deadline.")
            return Next(_("The call still takes offers"), applicant, call.closes_at, text, "info")
        case S.FILED:
            return Next(_("Check the offer formally"), office, call.decision_by, tone="warn")
        case S.CORRECTING:
            text = _("When the day passes without an answer, the offer comes back to the formal check as it was filed.")
            return Next(_("The applicant corrects flaws"), applicant, application.correct_by, text, "info")
        case S.PASSED:
            return Next(
                _("The committee scores the offer; the executive decides"),
                _("committee"),
                call.decision_by,
                tone="info",
            )
        case S.REJECTED:
            return Next(_("Rejected in the formal check"), text=application.formal_reason, tone="bad")
        case S.AWARDED:
            return Next(_("Prepare the agreement"), office, tone="ok")
        case S.REDUCED:
            return Next(
                _("The applicant updates the offer"),
                applicant,
                application.update_due_on,
                application.update_remarks,
                "warn",
            )
        case S.UPDATED:
            return Next(_("Compare the update with the offer, and approve or return it"), office, tone="warn")
        case S.READY:
            return Next(_("Prepare the agreement from the updated offer"), office, tone="ok")
        case S.RESERVE:
            return Next(
                _("On the reserve list: if money becomes free, the executive may award it"), executive, tone="info"
            )
        case S.REFUSED:
            return Next(_("No grant"), tone="neutral")
        case S.CONTRACTED:
            return Next(_("There is an agreement from this offer"), tone="ok")
        case S.WITHDRAWN:
            return Next(_("Withdrawn by the applicant"), tone="neutral")
        case _:
            return Next(_("The applicant resigned from the grant"), executive, tone="neutral")


def target(gap: Gap) -> str:
    """The id on the edit page where the person can mend it."""
    if gap.section == "budget":
        first, _dot, rest = gap.field.partition(".")
        if first == "lines":
            return f"row-{rest.partition('.')[0]}"
        return f"id_{rest}" if rest else "costs"
    if gap.section == QUESTIONS:
        return f"question_{gap.field}"
    if gap.section in {ATTACHMENTS, PARTNERS} or gap.field == "rows" or gap.field.startswith("row-"):
        return gap.field
    radio = gap.field in {"paid_or_free", "d3", "d4", "d5"}
    return f"id_{gap.field}_0" if radio else f"id_{gap.field}"


def problems(gaps: Iterable[Gap], section: str) -> dict[str, Mapping[str, Any]]:
    """The gaps of a section as its form takes them: at its fields, and at rows by their code."""
    fields: dict[str, list[str]] = {}
    rows: dict[str, dict[str, list[str]]] = {}
    for gap in gaps:
        if gap.section != section:
            continue
        if gap.field.startswith("row-"):
            rows.setdefault(gap.field[4:], {}).setdefault("", []).append(gap.sentence)
        else:
            fields.setdefault("__all__" if gap.field == "rows" else gap.field, []).append(gap.sentence)
    return {"problems": fields, "row_problems": rows}


def lacking(application: Application, gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """The summary: each section with what it lacks and where."""
    found = []
    for code, label in course(application):
        here = [gap for gap in gaps if gap.section == code]
        own_page = code in {ATTACHMENTS, PARTNERS}
        name, args = (code, [application.ref]) if own_page else ("edit", [application.ref, code])
        url = reverse(f"applications:{name}", args=args)
        found.append(
            {
                "label": label,
                "url": url,
                "gaps": [(gap.sentence, f"{url}?check=1#{target(gap)}") for gap in here],
            }
        )
    return found
