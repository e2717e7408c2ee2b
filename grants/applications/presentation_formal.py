"""What the page of the formal check says: who answers, who confirms, where the answers lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grants.applications import formal_rules, presentation
from grants.applications.checklist import Answered, Asked
from grants.applications.models import Application
from grants.applications.presentation import Next
from tenants.gates.access import Actor


@dataclass(frozen=True)
class Course:
    """Where the check stands for this person. `leads`: "pass", "correct", "reject", or "" while questions are open."""

    early: bool
    may_answer: bool
    may_confirm: bool
    may_conclude: bool
    waits: bool
    confirmed: bool
    leads: str
    formal: dict[str, Any]


def may_answer(application: Application, actor: Actor) -> bool:
    """Confirmed answers, and those that wait for this person's word, are first sent back."""
    formal = application.formal
    return not formal.get("confirmed_at") and not (formal.get("waits") and formal.get("by_id") != actor.user_id)


def course(
    application: Application, rows: Sequence[Answered], asked: Sequence[Asked], actor: Actor, *, at: datetime
) -> Course:
    formal, call = application.formal, application.call
    early = call.accepts_at(at)
    confirmed, waits = bool(formal.get("confirmed_at")), bool(formal.get("waits"))
    leads = formal_rules.leads_to(
        {row.code: row.answer for row in rows},
        {row.code for row in rows if row.correctable},
        asked=[one.code for one in asked],
        corrections=call.correction_days is not None,
    )
    return Course(
        early=early,
        may_answer=may_answer(application, actor),
        may_confirm=waits and formal.get("by_id") != actor.user_id,
        may_conclude=not early and (confirmed or not call.formal_four_eyes),
        waits=waits,
        confirmed=confirmed,
        leads=leads if formal.get("answers") else "",
        formal=formal,
    )


def next_step(application: Application, course: Course, *, at: datetime) -> Next | None:
    """What to do now; nothing while the questions wait to be answered."""
    office, until = _("coordinator"), application.call.decision_by
    if course.early:
        return presentation.next_step(application, mine=False, at=at)
    if course.may_confirm:
        text = _("Look at them beside the offer. Confirm them, or send them back with a remark.")
        return Next(_("Confirm the answers of %(who)s") % {"who": course.formal["by"]}, office, until, text, "warn")
    if course.waits:
        text = _("Until then the offer neither passes nor is rejected. You can still change your answers.")
        return Next(_("The answers wait for the second person"), _("another coordinator"), until, text, "info")
    if remark := course.formal.get("remark"):
        said = _("%(who)s sent the checklist back") % {"who": course.formal["remark_by"]}
        return Next(said, office, until, remark, "warn")
    match course.leads:
        case "correct":
            text = _("The answer is “no” only where it can be corrected.")
            return Next(_("Call the applicant to correct the flaws"), office, until, text, "warn")
        case "reject":
            text = _("The answer is “no” where nothing can be corrected in this call.")
            return Next(_("Reject the offer, with the reason from the checklist"), office, until, text, "bad")
        case "pass" if course.confirmed:
            return Next(_("The answers are confirmed: the offer can pass"), office, until, tone="ok")
    return None
