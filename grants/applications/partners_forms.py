"""What is typed about a joint offer: an organisation's own part, and whom to invite."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from frontend.fields import MoneyField
from frontend.templatetags.formats import money
from grants.applications import content as shape
from grants.applications.budget import Budget, OfferorPart
from grants.applications.budget_limits import LARGEST
from grants.applications.forms import SectionForm, line, official, paragraphs


class PartForm(SectionForm):
    """Form sections II.2, IV, V.C and VI.2 of one offeror; of the leader the last two.

    `years`: of the task; `equal`: what an equal share of each year's costs would be.
    """

    contact_name = line(_("Name and surname"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact_phone = line(_("Phone"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    contact_email = line(_("E-mail"), widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}))
    previous_activity = paragraphs(official("IV", "previous_activity")[0], tall=8)
    resources = paragraphs(official("IV", "resources")[0], tall=8)
    tasks = paragraphs(
        _("Which actions your organisation performs, and how it is represented"),
        help_text=official("VI", "joint_split_and_representation")[0],
        tall=5,
    )
    GROUPS = (
        ("contact", ("contact_name", "contact_phone", "contact_email")),
        ("capacity", ("previous_activity", "resources")),
        ("tasks", ("tasks",)),
    )

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        stored: Mapping[str, Any],
        leads: bool,
        years: Sequence[int],
        equal: Sequence[Decimal] = (),
        **given: Any,
    ) -> None:
        said = {f"year_{year}": Decimal(amount) for year, amount in (stored.get("years") or {}).items() if amount}
        super().__init__(posted, stored={**stored, **said}, **given)
        self.years = list(years)
        if leads:
            for name in ("contact_name", "contact_phone", "contact_email", "previous_activity", "resources"):
                del self.fields[name]
        for place, year in enumerate(years):
            hint = _("An equal share would be %(amount)s.") % {"amount": money(equal[place])} if equal else ""
            self.fields[f"year_{year}"] = MoneyField(label=str(year), max_value=LARGEST, min_value=0, help_text=hint)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        said = {name: value for name, value in typed.items() if not name.startswith("year_")}
        return {**said, "years": {year: typed.get(f"year_{year}") for year in self.years}}

    @property
    def amounts(self) -> list[Any]:
        return [self[f"year_{year}"] for year in self.years]

    @property
    def contact(self) -> list[Any]:
        return self._of("contact")

    @property
    def capacity(self) -> list[Any]:
        return self._of("capacity")

    @property
    def actions(self) -> list[Any]:
        return self._of("tasks")

    def _of(self, group: str) -> list[Any]:
        return [self[name] for name in dict(self.GROUPS)[group] if name in self.fields]


class FindForm(forms.Form):
    """An exact number or name; nothing is guessed from a part of one."""

    who = forms.CharField(
        label=_("NIP, KRS or register number, or the full name"),
        max_length=shape.NAME,
        help_text=_("Exactly as in the register: a part of a name finds nothing."),
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Organisation's e-mail address"),
        help_text=_("Whoever represents an organisation and opens the link may join in its name. It works once."),
    )


class AnswerForm(forms.Form):
    """In whose name an invitation sent to an address is accepted."""

    def __init__(self, *given: Any, organisations: Sequence[Any], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["organisation"] = forms.ChoiceField(
            label=_("In the name of which organisation?"),
            choices=[(str(one.pk), one.name) for one in organisations],
            widget=forms.RadioSelect,
            initial=str(organisations[0].pk) if organisations else None,
        )


class SplitForm(forms.Form):
    """Every offeror's amount of each year, in the update after a lower award."""

    def __init__(self, posted: QueryDict | None = None, *, budget: Budget) -> None:
        super().__init__(posted)
        self.budget = budget
        for part in budget.offerors:
            for year, amount in zip(budget.years, part.years, strict=True):
                self.fields[f"{part.code}-{year}"] = MoneyField(
                    label=self.label(part, year), max_value=LARGEST, initial=amount
                )

    def label(self, part: OfferorPart, year: int) -> str:
        return f"{part.name}, {year}" if len(self.budget.years) > 1 else part.name

    def split(self) -> dict[str, dict[int, Decimal | None]]:
        typed = self.cleaned_data
        return {
            part.code: {year: typed.get(f"{part.code}-{year}") for year in self.budget.years}
            for part in self.budget.offerors
        }
