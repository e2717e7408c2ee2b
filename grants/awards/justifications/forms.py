from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.awards.justifications import rules
from grants.awards.justifications.states import RequestState
from grants.awards.models import Award


class AskForm(forms.Form):
    """Somebody with an account is known; a visitor says who they are and where the answer goes."""

    use_required_attribute = False

    offer = forms.ChoiceField(label=_("Which offer"))
    text = forms.CharField(
        label=_("What you want to know"),
        required=False,
        max_length=rules.ROOM,
        help_text=_("You need not give a reason. The office answers with the points and reasons on record."),
        widget=forms.Textarea(attrs={"rows": 4, "data-width": "long"}),
    )
    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("The answer comes there."))

    def __init__(self, *args: Any, awards: Iterable[Award], known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer: Any = self.fields["offer"]
        offer.choices = [
            (one.application.ref, f"{one.organisation_name}: {one.title} ({one.get_outcome_display()})")
            for one in awards
        ]
        if known:
            del self.fields["name"], self.fields["email"]


class AnswerForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label=_("Grounds"),
        max_length=rules.ANSWER_ROOM,
        help_text=_("The points and reasons on record, shown here, are added below your words."),
        widget=forms.Textarea(attrs={"rows": 8, "data-width": "long"}),
    )


class FilterForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *RequestState.choices], initial=""
    )
