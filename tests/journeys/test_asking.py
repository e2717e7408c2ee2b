"""What a call asks beside the form, and what applicants ask about the call."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.builders_questions import SCHOOL, YES_NO
from tests.journeys import organisation_steps
from tests.journeys.cast import CITY
from tests.journeys.office_steps import SUBMIT
from tests.journeys.organisation_steps import NEXT
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
QUESTION = "Czy można zapłacić trenerowi? Pyta Ola, tel. 500 100 200."


def test_a_clerk_builds_questions_without_code(visitor: Come) -> None:
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    clara.go("/calls/new/")
    clara.page.locator('input[name="task"]').first.check()
    clara.fill(title="Z pytaniami").press(SUBMIT).press(SUBMIT)
    clara.go(f"{clara.path}questions/").press('a[href$="/questions/new/"]')

    clara.fill(label="Gdzie będą zajęcia?", kind="choice")
    expect(clara.page.locator('[name="longest"]')).to_be_hidden()
    clara.fill(options="w szkole\nna hali", required=True).press(SUBMIT)
    clara.press('a[href$="/questions/new/"]')
    clara.fill(label="W której szkole?", kind="text", longest="60", condition="q1:0", required=True)
    clara.press(SUBMIT, name="question-builder")
    clara.press('a[href$="/questions/new/"]').fill(label="Uwagi", kind="long", required=False).press(SUBMIT)
    clara.press('form[action$="/q3/move/"] button[value="up"]')
    clara.sees("2. Uwagi", "3. W której szkole?")

    clara.press('a[href$="/questions-preview/"]', name="question-preview")
    expect(clara.page.locator('[name="q2"]')).to_be_hidden()
    clara.page.get_by_label("w szkole").check()
    expect(clara.page.locator('[name="q2"]')).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_an_organisation_answers_what_depends_on_an_answer(product: Product, visitor: Come, script: bool) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Z pytaniami dodatkowymi", asked=[YES_NO, SCHOOL])
    email = product.ask("representative", name="Ola Odpowiada", organisation="Fundacja „Odpowiedź”")
    ola = visitor(CITY.label, email, who="representative", script=script)
    application = organisation_steps.begin_offer(ola, ref)
    address = f"/applications/{application}/edit/questions/"
    ola.go(address)
    school = ola.page.locator('[name="q2"]')
    expect(school).to_be_hidden()

    ola.fill(q1="yes")
    if not script:
        ola.press(NEXT)
        assert ola.path == address
    expect(school).to_be_visible()
    ola.fill(q2="Szkoła nr 1").look(name="questions")
    ola.press(NEXT)
    assert ola.path == f"/applications/{application}/edit/declarations/"

    ola.go(address).fill(q1="no")
    if script:
        expect(school).to_be_hidden()
    ola.press(NEXT).go(address).fill(q1="yes")
    if not script:
        ola.press(NEXT)
    expect(school).to_have_value("Szkoła nr 1")


def test_a_question_about_the_call_is_answered_for_everyone(product: Product, visitor: Come) -> None:
    ref = product.ask("open_call", town=CITY.label, title="Do zapytania")
    email = product.ask("representative", name="Ola Pytająca", organisation="Fundacja „Pytanie”")
    ola = visitor(CITY.label, email, who="representative")
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    ola.go(f"/calls/{ref}/").fill(text=QUESTION)
    ola.press('form[action$="/enquiries/ask/"] button.button', name="enquiry-asked").sees("Pyta Ola")

    clara.go("/desk/").press(f'a[href="/calls/{ref}/enquiries/"]').press('a[href*="/enquiries/"] >> nth=-1')
    clara.sees("Pyta Ola").fill(published="Czy można zapłacić trenerowi?", answer="Tak, to koszt realizacji działań.")
    clara.look(name="enquiry-answer").press('button[name="do"][value="answer"]', name="enquiries")

    resident = visitor(CITY.label, who="resident").go(f"/calls/{ref}/", name="enquiry-published")
    resident.sees("Czy można zapłacić trenerowi?", "Tak, to koszt realizacji działań.")
    assert not resident.says("Ola")
