from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grants.applications.models import Application
from grants.awards import actions, reading
from grants.awards.models import Award, Decision, Outcome, Proposal, Protocol
from grants.awards.rules import Line
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.scoring import actions as scoring
from grants.scoring import going_without
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.notices.models import Notice
from tests.builders_awards import (
    UPDATE_BY,
    a_decided_call,
    a_published_result,
    a_recommended_call,
    decided,
    lines_of,
    recorded_results,
)
from tests.builders_calls import a_task
from tests.builders_scoring import (
    a_call_in_assessment,
    a_meeting,
    a_scored_call,
    a_submitted_sheet,
    after,
    offers_of,
    seat_of,
)

THREE = [{"grant": "5000.00"}, {"grant": "4000.00", "total": "5000.00"}, {"grant": "3000.00", "total": "4000.00"}]


def sums_of(call: Call) -> list:
    return reading.sums_by_lot(call, list(Award.objects.filter(decision__call=call).select_related("application")))


def letters_to_applicants() -> list[tuple[str, str]]:
    found = Notice.objects.filter(template__startswith="result-").order_by("pk")
    return list(found.values_list("template", "to_email"))


def states_of(call: Call) -> list[str]:
    return [offer.state for offer in offers_of(call)]


# --- proposing -----------------------------------------------------------------------------------


def test_a_proposal_is_kept_with_the_place_in_the_ranking(marek, clara):
    call = a_scored_call(marek, offers=THREE, totals=["50", "70", "60"], pool="8000.00")

    actions.propose(call, lines_of(call), by=clara, at=after(call))

    kept = [(row.position, row.mean, row.outcome, row.amount) for row in Proposal.objects.order_by("position")]
    assert kept == [
        (1, Decimal("70.00"), "full", Decimal("4000.00")),
        (2, Decimal("60.00"), "full", Decimal("3000.00")),
        (3, Decimal("50.00"), "reduced", Decimal("1000.00")),
    ]


def test_a_proposal_over_the_pool_changes_nothing(marek, clara):
    call = a_scored_call(marek, offers=THREE, pool="8000.00")
    everything = [Line(application_id=offer.pk, outcome="full", amount=offer.requested) for offer in offers_of(call)]

    with pytest.raises(Refusal):
        actions.propose(call, everything, by=clara, at=after(call))

    assert not Proposal.objects.exists()


def test_amounts_of_offers_not_named_count_too(marek, clara):
    call = a_scored_call(marek, offers=THREE, pool="8000.00")
    first, second, third = offers_of(call)
    actions.propose(
        call, [Line(application_id=first.pk, outcome="full", amount=first.requested)], by=clara, at=after(call)
    )

    with pytest.raises(Refusal):
        actions.propose(
            call, [Line(application_id=second.pk, outcome="full", amount=second.requested)], by=clara, at=after(call)
        )
    actions.propose(
        call, [Line(application_id=third.pk, outcome="full", amount=third.requested)], by=clara, at=after(call)
    )

    assert Proposal.objects.count() == 2


def test_pools_of_lots_are_separate(marek, clara):
    lots = [
        {"title": "Sport", "task": a_task(), "pool": Decimal("5000.00")},
        {"title": "Kultura", "task": a_task(1), "pool": Decimal("4000.00")},
    ]
    call = a_scored_call(marek, offers=[{"grant": "5000.00"}, {"grant": "4500.00", "lot": 1}], lots=lots)
    first, second = offers_of(call)

    with pytest.raises(Refusal, match="Kultura"):
        actions.propose(
            call,
            [
                Line(application_id=first.pk, outcome="full", amount=first.requested),
                Line(application_id=second.pk, outcome="full", amount=second.requested),
            ],
            by=clara,
            at=after(call),
        )


def test_the_chair_or_a_clerk_proposes_and_nobody_else(marek, maria, ewa, anna, nadia, olga, clara):
    call = a_scored_call(marek, maria)

    for person in (maria, ewa, anna, nadia, olga):
        with pytest.raises(PermissionDenied):
            actions.propose(call, lines_of(call), by=person, at=after(call))
    for person in (marek, clara):
        actions.propose(call, lines_of(call), by=person, at=after(call))


# --- the protocol --------------------------------------------------------------------------------


def test_the_protocol_waits_for_every_sheet_and_names_who_owes_it(marek, maria, clara):
    call = a_call_in_assessment(marek, maria, offers=[{}, {}])
    first, second = offers_of(call)
    for offer in (first, second):
        a_submitted_sheet(offer, marek)
    a_submitted_sheet(first, maria)
    actions.propose(call, lines_of(call), by=clara, at=after(call))

    with pytest.raises(Refusal, match=f"Maria Member: {second.number}"):
        actions.sign_protocol(call, by=marek, at=after(call))

    scoring.mark_absent(seat_of(call, maria), reason="Choroba.", by=clara, at=after(call))
    with pytest.raises(Refusal, match="kworum"):
        actions.sign_protocol(call, by=marek, at=after(call))
    a_meeting(call)
    actions.sign_protocol(call, by=marek, at=after(call))
    assert Call.objects.get(pk=call.pk).state == "recommended"


