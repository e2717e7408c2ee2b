"""Words for questions: what kind of answer, when asked, an answer as people read it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from grants.calls.questions import rules
from grants.calls.questions.models import Kind, Question


def answer_label(question: Question, answer: str) -> str:
    """An answer to choose, as it is read."""
    return yes_or_no(answer) if question.kind == Kind.YES_NO else answer


def yes_or_no(answer: str) -> str:
    return {rules.YES: pgettext("answer", "yes"), rules.NO: pgettext("answer", "no")}.get(answer, "")


def condition(question: Question, questions: Iterable[Question]) -> str:
    """When it is asked, in a sentence; nothing when always."""
    named = next((one for one in questions if one.code == question.depends_on), None)
    if named is None:
        return ""
    return _("Only if the answer to “%(question)s” is “%(answer)s”.") % {
        "question": named.label,
        "answer": answer_label(named, question.wanted),
    }


def rows(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The list of questions as the office and applicants read it."""
    last = len(questions) - 1
    return [
        {
            "question": question,
            "number": place + 1,
            "kind": Kind(question.kind).label,
            "condition": condition(question, questions),
            "answers": rules.answers_to(question) if question.kind != Kind.YES_NO else [],
            "limit": limit(question),
            "first": place == 0,
            "last": place == last,
        }
        for place, question in enumerate(questions)
    ]


def limit(question: Question) -> str:
    if question.longest is None:
        return ""
    sentence = ngettext("at most %(n)s character", "at most %(n)s characters", question.longest)
    return sentence % {"n": question.longest}
