"""The additional questions as a form: every question is on the page, those not asked now are hidden and keep
what was typed in them."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField, NumberField
from grants.applications.budget_limits import LARGEST
from grants.applications.forms import SectionForm
from grants.calls.questions import rules
from grants.calls.questions.models import Kind, Question
from grants.calls.questions.presentation import answer_label

NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY})


class AnswersForm(SectionForm):
    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        stored: Mapping[str, Any],
        questions: Sequence[Question] = (),
        files: Mapping[int, str] | None = None,
        **given: Any,
    ) -> None:
        """`files`: the name of the file attached for a question, by the question's id."""
        self.questions = list(questions)
        self.attached = files or {}
        numbers = {one.code for one in self.questions if one.kind in NUMBERS}
        shown = {code: Decimal(value) if code in numbers and value else value for code, value in stored.items()}
        super().__init__(posted, stored=shown, **given)
        for question in self.questions:
            if question.kind != Kind.FILE:
                self.fields[question.code] = field_of(question)

    def so_far(self) -> dict[str, Any]:
        """The answers as they stand on the page."""
        return {name: self[name].value() for name in self.fields}

    def shown(self) -> list[str]:
        return [one.code for one in rules.shown(self.questions, self.so_far())]

    def places(self) -> list[dict[str, Any]]:
        """Each question with its field, and the condition for the page's script."""
        shown = self.shown()
        return [
            {
                "question": one,
                "field": self._drawn(one),
                "file": self.attached.get(one.pk, ""),
                "hidden": one.code not in shown,
                "condition": json.dumps([one.depends_on, one.wanted]) if one.depends_on else "",
            }
            for one in self.questions
        ]

    def _drawn(self, question: Question) -> BoundField | None:
        return self[question.code] if question.code in self.fields else None


def field_of(question: Question) -> forms.Field:
    said: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": question.required,
    }
    match Kind(question.kind):
        case Kind.LONG:
            widget = forms.Textarea(attrs={"rows": 6, "data-width": "long"})
            return forms.CharField(widget=widget, max_length=rules.room(question), **said)
        case Kind.NUMBER:
            return NumberField(max_value=LARGEST, **said)
        case Kind.MONEY:
            return MoneyField(max_value=LARGEST, **said)
        case Kind.DAY:
            return DayField(**said)
        case Kind.SEVERAL:
            choices = [(one, one) for one in question.options]
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
        case Kind.CHOICE | Kind.YES_NO:
            choices = [(one, answer_label(question, one)) for one in rules.answers_to(question)]
            if not question.required:
                choices.append(("", _("no answer")))
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
    widget_of_line = forms.TextInput(attrs={"data-width": "long"})
    return forms.CharField(widget=widget_of_line, max_length=rules.room(question), **said)
