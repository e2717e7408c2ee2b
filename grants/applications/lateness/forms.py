from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import MomentField
from grants.applications.lateness import rules
from tenants.registry.organisations.models import Organisation


class ProposalForm(forms.Form):
    use_required_attribute = False

    number = forms.CharField(
        label=_("NIP, or the number in the register, of the organisation"),
        max_length=60,
        help_text=_("The organisation must have entered itself here before."),
        widget=forms.TextInput(attrs={"data-width": "medium"}),
    )
    until = MomentField(label=_("This organisation may file until"))
    reason = forms.CharField(
        label=_("Reasons"),
        max_length=rules.ROOM,
        help_text=_("What kept the applicant from filing in time, and what proves it."),
        widget=forms.Textarea(attrs={"rows": 4, "data-width": "long"}),
    )

    def clean_number(self) -> Organisation:
        typed = self.cleaned_data["number"]
        digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
        known = Organisation.objects.filter(closed_at=None)
        numbers = {typed, digits, digits.zfill(10)} if digits else {typed}
        found = list(known.filter(register_number__in=numbers)[:2])
        found += [one for one in known.filter(nip=digits)[:2] if digits and one not in found]
        if len(found) != 1:
            raise forms.ValidationError(_("No single organisation here has this number. Check it."))
        return found[0]


class DecisionForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Your reasons"),
        max_length=rules.ROOM,
        widget=forms.Textarea(attrs={"rows": 3, "data-width": "long"}),
    )
