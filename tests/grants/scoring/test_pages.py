from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.scoring.models import Committee, CommitteeMember, Declaration, Score, ScoreSheet
from tests import builders
from tests.builders_awards import a_recommended_call
from tests.builders_calls import an_open_call
from tests.builders_scoring import (
    a_call_in_assessment,
    a_committee,
    a_draft_sheet,
    a_scored_call,
    a_submitted_sheet,
    file_all,
    offers_of,
    seat_of,
)
from tests.grants.scoring.many import many_offers

SCRIPT = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"


def sheet_of(call, *, points="5", reason="Bo tak.", **more):
    rows = {}
    for criterion in call.criteria.all():
        rows[f"points_{criterion.pk}"] = points
        rows[f"reason_{criterion.pk}"] = reason
    return {"revision": "0", "remarks": "", **rows, **more}


def queries_of(browser, path) -> int:
    # The session and the town's address are at hand, as on any second page.
    browser.get("/results/")
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(seen)


# --- the committee -------------------------------------------------------------------------------


def committee_form(*rows, **more):
    posted = {"act_number": "15/2027", "appointed_on": "2025-01-14", "without_ngo_ground": "", **more}
    posted |= {"members-TOTAL_FORMS": str(len(rows)), "members-INITIAL_FORMS": "0"}
    for number, (person, role, side) in enumerate(rows):
        posted |= {
            f"members-{number}-person": person.user_id if person else "",
            f"members-{number}-role": role,
            f"members-{number}-side": side,
        }
    return posted


def test_a_clerk_appoints_in_the_browser(clara, marek, maria, browser_of):
    call = an_open_call()
    browser = browser_of(clara)
    assert browser.get(f"/calls/{call.ref}/committee/").status_code == 200

    answer = browser.post(
        f"/calls/{call.ref}/committee/edit/",
        committee_form((marek, "chair", "office"), (None, "member", "office"), (maria, "member", "ngo")),
    )

    assert answer.status_code == 302
    assert [one.name for one in Committee.objects.get().members.all()] == ["Marek Member", "Maria Member"]


def test_a_missing_ground_is_said_at_its_field_and_nothing_is_saved(clara, marek, browser_of):
    call = an_open_call()

    answer = browser_of(clara).post(f"/calls/{call.ref}/committee/edit/", committee_form((marek, "chair", "office")))

    assert answer.status_code == 422
    assert 'id="id_without_ngo_ground_error"' in answer.content.decode()
    assert not Committee.objects.exists()


def test_rows_of_the_form_are_added_without_script(clara, marek, browser_of):
    call = an_open_call()

    answer = browser_of(clara).post(
        f"/calls/{call.ref}/committee/edit/", committee_form((marek, "chair", "office"), add="members")
    )

    assert answer.status_code == 200
    assert 'name="members-1-person"' in answer.content.decode()
    assert not Committee.objects.exists()


def test_a_warning_says_who_belongs_to_an_applicant(clara, marek, maria, browser_of):
    call = an_open_call()
    file_all(call, [{"organisation": "Fundacja „Jesion”"}])
    builders.a_representative("Maria Member", "Fundacja „Jesion”")

    answer = browser_of(clara).post(
        f"/calls/{call.ref}/committee/edit/",
        committee_form((marek, "chair", "office"), (maria, "member", "ngo")),
        follow=True,
    )

    assert [str(one) for one in answer.context["messages"] if "Maria Member" in str(one)] != []


@pytest.mark.parametrize(
    "page", ["committee/", "ranking/", "ranking.csv", "proposal/", "declarations/", "committee/edit/"]
)
def test_residents_and_organisations_see_nothing_of_it(page, nadia, rysia, olga, marek, browser_of):
    call = a_call_in_assessment(marek)

    for person in (nadia, rysia, olga):
        assert browser_of(person).get(f"/calls/{call.ref}/{page}").status_code in {403, 404}
    assert browser_of(None).get(f"/calls/{call.ref}/{page}").status_code == 302


def test_a_member_of_another_committee_sees_nothing(marek, maria, browser_of):
    call = a_call_in_assessment(marek, offers=[{}])
    a_committee(an_open_call(title="Kultura 2027"), maria)
    offer = offers_of(call)[0]

    for page in ("committee/", "ranking/", "proposal/", "declarations/"):
        assert browser_of(maria).get(f"/calls/{call.ref}/{page}").status_code == 404
    assert browser_of(maria).get(f"/applications/{offer.ref}/score/").status_code == 404


