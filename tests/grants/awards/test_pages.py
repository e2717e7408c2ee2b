from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from grants.applications import actions as formal
from grants.awards import actions as awards
from grants.awards import presentation
from grants.awards.models import Award, Decision, Outcome, Proposal
from grants.awards.rules import Line
from grants.calls import actions as calls
from grants.calls.models import Call
from tenants.office.notices.models import Notice
from tenants.registry.governments import addresses
from tests import builders
from tests.builders_applications import passed
from tests.builders_awards import (
    a_decided_call,
    a_proposed_call,
    a_published_result,
    a_recommended_call,
    decided,
    recorded_results,
)
from tests.builders_calls import a_task, an_open_call, the_coordinator
from tests.builders_scoring import (
    a_call_in_assessment,
    a_committee,
    a_meeting,
    a_scored_call,
    a_submitted_sheet,
    after,
    close,
    declared,
    file_all,
    offers_of,
)
from tests.grants.scoring.many import many_offers

SCRIPT = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"


def lines_form(call, outcomes, **more):
    posted = {**more}
    for offer, (outcome, amount, *reason) in zip(offers_of(call), outcomes, strict=True):
        posted |= {
            f"outcome_{offer.pk}": outcome,
            f"amount_{offer.pk}": amount,
            f"reason_{offer.pk}": reason[0] if reason else "",
        }
    return posted


def signing(**more):
    return {"act_number": "40/2027", "signed_on": timezone.now().date().isoformat(), **more}


def sign_in_the_browser(browser, call, **more):
    act = Decision.objects.get(call=call)
    return browser.post(f"/calls/{call.ref}/decision/{act.pk}/sign/", signing(**more))


def plain(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


# --- proposal ------------------------------------------------------------------------------------


def test_the_chair_proposes_and_signs_in_the_browser(marek, browser_of):
    call = a_scored_call(marek, offers=[{}, {"grant": "4000.00"}])
    browser = browser_of(marek)
    url = f"/calls/{call.ref}/proposal/"
    assert browser.get(url).status_code == 200

    answer = browser.post(url, lines_form(call, [("full", "5 000,00"), ("reduced", "3500,5")]))
    assert answer.status_code == 302
    assert list(Proposal.objects.order_by("-amount").values_list("amount", flat=True)) == [
        Decimal("5000.00"),
        Decimal("3500.50"),
    ]

    browser.post(f"{url}sign/", {"remarks": "Bez uwag."})
    assert Call.objects.get(pk=call.pk).state == "recommended"
    assert browser.get(f"/calls/{call.ref}/protocol/").status_code == 302


def test_a_full_amount_need_not_be_typed_and_no_grant_needs_none(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{}, {"grant": "4000.00"}])

    browser_of(clara).post(f"/calls/{call.ref}/proposal/", lines_form(call, [("full", ""), ("reserve", "4000,00")]))

    assert sorted(Proposal.objects.values_list("outcome", "amount")) == [
        ("full", Decimal("5000.00")),
        ("reserve", Decimal("0.00")),
    ]


@pytest.mark.parametrize(
    ("outcomes", "field"),
    [
        ([("full", "4999,99"), ("reserve", "")], "amount"),
        ([("reduced", "5000,01"), ("reserve", "")], "amount"),
        ([("reduced", "-1"), ("reserve", "")], "amount"),
        ([("reduced", "1,005"), ("reserve", "")], "amount"),
        ([("reduced", "dużo"), ("reserve", "")], "amount"),
        ([("refused", ""), ("full", "")], "reason"),
    ],
)
def test_a_wrong_line_is_refused_at_its_field_and_nothing_is_kept(outcomes, field, marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{}, {"grant": "4000.00"}], totals=["70", "60"])
    first = offers_of(call)[0]

    answer = browser_of(clara).post(f"/calls/{call.ref}/proposal/", lines_form(call, outcomes))

    assert answer.status_code == 422
    assert f'id="id_{field}_{first.pk}_error"' in plain(answer)
    assert not Proposal.objects.exists()


