from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.calls.questions import presentation, rules
from grants.calls.questions.models import Kind, Question


class QuestionForm(forms.Form):
    """One question; the condition is chosen as a pair of an earlier question and an answer to it."""

    use_required_attribute = False

    label = forms.CharField(
        label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "data-width": "long"})
    )
    help = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=2000,
        help_text=_("What should be in the answer, in plain words."),
        widget=forms.Textarea(attrs={"rows": 3, "data-width": "long"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=Kind, widget=forms.Select(attrs={"data-question-kind": True})
    )
    options = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        max_length=9000,
        help_text=_("Each in a line of its own; for a question with a choice."),
        widget=forms.Textarea(attrs={"rows": 5, "data-width": "long", "data-kinds": "choice several"}),
    )
    longest = forms.IntegerField(
        label=_("Most characters"),
        required=False,
        min_value=1,
        help_text=_("For a text. Left empty: 300 for a short one, 20 000 for a long one."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "short", "data-kinds": "text long"}),
    )
    required = forms.BooleanField(label=_("The question must be answered"), required=False, initial=True)
    condition = forms.ChoiceField(label=_("When it is asked"), required=False)

    def __init__(self, *args: Any, earlier: Sequence[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.pairs = {
            f"{one.code}:{place}": (one.code, answer)
            for one in earlier
            if one.kind in rules.PARTING
            for place, answer in enumerate(rules.answers_to(one))
        }
        named = {one.code: one for one in earlier}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, (code, answer) in self.pairs.items():
            words = _("if the answer is “%(answer)s”") % {"answer": presentation.answer_label(named[code], answer)}
            groups.setdefault(named[code].label, []).append((key, words))
        choices: list[Any] = [("", _("always")), *groups.items()]
        self.fields["condition"].choices = choices  # type: ignore[attr-defined]
        if not groups:
            self.fields["condition"].help_text = _(
                "When an earlier question has a choice, this one can be asked depending on the answer to it."
            )

    def facts(self) -> dict[str, Any]:
        """As actions.add takes them, without what another kind of answer would have had."""
        typed = dict(self.cleaned_data)
        depends_on, wanted = self.pairs.get(typed.pop("condition"), ("", ""))
        lines = [line.strip() for line in typed.pop("options").splitlines() if line.strip()]
        return {
            **typed,
            "options": lines if typed["kind"] in rules.WITH_OPTIONS else [],
            "longest": typed["longest"] if typed["kind"] in rules.ROOM else None,
            "depends_on": depends_on,
            "wanted": wanted,
        }


def initial(question: Question, earlier: Sequence[Question]) -> dict[str, Any]:
    named = next((one for one in earlier if one.code == question.depends_on), None)
    answers = rules.answers_to(named) if named else []
    pair = f"{question.depends_on}:{answers.index(question.wanted)}" if question.wanted in answers else ""
    return {
        "label": question.label,
        "help": question.help,
        "kind": question.kind,
        "options": "\n".join(question.options),
        "longest": question.longest,
        "required": question.required,
        "condition": pair,
    }
