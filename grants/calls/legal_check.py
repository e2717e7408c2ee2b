"""The legal check before publication: each point of the law, with what is there or what is missing and where to add it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.calls import announcement, presentation, rules, wording
from grants.calls.models import Commissioning, Criterion, Publication
from grants.calls.reading import Paper
from grants.calls.rules import Priced
from grants.calls.states import CallState
from tenants.office import deadlines, law


class Standing(StrEnum):
    OK = "ok"
    MISSING = "missing"
    # Lawful as it is, but a person should look.
    CONSIDER = "consider"
    # Not its turn yet.
    LATER = "later"


@dataclass(frozen=True)
class Point:
    """`where` is the field of the draft, or PLACES for the page of publications."""

    law: str
    label: str
    standing: Standing
    said: list[str] = field(default_factory=list)
    where: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    points: list[Point]


PLACES = "publications"


def groups(paper: Paper, *, tasks: Iterable[Priced], taken: Mapping[int, Decimal], now: datetime) -> list[Group]:
    """`tasks`: the priority tasks of its lots; `taken`: what other calls and awards take of each."""
    wrong = _wrong(paper)
    found = [
        Group(_("The announcement (art. 13(2))"), _announcement(paper, wrong)),
        Group(_("Criteria (art. 15(1))"), _criteria(paper)),
        Group(_("Publication and term (art. 13(1) and (3))"), [*_places(paper), _notice(paper, now)]),
        Group(_("Money"), [_programme(paper), *_pools(paper, tasks, taken), _draft_budget(paper, now)]),
    ]
    seen = {point.where for group in found for point in group.points} | {"criteria", "closes_at", "lots"}
    rest = [
        Point("", presentation.field_label(name), Standing.MISSING, sentences, name)
        for name, sentences in wrong.items()
        if name not in seen
    ]
    return [*found, Group(_("What else must be right"), rest)] if rest else found


def missing(found: Iterable[Group]) -> int:
    return sum(point.standing == Standing.MISSING for group in found for point in group.points)


def _wrong(paper: Paper) -> dict[str, list[str]]:
    """Refusals of the whole announcement, by the field where each is put right."""
    wrong: dict[str, list[str]] = {}
    for refusal in paper.refused():
        wrong.setdefault((refusal.field or "").partition("-")[0], []).append(str(refusal))
    return wrong


def _announcement(paper: Paper, wrong: Mapping[str, list[str]]) -> list[Point]:
    points = []
    for one in announcement.points(paper.call, paper.lots):
        sentences = wrong.get(one.field, [])
        standing = Standing.MISSING if sentences else Standing.OK
        if one.field == "previous_tasks" and not sentences and (years := _unmentioned(paper)):
            standing = Standing.CONSIDER
            sentences = [_("The text does not mention %(years)s. If there were no tasks, write so.") % {"years": years}]
        article = _("art. 13(2) point %(n)s") % {"n": one.number} if one.number else ""
        points.append(Point(article, str(one.label), standing, sentences, one.field))
    return points


def years(paper: Paper) -> tuple[int, int]:
    """Of point 7: the year of the announcement and the one before."""
    at = paper.call.published_at or paper.call.opens_at or paper.call.made_at
    year = deadlines.local_day(at).year
    return year - 1, year


def _unmentioned(paper: Paper) -> str:
    return ", ".join(str(year) for year in years(paper) if str(year) not in paper.call.previous_tasks)


def _criteria(paper: Paper) -> list[Point]:
    needed = rules.ALWAYS_COVERED
    if any(lot.commissioning == Commissioning.SUPPORT for lot in paper.lots):
        needed = needed | rules.SUPPORT_COVERED
    return [_criterion(number, paper.criteria, needed=number in needed) for number in "123456"]


def _criterion(number: str, criteria: Iterable[Criterion], *, needed: bool) -> Point:
    said = [one.name for one in criteria if one.statutory == number]
    standing = Standing.OK if said else Standing.MISSING if needed else Standing.LATER
    if not said:
        said = [_("No criterion covers it.") if needed else _("Not asked for when the task is entrusted.")]
    return Point(
        _("art. 15(1) point %(n)s") % {"n": number}, str(wording.STATUTORY[number]), standing, said, "criteria"
    )


def _places(paper: Paper) -> list[Point]:
    recorded = {one.place: one for one in paper.published(Publication.Subject.ANNOUNCEMENT)}
    waits = paper.call.state == CallState.DRAFT
    points = []
    for place in rules.PLACES:
        article = _("art. 13(3)")
        if one := recorded.get(place):
            points.append(Point(article, str(place.label), Standing.OK, [rules.in_words(one.published_on)]))
        elif waits:
            said = [_("To be recorded once the announcement is approved.")]
            points.append(Point(article, str(place.label), Standing.LATER, said))
        else:
            points.append(Point(article, str(place.label), Standing.MISSING, [_("Not recorded yet.")], PLACES))
    return points


def _notice(paper: Paper, now: datetime) -> Point:
    """The term, counted from the last publication recorded, or from today while some are missing."""
    days = [one.published_on for one in paper.published(Publication.Subject.ANNOUNCEMENT)]
    published = not paper.places_missing(Publication.Subject.ANNOUNCEMENT)
    last: date = max(days) if published else deadlines.local_day(now)
    label = _("at least %(days)s days to file") % {"days": law.value("call_notice_days", on=last)}
    if paper.call.closes_at is None:
        return Point(_("art. 13(1)"), label, Standing.MISSING, [_("No deadline is set.")], "closes_at")
    refused = paper.refusals(
        lambda: rules.check_notice(closes_at=paper.call.closes_at, last_publication=last),
        lambda: rules.check_not_past(closes_at=paper.call.closes_at, at=now),
    )
    if paper.call.published_at or not refused:
        latest = presentation.latest_publication(paper.call)
        said = [_("The last publication may be on %(day)s.") % {"day": rules.in_words(latest)}] if latest else []
        return Point(_("art. 13(1)"), label, Standing.OK, said, "closes_at")
    return Point(_("art. 13(1)"), label, Standing.MISSING, [str(one) for one in refused], "closes_at")


def _programme(paper: Paper) -> Point:
    refused = paper.refusals(lambda: rules.check_programme(paper.call.programme))
    standing = Standing.MISSING if refused else Standing.OK
    return Point(_("art. 5a(1)"), _("adopted programme"), standing, [str(one) for one in refused])


def _pools(paper: Paper, tasks: Iterable[Priced], taken: Mapping[int, Decimal]) -> list[Point]:
    """Each priority task: planned, taken by others, this call, left."""
    points = []
    for task in tasks:
        wanted = sum((lot.pool for lot in paper.lots if lot.task_id == task.pk), Decimal("0.00"))
        before = taken.get(task.pk, Decimal("0.00"))
        left = task.planned - before - wanted
        said = _("planned %(planned)s, in other calls and awards %(before)s, in this call %(wanted)s, left %(left)s")
        amounts = {"planned": task.planned, "before": before, "wanted": wanted, "left": left}
        sentence = said % {name: money(amount) for name, amount in amounts.items()}
        standing = Standing.OK if left >= 0 else Standing.MISSING
        points.append(Point("", task.title, standing, [sentence], "lots"))
    return points


def _draft_budget(paper: Paper, now: datetime) -> Point:
    """Recognised by the year: before it begins its budget is, as a rule, a draft."""
    call, article, label = paper.call, _("art. 13(5)"), _("call on the draft budget")
    early = deadlines.local_day(call.published_at or now).year < call.programme.year
    if call.on_draft_budget:
        return Point(article, label, Standing.OK, [presentation.draft_budget(call)], "on_draft_budget")
    if early:
        said = _(
            "The year %(year)s has not begun. If its budget is not adopted yet, mark it: the announcement then says:"
        )
        sentences = [said % {"year": call.programme.year}, presentation.draft_budget(call)]
        return Point(article, label, Standing.CONSIDER, sentences, "on_draft_budget")
    return Point(article, label, Standing.OK, [_("The year of the programme has begun: it does not apply.")])
