from tests.grants.scoring.test_pages import *
from django.test.utils import CaptureQueriesContext
from django.db import connection
def test_q(marek, maria, clara, browser_of):
    call = a_call_in_assessment(marek, maria, offers=[{}])
    offer = offers_of(call)[0]
    many_offers(call, 10)
    a_draft_sheet(offer, marek)
    office, member = browser_of(clara), browser_of(marek)
    for b, path in [(office, f"/calls/{call.ref}/committee/"),(member, f"/calls/{call.ref}/committee/"),(office, f"/calls/{call.ref}/ranking/"),(member, f"/calls/{call.ref}/declarations/"),(member, f"/applications/{offer.ref}/score/"),(office, f"/applications/{offer.ref}/scores/")]:
        b.get(path)
        with CaptureQueriesContext(connection) as seen:
            b.get(path)
        print("=====", path, len(seen))
        for q in seen.captured_queries: print("   ", q["sql"][:190].replace("\n"," "))
    with CaptureQueriesContext(connection) as seen:
        assert member.post(f"/applications/{offer.ref}/score/", sheet_of(call, revision="1")).status_code == 302
    print("===== save", len(seen))
    for q in seen.captured_queries: print("   ", q["sql"][:190])
