"""Committees, brought to a state by the real actions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from grants.applications.models import Application
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.scoring import actions, advising, reading
from grants.scoring.advising_models import Opinion
from grants.scoring.meetings import actions as meetings
from grants.scoring.meetings.models import Meeting
from grants.scoring.models import Committee, CommitteeMember, ScoreSheet
from grants.scoring.rules import Mark, Nominee
from tenants.gates.access import Actor
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_filed_application, passed
from tests.builders_calls import an_open_call, the_coordinator
from tests.builders_partners import a_filed_joint_offer
from tests.remembered import remembered

# After the deadline of the calls that tests make, and after the formal check.
EVENING = datetime(2027, 2, 13, 18, 0, tzinfo=builders.WARSAW)
GROUND = "Na zaproszenie z 20 stycznia 2027 r. żadna organizacja nie wskazała osób."


def after(call: Call) -> datetime:
    """A moment when the committee may work."""
    return max(EVENING, (call.closes_at or EVENING) + timedelta(hours=3))


def the_chair() -> Actor:
    return builders.a_person("Marek Member", "committee")


@remembered
def a_committee(
    call: Call, *people: Actor, advisors: tuple[Actor, ...] = (), at: datetime | None = None, **over: Any
) -> Committee:
    """The first person is its chair, the last one is named by organisations if there are three."""
    sitting = people or (the_chair(),)
    members = [
        Nominee(
            user_id=person.user_id or 0,
            role="chair" if number == 0 else "member",
            side="ngo" if number == len(sitting) - 1 >= 2 else "office",
        )
        for number, person in enumerate(sitting)
    ]
    members += [Nominee(user_id=person.user_id or 0, role="advisor") for person in advisors]
    facts: dict[str, Any] = {"act_number": "15/2027", "appointed_on": date(2027, 1, 14), "without_ngo_ground": GROUND}
    return actions.appoint(call, members=members, by=the_coordinator(), at=at or NOON, **{**facts, **over})


def seat_of(call: Call, person: Actor) -> CommitteeMember:
    return CommitteeMember.objects.select_related("committee__call").get(committee__call=call, user_id=person.user_id)


@remembered
def declared(
    call: Call, person: Actor, *, ties: Mapping[Application, str] | None = None, at: datetime | None = None
) -> CommitteeMember:
    """The person's word on every offer: no tie, but to those named."""
    member = seat_of(call, person)
    tied = {offer.pk: why for offer, why in (ties or {}).items()}
    for offer in reading.assessed(call):
        actions.declare(
            member, offer, tied=offer.pk in tied, description=tied.get(offer.pk, ""), by=person, at=at or after(call)
        )
    return member


def marks_of(call: Call, total: str) -> dict[int, Mark]:
    """Points that add up to the total, filled from the first criterion on."""
    left = Decimal(total)
    marks = {}
    for criterion in call.criteria.order_by("position", "pk"):
        points = min(left, Decimal(criterion.points_max))
        marks[criterion.pk] = Mark(points=points, reason="Opis jest pełny i spójny.")
        left -= points
    assert left == 0, "more points than the criteria hold"
    return marks


@remembered
def a_draft_sheet(
    application: Application, person: Actor, *, total: str = "50", at: datetime | None = None
) -> ScoreSheet:
    member = seat_of(application.call, person)
    before = ScoreSheet.objects.filter(member=member, application=application).first()
    return actions.save_sheet(
        member,
        application,
        marks=marks_of(application.call, total),
        revision=before.revision if before else 0,
        by=person,
        at=at or after(application.call),
    )


@remembered
def a_submitted_sheet(
    application: Application, person: Actor, *, total: str = "50", at: datetime | None = None
) -> ScoreSheet:
    sheet = a_draft_sheet(application, person, total=total, at=at)
    actions.submit_sheet(sheet, by=person, at=at or after(application.call))
    return sheet


@remembered
def a_call_in_assessment(
    *people: Actor,
    offers: list[dict[str, Any]] | None = None,
    ties: Mapping[tuple[int, int | None], str] | None = None,
    **over: Any,
) -> Call:
    """Offers filed and checked, a committee that has declared (but for `declares=False`), scoring open.
    `committee`: more about it, for example {"blind": True} or {"advisors": (person,)}.

    Each offer is {"organisation": …, "grant": …, "total": …, "title": …, "lot": 0}; `ties` maps (number of the offer
    from 0, the person's id) to the tie.
    """
    declares, committee = over.pop("declares", True), over.pop("committee", {})
    call = an_open_call(**over)
    filed = file_all(call, offers or [{}])
    call = close(call)
    for offer in filed:
        passed(offer, at=after(call))
    sitting = people or (the_chair(),)
    a_committee(call, *sitting, at=after(call), **committee)
    calls.start_assessment(call, by=the_coordinator(), at=after(call))
    if declares:
        for person in (*sitting, *committee.get("advisors", ())):
            own = {filed[number]: why for (number, who), why in (ties or {}).items() if who == person.user_id}
            declared(call, person, ties=own)
    return call


@remembered
def file_all(call: Call, offers: list[dict[str, Any]]) -> list[Application]:
    lots = list(call.lots.order_by("number"))
    filed = []
    for number, offer in enumerate(offers, 1):
        facts = {**offer}
        name = facts.pop("organisation", f"Stowarzyszenie nr {number}")
        person = builders.a_representative(f"Osoba {number}", name)
        at, lot = NOON + timedelta(minutes=number), lots[facts.pop("lot", 0)]
        partners = [builders.a_representative(f"Osoba z: {one}", one) for one in facts.pop("partners", ())]
        if partners:
            filed.append(a_filed_joint_offer(lot, person, *partners, at=at, **facts))
        else:
            filed.append(a_filed_application(lot, person, at=at, **facts))
    return filed


@remembered
def close(call: Call) -> Call:
    from grants.calls import clock

    assert call.closes_at is not None
    clock.turn_due(call.closes_at + clock.GRACE + timedelta(seconds=1))
    return Call.objects.get(pk=call.pk)


@remembered
def an_opinion(application: Application, expert: Actor, *, text: str = "Koszty są rynkowe.") -> Opinion:
    call = application.call
    return advising.advise(seat_of(call, expert), application, text=text, by=expert, at=after(call))


def offers_of(call: Call) -> list[Application]:
    return list(Application.objects.filter(call=call).select_related("call", "lot").order_by("filed_at", "pk"))


@remembered
def a_meeting(call: Call, *, absent: tuple[Actor, ...] = (), at: datetime | None = None, **over: Any) -> Meeting:
    """Everybody came but those named."""
    committee = Committee.objects.select_related("call").get(call=call)
    out = {person.user_id for person in absent}
    present = [one.pk for one in committee.members.sitting() if one.user_id not in out]
    when = at or after(call)
    return meetings.hold(committee, starts_at=when, present=present, by=the_coordinator(), at=when, **over)


@remembered
def a_scored_call(
    *people: Actor,
    totals: list[str] | None = None,
    offers: list[dict[str, Any]] | None = None,
    ties: Mapping[tuple[int, int | None], str] | None = None,
    **over: Any,
) -> Call:
    """Every sheet submitted, and the committee met; each member gives the offers these totals, in the order of filing."""
    sitting = people or (the_chair(),)
    call = a_call_in_assessment(*sitting, offers=offers, ties=ties, **over)
    tied = set(ties or {})
    for number, offer in enumerate(offers_of(call)):
        for person in sitting:
            if (number, person.user_id) not in tied:
                a_submitted_sheet(offer, person, total=totals[number] if totals else "60")
    a_meeting(call)
    return Call.objects.get(pk=call.pk)
