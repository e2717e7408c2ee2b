from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from grants.calls import actions, clock, listeners, rules
from grants.calls.models import Call, Place
from tenants.gates.access import CLOCK, NOBODY
from tenants.gates.refusals import Refusal, WrongState
from tenants.office import deadlines
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tenants.registry.billing.models import Subscription
from tenants.registry.showcase.models import ListedCall
from tests import builders
from tests.builders import NOON
from tests.builders_calls import (
    DAY,
    a_closed_call,
    a_draft_call,
    a_programme,
    a_published_call,
    a_task,
    an_approved_call,
    an_open_call,
    recorded_everywhere,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def letters(call):
    return [(letter.template, letter.to_email) for letter in Notice.objects.about(call)]


def verbs(call):
    return [entry.verb for entry in AuditEntry.objects.about(call)]


def test_a_new_call_has_lawful_proposals(clara):
    call = actions.create(a_programme(), title="Sport 2027", task=a_task(), by=clara, at=NOON)

    lot = call.lots.get()
    assert (call.ref, call.state) == ("2027-sport", "draft")
    assert (lot.pool, lot.task) == (Decimal("2000000.00"), a_task())
    assert call.opens_at == deadlines.local(date(2027, 1, 16), time(8))
    assert call.closes_at == deadlines.local(date(2027, 2, 8), time(15, 30))
    assert (call.task_from, call.task_to) == (date(2027, 3, 11), date(2027, 12, 31))
    assert sum(criterion.points_max for criterion in call.criteria.all()) == 100
    assert rules.uncovered(call.criteria.all(), [lot]) == []
    assert verbs(call) == ["create"]


def test_two_calls_of_one_name_get_two_addresses(clara):
    refs = [actions.create(a_programme(), title="Sport", by=clara, at=NOON).ref for _ in range(3)]

    assert refs == ["2027-sport", "2027-sport-2", "2027-sport-3"]


def test_a_call_needs_an_adopted_programme(clara):
    from tests.builders_programmes import a_draft_programme

    with pytest.raises(Refusal) as refused:
        actions.create(a_draft_programme(year=2028), title="Sport", by=clara, at=NOON)

    assert refused.value.field == "task"
    assert not Call.objects.exists()


def test_a_town_that_has_not_paid_makes_no_new_call_but_its_calls_run_on(clara):
    call = a_published_call()
    Subscription.objects.create(government_id=connection.tenant.pk, state="lapsed", trial_ends_at=NOON - 60 * DAY)

    with pytest.raises(Refusal) as refused:
        actions.create(a_programme(), title="Sport", by=clara, at=NOON)
    clock.turn_due(call.opens_at)

    call.refresh_from_db()
    assert (refused.value.field, call.state) == ("task", "open")


def test_an_edit_replaces_rows_and_notes_what_changed(clara):
    call = a_draft_call()

    actions.edit(
        call, by=clara, at=NOON - 10 * DAY, contact="pokój 7", attachments=[{"name": "Statut", "required": False}]
    )

    call.refresh_from_db()
    assert call.contact == "pokój 7"
    assert [(one.position, one.name) for one in call.attachments.all()] == [(1, "Statut")]
    assert AuditEntry.objects.about(call).last().noted == {"attachments": "1", "contact": "pokój 7"}


def test_an_edit_with_a_deadline_too_early_saves_nothing(clara):
    call = a_draft_call()
    before = call.closes_at

    with pytest.raises(rules.NoticeTooShort) as refused:
        actions.edit(call, by=clara, at=NOON, contact="pokój 7", closes_at=NOON + 20 * DAY, opens_at=NOON)

    call.refresh_from_db()
    assert refused.value.field == "closes_at"
    assert (call.closes_at, call.contact) == (before, "Urząd Gminy Lipowo, pokój 5")


def test_a_pool_over_the_programmes_amount_is_refused_with_both_amounts(clara):
    an_open_call(pool="1500000.00")
    call = a_draft_call(pool="500000.00")

    with pytest.raises(rules.PoolTooLarge) as refused:
        actions.edit(
            call, by=clara, at=NOON, lots=[{"title": "Zajęcia", "task": a_task(), "pool": Decimal("500000.01")}]
        )

    assert refused.value.field == "lots-0-pool"
    for amount in ("2 000 000,00 zł", "1 500 000,00 zł", "500 000,01 zł", "0,01 zł"):
        assert amount.replace(" ", "\N{NO-BREAK SPACE}") in str(refused.value)
    assert call.lots.get().pool == Decimal("500000.00")


def test_of_two_drafts_that_exceed_the_amount_together_the_second_is_not_approved(clara, ewa):
    first, second = a_draft_call(pool="1500000.00"), a_draft_call(pool="600000.00")

    actions.approve(first, act_number="1/2027", by=ewa, at=NOON)

    with pytest.raises(rules.PoolTooLarge):
        actions.approve(second, act_number="2/2027", by=ewa, at=NOON)
    second.refresh_from_db()
    assert second.state == "draft"


def test_a_cancelled_call_gives_its_money_back(ewa):
    call = an_open_call(pool="2000000.00")

    actions.cancel(call, reason="Brak ofert.", by=ewa, at=NOON)

    assert an_approved_call(pool="2000000.00").state == "approved"


def test_a_complete_draft_is_passed_for_approval(clara, ewa):
    call = a_draft_call()

    actions.ask_approval(call, by=clara, at=NOON)

    assert letters(call) == [("call-to-approve", ewa.email)]
    assert call.state == "draft"


def test_an_incomplete_draft_is_not_passed_for_approval(clara):
    call = a_draft_call(subject="", previous_tasks="")

    with pytest.raises(Refusal) as refused:
        actions.ask_approval(call, by=clara, at=NOON)

    assert [one.field for one in refused.value.every()] == ["subject", "previous_tasks"]
    assert letters(call) == []


def test_approval_keeps_the_act_and_tells_the_coordinator(clara, ewa):
    call = a_draft_call()

    actions.approve(call, act_number=" 12/2027 ", by=ewa, at=NOON)

    call.refresh_from_db()
    assert (call.state, call.act_number, call.approved_at) == ("approved", "12/2027", NOON)
    assert letters(call) == [("call-approved", clara.email)]


def test_approval_needs_the_number_of_the_act_and_the_executive(clara, ewa):
    call = a_draft_call()

    with pytest.raises(Refusal) as refused:
        actions.approve(call, act_number=" ", by=ewa, at=NOON)
    assert refused.value.field == "act_number"
    with pytest.raises(PermissionDenied):
        actions.approve(call, act_number="1", by=clara, at=NOON)


def test_a_draft_whose_criteria_leave_out_the_statute_is_not_approved(ewa):
    call = a_draft_call(criteria=[{"name": "Pomysł", "points_max": 100, "statutory": "1"}])

    with pytest.raises(Refusal) as refused:
        actions.approve(call, act_number="1", by=ewa, at=NOON)

    assert refused.value.field == "criteria"


def test_a_call_sent_back_loses_its_approval_and_its_publications(clara, ewa):
    call = recorded_everywhere(an_approved_call())

    actions.return_to_draft(call, reason="Zły termin", by=ewa, at=NOON)

    call.refresh_from_db()
    assert (call.state, call.act_number, call.approved_at) == ("draft", "", None)
    assert not call.publications.exists()
    noted = AuditEntry.objects.about(call).last().noted
    assert (noted["reason"], noted["bip"]) == ("Zły termin", "2027-01-05")
    assert letters(call)[-1] == ("call-returned", clara.email)


def test_a_place_recorded_again_is_corrected(clara):
    call = an_approved_call()

    for day in (date(2027, 1, 6), date(2027, 1, 5)):
        actions.record_publication(call, place=Place.BIP, published_on=day, evidence="strona", by=clara, at=NOON)

    assert [(one.place, one.published_on, one.recorded_by) for one in call.publications.all()] == [
        ("bip", date(2027, 1, 5), "Clara Clerk")
    ]


def test_nothing_was_published_before_it_was_decided(clara, ewa):
    call, cancelled = an_approved_call(), an_open_call(title="Unieważniony")
    actions.cancel(cancelled, reason="Zmiana planów.", by=ewa, at=NOON)

    for record, of, day in (
        (actions.record_publication, call, deadlines.local_day(call.approved_at)),
        (actions.record_cancellation_publication, cancelled, deadlines.local_day(NOON)),
    ):
        with pytest.raises(Refusal) as refused:
            record(of, place=Place.BIP, published_on=day - DAY, evidence="", by=clara, at=NOON)
        assert refused.value.field == "bip_on"
        record(of, place=Place.BIP, published_on=day, evidence="", by=clara, at=NOON)


@pytest.mark.parametrize("missing", [Place.BIP, Place.BOARD, Place.WEBSITE])
def test_a_call_missing_a_place_is_not_published(clara, missing):
    call = recorded_everywhere(an_approved_call())
    call.publications.filter(place=missing).delete()

    with pytest.raises(Refusal) as refused:
        actions.publish(call, by=clara, at=NOON)

    assert [one.field for one in refused.value.every()] == [f"{missing}_on"]
    call.refresh_from_db()
    assert (call.state, call.published_at) == ("approved", None)


def test_the_last_publication_decides_whether_the_deadline_is_lawful(clara):
    call = recorded_everywhere(an_approved_call(closes_at=deadlines.local(date(2027, 2, 12), time(15, 30))))
    late, lawful = date(2027, 1, 23), date(2027, 1, 22)
    at = deadlines.local(late, time(12))

    actions.record_publication(call, place=Place.BOARD, published_on=late, evidence="", by=clara, at=at)
    with pytest.raises(rules.NoticeTooShort):
        actions.publish(call, by=clara, at=at)
    actions.record_publication(call, place=Place.BOARD, published_on=lawful, evidence="", by=clara, at=at)
    actions.publish(call, by=clara, at=at)

    call.refresh_from_db()
    assert (call.state, call.last_publication_on, call.published_at) == ("published", lawful, at)


def test_publishing_shows_the_call_to_the_platform_and_confirms(clara):
    call = a_published_call()

    listed = ListedCall.objects.get()
    assert (listed.ref, listed.pool, listed.spheres, listed.cancelled) == (call.ref, Decimal("100000.00"), "17", False)
    assert letters(call)[-1] == ("call-published", clara.email)
    assert verbs(call)[-1] == "publish"


def test_a_stale_copy_cannot_publish_again(clara):
    call = recorded_everywhere(an_approved_call())
    stale = Call.objects.get(pk=call.pk)
    actions.publish(call, by=clara, at=NOON)

    with pytest.raises(WrongState):
        actions.publish(stale, by=clara, at=NOON)

    assert verbs(call).count("publish") == 1


def test_the_clock_opens_and_closes_to_the_second(clara):
    call = a_published_call()

    states = []
    over = call.closes_at + clock.GRACE
    for at in (call.opens_at - SECOND, call.opens_at, call.closes_at, call.closes_at + SECOND, over, over + SECOND):
        clock.turn_due(at)
        call.refresh_from_db()
        states.append((call.state, call.accepts_at(at)))

    assert states == [
        *(("published", False), ("open", True), ("open", True)),
        *(("open", False), ("open", False), ("closed", False)),
    ]
    assert letters(call)[-1] == ("call-closed", clara.email)


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        # Summer time begins on 28 March 2027 and ends on 31 October 2027, both between opening and closing.
        (datetime(2027, 3, 27, 7, 0, tzinfo=UTC), datetime(2027, 3, 28, 13, 30, tzinfo=UTC)),
        (datetime(2027, 10, 30, 6, 0, tzinfo=UTC), datetime(2027, 10, 31, 14, 30, tzinfo=UTC)),
    ],
)
def test_both_changes_of_the_clock_move_nothing(opens, closes):
    call = a_published_call(
        at=opens - 30 * DAY, opens_at=opens, closes_at=closes, task_from=date(2027, 12, 1), task_to=date(2027, 12, 31)
    )

    assert (opens.astimezone(builders.WARSAW).hour, closes.astimezone(builders.WARSAW).hour) == (8, 15)
    clock.turn_due(opens)
    clock.turn_due(closes + clock.GRACE)
    call.refresh_from_db()
    assert call.state == "open"
    clock.turn_due(closes + clock.GRACE + SECOND)
    call.refresh_from_db()
    assert call.state == "closed"


