from datetime import datetime, time
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.office.audit.models import AuditQuerySet
from tenants.office.audit.presentation import kinds
from tenants.office.deadlines import WARSAW, end_of_day

DAY = {"type": "date", "data-width": "short"}
LOOKUPS = {
    "who": "by_name__icontains",
    "thing": "thing__icontains",
    "kind": "kind",
    "since": "at__gte",
    "until": "at__lte",
}


class EntryFilter(forms.Form):
    """What an auditor looks for; whatever is not understood is left out."""

    who = forms.CharField(label=_("Person"), required=False, max_length=80, widget=forms.TextInput({"type": "search"}))
    thing = forms.CharField(
        label=_("Words in the thing's name"), required=False, max_length=80, widget=forms.TextInput({"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(DAY))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(DAY))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("all")), *sorted(kinds(), key=itemgetter(1))]  # type: ignore[attr-defined]

    def clean_since(self) -> datetime | None:
        day = self.cleaned_data["since"]
        return day and datetime.combine(day, time.min, WARSAW)

    def clean_until(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return day and end_of_day(day)

    def narrowed(self, entries: AuditQuerySet) -> AuditQuerySet:
        self.is_valid()
        return entries.filter(**{LOOKUPS[name]: value for name, value in self.cleaned_data.items() if value})


class CheckForm(forms.Form):
    """Drawn for the page's script, which reads the files itself: nothing is ever sent."""

    chain = forms.FileField(
        label=_("The chain's file (.jsonl)"),
        help_text=_("The town gives it to an auditor or a court, and to anybody in a version without personal data."),
    )
    heads = forms.FileField(
        label=_("Published heads (heads.json)"),
        help_text=_("Best a copy you kept yourself: it shows whether the chain was made anew since."),
        required=False,
    )
    document = forms.FileField(
        label=_("A document, such as a protocol"),
        help_text=_("Exactly the file you were given: its checksum is sought in the entries."),
        required=False,
    )
    checksum = forms.CharField(
        label=_("A checksum printed on a protocol"),
        required=False,
        widget=forms.TextInput({"spellcheck": "false", "autocomplete": "off"}),
    )
