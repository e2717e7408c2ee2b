"""An offer as a member of a blind committee reads it: the task, its costs and resources, and nothing of who applies."""

from typing import Any

from grants.applications import content as shape
from grants.applications import outline
from grants.applications.answers import ASKED
from grants.applications.joint import JOINT, offerors_in
from grants.applications.models import Application
from grants.calls.questions.models import Kind
from grants.scoring.masking import scrubbed

# Whole sections about the applicant; the offer's files and the title of the task, which public lists join to a name,
# are left out too.
LEFT_OUT = (shape.APPLICANT, shape.DECLARATIONS, JOINT)


def sections(offer: Application) -> list[dict[str, Any]]:
    """For the page, as `outline.sections` gives them for the offer's own."""
    said = {name: part for name, part in offer.content.items() if name not in LEFT_OUT}
    if asked := said.get(shape.QUESTIONS, {}).get(ASKED):
        told = [one for one in asked if one["kind"] != Kind.FILE]
        said[shape.QUESTIONS] = {**said[shape.QUESTIONS], ASKED: told}
    task, capacity = outline.task(said), outline.capacity(said)
    # The title, and what the applicant did before.
    task["fields"], capacity["fields"] = task["fields"][1:], capacity["fields"][1:]
    shown = [task, capacity, outline.costs(said), outline.other(said), *outline.additional(said)]
    names = names_in(offer)
    return [{**one, "fields": outline.drawn(scrubbed(one["fields"], names))} for one in shown]


def names_in(offer: Application) -> set[str]:
    """Of the organisations that apply and of the people who act for them."""
    applicant = offer.content.get(shape.APPLICANT, {})
    found = [offer.organisation_name, offer.filed_by, offer.content.get(shape.DECLARATIONS, {}).get("signed_by")]
    for row in (applicant, *offerors_in(offer.content)):
        found += [row.get(name) for name in ("name", "contact_name", "confirmed_by")]
    return {one for one in found if one}