def test_the_protocol_waits_for_an_amount_for_each_offer(marek, clara):
    call = a_scored_call(marek, offers=[{}, {}])
    actions.propose(call, lines_of(call)[:1], by=clara, at=after(call))

    with pytest.raises(Refusal):
        actions.sign_protocol(call, by=clara, at=after(call))

    assert not Protocol.objects.exists()


def test_a_sheet_that_changed_after_the_proposal_is_judged_again(marek, clara):
    call = a_scored_call(marek, offers=THREE[:2], totals=["60", "70"], minimum_points=Decimal("50"))
    actions.propose(call, lines_of(call), by=clara, at=after(call))
    weak = offers_of(call)[1]
    sheet = weak.sheets.get()
    scoring.reopen_sheet(sheet, reason="Zmiana po rozmowie.", by=marek, at=after(call))
    a_submitted_sheet(weak, marek, total="20")

    with pytest.raises(Refusal, match=weak.number):
        actions.sign_protocol(call, by=marek, at=after(call))


def test_an_offer_that_nobody_could_read_is_signed_only_when_the_record_says_why(marek, clara):
    call = a_scored_call(marek, offers=[{}, {}], ties={(1, marek.user_id): "Mąż jest prezesem."})
    read, unread = offers_of(call)
    actions.propose(call, [*lines_of(call)], by=clara, at=after(call))

    with pytest.raises(Refusal, match=unread.number) as refused:
        actions.sign_protocol(call, remarks="Zdanie odrębne do oferty nr 1.", by=clara, at=after(call))
    assert read.number not in str(refused.value)

    going_without.go_without(unread, reason="Jedyny członek był powiązany.", by=clara, at=after(call))
    actions.sign_protocol(call, by=clara, at=after(call))
    assert Call.objects.get(pk=call.pk).state == "recommended"


def test_signing_makes_a_document_and_tells_the_executive(marek, ewa, clara):
    call = a_recommended_call(marek, offers=THREE)

    protocol = Protocol.objects.get()
    assert protocol.document.name.endswith(".pdf")
    assert protocol.document.size > 10_000
    assert list(Notice.objects.filter(template="call-recommended").values_list("to_email", flat=True)) == [ewa.email]
    assert AuditEntry.objects.filter(kind="protocol", verb="sign").count() == 1
    with pytest.raises(WrongState):
        actions.propose(call, lines_of(call), by=clara, at=after(call))
    with pytest.raises(WrongState):
        scoring.reopen_sheet(offers_of(call)[0].sheets.get(), reason="Zmiana.", by=marek, at=after(call))


def test_a_reopened_call_is_signed_again(marek, ewa):
    call = a_recommended_call(marek)

    calls.reopen_assessment(call, by=ewa, at=after(call))
    actions.sign_protocol(call, by=marek, at=after(call) + timedelta(hours=1))

    assert Protocol.objects.filter(call=call).count() == 2
    assert Call.objects.get(pk=call.pk).state == "recommended"


# --- deciding ------------------------------------------------------------------------------------


def test_the_decision_copies_names_and_moves_each_offer(marek, ewa):
    call = a_recommended_call(marek, offers=THREE, totals=["70", "60", "50"], pool="8000.00")
    decided(call)

    rows = [(row.organisation_name, row.outcome, row.amount) for row in Award.objects.order_by("application__filed_at")]
    assert rows == [
        ("Stowarzyszenie nr 1", "full", Decimal("5000.00")),
        ("Stowarzyszenie nr 2", "reduced", Decimal("3000.00")),
        ("Stowarzyszenie nr 3", "reserve", Decimal("0.00")),
    ]
    assert states_of(call) == ["awarded", "reduced", "reserve"]
    assert offers_of(call)[1].update_due_on == UPDATE_BY
    assert offers_of(call)[1].awarded == Decimal("3000.00")
    assert Decision.objects.get().act_number == "40/2027"


def test_names_in_an_award_stay_as_they_were_that_day(marek):
    call = a_decided_call(marek)

    Application.objects.update(organisation_name="Nowa nazwa")

    assert Award.objects.get(decision__call=call).organisation_name == "Stowarzyszenie nr 1"


def test_nobody_outside_hears_of_it_before_publication(marek):
    call = a_decided_call(marek, offers=THREE)
    assert letters_to_applicants() == []

    recorded_results(call)
    assert letters_to_applicants() == []


