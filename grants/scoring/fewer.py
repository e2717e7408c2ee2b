"""Offers that not as many people have scored as are to, and what is on record about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from grants.applications.models import Application
from grants.calls.models import Call, Criterion, ScoreRule
from grants.scoring.few_models import ReadByFew
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.ranking import Sheet, needs_third
from grants.scoring.reading import spared
from grants.scoring.states import SCORING, SIGNED, FewState


@dataclass(frozen=True)
class Fewer:
    """Not as many people have scored an offer as are to: nobody owes a sheet of it, or two are so far `apart` that the
    call wants a third.

    `able`: somebody of the committee could still write one. `record`: it is on record why nobody does.
    """

    written: int
    wanted: int
    apart: bool
    able: bool
    record: ReadByFew | None

    @property
    def must_be_scored(self) -> bool:
        """The rule of the call leaves no choice while somebody can."""
        return self.apart and self.able


def owed_sheets(
    call: Call,
    members: Iterable[CommitteeMember],
    offers: list[int],
    sheets: list[Sheet],
    recused: frozenset[tuple[int, int]],
) -> set[tuple[int, int]]:
    """(member, offer) of every sheet that is waited for."""
    awaited = [one for one in members if one.is_awaited(call)]
    settled = recused | {(sheet.member, sheet.offer) for sheet in sheets} | spared(awaited, offers)
    return {(one.pk, offer) for one in awaited for offer in offers} - settled


def wanted(call: Call, committee: Committee | None) -> int:
    """How many sheets of each offer are to count, at least."""
    return 1 if call.score_rule == ScoreRule.CONSENSUS or committee is None else committee.readings or 1


def fewer_sheets(
    call: Call,
    shown: list[Application],
    criteria: list[Criterion],
    sheets: list[Sheet],
    members: Iterable[CommitteeMember],
    recused: frozenset[tuple[int, int]],
    owed: set[tuple[int, int]],
) -> dict[int, Fewer]:
    """Whoever votes, is not tied to the offer and has not submitted a sheet of it is able to write one more."""
    if call.state not in SCORING | SIGNED:
        return {}
    people, awaiting = list(members), {offer for _member, offer in owed}
    least = wanted(call, people[0].committee if people else None)
    most = sum(one.points_max for one in criteria)
    given: dict[int, dict[int, Any]] = {offer.pk: {} for offer in shown}
    for sheet in sheets:
        if (sheet.member, sheet.offer) not in recused and sheet.offer in given:
            given[sheet.offer][sheet.member] = sheet.total
    found: dict[int, Fewer] = {}
    for offer, totals in given.items():
        apart = needs_third([*totals.values()], gap_percent=call.third_gap_percent, most=most)
        if apart or (len(totals) < least and offer not in awaiting):
            able = any(one.votes and one.pk not in totals and (one.pk, offer) not in recused for one in people)
            found[offer] = Fewer(len(totals), max(least, 3) if apart else least, apart, able, None)
    holding = [offer for offer, one in found.items() if not one.must_be_scored]
    for row in ReadByFew.objects.filter(application__in=holding, state=FewState.STANDS):
        found[row.application_id] = replace(found[row.application_id], record=row)
    return found
