from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.office.seats.models import Role

WHAT_THEY_DO = [
    (Role.ADMINISTRATOR, _("administrator: invites people, looks after the subscription")),
    (Role.COORDINATOR, _("coordinator: runs the programme, calls, agreements and reports")),
    (Role.EXECUTIVE, _("executive: decides on grants and signs")),
    (Role.FINANCE, _("finance: pays tranches, receives returned money")),
    (Role.COMMITTEE, _("committee member: assesses the offers of a call")),
    (Role.AUDITOR, _("auditor: sees everything, changes nothing")),
]


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("They get a link that works once, for 14 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=WHAT_THEY_DO,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