def test_the_clock_run_twice_does_nothing_twice():
    call = a_published_call()

    over = call.closes_at + clock.GRACE + SECOND
    for at in (call.opens_at, call.opens_at, over, over):
        clock.turn_due(at)

    assert verbs(call)[-2:] == ["open", "close"]
    assert [name for name, _to in letters(call)].count("call-closed") == 1


def test_a_clock_that_slept_through_the_opening_closes_the_call():
    call = a_published_call()

    clock.turn_due(call.closes_at + DAY)

    call.refresh_from_db()
    assert call.state == "closed"


def test_nobody_opens_or_closes_before_the_time(clara):
    call = a_published_call()

    with pytest.raises(Refusal):
        actions.open_filing(call, by=CLOCK, at=call.opens_at - SECOND)
    with pytest.raises(Refusal):
        actions.close_filing(call, by=CLOCK, at=call.closes_at)
    with pytest.raises(PermissionDenied):
        actions.close_filing(call, by=clara, at=call.closes_at + SECOND)


def test_cancelling_is_the_executives_needs_a_reason_and_is_shown(clara, ewa):
    call = an_open_call()

    with pytest.raises(Refusal) as refused:
        actions.cancel(call, reason="  ", by=ewa, at=NOON)
    assert refused.value.field == "reason"
    with pytest.raises(PermissionDenied):
        actions.cancel(call, reason="Powód", by=clara, at=NOON)
    actions.cancel(call, reason="Nie złożono żadnej oferty.", by=ewa, at=NOON)

    call.refresh_from_db()
    assert (call.state, call.cancelled_reason) == ("cancelled", "Nie złożono żadnej oferty.")
    assert ListedCall.objects.get().cancelled
    assert letters(call)[-1] == ("call-cancelled", clara.email)


