"""Trial offers, filled in and filed by the coordinator before the call is published."""

from grants.applications import actions, trying
from grants.applications.models import Application
from grants.calls.models import Lot, RequiredAttachment
from tenants.gates.access import Actor
from tests.builders import NOON
from tests.builders_applications import PDF, sections
from tests.builders_calls import the_coordinator
from tests.remembered import remembered

TITLE = "Próbne zajęcia z łucznictwa"


@remembered
def a_trial(lot: Lot, *, by: Actor | None = None, **over: object) -> Application:
    """A complete trial draft."""
    clerk = by or the_coordinator()
    trial = trying.begin(lot, by=clerk, at=NOON)
    for section, values in sections(lot, title=TITLE, **over).items():
        actions.save_section(trial, section, values, revision=trial.revisions.get(section, 0), by=clerk, at=NOON)
    for wanted in RequiredAttachment.objects.filter(call=lot.call, required=True):
        actions.attach(trial, name="proba.pdf", content=PDF, wanted=wanted, by=clerk, at=NOON)
    return trial


@remembered
def a_filed_trial(lot: Lot, *, by: Actor | None = None, **over: object) -> Application:
    return actions.file(a_trial(lot, by=by, **over), by=by or the_coordinator(), at=NOON)