def test_another_towns_call_and_offer_are_not_here(clara, olga, marek, browser_of):
    call = a_scored_call(marek)
    offer = offers_of(call)[0]
    neighbour = browser_of(olga, town="olszany")

    for page in (
        "committee/",
        "committee/edit/",
        "ranking/",
        "ranking.csv",
        "proposal/",
        "decision/",
        "results/",
        "protocol/",
    ):
        assert neighbour.get(f"/calls/{call.ref}/{page}").status_code in {403, 404}
    assert neighbour.get(f"/calls/{call.ref}/ranking/").status_code == 404
    assert neighbour.get(f"/applications/{offer.ref}/scores/").status_code == 404
    assert browser_of(clara).get(f"/calls/{call.ref}/ranking/").status_code == 200


def test_an_absence_is_recorded_and_ended(clara, marek, maria, browser_of):
    call = a_call_in_assessment(marek, maria)
    url = f"/calls/{call.ref}/committee/members/{seat_of(call, maria).pk}/absence/"

    browser_of(clara).post(url, {"reason": "Choroba"})
    assert seat_of(call, maria).absent_reason == "Choroba"

    browser_of(clara).post(url, {"back": "1"})
    assert seat_of(call, maria).absent_reason == ""


# --- declarations --------------------------------------------------------------------------------


def test_before_declaring_a_member_sees_only_what_a_declaration_needs(marek, browser_of):
    call = a_call_in_assessment(marek, declares=False, offers=[{"title": "Piłka dla każdego"}])
    offer = offers_of(call)[0]

    shown = browser_of(marek).get(f"/calls/{call.ref}/declarations/").content.decode()

    assert offer.number in shown
    assert "Piłka dla każdego" in shown
    assert "Treningi dla dzieci z całej gminy" not in shown
    assert "5 000,00" not in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert f"/applications/{offer.ref}/" not in shown
    assert browser_of(marek).get(f"/applications/{offer.ref}/").status_code == 404


def test_one_form_declares_every_offer_and_leaves_the_rest_for_later(marek, browser_of):
    call = a_call_in_assessment(marek, declares=False, offers=[{}, {}, {}])
    first, second, third = offers_of(call)
    browser = browser_of(marek)

    browser.post(
        f"/calls/{call.ref}/declarations/",
        {
            f"offer{first.pk}-tied": "none",
            f"offer{second.pk}-tied": "tie",
            f"offer{second.pk}-ground": "family",
            f"offer{second.pk}-description": "Mąż.",
        },
    )

    assert list(Declaration.objects.order_by("application__filed_at").values_list("application", "tied")) == [
        (first.pk, False),
        (second.pk, True),
    ]
    shown = browser.get(f"/calls/{call.ref}/declarations/").content.decode()
    assert f"offer{third.pk}-tied" in shown
    assert f"offer{first.pk}-tied" not in shown


def test_a_tie_without_words_is_refused_at_its_offer_and_nothing_is_saved(marek, browser_of):
    call = a_call_in_assessment(marek, declares=False, offers=[{}, {}])
    first, second = offers_of(call)

    answer = browser_of(marek).post(
        f"/calls/{call.ref}/declarations/", {f"offer{first.pk}-tied": "none", f"offer{second.pk}-tied": "tie"}
    )

    assert answer.status_code == 422
    assert f'id="id_offer{second.pk}-description_error"' in answer.content.decode()
    assert not Declaration.objects.exists()


def test_words_that_come_too_late_are_given_back_to_be_copied(marek, maria, clara, browser_of):
    call = a_call_in_assessment(marek, maria, declares=False, offers=[{}, {}])
    first, second = offers_of(call)
    browser, page = browser_of(marek), f"/calls/{call.ref}/declarations/"
    told = {f"offer{first.pk}-tied": "tie", f"offer{first.pk}-ground": "family"}
    told |= {f"offer{first.pk}-description": "Brat jest prezesem."}
    browser.post(page, {f"offer{first.pk}-tied": "none"})

    twice = browser.post(page, {**told, f"offer{second.pk}-tied": "none"})
    late = {"late-application": str(first.pk), "late-ground": "family", "late-description": "Brat jest prezesem."}
    in_time = [browser.post(f"{page}tie/", late).status_code, browser.post(page, told).status_code]
    again = browser.post(f"{page}tie/", {**late, "late-description": "Brat jest skarbnikiem."})

    assert (twice.status_code, again.status_code, in_time) == (409, 409, [302, 302])
    shown = twice.content.decode()
    assert (f"Oferta {first.number}" in shown, "Brat jest prezesem." in shown) == (True, True)
    assert "Brat jest skarbnikiem." in again.content.decode()
    assert list(Declaration.objects.values_list("application", "tied")) == [(first.pk, True)]


