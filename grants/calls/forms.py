from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MomentField
from frontend.templatetags.formats import money
from grants.calls import rules
from grants.calls.models import Call, Ground, Place
from grants.calls.states import CallState


class FilterForm(forms.Form):
    q = forms.CharField(
        label=_("Title or case number"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *CallState.choices])

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [("", _("all")), *((year, year) for year in years)]  # type: ignore[attr-defined]


class TaskChoice(forms.ModelChoiceField):
    """A priority task with what is left of its planned amount."""

    left: Mapping[int, Decimal] = {}

    def label_from_instance(self, task: Any) -> str:
        left = self.left.get(task.pk)
        words = f"{task.programme.year}: {task.title}" if left is not None else str(task.title)
        return words if left is None else str(_("%(task)s – %(left)s left") % {"task": words, "left": money(left)})


class DraftForm(forms.Form):
    """What the law asks for is not "optional", but a draft may wait for it: approval asks."""

    NEEDED_NOW: frozenset[str] = frozenset()
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        for name, errors in list(self.errors.items()):
            if name not in self.NEEDED_NOW and any(error.code == "required" for error in errors.as_data()):
                del self.errors[name]
                self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)
        return self.cleaned_data


class NewCallForm(forms.Form):
    task = TaskChoice(label=_("Priority task"), queryset=None, widget=forms.RadioSelect, empty_label=None)
    title = forms.CharField(
        label=_("Title of the call"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the call is named after the task."),
        widget=forms.TextInput(attrs={"data-width": "long"}),
    )

    def __init__(self, *args: Any, tasks: Any, left: Mapping[int, Decimal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["task"].left = left  # type: ignore[attr-defined]
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]


class EmptyCallForm(forms.Form):
    programme: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Programme"), queryset=None, empty_label=None)
    title = forms.CharField(
        label=_("Title of the call"), max_length=300, widget=forms.TextInput(attrs={"data-width": "long"})
    )

    def __init__(self, *args: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class CallChoice(forms.ModelChoiceField):
    def label_from_instance(self, call: Any) -> str:
        return f"{call.programme.year}: {call.title}"


class CopyForm(forms.Form):
    source = CallChoice(label=_("Earlier call"), queryset=None, empty_label=None)
    programme: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("For the programme"), queryset=None, empty_label=None
    )

    def __init__(self, *args: Any, sources: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class ApproveForm(forms.Form):
    act_number = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"data-width": "short"}))

    def __init__(self, *args: Any, collegial: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        label = _("Number of the board's resolution") if collegial else _("Number of the ordinance")
        self.fields["act_number"].label = label


class AmendForm(ApproveForm):
    """The act that changes an announcement."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of the change, to be published"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReturnForm(forms.Form):
    remark = forms.CharField(
        label=_("What to change"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CancelForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[("", _("the right the announcement reserves")), *Ground.choices],
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason, to be published"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(forms.Form):
    closes_at = MomentField(label=_("New deadline"))
    decision_by = DayField(label=_("Offers are chosen by"), required=False)
    reason = forms.CharField(
        label=_("Reason, to be published"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **{**options, "initial": {"decision_by": call.decision_by}})


class PlacesForm(DraftForm):
    """A day and its evidence for each place; a place without a day is not recorded yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in Place:
            day = DayField(label=_("Published on"))
            self.fields[f"{place}_on"] = day
            self.fields[f"{place}_evidence"] = forms.CharField(
                label=_("Address or other evidence"),
                max_length=500,
                widget=forms.TextInput(attrs={"data-width": "long"}),
            )

    def places(self) -> list[dict[str, Any]]:
        return [
            {
                "place": place,
                "obligatory": place in rules.PLACES,
                "on": self[f"{place}_on"],
                "evidence": self[f"{place}_evidence"],
            }
            for place in Place
        ]

    def recorded(self) -> list[tuple[Place, date, str]]:
        """Places that have a day, with the evidence."""
        typed = [
            (place, self.cleaned_data.get(f"{place}_on"), self.cleaned_data.get(f"{place}_evidence", ""))
            for place in Place
        ]
        return [(place, day, evidence) for place, day, evidence in typed if day]
