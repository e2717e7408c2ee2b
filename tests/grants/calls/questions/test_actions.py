import pytest
from django.core.exceptions import PermissionDenied

from grants.calls.questions import actions
from grants.calls.questions.models import Question
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tests.builders import NOON
from tests.builders_calls import a_draft_call, an_approved_call, an_open_call
from tests.builders_questions import CONDITIONAL, EVERY_KIND

pytestmark = pytest.mark.django_db
TEXT = {"kind": "text", "label": "Skąd?"}


def order(call):
    return list(call.questions.order_by("position", "pk").values_list("code", flat=True))


def one(call, code):
    return call.questions.get(code=code)


def test_questions_of_every_kind_are_added_and_recorded(clara):
    call = a_draft_call(questions=EVERY_KIND)

    assert order(call) == [f"q{n}" for n in range(1, 9)]
    said = AuditEntry.objects.about(call).filter(verb="edit", noted__done="added")
    assert [entry.noted["question"] for entry in said] == [facts["label"] for facts in EVERY_KIND]


def test_a_question_moves_by_one_place_and_stays_at_the_end(clara):
    call = a_draft_call(questions=EVERY_KIND[:3])

    actions.move(one(call, "q3"), up=True, by=clara, at=NOON)
    assert order(call) == ["q1", "q3", "q2"]
    actions.move(one(call, "q1"), up=True, by=clara, at=NOON)
    assert order(call) == ["q1", "q3", "q2"]
    actions.move(one(call, "q1"), up=False, by=clara, at=NOON)
    assert order(call) == ["q3", "q1", "q2"]


def test_what_others_depend_on_is_not_moved_below_them_nor_changed_under_them_nor_removed(clara):
    call = a_draft_call(questions=CONDITIONAL)

    with pytest.raises(Refusal, match="W której szkole"):
        actions.remove(one(call, "q1"), by=clara, at=NOON)
    with pytest.raises(Refusal):
        actions.move(one(call, "q1"), up=False, by=clara, at=NOON)
    with pytest.raises(Refusal):
        actions.change(one(call, "q1"), kind="text", by=clara, at=NOON)
    assert order(call) == ["q1", "q2", "q3"]

    for code in ("q3", "q2", "q1"):
        actions.remove(one(call, code), by=clara, at=NOON)
    assert order(call) == []


def test_a_code_that_was_removed_does_not_move_the_others(clara):
    call = a_draft_call(questions=EVERY_KIND[:3])

    actions.remove(one(call, "q2"), by=clara, at=NOON)
    actions.change(one(call, "q3"), label="Inaczej", by=clara, at=NOON)

    assert [(q.code, q.position) for q in call.questions.order_by("position")] == [("q1", 1), ("q3", 2)]
    assert one(call, "q3").label == "Inaczej"


@pytest.mark.parametrize("made", [an_approved_call, an_open_call])
def test_after_the_draft_nothing_is_asked_anew(made, clara):
    call = made(questions=[TEXT])
    question = one(call, "q1")

    for act in (
        lambda: actions.add(call, by=clara, at=NOON, **TEXT),
        lambda: actions.change(question, label="Inne", by=clara, at=NOON),
        lambda: actions.move(question, up=True, by=clara, at=NOON),
        lambda: actions.remove(question, by=clara, at=NOON),
    ):
        with pytest.raises(WrongState):
            act()
    assert one(call, "q1").label == "Skąd?"


def test_only_clerks_build_questions(ewa, anna, nadia):
    call = a_draft_call(questions=[TEXT])

    for person in (ewa, anna, nadia):
        with pytest.raises(PermissionDenied):
            actions.add(call, by=person, at=NOON, **TEXT)
        with pytest.raises(PermissionDenied):
            actions.remove(one(call, "q1"), by=person, at=NOON)


def test_words_are_kept_without_control_characters(clara):
    call = a_draft_call()

    made = actions.add(call, kind="text", label=" A\x00b\u200bc\r\nd ", help="x\x07y", by=clara, at=NOON)

    assert (Question.objects.get(pk=made.pk).label, made.help) == ("Abc d", "xy")


def test_a_next_call_takes_the_questions_over_once(clara):
    before, after = a_draft_call(questions=CONDITIONAL), a_draft_call(title="Za rok")

    assert [actions.copy(before, after, by=clara, at=NOON) for _twice in (1, 2)] == [3, 0]
    assert order(after) == order(before) == ["q1", "q2", "q3"]
    assert one(after, "q2").wanted == "yes"
