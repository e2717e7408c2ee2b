import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tenants.gates.access import CLOCK
from tenants.office.seats.models import Seat
from tenants.platform.subscription import clock
from tenants.registry.billing import actions, rules
from tenants.registry.billing.models import Plan, Standing, StripeEvent, Subscription
from tenants.registry.billing.prices import PRICES, Price, price_list, price_of
from tenants.registry.billing.stripe import Message
from tenants.registry.models import Letter
from tests.builders import NOON, a_person, town

START = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NEXT_MONTH = int(datetime(2027, 2, 15, 9, 0, tzinfo=UTC).timestamp())


def a_trial(*, ends=NOON + timedelta(days=30), schema="lipowo"):
    return Subscription.objects.create(government=town(schema), trial_ends_at=ends)


def message(number, kind, thing, minute=0):
    return Message(f"evt_{number}", kind, START + minute * MINUTE, thing)


def completed(number=1, minute=0, subscription="sub_1", plan="small"):
    return message(
        number,
        "checkout.session.completed",
        {
            "id": "cs_1",
            "mode": "subscription",
            "payment_status": "paid",
            "client_reference_id": str(town("lipowo").pk),
            "customer": "cus_1",
            "subscription": subscription,
            "metadata": {"plan": plan},
        },
        minute,
    )


def updated(number, status, minute, subscription="sub_1", kind="updated"):
    thing = {
        "id": subscription,
        "status": status,
        "customer": "cus_1",
        "metadata": {"government": str(town("lipowo").pk), "plan": "small"},
        "items": {"data": [{"current_period_end": NEXT_MONTH}]},
    }
    return message(number, f"customer.subscription.{kind}", thing, minute)


def invoice(number, kind, minute, subscription="sub_1"):
    parent = {
        "subscription_details": {"subscription": subscription, "metadata": {"government": str(town("lipowo").pk)}}
    }
    return message(
        number,
        f"invoice.{kind}",
        {"id": "in_1", "parent": parent, "lines": {"data": [{"period": {"end": NEXT_MONTH}}]}},
        minute,
    )


def take_in(*messages):
    for one in messages:
        actions.take_in(one, by=CLOCK, at=NOON)


@pytest.mark.parametrize(
    ("state", "at", "standing", "may"),
    [
        (Standing.TRIAL, NOON, Standing.TRIAL, True),
        (Standing.TRIAL, NOON + timedelta(days=30), Standing.LAPSED, False),
        (Standing.ACTIVE, NOON + timedelta(days=90), Standing.ACTIVE, True),
        (Standing.PAST_DUE, NOON, Standing.PAST_DUE, True),
        (Standing.LAPSED, NOON, Standing.LAPSED, False),
    ],
)
@pytest.mark.django_db
def test_only_a_lapse_stops_new_calls(state, at, standing, may):
    row = a_trial()
    Subscription.objects.update(state=state)
    row.refresh_from_db()

    assert rules.standing_at(row, at) == standing
    assert rules.may_start_new(row.government_id, at) is may


@pytest.mark.django_db
def test_a_town_without_a_subscription_is_not_stopped():
    assert rules.may_start_new(town("lipowo").pk, NOON) is True
    assert rules.announcements(town("lipowo").pk, at=NOON) == []


@pytest.mark.django_db
def test_announcements_are_one_short_question(django_assert_num_queries):
    row = a_trial()

    with django_assert_num_queries(1):
        assert rules.announcements(row.government_id, at=NOON) == []
    assert len(rules.announcements(row.government_id, at=NOON + timedelta(days=24))) == 1
    assert len(rules.announcements(row.government_id, at=NOON + timedelta(days=31))) == 1


@pytest.mark.django_db
def test_a_payment_that_failed_is_told_to_the_offices_staff_alone(browser_of):
    a_trial()
    Subscription.objects.update(state="past_due")
    people = [(role, a_person(f"Osoba {role}", role)) for role in ("administrator", "finance", "auditor", "committee")]

    told = {role: "Ostatnia płatność" in browser_of(person).get("/").content.decode() for role, person in people}

    assert told == {"administrator": True, "finance": True, "auditor": True, "committee": False}
    assert "Ostatnia płatność" not in browser_of().get("/").content.decode()


