from datetime import timedelta

import pytest
from django.utils import timezone

from grants.calls.enquiries.models import Enquiry
from tests import builders
from tests.builders import NOON
from tests.builders_calls import a_closed_call, an_open_call
from tests.builders_enquiries import ANSWER, PUBLISHED, an_answered_enquiry, an_enquiry
from tests.builders_questions import CONDITIONAL

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"
OFFICE_LIST = 8


@pytest.fixture(autouse=True)
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(NOON)
    return move


def body(answer):
    return answer.content.decode()


def test_a_question_is_asked_on_the_calls_page_and_published_without_a_name(browser_of, clara, rysia):
    call = an_open_call()
    asker, office, anyone = browser_of(rysia), browser_of(clara), browser_of()
    assert "/accounts/login/?next=" in body(anyone.get(f"/calls/{call.ref}/"))

    answer = asker.post(f"/calls/{call.ref}/enquiries/ask/", {"text": "Czy wolno? Pyta Rysia."})
    assert answer["Location"] == f"/calls/{call.ref}/#enquiries"
    assert "Pyta Rysia" in body(asker.get(f"/calls/{call.ref}/"))
    assert "Pyta Rysia" not in body(anyone.get(f"/calls/{call.ref}/"))

    enquiry = Enquiry.objects.get()
    address = f"/calls/{call.ref}/enquiries/{enquiry.pk}/"
    assert "Pyta Rysia" in body(office.get(address))
    office.post(address, {"published": "Czy wolno?", "answer": "Wolno, i to bardzo.", "do": "answer"})

    for browser in (anyone, asker):
        page = body(browser.get(f"/calls/{call.ref}/"))
        assert "Wolno, i to bardzo." in page and "Pyta Rysia" not in page


def test_a_refused_question_stays_on_the_page(browser_of, rysia, at):
    call = an_open_call()
    browser = browser_of(rysia)

    empty = browser.post(f"/calls/{call.ref}/enquiries/ask/", {"text": "\u200b"})
    assert empty.status_code == 422
    nul = browser.post(f"/calls/{call.ref}/enquiries/ask/", {"text": "Z zerem \x00 w środku"})
    assert nul.status_code == 422
    long = browser.post(f"/calls/{call.ref}/enquiries/ask/", {"text": "Długo " * 600})
    assert long.status_code == 422 and "Długo Długo" in body(long)
    at(call.closes_at + timedelta(seconds=1))
    late = browser_of(rysia).post(f"/calls/{call.ref}/enquiries/ask/", {"text": "Spóźnione?"})
    assert late.status_code == 422
    assert not Enquiry.objects.exists()


def test_after_the_last_moment_the_answers_stay_and_the_form_goes(browser_of, rysia, at):
    call = an_open_call()
    an_answered_enquiry(call, rysia)
    at(call.closes_at + timedelta(seconds=1))

    page = body(browser_of(rysia).get(f"/calls/{call.ref}/"))

    assert ANSWER in page
    assert "/enquiries/ask/" not in page