@pytest.fixture
def _alone(monkeypatch):
    """No later room listens."""
    monkeypatch.setattr(listeners, "_listeners", {event: [] for event in listeners.EVENTS})


def test_a_listener_hears_a_cancellation_with_its_reason_and_may_stop_a_step(ewa, clara, _alone):
    heard = []

    def stop(call, *, by, at):
        raise Refusal("Nie wszystkie oferty sprawdzono.")

    listeners.register("cancelling", lambda call, *, by, at, reason, ground: heard.append((call.ref, reason)))
    listeners.register("starting_assessment", stop)
    open_call, closed = an_open_call(), a_closed_call()

    actions.cancel(open_call, reason="Powód", by=ewa, at=NOON)
    with pytest.raises(Refusal):
        actions.start_assessment(closed, by=clara, at=NOON)

    assert heard == [(open_call.ref, "Powód")]
    closed.refresh_from_db()
    assert closed.state == "closed"


def test_from_the_deadline_to_the_archive(clara, ewa, marek, _alone):
    call = a_closed_call()
    at = call.closes_at + DAY
    day = deadlines.local_day(at)

    actions.start_assessment(call, by=clara, at=at)
    actions.recommend(call, by=marek, at=at)
    actions.reopen_assessment(call, by=clara, at=at)
    actions.recommend(call, by=marek, at=at)
    actions.decide(call, by=ewa, at=at)
    with pytest.raises(Refusal):
        actions.publish_results(call, by=clara, at=at)
    for place in rules.PLACES:
        actions.record_results_publication(call, place=place, published_on=day, evidence="", by=clara, at=at)
    actions.publish_results(call, by=clara, at=at)
    actions.complete(call, by=clara, at=at)

    call.refresh_from_db()
    assert (call.state, call.results_at) == ("completed", at)
    assert letters(call)[-3:] == [
        ("call-recommended", ewa.email),
        ("call-recommended", ewa.email),
        ("call-decided", clara.email),
    ]


