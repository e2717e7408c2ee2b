"""A declared tie excludes a member from that offer everywhere, whatever other seats they hold."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.awards.models import Award, Proposal, Protocol
from grants.scoring import actions, reading, standing
from grants.scoring.models import Declaration, Score, ScoreSheet
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_awards import a_published_result, a_recommended_call
from tests.builders_scoring import a_call_in_assessment, a_draft_sheet, a_submitted_sheet, after, offers_of, seat_of

HIDDEN = "Tajemnica Osiedla"
SEATS = ["committee", "coordinator", "auditor"]
OFFERS = [
    {"organisation": "Stowarzyszenie „Lipa”", "title": "Piłka"},
    {"organisation": "Fundacja „Jesion”", "title": HIDDEN, "grant": "4321.00"},
]


def tied_person(seat: str):
    """Maria of the committee, who may hold a seat in the office too."""
    return builders.a_person("Maria Member", "committee", seat)


@pytest.fixture(params=SEATS)
def maria_with(request, db):
    return tied_person(request.param)


@pytest.fixture
def call(marek, mikolaj, maria_with):
    return a_recommended_call(
        marek, maria_with, mikolaj, offers=OFFERS, ties={(1, maria_with.user_id): "Mąż jest prezesem."}
    )


def pages_of(call, offer) -> list[str]:
    """Everything about one offer that has an address."""
    papers = [f"attachments/{row.pk}/" for row in Attachment.objects.filter(application=offer)]
    return [
        f"/applications/{offer.ref}/{page}"
        for page in ("", "pdf/", "receipt/", "formal/", "score/", "scores/", *papers)
    ]


def test_every_page_and_file_of_the_offer_is_a_404(call, maria_with, browser_of):
    offer = offers_of(call)[1]
    browser = browser_of(maria_with)

    answers = {page: browser.get(page).status_code for page in pages_of(call, offer)}

    # Whom a page is never open to it answers with 403 before looking for the offer.
    assert set(answers.values()) <= {403, 404}
    assert answers[f"/applications/{offer.ref}/"] == 404
    assert answers[f"/applications/{offer.ref}/pdf/"] == 404
    assert answers[f"/applications/{offer.ref}/score/"] == 404
    assert answers[f"/applications/{offer.ref}/scores/"] == 404


def test_the_other_offer_stays_open(call, maria_with, browser_of):
    offer = offers_of(call)[0]

    assert browser_of(maria_with).get(f"/applications/{offer.ref}/").status_code == 200


def test_no_list_has_a_row_of_it(call, maria_with, browser_of):
    number = offers_of(call)[1].number
    browser = browser_of(maria_with)
    lists = ["committee/", "ranking/", "ranking.csv", "proposal/", "decision/"]
    pages = [*(f"/calls/{call.ref}/{page}" for page in lists), "/applications/", "/applications/export.csv", "/desk/"]

    for page in pages:
        answer = browser.get(page)
        shown = answer.content.decode()
        assert HIDDEN not in shown, page
        assert number not in shown, page
        assert "4321" not in shown.replace("\N{NO-BREAK SPACE}", ""), page


def test_no_row_of_it_is_visible(call, maria_with):
    offer = offers_of(call)[1]

    for model in (ScoreSheet, Proposal, Award, ApplicationVersion, Attachment):
        assert not model.objects.visible_to(maria_with).filter(application=offer).exists(), model
    assert not Score.objects.visible_to(maria_with).filter(sheet__application=offer).exists()
    assert not Application.objects.visible_to(maria_with).filter(pk=offer.pk).exists()
    assert [row.member.user_id for row in Declaration.objects.visible_to(maria_with).filter(application=offer)] == [
        maria_with.user_id
    ]


def test_the_audit_trail_and_the_letters_say_nothing_of_it(call, maria_with, anna):
    offer = offers_of(call)[1]
    sheets = list(ScoreSheet.objects.filter(application=offer).values_list("pk", flat=True))
    others = Declaration.objects.filter(application=offer).exclude(member__user_id=maria_with.user_id)
    about = [
        ("application", [offer.pk]),
        ("scoresheet", sheets),
        ("declaration", list(others.values_list("pk", flat=True))),
    ]
    about.append(("document", [offer.document_id] if offer.document_id else []))

    for kind, ids in about:
        entries = AuditEntry.objects.filter(kind=kind, thing_id__in=ids)
        assert not AuditEntry.objects.visible_to(maria_with).filter(pk__in=entries).exists()
        assert set(AuditEntry.objects.visible_to(anna).filter(pk__in=entries)) == set(entries)
        for entry in entries:
            thing = apps.get_model("office" if kind == "document" else "grants", kind)(pk=entry.thing_id)
            assert not AuditEntry.objects.visible_to(maria_with, about=thing).exists()
            assert entry in AuditEntry.objects.visible_to(anna, about=thing)
    assert Notice.objects.visible_to(anna).about(offer).exists()
    assert not Notice.objects.visible_to(maria_with).about(offer).exists()


def test_the_signed_protocol_tells_of_every_offer_so_it_is_closed(call, maria_with, marek, browser_of):
    assert browser_of(maria_with).get(f"/calls/{call.ref}/protocol/").status_code == 404
    assert browser_of(marek).get(f"/calls/{call.ref}/protocol/").status_code == 302
    assert not Protocol.objects.visible_to(maria_with).exists()


def test_a_tie_found_later_closes_the_offer_at_once(marek, maria, browser_of):
    call = a_call_in_assessment(marek, maria, offers=OFFERS)
    offer = offers_of(call)[1]
    a_submitted_sheet(offer, maria)
    browser = browser_of(maria)
    assert browser.get(f"/applications/{offer.ref}/").status_code == 200

    answer = browser.post(
        f"/calls/{call.ref}/declarations/tie/",
        {"late-application": offer.pk, "late-ground": "family", "late-description": "Mąż."},
    )

    assert answer.status_code == 302
    assert browser.get(f"/applications/{offer.ref}/").status_code == 404
    assert browser.get(f"/applications/{offer.ref}/score/").status_code == 404
    with pytest.raises(PermissionDenied):
        a_draft_sheet(offer, maria)


def test_a_tie_in_one_call_hides_only_that_offer(marek, maria):
    first = a_call_in_assessment(marek, maria, offers=OFFERS, ties={(1, maria.user_id): "Mąż."})
    second = a_call_in_assessment(marek, maria, offers=OFFERS, title="Kultura 2027")

    seen = set(Application.objects.visible_to(maria))

    assert seen == {offers_of(first)[0], *offers_of(second)}


def test_published_results_are_everyones(marek, maria, browser_of):
    call = a_published_result(marek, maria, offers=OFFERS, ties={(1, maria.user_id): "Mąż."})

    assert HIDDEN in browser_of(maria).get(f"/calls/{call.ref}/results/").content.decode()


def test_an_executive_with_a_tie_cannot_decide_past_it(marek, mikolaj, browser_of):
    ewa = builders.a_person("Maria Member", "committee", "executive")
    call = a_recommended_call(marek, ewa, mikolaj, offers=OFFERS, ties={(1, ewa.user_id): "Mąż."})
    offer = offers_of(call)[0]

    answer = browser_of(ewa).post(
        f"/calls/{call.ref}/decision/",
        {
            "act_number": "1",
            "signed_on": timezone.now().date().isoformat(),
            f"outcome_{offer.pk}": "full",
            f"amount_{offer.pk}": "5000,00",
        },
    )

    assert answer.status_code == 409
    call.refresh_from_db()
    assert call.state == "recommended"


def test_the_mean_is_over_those_who_have_no_tie(marek, maria, mikolaj):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS, ties={(1, maria.user_id): "Mąż."})
    for person, total in ((marek, "40"), (mikolaj, "61")):
        a_submitted_sheet(offers_of(call)[1], person, total=total)
        a_submitted_sheet(offers_of(call)[0], person, total=total)
    a_submitted_sheet(offers_of(call)[0], maria, total="100")

    rows = standing.ranking(call, Application.objects.all())[0].rows

    assert [(row.application.title, str(row.place.mean)) for row in rows] == [("Piłka", "67.00"), (HIDDEN, "50.50")]
    assert reading.missing(call) == {}


def test_undeclared_members_with_a_seat_in_the_office_do_not_score(marek):
    clara = builders.a_person("Clara Both", "coordinator", "committee")
    call = a_call_in_assessment(marek, clara, offers=OFFERS, declares=False)
    offer = offers_of(call)[0]

    with pytest.raises(PermissionDenied):
        actions.save_sheet(seat_of(call, clara), offer, marks={}, revision=0, by=clara, at=after(call))
