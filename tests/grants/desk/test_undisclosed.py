"""Who reads the whole record reads nothing in it that they could not open: neither on the page nor in the file."""

import io

import pytest

from grants.scoring.models import ScoreSheet
from tenants.gates.access import CLOCK
from tenants.office.audit import actions, file
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_awards import a_recommended_call
from tests.builders_calls import an_open_call
from tests.builders_scoring import a_call_in_assessment, a_draft_sheet, offers_of

pytestmark = pytest.mark.django_db
OFFERS = [
    {"organisation": "Stowarzyszenie „Lipa”", "title": "Piłka"},
    {"organisation": "Fundacja „Jesion”", "title": "Tajemnica Osiedla"},
]


def read(browser):
    """The entries of the file by kind and thing, and the page."""
    actions.seal(by=CLOCK, at=NOON)
    text = b"".join(browser.get("/record/chain.jsonl").streaming_content).decode()
    title, outcome = file.check(io.StringIO(text))
    assert (outcome.broken, outcome.entries) == (None, title.seq)
    facts = [line.facts for line in file.lines_of(io.StringIO(text.split("\n", 1)[1])) if line.facts]
    page = browser.get("/record/entries/?kind=application").content.decode()
    return {(one["kind"], one["thing_id"]) for one in facts}, page, outcome.kept_back


def test_what_a_tie_hides_keeps_its_place_in_the_chain_without_its_words(marek, mikolaj, anna, browser_of):
    maria = builders.a_person("Maria Member", "committee", "auditor")
    call = a_recommended_call(marek, maria, mikolaj, offers=OFFERS, ties={(1, maria.user_id): "Mąż jest prezesem."})
    free, tied = offers_of(call)

    hers, her_page, kept_back = read(browser_of(maria))
    others, other_page, _ = read(browser_of(anna))

    assert ("application", free.pk) in hers and ("application", free.pk) in others
    assert ("application", tied.pk) not in hers and ("application", tied.pk) in others
    assert tied.number not in her_page and tied.number in other_page
    rows = {("scoresheet", sheet.pk) for sheet in ScoreSheet.objects.filter(application=tied)}
    assert rows and rows <= others and not rows & hers
    assert kept_back >= len(others - hers)


def test_a_draft_is_not_read_before_it_is_filed(nadia, anna, adam, browser_of):
    call = an_open_call()
    draft = a_draft_application(call.lots.get(), nadia)

    for reader in (anna, adam):
        seen, page, _ = read(browser_of(reader))
        assert ("application", draft.pk) not in seen
        assert draft.title not in page
    filed = a_filed_application(call.lots.get(), nadia)

    seen, page, _ = read(browser_of(anna))
    assert ("application", filed.pk) in seen
    assert filed.number in page


def test_others_sheets_sway_no_member_who_may_also_read_the_record(marek, anna, browser_of):
    maria = builders.a_person("Maria Member", "committee", "auditor")
    call = a_call_in_assessment(marek, maria, offers=OFFERS)
    sheet = a_draft_sheet(offers_of(call)[0], marek)
    own = a_draft_sheet(offers_of(call)[0], maria)

    hers, others = read(browser_of(maria))[0], read(browser_of(anna))[0]

    assert {pk for kind, pk in hers if kind == "scoresheet"} == {own.pk}
    assert {pk for kind, pk in others if kind == "scoresheet"} == {own.pk, sheet.pk}
