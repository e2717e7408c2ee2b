"""The page of letters about new calls, and the link that stops them."""

import pytest
from django.utils import timezone

from tenants.registry.alerts.models import Alert
from tenants.registry.alerts.tokens import stop_link
from tenants.registry.governments.models import LocalGovernment
from tests.builders import town
from tests.builders_platform import a_visitor

pytestmark = pytest.mark.django_db
CHOSEN = {"pace": "at_once", "everywhere": "on"}


def an_alert_of(browser, **more):
    browser.post("/alerts/", {**CHOSEN, **more})
    return Alert.objects.get()


def stop_path(alert):
    return stop_link(alert).removeprefix("http://osnowa.localhost")


@pytest.mark.parametrize("host", ["osnowa", "lipowo"])
def test_what_was_chosen_is_kept_and_shown_again(nadia, browser_of, host):
    browser = browser_of(nadia, town=host)
    lipowo = town("lipowo").pk

    browser.post("/alerts/", {"pace": "weekly", "towns": [lipowo], "spheres": ["17", "1a"]})

    alert = Alert.objects.get()
    assert (alert.pace, alert.towns, sorted(alert.spheres)) == ("weekly", [lipowo], ["17", "1a"])
    shown = browser.get("/alerts/").context["form"]
    assert (shown["pace"].value(), shown["towns"].value()) == ("weekly", [str(lipowo)])


def test_on_a_towns_page_its_own_calls_are_ticked_at_first(nadia, browser_of):
    assert browser_of(nadia).get("/alerts/").context["form"]["towns"].value() == [str(town("lipowo").pk)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"pace": "at_once"}, "towns"),
        ({"everywhere": "on"}, "pace"),
        ({**CHOSEN, "pace": "hourly"}, "pace"),
        ({**CHOSEN, "spheres": ["99"]}, "spheres"),
        ({**CHOSEN, "towns": ["0"]}, "towns"),
        ({**CHOSEN, "towns": ["' OR 1=1"]}, "towns"),
        ({**CHOSEN, "towns": ["9" * 400]}, "towns"),
    ],
)
def test_a_choice_that_is_none_is_said_at_its_field(nadia, browser_of, typed, field):
    page = browser_of(nadia).post("/alerts/", typed)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Alert.objects.exists()


def test_among_many_towns_one_is_found_by_name_and_what_was_ticked_stays(nadia, browser_of, monkeypatch):
    monkeypatch.setattr("tenants.platform.alerts.forms.MOST_TOWNS", 1)
    browser = browser_of(nadia, town="osnowa")
    lipowo, olszany = str(town("lipowo").pk), str(town("olszany").pk)
    assert browser.get("/alerts/").context["form"].fields["towns"].choices == []

    page = browser.post("/alerts/", {"pace": "weekly", "towns": [lipowo], "q": "olsz", "find": "1"})

    form = page.context["form"]
    assert {value for value, _name in form.fields["towns"].choices} == {lipowo, olszany}
    assert (form["towns"].value(), form["pace"].value()) == ([lipowo], "weekly")
    assert not Alert.objects.exists()
    browser.post("/alerts/", {"pace": "weekly", "towns": [lipowo, olszany]})
    assert sorted(Alert.objects.get().towns) == sorted([int(lipowo), int(olszany)])


def test_counties_are_offered_once_each(nadia, browser_of):
    LocalGovernment.objects.exclude(schema_name="public").update(voivodeship="mazowieckie", county="lipowski")

    form = browser_of(nadia).get("/alerts/").context["form"]

    assert [key for key, _label in form.fields["counties"].choices] == ["mazowieckie/lipowski"]


def test_the_page_is_for_people_who_signed_in():
    assert a_visitor().get("/alerts/")["Location"] == "/accounts/login/?next=%2Falerts%2F"
    assert a_visitor().post("/alerts/off/").status_code == 302


def test_letters_are_turned_off_on_the_page_and_only_ones_own(nadia, norbert, browser_of):
    alert = an_alert_of(browser_of(nadia))

    browser_of(norbert).post("/alerts/off/")
    assert Alert.objects.get(pk=alert.pk).stopped_at is None

    browser_of(nadia).post("/alerts/off/")
    assert Alert.objects.get(pk=alert.pk).stopped_at is not None


# --- the link ---


def test_opening_the_link_stops_nothing_and_sending_it_does(nadia, browser_of):
    """Mail programs and their guards open links by themselves."""
    alert = an_alert_of(browser_of(nadia))
    visitor = a_visitor(enforce_csrf_checks=True)

    opened = visitor.get(stop_path(alert))
    assert (opened.status_code, Alert.objects.get().stopped_at) == (200, None)

    sent = visitor.post(stop_path(alert), {"List-Unsubscribe": "One-Click"})

    assert sent.status_code == 200
    assert Alert.objects.get().stopped_at <= timezone.now()


def test_the_link_works_twice_and_keeps_the_first_moment(nadia, browser_of):
    alert = an_alert_of(browser_of(nadia))
    a_visitor().post(stop_path(alert))
    first = Alert.objects.get().stopped_at

    assert a_visitor().post(stop_path(alert)).status_code == 200
    assert Alert.objects.get().stopped_at == first


@pytest.mark.parametrize("token", ["1", "1.x", "%00.x", "a" * 900])
def test_a_forged_link_stops_nobody(nadia, browser_of, token):
    an_alert_of(browser_of(nadia))

    assert a_visitor().post(f"/alerts/stop/{token}/").status_code == 404
    assert Alert.objects.get().stopped_at is None


@pytest.mark.parametrize("towns", [1, 2])
def test_the_page_asks_the_same_number_of_questions(nadia, browser_of, django_assert_num_queries, towns):
    browser = browser_of(nadia, town="osnowa")
    browser.post("/alerts/", {"pace": "weekly", "towns": [town(one).pk for one in ("lipowo", "olszany")[:towns]]})
    browser.get("/alerts/")

    with django_assert_num_queries(8):
        browser.get("/alerts/")