def test_a_proposal_over_the_pool_is_refused_with_the_sum(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{}, {"grant": "4000.00"}], pool="8000.00")

    answer = browser_of(clara).post(f"/calls/{call.ref}/proposal/", lines_form(call, [("full", ""), ("full", "")]))

    assert answer.status_code == 422
    assert "9 000,00 zł" in plain(answer)


def test_sums_follow_the_typing_and_keep_nothing(marek, clara, browser_of):
    call = a_scored_call(marek, offers=[{}, {"grant": "4000.00"}], pool="8000.00")

    answer = browser_of(clara).post(f"/calls/{call.ref}/proposal/sums/", lines_form(call, [("full", ""), ("full", "")]))

    assert answer.status_code == 200
    assert "9 000,00" in plain(answer)
    assert "1 000,00" in plain(answer)
    assert not Proposal.objects.exists()


def test_signing_too_early_says_what_is_missing(marek, maria, clara, browser_of):
    call = a_call_in_assessment(marek, maria)
    url = f"/calls/{call.ref}/proposal/"
    browser = browser_of(clara)

    answer = browser.post(f"{url}sign/", {"remarks": "Zdanie odrębne, długo pisane."})
    owing = browser_of(marek).post(f"{url}sign/", {})

    assert answer.status_code == 422
    assert "Maria Member" in plain(answer)
    assert "Zdanie odrębne, długo pisane." in plain(answer)
    assert ('name="remarks"' in plain(owing), "Maria Member" in plain(owing)) == (False, True)
    assert Call.objects.get(pk=call.pk).state == "merit"


def test_what_was_typed_while_somebody_signed_comes_back_and_nothing_is_saved(marek, clara, browser_of):
    call = a_recommended_call(marek, offers=[{}, {"grant": "4000.00"}])
    browser, url = browser_of(clara), f"/calls/{call.ref}/proposal/"
    before = list(Proposal.objects.order_by("pk").values("outcome", "amount", "reason"))

    proposed = browser.post(url, lines_form(call, [("reduced", "4321,00", "Długo pisany powód."), ("full", "")]))
    signed = browser.post(f"{url}sign/", {"remarks": "Zdanie odrębne, długo pisane."})

    assert (proposed.status_code, signed.status_code) == (422, 422)
    for answer, typed in ((proposed, "Długo pisany powód."), (proposed, "4 321,00"), (signed, "Zdanie odrębne")):
        assert typed in plain(answer)
        assert "data-error-summary" in plain(answer)
        assert 'class="field-error"' not in plain(answer)
    assert list(Proposal.objects.order_by("pk").values("outcome", "amount", "reason")) == before
    assert "Długo pisany powód." not in plain(browser.get(url))


def test_an_auditor_reads_and_changes_nothing(marek, anna, browser_of):
    call = a_proposed_call(marek)
    browser = browser_of(anna)

    shown = plain(browser.get(f"/calls/{call.ref}/proposal/"))
    assert "<select" not in shown
    assert browser.post(f"/calls/{call.ref}/proposal/", lines_form(call, [("refused", "")])).status_code == 403
    assert browser.post(f"/calls/{call.ref}/proposal/sign/", {}).status_code == 403


# --- decision ------------------------------------------------------------------------------------


def test_the_coordinator_prepares_and_the_executive_signs(marek, clara, ewa, browser_of):
    call = a_recommended_call(marek, offers=[{}, {"grant": "4000.00"}])
    office, executive = browser_of(clara), browser_of(ewa)
    url = f"/calls/{call.ref}/decision/"
    shown = plain(office.get(url))
    assert 'value="5 000,00"' in shown
    assert "zarządzenie" in shown

    assert office.post(url, lines_form(call, [("full", ""), ("full", "")])).status_code == 302
    act = Decision.objects.get(call=call)
    assert (act.state, act.prepared_by) == ("prepared", "Clara Clerk")
    assert "9 000,00" not in plain(browser_of().get("/results/"))
    page = plain(executive.get(url))
    assert f"/decision/{act.pk}/sign/" in page
    assert f"/decision/{act.pk}/sign/" not in plain(office.get(url))
    for kind, first_bytes in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert executive.get(f"{url}{act.pk}/act.{kind}").content.startswith(first_bytes)
        assert browser_of().get(f"{url}{act.pk}/act.{kind}").status_code == 404

    executive.post(f"{url}{act.pk}/send-back/", {"back-remarks": "Ofercie drugiej mniej."})
    assert "Ofercie drugiej mniej." in plain(office.get(url))
    office.post(url, lines_form(call, [("full", ""), ("reduced", "3000", "Mniej.")], update_due_on="2099-01-01"))
    assert sign_in_the_browser(office, call).status_code == 403
    assert sign_in_the_browser(executive, call).status_code == 302

    assert Decision.objects.get(call=call).signed_by == "Ewa Executive"
    assert list(Award.objects.in_force().values_list("outcome", flat=True)) == [Outcome.FULL, Outcome.REDUCED]
    assert executive.get(f"{url}{act.pk}/act.pdf").status_code == 302


