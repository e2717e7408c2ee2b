"""By keyboard alone, and always seeing where one is."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cast import CITY, PASSWORD
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
MOST_TABS = 80
FOCUSED = """() => { const e = document.activeElement; const s = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return { name: e.name || "", text: (e.innerText || e.value || "").trim(), at: e.closest("form")?.action || "",
    tag: e.tagName, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    ring: (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none" }; }"""


def tab_to(person: Visitor, *, name: str = "", at: str = "", tag: str = "", text: str = "") -> None:
    """Tab until the field or button has the focus; each stop on the way is seen."""
    for _ in range(MOST_TABS):
        person.page.keyboard.press("Tab")
        here = person.page.evaluate(FOCUSED)
        assert here["seen"] and here["ring"], f"the focus cannot be seen on {here} of {person.path}"
        fits = here["name"] == name if name else here["at"].endswith(at) if at else text in here["text"]
        if fits and (not tag or here["tag"] == tag):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {name or at or text} on {person.path}")


def type_into(person: Visitor, **fields: str) -> None:
    for name, value in fields.items():
        tab_to(person, name=name)
        person.page.keyboard.press("Control+A")
        person.page.keyboard.type(value)


def enter(person: Visitor) -> None:
    with person.page.expect_navigation(wait_until="load"):
        person.page.keyboard.press("Enter")


def test_an_offer_is_filed_by_keyboard(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Z klawiatury")
    email = product.ask("representative", name="Kasia Klawisz", organisation="Fundacja „Klawisz”")
    application = product.ask("draft", town=CITY.label, ref=ref, email=email)
    kasia = visitor(CITY.label)

    kasia.go("/accounts/login/")
    type_into(kasia, login=email, password=PASSWORD)
    enter(kasia)
    kasia.go(f"/applications/{application}/edit/applicant/")
    kasia.page.keyboard.press("Tab")
    assert kasia.page.evaluate("document.activeElement.className") == "skip"
    kasia.page.keyboard.press("Enter")
    type_into(kasia, contact_name="Katarzyna Klawisz", contact_phone="600 200 300")
    tab_to(kasia, name="go", tag="BUTTON")
    enter(kasia)
    expect(kasia.page.locator('[name="contact_name"], .messages')).not_to_have_count(0)
    kasia.go(f"/applications/{application}/summary/")
    tab_to(kasia, at="/file/", tag="BUTTON")
    enter(kasia)

    assert kasia.path == f"/applications/{application}/receipt/"
    kasia.go(f"/applications/{application}/").sees("Katarzyna Klawisz")


def test_a_call_is_published_by_keyboard(product: Product, visitor: Come) -> None:
    ref = product.ask("approved_call", town=CITY.label, title="Ogłoszony z klawiatury")
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")

    clara.go(f"/calls/{ref}/")
    tab_to(clara, text="Ogłoś", tag="SUMMARY")
    clara.page.keyboard.press("Enter")
    tab_to(clara, at="/publish/", tag="BUTTON")
    enter(clara)

    assert not clara.page.locator('form[action$="/publish/"]').count()
    assert visitor(CITY.label).status(f"/calls/{ref}/") == 200
