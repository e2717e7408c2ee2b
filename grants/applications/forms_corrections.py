from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField
from grants.applications import content as shape
from grants.applications.places import Place


class CallForm(forms.Form):
    """What is wrong, beside the place where it is; a place left empty stays closed."""

    answer_by = DayField(label=_("Until"), help_text=_("To the end of that day."))
    reason = forms.CharField(
        label=_("Why the applicant is called again"),
        help_text=_("The applicant was called once already: a second call needs a reason."),
        max_length=shape.FEW_LINES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, posted: Any = None, *, places: Iterable[Place], day: date, again: bool) -> None:
        super().__init__(posted, initial={"answer_by": day})
        self.codes = [place.code for place in places]
        if not again:
            del self.fields["reason"]
        for place in places:
            self.fields[place.code] = forms.CharField(
                label=place.label,
                required=False,
                max_length=shape.FEW_LINES,
                widget=forms.Textarea(attrs={"rows": 2, "data-width": "long"}),
            )

    def sentences(self) -> dict[str, str]:
        """What was written, by the code of the place."""
        return {code: self.cleaned_data[code] for code in self.codes if self.cleaned_data[code]}


class AnswerForm(forms.Form):
    explanation = forms.CharField(
        label=_("Explanation for the office"),
        help_text=_("What you changed, or why something should stay as it was."),
        max_length=shape.PARAGRAPHS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
