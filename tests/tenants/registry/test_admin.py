import pytest

from tenants.registry.models import LocalGovernment, Subscription
from tests.builders import a_person, town, user
from tests.builders_platform import a_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def console():
    operator = user(a_person("Olek Operator"))
    operator.is_operator = True
    operator.save()
    browser = a_visitor("osnowa")
    browser.force_login(operator)
    return browser


def test_the_console_is_for_operators_on_the_platforms_host_only(console, clara):
    outsider = a_visitor("osnowa")
    outsider.force_login(user(clara))

    assert console.get("/operator/").status_code == 200
    assert outsider.get("/operator/").status_code == 403
    assert a_visitor("osnowa").get("/operator/").status_code == 302
    assert a_visitor("lipowo").get("/operator/").status_code == 404


@pytest.mark.parametrize("page", ["localgovernment", "subscription", "user", "organisation", "letter", "stripeevent"])
def test_every_list_and_form_of_the_console_opens(console, nadia, page):
    Subscription.objects.create(government=town("lipowo"), trial_ends_at="2027-01-01T00:00Z")

    assert console.get(f"/operator/registry/{page}/").status_code == 200
    things = {"localgovernment": town("lipowo").pk, "user": nadia.user_id, "organisation": nadia.organisations[0]}
    if page in things:
        shown = console.get(f"/operator/registry/{page}/{things[page]}/change/")
        assert shown.status_code == 200
        assert "argon2" not in shown.content.decode() and "md5$" not in shown.content.decode()


def test_the_console_shows_nothing_of_a_towns_schema(console):
    page = console.get("/operator/").content.decode()

    assert "/operator/office/" not in page
    assert "/operator/grants/" not in page
    assert "/operator/mfa/" not in page
    assert "/operator/account/" not in page


def test_an_opening_that_failed_is_taken_up_again(console):
    LocalGovernment.objects.filter(schema_name="olszany").update(state="failed")

    answer = console.post(
        "/operator/registry/localgovernment/",
        {"action": "retry_opening", "_selected_action": [town("olszany").pk, town("lipowo").pk]},
        follow=True,
    )

    assert next(str(message) for message in answer.context["messages"]).endswith("1.")
