"""What an offer says now: the version that binds, its budget, the update being written."""

from typing import Any

from grants.applications import content as shape
from grants.applications.budget import Budget
from grants.applications.completeness import budget_in
from grants.applications.joint import JOINT
from grants.applications.models import Application, ApplicationVersion
from grants.applications.states import ApplicationState
from tenants.gates.access import ADMINISTRATOR, COORDINATOR, Actor
from tenants.office.seats.models import Seat

UPDATED = {ApplicationState.READY, ApplicationState.CONTRACTED}


def update_binds(application: Application) -> bool:
    """The update was approved, and no later act has granted all that was asked for: the offer as filed binds then."""
    return application.state in UPDATED and application.awarded != application.requested


def latest_version(application: Application) -> ApplicationVersion | None:
    """The last version that binds: the approved update, else the offer as corrected or filed; None of a draft."""
    versions = ApplicationVersion.objects.filter(application=application).order_by("-number")
    if not update_binds(application):
        versions = versions.exclude(kind=ApplicationVersion.Kind.UPDATE)
    return versions.first()


def latest_filed(application: Application) -> ApplicationVersion | None:
    """The offer as filed, or as corrected since: what was assessed, whatever was updated later."""
    versions = ApplicationVersion.objects.filter(application=application)
    return versions.exclude(kind=ApplicationVersion.Kind.UPDATE).order_by("-number").first()


def binding_content(application: Application) -> dict[str, Any]:
    """The sections of the version that binds; of a draft, as it stands."""
    if not update_binds(application):
        # Once filed the row's own content is that version's.
        return application.content
    version = latest_version(application)
    return version.content if version else application.content


def budget_of(application: Application) -> Budget:
    """The budget of the version that binds."""
    return budget_in(binding_content(application))


def updated_content(application: Application) -> dict[str, Any]:
    """The offer with its update as far as it is written; first, with the schedule and budget as filed."""
    may_change = (*shape.UPDATABLE, JOINT)
    changed = {name: value for name, value in application.update_draft.items() if name in may_change}
    return {**application.content, **changed}


def binding_of(application: Application, versions: list[ApplicationVersion]) -> dict[str, Any]:
    """The same as binding_content, of versions that are at hand already."""
    if update_binds(application) and versions:
        return versions[-1].content
    return application.content


def is_only_clerk(actor: Actor) -> bool:
    """Whether nobody else in the town could be the second person of a formal check."""
    clerks = Seat.objects.visible_to(actor).of(COORDINATOR, ADMINISTRATOR)
    return len(clerks.order_by().values("user_id").distinct()[:2]) < 2
