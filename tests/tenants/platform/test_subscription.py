"""Paying, against the stand-in for Stripe over real HTTP; its signed messages come in over real HTTP, too."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid

import pytest

from infra.doubles.stripe import Double, sign
from tenants.registry.billing.models import StripeEvent, Subscription
from tests.builders import a_person, town
from tests.builders_platform import a_visitor

WEBHOOK = "/stripe/webhook/"


@pytest.fixture
def double(live_server, settings):
    server = Double(
        webhook=f"http://osnowa.localhost:{live_server.thread.port}{WEBHOOK}", secret=settings.STRIPE_WEBHOOK_SECRET
    )
    settings.STRIPE_API_BASE = server.url
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **named):
        return None


def press(url):
    """A button of the stand-in's page: where it leads."""
    try:
        urllib.request.build_opener(NoRedirect).open(urllib.request.Request(url, method="POST", data=b""))
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]


@pytest.fixture
def adam_paying(browser_of):
    return browser_of(a_person("Adam Administrator", "administrator"))


@pytest.mark.django_db(transaction=True)
def test_an_administrator_chooses_a_plan_pays_and_the_signed_message_makes_it_active(double, adam_paying):
    assert adam_paying.get("/subscription/").context["said"].tone == "info"

    checkout = adam_paying.post("/subscription/choose/", {"plan": "medium", "once": uuid.uuid4()})["Location"]
    page = urllib.request.urlopen(checkout).read().decode()
    back = press(checkout.replace("/checkout/", "/pay/"))

    assert "690,00 zł" in page
    assert back == "http://lipowo.localhost/subscription/done/"
    row = Subscription.objects.get(government=town("lipowo"))
    assert (row.state, row.plan) == ("active", "medium")
    assert StripeEvent.objects.count() == 3
    assert adam_paying.get("/subscription/done/").context["active"] is True
    assert adam_paying.get("/subscription/").context["paying"] is True


@pytest.mark.django_db(transaction=True)
def test_a_payment_that_is_left_charges_nothing(double, adam_paying):
    checkout = adam_paying.post("/subscription/choose/", {"plan": "small", "once": uuid.uuid4()})["Location"]

    back = press(checkout.replace("/checkout/", "/cancel/"))

    assert back == "http://lipowo.localhost/subscription/cancelled/"
    assert adam_paying.get("/subscription/cancelled/")["Location"] == "/subscription/"
    assert Subscription.objects.get().state == "trial"


@pytest.mark.django_db(transaction=True)
def test_a_double_click_begins_one_checkout(double, adam_paying):
    once = uuid.uuid4()

    first, second = (
        adam_paying.post("/subscription/choose/", {"plan": "small", "once": once})["Location"] for _ in range(2)
    )

    assert first == second


@pytest.mark.django_db(transaction=True)
def test_a_payment_service_that_does_not_answer_is_said_in_words(adam_paying, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"

    answer = adam_paying.post("/subscription/choose/", {"plan": "small", "once": uuid.uuid4()}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Subscription.objects.get().state == "trial"


def a_message(**changes):
    return json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": "checkout.session.completed",
            "created": 1_800_000_000,
            "data": {
                "object": {
                    "id": "cs_1",
                    "mode": "subscription",
                    "payment_status": "paid",
                    "client_reference_id": str(town("lipowo").pk),
                    "subscription": "sub_1",
                    "customer": "cus_1",
                }
            },
            **changes,
        }
    ).encode()


def post(body, secret="whsec_test_osnowa", age=0):
    stamp = int(time.time()) - age
    signature = f"t={stamp},v1={sign(secret, stamp, body)}"
    return (
        a_visitor("osnowa", enforce_csrf_checks=True)
        .post(WEBHOOK, body, content_type="application/json", headers={"Stripe-Signature": signature})
        .status_code
    )


@pytest.mark.django_db
def test_a_message_that_is_not_signed_by_stripe_changes_nothing():
    Subscription.objects.create(government=town("lipowo"), trial_ends_at="2027-01-01T00:00Z")
    body = a_message()

    answers = [
        post(body, secret="whsec_other"),
        post(body, age=3600),
        a_visitor("osnowa").post(WEBHOOK, body, content_type="application/json").status_code,
        post(b"{}"),
        post(b"not json"),
    ]

    assert answers == [400, 400, 400, 400, 400]
    assert StripeEvent.objects.count() == 0


@pytest.mark.django_db
def test_a_signed_message_works_once_however_often_it_is_repeated():
    Subscription.objects.create(government=town("lipowo"), trial_ends_at="2027-01-01T00:00Z")

    answers = [post(a_message()) for _again in range(3)]

    assert answers == [200, 200, 200]
    assert (StripeEvent.objects.count(), Subscription.objects.get().state) == (1, "active")


@pytest.mark.django_db
def test_the_webhook_is_on_the_platforms_host_only():
    assert a_visitor("lipowo").post(WEBHOOK, b"{}", content_type="application/json").status_code == 404


@pytest.mark.django_db
def test_only_an_administrator_sees_and_pays(clara, rysia, browser_of):
    assert browser_of(clara).get("/subscription/").status_code == 403
    assert browser_of(rysia).post("/subscription/choose/", {"plan": "small"}).status_code == 403
    assert a_visitor("lipowo").get("/subscription/")["Location"] == "/accounts/login/?next=%2Fsubscription%2F"


@pytest.mark.django_db
def test_the_page_with_the_plans_may_lead_to_stripe_and_no_other_may(adam, browser_of):
    assert "https://checkout.stripe.com" in browser_of(adam).get("/subscription/")["Content-Security-Policy"]
    assert "https://checkout.stripe.com" not in browser_of(adam).get("/seats/")["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_wrong_choice_is_said_in_words(adam, browser_of):
    answer = browser_of(adam).post("/subscription/choose/", {"plan": "huge"}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_the_stand_in_runs_by_itself_says_when_it_is_ready_and_ends_when_told():
    command = [sys.executable, "-m", "infra.doubles.stripe", "--port", "0", "--secret", "whsec_x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().split()[-1]
        answer = urllib.request.urlopen(f"{url}/v1/events").read()
        process.terminate()

        assert process.wait(10) == 0
    assert json.loads(answer)["data"] == []