def test_a_difference_without_a_reason_is_refused_at_its_field(marek, clara, browser_of):
    call = a_recommended_call(marek)
    offer = offers_of(call)[0]

    answer = browser_of(clara).post(f"/calls/{call.ref}/decision/", lines_form(call, [("reserve", "")]))

    assert answer.status_code == 422
    assert f'id="id_reason_{offer.pk}_error"' in plain(answer)
    assert Call.objects.get(pk=call.pk).state == "recommended"


def test_a_reduced_amount_needs_a_day_for_the_update(marek, clara, browser_of):
    call = a_recommended_call(marek)

    answer = browser_of(clara).post(
        f"/calls/{call.ref}/decision/", lines_form(call, [("reduced", "4000", "Mniej.")], update_due_on="")
    )

    assert answer.status_code == 422
    assert 'id="id_update_due_on_error"' in plain(answer)


def test_a_board_decides_by_a_resolution(marek, clara, browser_of):
    call = a_recommended_call(marek)
    town = connection.tenant
    type(town).objects.filter(pk=town.pk).update(kind="powiat")
    addresses.forget()

    shown = plain(browser_of(clara).get(f"/calls/{call.ref}/decision/"))

    assert "uchwała zarządu" in shown
    assert "zarządzenie" not in shown


def test_others_of_the_office_read_the_decision_page_and_cannot_post(marek, anna, browser_of):
    call = a_recommended_call(marek)
    browser = browser_of(anna)

    assert "<select" not in plain(browser.get(f"/calls/{call.ref}/decision/"))
    assert browser.post(f"/calls/{call.ref}/decision/", lines_form(call, [("full", "")])).status_code == 403


def test_a_member_without_a_seat_in_the_office_does_not_see_the_decision_page(marek, browser_of):
    call = a_decided_call(marek)

    assert browser_of(marek).get(f"/calls/{call.ref}/decision/").status_code == 403


# --- results -------------------------------------------------------------------------------------


def test_residents_see_results_only_after_publication(marek, clara, rysia, nadia, browser_of):
    call = a_decided_call(marek, offers=[{"organisation": "Stowarzyszenie „Lipa”"}])
    url = f"/calls/{call.ref}/results/"

    for person in (None, rysia, nadia, marek):
        assert browser_of(person).get(url).status_code == 404
        assert browser_of(person).get(f"/calls/{call.ref}/results.csv").status_code == 404
    assert browser_of(clara).get(url).status_code == 200
    assert call.title not in plain(browser_of().get("/results/"))

    recorded_results(call)
    browser_of(clara).post(f"{url}publish/")

    for person in (None, rysia, nadia, marek):
        assert "Stowarzyszenie „Lipa”" in plain(browser_of(person).get(url))
    assert call.title in plain(browser_of().get("/results/"))


