"""Offers, brought to a state by the real actions: filled in completely, then filed, checked, decided."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from grants.applications import actions, merging
from grants.applications.budget import Budget, CostLine, Sources, dump
from grants.applications.formal_rules import ASKED
from grants.applications.models import Application
from grants.calls.models import Lot, RequiredAttachment
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON
from tests.remembered import remembered

SECOND = timedelta(seconds=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ALL_YES = dict.fromkeys(ASKED, "yes")


def a_budget(*, grant: str = "5000.00", total: str = "6000.00", lines: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """A budget document: two costs that add up to the total, what the grant does not pay from own money."""
    admin = (Decimal(total) / 20).quantize(Decimal("0.01"))
    rows = tuple(CostLine(**line) for line in lines) or (
        CostLine("k1", "I", 1, "Wynagrodzenie trenera", "miesiąc", Decimal(total) - admin, Decimal(1)),
        CostLine("k2", "II", None, "Księgowość", "usługa", admin, Decimal(1)),
    )
    budget = Budget(lines=rows, sources=Sources(grant=Decimal(grant), own_financial=Decimal(total) - Decimal(grant)))
    return dump(budget)


def sections(lot: Lot, **over: Any) -> dict[str, dict[str, Any]]:
    """Everything the form asks for."""
    start = (lot.call.task_from or NOON.date()).isoformat()
    end = (lot.call.task_to or NOON.date()).isoformat()
    filled: dict[str, dict[str, Any]] = {
        "applicant": {
            "contact_name": "Nadia Ngo",
            "contact_phone": "500 100 200",
            "contact_email": "nadia@example.org",
        },
        "task": {
            "title": over.pop("title", "Piłka dla każdego"),
            "start": start,
            "end": end,
            "description": "Treningi dla dzieci z całej gminy.",
        },
        "schedule": {
            "rows": [
                {
                    "code": "a1",
                    "name": "Treningi",
                    "description": "Dwa razy w tygodniu na hali.",
                    "target_group": "40 dzieci w wieku 7–12 lat",
                    "start": start,
                    "end": end,
                    "third_party": "nie dotyczy",
                }
            ]
        },
        "results": {
            "direct_effect": "80 treningów.",
            "social_change": "Dzieci ruszają się częściej.",
            "sustainability": "Sekcja działa dalej.",
            "rows": [{"name": "Treningi", "target": "80 treningów", "monitoring": "dziennik zajęć"}],
        },
        "capacity": {
            "previous_activity": "Prowadzimy sekcję od 2015 roku.",
            "resources": "Dwóch trenerów, sala, piłki.",
        },
        "budget": a_budget(
            grant=over.pop("grant", "5000.00"), total=over.pop("total", "6000.00"), lines=over.pop("lines", ())
        ),
        "other": {"paid_or_free": "free", "paid_text": "", "other_information": ""},
        "declarations": {
            **dict.fromkeys(("d1", "d2", "d6", "d7"), True),
            "d3": "clear",
            "d4": "clear",
            "d5": "krs",
        },
    }
    for name, values in over.items():
        filled[name] = {**filled[name], **values}
    return filled


@remembered
def an_empty_draft(lot: Lot, by: Actor, *, at: datetime = NOON) -> Application:
    """Just begun."""
    return actions.begin(lot, organisation=builders.organisation_of(by), by=by, at=at)


@remembered
def a_draft_application(lot: Lot, by: Actor, *, at: datetime = NOON, **over: Any) -> Application:
    """Complete, with its required files, ready to be filed. `budget={…}`, `task={…}` … change a section."""
    draft = an_empty_draft(lot, by, at=at)
    for section, values in sections(lot, **over).items():
        actions.save_section(draft, section, values, revision=draft.revisions.get(section, 0), by=by, at=at)
    for wanted in RequiredAttachment.objects.filter(call=lot.call, required=True):
        actions.attach(draft, name="zalacznik.pdf", content=PDF, wanted=wanted, by=by, at=at)
    return draft


@remembered
def a_filed_application(
    lot: Lot, by: Actor, *, grant: str = "5000.00", total: str = "6000.00", at: datetime = NOON, **over: Any
) -> Application:
    draft = a_draft_application(lot, by, at=at, grant=grant, total=total, **over)
    return actions.file(draft, by=by, at=at)


def after_the_deadline(application: Application) -> datetime:
    """A moment when the formal check may happen."""
    closes_at = application.call.closes_at
    assert closes_at is not None
    return max(closes_at + SECOND, NOON + SECOND)


@remembered
def a_passed_application(lot: Lot, by: Actor, *, clerk: Actor | None = None, **over: Any) -> Application:
    """Filed, and formally correct a second after the deadline."""
    application = a_filed_application(lot, by, **over)
    return passed(application, clerk=clerk)


@remembered
def passed(application: Application, *, clerk: Actor | None = None, at: datetime | None = None) -> Application:
    who = clerk or builders.a_person("Clara Clerk", "coordinator")
    when = at or after_the_deadline(application)
    actions.check_formally(application, answers=ALL_YES, by=who, at=when)
    return actions.pass_formally(application, by=who, at=when)


def seen(application: Application, section: str) -> str:
    """What the page of a section carries in its field of this name."""
    return json.dumps(merging.seals(application.content.get(section, {})))
