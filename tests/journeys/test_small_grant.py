"""A small grant (art. 19a) by different people in their own browsers: from an empty form to its agreement."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.cast import CITY
from tests.journeys.office_steps import PLACES, SUBMIT, today
from tests.journeys.organisation_steps import NEXT
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor, words_of

Come = Callable[..., Visitor]
SECRETS = ("Szymon Mały", "600 700 800", "szymon@krok.example.org", "Zdzisława")


def test_from_filing_to_agreement(product: Product, visitor: Come, tmp_path: Path) -> None:
    email = product.ask("representative", name="Szymon Mały", organisation="Fundacja „Mały Krok”")
    szymon = visitor(CITY.label, email, who="representative")
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    ewa = visitor(CITY.label, CITY.head.email, who="executive")
    resident = visitor(CITY.label)

    # 1. The offer: it saves itself, shows the limits, is checked and filed
    resident.go("/small-grants/", name="small-grants")
    szymon.go("/small-grants/").press(f'main a[href="/programmes/{today().year}/small-grants/new/"]')
    szymon.press('main form button[type="submit"]')
    write(szymon)
    expect(szymon.page.locator('[data-autosave-state][data-state="saved"]')).to_be_visible()
    expect(szymon.page.locator("[data-live-target]")).to_contain_text("4 500,00")
    szymon.press(NEXT, name="small-grant-draft")
    ref = re.search(r"/small-grants/([\w-]+)/", szymon.path)[1]  # type: ignore[index]
    page = f"/small-grants/{ref}/"
    szymon.act("/file/", name="small-grant-receipt")
    assert szymon.path == f"{page}receipt/"
    assert "UPROSZCZONA" in (words_of(szymon.fetch(f"{page}versions/1/pdf/"), tmp_path) or "UPROSZCZONA")
    assert resident.status(f"{page}published/") == 404

    # 2. The copy: read, one more name hidden, recorded in three places, published
    clara.go(f"{page}publication/", name="small-grant-publication").sees("Zdzisława")
    clara.fill(hide__words="Zdzisława").press('form[action$="/hide/"] .form-actions button')
    for place in PLACES:
        clara.fill(**{f"{place}_on": today(), f"{place}_evidence": f"https://{place}.example.org/oferta"})
    clara.press('button[name="publish"]')

    # 3. Residents read it without personal data, and comment
    resident.go(f"{page}published/", name="small-grant-published").sees("Spacery z historią")
    assert [secret for secret in SECRETS if resident.says(secret)] == []
    resident.fill(author="Rada osiedla", text="Dobry pomysł.").press("#comment .form-actions button")
    clara.go(page).sees("Dobry pomysł.", "Rada osiedla")

    # 4. The decision after the term, and the agreement
    ewa.go(page)
    assert not ewa.page.locator('form[action$="/accept/"]').count()
    product.ask("comments_are_over", town=CITY.label, ref=ref)
    ewa.go(page, name="small-grant-to-decide").act("/accept/")
    clara.go(page).act("/agreement/").press(SUBMIT)
    clara.act("/prepare/")
    assert re.fullmatch(r"/agreements/[\w-]+/", clara.path)
    assert "19a" in (words_of(clara.fetch(f"{clara.path}pdf/"), tmp_path) or "19a")
    clara.fill(signed_on=today()).press('form[action$="/sign/"] button', name="small-grant-agreement")
    szymon.go(page, name="small-grant-contracted").go("/desk/")
    resident.go(f"{page}published/").sees("4 000,00")
    resident.go(f"/programmes/{today().year}/balance/").sees("4 000,00")


def write(szymon: Visitor) -> None:
    end = min(today() + timedelta(days=30), date(today().year, 12, 31))
    szymon.fill(
        sphere="16",
        contact_name="Szymon Mały",
        contact_phone="600 700 800",
        contact_email="szymon@krok.example.org",
        title="Spacery z historią",
        start=today(),
        end=end,
        description="Spacery po mieście prowadzi pani Zdzisława. Zapisy: 600 700 800.",
        profile="Fundacja prowadzi spacery od 2019 roku.",
        results__0__name="Spacery",
        results__0__target="8",
        results__0__monitoring="lista spacerów",
        costs__0__name="Przewodnik",
        costs__0__grant="4000,00",
        costs__0__other="500,00",
        **dict.fromkeys(("d1", "d2", "d6", "d7"), True),
        d3="clear",
        d4="clear",
        d5="krs",
    )