def test_a_lot_without_grants_says_why_on_the_page_and_in_the_text_for_bip(marek, clara, browser_of):
    wanda = builders.a_person("Wanda Wielofunkcyjna", "coordinator", "committee")
    call = a_call_with_four_fates(marek, wanda)
    with translation.override("pl"):
        why = {
            name: str(getattr(presentation, name)) for name in ("NOT_AWARDED", "NOT_ASSESSED", "NOT_FILED", "NOT_SHOWN")
        }

    def said(person, page=""):
        text = plain(browser_of(person).get(f"/calls/{call.ref}/results/{page}"))
        found = {text.find(words): name for name, words in why.items() if words in text}
        return [found[place] for place in sorted(found)]

    assert said(clara) == said(clara, "bip/") == ["NOT_AWARDED", "NOT_ASSESSED", "NOT_FILED"]
    assert said(wanda)[0] == "NOT_SHOWN"
    assert plain(browser_of(clara).get(f"/calls/{call.ref}/results/bip/")).count("<table>") == 2


def a_call_with_four_fates(chair, tied):
    """Lot by lot: a grant, no grant, an offer that was rejected, none filed. `tied` is tied to the one with the grant."""
    titles = ("Biegi", "Szachy", "Judo", "Boks")
    call = an_open_call(lots=[{"title": title, "task": a_task(), "pool": Decimal(9000)} for title in titles])
    given, refused, rejected = file_all(call, [{"lot": lot} for lot in range(3)])
    call = close(call)
    clerk, at = the_coordinator(), after(call)
    formal.reject_formally(rejected, reason="Zadanie dotyczy Olszan.", by=clerk, at=at)
    for offer in (given, refused):
        passed(offer, at=at)
    a_committee(call, chair, tied, at=at)
    calls.start_assessment(call, by=clerk, at=at)
    declared(call, chair)
    declared(call, tied, ties={given: "Siostra."})
    for offer, person in ((given, chair), (refused, chair), (refused, tied)):
        a_submitted_sheet(offer, person)
    a_meeting(call)
    lines = [
        Line(application_id=given.pk, outcome="full", amount=Decimal(5000)),
        Line(application_id=refused.pk, outcome="refused", reason="Za drogo."),
    ]
    awards.propose(call, lines, by=clerk, at=at)
    awards.sign_protocol(call, by=clerk, at=at)
    decided(call)
    return call


def test_before_publication_an_applicant_learns_nothing_of_the_decision(marek, nadia, browser_of):
    call = a_decided_call(marek, offers=[{"organisation": "Stowarzyszenie „Lipa”"}])
    offer = offers_of(call)[0]

    for page in (f"/applications/{offer.ref}/", "/applications/", "/desk/"):
        shown = plain(browser_of(nadia).get(page)).lower()
        for words in ("grant awarded", "dotacja przyznana", "przyznano", "awarded"):
            assert words not in shown, page


def test_publishing_needs_the_three_places(marek, clara, browser_of):
    call = a_decided_call(marek)
    url = f"/calls/{call.ref}/results/"

    browser_of(clara).post(f"{url}publish/", headers={"Referer": f"http://lipowo.localhost{url}"})

    assert Call.objects.get(pk=call.pk).state == "decided"
    assert not Notice.objects.filter(template__startswith="result-").exists()


def test_only_clerks_publish(marek, ewa, anna, nadia, browser_of):
    call = a_decided_call(marek)
    recorded_results(call)

    for person in (ewa, anna, marek, nadia):
        assert browser_of(person).post(f"/calls/{call.ref}/results/publish/").status_code in {403, 404}

    assert Call.objects.get(pk=call.pk).state == "decided"


def test_another_towns_results_are_not_here(marek, browser_of):
    call = a_published_result(marek)

    assert browser_of(town="olszany").get(f"/calls/{call.ref}/results/").status_code == 404
    assert call.title not in plain(browser_of(town="olszany").get("/results/"))


def test_an_empty_page_of_results_says_what_would_be_here(browser_of, db):
    answer = browser_of().get("/results/")

    assert answer.status_code == 200
    assert 'class="empty"' in plain(answer)


@pytest.mark.parametrize("year", ["2027", "1999", "abc", "", "99999999999999999999"])
def test_any_year_in_the_address_answers(year, marek, browser_of):
    a_published_result(marek)

    assert browser_of().get("/results/", {"year": year}).status_code == 200


