"""What a visitor finds in Jasnogród beside the main line: each thing on the pages of those whom it concerns."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from config.demo.content import ORGANISATIONS
from config.demo.content.jasnogrod import JASNOGROD
from grants.agreements.models import Agreement
from grants.applications import partners_reading
from grants.applications.models import Application, Correction
from grants.calls import versions
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call
from grants.initiatives.models import Initiative
from grants.small_grants.models import SmallGrant
from programmes.drafting.models import Programme
from programmes.reporting.balance import total
from programmes.reporting.reading import lines_of
from tenants.gates.access import NOBODY
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.people import actor_for
from tenants.registry.people.models import User
from tests.config.demo.telling import NOW, told

TODAY = local_day(NOW)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    told("jasnogrod")


@pytest.fixture
def reads(browser_of):
    """Text of a page, as that person reads it: reads("/calls/", person)."""

    def text(address, actor=NOBODY):
        answer = browser_of(actor).get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return text


def official(code):
    return actor_for(User.objects.get(email=next(one for one in JASNOGROD.officials if one.code == code).email))


def representative(code):
    return actor_for(User.objects.get(email=ORGANISATIONS[code].representative.email))


def call(title):
    return Call.objects.get(title=title)


def test_of_three_questions_about_an_open_call_two_are_answered_and_one_waits(reads):
    room = call("Sport młodzieżowy w nowym sezonie")
    asked = list(Enquiry.objects.filter(call=room).order_by("asked_at"))

    everyone, office = reads(f"/calls/{room.ref}/"), reads(f"/calls/{room.ref}/enquiries/", official("koordynator"))

    assert room.state == "open"
    assert [one.state for one in asked] == ["answered", "answered", "waiting"]
    assert [one.published in everyone for one in asked[:2]] == [True, True]
    assert [one.text in page for page in (everyone, office) for one in asked[2:]] == [False, True]


def test_the_announcement_of_an_open_call_was_changed_and_both_texts_can_be_compared(reads):
    room = call("Blisko siebie – towarzyszenie osobom samotnym")
    first, second = room.versions.order_by("number")

    page = reads(f"/calls/{room.ref}/versions/")

    assert (room.state, room.version, room.waits_for_publication) == ("open", 2, False)
    assert [one.name for one in versions.differences(first.text, second.text)] == ["conditions", "lots"]
    assert "dojazdy wolontariuszy" in page
    assert room.lots.get().pool == Decimal("25000.00")


def test_a_joint_draft_waits_only_for_the_word_of_a_partner(reads):
    draft = Application.objects.get(title="Klub, który przyjeżdża")
    partner = representative("bez-barier")

    gaps = partners_reading.gaps_of(draft)

    assert (draft.state, draft.is_joint, draft.call.state) == ("draft", True, "open")
    assert [one.confirmed for one in partners_reading.standings(draft, partners_reading.rows_of(draft))] == [False] * 2
    assert len(gaps) == 1
    for person in (representative("zlotajesien"), partner):
        assert draft.title in reads(f"/applications/{draft.ref}/partners/", person)


def test_three_organisations_filed_an_offer_together(reads):
    offer = Application.objects.get(title="Lodówki sąsiedzkie na trzech osiedlach")

    page = reads(f"/applications/{offer.ref}/", official("koordynator"))

    assert (offer.state, len(offer.partner_ids)) == ("passed", 2)
    assert [
        ORGANISATIONS[one].name in offer.organisation_name for one in ("rodzina-razem", "zlotajesien", "pomocna-dlon")
    ] == [True] * 3
    assert "Prowadzi lodówkę na Młynówce" in page


def test_an_offer_is_called_to_correct_two_places_and_its_term_runs(reads):
    offer = Application.objects.get(title="Obiad i rozmowa")
    correction = Correction.objects.get(application=offer)

    page = reads(f"/applications/{offer.ref}/correction/", representative("caritas-jasnogrod"))

    assert (offer.state, offer.call.state) == ("correcting", "closed")
    assert correction.answer_by > TODAY
    assert [flaw["place"] for flaw in correction.flaws] == ["task.description", "results.rows"]
    assert all(flaw["sentence"] in page for flaw in correction.flaws)


def test_the_office_tried_out_a_call_it_prepares(reads):
    room = call("Małe sceny i podwórka")
    trial = Application.trials.get(call=room)

    page = reads(f"/calls/{room.ref}/trial/", official("koordynator"))

    assert (room.state, trial.state) == ("draft", "filed")
    assert f"/applications/{trial.ref}/" in page
    assert not Application.objects.filter(call=room).exists()


def test_three_small_grants_stand_at_three_stages(reads):
    contracted, published, filed = SmallGrant.objects.order_by("filed_at")

    everyone, office = reads("/small-grants/"), reads("/small-grants/", official("koordynator"))
    commented = reads(f"/small-grants/{published.ref}/", official("koordynator"))

    assert [one.state for one in (contracted, published, filed)] == ["contracted", "published", "filed"]
    assert Agreement.objects.get(small_grant=contracted).state == "signed"
    assert published.comments_until >= TODAY
    assert [one.text in commented for one in published.comments.all()] == [True, True]
    assert filed.posting_due_on >= TODAY
    assert [one.title in everyone for one in (contracted, published, filed)] == [True, True, False]
    assert filed.title in office


def test_small_grants_are_a_line_of_the_programmes_balance():
    programme = SmallGrant.objects.get(state="contracted").programme
    lines = lines_of(programme)

    assert sum(one.planned for one in lines) == programme.budget
    assert (lines[-1].planned, lines[-1].agreed) == (programme.small_grants, Decimal("6800.00"))
    assert total(lines, "").planned == programme.budget
    adopted = Programme.objects.adopted().filter(year__gte=TODAY.year)
    assert [one.takes_small_grants for one in adopted] == [True, True]


def test_a_proposal_waits_to_be_weighed(reads):
    proposal = Initiative.objects.get()

    page = reads("/initiatives/", official("koordynator"))

    assert (proposal.state, proposal.weighing) == ("filed", {})
    assert proposal.answer_due_on > TODAY
    assert proposal.title in page


def test_nothing_of_it_happens_tomorrow():
    last = AuditEntry.objects.order_by("-at").values_list("at", flat=True)[0]

    assert NOW - timedelta(days=2) < last <= NOW
