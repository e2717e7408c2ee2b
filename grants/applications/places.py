"""The places of an offer that a call for corrections can open, and what stands in each.

A code is "section.field": "task.description", "budget.all", "attachments.wanted-12", "attachments.file-34".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount, without_zeros
from grants.applications import answers
from grants.applications import content as shape
from grants.applications.completeness import ATTACHMENTS, PARTNERS, budget_in
from grants.applications.costs import OfferorPart
from grants.applications.joint import offerors_in
from grants.applications.models import Attachment
from grants.applications.official import OFFER_2018
from grants.applications.presentation import STEP_LABELS
from grants.calls.models import RequiredAttachment
from grants.calls.questions.models import Kind

ALL, ROWS, PERIOD = "all", "rows", "period"
COSTS, SPLIT = f"{shape.BUDGET}.{ALL}", f"{PARTNERS}.split"
# The costs follow the years of the task and the actions of the schedule: whoever may mend these mends the costs too.
LEADING_TO_COSTS = (f"{shape.TASK}.{PERIOD}", f"{shape.SCHEDULE}.{ROWS}")
DAYS = ("start", "end")
Content = Mapping[str, Any]
Flaw = dict[str, str]


@dataclass(frozen=True)
class Place:
    section: str
    field: str
    label: str

    @property
    def code(self) -> str:
        return f"{self.section}.{self.field}"


def places(
    *, files: Iterable[Attachment], wanted: Iterable[RequiredAttachment], content: Content | None = None
) -> list[Place]:
    """Every place of an offer with these files and these additional questions, in the order of the form."""
    found = [Place(section, field, str(label)) for section in shape.SECTIONS for field, label in _fields(section)]
    if offerors_in(content or {}):
        found.append(Place(PARTNERS, "split", _("V.C Costs of each organisation")))
    asked = (content or {}).get(shape.QUESTIONS, {}).get(answers.ASKED, [])
    found += [Place(shape.QUESTIONS, one["code"], one["label"]) for one in asked if one["kind"] != Kind.FILE]
    found += [Place(ATTACHMENTS, f"wanted-{one.pk}", one.name) for one in wanted]
    found += [Place(ATTACHMENTS, f"file-{one.pk}", one.label) for one in files if one.wanted_id is None]
    return [*found, Place(ATTACHMENTS, "other", _("Another file, not attached so far"))]


def _fields(section: str) -> list[tuple[str, Any]]:
    """The places of a section: the form's own words for each, where the form has them."""
    return {
        shape.APPLICANT: lambda: [
            ("contact_name", _("Name and surname")),
            ("contact_phone", _("Phone")),
            ("contact_email", _("E-mail")),
        ],
        shape.TASK: lambda: [
            ("title", _official("III", "task_title")),
            (PERIOD, _official("III", "task_period")),
            ("description", _official("III", "synthetic_description")),
        ],
        shape.SCHEDULE: lambda: [(ROWS, _official("III", "schedule"))],
        shape.RESULTS: lambda: [
            ("direct_effect", _("1) What will be the direct effect of the task?")),
            ("social_change", _("2) What social change will it bring?")),
            ("sustainability", _("3) Will the results be used in later work of the organisation?")),
            (ROWS, _official("III", "results_table")),
        ],
        shape.CAPACITY: lambda: [(name, _official("IV", name)) for name in ("previous_activity", "resources")],
        shape.BUDGET: lambda: [(ALL, _("All of the budget: costs and sources"))],
        shape.OTHER: lambda: [
            ("paid_or_free", _official("VI", "paid_or_free")),
            ("paid_text", _("If recipients pay: who, for what and how much")),
            ("other_information", _official("VI", "other_information")),
        ],
        shape.DECLARATIONS: lambda: [
            (field.code, f"{field.number} {field.label}")
            for field in OFFER_2018.section("VII").fields
            if field.code in (*shape.DECLARED, *shape.ALTERNATIVES)
        ],
    }[section]()


def _official(section: str, field: str) -> str:
    """The form's words for a field, without what it says in brackets."""
    return OFFER_2018.section(section).field(field).label.partition(" (")[0]


