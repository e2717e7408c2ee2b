"""Additional questions in an offer: how answers are kept, which count, what is frozen and where it is read."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.applications import actions, answers, outline
from grants.applications.models import Application, ApplicationVersion
from grants.calls.questions.models import Question
from tenants.gates.refusals import Refusal
from tenants.office.documents.checksum import checksum
from tests.builders import NOON
from tests.builders_applications import PDF, a_draft_application, a_filed_application, an_empty_draft
from tests.builders_calls import an_open_call
from tests.builders_questions import ANSWERS, CONDITIONAL, EVERY_KIND

SCRIPT = "<script>alert('x')</script>"
db = pytest.mark.django_db


def asked(*facts):
    return [Question(pk=n, code=f"q{n}", **one) for n, one in enumerate(facts, start=1)]


ALL = asked(*EVERY_KIND)
THREE = asked(*CONDITIONAL)


@pytest.fixture
def at(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def draft(nadia, questions=CONDITIONAL, **over):
    return a_draft_application(an_open_call(questions=questions).lots.get(), nadia, **over)


def save(application, nadia, **values):
    revision = application.revisions.get("questions", 0)
    return actions.save_section(application, "questions", values, revision=revision, by=nadia, at=NOON)


def body(answer):
    return answer.content.decode()


# --- the canonical shape ----------------------------------------------------------------------


def test_every_kind_of_answer_has_one_shape():
    assert answers.normal(ALL, {**ANSWERS, "q3": "12.50", "q7": ["seniorzy", "dzieci"], "q99": "obce"}) == {
        **ANSWERS,
        "q3": "12.50",
    }
    assert answers.normal(ALL, {}) == {code: [] if code == "q7" else "" for code in ANSWERS}
    assert answers.normal(THREE, {"q3": "podrzucone"}) == {"q1": "", "q2": ""}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("q1", "x" * 301),
        ("q1", 7),
        ("q2", "x" * 501),
        ("q3", "dwanaście"),
        ("q3", "NaN"),
        ("q3", "-1"),
        ("q3", "Infinity"),
        ("q4", "1.001"),
        ("q4", "1e40"),
        ("q5", "2027-02-30"),
        ("q6", "Inne sołectwo"),
        ("q7", ["dzieci", "wszyscy"]),
        ("q8", "maybe"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_at_its_question(code, value):
    with pytest.raises(Refusal) as refused:
        answers.normal(ALL, {**ANSWERS, code: value})

    assert [one.field for one in refused.value.every()] == [code]


def test_signs_people_use_are_kept_and_those_they_do_not_are_dropped():
    typed = "Zażółć 👩‍👧 שלום \u202eabc\u200b\x00\x07 e\u0301"

    assert answers.normal(ALL, {"q1": typed})["q1"] == "Zażółć 👩‍👧 שלום abc é"


def test_an_answer_nobody_can_see_is_none():
    assert [one.code for one, _why in answers.gaps(asked(EVERY_KIND[0]), {"q1": "\u200b \u202e\u2060"}, ())] == ["q1"]


def test_only_what_is_asked_and_required_is_missing():
    def lacking(given, files=()):
        return [one.code for one, _why in answers.gaps(THREE, given, files)]

    assert lacking({}) == ["q1"]
    assert lacking({"q1": "no"}) == []
    assert lacking({"q1": "yes"}) == ["q2", "q3"]
    assert lacking({"q1": "yes", "q2": "SP 1"}, {3}) == []
    optional = asked({**EVERY_KIND[0], "required": False})
    assert answers.gaps(optional, {}, ()) == []


def test_what_is_frozen_names_the_questions_and_leaves_hidden_answers_out():
    assert answers.frozen(THREE, {"q1": "no", "q2": "SP 1"}, {3: "zgoda.pdf"}) == {
        "q1": "no",
        "asked": [{"code": "q1", "kind": "yes_no", "label": "Czy zadanie odbywa się w szkole?"}],
    }
    assert answers.frozen(THREE, {"q1": "yes", "q2": "SP 1"}, {3: "zgoda.pdf"})["q3"] == "zgoda.pdf"


def test_answers_are_read_as_people_write_them():
    content = {"questions": answers.frozen(ALL, ANSWERS, {})}

    [section] = outline.additional(content)

    said = [field["value"].replace("\N{NO-BREAK SPACE}", " ") for field in section["fields"]]
    assert said[:2] == ["Krótka odpowiedź", "Dłuższa\nodpowiedź"]
    assert said[2:4] == ["12,5", "1 234,50 zł"]
    assert said[5:7] == ["Dęby", "dzieci\nseniorzy"]
    assert outline.additional({}) == []


# --- in the life of an offer ------------------------------------------------------------------


@db
def test_an_offer_of_a_call_without_questions_is_frozen_as_before(nadia):
    filed = a_filed_application(an_open_call().lots.get(), nadia)

    assert "questions" not in filed.content
    assert filed.checksum == checksum(filed.content)


@db
def test_an_offer_waits_for_the_answers_and_freezes_them(nadia):
    application = draft(nadia)
    with pytest.raises(Refusal, match="Czy zadanie odbywa się w szkole"):
        actions.file(application, by=nadia, at=NOON)

    save(application, nadia, q1="no", q2="Zostaje w szkicu")
    actions.file(application, by=nadia, at=NOON)

    stored = Application.objects.get()
    assert stored.content["questions"] == {
        "q1": "no",
        "asked": [{"code": "q1", "kind": "yes_no", "label": "Czy zadanie odbywa się w szkole?"}],
    }
    assert ApplicationVersion.objects.get().content == stored.content


@db
def test_a_file_answers_a_question_and_a_new_one_takes_its_place(nadia):
    application = draft(nadia)
    save(application, nadia, q1="yes", q2="SP 1")
    question = application.call.questions.get(kind="file")
    for name in ("stara.pdf", "zgoda.pdf"):
        actions.attach(application, name=name, content=PDF, question=question, by=nadia, at=NOON)

    actions.file(application, by=nadia, at=NOON)

    assert application.content["questions"]["q3"] == "zgoda.pdf"
    assert [(one["label"], one["name"]) for one in application.content["files"]] == [
        ("Zgoda dyrektora szkoły", "zgoda.pdf")
    ]


@db
def test_a_withdrawn_offer_is_copied_with_its_answers(nadia):
    application = draft(nadia, EVERY_KIND)
    save(application, nadia, **ANSWERS)
    actions.file(application, by=nadia, at=NOON)
    actions.withdraw(application, by=nadia, at=NOON)

    copied = actions.copy(application, by=nadia, at=NOON)

    assert copied.content["questions"] == {**ANSWERS, "q3": "12.50"}


# --- pages ------------------------------------------------------------------------------------


@db
def test_the_page_is_in_the_course_only_of_a_call_that_asks(nadia, browser_of, at):
    plain = an_empty_draft(an_open_call(title="Bez pytań").lots.get(), nadia)
    asking = an_empty_draft(an_open_call(questions=CONDITIONAL).lots.get(), nadia)
    browser = browser_of(nadia)

    assert browser.get(f"/applications/{plain.ref}/edit/questions/").status_code == 404
    assert "/edit/questions/" not in body(browser.get(f"/applications/{plain.ref}/summary/"))
    assert browser.get(f"/applications/{asking.ref}/edit/questions/").status_code == 200
    summary = body(browser.get(f"/applications/{asking.ref}/summary/"))
    assert f"/applications/{asking.ref}/edit/questions/?check=1#question_q1" in summary
    other = browser.post(f"/applications/{asking.ref}/edit/other/", {"paid_or_free": "free", "go": "next"})
    assert other["Location"] == f"/applications/{asking.ref}/edit/questions/"


@db
def test_without_script_further_questions_are_shown_before_one_goes_on(nadia, browser_of, at):
    application = draft(nadia)
    address = f"/applications/{application.ref}/edit/questions/"
    browser = browser_of(nadia)
    page = body(browser.get(address))
    assert 'data-question="q2" data-condition="[&quot;q1&quot;, &quot;yes&quot;]" hidden' in page

    first = browser.post(address, {"q1": "yes", "asked": "q1", "go": "next"})
    assert first["Location"] == address
    assert 'data-question="q2" data-condition="[&quot;q1&quot;, &quot;yes&quot;]">' in body(browser.get(address))

    second = browser.post(address, {"q1": "yes", "q2": "SP 1", "asked": "q1 q2 q3", "go": "next"})
    assert second["Location"] == f"/applications/{application.ref}/edit/declarations/"


@db
def test_a_mistake_stays_on_the_page_and_what_was_typed_too(nadia, browser_of, at):
    application = draft(nadia, EVERY_KIND)

    answer = browser_of(nadia).post(
        f"/applications/{application.ref}/edit/questions/", {"q1": "Dobrze", "q3": "mało", "q5": "kiedyś"}
    )

    assert answer.status_code == 422
    assert 'value="Dobrze"' in body(answer) and 'value="mało"' in body(answer)
    assert 'id="id_q3_error"' in body(answer) and 'id="id_q5_error"' in body(answer)


@db
def test_answers_are_saved_as_they_are_typed(nadia, browser_of, at):
    application = draft(nadia, EVERY_KIND)
    browser = browser_of(nadia)
    typed = {
        "q1": "Krótka odpowiedź",
        "q2": "Dłuższa\r\nodpowiedź",
        "q3": "12,5",
        "q4": "1 234,50",
        "q5": "1.05.2027",
        "q6": "Dęby",
        "q7": ["seniorzy", "dzieci"],
        "q8": "yes",
    }
    quietly = {"headers": {"X-Autosave": "1"}}

    answer = browser.post(f"/applications/{application.ref}/edit/questions/", typed, **quietly)
    again = {**typed, "q1": "Poprawiona", "seen": json.loads(body(answer))["fields"]["seen"]}
    browser.post(f"/applications/{application.ref}/edit/questions/", again, **quietly)

    assert Application.objects.get().content["questions"] == {**ANSWERS, "q1": "Poprawiona", "q3": "12.50"}


@db
def test_two_people_who_chose_differently_choose_again(nadia, browser_of, at):
    application = draft(nadia, EVERY_KIND)
    browser = browser_of(nadia)
    address = f"/applications/{application.ref}/edit/questions/"
    save(application, nadia, **{**ANSWERS, "q7": ["młodzież"]})

    answer = browser.post(address, {"q1": "Krótka odpowiedź", "q7": ["dzieci"], "seen": "{}"})
    taken = browser.post(address, {"q7": ["dzieci"], "seen": "{}", "choice": "q7", "theirs": "q7"})

    assert answer.status_code == 409
    assert '<input type="checkbox" name="q7" value="młodzież" id="id_q7_1" checked' in body(taken)


@db
def test_a_file_is_attached_where_the_question_asks_for_it(nadia, browser_of, at):
    application = draft(nadia)
    address = f"/applications/{application.ref}/attachments/"
    browser = browser_of(nadia)
    assert "Zgoda dyrektora" not in body(browser.get(address))

    save(application, nadia, q1="yes", q2="SP 1")
    assert 'name="wanted" value="q3"' in body(browser.get(address))
    sent = {"wanted": "q3", "file": SimpleUploadedFile("zgoda.pdf", PDF, "application/pdf")}
    assert browser.post(address, sent)["Location"] == f"{address}#file_q3"

    assert "zgoda.pdf" in body(browser.get(f"/applications/{application.ref}/edit/questions/"))
    # the mind changed: the file stays to be seen and taken out
    save(application, nadia, q1="no", q2="SP 1")
    assert "zgoda.pdf" in body(browser.get(address))


@db
def test_the_office_reads_the_answers_before_the_declarations(nadia, clara, browser_of, at):
    application = draft(nadia, EVERY_KIND)
    save(application, nadia, **{**ANSWERS, "q2": SCRIPT})
    actions.file(application, by=nadia, at=NOON)

    page = body(browser_of(clara).get(f"/applications/{application.ref}/"))

    assert page.index('id="other"') < page.index('id="questions"') < page.index('id="declarations"')
    assert SCRIPT not in page and "&lt;script&gt;" in page
    assert "dzieci<br>seniorzy" in page


@db
def test_the_pdf_says_what_was_asked_and_answered(nadia, browser_of, at):
    application = draft(nadia, EVERY_KIND)
    save(application, nadia, **ANSWERS)
    browser = browser_of(nadia)

    drawn = browser.get(f"/applications/{application.ref}/pdf/")

    assert drawn.content.startswith(b"%PDF")
    actions.file(application, by=nadia, at=NOON)
    assert browser.get(f"/applications/{application.ref}/pdf/").status_code == 302


@db
@pytest.mark.parametrize("count", [1, 8])
def test_the_page_costs_the_same_whatever_it_asks(nadia, browser_of, at, count, django_assert_num_queries):
    application = draft(nadia, EVERY_KIND[:count])
    browser = browser_of(nadia)
    browser.get(f"/applications/{application.ref}/edit/questions/")

    with django_assert_num_queries(11):
        browser.get(f"/applications/{application.ref}/edit/questions/")
