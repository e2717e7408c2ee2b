"""Questions of a draft call: added, changed, moved, taken out. Each is a change of the draft and stands in its record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from grants.calls.models import Call
from grants.calls.questions import rules
from grants.calls.questions.models import Question
from grants.calls.questions.reading import of
from grants.calls.states import FLOW
from grants.calls.taking import begin
from tenants.gates.access import Actor
from tenants.gates.refusals import WrongState
from tenants.office.texts import FEW_LINES, text

FACTS = frozenset({"kind", "label", "help", "required", "longest", "options", "depends_on", "wanted"})


@transaction.atomic
def add(call: Call, *, by: Actor, at: datetime, **facts: Any) -> Question:
    """A question after the others. Raises: Refusal at the field, WrongState, PermissionDenied."""
    begin(call, "edit", by=by)
    questions = of(call)
    rules.check_count(len(questions) + 1)
    taken = {one.code for one in questions}
    code = next(code for code in (f"q{number}" for number in range(1, 9999)) if code not in taken)
    question = Question(call=call, code=code, position=len(questions) + 1)
    _write(question, facts)
    rules.check_question(question, questions)
    FLOW.move(call, "edit", by=by, at=at, noted={"question": question.label, "done": "added"})
    question.save(force_insert=True)
    return question


@transaction.atomic
def change(question: Question, *, by: Actor, at: datetime, **facts: Any) -> None:
    """Raises: Refusal at the field, or about a question that depends on this one; WrongState, PermissionDenied."""
    questions = _taken(question, by=by)
    place = _place(questions, question)
    _write(questions[place], facts)
    rules.check_question(questions[place], questions[:place])
    rules.check_conditions(questions)
    FLOW.move(question.call, "edit", by=by, at=at, noted={"question": questions[place].label, "done": "changed"})
    questions[place].save()


@transaction.atomic
def remove(question: Question, *, by: Actor, at: datetime) -> None:
    """Raises: Refusal while another question depends on it; WrongState, PermissionDenied."""
    questions = _taken(question, by=by)
    gone = questions.pop(_place(questions, question))
    rules.check_conditions(questions)
    FLOW.move(question.call, "edit", by=by, at=at, noted={"question": gone.label, "done": "removed"})
    gone.delete()
    _number(questions)


@transaction.atomic
def move(question: Question, *, up: bool, by: Actor, at: datetime) -> None:
    """One place up or down; at the end of the list nothing changes. Raises: Refusal, WrongState, PermissionDenied."""
    questions = _taken(question, by=by)
    place = _place(questions, question)
    moved = questions.pop(place)
    questions.insert(max(0, place + (-1 if up else 1)), moved)
    rules.check_conditions(questions)
    FLOW.move(question.call, "edit", by=by, at=at, noted={"question": moved.label, "done": "moved"})
    _number(questions)


@transaction.atomic
def copy(source: Call, target: Call, *, by: Actor, at: datetime) -> int:
    """The same questions in another draft that has none; how many. Raises: WrongState, PermissionDenied."""
    begin(target, "edit", by=by)
    questions = [] if of(target) else of(source)
    if questions:
        FLOW.move(target, "edit", by=by, at=at, noted={"questions": len(questions), "done": "copied"})
    for one in questions:
        one.pk, one.call, one._state.adding = None, target, True
    Question.objects.bulk_create(questions)
    return len(questions)


def _taken(question: Question, *, by: Actor) -> list[Question]:
    """All questions of its call, which nobody else changes until the transaction ends."""
    begin(question.call, "edit", by=by)
    return of(question.call)


def _place(questions: list[Question], question: Question) -> int:
    place = next((n for n, one in enumerate(questions) if one.pk == question.pk), None)
    if place is None:
        raise WrongState
    return place


def _write(question: Question, facts: dict[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"A question has no {sorted(unknown)}.")
    for name, value in facts.items():
        setattr(question, name, value)
    question.label = text(question.label, 500, "label")
    question.help = text(question.help, FEW_LINES, "help")
    question.options = [text(option, rules.OPTION_ROOM, "options") for option in question.options]


def _number(questions: list[Question]) -> None:
    for place, question in enumerate(questions, start=1):
        question.position = place
    Question.objects.bulk_update(questions, ["position"])
