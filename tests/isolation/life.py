"""One whole life of a grant in Lipowo, with at least a row of every kind, and who and what it takes to ask for it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.agreements.models import Agreement
from grants.applications import actions as applications
from grants.applications import partners, partners_inviting
from grants.applications.lateness.models import LateAccess
from grants.applications.models import Application, Attachment
from grants.applications.partners_models import Offeror
from grants.awards import act, act_template
from grants.awards import actions as awards
from grants.awards.justifications import actions as justifications
from grants.awards.justifications.models import JustificationRequest
from grants.awards.models import Decision
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call
from grants.initiatives.models import Initiative
from grants.scoring import actions as scoring
from grants.scoring import going_without, nominating, sharing
from grants.scoring.meetings import actions as meetings
from grants.scoring.models import Committee, CommitteeMember, ScoreSheet
from grants.scoring.nominating_models import Nomination
from grants.small_grants import actions as small_grants
from grants.small_grants.models import SmallGrant
from tenants.gates.access import CLOCK, NOBODY, Actor
from tenants.office.audit import actions as audit
from tenants.office.documents import actions as documents
from tenants.office.documents.models import Scan
from tenants.office.seats import actions as seats
from tenants.office.seats.models import Seat, SeatInvitation
from tests import builders
from tests.builders import NOON
from tests.builders_agreements import a_paid_agreement, an_awarded_offer
from tests.builders_applications import PDF, a_filed_application, an_empty_draft
from tests.builders_awards import lines_of
from tests.builders_calls import TASKS, a_closed_call, an_open_call, the_coordinator
from tests.builders_corrections import a_corrected_application
from tests.builders_enquiries import an_enquiry
from tests.builders_initiatives import a_filed_proposal
from tests.builders_lateness import a_late_access
from tests.builders_monitoring import an_accepted_report
from tests.builders_programmes import an_adopted_programme
from tests.builders_scoring import (
    a_call_in_assessment,
    a_scored_call,
    a_submitted_sheet,
    after,
    an_opinion,
    offers_of,
    the_chair,
)
from tests.builders_small_grants import POSTED, a_published_offer
from tests.remembered import remembered

QUESTION = {"kind": "text", "label": "Skąd wiecie o konkursie?", "required": False}
CRITERION = {"label": "Do oferty dołączono statut", "correctable": True}
EVERY_SEAT = ("administrator", "coordinator", "executive", "finance", "committee", "auditor")


@dataclass(frozen=True)
class Life:
    agreement: Agreement
    everybody: Actor  # holds every seat in Lipowo
    applicant: Actor
    small_grant: SmallGrant
    joint: Application  # a draft that the applicant leads
    initiative: Initiative

    def values(self, address: str) -> dict[str, Any] | None:
        """What to write into an address's places so that it names a thing of Lipowo; None for a list or a form."""
        application = self.agreement.application
        kind = address.strip("/").removeprefix("api/v1/").split("/")[0]
        ref = {
            "calls": application.call.ref,
            "applications": application.ref,
            "agreements": self.agreement.ref,
            "small-grants": self.small_grant.ref,
            "initiatives": self.initiative.ref,
        }.get(kind)
        names = {
            "<slug:ref>": ref,
            "<int:year>": application.call.programme.year,
            "<slug:section>": "budget",
            "<slug:code>": "q1",
            "<int:number>": 1,
            "<int:pk>": self.row_of(address),
            "<str:token>": self.token_of(address),
        }
        if "<slug:ref>/partners/" in address:
            names["<slug:ref>"] = self.joint.ref
        places = {place: value for place, value in names.items() if place in address}
        return places or None

    def row_of(self, address: str) -> int | None:
        application = self.agreement.application
        if "attachments" in address:
            return Attachment.objects.filter(application=application).values_list("pk", flat=True).first()
        if "late-access" in address:
            return LateAccess.objects.values_list("pk", flat=True).first()
        if "/decision/" in address:
            return Decision.objects.filter(call=application.call).values_list("pk", flat=True).get()
        if "justifications" in address:
            return JustificationRequest.objects.values_list("pk", flat=True).get()
        if "enquiries" in address:
            return Enquiry.objects.values_list("pk", flat=True).first()
        if "returns" in address:
            return self.agreement.returns.values_list("pk", flat=True).first()
        if "joint-invitations" in address:
            return (
                Offeror.objects.filter(state="invited", organisation__isnull=False).values_list("pk", flat=True).get()
            )
        if "partners" in address:
            return self.joint.offerors.values_list("pk", flat=True).get()
        if "nominations" in address:
            return Nomination.objects.values_list("pk", flat=True).first()
        if "members" in address:
            return CommitteeMember.objects.values_list("pk", flat=True).first()
        if "scores" in address:
            return ScoreSheet.objects.values_list("pk", flat=True).first()
        if "invitations" in address:
            return SeatInvitation.objects.values_list("pk", flat=True).first()
        with builders.in_town("olszany"):  # where numbers begin anew: one that names a seat of their own proves nothing
            theirs = list(Seat.objects.values_list("pk", flat=True))
        return Seat.objects.exclude(pk__in=theirs).order_by("pk").values_list("pk", flat=True).first()

    def token_of(self, address: str) -> str:
        return "no-such-token"


