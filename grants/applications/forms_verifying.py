from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.office.documents import typed


class VerifyForm(forms.Form):
    """What stands at the foot of each page of an offer."""

    number = forms.CharField(
        label=gettext_lazy("Number of the offer"), max_length=80, help_text=gettext_lazy("For example 2027/12/003.")
    )
    checksum = forms.CharField(
        label=gettext_lazy("Checksum"),
        max_length=120,
        help_text=gettext_lazy("Four groups of four signs, for example A1B2-C3D4-E5F6-0789."),
    )

    def clean_checksum(self) -> str:
        plain = typed.digits(self.cleaned_data["checksum"])
        if not plain:
            raise forms.ValidationError(
                _("A checksum has 16 signs: digits and letters from A to F. Copy it from the foot of any page.")
            )
        return plain
