from django import forms

from tenants.registry.billing.models import Plan


class PlanForm(forms.Form):
    """`once` comes with the page, so that a double click begins one checkout."""

    plan = forms.ChoiceField(choices=Plan.choices)
    once = forms.UUIDField()