def test_a_draft_is_deleted_with_its_rows_and_the_trail_stays(clara):
    call = a_draft_call()
    pk = call.pk

    actions.delete(call, by=clara, at=NOON)

    assert not Call.objects.exists()
    assert (
        AuditEntry.objects.filter(kind="call", thing_id=pk, verb="delete").get().noted["title"]
        == "Sport dla dzieci 2027"
    )


def test_what_was_approved_cannot_be_deleted_or_changed(clara):
    call = an_approved_call()

    for action in (actions.delete, actions.edit):
        with pytest.raises(WrongState):
            action(call, by=clara, at=NOON)


def test_letters_are_in_the_readers_language(clara, ewa):
    builders.User.objects.filter(pk=ewa.user_id).update(language="en")
    call = a_draft_call()

    actions.ask_approval(call, by=clara, at=NOON)

    assert Notice.objects.about(call).get().subject == "To be approved: Sport dla dzieci 2027"
    assert f"/calls/{call.ref}/" in Notice.objects.about(call).get().text


def test_nobody_does_anything(clara):
    call = recorded_everywhere(an_approved_call())

    with pytest.raises(PermissionDenied):
        actions.publish(call, by=NOBODY, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.create(a_programme(), title="Sport", by=NOBODY, at=NOON)


def test_the_neighbour_notices_nothing():
    call = an_open_call()

    with builders.in_town("olszany"):
        assert not Call.objects.filter(ref=call.ref).exists()
        clock.turn_due(call.closes_at + DAY)

    call.refresh_from_db()
    assert call.state == "open"
    assert connection.schema_name == "lipowo"