def test_after_the_protocol_what_was_typed_is_given_back_too(marek, clara, browser_of):
    call = a_recommended_call(marek)
    offer, page = offers_of(call)[0], f"/calls/{call.ref}/declarations/"
    late = {"late-application": str(offer.pk), "late-ground": "family", "late-description": "Siostra w zarządzie."}
    absence = f"/calls/{call.ref}/committee/members/{seat_of(call, marek).pk}/absence/"

    tie = browser_of(marek).post(f"{page}tie/", late)
    absent = browser_of(clara).post(absence, {"reason": "Zwolnienie do piątku."})

    assert [tie.status_code, absent.status_code] == [409, 409]
    assert "Siostra w zarządzie." in tie.content.decode()
    assert "Zwolnienie do piątku." in absent.content.decode()
    assert CommitteeMember.objects.get().absent_reason == ""


# --- sheets --------------------------------------------------------------------------------------


def test_a_member_saves_and_then_submits_a_sheet(marek, browser_of):
    call = a_call_in_assessment(marek, offers=[{}, {}])
    first, second = offers_of(call)
    browser = browser_of(marek)
    url = f"/applications/{first.ref}/score/"

    assert browser.post(url, sheet_of(call, points="5,5")).status_code == 302
    sheet = ScoreSheet.objects.get()
    assert (sheet.state, {row.points for row in Score.objects.filter(sheet=sheet)}) == ("draft", {Decimal("5.50")})

    answer = browser.post(url, sheet_of(call, revision=str(sheet.revision), submit="1"))

    assert answer["Location"] == f"/applications/{second.ref}/score/"
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


def test_an_incomplete_sheet_is_kept_as_a_draft_and_the_lack_shown(marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]
    criterion = call.criteria.order_by("position").first()

    answer = browser_of(marek).post(
        f"/applications/{offer.ref}/score/", sheet_of(call, submit="1") | {f"reason_{criterion.pk}": ""}
    )

    assert answer.status_code == 422
    assert f'id="id_reason_{criterion.pk}_error"' in answer.content.decode()
    sheet = ScoreSheet.objects.get()
    assert sheet.state == "draft"
    assert f'name="revision" value="{sheet.revision}"' in answer.content.decode()


@pytest.mark.parametrize("points", ["21", "-1", "5,555", "pięć"])
def test_wrong_points_are_refused_at_the_field(points, marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]
    criterion = call.criteria.filter(points_max=20).first()

    answer = browser_of(marek).post(
        f"/applications/{offer.ref}/score/", sheet_of(call) | {f"points_{criterion.pk}": points}
    )

    assert answer.status_code == 422
    assert f'id="id_points_{criterion.pk}_error"' in answer.content.decode()
    assert not ScoreSheet.objects.exists()


def test_a_second_tab_is_told_and_keeps_what_it_typed(marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]
    a_draft_sheet(offer, marek)
    a_draft_sheet(offer, marek)

    answer = browser_of(marek).post(
        f"/applications/{offer.ref}/score/", sheet_of(call, revision="1", reason="Drugie okno")
    )

    assert answer.status_code == 422
    assert "Drugie okno" in answer.content.decode()
    assert not Score.objects.filter(reason="Drugie okno").exists()


def test_the_draft_saves_itself_and_answers_with_the_revision(marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]

    answer = browser_of(marek).post(f"/applications/{offer.ref}/score/", sheet_of(call), headers={"X-Autosave": "1"})

    assert answer.json() == {"fields": {"revision": "1"}}


def test_the_running_total_is_counted_by_the_server(marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]

    answer = browser_of(marek).post(f"/applications/{offer.ref}/score/total/", sheet_of(call, points="1,5"))

    assert "<strong>9</strong>" in answer.content.decode()
    assert not ScoreSheet.objects.exists()