def test_only_the_executive_decides(marek, clara, anna, nadia, olga):
    call = a_recommended_call(marek)

    for person in (clara, marek, anna, nadia, olga):
        with pytest.raises(PermissionDenied):
            decided(call, by=person)

    assert not Decision.objects.signed().exists()
    assert not Award.objects.in_force().exists()


def test_a_refused_decision_leaves_everything_as_it_was(marek, ewa):
    call = a_recommended_call(marek, offers=THREE, pool="8000.00", tie_rule="earlier")
    everything = [
        Line(application_id=offer.pk, outcome="full", amount=offer.requested, reason="Tak.")
        for offer in offers_of(call)
    ]

    with pytest.raises(Refusal):
        decided(call, outcomes=everything)

    assert Call.objects.get(pk=call.pk).state == "recommended"
    assert states_of(call) == ["passed"] * 3
    assert not Award.objects.exists()
    assert not Notice.objects.filter(template="call-decided").exists()


def test_the_executive_decides_otherwise_with_a_reason(marek, ewa):
    call = a_recommended_call(marek)
    offer = offers_of(call)[0]
    other = Line(application_id=offer.pk, outcome="refused", reason="")

    with pytest.raises(Refusal):
        decided(call, outcomes=[other])
    decided(call, outcomes=[Line(application_id=offer.pk, outcome="refused", reason="Brak środków.")])

    award = Award.objects.get()
    assert (award.outcome, award.amount, award.reason) == (Outcome.REFUSED, Decimal("0.00"), "Brak środków.")


def test_a_second_decision_is_too_late(marek, ewa):
    call = a_decided_call(marek)

    with pytest.raises(WrongState):
        decided(call)

    assert Decision.objects.count() == 1


# --- publishing ----------------------------------------------------------------------------------


def test_results_wait_for_all_three_places(marek, clara):
    call = a_decided_call(marek)

    with pytest.raises(Refusal):
        actions.publish_results(call, by=clara, at=after(call))

    assert Call.objects.get(pk=call.pk).state == "decided"
    assert letters_to_applicants() == []


def test_results_were_not_published_before_the_act_was_signed(marek, clara):
    call = a_decided_call(marek)
    day = local_day(after(call))

    with pytest.raises(Refusal) as refused:
        calls.record_results_publication(
            call, place="bip", published_on=day - timedelta(days=1), evidence="", by=clara, at=after(call)
        )

    assert (refused.value.field, call.publications.filter(subject="results").count()) == ("bip_on", 0)
    recorded_results(call)


def test_publication_writes_to_every_applicant_what_to_do_next(marek):
    a_published_result(marek, offers=THREE, totals=["70", "60", "50"], pool="8000.00")

    assert [template for template, _to in letters_to_applicants()] == [
        *["result-full"] * 2,
        *["result-reduced"] * 2,
        *["result-reserve"] * 2,
    ]
    reduced = Notice.objects.filter(template="result-reduced").first()
    text = reduced.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "3 000,00 zł" in text
    assert "4 000,00 zł" in text
    assert "15 marca 2027" in text
    assert f"/applications/{Application.objects.get(state='reduced').ref}/" in text


def test_the_sums_of_lots_add_up(marek):
    call = a_published_result(marek, offers=THREE, totals=["70", "60", "50"], pool="10000.00")

    [(_lot, sums)] = sums_of(call)

    assert (sums.pool, sums.requested, sums.awarded, sums.left) == (
        Decimal("10000.00"),
        Decimal("12000.00"),
        Decimal("10000.00"),
        Decimal("0.00"),
    )
    assert (sums.offers, sums.funded, sums.used) == (3, 3, Decimal("100.00"))


@pytest.mark.parametrize(
    ("rule", "bands", "expected"),
    [
        ("free", [], [("full", "8000.00"), ("reduced", "2000.00")]),
        ("full_skip", [], [("full", "8000.00"), ("reserve", "0.00")]),
        ("proportional", [], [("reduced", "5714.29"), ("reduced", "4285.71")]),
        (
            "bands",
            [{"from": "55", "kind": "minus", "value": "3000.00"}, {"from": "0", "kind": "percent", "value": "50.00"}],
            [("reduced", "5000.00"), ("reduced", "3000.00")],
        ),
    ],
)
def test_the_first_amounts_follow_the_rule_of_the_call(rule, bands, expected, marek):
    offers = [{"grant": "8000.00", "total": "9000.00"}, {"grant": "6000.00", "total": "7000.00"}]
    call = a_scored_call(
        marek,
        offers=offers,
        totals=["60", "50"],
        pool="10000.00",
        amount_rule=rule,
        bands=bands,
        lot={"grant_min": None},
    )

    found = [(line.outcome, line.amount) for line in lines_of(call)]
    actions.propose(call, lines_of(call), by=marek, at=after(call))

    assert found == [(outcome, Decimal(amount)) for outcome, amount in expected]