def a_registered_printout() -> None:
    lot = an_open_call(title="Na papierze", signing=["paper"]).lots.get()
    offer = a_filed_application(lot, builders.a_person("Nadia Ngo"))
    printout = documents.store(name="wydruk.pdf", content=PDF, kind="attachment", by=the_coordinator(), at=NOON)
    Scan.objects.create(document=printout, asked_at=NOON)
    applications.confirm_on_paper(
        offer, checksum=offer.checksum, received_on=builders.NOON.date(), by=the_coordinator(), at=builders.NOON
    )


@remembered
def a_life() -> Life:
    everybody = builders.a_person("Wszystko Wolno", *EVERY_SEAT)
    seats.invite(email="nowa.osoba@example.org", roles=["auditor"], by=everybody, at=timezone.now())
    an_adopted_programme(budget="5000000.00", tasks=TASKS, small_grants="20000.00")
    offer = an_awarded_offer(call={"attachments": [{"name": "Statut", "required": True}], "questions": [QUESTION]})
    applications.show_results(offer.call, public=True, by=everybody, at=NOON)
    closed = a_closed_call(title="Spóźnialscy")
    applications.arrange_check(closed, [CRITERION], four_eyes=True, by=everybody, at=NOON)
    a_late_access(closed, builders.a_person("Nadia Ngo"))
    an_enquiry(offer.call, builders.a_person("Nadia Ngo"))
    justifications.ask(
        offer, name="Jan Kowalski", email="jan@example.org", language="pl", by=NOBODY, at=after(offer.call)
    )
    act.replace_template(name="szablon.docx", content=act_template.house(), by=everybody, at=NOON)
    report = an_accepted_report(a_paid_agreement(offer), lines={"k1": "5450.00", "k2": "300.00"}, grant="4750.00")
    a_corrected_application(an_open_call(title="Druga szansa").lots.get(), builders.a_person("Nadia Ngo"))
    a_registered_printout()
    equal_offers()
    advised()
    scored_by_two()
    agreement = Agreement.objects.select_related("application__call__programme").get(pk=report.agreement_id)
    nadia = builders.a_person("Nadia Ngo")
    published = a_published_offer()
    small_grants.comment(published, text="Popieram.", author="Rada sołecka", by=everybody, at=POSTED)
    return Life(agreement, builders.fresh(everybody), nadia, published, joint_offers(nadia), a_filed_proposal())


def equal_offers() -> None:
    """Two offers with equal points that a committee discussed and voted on."""
    call = a_scored_call(offers=[{}, {}], totals=["50", "50"])
    chair = the_chair()
    scoring.say(offers_of(call)[0], text="Obie są dobre.", by=chair, at=after(call))
    committee = Committee.objects.select_related("call").get(call=call)
    scoring.settle_tie(committee, offers_of(call), by=chair, at=after(call))
    sharing.share_out(committee, readings=1, ngo_least=0, limits={}, seed=1, by=chair, at=after(call))
    people_are_named(call)
    a_sealed_protocol(committee, chair)


def advised() -> None:
    """An offer of which an expert of the committee has an opinion."""
    expert = builders.a_person("Ewa Ekspertka", "committee")
    an_opinion(offers_of(a_call_in_assessment(committee={"advisors": (expert,)}))[0], expert)


def scored_by_two() -> None:
    """An offer whose two sheets lie far apart, and nobody is left to write a third."""
    people = (the_chair(), builders.a_person("Maria Member", "committee"))
    call = a_call_in_assessment(*people, third_gap_percent=Decimal(20))
    offer = offers_of(call)[0]
    for person, total in zip(people, ("80", "30"), strict=True):
        a_submitted_sheet(offer, person, total=total)
    going_without.go_without(offer, reason="Nikogo więcej nie ma.", by=the_chair(), at=after(call))


def a_sealed_protocol(committee: Committee, chair: Actor) -> None:
    """A vote, a remark, a second signature, and the day's head of the chained record."""
    call, member = committee.call, committee.members.get()
    meeting, when = committee.meetings.get(), after(committee.call)
    meetings.vote(meeting, subject="Kolejność ofert", votes_for=1, votes_against=0, by=chair, at=when)
    meetings.remark(member, text="Bez uwag.", by=chair, at=when)
    meetings.hold(committee, starts_at=when, present=[member.pk], minutes="Krótko.", by=chair, at=when)
    awards.propose(call, lines_of(call), by=chair, at=when)
    awards.countersign(awards.sign_protocol(call, by=chair, at=when), member, by=chair, at=when)
    audit.publish_head(by=CLOCK, at=when)


def people_are_named(call: Call) -> None:
    facts = {"by": the_coordinator(), "at": after(call)}
    day = NOON.date()
    nominating.record_member_call(call, published_on=day, until=day, places="BIP", evidence="OR.1", **facts)
    nominating.receive(
        call,
        name="Ola",
        email="ola@example.org",
        organisation=None,
        organisation_name="Klon",
        received_on=day,
        **facts,
    )


def joint_offers(nadia: Actor) -> Application:
    """A draft that her organisation leads; and another, that it is invited to."""
    norbert = builders.a_representative("Norbert Ngo", "Fundacja „Jesion”")
    lot = an_open_call().lots.get()
    led, other = (partners.make_joint(an_empty_draft(lot, one), by=one, at=NOON) for one in (nadia, norbert))
    partners_inviting.invite(other, organisation=builders.organisation_of(nadia), by=norbert, at=NOON)
    return led
