"""The town of `make bench-deadline`: calls whose deadline comes, each with a ready draft of every applicant."""

import json
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from tests import builders
from tests.builders_applications import a_draft_application
from tests.builders_bench import DAY, TOWN, _actor, _call, _content, _copies, _government, _people, _programme, _session


def main(scale: str, target: str) -> None:
    """`scale`: {"people": how many, "calls": [titles]}; the facts go into the file `target`."""
    said, at = json.loads(scale), timezone.now()
    town = _government(TOWN, "Gmina Pomiarowo", f"{TOWN}.localhost", at)
    with tenant_context(town):
        facts = _fill(said["people"], said["calls"], at)
    connection.set_schema_to_public()
    Path(target).write_text(json.dumps(facts))


def _fill(number: int, titles: list[str], at: Any) -> dict[str, Any]:
    programme, people = _programme(at), _people(number, at)
    sessions = {person.pk: _session(person) for person in people}
    calls = {}
    for title in titles:
        call = _call(programme, title, closes_at=at + 3 * DAY, at=at)
        lot = call.lots.get(number=1)
        draft = a_draft_application(lot, builders.fresh(_actor(people[0])), at=at - DAY, **_content())
        draft.owner = people[0].pk
        drafts = [draft, *_copies(draft, [(person, lot) for person in people[1:]])]
        calls[title] = {"ref": call.ref, "drafts": [(one.ref, sessions[one.owner]) for one in drafts]}
    return {"calls": calls}
