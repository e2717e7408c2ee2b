"""What makes a question, and which questions an applicant is asked. Questions come in their order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from grants.calls.questions.models import Kind, Question
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.texts import is_empty

MOST_QUESTIONS = 40
MOST_OPTIONS = 40
OPTION_ROOM = 200
# Most characters of an answer, when the question sets no limit of its own.
ROOM = {Kind.TEXT: 300, Kind.LONG: 20_000}
WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.SEVERAL})
# Kinds another question can depend on.
PARTING = WITH_OPTIONS | {Kind.YES_NO}
YES, NO = "yes", "no"

Answers = Mapping[str, Any]


def room(question: Question) -> int:
    """Most characters of a written answer."""
    most = ROOM.get(Kind(question.kind), ROOM[Kind.TEXT])
    return min(question.longest or most, most)


def answers_to(question: Question) -> list[str]:
    """The answers that can be chosen, as they are kept; none where people write freely."""
    if question.kind == Kind.YES_NO:
        return [YES, NO]
    return list(question.options) if question.kind in WITH_OPTIONS else []


def shown(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """Those that are asked after these answers: a condition holds only while its own question is asked."""
    found: dict[str, Question] = {}
    for question in questions:
        if not question.depends_on or (
            question.depends_on in found and _given(answers.get(question.depends_on), question.wanted)
        ):
            found[question.code] = question
    return list(found.values())


def _given(answer: object, wanted: str) -> bool:
    return wanted in answer if isinstance(answer, list | tuple) else answer == wanted


def check_count(count: int) -> None:
    if count > MOST_QUESTIONS:
        raise Refusal(_("A call takes at most %(most)d additional questions.") % {"most": MOST_QUESTIONS})


def check_question(question: Question, earlier: Sequence[Question]) -> None:
    """One question by itself and against those before it. Raises: Refusal, each at its field."""
    raise_all([*_of_words(question), *_of_options(question), *_of_condition(question, earlier)])


def _of_words(question: Question) -> list[Refusal]:
    if question.kind not in Kind.values:
        return [Refusal(_("Choose the kind of answer."), field="kind")]
    found = []
    if is_empty(question.label):
        found.append(Refusal(_("Write the question."), field="label"))
    most = ROOM.get(Kind(question.kind))
    if question.longest is not None and most is None:
        found.append(Refusal(_("Only a text can have a limit of characters."), field="longest"))
    elif question.longest is not None and most is not None and not 1 <= question.longest <= most:
        sentence = _("Give a limit from 1 to %(most)d characters.") % {"most": most}
        found.append(Refusal(sentence, field="longest"))
    return found


def _of_options(question: Question) -> list[Refusal]:
    if question.kind not in WITH_OPTIONS:
        sentence = _("Answers to choose from belong to a question with a choice.")
        return [Refusal(sentence, field="options")] if question.options else []
    if len(question.options) < 2:
        return [Refusal(_("Give at least two answers to choose from, each in a line of its own."), field="options")]
    if len(question.options) > MOST_OPTIONS:
        return [Refusal(_("Give at most %(most)d answers.") % {"most": MOST_OPTIONS}, field="options")]
    if len({option.casefold() for option in question.options}) < len(question.options):
        return [Refusal(_("The same answer stands there twice."), field="options")]
    if any(is_empty(option) or len(option) > OPTION_ROOM for option in question.options):
        sentence = _("Each answer needs words, at most %(most)d characters of them.") % {"most": OPTION_ROOM}
        return [Refusal(sentence, field="options")]
    return []


def _of_condition(question: Question, earlier: Sequence[Question]) -> list[Refusal]:
    if question.depends_on and not _stands(question, earlier):
        sentence = _("Choose an answer to one of the questions before this one.")
        return [Refusal(sentence, field="condition")]
    return []


def check_conditions(questions: Sequence[Question]) -> None:
    """After a question was moved, changed or taken out, each condition must still name an earlier question's answer."""
    raise_all(
        [
            Refusal(
                _("“%(question)s” is asked depending on an answer to an earlier question. Change that condition first.")
                % {"question": question.label}
            )
            for place, question in enumerate(questions)
            if question.depends_on and not _stands(question, questions[:place])
        ]
    )


def _stands(question: Question, earlier: Sequence[Question]) -> bool:
    named = next((one for one in earlier if one.code == question.depends_on), None)
    return named is not None and named.kind in PARTING and question.wanted in answers_to(named)
