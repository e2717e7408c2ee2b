from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField
from grants.calls.enquiries import rules


def _text(label: Any, help_text: Any = "", *, rows: int = 4, room: int = rules.ROOM) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-width": "long"})
    return forms.CharField(label=label, help_text=help_text, max_length=room, widget=widget)


class AskForm(forms.Form):
    use_required_attribute = False

    text = _text(
        _("Your question"),
        _("The question and the answer will be published here, without your name. Leave personal data out."),
    )


class AnswerForm(forms.Form):
    use_required_attribute = False

    published = _text(
        _("The question as everyone will read it"),
        _("Take out names, telephone numbers and whatever says who asks. The original stays in the office."),
    )
    answer = _text(_("Answer"), rows=7, room=rules.ANSWER_ROOM)


class DeclineForm(forms.Form):
    use_required_attribute = False

    reason = _text(_("Reason, for the person who asked"), rows=3)


class LastDayForm(forms.Form):
    enquiries_until = DayField(
        label=_("Questions are taken until"),
        required=False,
        help_text=_("To the end of that day. Left empty: until the deadline for offers."),
    )
