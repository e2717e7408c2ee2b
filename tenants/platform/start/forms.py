from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tenants.registry.governments import naming
from tenants.registry.governments.kinds import Kind
from tenants.registry.governments.places import VOIVODESHIPS

PROPOSED = {"executive_name": naming.executive, "office_name": naming.office, "label": naming.label}


class StartForm(forms.Form):
    """A town as it signs up. Names left empty are proposed and shown once more before anything is sent."""

    name = forms.CharField(
        label=_("Name of the local government"),
        max_length=120,
        help_text=_("As people say it: Gmina Lipowo, Miasto Olszany, Powiat lipowski."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    executive_name = forms.CharField(
        label=_("Who decides, as printed on documents"),
        max_length=160,
        required=False,
        help_text=_("We propose it; correct it if your documents say it otherwise."),
    )
    office_name = forms.CharField(
        label=_("Name of the office, as printed on documents"), max_length=160, required=False
    )
    voivodeship = forms.ChoiceField(label=_("Voivodeship"), required=False, choices=[("", _("choose")), *VOIVODESHIPS])
    county = forms.CharField(
        label=_("County (powiat)"),
        max_length=60,
        required=False,
        help_text=_("Organisations that follow calls of a whole county will hear of yours."),
    )
    label = forms.CharField(
        label=_("Address of your place"),
        max_length=naming.LONGEST_LABEL,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-width": "medium"}),
    )

    def __init__(self, *args: Any, suffix: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].help_text = _(
            "Small letters, digits and hyphens, without .%(suffix)s at the end. The address stays."
        ) % {"suffix": suffix}

    def clean_label(self) -> str:
        return self.cleaned_data["label"].strip().lower()

    def fill_in(self) -> bool:
        """Propose what was left empty, to be shown again; whether there was anything to propose."""
        name, kind = self.cleaned_data.get("name"), self.cleaned_data.get("kind")
        empty = [field for field in PROPOSED if not self.cleaned_data.get(field)]
        if not (name and kind and empty):
            return False
        self.data = {**dict(self.data.items()), **{field: PROPOSED[field](kind, name) for field in empty}}
        return True


class AddressForm(forms.Form):
    """Who signs the town up, when not signed in."""

    email = forms.EmailField(
        label=_("Your work e-mail"),
        help_text=_("We send the link there that opens the place. You become its administrator."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PersonForm(forms.Form):
    """An account for an address that was just proved."""

    name = forms.CharField(
        label=_("Your name and surname"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])


def propose(typed: Mapping[str, str]) -> dict[str, str]:
    """The names again after the town's name or kind changed; what a person corrected by hand stays."""
    kept = {field: typed.get(field, "") for field in PROPOSED}
    name, kind = typed.get("name", "").strip(), typed.get("kind", "")
    if not name or kind not in Kind.values:
        return kept
    before = (typed.get("was_kind", ""), typed.get("was_name", ""))
    for field, proposal in PROPOSED.items():
        if not kept[field] or (before[0] in Kind.values and kept[field] == proposal(*before)):
            kept[field] = proposal(kind, name)
    return kept
