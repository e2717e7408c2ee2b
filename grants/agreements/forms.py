from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField, PercentField
from grants.agreements.rules import TranchePlan
from grants.agreements.states import BINDING, AgreementState
from tenants.gates.refusals import Refusal
from tenants.office.identifiers import check_nrb

# A filter that is no state of its own.
LATE = "late"


class TermsForm(forms.Form):
    task_from = DayField(label=_("Task from"))
    task_to = DayField(label=_("Task to"))
    spend_until = DayField(
        label=_("The grant may be spent until"), help_text=_("Usually 14 days after the task, never after 31 December.")
    )
    account = forms.CharField(
        label=_("Grantee's bank account"), max_length=40, widget=forms.TextInput(attrs={"data-width": "long"})
    )
    representatives = forms.CharField(label=_("Who signs for the grantee"), max_length=300)
    signatories = forms.CharField(label=_("Who signs for the local government"), max_length=300)
    shift_percent = PercentField(label=_("Permitted increase of a cost line"))
    accessibility = forms.CharField(
        label=_("Conditions of accessibility"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_account(self) -> str:
        try:
            return check_nrb(self.cleaned_data["account"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class TrancheForm(forms.Form):
    amount = MoneyField(label=_("Amount"), min_value=Decimal("0.01"))
    due_on = DayField(label=_("To be paid by"))


class BaseTrancheRows(forms.BaseFormSet):
    @contextmanager
    def taking(self, field: str) -> Iterator[None]:
        """Put a refusal that concerns this field above the rows; others pass on."""
        try:
            yield
        except Refusal as refusal:
            if refusal.field != field:
                raise
            self.non_form_errors().append(str(refusal))

    def plans(self) -> list[TranchePlan]:
        return [TranchePlan(**row.cleaned_data) for row in self.forms if row.cleaned_data]


TrancheRows = forms.formset_factory(TrancheForm, formset=BaseTrancheRows, extra=0, min_num=1, validate_min=True)


class SigningForm(forms.Form):
    signed_on = DayField(label=_("Concluded on"))


class PaymentForm(forms.Form):
    paid_on = DayField(label=_("Paid on"))


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Organisation, task or number"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, official: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [choice for choice in AgreementState.choices if official or choice[0] in BINDING]
        self.fields["state"].choices = [("", _("any")), *shown, (LATE, _("report overdue"))]  # type: ignore[attr-defined]

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None
