"""A committee that does not see who applies, until the protocol is signed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.awards import actions as awards
from grants.scoring import actions, masking, rules
from grants.scoring.meetings import actions as meetings
from grants.scoring.models import Committee, Declaration
from grants.scoring.rules import Nominee
from tenants.gates.refusals import Refusal
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_awards import lines_of
from tests.builders_calls import an_open_call, the_coordinator
from tests.builders_scoring import (
    a_call_in_assessment,
    a_committee,
    a_submitted_sheet,
    after,
    declared,
    offers_of,
)

LIPA = "Stowarzyszenie Przyjaciół „Nadzieja”"
OFFERS = [
    {"organisation": LIPA, "title": "Zimowisko"},
    {"organisation": "Fundacja „Jodła”", "title": "Półkolonie"},
]
BLIND = {"committee": {"blind": True}}


# --- what a text says without the applicant -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{LIPA} działa od lat.", "[oferent] działa od lat."),
        ("Nasza Nadzieja i praca Nadziei.", "Nasza [oferent] i praca [oferent]."),
        ("PRZYJACIÓŁ „NADZIEJA” zaprasza.", "[oferent]” zaprasza."),
        ("Pisz na biuro@nadzieja.pl albo www.nadzieja.pl/kontakt dziś.", "Pisz na [oferent] albo [oferent] dziś."),
        ("Nad rzeką stoi przystań.", "Nad rzeką stoi przystań."),
    ],
)
def test_names_and_addresses_are_taken_out_of_a_text(text, left):
    assert masking.without(text, [LIPA]) == left


def test_the_usual_words_of_a_name_hide_nothing():
    """Or every offer of a sports club would lose half of its words."""
    assert masking.without("Klub gra w piłkę.", ["Uczniowski Klub Sportowy „Klub”"]) == "Klub gra w piłkę."


@given(
    before=st.text(alphabet="abc .,\n", max_size=20),
    after_it=st.text(alphabet="abc .,\n", max_size=20),
    name=st.text(alphabet="ĄąĆćKkLl„”+().*[", min_size=5, max_size=30).filter(lambda one: one.strip() == one),
)
@settings(max_examples=200)
def test_a_name_never_stays_in_a_text_whatever_its_letters(before, after_it, name):
    said = masking.without(f"{before} {name} {after_it}", [name])

    assert name not in said
    assert said.count(masking.instead()) >= 1


# --- who sits ----------------------------------------------------------------------------------------


def test_nobody_with_a_role_in_the_office_sits_on_a_blind_committee(marek):
    call = an_open_call()
    anna = builders.a_person("Anna Auditor", "committee", "auditor")

    with pytest.raises(Refusal, match="nie może w niej zasiadać nikt, kto ma rolę w urzędzie: Anna Auditor"):
        a_committee(call, marek, anna, blind=True)

    assert a_committee(call, marek, anna).blind is False


def test_blindness_is_settled_before_anybody_declares(marek):
    call = a_call_in_assessment(marek, offers=OFFERS, declares=False, **BLIND)
    committee = Committee.objects.get(call=call)
    facts = {
        "act_number": "15/2027",
        "appointed_on": committee.appointed_on,
        "members": [Nominee(user_id=marek.user_id, role="chair")],
        "without_ngo_ground": "Brak.",
        "by": the_coordinator(),
        "at": after(call),
    }
    actions.change(committee, blind=False, **facts)
    actions.change(committee, blind=True, **facts)
    declared(call, marek)

    with pytest.raises(Refusal, match="nie można już zmienić"):
        actions.change(committee, blind=False, **facts)


def test_only_a_changed_mind_is_refused():
    rules.check_blind([], changed=False, declared=True)
    rules.check_blind([], changed=True, declared=False)


# --- what members see and do ---------------------------------------------------------------------------


def test_ties_are_declared_to_applicants_and_count_for_all_their_offers(marek, browser_of):
    twice = [*OFFERS, {"organisation": LIPA, "title": "Drugie zimowisko"}]
    call = a_call_in_assessment(marek, offers=twice, declares=False, offers_per_applicant=2, **BLIND)
    browser = browser_of(marek)
    page = browser.get(f"/calls/{call.ref}/declarations/").content.decode()
    first, second, third = offers_of(call)

    assert page.count(f'<p class="who">{LIPA}</p>') == 1
    assert not any(secret in page for one in offers_of(call) for secret in (one.number, one.title, one.ref))

    browser.post(
        f"/calls/{call.ref}/declarations/",
        {
            f"offer{first.organisation_id}-tied": "tie",
            f"offer{first.organisation_id}-ground": "other",
            f"offer{first.organisation_id}-description": "Mąż jest prezesem.",
            f"offer{second.organisation_id}-tied": "none",
        },
    )

    words = dict(Declaration.objects.filter(member__user_id=marek.user_id).values_list("application_id", "tied"))
    assert words == {first.pk: True, second.pk: False, third.pk: True}


def test_a_blind_committee_meets_scores_and_signs_under_codes_and_then_sees_names(marek, maria, clara, browser_of):
    call = a_call_in_assessment(marek, maria, offers=OFFERS, **BLIND)
    first, second = offers_of(call)
    for offer, total in ((first, "70"), (second, "60")):
        for person in (marek, maria):
            a_submitted_sheet(offer, person, total=total)
    _met(call, first, clara)
    browser = browser_of(marek)
    pages = [
        "committee/",
        "declarations/",
        "ranking/",
        "ranking.csv",
        "proposal/",
        "proposal/what-if/",
        "meetings/",
        "meetings/1/",
    ]
    paths = [f"/calls/{call.ref}/{page}" for page in pages]
    paths += [f"/applications/{first.ref}/{page}/" for page in ("score", "scores", "masked")]

    read = {path: browser.get(path).content.decode() for path in paths}

    code = masking.code_of(first.ref)
    telling = {path for path, page in read.items() for word in secrets(first) if word in page}
    assert telling == {f"/calls/{call.ref}/declarations/"}
    assert {path for path, page in read.items() if code not in page} == {f"/calls/{call.ref}/declarations/"} | {
        f"/calls/{call.ref}/meetings/1/"
    }
    assert browser.get(f"/applications/{first.ref}/").status_code == 404
    for chairs_no_more in ("committee/conflicts/", "committee/sharing/"):
        assert browser.get(f"/calls/{call.ref}/{chairs_no_more}").status_code == 404
        assert browser_of(clara).get(f"/calls/{call.ref}/{chairs_no_more}").status_code == 200
    assert first.number in browser_of(clara).get(f"/calls/{call.ref}/ranking/").content.decode()

    awards.propose(call, lines_of(call), by=marek, at=after(call))
    awards.sign_protocol(call, by=marek, at=after(call))

    assert browser.get(f"/applications/{first.ref}/masked/").url == f"/applications/{first.ref}/"
    assert LIPA in browser.get(f"/applications/{first.ref}/").content.decode()
    assert LIPA in browser.get(f"/calls/{call.ref}/ranking/").content.decode()


def _met(call, offer, clara):
    committee = Committee.objects.select_related("call").get(call=call)
    facts = {"by": clara, "at": after(call)}
    present = [one.pk for one in committee.members.all()]
    said = f"Mówiono o: {LIPA}."
    meeting = meetings.hold(committee, starts_at=after(call), present=present, agenda=said, minutes=said, **facts)
    meetings.vote(meeting, subject=f"{LIPA}: poparcie", votes_for=2, votes_against=0, application=offer, **facts)


def secrets(offer):
    return (offer.number, "Nadzieja", offer.title)


def test_refusals_and_letters_of_a_blind_call_use_the_code(marek, maria):
    call = a_call_in_assessment(marek, maria, offers=OFFERS[:1], **BLIND)
    offer = offers_of(call)[0]
    sheet = a_submitted_sheet(offer, maria)
    actions.reopen_sheet(sheet, reason="Pomyłka.", by=marek, at=after(call))

    letter = Notice.objects.get(template="score-reopened")
    with pytest.raises(Refusal) as refused:
        awards.sign_protocol(call, by=marek, at=after(call))

    assert masking.code_of(offer.ref) in letter.text
    assert masking.code_of(offer.ref) in str(refused.value)
    assert offer.number not in f"{letter.subject} {letter.text} {refused.value}"


def test_a_member_who_gets_a_role_in_the_office_judges_a_blind_call_no_more(marek):
    call = a_call_in_assessment(marek, offers=OFFERS[:1], **BLIND)
    promoted = builders.a_person("Marek Member", "auditor")

    with pytest.raises(PermissionDenied):
        a_submitted_sheet(offers_of(call)[0], promoted)


@pytest.mark.parametrize("number", [1, 3])
def test_the_masked_offer_is_read_in_so_many_queries_however_many_there_are(marek, browser_of, number):
    call = a_call_in_assessment(marek, offers=[{} for _ in range(number)], **BLIND)
    browser, path = browser_of(marek), f"/applications/{offers_of(call)[0].ref}/masked/"
    browser.get("/results/")

    with CaptureQueriesContext(connection) as seen:
        browser.get(path)

    assert len(seen) == 7
