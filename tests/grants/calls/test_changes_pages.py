"""The pages of a change: written by the clerk, looked at side by side, decided by the executive, read by everyone."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from grants.calls import actions
from tests.builders_calls import DAY, a_draft_call, an_open_call
from tests.builders_changes import a_changed_call, a_prepared_change
from tests.grants.calls.test_pages import SCRIPT, page, typed
from tests.grants.calls.test_pages import open_now as open_now

pytestmark = pytest.mark.django_db
VERSIONS = 3


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_a_clerk_writes_a_change_and_the_executive_makes_it(browser_of, clara, ewa, open_now, now):
    call = open_now()
    address, clerk = f"/calls/{call.ref}/", browser_of(clara)
    later = now + 40 * DAY
    sent = typed(
        call,
        clara,
        subject="Piłka nożna dla dzieci.",
        closes_at=moment(later),
        decision_by=(later + 20 * DAY).date().isoformat(),
        reason="Zmiana zakresu.",
    )

    assert "Zajęcia sportowe dla dzieci" in page(clerk.get(f"{address}change/"))
    assert clerk.post(f"{address}change/", {**sent, "reason": ""}).status_code == 422
    assert clerk.post(f"{address}change/", sent).url == f"{address}change/review/"
    looked = page(clerk.get(f"{address}change/review/"))
    assert "<del>" in looked and "<ins>" in looked and 'name="act_number"' not in looked
    assert "Piłka nożna" not in page(browser_of().get(address))
    assert "Piłka nożna" in page(clerk.get(f"{address}change/"))
    assert browser_of(ewa).post(f"{address}change/make/", {"act_number": ""}).status_code == 422
    assert browser_of(ewa).post(f"{address}change/make/", {"act_number": "20/2027"}).url == address

    shown = page(browser_of().get(address))
    assert "Piłka nożna" in shown and f"{address}versions/" in shown
    assert f'href="{address}publications/"' in page(clerk.get(address))
    places = {f"{place}_on": timezone.localdate().isoformat() for place in ("bip", "board", "website")}
    assert clerk.post(f"{address}publications/", places).url == address
    assert f'action="{address}republish/"' in page(clerk.get(address))
    assert clerk.post(f"{address}republish/").url == address
    call.refresh_from_db()
    assert (call.version, call.waits_for_publication) == (2, False)
    assert "20/2027" in page(browser_of().get(f"{address}versions/"))


def test_a_change_of_the_contact_needs_no_act(browser_of, clara, open_now):
    call = open_now()
    clerk = browser_of(clara)
    clerk.post(f"/calls/{call.ref}/change/", typed(call, clara, contact="pokój 77", reason="Przeprowadzka."))

    assert "pokój 77" not in page(browser_of().get(f"/calls/{call.ref}/"))
    assert clerk.post(f"/calls/{call.ref}/change/make/").url == f"/calls/{call.ref}/"

    assert "pokój 77" in page(browser_of().get(f"/calls/{call.ref}/"))


def test_a_refusal_stands_at_its_field_with_everything_typed(browser_of, clara, open_now):
    call = open_now()

    answer = browser_of(clara).post(
        f"/calls/{call.ref}/change/", typed(call, clara, subject="", contact="pokój 99", reason="Zmiana.")
    )

    assert answer.status_code == 422
    assert 'id="id_subject_error"' in page(answer) and "pokój 99" in page(answer)


def test_the_deadline_is_moved_from_the_page_of_the_call(browser_of, clara, open_now, now):
    call = open_now()
    address, clerk = f"/calls/{call.ref}/", browser_of(clara)
    early = {"extend-closes_at": moment(now + DAY), "extend-reason": "Awaria."}

    refused = clerk.post(f"{address}extend/", early)
    moved = clerk.post(f"{address}extend/", {**early, "extend-closes_at": moment(now + 9 * DAY)})

    assert refused.status_code == 422 and 'id="id_extend-closes_at_error"' in page(refused)
    assert moved.url == address
    call.refresh_from_db()
    assert moment(call.closes_at) == moment(now + 9 * DAY)


def test_two_versions_stand_side_by_side(browser_of, clara, open_now, now, django_assert_num_queries):
    call = open_now()
    for number in range(2):
        a_prepared_change(call, at=now, contact=f"pokój {70 + number}{SCRIPT}")
        actions.correct(call, by=clara, at=now)
    reader = browser_of()

    last, both, odd = (
        page(reader.get(f"/calls/{call.ref}/versions/?{urlencode(asked)}"))
        for asked in ({}, {"before": 1, "after": 3}, {"before": SCRIPT, "after": "99"})
    )

    assert "pokój 5" not in last and "<ins>71" in last.replace("pokój ", "")
    assert "pokój 5" in both.replace("<del>", "").replace("</del>", "")
    assert SCRIPT not in last + both + odd
    with django_assert_num_queries(VERSIONS):
        reader.get(f"/calls/{call.ref}/versions/")


@pytest.mark.parametrize("path", ["change/", "change/review/"])
def test_the_desk_of_changes_is_closed_to_others(browser_of, path, anna, nadia, olga, open_now):
    call = open_now()

    for actor in (anna, nadia, olga):
        assert browser_of(actor).get(f"/calls/{call.ref}/{path}").status_code == 403
    assert browser_of().get(f"/calls/{call.ref}/{path}").status_code == 302


@pytest.mark.parametrize("verb", ["change/make", "change/drop", "extend", "republish"])
def test_a_step_of_a_change_is_refused_to_others(browser_of, verb, anna, nadia, olga, open_now):
    call = open_now()

    assert [browser_of(one).post(f"/calls/{call.ref}/{verb}/").status_code for one in (anna, nadia, olga)] == [403] * 3
    call.refresh_from_db()
    assert call.version == 1


def test_a_draft_and_a_neighbours_call_have_no_versions(browser_of, clara, olga, draft_ref, open_now):
    call = open_now()

    assert browser_of(clara).get(f"/calls/{draft_ref}/versions/").status_code == 404
    assert browser_of(olga, town="olszany").get(f"/calls/{call.ref}/versions/").status_code == 404


@pytest.fixture
def draft_ref():
    return a_draft_call().ref


def test_a_waiting_call_tells_everyone_that_the_term_will_start_anew(browser_of, nadia, open_now, now):
    call = an_open_call(opens_at=now - DAY, closes_at=now + 5 * DAY, decision_by=(now + 30 * DAY).date())
    a_changed_call(call, at=now, subject="Piłka.", closes_at=now + 30 * DAY, decision_by=(now + 60 * DAY).date())

    shown = page(browser_of(nadia).get(f"/calls/{call.ref}/"))

    assert "/applications/new/" in shown
    assert "trzech miejscach" in shown or "all three places" in shown