def by_section(found: Iterable[Place]) -> list[tuple[str, Any, list[Place]]]:
    """(section, its name, its places)."""
    grouped: dict[str, list[Place]] = {}
    for place in found:
        grouped.setdefault(place.section, []).append(place)
    return [(section, STEP_LABELS.get(section, section), some) for section, some in grouped.items()]


def section_of(code: str) -> str:
    return code.partition(".")[0]


def opened(flaws: Iterable[Flaw], section: str) -> list[Flaw]:
    """The flaws that open a section: its own, and of the budget those of what its costs follow."""
    leading = LEADING_TO_COSTS if section == shape.BUDGET else ()
    return [flaw for flaw in flaws if section_of(flaw["place"]) == section or flaw["place"] in leading]


def unlocked(flaws: Iterable[Flaw], section: str, content: Content) -> set[str]:
    """The keys of the section's content that may change."""
    keys: set[str] = set()
    if section == shape.BUDGET:
        return set(content) if opened(flaws, section) else keys
    for flaw in opened(flaws, section):
        field = flaw["place"].partition(".")[2]
        keys |= set(DAYS) if field == PERIOD else {field}
    return keys


def opens_split(flaws: Iterable[Flaw], content: Content) -> bool:
    """Whether the costs may be divided anew: they follow the costs and the years of a joint offer."""
    found = list(flaws)
    return bool(offerors_in(content)) and bool(opened(found, shape.BUDGET) or opened(found, PARTNERS))


def lines(code: str, content: Content, *, files: Collection[str] = ()) -> list[str]:
    """What stands in that place, as lines of text to compare; `files` name those that lie in a place for files."""
    section, _dot, field = code.partition(".")
    said = content.get(section) or {}
    if section == ATTACHMENTS:
        return list(files)
    if section == shape.BUDGET:
        return _budget(content)
    if code == SPLIT:
        return [_part(part, budget_in(content).years) for part in budget_in(content).offerors]
    if field == PERIOD:
        return [f"{_day(said.get('start'))} – {_day(said.get('end'))}"]
    if field == ROWS:
        return [_row(row) for row in said.get("rows", [])]
    value = said.get(field)
    if section == shape.QUESTIONS:
        kinds = {one["code"]: one["kind"] for one in said.get(answers.ASKED, [])}
        return answers.told(kinds.get(field, ""), value).split("\n")
    if isinstance(value, bool):
        return [_("confirmed") if value else _("not confirmed")]
    if field in shape.ALTERNATIVES:
        return [str(value or "")] if not value else [_worded(field, value)]
    if field == "paid_or_free":
        value = dict(OFFER_2018.section("VI").field(field).choices).get(str(value), "")
    return str(value or "").split("\n")


def _worded(field: str, chosen: str) -> str:
    """The wording of a declaration that was chosen."""
    wordings = OFFER_2018.section("VII").field(field).alternatives
    return dict(zip(shape.ALTERNATIVES[field], wordings, strict=True))[chosen]


def _row(row: Mapping[str, str]) -> str:
    parts = [_day(value) if name in DAYS else value for name, value in row.items() if name != "code"]
    return " · ".join(part for part in parts if part)


def _budget(content: Content) -> list[str]:
    budget = budget_in(content)
    costs = [
        f"{number} {line.name}: {without_zeros(line.quantity, 2)} {line.unit} × {amount(line.unit_cost)}"
        f" = {amount(line.value)} zł"
        for number, line in budget.numbered
    ]
    sources = [
        f"{row.label}: {amount(budget.total if row.code == 'total' else getattr(budget.sources, row.code))} zł"
        for row in OFFER_2018.section("V").field("funding_sources").rows
    ]
    return [*costs, *sources]


def _part(part: OfferorPart, years: Sequence[int]) -> str:
    by_year = ", ".join(f"{year}: {amount(value)} zł" for year, value in zip(years, part.years, strict=True))
    return f"{part.name}: {by_year}"


def _day(value: str | None) -> str:
    day = shape.as_day(value)
    return date_format(day, "j E Y") if day else ""
