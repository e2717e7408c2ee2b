"""What a clerk types in the formal check: the answers, and the checklist of a call."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grants.applications import content as shape
from grants.applications.arranging import LABEL
from grants.applications.checklist import ANSWER_LABELS, LIBRARY, USUAL, Asked
from grants.applications.formal_rules import why_field
from grants.applications.forms import DraftForm
from grants.calls.models import Call

ROWS = "rows"


class ChecklistForm(DraftForm):
    """The questions that a person answers, each with a field for why the answer is not “yes”."""

    def __init__(self, posted: Any = None, *, asked: Sequence[Asked], formal: Mapping[str, Any]) -> None:
        why = {why_field(code): reason for code, reason in formal.get("reasons", {}).items()}
        super().__init__(posted, initial={**formal.get("answers", {}), **why})
        self.asked = asked
        for one in asked:
            self.fields[one.code] = forms.ChoiceField(
                label=one.label,
                choices=ANSWER_LABELS,
                widget=forms.RadioSelect,
                help_text="" if one.correctable else _("A “no” here cannot be corrected."),
            )
            self.fields[why_field(one.code)] = forms.CharField(
                label=_("Why it is not “yes”"),
                max_length=shape.FEW_LINES,
                widget=forms.Textarea(attrs={"rows": 2, "placeholder": " "}),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[one.code], self[why_field(one.code)]) for one in self.asked]

    def answers(self) -> dict[str, str]:
        return {one.code: self.cleaned_data.get(one.code, "") for one in self.asked}

    def reasons(self) -> dict[str, str]:
        return {one.code: self.cleaned_data.get(why_field(one.code), "") for one in self.asked}


class CriterionForm(forms.Form):
    label = forms.CharField(
        label=_("What is checked"),
        max_length=LABEL,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what is checked, or remove the row.")},
    )
    correctable = forms.BooleanField(label=_("Can be corrected"), required=False, initial=True)
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class _Criteria(forms.BaseFormSet):
    def rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]

    def left(self) -> list[Asked]:
        """The usual questions that are not on the list."""
        taken = {form["code"].value() for form in self.forms}
        return [one for one in LIBRARY if one.code not in taken]


CriteriaFormSet: Any = forms.formset_factory(CriterionForm, formset=_Criteria, extra=0, max_num=60)


def with_usual(posted: QueryDict) -> QueryDict | None:
    """What was typed, with the usual question whose button was pressed as the last row; None when none was."""
    one = USUAL.get(posted.get("take", ""))
    total = posted.get(f"{ROWS}-TOTAL_FORMS", "")
    if one is None or not total.isdecimal() or len(total) > 3:
        return None
    changed = posted.copy()
    row = f"{ROWS}-{int(total)}"
    changed.update({f"{row}-label": str(one.label), f"{row}-code": one.code})
    if one.correctable:
        changed[f"{row}-correctable"] = "on"
    changed[f"{ROWS}-TOTAL_FORMS"] = str(int(total) + 1)
    return changed


class ArrangingForm(forms.Form):
    """How the check is done; who may read its results."""

    four_eyes = forms.BooleanField(
        label=_("A second person confirms each checklist"),
        help_text=_("Until then the offer neither passes nor is rejected. Nobody confirms answers of their own."),
        required=False,
    )
    public = forms.BooleanField(
        label=_("The list of offers with their formal results is public"),
        help_text=_(
            "From the day the offers go to the committee everyone may read it: numbers, applicants, titles, results, and"
            " why an offer was rejected."
        ),
        required=False,
    )

    def __init__(self, posted: Any = None, *, call: Call, begun: bool) -> None:
        super().__init__(posted, initial={"four_eyes": call.formal_four_eyes, "public": call.formal_public})
        if begun:
            del self.fields["four_eyes"]