def test_a_submitted_sheet_is_read_only(marek, browser_of):
    call = a_call_in_assessment(marek)
    offer = offers_of(call)[0]
    a_submitted_sheet(offer, marek)
    browser = browser_of(marek)

    shown = browser.get(f"/applications/{offer.ref}/score/").content.decode()
    answer = browser.post(f"/applications/{offer.ref}/score/", sheet_of(call, revision="1"))

    assert "<textarea" not in shown
    assert answer.status_code == 422
    assert ScoreSheet.objects.get().state == "submitted"


# --- the ranking ---------------------------------------------------------------------------------


def test_others_points_are_shown_only_to_who_has_finished(marek, maria, browser_of):
    call = a_call_in_assessment(marek, maria, offers=[{}])
    offer = offers_of(call)[0]
    a_submitted_sheet(offer, maria, total="77.5")
    url = f"/calls/{call.ref}/ranking/"

    assert "77,50" not in browser_of(marek).get(url).content.decode()
    assert browser_of(marek).get(f"/calls/{call.ref}/ranking.csv").status_code == 404
    assert "77,50" not in browser_of(marek).get(f"/applications/{offer.ref}/scores/").content.decode()
    assert "77,50" in browser_of(maria).get(url).content.decode()


def test_the_ranking_as_a_spreadsheet(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{"organisation": "=HYPERLINK(1)"}, {}], totals=["50", "60.5"])

    rows = browser_of(clara).get(f"/calls/{call.ref}/ranking.csv").content.decode("utf-8-sig").splitlines()

    assert [row.split(";")[1] for row in rows[1:]] == ["1", "2"]
    assert "60,50" in rows[1]
    assert "'=HYPERLINK(1)" in rows[2]


def test_a_script_is_shown_as_text_everywhere(marek, clara, browser_of):
    call = a_call_in_assessment(
        marek, offers=[{"organisation": f"Stowarzyszenie {SCRIPT}", "title": SCRIPT}], declares=False
    )
    CommitteeMember.objects.update(name=SCRIPT)
    Committee.objects.update(without_ngo_ground=SCRIPT, act_number=SCRIPT)
    offer = offers_of(call)[0]
    browser = browser_of(marek)
    pages = [
        browser.get(f"/calls/{call.ref}/declarations/"),
        browser_of(clara).get(f"/calls/{call.ref}/committee/edit/"),
    ]
    browser.post(f"/calls/{call.ref}/declarations/", {f"offer{offer.pk}-tied": "none"})
    browser.post(f"/applications/{offer.ref}/score/", sheet_of(call, reason=SCRIPT, remarks=SCRIPT))
    pages.append(browser.get(f"/applications/{offer.ref}/score/"))
    browser.post(
        f"/applications/{offer.ref}/score/", sheet_of(call, reason=SCRIPT, remarks=SCRIPT, revision="1", submit="1")
    )
    pages += [browser.get(f"/applications/{offer.ref}/score/"), browser.get(f"/applications/{offer.ref}/scores/")]
    pages += [browser.get(f"/calls/{call.ref}/{page}") for page in ("committee/", "ranking/", "proposal/")]

    for page in pages:
        assert page.status_code == 200
        assert SCRIPT not in page.content.decode()
        assert SHOWN in page.content.decode()


# --- how many queries ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [10, 1000])
def test_pages_ask_the_same_number_of_queries_for_ten_and_for_a_thousand_offers(
    number, marek, maria, clara, browser_of
):
    call = a_call_in_assessment(marek, maria, offers=[{}])
    offer = offers_of(call)[0]
    many_offers(call, number)
    a_draft_sheet(offer, marek)
    office, member = browser_of(clara), browser_of(marek)

    assert queries_of(office, f"/calls/{call.ref}/committee/") == 16
    assert queries_of(member, f"/calls/{call.ref}/committee/") == 19
    assert queries_of(office, f"/calls/{call.ref}/ranking/") == 14
    assert queries_of(member, f"/calls/{call.ref}/declarations/") == 10
    assert queries_of(member, f"/applications/{offer.ref}/score/") == 11
    assert queries_of(office, f"/applications/{offer.ref}/scores/") == 14
    typed = sheet_of(call, revision="1")
    with CaptureQueriesContext(connection) as seen:
        assert member.post(f"/applications/{offer.ref}/score/", typed).status_code == 302
    assert len([one for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]) == 14
