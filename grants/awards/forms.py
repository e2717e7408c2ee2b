"""Outcomes and amounts as typed, a row for each offer."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField
from grants.awards.models import Kind, Outcome
from grants.awards.reading import LotTable
from grants.awards.rules import GIVES, ZERO, Line, differs, field_of

MOST_LETTERS = 2000


class LinesForm(forms.Form):
    """For every offer of every lot: the outcome, the amount, the reason."""

    use_required_attribute = False

    def __init__(self, *args: Any, tables: Iterable[LotTable], lines: Mapping[int, Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = list(tables)
        for row in (row for table in self.tables for row in table.rows):
            self._add(row.application.pk, row.application.number, lines.get(row.application.pk))

    def _add(self, offer: int, number: str, line: Line | None) -> None:
        named = {"number": number}
        self.fields[field_of("outcome", offer)] = forms.ChoiceField(
            label=_("Outcome of offer %(number)s") % named,
            choices=Outcome.choices,
            initial=line.outcome if line else None,
        )
        self.fields[field_of("amount", offer)] = MoneyField(
            label=_("Amount for offer %(number)s") % named, required=False, initial=line.amount if line else None
        )
        self.fields[field_of("reason", offer)] = forms.CharField(
            label=_("Reason for offer %(number)s") % named,
            required=False,
            max_length=MOST_LETTERS,
            initial=line.reason if line else "",
            widget=forms.Textarea(attrs={"rows": 1}),
        )

    def lines(self) -> list[Line]:
        """What is typed so far; a wrong row is left out. Without a grant the amount does not matter."""
        return [
            line
            for table in self.tables
            for row in table.rows
            if (line := self._line(row.application.pk, row.application.requested))
        ]

    def _line(self, offer: int, requested: Any) -> Line | None:
        typed = self.cleaned_data
        outcome = typed.get(field_of("outcome", offer))
        if not outcome or field_of("amount", offer) not in typed:
            return None
        amount = typed[field_of("amount", offer)]
        if outcome not in GIVES:
            amount = ZERO
        elif amount is None:
            amount = requested if outcome == Outcome.FULL else ZERO
        return Line(
            application_id=offer, outcome=outcome, amount=amount, reason=typed.get(field_of("reason", offer), "")
        )

    def of_offer(self, offer: int) -> list[forms.BoundField]:
        return [self[field_of(name, offer)] for name in ("outcome", "amount", "reason")]


class ActNumber(forms.Form):
    """`act` is the town's word for the act: an ordinance, or a board's resolution."""

    act_number = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"data-width": "medium"}))

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_number"].label = _("Number of the act (%(act)s)") % {"act": act}


class PreparingForm(ActNumber, LinesForm):
    """The first act: all offers. The number may come when it is signed."""

    update_due_on = DayField(
        label=_("Offers with a reduced amount are to be updated by"),
        required=False,
        help_text=_("Organisations learn of it with the results. Two weeks are usual."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_number"].required = False
        self.fields["act_number"].help_text = _("It can also be given when the act is signed.")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("act_number", "update_due_on")}


class ChangingForm(PreparingForm):
    """A later act: what is in force is filled in, and only offers with another outcome or amount come into the act."""

    kind = forms.ChoiceField(
        label=_("What this act does"),
        choices=[
            (Kind.AMENDMENT, _("it changes outcomes and amounts")),
            (Kind.REVOCATION, _("it only takes grants away (partial revocation)")),
        ],
    )
    grounds = forms.CharField(
        label=_("Why the decision is changed"),
        max_length=MOST_LETTERS,
        help_text=_("It stands in the act, which everyone can read."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, bound: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for offer in bound:
            for name in ("outcome", "amount", "reason"):
                if field_of(name, offer) in self.fields:
                    self.fields[field_of(name, offer)].disabled = True

    def changes(self, in_force: Mapping[int, Line]) -> list[Line]:
        return [line for line in self.lines() if differs(line, in_force.get(line.application_id))]

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "kind": self.cleaned_data["kind"], "grounds": self.cleaned_data["grounds"]}


class ActSigningForm(ActNumber):
    use_required_attribute = False

    signed_on = DayField(label=_("Signed on"))


class SendBackForm(forms.Form):
    use_required_attribute = False

    remarks = forms.CharField(
        label=_("What has to be changed"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishingForm(forms.Form):
    """Where the day that the act names has come before it was published."""

    use_required_attribute = False

    update_due_on = DayField(label=_("Offers with a reduced amount are to be updated by"))

    def __init__(self, *args: Any, named: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["update_due_on"].help_text = _(
            "The act names %(day)s, which has come, so give a later day. It goes into the letters."
        ) % {"day": date_format(named, "j E Y")}


class TemplateForm(forms.Form):
    use_required_attribute = False

    template = forms.FileField(
        label=_("Your template (DOCX)"), widget=forms.ClearableFileInput(attrs={"accept": ".docx"})
    )


class SigningForm(forms.Form):
    remarks = forms.CharField(
        label=_("Dissenting opinions and remarks, for the protocol"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
