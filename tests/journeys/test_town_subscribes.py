"""A local government signs up, opens, and pays: nobody of ours does anything by hand."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import PASSWORD
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor

OPENING_SECONDS = 120
EMAIL = "sekretarz@sosnowka.example.org"


def test_a_town_signs_up_opens_and_pays(
    product: Product,
    visitor: Callable[..., Visitor],
    record_testsuite_property: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    post = Postman(visitor("osnowa", who="postman"))
    zofia = visitor("osnowa", who="founder")
    zofia.go("/", name="platform").go("/towns/", name="platform-towns").go("/calls/", name="platform-calls")
    zofia.go("/start/", name="start")
    zofia.page.reload()  # as axe leaves it, an element's empty style would look like one of ours to the policy
    zofia.page.locator('[name="kind"]').select_option("rural_gmina")
    zofia.fill(name="Gmina Sosnówka", email=EMAIL)
    # the names are proposed while the form is filled in
    zofia.page.locator('[name="email"]').focus()
    expect(zofia.page.locator('[name="label"]')).to_have_value("sosnowka")
    expect(zofia.page.locator('[name="executive_name"]')).to_have_value("Wójt Gminy Sosnówka")
    zofia.press("main .form-actions button.button")
    zofia.sees("skrzynce")

    link = re.search(r"https?://\S+/start/confirm/\S+", post.letter(EMAIL, "Gmina Sosnówka"))
    assert link
    zofia.go(link[0])
    zofia.fill(name="Zofia Sekretarz", password=PASSWORD)
    began = time.monotonic()
    zofia.press("main form.form button.button", name="start-progress")
    home = zofia.page.locator('a.button[href*="sosnowka.localhost"]')
    expect(home).to_be_visible(timeout=OPENING_SECONDS * 1000)
    took = time.monotonic() - began
    with capsys.disabled():
        print(f" [a town was opened in {took:.1f} s, from the confirmed address to its own page]", end=" ")  # noqa: T201
    record_testsuite_property("town_opened_seconds", f"{took:.1f}")
    zofia.look()
    post.expects((EMAIL, "Gmina Sosnówka: miejsce gotowe"))

    # In her own town, as its administrator
    zofia.town = "sosnowka"
    zofia.press(home)
    zofia.fill(login=EMAIL, password=PASSWORD).press('form[action$="/accounts/login/"] button.button')
    zofia.go("/desk/", name="desk-new-town").go("/seats/", name="seats").go("/programmes/").go("/calls/")
    zofia.go("/subscription/", name="subscription").sees("okres próbny")
    zofia.page.locator('form[action$="/subscription/choose/"] button').first.click()
    zofia.page.wait_for_url(re.compile(r"/checkout/"))
    zofia.page.locator("button.pay").click()
    zofia.page.wait_for_url(re.compile(r"/subscription/done/"))
    # the signed message makes it active; the page asks again by itself
    expect(zofia.page.locator("h1")).to_contain_text("aktywny")
    zofia.go("/subscription/", name="subscription-active")
    expect(zofia.page.locator(".page-title .badge")).to_contain_text("aktywn")

    # A town like the others: in the list, with a public page and a programme to write
    stranger = visitor("osnowa")
    stranger.go("/towns/").sees("Gmina Sosnówka")
    resident = visitor("sosnowka")
    resident.go("/", name="home-new-town")
    assert resident.status("/desk/") == 302
