"""A meeting, a vote and a remark as they were typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import MomentField
from grants.applications.models import Application
from grants.scoring.models import CommitteeMember


class MeetingForm(forms.Form):
    starts_at = MomentField(label=_("The meeting began"))
    place = forms.CharField(
        label=_("Place"), required=False, max_length=200, help_text=_("A room, or “remotely” and how.")
    )
    present = forms.TypedMultipleChoiceField(
        label=_("Who was present"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    agenda = forms.CharField(
        label=_("Agenda"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    minutes = forms.CharField(
        label=_("Course of the meeting"),
        help_text=_("Read only by people without a tie to any offer of the call."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, members: Iterable[CommitteeMember], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.name}, {one.get_role_display()}") for one in members
        ]


class VoteForm(forms.Form):
    subject = forms.CharField(label=_("What was voted on"), max_length=300)
    application = forms.TypedChoiceField(
        label=_("Offer"),
        help_text=_("If it was about one offer: who is tied to it neither votes nor reads of it."),
        coerce=int,
        required=False,
        empty_value=None,
    )
    votes_for = forms.IntegerField(label=_("For"), min_value=0, initial=0, max_value=100)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, initial=0, max_value=100)
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, initial=0, max_value=100)
    chair_for = forms.BooleanField(label=_("The chair voted for (decides when votes are equal)"), required=False)

    def __init__(self, *args: Any, offers: Iterable[Application], **options: Any) -> None:
        super().__init__(*args, **{"prefix": "vote", **options})
        self.fields["application"].choices = [  # type: ignore[attr-defined]
            ("", _("not about one offer")),
            *((one.pk, f"{one.number} · {one.organisation_name}"[:120]) for one in offers),
        ]
        for name in ("votes_for", "votes_against", "abstained"):
            self.fields[name].widget.attrs["data-width"] = "short"


class StrikingForm(forms.Form):
    """Which vote was recorded wrongly, and how; `of` names the meeting among the others on the page."""

    which = forms.TypedChoiceField(label=_("Which vote"), coerce=int)
    reason = forms.CharField(
        label=_("Why it is struck"),
        help_text=_("Stands in the minutes and in the protocol beside the vote."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, of: Any, votes: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **{"prefix": f"strike-{of}", **options})
        self.fields["which"].choices = [("", _("Choose a vote")), *votes]  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Your remark for the protocol"),
        help_text=_("A dissenting opinion or a doubt, in your own name. Left empty, there is none."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
