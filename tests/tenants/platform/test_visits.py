import pytest

from tests.builders import user
from tests.builders_platform import a_visitor

pytestmark = pytest.mark.django_db


def test_a_visitor_chooses_a_language_and_stays_on_the_page():
    visitor = a_visitor("lipowo")

    answer = visitor.post("/language/", {"language": "en", "next": "/about/privacy/"})

    assert answer["Location"] == "/about/privacy/"
    page = visitor.get("/about/privacy/")
    assert page["Content-Language"] == "en"
    assert "Personal data" in page.content.decode()
    assert "Dane osobowe" in a_visitor("lipowo").get("/about/privacy/").content.decode()


def test_a_person_is_written_to_in_the_language_they_chose(clara, browser_of):
    browser_of(clara).post("/language/", {"language": "en"})

    assert user(clara).language == "en"


@pytest.mark.parametrize("going", ["https://example.com/", "//example.com/", "javascript:alert(1)", "example"])
def test_the_language_switch_leads_to_no_other_site(going):
    assert a_visitor("lipowo").post("/language/", {"language": "en", "next": going})["Location"] == "/"


def test_an_unknown_language_changes_nothing():
    answer = a_visitor("lipowo").post("/language/", {"language": "xx"})

    assert "language" not in answer.cookies


def test_what_was_typed_when_the_session_ended_waits_after_signing_in(nadia, browser_of):
    visitor = browser_of(nadia)
    visitor.get("/organisations/")  # the browser now knows who was signed in last
    del visitor.cookies["sessionid"]
    typed = {"name": "Bez <b>sesji</b>\ndruga linia", "city": "Lipowo"}

    answer = visitor.post("/organisations/new/", typed)

    assert answer["Location"] == "/accounts/login/?next=%2Fcontinue%2F"
    visitor.force_login(user(nadia))
    page = visitor.get("/continue/").content.decode()
    assert 'action="/organisations/new/"' in page
    assert "Bez &lt;b&gt;sesji&lt;/b&gt;\ndruga linia</textarea>" in page
    visitor.post("/continue/discard/")
    assert visitor.get("/continue/")["Location"] == "/desk/"


@pytest.mark.parametrize("path", ["/about/privacy/", "/about/accessibility/"])
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("town", ["lipowo", "osnowa"])
def test_the_long_pages_exist_in_both_languages(path, language, town):
    visitor = a_visitor(town)
    visitor.cookies["language"] = language

    assert visitor.get(path).status_code == 200