def test_a_price_counts_from_its_day_on(monkeypatch):
    dearer = Price(Plan.SMALL, date(2028, 1, 1), Decimal("310.00"))
    monkeypatch.setattr("tenants.registry.billing.prices.PRICES", (*PRICES, dearer))

    assert price_of(Plan.SMALL, on=date(2027, 12, 31)).net == Decimal("290.00")
    assert price_of(Plan.SMALL, on=date(2028, 1, 1)).net == Decimal("310.00")
    assert [price.plan for price in price_list(on=date(2027, 1, 1))] == ["small", "medium", "large"]


@pytest.mark.django_db
def test_a_paid_checkout_makes_the_subscription_active():
    row = a_trial()

    take_in(completed(), updated(2, "active", 0, kind="created"), invoice(3, "paid", 1))

    row.refresh_from_db()
    assert (row.state, row.plan, row.stripe_customer, row.stripe_subscription) == ("active", "small", "cus_1", "sub_1")
    assert row.paid_until == datetime.fromtimestamp(NEXT_MONTH, UTC)


@pytest.mark.django_db
def test_the_same_message_works_once():
    row = a_trial()
    take_in(completed(), updated(2, "canceled", 5, kind="deleted"))

    again = actions.take_in(completed(), by=CLOCK, at=NOON)

    row.refresh_from_db()
    assert (again, row.state, StripeEvent.objects.count()) == (False, "lapsed", 2)


@pytest.mark.django_db
def test_in_whatever_order_messages_come_the_newest_word_stands():
    story = [
        completed(1, 0),
        updated(2, "active", 1, kind="created"),
        invoice(3, "payment_failed", 2),
        updated(4, "canceled", 4, kind="deleted"),
        invoice(5, "paid", 5),
    ]
    for order in itertools.permutations(story):
        StripeEvent.objects.all().delete()
        Subscription.objects.all().delete()
        row = a_trial()

        take_in(*order)

        row.refresh_from_db()
        assert (row.state, row.stripe_subscription) == ("lapsed", "sub_1"), [one.kind for one in order]


@pytest.mark.django_db
def test_a_first_payment_that_fails_leaves_the_trial_as_it_was():
    row = a_trial()
    failed = invoice(2, "payment_failed", 1)
    failed.thing["billing_reason"] = "subscription_create"

    take_in(updated(1, "incomplete", 0, kind="created"), failed, updated(3, "incomplete_expired", 2))

    row.refresh_from_db()
    assert (row.state, rules.is_running(row), rules.may_start_new(row.government_id, NOON)) == ("trial", False, True)
    take_in(completed(4, 3, subscription="sub_2"))
    row.refresh_from_db()
    assert (row.state, row.stripe_subscription) == ("active", "sub_2")


@pytest.mark.django_db
def test_the_end_of_a_replaced_subscription_does_not_end_the_new_one():
    row = a_trial()
    take_in(completed(1, 0), completed(2, 3, subscription="sub_2", plan="large"))

    take_in(updated(3, "canceled", 4, subscription="sub_1", kind="deleted"), invoice(4, "payment_failed", 5, "sub_1"))

    row.refresh_from_db()
    assert (row.state, row.stripe_subscription, row.plan) == ("active", "sub_2", "large")


@pytest.mark.django_db
def test_a_message_about_nobody_we_know_is_kept_and_changes_nothing():
    row = a_trial(schema="olszany")

    take_in(
        message(1, "invoice.paid", {"id": "in_9", "subscription": "sub_9"}),
        message(2, "charge.refunded", {"id": "ch_1"}),
    )

    row.refresh_from_db()
    assert (row.state, StripeEvent.objects.count()) == ("trial", 2)


@pytest.mark.django_db
def test_administrators_hear_of_the_end_of_a_trial_once_before_and_once_at_the_end():
    a_person("Adam Administrator", "administrator")
    a_person("Clara Clerk", "coordinator")
    row = a_trial()

    sent = []
    for days, hours in [(0, 0), (22, 23), (23, 0), (24, 0), (29, 0), (30, 0), (31, 0)]:
        clock.tell_of_trials(NOON + timedelta(days=days, hours=hours))
        sent.append(Letter.objects.count())

    assert sent == [0, 0, 1, 1, 1, 2, 2]
    assert [(one.template, one.to_email) for one in Letter.objects.order_by("pk")] == [
        ("trial-ending", "adam.administrator@example.org"),
        ("trial-ended", "adam.administrator@example.org"),
    ]
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert Seat.objects.count() == 2
