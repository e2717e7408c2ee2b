"""What a simplified offer must say, when it is published late, when the executive may decide. Values in, answers out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.applications import content as offers
from grants.calls.models import Place
from grants.small_grants import content as shape
from grants.small_grants import limits
from tenants.gates.refusals import Refusal, Stale
from tenants.office import law
from tenants.office.deadlines import add_days, add_working_days, local_day, next_working_day
from tenants.office.money import ZERO

# Art. 19a names the same three places as art. 13(3) does for calls.
PLACES = (Place.BIP, Place.BOARD, Place.WEBSITE)
MOST_COMMENTS_AN_HOUR = 30
MOST_OF_A_COMMENT = 4000


class NotTaken(Refusal):
    """The town's programme has no small grants, or not for that organisation's year."""


class Incomplete(Refusal):
    """Something the form asks for is missing."""


class TooEarly(Refusal):
    """Residents may still comment, or the organisation may still change its offer."""


class TooMany(Refusal):
    """More comments in an hour than people write."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`field` is the page's field id after "id_"."""

    field: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What the limits of a year add up: promised or passed so far, but for the offer in hand."""

    to_organisation: Decimal
    to_all: Decimal
    planned: Decimal
    pool: Decimal


def check_takes(takes: bool, *, year: int) -> None:
    """Raises: NotTaken."""
    if not takes:
        raise NotTaken(_("The programme for %(year)s has no money for small grants.") % {"year": year})


def gaps(content: Mapping[str, Any], *, year: int) -> list[Gap]:
    """What the offer still lacks, in the order of the page."""
    return [*_basic(content, year), *_texts(content), *_results(content), *_costs(content), *_declarations(content)]


def check_complete(content: Mapping[str, Any], *, year: int) -> list[Refusal]:
    return [Incomplete(gap.sentence, field=gap.field) for gap in gaps(content, year=year)]


def check_limits(content: Mapping[str, Any], grant: Decimal, *, sums: Sums, on: date) -> list[Refusal]:
    """Everything art. 19a limits, of an offer that is complete; every limit that is passed is named."""
    task = content[shape.TASK]
    start, end = offers.as_day(task["start"]), offers.as_day(task["end"])
    assert start is not None
    assert end is not None
    found: list[Refusal] = []
    for check in (
        lambda: limits.check_grant(grant, on=on),
        lambda: limits.check_length(start, end, on=on),
        lambda: limits.check_yearly(grant, passed=sums.to_organisation, on=on),
        lambda: limits.check_pool(grant, taken=sums.to_all, planned=sums.planned, pool=sums.pool, on=on),
    ):
        try:
            check()
        except limits.OverLimit as refusal:
            found.append(refusal)
    return found


def posting_due(filed_at: datetime) -> date:
    """The last day to publish the offer: working days after the day it came."""
    received = local_day(filed_at)
    return add_working_days(received, law.value("small_grant_posting_working_days", on=received))


def comments_until(last_posting: date) -> date:
    """The last day of comments: calendar days after the last posting, moved off a day off (KPA art. 57 § 4)."""
    return next_working_day(add_days(last_posting, law.value("small_grant_comment_days", on=last_posting)))


def check_posting(*, place: str, posted_on: date, filed_at: datetime, at: datetime) -> None:
    if place not in PLACES:
        raise Refusal(_("An offer is published in three places: BIP, notice board, website."), field="place")
    if posted_on > local_day(at):
        raise Refusal(_("The day of publication has not come yet."), field=f"{place}_on")
    if posted_on < local_day(filed_at):
        raise Refusal(_("The offer was filed later: it could not have been published then."), field=f"{place}_on")


def check_places(posted: Collection[str]) -> None:
    if missing := [place for place in PLACES if place not in posted]:
        names = ", ".join(str(place.label) for place in missing)
        raise Refusal(_("Record where the offer was published first. Missing: %(places)s.") % {"places": names})


def is_commentable(*, state: str, comments_until: date | None, at: datetime) -> bool:
    return state == "published" and comments_until is not None and local_day(at) <= comments_until


def check_comment(text: str, *, lately: int) -> None:
    """`lately`: comments on this offer in the last hour, whoever wrote them: a machine is stopped, a crowd is not."""
    if not text.strip():
        raise Refusal(_("Write the comment."), field="text")
    if len(text) > MOST_OF_A_COMMENT:
        raise Refusal(_("There is room for %(most)d characters.") % {"most": MOST_OF_A_COMMENT}, field="text")
    if lately >= MOST_COMMENTS_AN_HOUR:
        raise TooMany(_("Many comments came within an hour. Yours was not kept: please send it again later."))


def check_term_over(comments_until: date | None, *, at: datetime) -> None:
    """Art. 19a: a decision follows the term for comments. Raises: TooEarly."""
    if comments_until is None or local_day(at) <= comments_until:
        until = date_format(comments_until, "j E Y") if comments_until else "–"
        raise TooEarly(_("Residents may comment until %(day)s. Decide after that day.") % {"day": until})


def is_late(changes_due_on: date | None, *, at: datetime) -> bool:
    """Whether the day by which the changes were asked for has passed."""
    return changes_due_on is not None and local_day(at) > changes_due_on


def check_changes_late(changes_due_on: date, *, at: datetime) -> None:
    """What was promised is taken back only when the changes did not come in time. Raises: TooEarly."""
    if not is_late(changes_due_on, at=at):
        sentence = _("The organisation has until %(day)s to send the changes. Refuse after that day.")
        raise TooEarly(sentence % {"day": date_format(changes_due_on, "j E Y")})


def check_award(*, amount: Decimal, requested: Decimal, changing: bool) -> None:
    """A lower grant needs new costs, so it comes with changes asked for."""
    if amount <= ZERO:
        raise Refusal(_("Give the amount of the grant."), field="amount")
    if amount > requested:
        raise Refusal(
            _("The offer asks for %(requested)s: the grant cannot be higher.") % {"requested": money(requested)},
            field="amount",
        )
    if amount < requested and not changing:
        raise Refusal(_("A lower grant needs changed costs: ask the organisation for changes."), field="amount")


def check_changed(content: Mapping[str, Any], *, awarded: Decimal) -> list[Refusal]:
    """The changed offer asks for exactly what was decided."""
    grant = shape.budget_of(content).sources.grant
    if grant == awarded:
        return []
    sentence = _("The costs take %(grant)s from the grant, the decision gives %(awarded)s. Make them the same.")
    return [Incomplete(sentence % {"grant": money(grant), "awarded": money(awarded)}, field="costs")]


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(_("Give the reason: the organisation will read it."), field="reason")


def check_revision(now: int, opened: int, *, who: str) -> None:
    """Raises: Stale."""
    if now != opened:
        raise Stale(
            _("%(who)s saved this offer after you opened it. What you typed is kept below: compare and save again.")
            % {"who": who}
        )


def _basic(content: Mapping[str, Any], year: int) -> Iterable[Gap]:
    applicant, task = content.get(shape.APPLICANT, {}), content.get(shape.TASK, {})
    if not task.get("sphere"):
        yield Gap("sphere", _("Choose the kind of the task."))
    if not applicant.get("contact_name"):
        yield Gap("contact_name", _("Say who can explain the offer."))
    if not applicant.get("contact_phone"):
        yield Gap("contact_phone", _("Give that person's phone number."))
    try:
        validate_email(applicant.get("contact_email") or "")
    except ValidationError:
        yield Gap("contact_email", _("Give that person's e-mail address."))
    if not task.get("title"):
        yield Gap("title", _("Give the task a title."))
    start, end = offers.as_day(task.get("start")), offers.as_day(task.get("end"))
    if start is None:
        yield Gap("start", _("Give the day the task begins."))
    elif start.year != year:
        yield Gap("start", _("The task must fall in %(year)s, the year of the programme.") % {"year": year})
    if end is None:
        yield Gap("end", _("Give the day the task ends."))
    elif start and end < start:
        yield Gap("end", _("The task ends before it begins."))
    elif end.year != year:
        yield Gap("end", _("The task must fall in %(year)s, the year of the programme.") % {"year": year})


def _texts(content: Mapping[str, Any]) -> Iterable[Gap]:
    task = content.get(shape.TASK, {})
    if not task.get("description"):
        yield Gap("description", _("Describe the task and say where it happens."))
    if not task.get("profile"):
        yield Gap("profile", _("Introduce the organisation: its experience, people and things."))


def _results(content: Mapping[str, Any]) -> Iterable[Gap]:
    rows = content.get(shape.RESULTS) or []
    if not rows:
        yield Gap("results", _("Add at least one result."))
    for number, row in enumerate(rows, start=1):
        if not all(row.get(name) for name in ("name", "target", "monitoring")):
            yield Gap("results", _("Result %(number)d: fill in every column.") % {"number": number})


def _costs(content: Mapping[str, Any]) -> Iterable[Gap]:
    rows = content.get(shape.COSTS) or []
    if not rows:
        yield Gap("costs", _("Write at least one cost."))
    for number, row in enumerate(rows, start=1):
        if not row["name"]:
            yield Gap("costs", _("Cost %(number)d: say what it is.") % {"number": number})
        if Decimal(row["grant"]) + Decimal(row["other"]) <= ZERO:
            yield Gap("costs", _("Cost %(number)d: give its amount.") % {"number": number})
    if rows and not any(Decimal(row["grant"]) for row in rows):
        yield Gap("costs", _("Say which costs the grant should pay."))


def _declarations(content: Mapping[str, Any]) -> Iterable[Gap]:
    said = content.get(shape.DECLARATIONS, {})
    for code in offers.DECLARED:
        if not said.get(code):
            yield Gap(code, _("Confirm declaration %(number)s.") % {"number": f"{code[1:]})"})
    for code in offers.ALTERNATIVES:
        if not said.get(code):
            yield Gap(f"{code}_0", _("Choose the wording of declaration %(number)s.") % {"number": f"{code[1:]})"})
