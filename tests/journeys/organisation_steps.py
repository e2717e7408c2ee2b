"""What an organisation's representative does, page by page."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.builders import nip_of
from tests.journeys.cast import PASSWORD
from tests.journeys.visitor import Postman, Visitor, plain

NEXT = '.form-actions button[name="go"][value="next"]'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def register(nadia: Visitor, postman: Postman, *, name: str, email: str, subject: str) -> None:
    """An account, with its address confirmed by the link in the letter."""
    nadia.go("/accounts/signup/").speak()
    nadia.fill(name=name, email=email, password1=PASSWORD).press("main form.form button.button")
    letter = postman.letter(email, subject)
    link = re.search(r"https?://\S+/accounts/confirm-email/\S+", letter)
    assert link, letter
    nadia.go(link[0])
    nadia.press('form[action*="/accounts/confirm-email/"] button')


def enter_organisation(nadia: Visitor, *, name: str, number: int) -> None:
    nadia.go("/organisations/new/", name="organisation-new")
    nadia.page.locator('[name="legal_form"]').select_option(index=1)
    nadia.page.locator('[name="register_kind"]').select_option(index=1)
    nadia.fill(
        name=name,
        register_number=f"{910_000 + number:010d}",
        nip=nip_of(525_300_000 + number * 11),
        street="ul. Lipowa 1",
        postcode="11-111",
        city="Lipowo",
        email=f"biuro{number}@example.org",
        phone="500 100 200",
        account="61 1090 1014 0000 0712 1981 2874",
    )
    nadia.press(".form-actions button.button")


def begin_offer(nadia: Visitor, ref: str) -> str:
    """From the call's page into the first section; the draft's ref."""
    nadia.go(f"/calls/{ref}/", name="call-open")
    link = nadia.page.locator('a[href*="/applications/new/?lot="]').first
    nadia.press(link)
    nadia.press('main form button[type="submit"]')
    return re.search(r"/applications/([\w-]+)/edit/", nadia.path)[1]  # type: ignore[index]


def write_offer(
    nadia: Visitor,
    *,
    title: str,
    grant: str,
    own: str,
    costs: list[tuple[str, str, str, str]],
    total: str,
    day: date,
    end: date,
) -> None:
    """Section after section, by the button that saves and goes on. `costs`: name, unit, unit cost, quantity; the last
    one is administrative. The task lasts two years: the first bears everything but the last cost."""
    nadia.fill(contact_name="Nadia Organizacja", contact_phone="500 100 200", contact_email="nadia@lipa.example.org")
    nadia.press(NEXT)
    nadia.fill(title=title, start=day, end=end, description="Treningi dla dzieci z całej gminy.").press(NEXT)
    nadia.fill(
        actions__0__name="Treningi",
        actions__0__description="Dwa razy w tygodniu na hali.",
        actions__0__target_group="40 dzieci w wieku 7–12 lat",
        actions__0__start=day,
        actions__0__end=end,
        actions__0__third_party="nie dotyczy",
    )
    nadia.press(NEXT)
    nadia.fill(
        direct_effect="80 treningów.",
        social_change="Dzieci ruszają się częściej.",
        sustainability="Sekcja działa dalej.",
        results__0__name="Treningi",
        results__0__target="80 treningów",
        results__0__monitoring="dziennik zajęć",
    )
    nadia.press(NEXT)
    nadia.fill(previous_activity="Prowadzimy sekcję od 2015 roku.", resources="Dwóch trenerów, sala, piłki.").press(
        NEXT
    )
    write_budget(nadia, grant=grant, own=own, costs=costs, years=(day.year, end.year))
    # the server's sums, while typing
    expect(nadia.page.locator("#sum-all")).to_have_text(re.compile(total.replace(" ", r"\s")))
    expect(nadia.page.locator(".balance.ok")).to_be_visible()
    nadia.look(name="budget")
    nadia.press(NEXT)
    nadia.fill(paid_or_free="free").press(NEXT)
    nadia.fill(d1=True, d2=True, d6=True, d7=True)
    for question in ("d3", "d4", "d5"):
        nadia.page.locator(f'[name="{question}"]').first.check()
    nadia.press(NEXT)


def write_budget(
    nadia: Visitor, *, grant: str, own: str, costs: list[tuple[str, str, str, str]], years: tuple[int, int]
) -> None:
    prefixes = [table.get_attribute("data-rows") for table in nadia.page.locator(".costs-group").all()]
    of_action, of_office = prefixes[0], prefixes[-1]
    for place in range(len(costs) - 2):
        if not nadia.page.locator(f'[name="{of_action}-{place + 1}-name"]').count():
            nadia.page.locator(f'button[data-add-row="{of_action}"]').click()
    for place, (name, unit, cost, quantity) in enumerate(costs):
        row = f"{of_office}-0" if place == len(costs) - 1 else f"{of_action}-{place}"
        values = {"name": name, "unit": unit, "unit_cost": cost, "quantity": quantity}
        value = f"{float(cost.replace(' ', '').replace(',', '.')) * float(quantity):.2f}"
        if years[0] != years[1]:
            last = place == len(costs) - 1
            values |= {f"year_{years[0]}": "0" if last else value, f"year_{years[1]}": value if last else "0"}
        for field, typed in values.items():
            nadia.page.locator(f'[name="{row}-{field}"]').fill(typed)
    nadia.fill(grant=grant, own_financial=own)


def attach(nadia: Visitor) -> None:
    nadia.page.locator('input[type="file"]').first.set_input_files(
        {"name": "statut.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    nadia.press(
        nadia.page.locator("form", has=nadia.page.locator('input[type="file"]')).first.locator("button").last,
        name="attachments",
    )


def file_offer(nadia: Visitor, application: str) -> tuple[str, str]:
    """Filed; its number and checksum from the receipt."""
    nadia.go(f"/applications/{application}/summary/", name="offer-summary")
    nadia.act("/file/", name="receipt")
    receipt = nadia.page.locator(".receipt")
    expect(receipt).to_be_visible()
    number = plain(receipt.locator(".receipt-number dd").inner_text())
    checksum = re.sub(r"\s", "", receipt.locator(".receipt-sum dd").inner_text())
    assert re.search(r"\d{1,2}:\d{2}:\d{2}", receipt.inner_text())
    return number, checksum


def update_offer(nadia: Visitor, application: str, **budget: object) -> None:
    nadia.go(f"/applications/{application}/update/budget/")
    write_budget(nadia, **budget)  # type: ignore[arg-type]
    nadia.press('.form-actions button[name="go"][value="next"]')
    nadia.go(f"/applications/{application}/update/", name="update").act("/update/file/")


def report(nadia: Visitor, agreement: str, *, spent: list[str], grant: str, own: str) -> None:
    nadia.go(f"/agreements/{agreement}/reports/final/")
    nadia.act("/begin/")
    nadia.fill(
        results="Odbyło się 80 treningów.", actions="Treningi dwa razy w tygodniu.", recipient_payments="nie dotyczy"
    )
    fields = nadia.page.locator('[name^="lines."]').all()
    for field, amount in zip(fields, spent, strict=True):
        field.fill(amount)
    nadia.fill(grant=grant, own_money=own)
    for box in nadia.page.locator('main input[type="checkbox"]').all():
        box.check()
    nadia.press('button[name="file"]', name="report-filed")
