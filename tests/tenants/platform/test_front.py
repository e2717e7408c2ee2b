from datetime import timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tenants.registry.models import ListedCall, Workplace
from tests.builders import town
from tests.builders_platform import a_visitor

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = 3


def a_listed_call(number: int, *, schema="lipowo", spheres="17", days=10, **more):
    at = timezone.now()
    return ListedCall.objects.create(
        government=town(schema),
        ref=f"2027-{number}",
        title=more.pop("title", f"Konkurs {number}"),
        spheres=spheres,
        pool=Decimal("1000.00"),
        opens_at=at - timedelta(days=20),
        closes_at=at + timedelta(days=days),
        **more,
    )


def titles(page):
    return [row.title for row in page.context["rows"]]


def test_the_front_page_lists_open_calls_of_all_towns_with_links_to_their_hosts():
    a_listed_call(1, days=9, title="Sport")
    a_listed_call(2, schema="olszany", days=3, title="Kultura")
    a_listed_call(3, days=-1, title="Po terminie")
    a_listed_call(4, cancelled=True, title="Unieważniony")

    page = a_visitor().get("/")

    shown = [(row.title, row.url, row.town) for row in page.context["calls"]]
    assert shown == [
        ("Kultura", "http://olszany.localhost/calls/2027-2/", "Miasto Olszany"),
        ("Sport", "http://lipowo.localhost/calls/2027-1/", "Gmina Lipowo"),
    ]
    assert [one.name for one in page.context["towns"]] == ["Gmina Lipowo", "Miasto Olszany"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Kultura", "Sport", "Sport i kultura"]),
        ({"sphere": "17"}, ["Sport", "Sport i kultura"]),
        ({"sphere": "1"}, []),
        ({"q": "kult"}, ["Kultura", "Sport i kultura"]),
        ({"q": "lipowo"}, ["Sport", "Sport i kultura"]),
        ({"sphere": "niema", "town": "0", "page": "x"}, ["Kultura", "Sport", "Sport i kultura"]),
        ({"q": "' OR 1=1 --"}, []),
    ],
)
def test_calls_are_found_by_words_and_sphere(query, found):
    a_listed_call(1, spheres="17", days=5, title="Sport")
    a_listed_call(2, spheres="16", schema="olszany", days=4, title="Kultura")
    a_listed_call(3, spheres="16,17", days=6, title="Sport i kultura")

    assert titles(a_visitor().get("/calls/", query)) == found


def test_calls_are_found_by_town():
    a_listed_call(1)
    a_listed_call(2, schema="olszany")

    assert titles(a_visitor().get("/calls/", {"town": town("olszany").pk})) == ["Konkurs 2"]


def test_a_script_in_a_title_is_shown_as_text():
    a_listed_call(1, title="<script>alert(1)</script>")

    assert "<script>alert" not in a_visitor().get("/").content.decode()


@pytest.mark.parametrize(("path", "queries"), [("/", 7), ("/calls/", 5), ("/towns/", 4)])
def test_a_list_asks_the_same_number_of_questions_for_one_and_three_calls(path, queries, django_assert_num_queries):
    visitor = a_visitor()
    a_listed_call(1)
    visitor.get(path)
    with django_assert_num_queries(queries):
        visitor.get(path)
    a_listed_call(2)
    a_listed_call(3, schema="olszany")
    with django_assert_num_queries(queries):
        visitor.get(path)


def test_towns_are_found_by_name_and_kind():
    assert [row.name for row in a_visitor().get("/towns/", {"q": "olsz"}).context["rows"]] == ["Miasto Olszany"]
    assert [row.name for row in a_visitor().get("/towns/", {"kind": "rural_gmina"}).context["rows"]] == ["Gmina Lipowo"]
    assert a_visitor().get("/towns/", {"q": "nigdzie"}).context["rows"] == []


def test_the_desk_shows_organisations_and_workplaces(nadia, norbert, browser_of):
    Workplace.objects.create(user_id=nadia.user_id, government=town("lipowo"))

    page = browser_of(nadia, town="osnowa").get("/desk/")

    assert [one.name for one, _role in page.context["organisations"]] == ["Stowarzyszenie „Lipa”"]
    assert [one.url for one in page.context["workplaces"]] == ["http://lipowo.localhost/desk/"]


def test_a_visitor_is_asked_to_sign_in_before_the_desk():
    assert a_visitor().get("/desk/")["Location"] == "/accounts/login/?next=%2Fdesk%2F"


def test_the_platforms_pages_are_not_on_a_towns_host():
    assert a_visitor("lipowo").get("/towns/").status_code == 404
    assert a_visitor("lipowo").get("/start/").status_code == 404
    assert a_visitor("osnowa").get("/subscription/").status_code == 404


def test_the_feed_of_all_towns_leads_to_their_hosts(django_assert_num_queries):
    for number in range(3):
        a_listed_call(number)
    visitor = a_visitor()
    visitor.get("/calls/feed.atom")

    with django_assert_num_queries(FEED):
        answer = visitor.get("/calls/feed.atom")

    feed = ElementTree.fromstring(answer.content)
    links = [one.find(f"{ATOM}link").get("href") for one in feed.findall(f"{ATOM}entry")]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert len(links) == 3 and all("//lipowo." in link for link in links)
    assert 'type="application/atom+xml"' in visitor.get("/calls/").content.decode()
