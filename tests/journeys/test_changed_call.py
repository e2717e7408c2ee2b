"""A published call is checked, changed, published anew and cancelled, by people at browsers."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.cast import CITY
from tests.journeys.office_steps import PLACES, SUBMIT, now, today
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor

Come = Callable[..., Visitor]


def test_a_published_call_changes_and_nobody_loses_anything(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Do zmiany")
    email = product.ask("representative", name="Kasia Zmiana", organisation="Fundacja „Zmiana”")
    product.ask("draft", town=CITY.label, ref=ref, email=email)
    address = f"/calls/{ref}/"
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    ewa = visitor(CITY.label, CITY.head.email, who="executive")
    resident = visitor(CITY.label, who="resident")

    clara.go("/calls/new/", name="call-new")
    clara.go(f"{address}legal-check/", name="legal-check")
    clara.go(f"{address}change/", name="call-change")
    clara.fill(
        subject="Zajęcia sportowe i turnieje dla dzieci.",
        closes_at=now().replace(hour=15, minute=30) + timedelta(days=60),
        decision_by=today() + timedelta(days=90),
        reason="Doszły turnieje.",
    )
    clara.press(SUBMIT, name="call-change-review")
    expect(clara.page.locator("ins").first).to_be_visible()
    ewa.go(f"{address}change/review/")
    ewa.fill(act_number="99/2027")
    ewa.act("change/make/")

    resident.go(address, name="call-changed").sees("turnieje")
    resident.go(f"{address}versions/", name="call-versions")
    Postman(resident).expects((email, "Do zmiany"))
    clara.go(f"{address}publications/")
    clara.fill(**{f"{place}_on": today() for place in PLACES})
    clara.press(SUBMIT)
    clara.act("republish/", name="call-republished")
    clara.go(f"{address}plain/", name="call-plain")
    clara.page.locator("[data-copy]").click()
    expect(clara.page.locator("#plain-html-said")).not_to_be_empty()
    assert resident.fetch(f"{address}announcement.pdf").startswith(b"%PDF")

    product.ask("close_soon", town=CITY.label, ref=ref, seconds=-2)
    ewa.go(address)
    ewa.page.locator("#cancel summary").click()
    ewa.fill(**{"cancel-ground": "no_offers", "cancel-reason": "Nie złożono żadnej oferty."})
    ewa.press("#cancel form button")
    clara.go(f"{address}cancellation/", name="call-cancellation")
    resident.go(f"{address}cancellation/").sees("art. 18a")


def test_two_clerks_meet_in_one_draft(product: Product, visitor: Come) -> None:
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    clara.go("/calls/new/")
    clara.page.locator('#empty [name="empty-title"]').fill("Spotkanie")
    clara.press("#empty button.button")
    other = clara.new_page()
    other.goto(clara.page.url)
    other.locator('[name="contact"]').fill("pokój 5")
    other.locator(SUBMIT).click()
    other.wait_for_load_state()

    clara.fill(contact="pokój 7", subject="Zajęcia")
    clara.press(SUBMIT, name="call-met")
    clara.sees("pokój 5")
    assert clara.page.locator('[name="contact"]').input_value() == "pokój 7"
    assert clara.page.locator('[name="subject"]').input_value() == "Zajęcia"
    clara.press(SUBMIT).sees("pokój 7")
