"""Later acts: what they change, what they may not, and who hears of it."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from grants.agreements import actions as agreements
from grants.applications import actions as applications
from grants.awards import actions, freed, reading
from grants.awards.models import Award, Decision
from grants.awards.preparing import tables_of
from grants.awards.rules import Line
from grants.calls.models import Call
from programmes.reporting.reading import lines_of
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import WARSAW
from tests.builders_awards import (
    a_decided_call,
    a_published_result,
    a_recommended_call,
    changed,
    prepared,
    recorded_results,
    signed,
)
from tests.builders_calls import the_coordinator, the_executive
from tests.builders_scoring import after, offers_of

pytestmark = pytest.mark.django_db
LIPA = "Stowarzyszenie „Lipa”"
THREE = [{"organisation": LIPA}, {"grant": "4000.00"}, {"grant": "3000.00"}]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def a_call_with_a_reserve(**over):
    """5 000 in full, 3 000 of 4 000, and 3 000 waiting: the pool of 8 000 is spent."""
    builders.a_representative("Nadia Ngo", LIPA)
    return a_published_result(offers=THREE, totals=["70", "60", "50"], pool="8000.00", **over)


def holds(call):
    rows = Award.objects.in_force().filter(decision__call=call).order_by("application__filed_at")
    return [(row.outcome, row.amount) for row in rows]


def resigned(call):
    nadia = builders.a_representative("Nadia Ngo", LIPA)
    applications.resign(offers_of(call)[0], reason="Brak lokalu.", by=nadia, at=after(call))


def test_nobody_signs_what_they_prepared():
    builders.a_person("Ewa Executive", "executive", "coordinator")
    ewa = builders.a_person("Ewa Executive", "executive", "coordinator")
    act = prepared(a_recommended_call(), by=ewa)

    with pytest.raises(Refusal, match="somebody else signs"):
        signed(act, by=ewa)

    assert Decision.objects.get().state == "prepared"


def test_a_resignation_pays_the_reserve_list_by_an_act(clara, browser_of):
    call = a_call_with_a_reserve()
    resigned(call)
    [lot] = freed.by_lot(call, tables_of(call))
    assert (lot.given_up, lot.left) == (Decimal("5000.00"), Decimal("5000.00"))
    assert [(line.outcome, line.amount) for _offer, line in lot.suggested] == [("full", Decimal("3000.00"))]
    browser, url = browser_of(clara), f"/calls/{call.ref}/decision/"
    shown = browser.get(f"{url}change/").content.decode()
    assert 'value="3\N{NO-BREAK SPACE}000,00"' in shown or "3\N{NO-BREAK SPACE}000,00" in shown

    # One click: the form as it came, with the reason of the act.
    form = browser.get(f"{url}change/").context["form"]
    posted = {name: form[name].value() or "" for name in form.fields} | {"grounds": "Rezygnacja.", "kind": "amendment"}
    assert browser.post(f"{url}change/", posted).status_code == 302
    act = Decision.objects.get(kind="amendment")
    assert holds(call)[2] == ("reserve", Decimal("0.00"))
    signed(act, act_number="55/2027")
    assert holds(call)[2] == ("reserve", Decimal("0.00"))
    preview = browser.get(f"{url}{act.pk}/letters/").content.decode()
    assert offers_of(call)[2].filed_by_email in preview
    before = Notice.objects.count()
    browser.post(f"{url}{act.pk}/publish/")

    assert holds(call) == [
        ("refused", Decimal("0.00")),
        ("reduced", Decimal("3000.00")),
        ("full", Decimal("3000.00")),
    ]
    assert [one.state for one in offers_of(call)] == ["resigned", "reduced", "awarded"]
    assert list(Decision.objects.order_by("pk").values_list("kind", "state")) == [
        ("first", "amended"),
        ("amendment", "published"),
    ]
    assert Award.objects.filter(decision__call=call).count() == 5
    told = Notice.objects.order_by("pk")[before:]
    assert {one.template for one in told} == {"result-full"}
    sent = browser.get(f"{url}{act.pk}/letters/").content.decode()
    assert offers_of(call)[2].filed_by_email in sent
    assert "/publish/" not in sent
    entry = AuditEntry.objects.get(verb="sign", kind="decision", thing_id=act.pk)
    assert entry.noted["sha256"] == act.__class__.objects.get(pk=act.pk).document.sha256
    [row] = reading.sums_by_call([call]).values()
    assert (row.awarded, row.funded, row.offers) == (Decimal("6000.00"), 2, 3)
    assert next(line for line in lines_of(call.programme) if line.awarded).awarded == Decimal("6000.00")
    public = browser_of().get("/api/v1/results/").json()["results"]
    assert sorted(one["outcome"] for one in public) == ["full", "reduced", "refused"]


def test_a_partial_revocation_only_takes_away():
    call = a_call_with_a_reserve()
    second, third = offers_of(call)[1:]
    gives = Line(application_id=third.pk, outcome="full", amount=third.requested, reason="Jest pula.")
    takes = Line(application_id=second.pk, outcome="refused", reason="Naruszenie warunków.")

    with pytest.raises(Refusal, match="only takes a grant away"):
        changed(call, [takes, gives], kind="revocation")
    changed(call, [takes], kind="revocation")

    assert holds(call)[1] == ("refused", Decimal("0.00"))
    assert Decision.objects.get(kind="first").state == "revoked"
    assert Notice.objects.filter(template="result-changed").exists()


def test_the_pool_is_counted_over_all_that_is_in_force():
    call = a_call_with_a_reserve()
    third = offers_of(call)[2]
    gives = Line(application_id=third.pk, outcome="full", amount=third.requested, reason="Następna na liście.")

    with pytest.raises(Refusal, match=r"Take off 3.000,00"):
        changed(call, [gives])

    assert not Decision.objects.filter(kind="amendment").exists()


def test_an_offer_with_an_agreement_is_not_changed_by_an_act():
    call = a_call_with_a_reserve()
    first = offers_of(call)[0]
    agreement = agreements.create(first, by=the_coordinator(), at=after(call))
    takes = Line(application_id=first.pk, outcome="refused", reason="Zmiana.")

    with pytest.raises(Refusal, match=agreement.number):
        changed(call, [takes])
    agreements.abandon(agreement, by=the_coordinator(), at=after(call))

    assert [line.outcome for line in freed.taken_out(call)] == ["refused"]
    changed(call, [takes])
    assert holds(call)[0] == ("refused", Decimal("0.00"))


def test_one_act_of_a_call_is_under_way_at_a_time_and_one_award_of_an_offer_in_force():
    call = a_call_with_a_reserve()
    takes = Line(application_id=offers_of(call)[1].pk, outcome="refused", reason="Zmiana.")
    facts = {"grounds": "Zmiana.", "by": the_coordinator(), "at": after(call)}
    act = actions.prepare_change(call, "amendment", [takes], **facts)
    again = actions.prepare_change(call, "revocation", [takes], **facts)
    assert (again.pk, again.kind) == (act.pk, "revocation")
    signed(again, by=the_executive())

    with pytest.raises(WrongState, match="Publish it first"):
        actions.prepare_change(call, "amendment", [takes], **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(decision=act).update(in_force=True)


def test_an_act_published_after_its_day_for_updates_takes_a_later_one(clara, browser_of):
    call = a_decided_call(offers=THREE, totals=["70", "60", "50"], pool="8000.00")
    [act] = Decision.objects.filter(call=call)
    named, signed_paper = act.update_due_on, storage.get(act.document.key)
    late = datetime(2027, 3, 15, 12, tzinfo=WARSAW)
    recorded_results(call, at=late)
    with pytest.raises(PermissionDenied):
        actions.send_back(act, remarks="Już rozstrzyga.", by=clara, at=late)
    with pytest.raises(Refusal, match="must lie in the future"):
        actions.publish_results(call, by=clara, at=late)

    with time_machine.travel(late, tick=False):
        office = browser_of(clara)
        page = office.get(f"/calls/{call.ref}/decision/{act.pk}/letters/")
        assert page.context["form"]["update_due_on"].initial == date(2027, 3, 29)
        assert office.post(f"/calls/{call.ref}/results/publish/", {}).status_code == 422
        assert office.post(f"/calls/{call.ref}/results/publish/", {"update_due_on": "2027-04-10"}).status_code == 302

    act.refresh_from_db()
    reduced = offers_of(call)[1]
    assert (act.state, act.update_due_on, reduced.update_due_on) == ("published", named, date(2027, 4, 10))
    assert storage.get(act.document.key) == signed_paper
    letter = Notice.objects.filter(template="result-reduced").first().text
    theirs = browser_of(builders.a_representative("Zofia Zet", reduced.organisation_name))
    results = f"/calls/{call.ref}/results/"
    pages = [office.get(results), office.get(f"{results}bip/"), theirs.get(f"/applications/{reduced.ref}/points/")]
    for said in (letter, *(one.content.decode() for one in pages)):
        assert "15 marca 2027" in said and "10 kwietnia 2027" in said

    lowered = Line(application_id=reduced.pk, outcome="reduced", amount=Decimal("2000.00"), reason="Mniejsza pula.")
    facts = {"grounds": "Zmiana.", "update_due_on": date(2027, 4, 20), "by": clara, "at": late}
    change = actions.prepare_change(Call.objects.get(pk=call.pk), "amendment", [lowered], **facts)
    signed(change, act_number="55/2027", at=late)
    later = datetime(2027, 4, 20, 12, tzinfo=WARSAW)
    with pytest.raises(Refusal, match="must lie in the future"):
        actions.publish_change(change, by=clara, at=later)
    actions.publish_change(change, update_due_on=date(2027, 5, 4), by=clara, at=later)

    assert offers_of(call)[1].update_due_on == date(2027, 5, 4)
    said = office.get(results).content.decode()
    assert ("20 kwietnia 2027" in said, "4 maja 2027" in said, "10 kwietnia 2027" in said) == (True, True, False)


def test_a_signed_act_that_cannot_be_published_goes_back_and_is_written_anew(clara, browser_of):
    call = a_call_with_a_reserve()
    first, second, _third = offers_of(call)
    takes = [Line(application_id=one.pk, outcome="refused", reason="Zmiana.") for one in (first, second)]
    facts = {"grounds": "Zmiana.", "by": clara, "at": after(call)}
    act = actions.prepare_change(call, "amendment", takes, **facts)
    signed(act, act_number="55/2027")
    agreement = agreements.create(first, by=clara, at=after(call))
    with pytest.raises(Refusal, match=agreement.number):
        actions.publish_change(act, by=clara, at=after(call))

    office, back = browser_of(clara), f"/calls/{call.ref}/decision/{act.pk}/send-back/"
    assert back in office.get(f"/calls/{call.ref}/decision/").content.decode()
    assert office.post(back, {"back-remarks": "Z ofertą 1 jest umowa."}).status_code == 302

    act.refresh_from_db()
    assert (act.state, act.document, act.signed_on, act.remarks) == ("returned", None, None, "Z ofertą 1 jest umowa.")
    changed(call, takes[1:])
    assert [outcome for outcome, _amount in holds(call)] == ["full", "refused", "reserve"]


def test_a_later_act_that_nobody_signed_can_be_thrown_away():
    call = a_call_with_a_reserve()
    takes = Line(application_id=offers_of(call)[1].pk, outcome="refused", reason="Zmiana.")
    act = actions.prepare_change(
        call, "amendment", [takes], grounds="Zmiana.", by=the_coordinator(), at=after(call) + timedelta(hours=1)
    )

    actions.discard(act, by=the_coordinator(), at=after(call) + timedelta(hours=2))

    assert list(Decision.objects.values_list("kind", flat=True)) == ["first"]
