"""Calls for corrections, sent and answered by the real actions."""

from datetime import date, datetime, timedelta
from typing import Any

from grants.applications import actions
from grants.applications.models import Application, Correction
from grants.calls.models import Lot
from tenants.gates.access import Actor
from tenants.office.deadlines import local_day
from tests.builders_applications import a_filed_application, after_the_deadline
from tests.builders_calls import the_coordinator
from tests.remembered import remembered

DAY = timedelta(days=1)
FLAWS = {"task.description": "Opisz, gdzie odbędą się treningi."}
MENDED = "Treningi dla dzieci z całej gminy, w hali przy ul. Sportowej."


def checked(application: Application) -> datetime:
    """A moment of the formal check, some days before the term of a call for corrections."""
    return after_the_deadline(application) + DAY


def last_day(application: Application) -> date:
    return local_day(checked(application)) + 7 * DAY


@remembered
def called(application: Application, *, flaws: dict[str, str] | None = None, **more: Any) -> Correction:
    """The office called for corrections."""
    return actions.call_to_correct(
        application,
        flaws=flaws or FLAWS,
        answer_by=more.pop("answer_by", last_day(application)),
        by=more.pop("by", None) or the_coordinator(),
        at=more.pop("at", checked(application)),
        **more,
    )


@remembered
def an_offer_to_correct(lot: Lot, by: Actor, *, flaws: dict[str, str] | None = None, **over: Any) -> Application:
    application = a_filed_application(lot, by, **over)
    called(application, flaws=flaws)
    return application


@remembered
def a_corrected_application(lot: Lot, by: Actor, **over: Any) -> Application:
    """Called to correct its description, and corrected."""
    application = an_offer_to_correct(lot, by, **over)
    at = checked(application) + DAY
    actions.save_correction(application, "task", {"description": MENDED}, revision=0, by=by, at=at)
    return actions.answer(application, explanation="Dopisano miejsce.", by=by, at=at)
