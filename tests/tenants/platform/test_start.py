import json

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from tenants.office.opening import actions
from tenants.registry.models import Domain, LocalGovernment, User
from tests.builders_platform import PASSWORD, a_visitor, an_account, letters_to, link_in

pytestmark = pytest.mark.django_db

TOWN = {
    "name": "Gmina Żabno Małe",
    "kind": "rural_gmina",
    "executive_name": "Wójt Gminy Żabno Małe",
    "office_name": "Urząd Gminy Żabno Małe",
    "label": "zabno-male",
    "email": "wanda@zabno.example",
}
PERSON = {"name": "Wanda Wójcik", "password": PASSWORD}


def signed_up(visitor=None, **changes):
    answer = (visitor or a_visitor()).post("/start/", {**TOWN, **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return LocalGovernment.objects.get(schema_name="t_" + {**TOWN, **changes}["label"].replace("-", "_"))


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'tenants.office.tasks.open_government'")
        return [json.loads(args)["government"] for (args,) in cursor.fetchall()]


def test_names_left_empty_are_proposed_and_shown_before_anything_is_sent():
    page = a_visitor().post("/start/", {"name": "Powiat łąkowski", "kind": "powiat", "email": "a@example.org"})

    assert page.status_code == 200
    assert page.context["proposed"] is True
    assert [page.context["form"].data[name] for name in ("executive_name", "office_name", "label")] == [
        "Zarząd Powiatu Łąkowskiego",
        "Starostwo Powiatowe",
        "powiat-lakowski",
    ]
    assert LocalGovernment.objects.filter(state="requested").count() == 0


def test_proposals_follow_the_name_but_leave_what_a_person_corrected():
    page = a_visitor().get(
        "/start/names/",
        {
            "name": "Gmina Lipowo",
            "kind": "rural_gmina",
            "executive_name": "Wójt Gminy Lipow",
            "office_name": "Urząd Gminy w Lipowie",
            "label": "",
            "was_name": "Gmina Lipow",
            "was_kind": "rural_gmina",
        },
    )

    form = page.context["form"]
    assert [form[name].value() for name in ("executive_name", "office_name", "label")] == [
        "Wójt Gminy Lipowo",
        "Urząd Gminy w Lipowie",
        "lipowo",
    ]


@pytest.mark.parametrize("label", ["lipowo", "www", "pg-town", "a", "-ab", "ab-", "a--b", "ż", "a.b", "osnowa"])
def test_an_address_that_is_taken_or_misleading_is_refused_at_its_field(label):
    page = a_visitor().post("/start/", {**TOWN, "label": label})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["label"]


def test_the_mailbox_is_proved_before_a_town_or_an_account_is_made():
    town = signed_up()

    assert town.state == "requested"
    assert User.objects.filter(email="wanda@zabno.example").count() == 0
    assert jobs() == []
    (letter,) = letters_to("wanda@zabno.example")
    assert a_visitor().get(link_in(letter.text)).status_code == 200
    town.refresh_from_db()
    assert town.state == "requested"


def test_the_link_makes_the_account_and_opens_the_town_once():
    town = signed_up()
    (letter,) = letters_to("wanda@zabno.example")

    first = a_visitor().post(link_in(letter.text), PERSON)
    again = a_visitor().post(link_in(letter.text), {**PERSON, "password": "cudze-haslo-99"})

    town.refresh_from_db()
    assert (town.state, jobs()) == ("confirmed", [town.pk])
    assert first["Location"].startswith("/start/") and again["Location"].startswith("/start/")
    assert User.objects.get(email="wanda@zabno.example").check_password(PASSWORD)


def test_a_weak_password_is_refused_and_nothing_is_opened():
    town = signed_up()
    (letter,) = letters_to("wanda@zabno.example")

    page = a_visitor().post(link_in(letter.text), {**PERSON, "password": "haslo"})

    town.refresh_from_db()
    assert (page.status_code, town.state) == (422, "requested")


def test_nobody_can_wait_in_an_unproved_account_for_its_owner():
    thief = User.objects.create_user("wanda@zabno.example", "haslo-zlodzieja-1", name="Złodziej")
    EmailAddress.objects.create(user=thief, email=thief.email, verified=False, primary=True)
    signed_up()
    (letter,) = letters_to("wanda@zabno.example")

    a_visitor().post(link_in(letter.text), PERSON)

    owner = User.objects.get(email="wanda@zabno.example")
    assert (owner.check_password("haslo-zlodzieja-1"), owner.check_password(PASSWORD)) == (False, True)


def test_an_account_that_is_proved_keeps_its_password():
    an_account("wanda@zabno.example", password="moje-wlasne-11")
    town = signed_up()
    (letter,) = letters_to("wanda@zabno.example")

    a_visitor().post(link_in(letter.text), PERSON)

    town.refresh_from_db()
    assert town.state == "confirmed"
    assert User.objects.get(email="wanda@zabno.example").check_password("moje-wlasne-11")


def test_a_signed_in_person_gives_no_address(rysia, browser_of):
    browser = browser_of(rysia, town="osnowa")

    town = signed_up(browser, email="ktos@inny.example")

    assert town.first_email == rysia.email


def test_the_watching_link_does_not_confirm():
    town = signed_up()
    answer = a_visitor().get("/start/sent/")
    from tenants.platform.start import tokens

    watch = tokens.make(tokens.WATCH, town.pk)

    assert answer.status_code == 200
    assert a_visitor().get(f"/start/{watch}/").context["waiting"] is True
    assert a_visitor().get(f"/start/confirm/{watch}/").status_code == 404
    assert a_visitor().get(f"/start/{watch}x/").status_code == 404


@pytest.mark.parametrize("watch", ["a/b", "x", "%2F"])
def test_the_page_after_signing_up_stands_with_any_address(watch):
    answer = a_visitor().get(f"/start/sent/?{watch}")

    assert answer.status_code == 200
    assert answer.context["watch"] == ""


def test_one_address_is_written_to_three_times_and_no_more():
    for number in range(3):
        signed_up(label=f"zabno-{number}")

    page = a_visitor().post("/start/", {**TOWN, "label": "zabno-4"})

    assert (page.status_code, len(letters_to("wanda@zabno.example"))) == (422, 3)
    signed_up(label="zabno-5", email="inna@zabno.example")


def test_a_town_half_made_has_no_address_that_answers():
    signed_up()

    assert a_visitor("zabno-male").get("/").status_code == 404


def test_sign_ups_that_nobody_confirmed_free_their_address():
    town = signed_up()
    LocalGovernment.objects.filter(pk=town.pk).update(requested_at=timezone.now() - actions.UNCONFIRMED_STAY * 2)
    from tenants.gates.access import CLOCK

    freed = actions.forget_unconfirmed(by=CLOCK, at=timezone.now())

    assert freed == 1
    assert Domain.objects.filter(domain="zabno-male.localhost").count() == 0
    signed_up()
