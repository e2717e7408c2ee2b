"""What pages and later rooms ask of a committee's work. Each answers in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet, prefetch_related_objects

from grants.applications.models import Application
from grants.applications.states import ApplicationState as A
from grants.calls.models import Call, Criterion
from grants.scoring import masking, seen
from grants.scoring.advising_models import Opinion
from grants.scoring.assigning_models import Assignment
from grants.scoring.models import Committee, CommitteeMember, Declaration, ScoreSheet
from grants.scoring.states import SheetState
from tenants.gates.access import Actor, committee_seats
from tenants.registry.organisations.models import Membership

# What was formally correct: the committee's work, whatever was decided later.
UNCHECKED = {A.FILED, A.CORRECTING}
ASSESSED = set(A) - UNCHECKED - {A.DRAFT, A.WITHDRAWN, A.REJECTED}


def assessed(call: Call) -> QuerySet[Application]:
    """The offers a committee assesses."""
    return Application.objects.filter(call=call, state__in=ASSESSED).order_by("lot__number", "filed_at", "pk")


def unchecked(call: Call) -> list[str]:
    """Numbers of offers that wait for the formal check."""
    waiting = Application.objects.filter(call=call, state__in=UNCHECKED)
    return list(waiting.order_by("number").values_list("number", flat=True))


def membership_of(actor: Actor, call: Call) -> CommitteeMember | None:
    """The actor as a sitting member of the call's committee."""
    if not committee_seats(actor):
        return None
    member = (
        CommitteeMember.objects.sitting()
        .filter(committee__call=call, user_id=actor.user_id or 0)
        .select_related("committee")
        .first()
    )
    if member is not None:
        member.committee.call = call
    return member


def known_ties(call: Call, user_ids: Iterable[int]) -> dict[int, set[int]]:
    """People who act for organisations that filed an offer: their id and the organisations' ids."""
    applicants = everyone_behind(Application.objects.filter(call=call).filed())
    found: dict[int, set[int]] = {}
    for user_id, organisation_id in Membership.objects.filter(
        user_id__in=list(user_ids), ended_at=None, organisation_id__in=applicants
    ).values_list("user_id", "organisation_id"):
        found.setdefault(user_id, set()).add(organisation_id)
    return found


