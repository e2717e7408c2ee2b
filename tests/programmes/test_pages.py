import pytest

from programmes.drafting.models import Programme
from tests import builders
from tests.builders_programmes import a_draft_programme, an_adopted_programme

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"


def rows(*tasks: tuple[str, str, str]) -> dict[str, str]:
    posted = {"tasks-TOTAL_FORMS": str(len(tasks)), "tasks-INITIAL_FORMS": "0"}
    for n, (title, sphere, planned) in enumerate(tasks):
        posted |= {f"tasks-{n}-title": title, f"tasks-{n}-sphere": sphere, f"tasks-{n}-planned": planned}
    return posted


def test_a_resident_reads_an_adopted_programme_and_its_balance(browser_of):
    an_adopted_programme()
    browser = browser_of()

    page = browser.get("/programmes/2027/").content.decode()
    balance = browser.get("/programmes/2027/balance/")

    assert "Upowszechnianie sportu wśród dzieci" in page
    assert "160 000,00" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert balance.status_code == 200


def test_a_draft_is_not_there_for_a_resident(browser_of):
    a_draft_programme()

    assert browser_of().get("/programmes/2027/").status_code == 404
    assert "2027" not in browser_of().get("/programmes/").content.decode()


def test_a_clerk_next_door_sees_no_draft_here(browser_of, olga):
    a_draft_programme()

    assert browser_of(olga).get("/programmes/2027/").status_code == 404
    assert browser_of(olga).get("/programmes/2027/edit/").status_code == 403


def test_a_clerk_writes_a_programme_in_the_browser(browser_of, clara):
    browser = browser_of(clara)
    browser.post("/programmes/new/", {"year": "2027"})

    answer = browser.post(
        "/programmes/2027/edit/",
        {"title": "Program", "budget": "1 000,50", "heading_1": "Cel", **rows(("Sport", "17", "1000,50"))},
    )

    programme = Programme.objects.get(year=2027)
    assert answer.status_code == 302
    assert (str(programme.budget), programme.headings["1"], programme.tasks.get().title) == ("1000.50", "Cel", "Sport")


def test_tasks_over_the_budget_are_refused_at_the_field_and_nothing_is_saved(browser_of, clara):
    a_draft_programme()

    answer = browser_of(clara).post(
        "/programmes/2027/edit/", {"title": "Inny", "budget": "10,00", **rows(("Sport", "17", "10,01"))}
    )

    assert answer.status_code == 422
    assert 'id="id_budget_error"' in answer.content.decode()
    assert Programme.objects.get().title != "Inny"


def test_a_row_is_added_without_script_and_what_was_typed_stays(browser_of, clara):
    a_draft_programme()

    answer = browser_of(clara).post(
        "/programmes/2027/edit/", {"title": "W połowie", "budget": "", "add": "tasks", **rows(("Sport", "17", "abc"))}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="W połowie"' in page
    assert "tasks-1-title" in page


def test_a_script_is_shown_as_text(browser_of, clara):
    a_draft_programme()
    browser = browser_of(clara)
    browser.post(
        "/programmes/2027/edit/",
        {"title": SCRIPT, "budget": "10", "heading_1": SCRIPT, **rows((SCRIPT, "17", "10"))},
    )

    for address in ("/programmes/", "/programmes/2027/", "/programmes/2027/edit/", "/programmes/2027/balance/"):
        page = browser.get(address).content.decode()
        assert SCRIPT not in page
    assert "&lt;script&gt;" in browser.get("/programmes/2027/").content.decode()


def test_a_formula_in_a_title_stays_text_in_the_spreadsheet(browser_of, clara):
    an_adopted_programme(tasks=(("17", "=1+1", "10.00"),))

    table = browser_of().get("/programmes/2027/balance/?format=csv").content.decode()

    assert "'=1+1" in table


@pytest.mark.parametrize("years", [10, 60])
def test_the_list_of_programmes_takes_as_many_queries_for_many_as_for_few(
    browser_of, clara, years, django_assert_num_queries
):
    Programme.objects.bulk_create(
        Programme(year=2100 - n, title=f"Program {n}", made_at=builders.NOON) for n in range(years)
    )
    browser = browser_of(clara)

    with django_assert_num_queries(9):
        browser.get("/programmes/")
