from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField


class SignedFileForm(forms.Form):
    """The file as the signing program gave it; what it is the check of its signature finds out."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("The signed PDF, or the XML file with the signature; at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.xml,.xades"}),
    )


class PaperForm(forms.Form):
    checksum = forms.CharField(
        label=_("Checksum on the printout"),
        max_length=120,
        help_text=_("Type it from the paper, or scan it: it is compared with that of the offer."),
    )
    received_on = DayField(label=_("Came to the office on"))
