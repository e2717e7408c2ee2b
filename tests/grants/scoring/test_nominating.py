"""People named by organisations (art. 15(2d)), and a committee without them (art. 15(2da))."""

from datetime import date

import pytest

from grants.calls import actions as calls
from grants.scoring import nominating
from grants.scoring.nominating_models import Nomination
from tenants.gates.refusals import Refusal
from tests import builders
from tests.builders_applications import passed
from tests.builders_calls import an_open_call
from tests.builders_scoring import NOON, a_committee, after, close, file_all, offers_of

DAY = date(2027, 1, 12)


def named(call, person, organisation, by):
    return nominating.receive(
        call,
        name=person.name,
        email=person.email,
        organisation=builders.an_organisation(organisation),
        organisation_name="",
        received_on=DAY,
        by=by,
        at=NOON,
    )


def test_whom_an_applicant_named_is_refused_also_when_its_offer_comes_later(marek, maria, mikolaj, clara):
    call = an_open_call()
    row = named(call, mikolaj, "Fundacja „Jesion”", clara)
    assert row.state == "received"
    a_committee(call, marek, maria, mikolaj)
    nominating.seat_named(call, by=clara, at=NOON)
    seated = Nomination.objects.get().state
    file_all(call, [{"organisation": "Stowarzyszenie „Lipa”", "partners": ["Fundacja „Jesion”"]}])
    call = close(call)
    passed(offers_of(call)[0], at=after(call))

    with pytest.raises(Refusal) as refusal:
        calls.start_assessment(call, by=clara, at=after(call))
    later = named_after(call, maria, clara)

    assert seated == "seated"
    assert mikolaj.name in str(refusal.value)
    assert (later.state, "2d" in later.refused_because) == ("refused", True)


def named_after(call, person, by):
    return named(call, person, "Stowarzyszenie „Lipa”", by)


def test_the_page_records_what_was_done_and_the_notice_says_it(marek, clara, anna, browser_of):
    call = an_open_call()
    browser = browser_of(clara)
    address = f"/calls/{call.ref}/committee/nominations/"

    asked = browser.post(
        address,
        {"published_on": "2026-01-05", "until": "2026-01-14", "places": "BIP, tablica", "evidence": "OR.0050.3.2027"},
    )
    added = browser.post(
        f"{address}new/",
        {
            "named-name": "Ola Kowalska",
            "named-email": "ola@example.org",
            "named-organisation_name": "Stowarzyszenie „Klon”",
            "named-received_on": "2026-01-13",
        },
    )
    row = Nomination.objects.get()
    refused = browser.post(f"{address}{row.pk}/refuse/", {"reason": "Cofnęła zgodę."})
    a_committee(call, marek, without_ngo="nobody_takes_part")
    notice = browser_of(anna).get(f"/calls/{call.ref}/committee/notice.pdf")
    page = browser_of(anna).get(address).content.decode()

    assert [one.status_code for one in (asked, added, refused, notice)] == [302, 302, 302, 200]
    assert notice.content.startswith(b"%PDF")
    assert all(words in page for words in ("BIP, tablica", "Ola Kowalska", "Cofnęła zgodę.", "notice.pdf"))
    assert browser_of(marek).get(address).status_code == 403
