from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import MoneyField
from programmes.drafting.headings import HEADINGS
from tenants.registry.spheres import SPHERES


class NewProgrammeForm(forms.Form):
    year = forms.IntegerField(
        label=_("Year"), min_value=2019, max_value=2100, widget=forms.NumberInput(attrs={"data-width": "short"})
    )


class ProgrammeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=300)
    budget = MoneyField(
        label=_("Amount planned for public tasks"),
        help_text=_("Point 8 of art. 5a(4): the limit for all calls of the year."),
    )
    small_grants = MoneyField(
        label=_("Of that for small grants (art. 19a)"),
        help_text=_("Grants without a call, up to 10 000 zł: at most 20% of the amount above. 0: the town takes none."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in HEADINGS:
            self.fields[f"heading_{heading.number}"] = forms.CharField(
                label=f"{heading.number}. {heading.label}",
                help_text=str(heading.hint),
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def headings(self) -> dict[str, str]:
        return {heading.number: self.cleaned_data[f"heading_{heading.number}"] for heading in HEADINGS}


class TaskForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Task"), max_length=300)
    sphere = forms.ChoiceField(
        label=_("Sphere (art. 4(1))"),
        choices=lambda: [("", ""), *((s.number, f"{s.number}) {s.label}") for s in SPHERES)],
    )
    description = forms.CharField(label=_("Description"), required=False)
    planned = MoneyField(label=_("Planned"))


TaskRows = forms.formset_factory(TaskForm, extra=0)
