"""What is typed into a proposal and into its answer, made into values. An empty field is no mistake in a draft."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField
from frontend.listing import Mistake, mistakes
from frontend.rows import rearranged
from grants.applications import content as offers
from grants.applications import rows, rows_html
from grants.applications.forms import SectionForm, line, paragraphs
from grants.applications.rows import Rows
from grants.calls.models import Commissioning
from grants.initiatives.states import InitiativeState
from tenants.registry.spheres import SPHERES


class ProposalForm(SectionForm):
    """The whole proposal on one page: there is no official form."""

    title = line(_("Title of the task"), max_length=offers.NAME, widget=forms.TextInput(attrs={"data-width": "long"}))
    sphere = forms.ChoiceField(
        label=_("Sphere (art. 4(1))"),
        choices=lambda: [("", ""), *((one.number, f"{one.number}) {one.label}") for one in SPHERES)],
    )
    description = paragraphs(
        _("Description of the task"),
        tall=10,
        help_text=_("What should be done, for whom, where, and what will be better for people."),
    )

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        stored: Mapping[str, Any],
        problems: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(posted, stored=stored, problems=problems)
        self.costs = Rows(
            "costs",
            (rows.text("name", _("Cost")), rows.money("amount", _("Estimated amount, zł"))),
            posted=posted,
            stored=[{"name": row["name"], "amount": Decimal(row["amount"])} for row in stored.get("costs") or []],
        )
        self.tables = (self.costs,)
        self.notes = list((problems or {}).get("costs", ()))

    @classmethod
    def rearranged(cls, posted: QueryDict, *, stored: Mapping[str, Any]) -> "ProposalForm | None":
        """The form with rows as the pressed button wants them; None when no such button was pressed."""
        changed = rearranged(posted, "costs")
        if changed is None:
            return None
        form = cls(changed, stored=stored)
        form._errors = ErrorDict()
        form.costs.quiet()
        return form

    def is_valid(self) -> bool:
        return super().is_valid() and not self.notes

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "costs": self.costs.values()}

    def add_error(self, field: str | None, error: Any) -> None:
        """Refusals of the table stand above it."""
        if (field or "").partition(".")[0] == "costs":
            self.notes.append(str(error))
        else:
            super().add_error(field, error)

    def mistakes(self) -> list[Mistake]:
        found = mistakes([self]) + [Mistake("", sentence, "id_costs") for sentence in self.notes]
        return found + self.costs.mistakes(lambda row: gettext("Cost %(number)s") % {"number": row.number})

    def drawn_costs(self) -> SafeString:
        return SafeString("".join(rows_html.draw(row) for row in self.costs.rows))

    def empty_cost(self) -> SafeString:
        return rows_html.draw(self.costs.empty)


class FilterForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *InitiativeState.choices])

    def value(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() else ""


def weighed(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WeighingForm(forms.Form):
    """The four matters of art. 12(2); an answer needs all of them."""

    priority = weighed(_("Priority"), _("How far the proposal answers the priority tasks of the programme."))
    quality = weighed(_("Quality"), _("Whether the task will be done well."))
    funds = weighed(_("Funds"), _("What money there is for public tasks."))
    benefits = weighed(_("Benefits"), _("What the actions are and who will gain from them."))


class PurposefulForm(forms.Form):
    commissioning = forms.ChoiceField(
        label=_("Form of commissioning"), choices=Commissioning.choices, widget=forms.RadioSelect
    )
    call_on = DayField(label=_("The call will be announced on"))
    remarks = forms.CharField(
        label=_("Words to the organisation"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class TaskForm(forms.Form):
    """In which priority task the call is made."""

    task: Any = forms.ModelChoiceField(label=_("Priority task"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, tasks: QuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]
