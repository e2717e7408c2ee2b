"""How the offers of a call are checked formally: what is asked, by how many people, and who may read the results.

Working rules of the office, no part of the announced text: they change no offer and need no new announcement.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from grants.applications import formal_rules
from grants.applications.checklist import USUAL
from grants.applications.criteria_models import FormalCriterion
from grants.applications.models import Application
from grants.calls.models import Call
from grants.calls.states import FLOW
from grants.calls.taking import begin
from tenants.gates.access import Actor
from tenants.office.texts import text

LABEL = 300


def is_begun(call: Call) -> bool:
    """Whether an offer of the call was checked already."""
    return Application.objects.filter(call=call).exclude(formal={}).exists()


@transaction.atomic
def arrange_check(call: Call, rows: Sequence[Mapping[str, Any]], *, four_eyes: bool, by: Actor, at: datetime) -> None:
    """The questions of the checklist in their order, each {"code", "label", "correctable"}; one of its own needs no code.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    begin(call, "arrange_formal_check", by=by)
    kept = formal_rules.check_checklist([_kept(row) for row in rows], begun=is_begun(call))
    noted = {"questions": len(kept)}
    FLOW.move(call, "arrange_formal_check", by=by, at=at, noted=noted, formal_four_eyes=four_eyes)
    FormalCriterion.objects.filter(call=call).delete()
    FormalCriterion.objects.bulk_create(
        FormalCriterion(call=call, position=place, **row) for place, row in enumerate(kept, start=1)
    )


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    code = row.get("code", "")
    return {
        "code": code if code in USUAL else "",
        "label": text(row.get("label"), LABEL, "label"),
        "correctable": bool(row.get("correctable")),
    }


@transaction.atomic
def show_results(call: Call, *, public: bool, by: Actor, at: datetime) -> None:
    """Whether everyone may read the list of offers with the results of the formal check.

    Raises: WrongState, PermissionDenied.
    """
    begin(call, "show_formal_results", by=by)
    FLOW.move(call, "show_formal_results", by=by, at=at, formal_public=public)
