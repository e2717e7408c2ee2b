import pytest

from grants.calls.questions import rules
from grants.calls.questions.models import Question
from tenants.gates.refusals import Refusal


def question(code, kind="text", **over):
    return Question(code=code, kind=kind, **{"label": f"Pytanie {code}", **over})


A = question("q1", "yes_no")
B = question("q2", "choice", options=["szkoła", "hala"], depends_on="q1", wanted="yes")
C = question("q3", depends_on="q2", wanted="hala")
D = question("q4", "several", options=["dzieci", "seniorzy"])
E = question("q5", depends_on="q4", wanted="seniorzy")


def codes(answers, *questions):
    return [one.code for one in rules.shown(questions or (A, B, C, D, E), answers)]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["q1", "q4"]),
        ({"q1": "no", "q4": ["dzieci"]}, ["q1", "q4"]),
        ({"q1": "yes"}, ["q1", "q2", "q4"]),
        ({"q1": "yes", "q2": "hala"}, ["q1", "q2", "q3", "q4"]),
        ({"q4": ["dzieci", "seniorzy"]}, ["q1", "q4", "q5"]),
        # what depends on a hidden question is hidden too, whatever was answered there before
        ({"q1": "no", "q2": "hala"}, ["q1", "q4"]),
        # a part of a word is no answer
        ({"q4": "seniorzy i inni"}, ["q1", "q4"]),
    ],
)
def test_a_condition_decides_what_is_asked(answers, asked):
    assert codes(answers) == asked


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "\u200b \u202e"}, "label"),
        ({"kind": "sound"}, "kind"),
        ({"kind": "choice"}, "options"),
        ({"kind": "choice", "options": ["jedno"]}, "options"),
        ({"kind": "choice", "options": ["jedno", "JEDNO"]}, "options"),
        ({"kind": "several", "options": ["a", "\u200b"]}, "options"),
        ({"kind": "several", "options": ["a", "b" * 201]}, "options"),
        ({"kind": "choice", "options": [str(n) for n in range(41)]}, "options"),
        ({"options": ["a", "b"]}, "options"),
        ({"longest": 0}, "longest"),
        ({"longest": 301}, "longest"),
        ({"kind": "long", "longest": 20_001}, "longest"),
        ({"kind": "money", "longest": 10}, "longest"),
        ({"depends_on": "q9", "wanted": "yes"}, "condition"),
        ({"depends_on": "q1", "wanted": "maybe"}, "condition"),
        ({"depends_on": "q0", "wanted": "x"}, "condition"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(over, field):
    earlier = [question("q0"), A]

    with pytest.raises(Refusal) as refused:
        rules.check_question(question("q7", **{"kind": "text", **over}), earlier)

    assert [one.field for one in refused.value.every()] == [field]


def test_a_question_that_can_be_answered_passes():
    rules.check_question(B, [A])
    rules.check_question(question("q9", "long", longest=20_000, help="Krótko."), [])


def test_a_condition_names_an_earlier_question():
    rules.check_conditions([A, B, C])

    for order in ([B, A], [A, C], [C, A, B]):
        with pytest.raises(Refusal):
            rules.check_conditions(order)


def test_the_room_of_an_answer_is_the_smaller_of_both_limits():
    assert rules.room(question("q1", "text")) == 300
    assert rules.room(question("q1", "text", longest=20)) == 20
    assert rules.room(question("q1", "long")) == 20_000


def test_there_is_an_end_to_asking():
    rules.check_count(40)
    with pytest.raises(Refusal):
        rules.check_count(41)
