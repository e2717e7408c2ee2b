"""The cost table under the hands: rows moved by keyboard and by dragging, cells pasted from a spreadsheet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.cast import CITY
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
SHEET = "Sala\tgodz.\t80\t3\r\nTransport\tkm\t3,50\t150\r\nNagrody\tszt.\t1 000,00\t1\r\n"


@pytest.fixture
def nadia(product: Product, visitor: Come) -> Visitor:
    email = str(product.ask("representative", name="Tola Tabelowa", organisation="Fundacja „Tabela”"))
    ref = product.ask("open_call", town=CITY.label, title="Tabela kosztów")
    offer = product.ask("draft", town=CITY.label, ref=ref, email=email)
    return visitor(CITY.label, email, who="representative").go(f"/applications/{offer}/edit/budget/")


def names(page: Page) -> list[str]:
    fields = page.locator('.costs-group:first-of-type tbody [name$="-name"]')
    return [fields.nth(place).input_value() for place in range(fields.count())]


def test_cells_copied_from_a_spreadsheet_become_rows_and_rows_are_moved(nadia: Visitor) -> None:
    page = nadia.page
    page.locator(".costs-group:first-of-type [data-add-row]").click()
    page.locator('.costs-group:first-of-type tbody [name$="-name"]').last.evaluate(PASTE, SHEET)

    before = names(page)
    assert before[-3:] == ["Sala", "Transport", "Nagrody"]
    # 3 × 80,00 + 150 × 3,50 + 1 000,00 beside what was there: the server's sum, shown while typing
    expect(page.locator('.costs-group:first-of-type [id$="-value"]').nth(len(before) - 2)).to_have_text("525,00")

    handles = page.locator(".costs-group:first-of-type tbody [data-handle]")
    handles.last.focus()
    page.keyboard.press("ArrowUp")
    assert names(page)[-3:] == ["Sala", "Nagrody", "Transport"]
    expect(handles.nth(len(before) - 2)).to_be_focused()

    handles.last.scroll_into_view_if_needed()
    start, target = handles.last.bounding_box(), handles.nth(len(before) - 3).bounding_box()
    assert start and target
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 5, target["y"] + 12, steps=8)
    page.mouse.move(target["x"] + 5, target["y"] + 2, steps=3)
    page.mouse.up()
    assert names(page)[-3:] == ["Transport", "Sala", "Nagrody"]

    nadia.press('.form-actions button[name="go"][value="stay"]', name="cost-table")
    assert names(nadia.page)[-3:] == ["Transport", "Sala", "Nagrody"]
