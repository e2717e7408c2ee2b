from datetime import date, datetime

import pytest
from django.utils import timezone

from grants.agreements import actions
from grants.agreements.models import Agreement, Tranche
from tests import builders
from tests.builders_agreements import (
    LIPA,
    MADE,
    a_draft_agreement,
    a_ready_agreement,
    a_signed_agreement,
    an_awarded_offer,
    copies_of,
    tranches_of,
)
from tests.builders_awards import a_published_result
from tests.builders_calls import the_coordinator
from tests.builders_scoring import offers_of

pytestmark = pytest.mark.django_db
TODAY = datetime(2027, 3, 1, 9, 0, tzinfo=builders.WARSAW)
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def _march(monkeypatch):
    """The pages' now: nothing in these tests is late."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


def terms(**over):
    return {
        "task_from": "2027-03-01",
        "task_to": "2027-11-30",
        "spend_until": "2027-12-14",
        "account": "61 1090 1014 0000 0712 1981 2874",
        "representatives": "Nadia Ngo, prezes",
        "signatories": "Wójt Gminy Lipowo",
        "shift_percent": "10",
        "accessibility": "",
        **over,
    }


def rows(*tranches):
    posted = {"tranches-TOTAL_FORMS": str(len(tranches)), "tranches-INITIAL_FORMS": "0"}
    for n, (amount, due_on) in enumerate(tranches):
        posted |= {f"tranches-{n}-amount": amount, f"tranches-{n}-due_on": due_on}
    return posted


def body(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


# --- the way through the pages ---


def test_from_the_award_to_the_payment_in_the_browser(browser_of, clara, filip):
    offer = an_awarded_offer()
    clerk, finance = browser_of(clara), browser_of(filip)

    assert clerk.post(f"/applications/{offer.ref}/agreement/")["Location"] == "/agreements/2027-0001/edit/"
    assert clerk.get("/agreements/2027-0001/edit/").status_code == 200
    saved = clerk.post(
        "/agreements/2027-0001/edit/", {**terms(), **rows(("3 000,00", "2027-03-10"), ("2 000,00", "2027-06-10"))}
    )
    assert saved["Location"] == "/agreements/2027-0001/"
    clerk.post("/agreements/2027-0001/prepare/")
    assert clerk.get("/agreements/2027-0001/pdf/", follow=True)["Content-Type"] == "application/pdf"
    clerk.post("/agreements/2027-0001/sign/", {"signed_on": Agreement.objects.get().made_at.date().isoformat()})
    finance.post("/agreements/2027-0001/tranches/1/pay/", {"paid_on": "2027-03-01"})

    assert Agreement.objects.get().state == "signed"
    assert [(str(one.amount), one.paid_on) for one in tranches_of(Agreement.objects.get())] == [
        ("3000.00", date(2027, 3, 1)),
        ("2000.00", None),
    ]
    payments = body(finance.get("/agreements/2027-0001/")).split('id="payments"')[1]
    assert "3 000,00 zł" in payments.split("</header>")[0]


# --- refusals at their fields ---


def test_a_grosz_too_much_is_told_above_the_tranches_and_nothing_is_saved(browser_of, clara):
    agreement = a_draft_agreement()

    answer = browser_of(clara).post(
        f"/agreements/{agreement.ref}/edit/",
        {**terms(representatives="Kto inny"), **rows(("3000,00", "2027-03-10"), ("2000,01", "2027-03-10"))},
    )

    page = body(answer)
    assert answer.status_code == 422
    assert "0,01 zł" in page.split('id="tranches"')[1]
    assert 'value="2 000,01"' in page
    assert Agreement.objects.get().representatives != "Kto inny"
    assert Tranche.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("spend_until", "2028-01-01"),
        ("task_to", "2027-02-01"),
        ("account", "61 1090 1014 0000 0712 1981 2875"),
        ("representatives", ""),
        ("shift_percent", "100,01"),
        ("task_from", "kiedyś"),
    ],
)
def test_a_wrong_term_is_told_at_its_field(browser_of, clara, field, typed):
    agreement = a_draft_agreement()

    answer = browser_of(clara).post(
        f"/agreements/{agreement.ref}/edit/", {**terms(**{field: typed}), **rows(("5000,00", "2027-03-10"))}
    )

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in body(answer)


@pytest.mark.parametrize("typed", ["0,00", "-5000,00", "5000,001", "5 tysięcy"])
def test_an_impossible_amount_is_told_at_its_tranche(browser_of, clara, typed):
    agreement = a_draft_agreement()

    answer = browser_of(clara).post(f"/agreements/{agreement.ref}/edit/", {**terms(), **rows((typed, "2027-03-10"))})

    assert answer.status_code == 422
    assert 'id="id_tranches-0-amount_error"' in body(answer)
    assert str(Tranche.objects.get().amount) == "5000.00"


def test_a_tranche_is_added_without_script_and_what_was_typed_stays(browser_of, clara):
    agreement = a_draft_agreement()

    answer = browser_of(clara).post(
        f"/agreements/{agreement.ref}/edit/",
        {**terms(representatives="W połowie"), **rows(("5000,00", "2027-03-10")), "add": "tranches"},
    )

    assert answer.status_code == 200
    assert 'value="W połowie"' in body(answer)
    assert "tranches-1-amount" in body(answer)


def test_a_day_of_signing_yet_to_come_is_told_at_its_field(browser_of, clara):
    agreement = a_ready_agreement()

    answer = browser_of(clara).post(f"/agreements/{agreement.ref}/sign/", {"signed_on": "2027-03-02"})

    assert answer.status_code == 422
    assert 'id="id_signed_on_error"' in body(answer)
    assert Agreement.objects.get().state == "ready"


def test_a_payment_before_the_agreement_is_told_at_its_field(browser_of, filip):
    agreement = a_signed_agreement()

    answer = browser_of(filip).post(f"/agreements/{agreement.ref}/tranches/1/pay/", {"paid_on": "2027-02-25"})

    assert answer.status_code == 422
    assert 'id="id_paid_on_error"' in body(answer)
    assert Tranche.objects.get().paid_on is None


def test_a_step_taken_meanwhile_leads_back_with_a_message(browser_of, clara):
    agreement = a_signed_agreement()

    answer = browser_of(clara).post(f"/agreements/{agreement.ref}/prepare/", follow=True)

    assert answer.status_code in {200, 409}
    assert Agreement.objects.get().state == "signed"


# --- who sees it ---


@pytest.mark.parametrize("made", [a_draft_agreement, a_ready_agreement])
def test_residents_and_other_organisations_find_nothing_before_it_is_signed(browser_of, norbert, rysia, made):
    agreement = made()

    for person in (builders.fresh(norbert), rysia):
        browser = browser_of(person)
        for address in ("", "pdf/"):
            assert browser.get(f"/agreements/{agreement.ref}/{address}").status_code == 404
        assert agreement.title not in body(browser.get("/agreements/"))
    assert agreement.title not in body(browser_of().get("/agreements/"))


def test_the_grantee_sees_it_once_it_is_ready_and_not_before(browser_of, nadia):
    agreement = a_draft_agreement()
    assert browser_of(builders.fresh(nadia)).get(f"/agreements/{agreement.ref}/").status_code == 404

    actions.prepare(agreement, by=the_coordinator(), at=MADE)

    assert browser_of(builders.fresh(nadia)).get(f"/agreements/{agreement.ref}/").status_code == 200


def test_everyone_reads_who_does_what_for_how_much_but_not_the_account(browser_of):
    a_signed_agreement()

    page = body(browser_of().get("/agreements/"))

    assert LIPA in page
    assert "5 000,00" in page
    assert "6110 9010" not in page
    assert browser_of().get("/agreements/2027-0001/").status_code == 302


def test_a_clerk_next_door_finds_nothing(browser_of, olga):
    agreement = a_signed_agreement()

    assert browser_of(olga).get(f"/agreements/{agreement.ref}/").status_code == 404
    assert browser_of(olga, town="olszany").get(f"/agreements/{agreement.ref}/").status_code == 404
    assert LIPA not in body(browser_of(olga, town="olszany").get("/agreements/"))


def test_a_member_of_the_committee_does_not_see_agreements(browser_of, marek):
    agreement = a_signed_agreement()

    assert browser_of(marek).get(f"/agreements/{agreement.ref}/").status_code == 404


def test_an_official_tied_to_the_offer_does_not_see_its_agreement(browser_of):
    filip = builders.a_person("Filip Finance", "finance", "committee")
    marek = builders.a_person("Marek Member", "committee")
    call = a_published_result(
        marek, filip, offers=[{"organisation": LIPA}, {}], ties={(0, filip.user_id or 0): "Prezesem jest mój brat."}
    )
    tied, other = (a_ready_agreement(offer) for offer in offers_of(call))
    browser = browser_of(filip)

    assert browser.get(f"/agreements/{tied.ref}/").status_code == 404
    assert browser.get(f"/agreements/{tied.ref}/pdf/").status_code == 404
    assert browser.post(f"/agreements/{tied.ref}/tranches/1/pay/", {"paid_on": "2027-03-01"}).status_code == 404
    assert browser.get(f"/agreements/{other.ref}/").status_code == 200
    assert LIPA not in body(browser.get("/agreements/"))


def test_an_auditor_reads_all_and_changes_nothing(browser_of, anna):
    agreement = a_ready_agreement()
    browser = browser_of(anna)

    page = browser.get(f"/agreements/{agreement.ref}/")

    assert page.status_code == 200
    main = body(page).split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    for step in ("edit", "prepare", "return", "sign", "abandon", "tranches/1/pay"):
        assert browser.post(f"/agreements/{agreement.ref}/{step}/", {}).status_code == 403
    assert Agreement.objects.get().state == "ready"


def test_a_script_in_every_field_is_shown_as_text(browser_of, clara):
    agreement = a_draft_agreement(title=SCRIPT)
    browser = browser_of(clara)
    written = dict.fromkeys(("representatives", "signatories", "accessibility"), SCRIPT)
    browser.post(f"/agreements/{agreement.ref}/edit/", {**terms(**written), **rows(("5000,00", "2027-03-10"))})
    browser.post(f"/agreements/{agreement.ref}/prepare/")

    assert Agreement.objects.get().representatives == SCRIPT
    for address in ("/agreements/", f"/agreements/{agreement.ref}/"):
        page = body(browser.get(address))
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page
    assert Agreement.objects.get().state == "ready"


# --- the list ---


def test_the_list_is_filtered_and_sorted_by_the_address(browser_of, clara):
    call = a_published_result(
        offers=[{"organisation": LIPA}, {"organisation": "Fundacja „Jesion”", "grant": "3000.00", "total": "4000.00"}]
    )
    for offer in offers_of(call):
        a_ready_agreement(offer)
    browser = browser_of(clara)

    def organisations(query):
        page = body(browser.get(f"/agreements/{query}"))
        table = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
        return [name for name in sorted((LIPA, "Fundacja „Jesion”"), key=table.find) if name in table]

    assert organisations("?sort=grant") == ["Fundacja „Jesion”", LIPA]
    assert organisations("?sort=-grant") == [LIPA, "Fundacja „Jesion”"]
    assert organisations("?q=lipa") == [LIPA]
    assert organisations("?q=2/2027") == ["Fundacja „Jesion”"]
    assert organisations("?state=signed") == []
    assert organisations("?year=2026") == []
    assert organisations("?state=late") == []
    assert organisations("?year=kiedyś") == ["Fundacja „Jesion”", LIPA]


@pytest.mark.parametrize("number", [9, 999])
def test_the_list_takes_as_many_queries_for_a_thousand_as_for_ten(browser_of, clara, number, django_assert_num_queries):
    copies_of(a_signed_agreement(), number)
    browser = browser_of(clara)
    browser.get("/agreements/")

    with django_assert_num_queries(11):
        assert browser.get("/agreements/").status_code == 200


@pytest.mark.parametrize("number", [9, 999])
def test_an_agreements_page_takes_as_many_queries_among_a_thousand(
    browser_of, clara, number, django_assert_num_queries
):
    agreement = a_signed_agreement()
    copies_of(agreement, number)
    browser = browser_of(clara)
    browser.get(f"/agreements/{agreement.ref}/")

    with django_assert_num_queries(9):
        assert browser.get(f"/agreements/{agreement.ref}/").status_code == 200