def everyone_behind(offers: QuerySet[Application]) -> set[int]:
    """The organisations that file these offers, partners of joint ones too."""
    rows = offers.order_by().values_list("organisation_id", "partner_ids")
    return {one for organisation, partners in rows for one in (organisation, *partners)}


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One offer in a member's hands. No more of the offer than what a declaration needs.

    In a blind call `number`, `organisation_name` and `title` are masked, and `applicant` stands in declarations alone.
    """

    application_id: int
    ref: str
    number: str
    organisation_name: str
    title: str
    lot: str
    belongs: bool
    tied: bool | None
    description: str
    sheet: str | None
    # Why the town thinks there may be a tie: codes of seen.py, while there is no word on it yet.
    seen: tuple[str, ...] = ()
    ground: str = ""
    excluded_by: str = ""
    assigned: bool = True
    applicant: str = ""
    offerors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Towards:
    """What one declaration is about: an offer, or in a blind call an applicant with every offer they filed.

    `key` is the offer's id, or of an applicant the ids of the organisations: nothing joins a name to an offer's code.
    """

    key: str
    duties: tuple[Duty, ...]
    blind: bool

    @property
    def duty(self) -> Duty:
        return self.duties[0]

    @property
    def name(self) -> str:
        return self.duty.applicant

    @property
    def belongs(self) -> bool:
        return any(one.belongs for one in self.duties)

    @property
    def seen(self) -> list[str]:
        return list(dict.fromkeys(code for one in self.duties for code in one.seen))


@dataclass(frozen=True)
class Work:
    """Everything one member has to do in a call, and how far it is."""

    member: CommitteeMember
    duties: list[Duty]
    blind: bool = False
    # Of an expert: the offers they have written an opinion on.
    advised: frozenset[int] = frozenset()

    def towards(self, duties: list[Duty]) -> list[Towards]:
        """These offers as a member declares about them; applicants of a blind call by their names, each once."""
        if not self.blind:
            return [Towards(str(duty.application_id), (duty,), False) for duty in duties]
        found: dict[str, list[Duty]] = {}
        for duty in duties:
            found.setdefault("-".join(str(one) for one in duty.offerors), []).append(duty)
        applicants = [Towards(key, tuple(together), True) for key, together in found.items()]
        return sorted(applicants, key=lambda one: one.name)

    @property
    def to_declare(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.tied is None]

    @property
    def declared(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.tied is not None]

    @property
    def mine(self) -> list[Duty]:
        """Offers this member reads: declared impartial to, and given to them where offers are shared out."""
        return [duty for duty in self.impartial if duty.assigned]

    @property
    def impartial(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.tied is False]

    @property
    def ties(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.tied is True]

    @property
    def to_score(self) -> list[Duty]:
        awaited = self.member.is_awaited(self.member.committee.call)
        return [duty for duty in self.mine if duty.sheet != SheetState.SUBMITTED] if awaited else []

    @property
    def scored(self) -> list[Duty]:
        return [duty for duty in self.mine if duty.sheet == SheetState.SUBMITTED]

    @property
    def opinions(self) -> list[Duty]:
        return [duty for duty in self.mine if duty.application_id in self.advised]

    @property
    def to_advise(self) -> list[Duty]:
        """Offers an expert may still write an opinion on; nobody waits for it."""
        return [duty for duty in self.mine if self.member.is_advisor and duty.application_id not in self.advised]

    @property
    def is_done(self) -> bool:
        return not self.to_declare and not self.to_score

    @property
    def is_unswayed(self) -> bool:
        """Whether others' points can sway no sheet of theirs any more: every one they could write is in.

        An absent member can come back and score, so what they have not scored keeps others' points from them
        for as long as sheets can be written, that is until the protocol is signed.
        """
        counted = self.member.is_counted(self.member.committee.call)
        return not self.to_declare and (not counted or len(self.scored) == len(self.mine))


def work_of(member: CommitteeMember, *, with_seen: bool = False) -> Work:
    """`with_seen`: as well what the town sees of the member and each offer they owe a word on."""
    call = member.committee.call
    declarations = {row.application_id: row for row in Declaration.objects.filter(member=member)}
    sheets = dict(ScoreSheet.objects.filter(member=member).values_list("application_id", "state"))
    rows = list(
        assessed(call).values_list(
            "pk", "ref", "number", "organisation_name", "title", "lot__title", "organisation_id", "partner_ids"
        )
    )
    undeclared = any(row[0] not in declarations for row in rows)
    belongs = known_ties(call, [member.user_id]).get(member.user_id, set()) if undeclared else set()
    asked = undeclared and with_seen
    ties = seen.in_call(call, [member.user_id], assessed(call).exclude(pk__in=declarations)) if asked else {}
    given = _given([member])
    blind = masking.is_blind(call)
    work = Work(
        member,
        [
            Duty(
                application_id=pk,
                ref=ref,
                number=masking.code_of(ref) if blind else number,
                organisation_name=masking.instead() if blind else name,
                title=masking.title_of(ref) if blind else title,
                lot=lot,
                belongs=not belongs.isdisjoint({organisation, *partners}),
                tied=word.tied if (word := declarations.get(pk)) else None,
                description=word.description if word else "",
                sheet=sheets.get(pk),
                seen=tuple(ties.get((member.user_id, pk), ())),
                ground=word.ground if word else "",
                excluded_by=word.excluded_by if word else "",
                assigned=given is None or (member.pk, pk) in given,
                applicant=name,
                offerors=tuple(sorted({organisation, *partners})),
            )
            for pk, ref, number, name, title, lot, organisation, partners in rows
        ],
        blind,
        advised_by(member) if member.is_advisor else frozenset(),
    )
    if blind:
        work.duties.sort(key=lambda one: (one.lot, one.number))
    return work


def advised_by(member: CommitteeMember) -> frozenset[int]:
    """The offers this expert has written an opinion on."""
    return frozenset(Opinion.objects.filter(member=member).values_list("application_id", flat=True))


class Reading(NamedTuple):
    """An offer that a member reads, as beside a sheet; in a blind call masked. `sheet`: its state, None before it."""

    application_id: int
    ref: str
    number: str
    organisation_name: str
    sheet: str | None

    @property
    def is_scored(self) -> bool:
        return self.sheet == SheetState.SUBMITTED

    @property
    def page(self) -> str:
        return f"/applications/{self.ref}/score/"


def readings_of(member: CommitteeMember) -> list[Reading]:
    """What `work_of` calls `mine`, without the rest of the work: a sheet shows no more, and is opened all day."""
    call = member.committee.call
    impartial = assessed(call).filter(declarations__member=member, declarations__tied=False)
    own = impartial.annotate(own=FilteredRelation("sheets", condition=Q(sheets__member=member)))
    rows = list(own.values_list("lot__title", "pk", "ref", "number", "organisation_name", "own__state"))
    given = _given([member])
    if given is not None:
        rows = [row for row in rows if (member.pk, row[1]) in given]
    if not masking.is_blind(call):
        return [Reading(*row) for _lot, *row in rows]
    rows.sort(key=lambda row: (row[0], masking.code_of(row[2])))
    return [
        Reading(pk, ref, masking.code_of(ref), masking.instead(), sheet) for _lot, pk, ref, _no, _name, sheet in rows
    ]


def sheet_of(member: CommitteeMember, offer: Application) -> ScoreSheet | None:
    """The member's own sheet of one of `readings_of`."""
    return ScoreSheet.objects.filter(member=member, application=offer).first()


