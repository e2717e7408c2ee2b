"""What goes wrong between people and machines: a session that ends, an impatient hand, two tabs, a scripted text."""

import re
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


def sign_in(one: Visitor, email: str) -> None:
    one.fill(login=email, password=PASSWORD)
    # not `press`, which looks at the page: with script it sends what was kept and loads itself once more
    with one.page.expect_navigation(wait_until="load"):
        one.page.locator('form[action$="/accounts/login/"] button.button').click()


def test_a_session_that_ends_while_typing(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/task/")
    ola.context.clear_cookies(name="sessionid")
    text = "Napisane po długim namyśle, tuż przed końcem sesji."
    ola.fill(description=text)
    expect(ola.page.locator("[data-autosave-state] a")).to_be_visible()
    ola.look(name="signed-out").press("[data-autosave-state] a")
    sign_in(ola, email(product))

    # the same page, in the same tab, with the text sent and saved
    expect(ola.page.locator('[name="description"]')).to_have_value(text)
    assert ola.path == f"/applications/{application}/edit/task/"
    other = visitor(CITY.label, email(product), who="representative")
    other.go(f"/applications/{application}/edit/task/")
    expect(other.page.locator('[name="description"]')).to_have_value(text)


def test_a_session_that_ends_while_typing_without_script(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative", script=False)
    ola.go(f"/applications/{application}/edit/task/")
    ola.context.clear_cookies(name="sessionid")
    text = "Napisane po długim namyśle, tuż przed końcem sesji."
    ola.fill(description=text).press(NEXT, name="login-again")
    assert ola.path.startswith("/accounts/login/")

    sign_in(ola, email(product))
    ola.look(name="kept").sees(text)
    ola.press("main form.form button.button")

    ola.go(f"/applications/{application}/edit/task/")
    expect(ola.page.locator('[name="description"]')).to_have_value(text)


def test_from_a_draft_to_the_receipt_with_the_network_cut_twice(
    product: Product, visitor: Come, application: str
) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    address = f"/applications/{application}/edit/capacity/"
    state = ola.go(address).page.locator("[data-autosave-state]")

    # cut while typing: the text stays, and is saved when the connection is back
    ola.context.set_offline(True)
    ola.fill(resources="Sala i dwóch trenerów.")
    expect(state).to_have_attribute("data-state", "offline")
    ola.context.set_offline(False)
    expect(state).to_have_attribute("data-state", "saved")

    # cut again, and the tab is closed: another one of the same person has the text
    ola.context.set_offline(True)
    ola.fill(previous_activity="Od 2015 roku.")
    expect(state).to_have_attribute("data-state", "offline")
    ola.page.close()
    ola.context.set_offline(False)
    ola.page = ola.new_page()
    ola.go(address)
    expect(ola.page.locator('[name="previous_activity"]')).to_have_value("Od 2015 roku.")
    expect(ola.page.locator('[name="resources"]')).to_have_value("Sala i dwóch trenerów.")

    # and the session ends once more before filing
    ola.context.clear_cookies(name="sessionid")
    ola.fill(resources="Sala i trzech trenerów.").page.locator("[data-autosave-state] a").click()
    sign_in(ola, email(product))
    expect(ola.page.locator('[name="resources"]')).to_have_value("Sala i trzech trenerów.")
    ola.go(f"/applications/{application}/summary/").act("/file/")
    expect(ola.page.locator(".receipt-number dd")).to_be_visible()
    ola.go(f"/applications/{application}/").sees("Sala i trzech trenerów.", "Od 2015 roku.")


def test_a_colleague_files_while_typing(product: Product, visitor: Come, application: str) -> None:
    """The browser takes no other page for an answer to what was typed: the text is on the page, to be copied."""
    address = email(product)
    ola = visitor(CITY.label, address, who="representative")
    state = ola.go(f"/applications/{application}/edit/capacity/").page.locator("[data-autosave-state]")
    colleague = visitor(CITY.label, address, who="colleague")
    colleague.go(f"/applications/{application}/summary/").act("/file/")

    ola.fill(resources="Tego nie zdążyłam zapisać.")
    expect(state).to_have_attribute("data-state", "failed")
    with ola.page.expect_navigation(wait_until="load"):
        ola.page.locator(SAVE).click()
    ola.look(name="filed-meanwhile").sees("Tego nie zdążyłam zapisać.")


def test_the_server_is_killed_while_typing(product: Product, visitor: Come, application: str) -> None:
    ola = visitor(CITY.label, email(product), who="representative")
    state = ola.go(f"/applications/{application}/edit/capacity/").page.locator("[data-autosave-state]")
    product.kill_web()
    ola.fill(resources="Napisane, gdy nic nie odpowiadało.")
    expect(state).to_have_attribute("data-state", re.compile("offline|failed"))

    product.start_web()
    expect(state).to_have_attribute("data-state", "saved", timeout=60_000)
    ola.go(f"/applications/{application}/edit/capacity/")
    expect(ola.page.locator('[name="resources"]')).to_have_value("Napisane, gdy nic nie odpowiadało.")


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


def test_two_browsers_in_one_offer(product: Product, visitor: Come, application: str) -> None:
    address = f"/applications/{application}/edit/capacity/"
    login = email(product)
    ola = visitor(CITY.label, login, who="representative").go(address)
    ewa = visitor(CITY.label, login, who="editor").go(address)
    saved = "[data-autosave-state][data-state=saved]"

    # different fields: both stay, and each page learns what the other wrote
    ewa.fill(previous_activity="Z drugiej przeglądarki.").page.locator(saved).wait_for()
    ola.fill(resources="Z pierwszej przeglądarki.").page.locator(saved).wait_for()
    expect(ola.page.locator('[name="previous_activity"]')).to_have_value("Z drugiej przeglądarki.")

    # the same field: nothing is overwritten, the second sees both versions and chooses
    ewa.fill(resources="Inaczej, z drugiej.")
    expect(ewa.page.locator("[data-autosave-state]")).to_have_attribute("data-state", "failed")
    ewa.press(SAVE, name="two-versions").sees("Z pierwszej przeglądarki.")
    expect(ewa.page.locator('[name="resources"]')).to_have_value("Inaczej, z drugiej.")
    ewa.press('button[name="theirs"]')
    expect(ewa.page.locator('[name="resources"]')).to_have_value("Z pierwszej przeglądarki.")
    ewa.fill(resources="Zgodnie, po rozmowie.").press(NEXT)

    ola.go(address)
    expect(ola.page.locator('[name="resources"]')).to_have_value("Zgodnie, po rozmowie.")
    expect(ola.page.locator('[name="previous_activity"]')).to_have_value("Z drugiej przeglądarki.")


def test_a_script_is_shown_as_text(product: Product, visitor: Come, application: str) -> None:
    script = "<script>document.title='zdobyte'</script><b>x</b>"
    ola = visitor(CITY.label, email(product), who="representative")
    ola.go(f"/applications/{application}/edit/task/")
    ola.fill(title=script, description=script).press(NEXT)
    ola.go(f"/applications/{application}/summary/").act("/file/")
    ola.go(f"/applications/{application}/")

    expect(ola.page.locator("h1")).to_have_text(script)
    assert "zdobyte" not in ola.page.title().partition("<")[0]
