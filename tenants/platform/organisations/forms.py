from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField
from tenants.gates.refusals import Refusal
from tenants.office.documents.forms import UploadField
from tenants.office.identifiers import check_krs, check_nip, check_nrb, check_postcode, check_regon, show_nrb
from tenants.registry.organisations.kinds import RegisterKind
from tenants.registry.organisations.models import MembershipRole, Organisation
from tenants.registry.organisations.papers import OrganisationPaper, PaperKind


class OrganisationForm(forms.ModelForm):
    """An organisation's facts as its register has them; numbers come out bare and checked."""

    account = forms.CharField(
        label=_("Bank account"),
        required=False,
        max_length=40,
        help_text=_("26 digits. A grant is paid to this account; you can give it later."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "medium"}),
    )
    nip = forms.CharField(
        label="NIP",
        required=False,
        max_length=20,
        help_text=_("10 digits. Leave it empty if the organisation has none."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "short"}),
    )
    regon = forms.CharField(
        label="REGON",
        required=False,
        max_length=20,
        help_text=_("9 or 14 digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "short"}),
    )
    postcode = forms.CharField(
        label=_("Postal code"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code", "data-width": "short"}),
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "legal_form",
            "register_kind",
            "register_number",
            "nip",
            "regon",
            "street",
            "postcode",
            "city",
            "correspondence_address",
            "email",
            "phone",
            "website",
            "account",
        )
        labels = {
            "name": _("Full name, as in the register"),
            "legal_form": _("Legal form"),
            "register_kind": _("Register"),
            "register_number": _("Number in the register"),
            "street": _("Street and number"),
            "city": _("Town or village"),
            "correspondence_address": _("Address for letters, if different"),
            "email": _("Organisation's e-mail"),
            "phone": _("Organisation's phone"),
            "website": _("Website"),
        }
        help_texts = {
            "register_number": _("For KRS 10 digits; zeros in front may be left out."),
            "email": _("Offices write here about your offers."),
        }
        widgets = {
            "register_number": forms.TextInput(attrs={"autocomplete": "off", "data-width": "medium"}),
            "street": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2", "data-width": "medium"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "website": forms.URLInput(attrs={"placeholder": "https://"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("legal_form", "register_kind"):
            choices = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].choices = [("", _("choose")), *(one for one in choices if one[0])]  # type: ignore[attr-defined]
        if self.instance.account:
            self.initial["account"] = show_nrb(self.instance.account.removeprefix("PL"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        checks = {"nip": check_nip, "regon": check_regon, "postcode": check_postcode, "account": check_nrb}
        for field, check in checks.items():
            if values.get(field):
                self._put(field, check)
        if values.get("register_kind") == RegisterKind.KRS and values.get("register_number"):
            self._put("register_number", check_krs)
        return self.cleaned_data

    def _put(self, field: str, check: Any) -> None:
        try:
            self.cleaned_data[field] = check(self.cleaned_data[field], field=field)
        except Refusal as refusal:
            self.add_error(field, str(refusal))

    def _post_clean(self) -> None:
        """Write nothing on the organisation in hand: the action does, and says who has entered it already."""


class PaperForm(forms.ModelForm):
    """A document to keep in the profile; the file is checked as every other upload."""

    valid_from = DayField(label=_("Valid from"), required=False)
    valid_to = DayField(label=_("Valid to"), required=False, help_text=_("Leave it empty if it has no end."))
    file = UploadField(label=_("File"), help_text=_("PDF, office document or picture, at most 10 MB."))

    class Meta:
        model = OrganisationPaper
        fields = ("kind", "label", "valid_from", "valid_to")
        labels = {"kind": _("Kind of document"), "label": _("What it is")}
        help_texts = {"label": _("For example: statute of 12 May 2024. Empty: the name of the file.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("choose")), *PaperKind.choices]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**kept, "upload": self.cleaned_data["file"]}

    def _post_clean(self) -> None:
        """The action keeps the document, and checks its days."""


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=MembershipRole.choices)


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("They get a link that works once, for 14 days."),
    )
    role = forms.ChoiceField(
        label=_("In the role of"),
        initial=MembershipRole.EDITOR,
        widget=forms.RadioSelect,
        choices=[
            (MembershipRole.REPRESENTATIVE, _("representative: files offers, signs, invites people")),
            (MembershipRole.EDITOR, _("editor: writes offers and reports, does not file them")),
            (MembershipRole.READER, _("reader: sees everything, changes nothing")),
        ],
    )
