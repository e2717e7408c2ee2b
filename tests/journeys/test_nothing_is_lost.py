"""What goes wrong between people and machines: a session that ends, an impatient hand, two tabs, a scripted text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.cast import CITY, PASSWORD
from tests.journeys.organisation_steps import NEXT
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor

Come = Callable[..., Visitor]
SAVE = '.form-actions button[name="go"][value="stay"]'


@pytest.fixture
def application(product: Product) -> str:
    return str(
        product.ask(
            "draft",
            town=CITY.label,
            ref=product.ask("open_call", town=CITY.label, title="Bez strat"),
            email=email(product),
        )
    )


def email(product: Product) -> str:
    return str(product.ask("representative", name="Ola Ostrożna", organisation="Fundacja „Ostrożność”"))


def test_a_session_that_ends_while_typing(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/task/")
    ola.context.clear_cookies(name="sessionid")
    text = "Napisane po długim namyśle, tuż przed końcem sesji."
    ola.fill(description=text).press(NEXT, name="login-again")
    assert ola.path.startswith("/accounts/login/")

    ola.fill(login=email(product), password=PASSWORD).press('form[action$="/accounts/login/"] button.button')
    ola.look(name="kept").sees(text)
    ola.press("main form.form button.button")

    ola.go(f"/applications/{application}/edit/task/")
    expect(ola.page.locator('[name="description"]')).to_have_value(text)


def test_a_double_click_files_once(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/summary/")
    with ola.page.expect_navigation(wait_until="load"):
        ola.page.locator('form[action$="/file/"] button').dblclick()
    expect(ola.page.locator(".receipt")).to_be_visible()
    number = ola.page.locator(".receipt-number dd").inner_text()

    post = Postman(visitor(CITY.label, who="postman"))
    post.expects((email(product), number))
    assert len([row for row in post.rows() if number in row and email(product) in row]) == 1


def test_saving_while_the_draft_saves_itself(product: Product, visitor: Come, application: str) -> None:
    """One person in one tab is never told that somebody else was faster."""
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/capacity/")
    under_way: list[Route] = []
    address = "**/edit/capacity/"
    ola.page.route(
        address, lambda route: under_way.append(route) if "x-autosave" in route.request.headers else route.continue_()
    )
    ola.fill(resources="Sala i dwóch trenerów.")
    ola.page.wait_for_timeout(2500)
    ola.page.locator(NEXT).click()
    ola.page.wait_for_timeout(300)
    with ola.page.expect_navigation(wait_until="load"):
        under_way[0].continue_()

    assert ola.path == f"/applications/{application}/edit/budget/"


def test_two_tabs_edit_one_offer(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/capacity/")
    second = ola.new_page()
    second.goto(ola.page.url)
    second.locator('[name="resources"]').fill("Z drugiej karty.")
    with second.expect_navigation(wait_until="load"):
        second.locator(SAVE).click()

    # the first tab does not know; its text stays, beside what was saved meanwhile
    ola.page.locator('[name="resources"]').evaluate("(field) => { field.value = 'Z pierwszej karty.'; }")
    ola.press(SAVE, name="stale").sees("Z drugiej karty.")
    expect(ola.page.locator('[name="resources"]')).to_have_value("Z pierwszej karty.")
    ola.press(NEXT)
    ola.go(f"/applications/{application}/edit/capacity/")
    expect(ola.page.locator('[name="resources"]')).to_have_value("Z pierwszej karty.")


def test_a_script_is_shown_as_text(product: Product, visitor: Come, application: str) -> None:
    script = "<script>document.title='zdobyte'</script><b>x</b>"
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/task/")
    ola.fill(title=script, description=script).press(NEXT)
    ola.go(f"/applications/{application}/summary/").act("/file/")
    ola.go(f"/applications/{application}/")

    expect(ola.page.locator("h1")).to_have_text(script)
    assert "zdobyte" not in ola.page.title().partition("<")[0]