def _given(members: Iterable[CommitteeMember]) -> set[tuple[int, int]] | None:
    """Which offers were given to these people of one committee, as (member, offer); None when everybody reads all.

    An expert gives an opinion on any offer.
    """
    people = list(members)
    if not people or people[0].committee.readings is None or (len(people) == 1 and people[0].is_advisor):
        return None
    return set(Assignment.objects.filter(member__in=people).values_list("member_id", "application_id"))


def spared(members: Iterable[CommitteeMember], offers: Iterable[int]) -> set[tuple[int, int]]:
    """(member, offer) of which no sheet is waited for, because the offer was given to others."""
    people = list(members)
    given = _given(people)
    return set() if given is None else {(one.pk, offer) for one in people for offer in offers} - given


def missing(call: Call) -> dict[str, list[str]]:
    """Which voting members owe a declaration or a sheet, and for which offers."""
    voting = CommitteeMember.objects.voting().filter(committee__call=call).select_related("committee").order_by("pk")
    members = [one for one in voting if one.is_awaited(call)]
    blind = masking.is_blind(call)
    rows = assessed(call).values_list("pk", "number", "ref")
    offers = [(pk, masking.code_of(ref) if blind else number) for pk, number, ref in rows]
    settled = set(
        ScoreSheet.objects.filter(member__in=members, state=SheetState.SUBMITTED).values_list(
            "member_id", "application_id"
        )
    ) | set(Declaration.objects.filter(member__in=members, tied=True).values_list("member_id", "application_id"))
    settled |= spared(members, [pk for pk, _number in offers])
    owed = {one.name: [number for pk, number in offers if (one.pk, pk) not in settled] for one in members}
    return {name: numbers for name, numbers in owed.items() if numbers}


@dataclass(frozen=True)
class Tally:
    """How far one member is: of all offers, and of those they may score."""

    member: CommitteeMember
    offers: int
    declared: int
    ties: int
    submitted: int
    # Offers to score: all there are but the ties, or those given to this person.
    given: int

    @property
    def to_score(self) -> int:
        return self.given if self.member.is_awaited(self.member.committee.call) else self.submitted

    @property
    def done_percent(self) -> int:
        """Words and sheets given, of all that are waited for."""
        whole = self.offers + self.to_score
        return 100 * (self.declared + min(self.submitted, self.to_score)) // whole if whole else 0

    @property
    def is_done(self) -> bool:
        return self.member.absent_reason != "" or (self.declared == self.offers and self.submitted >= self.to_score)


def tallies(committee: Committee, offers: QuerySet[Application]) -> list[Tally]:
    members = list(committee.members.sitting())
    for member in members:
        member.committee = committee
    total = offers.count()
    declarations = list(
        Declaration.objects.filter(member__in=members, application__in=offers).values_list(
            "member_id", "tied", "application_id"
        )
    )
    given = _given(members)
    if given is not None:
        here = set(offers.values_list("pk", flat=True))
        given = {pair for pair in given if pair[1] in here} - {(pk, offer) for pk, tied, offer in declarations if tied}
    sheets = list(
        ScoreSheet.objects.filter(member__in=members, application__in=offers, state=SheetState.SUBMITTED).values_list(
            "member_id", flat=True
        )
    )
    return [
        Tally(
            member,
            total,
            sum(pk == member.pk for pk, _tied, _offer in declarations),
            (ties := sum(pk == member.pk and tied for pk, tied, _offer in declarations)),
            sheets.count(member.pk),
            total - ties if given is None else sum(pk == member.pk for pk, _offer in given),
        )
        for member in members
    ]


def cells(members: Iterable[CommitteeMember], offers: Iterable[Application]) -> dict[tuple[int, int], str]:
    """For each member and offer: "tied", "declared", or the state of the sheet; nothing when there is no word yet."""
    people, shown = list(members), list(offers)
    found = {
        (member, offer): "tied" if tied else "declared"
        for member, offer, tied in Declaration.objects.filter(member__in=people, application__in=shown).values_list(
            "member_id", "application_id", "tied"
        )
    }
    for member, offer, state in ScoreSheet.objects.filter(member__in=people, application__in=shown).values_list(
        "member_id", "application_id", "state"
    ):
        if found.get((member, offer)) != "tied":
            found[member, offer] = state
    return found


def criteria_of(call: Call) -> list[Criterion]:
    """In the call's order; asked once when the call has them at hand."""
    return sorted(call.criteria.all(), key=lambda one: (one.position, one.pk))


def take_criteria(call: Call) -> None:
    """Have them at hand. `criteria_of` sorts: the model's own order would join the call again."""
    prefetch_related_objects([call], Prefetch("criteria", Criterion.objects.order_by()))