def test_who_is_not_signed_in_signs_in_and_keeps_the_question(browser_of):
    call = an_open_call()

    answer = browser_of().post(f"/calls/{call.ref}/enquiries/ask/", {"text": "Czy wolno?"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert not Enquiry.objects.exists()


def test_the_office_declines_and_amends(browser_of, clara, rysia):
    call = an_open_call()
    first, second = an_enquiry(call, rysia, text="Pierwsze?"), an_answered_enquiry(call, rysia)
    office = browser_of(clara)
    list_ = f"/calls/{call.ref}/enquiries/"

    assert office.post(f"{list_}{first.pk}/", {"decline-reason": "", "do": "decline"}).status_code == 422
    office.post(f"{list_}{first.pk}/", {"decline-reason": "Nie dotyczy konkursu.", "do": "decline"})
    office.post(f"{list_}{second.pk}/", {"published": PUBLISHED, "answer": "Jednak nie.", "do": "answer"})

    assert set(Enquiry.objects.values_list("state", "answer", "reason")) == {
        ("declined", "", "Nie dotyczy konkursu."),
        ("answered", "Jednak nie.", ""),
    }
    assert "Nie dotyczy konkursu." in body(browser_of(rysia).get(f"/calls/{call.ref}/"))
    assert "Nie dotyczy konkursu." not in body(browser_of().get(f"/calls/{call.ref}/"))


def test_the_last_day_is_set_and_shown(browser_of, clara, rysia):
    call = an_open_call()
    office = browser_of(clara)
    address = f"/calls/{call.ref}/enquiries/last-day/"

    assert office.post(address, {"enquiries_until": "2027-03-01"}).status_code == 422
    assert office.post(address, {"enquiries_until": "1.02.2027"}).status_code == 302

    assert "1 lutego 2027" in body(browser_of(rysia).get(f"/calls/{call.ref}/"))


def test_who_may_open_the_offices_pages(browser_of, anna, ewa, nadia, olga, rysia):
    call = an_open_call()
    enquiry = an_enquiry(call, rysia)
    list_, one = f"/calls/{call.ref}/enquiries/", f"/calls/{call.ref}/enquiries/{enquiry.pk}/"

    for person in (anna, ewa):
        assert browser_of(person).get(list_).status_code == 200
        assert browser_of(person).get(one).status_code == 403
    for person in (nadia, olga, rysia):
        assert browser_of(person).get(list_).status_code == 403
        assert browser_of(person).post(one).status_code == 403
    for path in (list_, one):
        assert browser_of(olga, town="olszany").get(path).status_code == 404 or path == one


def test_a_question_of_another_call_is_not_found_under_this_one(browser_of, clara, rysia):
    call, other = an_open_call(), an_open_call(title="Inny konkurs")
    enquiry = an_enquiry(other, rysia)

    assert browser_of(clara).get(f"/calls/{call.ref}/enquiries/{enquiry.pk}/").status_code == 404


def test_a_script_is_text_everywhere(browser_of, clara, rysia):
    call = an_open_call()
    an_answered_enquiry(call, rysia, text=SCRIPT, published=SCRIPT, answer=SCRIPT)
    waiting = an_enquiry(call, rysia, text=SCRIPT + "2")
    office = browser_of(clara)

    for page in (
        browser_of().get(f"/calls/{call.ref}/"),
        browser_of(rysia).get(f"/calls/{call.ref}/"),
        office.get(f"/calls/{call.ref}/enquiries/"),
        office.get(f"/calls/{call.ref}/enquiries/{waiting.pk}/"),
    ):
        assert SCRIPT not in body(page)
        assert "&lt;script&gt;" in body(page)


def test_the_desk_says_how_many_questions_wait(browser_of, clara, ewa, rysia):
    call = an_open_call()
    for number in range(3):
        an_enquiry(call, rysia, text=f"Pytanie {number}?")

    def items(person):
        return [(one["label"], one["url"]) for one in browser_of(person).get("/desk/").context["items"]]

    assert [url for _label, url in items(clara)] == [f"/calls/{call.ref}/enquiries/"]
    assert "3" in items(clara)[0][0]
    assert items(ewa) == []


def test_the_calls_page_lists_what_the_offer_will_ask(browser_of):
    call = an_open_call(questions=CONDITIONAL)

    page = body(browser_of().get(f"/calls/{call.ref}/"))

    assert all(facts["label"] in page for facts in CONDITIONAL)


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_pages_cost_the_same_whatever_was_asked(browser_of, clara, rysia, rows, django_assert_num_queries):
    call = an_open_call()
    answered = {"call": call, "asked_by": builders.user(rysia), "asked_at": NOON, "text": "?", "published": "?"}
    closed = {"answer": "!", "state": "answered", "closed_at": NOON, "closed_by": "Clara"}
    Enquiry.objects.bulk_create([Enquiry(**answered, **closed) for _n in range(rows)])
    office, anyone = browser_of(clara), browser_of()
    office.get(f"/calls/{call.ref}/enquiries/")

    with django_assert_num_queries(OFFICE_LIST):
        office.get(f"/calls/{call.ref}/enquiries/")
    with django_assert_num_queries(8):
        anyone.get(f"/calls/{call.ref}/")


def test_a_closed_call_shows_no_empty_box(browser_of):
    call = a_closed_call()

    assert 'id="enquiries"' not in body(browser_of().get(f"/calls/{call.ref}/"))
