"""What happens seldom and must be right: a signed file, a printout, late access, an organisation's own initiative."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.journeys import organisation_steps
from tests.journeys.cast import CITY
from tests.journeys.office_steps import SUBMIT, today
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor
from tests.signing import signed_pdf

Come = Callable[..., Visitor]


def test_an_offer_is_signed_by_a_file(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Z podpisem", signing=["file", "paper"])
    email = product.ask("representative", name="Sabina Signum", organisation="Fundacja „Pieczęć”")
    application = product.ask("draft", town=CITY.label, ref=ref, email=email)
    sabina = visitor(CITY.label, email, who="representative")
    sabina.go(f"/applications/{application}/summary/", name="ways-to-sign").act("/file/")
    page = f"/applications/{application}/signature/"
    sabina.go(page, name="signature-awaited")
    paper = sabina.fetch(f"/applications/{application}/versions/1/pdf/")

    # in a thread of its own: the signing library has an event loop, and so has the browser's
    with ThreadPoolExecutor() as threads:
        signed = threads.submit(signed_pdf, paper, name="Sabina Signum").result()
    for content, answer in ((paper, "signature-refused"), (signed, "signature")):
        sabina.page.locator('input[type="file"]').set_input_files(
            {"name": "oferta.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        sabina.press("form.upload button", name=answer)
    sabina.sees("Sabina Signum", "Urząd certyfikacji Lipowo")
    visitor(CITY.label, CITY.coordinator.email, who="coordinator").go(page).sees("Sabina Signum")


def test_an_offer_is_signed_on_paper(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Na papierze", signing=["paper"])
    email = product.ask("representative", name="Paulina Papier", organisation="Koło „Wydruk”")
    application = product.ask("draft", town=CITY.label, ref=ref, email=email)
    paulina = visitor(CITY.label, email, who="representative")
    _number, checksum = organisation_steps.file_offer(paulina, application)
    page = f"/applications/{application}/signature/"
    paulina.go(page, name="printout-awaited")

    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator").go(page, name="printout-to-register")
    clara.fill(checksum="0000 1111", received_on=today()).press(SUBMIT, name="printout-of-something-else")
    clara.fill(checksum=checksum, received_on=today()).press(SUBMIT, name="printout-registered")
    paulina.go(page).sees(CITY.coordinator.name)


def test_an_applicant_is_let_in_late_by_two_persons(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Po terminie")
    email = product.ask("representative", name="Łucja Później", organisation="Stowarzyszenie „Spóźnieni”")
    application = product.ask("draft", town=CITY.label, ref=ref, email=email)
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    ewa = visitor(CITY.label, CITY.head.email, who="executive")
    lucja = visitor(CITY.label, email, who="representative")
    page = f"/calls/{ref}/late-access/"
    clara.go(page, name="late-access-nobody")
    product.ask("close_soon", town=CITY.label, ref=ref, seconds=-2)
    assert lucja.go(f"/applications/{application}/summary/").page.locator('form[action$="/file/"]').count() == 0

    number = product.ask("number_of", organisation="Stowarzyszenie „Spóźnieni”")
    until = f"{today() + timedelta(days=2)}T12:00"
    clara.go(page).fill(number=number, until=until, reason="Awaria serwera poczty, dziennik w aktach.")
    clara.press("#propose .form-actions button", name="late-access-proposed")
    assert clara.page.locator('button[value="confirm"]').count() == 0
    ewa.go(page, name="late-access-to-confirm").page.locator('[name$="-reason"]').fill("Awarię potwierdził operator.")
    ewa.press('button[value="confirm"]', name="late-access-granted")

    lucja.go(f"/applications/{application}/summary/", name="late-summary").act("/file/", name="late-receipt")
    assert lucja.path.endswith("/receipt/")


def test_an_organisation_proposes_a_task_of_its_own(product: Product, visitor: Come) -> None:
    email = product.ask("representative", name="Ines Inicjatywa", organisation="Fundacja „Własny Krok”")
    ines = visitor(CITY.label, email, who="representative")
    ines.go("/initiatives/", name="initiatives-empty").press('a[href="/initiatives/new/"]')
    ines.press(SUBMIT)
    ines.fill(title="Ogród sąsiedzki", description="Wspólny ogród przy bibliotece.", sphere="16")
    ines.fill(costs__0__name="Ziemia i sadzonki", costs__0__amount="2 500,00")
    ines.press('button[value="next"]', name="initiative-draft")
    page = ines.path
    ines.act("/file/", name="initiative-filed")

    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    clara.go("/initiatives/", name="initiatives").go(page, name="initiative-to-weigh")
    matters = ("priority", "quality", "funds", "benefits")
    weighed = {f"weigh__{matter}": "Rozważono, zob. notatka." for matter in matters}
    clara.fill(**weighed).press('form[action$="/weigh/"] button')
    ewa = visitor(CITY.label, CITY.head.email, who="executive").go(page, name="initiative-to-answer")
    ewa.page.locator("details", has=ewa.page.locator('form[action$="/purposeful/"]')).locator("summary").click()
    ewa.page.locator('[name="purposeful-commissioning"]').first.check()
    ewa.fill(purposeful__call_on=today() + timedelta(days=20)).press(
        'form[action$="/purposeful/"] .form-actions button'
    )
    ines.go(page, name="initiative-answered").sees("Ogród sąsiedzki")
    clara.go(page).press('form[action$="/call/"] .form-actions button', name="initiative-call")
    assert clara.path.startswith("/calls/")
