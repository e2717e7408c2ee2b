import pytest
from tests.builders_awards import *
from tests.builders_scoring import *
from grants.awards import actions

def test_pages(browser_of, clara, ewa, marek, maria, mikolaj, nadia):
    call = a_call_in_assessment(marek, maria, mikolaj, offers=[{}, {"grant": "4000.00"}], ties={(1, maria.user_id): "mąż"})
    def get(who, path, code=200):
        r = browser_of(who).get(path)
        print(who.name if who else None, path, r.status_code, len(r.content))
        assert r.status_code == code, r.content[:3000]
        return r
    o1, o2 = offers_of(call)
    c = f"/calls/{call.ref}/"
    for who in (clara, ewa, marek, maria):
        get(who, c + "committee/")
        get(who, c + "ranking/")
        get(who, c + "proposal/")
    get(clara, c + "committee/edit/")
    get(marek, c + "declarations/")
    get(marek, f"/applications/{o1.ref}/score/")
    get(maria, f"/applications/{o2.ref}/score/", 404)
    get(clara, f"/applications/{o1.ref}/scores/")
    get(clara, c + "decision/")
    for n, o in enumerate((o1, o2)):
        for who in (marek, maria, mikolaj):
            if (n, who.user_id) != (1, maria.user_id):
                a_submitted_sheet(o, who, total="60")
    get(marek, f"/applications/{o1.ref}/score/")
    for who in (clara, ewa, marek, maria):
        get(who, c + "ranking/")
        get(who, c + "ranking.csv")
        get(who, c + "proposal/")
    get(marek, f"/applications/{o1.ref}/scores/")
    actions.propose(call, lines_of(call), by=clara, at=after(call))
    get(marek, c + "proposal/")
    actions.sign_protocol(call, by=clara, at=after(call))
    get(clara, c + "proposal/"); get(ewa, c + "decision/"); get(clara, c + "protocol/", 302)
    decided(call)
    get(ewa, c + "decision/"); get(clara, c + "results/"); get(None, c + "results/", 404)
    recorded_results(call)
    get(clara, c + "results/")
    actions.publish_results(call, by=clara, at=after(call))
    get(None, c + "results/"); get(None, "/results/"); get(None, c + "results.csv")
    from tenants.office.notices.models import Notice
    for n in Notice.objects.all():
        print("-----", n.to_email, n.subject); print(n.text)
