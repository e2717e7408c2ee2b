"""The trial run: before a call is published the office fills in and files offers, to see what applicants will see.

They are no offers: `Application.objects` does not know them. They take no number of the call, make no version that
could be verified, send no letter, and are deleted when the call is published.
"""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications import rules
from grants.applications.drafting import LETTERS, facts_of, take_out
from grants.applications.models import TRIAL, Application
from grants.applications.states import FLOW
from grants.calls.models import Call, Lot
from tenants.gates.access import Actor, clerks, permit
from tenants.gates.refusals import Refusal
from tenants.office.audit import actions as audit
from tenants.registry.organisations.models import Organisation

MOST = 20
# No organisation has this id.
NOBODY = 0


def example() -> Organisation:
    """The applicant of every trial: nobody."""
    return Organisation(
        name="Stowarzyszenie Przykładowe",
        legal_form="stowarzyszenie",
        register_kind="KRS",
        register_number="0000000000",
        street="ul. Przykładowa 1",
        postcode="00-000",
        city="Przykładowo",
        email="",
        phone="",
    )


@transaction.atomic
def begin(lot: Lot, *, by: Actor, at: datetime) -> Application:
    """A trial draft in this lot. Raises: Late once the call is published, Refusal, PermissionDenied."""
    # Whoever publishes the call waits until this row is there to be deleted, or this one finds the call published.
    call = Call.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(pk=lot.call_id)
    said = {**facts_of(example()), "contact_name": by.name, "contact_phone": "", "contact_email": by.email}
    draft = Application(
        ref=TRIAL + "".join(secrets.choice(LETTERS) for _letter in range(7)),
        trial=True,
        call=call,
        lot=lot,
        organisation_id=NOBODY,
        organisation_name=example().name,
        content={shape.APPLICANT: said},
        made_at=at,
        changed_at=at,
        changed_by=by.name,
    )
    permit(FLOW.steps["create"].may, by, draft)
    rules.check_accepting(call, at, trial=True)
    if Application.trials.filter(call=call).count() >= MOST:
        raise Refusal(_("This call has %(most)d trial offers already. Delete them first.") % {"most": MOST})
    FLOW.create(draft, by=by, at=at)
    return draft


@transaction.atomic
def delete_all(call: Call, *, by: Actor, at: datetime, lots: Collection[int] | None = None) -> int:
    """Delete the trial offers of a call, or those in some of its lots, with their files; how many. The record stays.

    Raises: PermissionDenied.
    """
    permit(clerks, by, call)
    found = Application.trials.filter(call=call).select_for_update(of=("self",)).order_by("pk")
    doomed = list(found if lots is None else found.filter(lot__in=lots))
    for trial in doomed:
        for attachment in trial.files.select_related("document"):
            take_out(attachment, by=by, at=at)
        trial.delete()
    if doomed:
        audit.record("delete_trials", call, by=by, at=at, noted={"offers": len(doomed)})
    return len(doomed)
