"""An organisation at home in two towns: one desk, one calendar, letters about new calls, documents kept once."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.builders_applications import PDF
from tests.journeys.cast import CITY, GMINA
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor

Come = Callable[..., Visitor]
ORGANISATION = "Stowarzyszenie „Dwa Brzegi”"


def test_an_organisation_keeps_its_matters_of_two_towns_together(product: Product, visitor: Come) -> None:
    email = product.ask("representative", name="Dorota Dwabrzegi", organisation=ORGANISATION)
    drafts = {}
    for town in (CITY, GMINA):
        ref = product.ask("open_call", town=town.label, title=f"Nad rzeką, {town.label}")
        drafts[town.label] = product.ask("draft", town=town.label, ref=ref, email=email)
    dorota = visitor("osnowa", email, who="organisation")

    the_desk_lists_both_towns(dorota, drafts)
    the_calendar_has_a_private_address(dorota)
    a_document_is_kept_once(dorota)

    there = visitor(GMINA.label, email, who="organisation")
    the_document_is_chosen_in_an_offer(there, drafts[GMINA.label])
    the_team_reads_who_changed_what(there, drafts[GMINA.label])


def the_desk_lists_both_towns(dorota: Visitor, drafts: dict[str, str]) -> None:
    dorota.go("/desk/", name="desk-of-all-towns").sees(CITY.name, GMINA.name)
    for town, ref in drafts.items():
        link = dorota.page.locator(f'table a[href$="/applications/{ref}/"]')
        assert f"{town}.localhost" in (link.get_attribute("href") or "")
    dorota.go("/desk/?kind=agreement")
    expect(dorota.page.locator("tbody tr")).to_have_count(0)


def the_calendar_has_a_private_address(dorota: Visitor) -> None:
    dorota.go("/calendar/", name="calendar-none")
    dorota.act("/calendar/address/", name="calendar")
    address = dorota.page.locator("#calendar-address").input_value()
    read = dorota.fetch(re.sub(r"^https?://[^/]+", "", address)).decode()
    assert read.count("BEGIN:VEVENT") == 2


def a_document_is_kept_once(dorota: Visitor) -> None:
    dorota.go("/organisations/")
    dorota.press(dorota.page.get_by_role("link", name=ORGANISATION), name="organisation")
    dorota.press(dorota.page.locator('a[href$="/documents/new/"]'), name="organisation-document")
    dorota.fill(kind="statute", label="Statut z 12 maja 2024 r.", valid_from="2024-05-12")
    dorota.page.set_input_files(
        'input[name="file"]', {"name": "statut.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    dorota.press(".form-actions button.button")
    dorota.sees("Statut z 12 maja 2024 r.")
    dorota.fill(email="nowy.czlonek@example.org", role="editor")
    dorota.press('form[action$="/invite/"] button.button', name="organisation-whole")
    dorota.sees("nowy.czlonek@example.org")


def the_document_is_chosen_in_an_offer(dorota: Visitor, ref: str) -> None:
    dorota.go(f"/applications/{ref}/attachments/", name="offer-attachments")
    dorota.press(dorota.page.locator('a[href$="/attachments/choose/"]'), name="offer-choose-document")
    dorota.page.locator('input[name="paper"]').first.check()
    dorota.page.locator('input[name="place"]').last.check()
    dorota.press(".form-actions button.button")
    dorota.sees("statut.pdf")


def the_team_reads_who_changed_what(dorota: Visitor, ref: str) -> None:
    dorota.go(f"/applications/{ref}/changes/", name="offer-changes").sees("Dorota Dwabrzegi")


def test_a_new_call_comes_by_mail_once_and_one_click_stops_the_letters(product: Product, visitor: Come) -> None:
    email = product.ask("representative", name="Lucyna Listowa", organisation="Fundacja „Koperta”")
    post = Postman(visitor("osnowa", who="postman"))
    lucyna = visitor(CITY.label, email, who="organisation")
    lucyna.go("/alerts/", name="alerts-off")
    lucyna.fill(pace="at_once")
    lucyna.press(".form-actions button.button", name="alerts-on")

    product.ask("open_call", town=CITY.label, title="Konkurs do koperty")
    letter = post.letter(email, "Konkurs do koperty")
    link = re.search(r"https?://\S+/alerts/stop/\S+/", letter)
    assert link

    stranger = visitor("osnowa", who="stranger")
    stranger.go(link[0], name="alerts-stop")
    stranger.press("main form button.button", name="alerts-stopped")
    lucyna.go("/alerts/")
    expect(lucyna.page.locator(".page-title .badge")).to_have_text("wyłączone")
