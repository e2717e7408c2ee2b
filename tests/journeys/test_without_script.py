"""Everything works without JavaScript first: an offer from its beginning to the receipt, a call's draft with its rows."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import organisation_steps
from tests.journeys.cast import CITY
from tests.journeys.office_steps import SUBMIT, today
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
NEXT = organisation_steps.NEXT
COSTS = [
    ("Instruktor", "godzina", "100,10", "30"),
    ("Ulotki", "sztuka", "1,05", "200"),
    ("Księgowość", "usługa", "150", "1"),
]


def test_an_offer_is_written_and_filed(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Bez skryptu")
    email = product.ask("representative", name="Bogna Bezskryptu", organisation="Stowarzyszenie „Bez”")
    nadia = visitor(CITY.label, email, script=False)

    application = organisation_steps.begin_offer(nadia, ref)
    nadia.fill(contact_name="Bogna", contact_phone="500 100 200", contact_email=email).press(NEXT)
    nadia.fill(title="Spacery", start=today(), end=today(), description="Spacery po mieście.").press(NEXT)
    action = {
        "description": "Co tydzień.",
        "target_group": "20 osób",
        "start": today(),
        "end": today(),
        "third_party": "–",
    }
    nadia.fill(**{f"actions__0__{name}": value for name, value in {"name": "Spacery", **action}.items()})
    # a row is added and another taken away by plain buttons; what is typed stays
    nadia.press('button[name="add"][value="actions"]')
    expect(nadia.page.locator('[name="actions-0-name"]')).to_have_value("Spacery")
    nadia.fill(actions__1__name="Niepotrzebne").press('button[name="remove"][value="actions-1"]')
    assert nadia.page.locator('[name="actions-1-name"]').count() == 0
    nadia.press(NEXT)
    nadia.fill(direct_effect="20 spacerów.", social_change="Ruch.", sustainability="Tak.")
    nadia.fill(results__0__name="Spacery", results__0__target="20", results__0__monitoring="lista").press(NEXT)
    nadia.fill(previous_activity="Od 2019 roku.", resources="Instruktor.").press(NEXT)
    write_budget(nadia)
    # 30 × 100,10 + 200 × 1,05 + 150 = 3 363,00: the server's sums, on the page after saving
    nadia.press('.form-actions button[name="go"][value="stay"]').sees("3 003,00", "210,00", "3 363,00")
    nadia.press(NEXT).fill(paid_or_free="free").press(NEXT)
    nadia.fill(d1=True, d2=True, d6=True, d7=True)
    for question in ("d3", "d4", "d5"):
        nadia.page.locator(f'[name="{question}"]').first.check()
    nadia.press(NEXT)

    number, checksum = organisation_steps.file_offer(nadia, application)
    assert number.endswith("001")
    assert len(checksum) > 10


def write_budget(nadia: Visitor) -> None:
    prefixes = [table.get_attribute("data-rows") for table in nadia.page.locator(".costs-group").all()]
    nadia.press(f'button[name="add"][value="{prefixes[0]}"]')
    for place, (name, unit, cost, quantity) in enumerate(COSTS):
        row = f"{prefixes[-1]}-0" if place == len(COSTS) - 1 else f"{prefixes[0]}-{place}"
        for field, typed in {"name": name, "unit": unit, "unit_cost": cost, "quantity": quantity}.items():
            nadia.page.locator(f'[name="{row}-{field}"]').fill(typed)
    nadia.fill(grant="3 000,00", own_financial="363,00")


def test_a_clerk_changes_a_draft(product: Product, visitor: Come) -> None:
    clara = visitor(CITY.label, CITY.coordinator.email, script=False)

    clara.go("/calls/new/")
    clara.page.locator('input[name="task"]').first.check()
    clara.fill(title="Szkic bez skryptu").press(SUBMIT)
    clara.press('button[name="add"][value="lots"]').fill(lots__1__title="Druga część", lots__1__pool="1 500,50")
    clara.page.locator('[name="lots-1-task"]').select_option(index=1)
    clara.press('button[name="add"][value="attachments"]').fill(
        attachments__0__name="Statut", lots__0__pool="12.500,00"
    )
    clara.press('button[name="remove"][value="criteria-5"]')
    expect(clara.page.locator('[name="lots-1-title"]')).to_have_value("Druga część")
    clara.fill(opens_at="", closes_at="", decision_by="", task_from="", task_to="").press(SUBMIT)

    clara.sees("14 000,50 zł", "Statut", "Druga część")
