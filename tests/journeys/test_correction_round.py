"""The office calls for corrections, the organisation answers, both compare; closed places stay closed."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cast import CITY
from tests.journeys.office_steps import SUBMIT, check_formally
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
FLAW = "Opisz, gdzie odbędą się spacery."
MENDED = "Spacery po parku miejskim, w każdą sobotę."


def test_a_correction_round(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Z brakami")
    email = product.ask("representative", name="Bogna Poprawia", organisation="Stowarzyszenie „Brak”")
    application = product.ask("draft", town=CITY.label, ref=ref, email=email)
    nadia = visitor(CITY.label, email)
    nadia.go(f"/applications/{application}/summary/").act("/file/")
    product.ask("close_soon", town=CITY.label, ref=ref, seconds=0)
    product.ask("close", town=CITY.label, ref=ref)

    # the office sees what it asks, and writes the flaw beside its place
    clara = visitor(CITY.label, CITY.coordinator.email)
    clara.go(f"/calls/{ref}/checklist/", name="formal-checklist").press(SUBMIT)
    clara.go(f"/applications/{application}/formal/")
    clara.press('button[name="do"][value="correct"]')
    clara.page.locator("details.flaws summary").nth(1).click()
    clara.page.locator('[name="task.description"]').fill(FLAW)
    clara.press(".form-actions button.button", name="correction-called").sees(FLAW)

    # the organisation finds it on its desk and can change that place alone
    nadia.go("/desk/")
    nadia.page.locator(f'a[href="/applications/{application}/correction/"]').first.click()
    nadia.look(name="correction").sees(FLAW)
    nadia.page.locator(f'a[href="/applications/{application}/correction/task/"]').first.click()
    expect(nadia.page.locator('[name="title"]')).to_have_count(0)
    nadia.fill(description=MENDED).press(".form-actions button.button", name="correction-edit")
    nadia.fill(explanation="Dopisano miejsce.").act("/correction/answer/")

    # both see the two versions side by side, and the check goes on
    for person in (nadia, clara):
        person.go(f"/applications/{application}/correction/", name="correction-compared").sees(FLAW, MENDED)
    check_formally(clara, application)
    clara.go(f"/applications/{application}/").sees(MENDED)
