import cProfile, pstats, time
from tests.grants.awards.test_pages import *
def test_prof(marek, maria, clara, ewa, browser_of):
    call = a_recommended_call(marek, maria)
    t=time.time(); offers = many_offers(call, 1000); print("many", time.time()-t)
    known = set(Proposal.objects.values_list("application_id", flat=True))
    Proposal.objects.bulk_create([Proposal(application=offer, mean=Decimal(10), position=2, outcome="refused", reason="Mało punktów.", made_at=offer.filed_at) for offer in offers if offer.pk not in known])
    for who, page in ((clara,"proposal/"),(ewa,"decision/"),(clara,"ranking/"),(clara,"committee/")):
        b = browser_of(who)
        t=time.time(); c=time.process_time(); r = b.get(f"/calls/{call.ref}/{page}"); print(page, time.time()-t, time.process_time()-c, len(r.content))
    pr = cProfile.Profile(); pr.enable(); b=browser_of(ewa); b.get(f"/calls/{call.ref}/decision/"); pr.disable()
    pstats.Stats(pr).sort_stats("cumulative").print_stats(45)
