"""The official forms, filled in from what the story tells of an offer."""

from datetime import date, timedelta
from typing import Any

from config.demo.cast import Cast
from config.demo.content.budgets import budget_of
from config.demo.content.projects import project_of
from config.demo.content.shapes import Offer, Organisation, Project
from config.demo.plot.schedule import Schedule
from grants.applications.budget import dump

LATER_USE = "Materiały i doświadczenia posłużą następnym edycjom; zadanie chcemy prowadzić dalej."


def sections_of(offer: Offer, cast: Cast, when: Schedule) -> dict[str, dict[str, Any]]:
    """The official form, filled in."""
    project, organisation = project_of(offer), cast.organisations[offer.organisation]
    return {
        "applicant": contact_of(organisation),
        "task": {
            "title": offer.title,
            "start": when.task_from,
            "end": when.task_to,
            "description": project.description.format(place=offer.place),
        },
        "schedule": {"rows": _schedule(project, offer, when)},
        "results": _results(project),
        "capacity": {"previous_activity": organisation.activity, "resources": organisation.resources},
        "budget": dump(budget_of(offer, when.task_from.year)),
        "other": {
            "paid_or_free": "paid" if project.paid else "free",
            "paid_text": project.paid,
            "other_information": "",
        },
        "declarations": declarations_of(organisation),
    }


def contact_of(organisation: Organisation) -> dict[str, str]:
    person = organisation.editor or organisation.representative
    return {"contact_name": person.name, "contact_phone": organisation.phone, "contact_email": person.email}


def declarations_of(organisation: Organisation) -> dict[str, Any]:
    return {
        **dict.fromkeys(("d1", "d2", "d6", "d7"), True),
        "d3": "clear",
        "d4": "clear",
        "d5": "krs" if organisation.register_kind == "KRS" else "other",
    }


def _schedule(project: Project, offer: Offer, when: Schedule) -> list[dict[str, Any]]:
    length = when.task_to - when.task_from

    def day(part: float) -> date:
        return when.task_from + timedelta(days=round(length.days * part))

    return [
        {
            "code": f"a{number}",
            "name": action.name,
            "description": action.description.format(place=offer.place),
            "target_group": action.target,
            "start": day(action.part[0]),
            "end": day(action.part[1]),
            "third_party": action.third_party,
        }
        for number, action in enumerate(project.actions, start=1)
    ]


def _results(project: Project) -> dict[str, Any]:
    sentences = project.expected.split(". ")
    change = ". ".join(sentences[:-1]) + "." if len(sentences) > 1 else project.expected
    return {
        "direct_effect": "; ".join(f"{one.name}: {one.target} ({one.unit})" for one in project.results) + ".",
        "social_change": change,
        "sustainability": sentences[-1] if len(sentences) > 1 else LATER_USE,
        "rows": [
            {"name": one.name, "target": f"{one.target} ({one.unit})", "monitoring": one.monitoring}
            for one in project.results
        ],
    }
