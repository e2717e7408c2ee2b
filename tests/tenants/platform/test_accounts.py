import pytest
from django.core.cache import cache

from tenants.registry.organisations.models import Organisation
from tenants.registry.people.models import User
from tests.builders_platform import ORGANISATION, PASSWORD, a_visitor, an_account, letters_to, link_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()


def sign_in(visitor, email, password=PASSWORD, **more):
    return visitor.post("/accounts/login/", {"login": email, "password": password, **more})


def test_a_newcomer_signs_up_confirms_the_address_and_lands_where_they_were_going():
    visitor = a_visitor("lipowo")
    going = "/organisations/new/"
    assert visitor.get(going)["Location"] == "/accounts/login/?next=%2Forganisations%2Fnew%2F"

    answer = visitor.post(
        "/accounts/signup/", {"name": "Wanda Widz", "email": "wanda@example.org", "password1": PASSWORD, "next": going}
    )

    assert answer["Location"].startswith("/accounts/confirm-email/")
    (letter,) = letters_to("wanda@example.org")
    assert letter.language == "pl"
    page = visitor.get(link_in(letter.text))
    assert page.status_code == 200
    assert visitor.post(link_in(letter.text), {"next": going})["Location"] == going
    assert visitor.get(going).status_code == 200
    assert User.objects.get(email="wanda@example.org").name == "Wanda Widz"


def test_the_link_opened_in_another_browser_leads_where_the_person_was_going():
    a_visitor("lipowo").post(
        "/accounts/signup/",
        {"name": "W", "email": "wanda@example.org", "password1": PASSWORD, "next": "/organisations/"},
    )
    (letter,) = letters_to("wanda@example.org")
    phone = a_visitor("lipowo")

    answer = phone.post(link_in(letter.text), {"next": "/organisations/"})

    assert answer["Location"] == "/organisations/"
    assert phone.get("/organisations/")["Location"] == "/accounts/login/?next=%2Forganisations%2F"
    assert sign_in(phone, "wanda@example.org", next="/organisations/")["Location"] == "/organisations/"


def test_an_address_that_has_an_account_is_not_given_away():
    an_account("wanda@example.org")

    answer = a_visitor().post("/accounts/signup/", {"name": "X", "email": "wanda@example.org", "password1": PASSWORD})

    assert answer["Location"].startswith("/accounts/confirm-email/")
    (letter,) = letters_to("wanda@example.org")
    assert letter.template == "account_already_exists"


def test_one_account_and_one_organisation_serve_every_town():
    an_account("wanda@example.org")
    in_lipowo, in_olszany = a_visitor("lipowo"), a_visitor("olszany")
    sign_in(in_lipowo, "wanda@example.org")
    sign_in(in_olszany, "wanda@example.org")

    answer = in_lipowo.post("/organisations/new/", ORGANISATION)

    organisation = Organisation.objects.get()
    assert answer["Location"] == f"/organisations/{organisation.pk}/"
    assert organisation.name in in_olszany.get("/organisations/").content.decode()
    assert in_olszany.get(f"/organisations/{organisation.pk}/").status_code == 200
    assert (organisation.nip, organisation.register_number, organisation.postcode) == (
        "5251000000",
        "0000123456",
        "11-111",
    )


def test_three_hundred_people_sign_in_from_one_address():
    for number in range(300):
        an_account(f"person{number}@example.org")

    answers = [sign_in(a_visitor("lipowo"), f"person{number}@example.org").status_code for number in range(300)]

    assert answers == [302] * 300


def test_the_eleventh_wrong_password_for_one_account_is_stopped_on_every_host():
    an_account("wanda@example.org")
    for number in range(10):
        sign_in(a_visitor("lipowo" if number % 2 else "olszany"), "wanda@example.org", "zle-haslo-000")

    answer = sign_in(a_visitor("osnowa"), "wanda@example.org")

    assert answer.status_code == 200
    assert "account" in answer.context["request"].path
    assert answer.context["form"].errors
    an_account("zofia@example.org")
    assert sign_in(a_visitor("lipowo"), "zofia@example.org").status_code == 302


def test_signing_in_correctly_uses_up_no_tries():
    an_account("wanda@example.org")

    answers = [sign_in(a_visitor("lipowo"), "wanda@example.org").status_code for _again in range(15)]

    assert answers == [302] * 15


def test_a_forged_form_meets_the_houses_own_page():
    visitor = a_visitor("lipowo", enforce_csrf_checks=True)

    answer = visitor.post("/language/", {"language": "en", "csrfmiddlewaretoken": "forged"})

    assert answer.status_code == 403
    assert "403_csrf.html" in [template.name for template in answer.templates]


def test_a_forgotten_password_is_set_anew_by_a_link():
    an_account("wanda@example.org")
    visitor = a_visitor("lipowo")

    visitor.post("/accounts/password/reset/", {"email": "wanda@example.org"})
    (letter,) = letters_to("wanda@example.org")
    page = visitor.get(link_in(letter.text), follow=True)
    visitor.post(page.request["PATH_INFO"], {"password1": "inne-dobre-456", "password2": "inne-dobre-456"})

    assert sign_in(a_visitor("lipowo"), "wanda@example.org", "inne-dobre-456").status_code == 302


def test_a_changed_password_is_told_by_letter():
    an_account("wanda@example.org", language="en")
    visitor = a_visitor("lipowo")
    sign_in(visitor, "wanda@example.org")

    visitor.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "inne-dobre-456", "password2": "inne-dobre-456"},
    )

    assert [letter.subject for letter in letters_to("wanda@example.org")] == ["Your password was changed"]


def test_a_new_address_replaces_the_old_one_when_it_is_confirmed():
    user = an_account("wanda@example.org")
    visitor = a_visitor("lipowo")
    sign_in(visitor, "wanda@example.org")

    visitor.post("/accounts/email/", {"email": "nowa@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "wanda@example.org"
    (letter,) = letters_to("nowa@example.org")
    visitor.post(link_in(letter.text))

    user.refresh_from_db()
    assert user.email == "nowa@example.org"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/accounts/logout/",
        "/accounts/reauthenticate/",
    ],
)
def test_every_page_of_the_account_opens(path):
    an_account("wanda@example.org")
    visitor = a_visitor("lipowo")
    sign_in(visitor, "wanda@example.org")
    visitor.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = visitor.get(path)

    assert page.status_code == 200
    assert "style=" not in page.content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/confirm-email/"]
)
@pytest.mark.parametrize("town", ["lipowo", "osnowa"])
def test_every_page_before_signing_in_opens_under_the_towns_name(path, town):
    page = a_visitor(town).get(path)

    assert page.status_code == 200
    assert page.context["site"]["name"] == {"lipowo": "Gmina Lipowo", "osnowa": "Osnowa"}[town]
