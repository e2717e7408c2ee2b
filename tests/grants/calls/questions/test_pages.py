import pytest

from grants.calls.questions.models import Question
from tests.builders_calls import a_draft_call, an_open_call
from tests.builders_questions import CONDITIONAL, EVERY_KIND

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"
# With the session, the account, the seats and the town's subscription.
LIST = 8


def body(answer):
    return answer.content.decode()


def typed(**over):
    return {"kind": "text", "label": "Skąd?", "help": "", "options": "", "longest": "", "condition": "", **over}


def labels(call):
    return [one.label for one in call.questions.order_by("position", "pk")]


def test_a_clerk_builds_a_question_and_one_that_depends_on_it(browser_of, clara):
    call = a_draft_call()
    browser = browser_of(clara)
    assert "/questions/new/" in body(browser.get(f"/calls/{call.ref}/questions/"))

    first = typed(kind="choice", label="Gdzie?", options="w szkole\r\n\r\n na hali ", longest="7", required="on")
    browser.post(f"/calls/{call.ref}/questions/new/", first)
    answer = browser.post(f"/calls/{call.ref}/questions/new/", typed(label="Na której hali?", condition="q1:1"))

    assert answer["Location"] == f"/calls/{call.ref}/questions/"
    assert list(call.questions.values_list("label", "options", "longest", "required", "depends_on", "wanted")) == [
        ("Gdzie?", ["w szkole", "na hali"], None, True, "", ""),
        ("Na której hali?", [], None, False, "q1", "na hali"),
    ]
    shown = body(browser.get(f"/calls/{call.ref}/questions/q2/"))
    assert '<option value="q1:1" selected>' in shown


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(browser_of, clara):
    call = a_draft_call()

    answer = browser_of(clara).post(
        f"/calls/{call.ref}/questions/new/", typed(kind="choice", label="Gdzie?", options="raz\nRAZ")
    )

    assert answer.status_code == 422
    assert 'id="id_options_error"' in body(answer)
    assert "raz\nRAZ</textarea>" in body(answer)
    assert not Question.objects.exists()


def test_order_is_changed_and_questions_removed_by_plain_buttons(browser_of, clara):
    call = a_draft_call(questions=EVERY_KIND[:3])
    browser = browser_of(clara)

    browser.post(f"/calls/{call.ref}/questions/q3/move/", {"to": "up"})
    browser.post(f"/calls/{call.ref}/questions/q1/remove/")

    assert labels(call) == ["Ile osób", "Długo"]


def test_what_cannot_be_removed_says_why(browser_of, clara):
    call = a_draft_call(questions=CONDITIONAL)
    browser = browser_of(clara)

    answer = browser.post(
        f"/calls/{call.ref}/questions/q1/remove/",
        follow=True,
        headers={"referer": f"http://lipowo.localhost/calls/{call.ref}/questions/"},
    )

    assert "W której szkole?" in body(answer)
    assert len(labels(call)) == 3


def test_after_the_draft_the_questions_are_only_read(browser_of, clara):
    call = an_open_call(questions=CONDITIONAL)
    browser = browser_of(clara)

    assert "/questions/new/" not in body(browser.get(f"/calls/{call.ref}/questions/"))
    assert browser.get(f"/calls/{call.ref}/questions/q1/")["Location"] == f"/calls/{call.ref}/questions/"
    browser.post(f"/calls/{call.ref}/questions/new/", typed())
    browser.post(f"/calls/{call.ref}/questions/q1/", typed())
    browser.post(f"/calls/{call.ref}/questions/q3/remove/")
    assert labels(call) == [facts["label"] for facts in CONDITIONAL]


def test_who_may_build_and_who_may_read(browser_of, anna, ewa, nadia, olga, rysia):
    call = a_draft_call(questions=[EVERY_KIND[0]])
    list_, one = f"/calls/{call.ref}/questions/", f"/calls/{call.ref}/questions/q1/"

    for person in (anna, ewa):
        assert browser_of(person).get(list_).status_code == 200
        assert browser_of(person).get(one).status_code == 403
    for person in (nadia, olga, rysia):
        assert browser_of(person).get(list_).status_code == 403
        for verb in ("move/", "remove/", ""):
            assert browser_of(person).post(one + verb).status_code == 403
    assert browser_of().get(list_).status_code == 302
    assert browser_of(olga, town="olszany").get(list_).status_code == 404


def test_a_script_in_a_question_is_text(browser_of, clara):
    call = a_draft_call()
    browser = browser_of(clara)
    script = typed(label=SCRIPT, help=SCRIPT, kind="choice", options=f"{SCRIPT}\ninaczej")
    browser.post(f"/calls/{call.ref}/questions/new/", script)
    browser.post(f"/calls/{call.ref}/questions/new/", typed(condition="q1:0"))

    for page in ("questions/", "questions/new/", "questions/q1/", "questions/q2/", "questions-preview/"):
        shown = body(browser.get(f"/calls/{call.ref}/{page}"))
        assert SCRIPT not in shown
        assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("rows", [1, 8])
def test_the_list_costs_the_same_whatever_its_length(browser_of, clara, rows, django_assert_num_queries):
    call = a_draft_call(questions=EVERY_KIND[:rows])
    browser = browser_of(clara)
    browser.get(f"/calls/{call.ref}/questions/")

    with django_assert_num_queries(LIST):
        browser.get(f"/calls/{call.ref}/questions/")


def test_the_office_tries_the_questions_and_nothing_is_kept(browser_of, clara):
    call = a_draft_call(questions=CONDITIONAL)
    browser = browser_of(clara)
    shown = body(browser.get(f"/calls/{call.ref}/questions-preview/"))
    assert 'id="question_q1"' in shown
    assert 'id="question_q2" data-question="q2" data-condition="[&quot;q1&quot;, &quot;yes&quot;]" hidden' in shown

    answered = body(browser.post(f"/calls/{call.ref}/questions-preview/", {"q1": "yes", "q2": "SP 1"}))

    assert 'data-question="q2" data-condition="[&quot;q1&quot;, &quot;yes&quot;]">' in answered
    assert 'value="SP 1"' in answered
    assert browser.post(f"/calls/{call.ref}/questions-preview/", {"q1": "może"}).status_code == 422