def test_a_script_is_shown_as_text_everywhere(marek, clara, ewa, browser_of):
    call = a_scored_call(marek, offers=[{"organisation": f"Stowarzyszenie {SCRIPT}", "title": SCRIPT}])
    office, executive = browser_of(clara), browser_of(ewa)
    office.post(f"/calls/{call.ref}/proposal/", lines_form(call, [("reduced", "4000", SCRIPT)]))
    pages = [office.get(f"/calls/{call.ref}/proposal/")]
    office.post(f"/calls/{call.ref}/proposal/sign/", {"remarks": SCRIPT})
    office.post(
        f"/calls/{call.ref}/decision/",
        lines_form(call, [("reduced", "3000", SCRIPT)], act_number=SCRIPT, update_due_on="2099-01-01"),
    )
    pages += [executive.get(f"/calls/{call.ref}/decision/"), office.get(f"/calls/{call.ref}/proposal/")]
    sign_in_the_browser(executive, call, act_number=SCRIPT)
    letters = f"/calls/{call.ref}/decision/{Decision.objects.get(call=call).pk}/letters/"
    pages += [office.get(f"/calls/{call.ref}/decision/"), office.get(f"/calls/{call.ref}/results/")]
    pages += [office.get(letters), office.get(f"/calls/{call.ref}/results/bip/")]
    recorded_results(call)
    office.post(f"/calls/{call.ref}/results/publish/")
    pages += [browser_of().get(f"/calls/{call.ref}/results/"), office.get(letters)]

    assert Call.objects.get(pk=call.pk).state == "results"
    for page in pages:
        assert page.status_code == 200
        assert SCRIPT not in plain(page)
        assert SHOWN in plain(page)


# --- how many queries ----------------------------------------------------------------------------


def queries_of(browser, path) -> int:
    # The session and the town's address are at hand, as on any second page.
    browser.get("/results/")
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(seen)


@pytest.mark.parametrize("number", [10, 1000])
def test_pages_ask_the_same_number_of_queries_for_ten_and_for_a_thousand_offers(
    number, marek, maria, clara, ewa, browser_of
):
    call = a_recommended_call(marek, maria)
    Call.objects.filter(pk=call.pk).update(state="merit")  # under a signed protocol nothing can be added
    offers = many_offers(call, number)
    known = set(Proposal.objects.values_list("application_id", flat=True))
    Proposal.objects.bulk_create(
        [
            Proposal(
                application=offer,
                mean=Decimal(10),
                position=2,
                outcome="refused",
                reason="Mało punktów.",
                made_at=offer.filed_at,
            )
            for offer in offers
            if offer.pk not in known
        ]
    )
    Call.objects.filter(pk=call.pk).update(state="recommended")
    before = [
        queries_of(browser_of(clara), f"/calls/{call.ref}/proposal/"),
        queries_of(browser_of(ewa), f"/calls/{call.ref}/decision/"),
        queries_of(browser_of(clara), f"/calls/{call.ref}/decision/"),
    ]

    at = call.closes_at
    signed = {"act_number": "1", "signed_on": at.date(), "signed_by": "Ewa", "signed_at": at, "published_at": at}
    prepared = {"prepared_by": "Clara", "prepared_by_id": clara.user_id, "prepared_at": at}
    decision = Decision.objects.create(call=call, state="published", **signed, **prepared)
    Award.objects.bulk_create(
        [
            Award(
                decision=decision,
                application=offer,
                in_force=True,
                organisation_name=offer.organisation_name,
                title=offer.title,
                requested=offer.requested,
                outcome="full",
                amount=offer.requested,
            )
            for offer in offers
        ]
    )
    for state in ("decided", "results"):
        Call.objects.filter(pk=call.pk).update(state=state, results_at=call.closes_at)

    after = [
        queries_of(browser_of(), f"/calls/{call.ref}/results/"),
        queries_of(browser_of(clara), f"/calls/{call.ref}/decision/"),
        queries_of(browser_of(), "/results/"),
        queries_of(browser_of(clara), f"/calls/{call.ref}/decision/change/"),
        queries_of(browser_of(clara), f"/calls/{call.ref}/decision/{decision.pk}/letters/"),
        queries_of(browser_of(clara), f"/calls/{call.ref}/results/bip/"),
    ]

    assert before == [18, 20, 20]
    assert after == [6, 24, 7, 22, 9, 10]
