"""Outcomes and amounts as typed, a row for each offer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField
from grants.awards.models import Outcome
from grants.awards.reading import LotTable
from grants.awards.rules import GIVES, ZERO, Line, field_of, suggest

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


class DecisionForm(LinesForm):
    """`act` is the town's word for the act: an ordinance, or a board's resolution."""

    act_number = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"data-width": "medium"}))
    signed_on = DayField(label=_("Signed on"))
    update_due_on = DayField(
        label=_("Offers with a reduced amount are to be updated by"),
        required=False,
        help_text=_("Organisations learn of it with the results. Two weeks are usual."),
    )

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_number"].label = _("Number of the act (%(act)s)") % {"act": act}


class SigningForm(forms.Form):
    remarks = forms.CharField(
        label=_("Dissenting opinions and remarks, for the protocol"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def first_lines(tables: Iterable[LotTable]) -> dict[int, Line]:
    """What the committee has kept, else the product's own suggestion down the ranking."""
    found: dict[int, Line] = {}
    for table in tables:
        found |= (
            {line.application_id: line for line in suggest(table.candidates, table.purse)}
            if not table.proposed
            else table.proposed
        )
    return found
