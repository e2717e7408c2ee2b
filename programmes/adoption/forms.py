from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField


class AdoptionForm(forms.Form):
    resolution_number = forms.CharField(
        label=_("Number of the resolution"), max_length=60, widget=forms.TextInput(attrs={"data-width": "medium"})
    )
    adopted_on = DayField(label=_("Adopted on"))
