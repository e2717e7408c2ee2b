"""Answers to the additional questions of a call: how they lie in the offer, which of them count, what is missing.

In a draft the section maps a question's code to its answer; answers to questions no longer asked stay there, so that
a changed mind loses nothing, and do not count. Filed, it holds what was asked and answered, and the questions' words.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money, without_zeros
from grants.applications import content as shape
from grants.calls.questions import rules
from grants.calls.questions.models import Kind, Question
from grants.calls.questions.presentation import yes_or_no
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.texts import is_empty

ASKED = "asked"
Answers = Mapping[str, Any]
Read = Callable[[Question, object], Any]


def normal(questions: Iterable[Question], values: Answers) -> dict[str, Any]:
    """The section in its canonical shape; what the call does not ask is left out. Raises: Refusal at the question."""
    kept: dict[str, Any] = {}
    refused: list[Refusal] = []
    for question in questions:
        if question.kind != Kind.FILE:
            try:
                kept[question.code] = READ[Kind(question.kind)](question, values.get(question.code))
            except Refusal as refusal:
                refused.append(refusal)
    raise_all(refused)
    return kept


def frozen(questions: Sequence[Question], answers: Answers, files: Mapping[int, str]) -> dict[str, Any]:
    """What binds: the questions that were asked, in their words, and the answers. `files`: a question's id to a name."""
    asked = rules.shown(questions, answers)
    values = {one.code: files.get(one.pk, "") if one.kind == Kind.FILE else answers.get(one.code, "") for one in asked}
    return {**values, ASKED: [{"code": one.code, "kind": one.kind, "label": one.label} for one in asked]}


def gaps(questions: Sequence[Question], answers: Answers, files: Collection[int | None]) -> list[tuple[Question, str]]:
    """What is asked, must be answered, and is not. `files`: ids of questions that have a file."""
    found = []
    for question in rules.shown(questions, answers):
        if not question.required:
            continue
        if question.kind == Kind.FILE:
            if question.pk not in files:
                found.append((question, _("Attach: %(name)s.") % {"name": question.label}))
        elif _unanswered(answers.get(question.code)):
            found.append((question, _("Answer the question “%(question)s”.") % {"question": question.label}))
    return found


def appeared(questions: Sequence[Question], answers: Answers, seen: Collection[str]) -> bool:
    """Whether these answers lead to a question that the person has not seen yet."""
    return any(one.code not in seen for one in rules.shown(questions, answers))


def told(kind: str, value: Any) -> str:
    """An answer as people read it."""
    if value in (None, "", []):
        return ""
    match kind:
        case Kind.MONEY:
            return money(Decimal(value))
        case Kind.NUMBER:
            return without_zeros(Decimal(value), 2)
        case Kind.DAY:
            return date_format(date.fromisoformat(value), "j E Y")
        case Kind.SEVERAL:
            return "\n".join(value)
        case Kind.YES_NO:
            return yes_or_no(value)
    return str(value)


def _unanswered(value: Any) -> bool:
    return not value or (isinstance(value, str) and is_empty(value))


def _written(question: Question, value: object) -> str:
    most = rules.room(question)
    room = shape.PARAGRAPHS if question.kind == Kind.LONG else shape.LINE
    written = shape.text(value, room, question.code)
    if len(written) > most:
        sentence = _("This is %(now)d characters long; there is room for %(most)d.")
        raise Refusal(sentence % {"now": len(written), "most": most}, field=question.code)
    return written


def _number(question: Question, value: object) -> str:
    if value in (None, ""):
        return ""
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refusal(_("Give a number in digits, for example 12,5."), field=question.code)
    if sentence := shape.unfit_amount(number):
        raise Refusal(sentence, field=question.code)
    return f"{number:.2f}"


def _day(question: Question, value: object) -> str:
    return shape.day(value, question.code)


def _chosen(question: Question, value: object) -> str:
    return shape.one_of(value, rules.answers_to(question), question.code)


def _several(question: Question, value: object) -> list[str]:
    given = value if isinstance(value, list | tuple) else [value] if value else []
    for one in given:
        _chosen(question, one)
    return [option for option in rules.answers_to(question) if option in given]


READ: dict[Kind, Read] = {
    Kind.TEXT: _written,
    Kind.LONG: _written,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DAY: _day,
    Kind.CHOICE: _chosen,
    Kind.SEVERAL: _several,
    Kind.YES_NO: _chosen,
}
