"""What is typed into a simplified offer and around it, made into values. An empty field is no mistake in a draft."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField
from frontend.listing import Mistake, mistakes
from frontend.rows import rearranged
from grants.applications import content as offers
from grants.applications import rows, rows_html
from grants.applications.forms import DeclarationsForm, DraftForm, SectionForm, line, paragraphs
from grants.applications.official import OFFER_SIMPLIFIED_2018
from grants.applications.rows import Rows
from grants.calls.models import Place
from grants.small_grants import content as shape
from grants.small_grants import rules
from grants.small_grants.states import SmallGrantState
from tenants.registry.spheres import SPHERES

FORM = OFFER_SIMPLIFIED_2018
TASK = FORM.section("III")


class OfferForm(SectionForm):
    """The whole simplified offer on one page. Legal labels are data and stay Polish."""

    sphere = forms.ChoiceField(
        label=FORM.section("I").field("task_type").label,
        choices=lambda: [("", ""), *((one.number, f"{one.number}) {one.label}") for one in SPHERES)],
    )
    contact_name = line(_("Name and surname"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact_phone = line(_("Phone"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    contact_email = line(_("E-mail"), widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}))
    title = line(
        TASK.field("task_title").label, max_length=offers.NAME, widget=forms.TextInput(attrs={"data-width": "long"})
    )
    start = DayField(label=TASK.field("task_period").column("start").label)
    end = DayField(label=TASK.field("task_period").column("end").label)
    description = paragraphs(TASK.field("synthetic_description").label, tall=10)
    profile = paragraphs(TASK.field("offeror_profile").label, tall=6)

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        content: Mapping[str, Any],
        problems: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        task, declared = content.get(shape.TASK, {}), content.get(shape.DECLARATIONS, {})
        super().__init__(posted, stored={**content.get(shape.APPLICANT, {}), **task, **declared}, problems=problems)
        self.declared = DeclarationsForm(stored=declared).fields
        self.fields.update(self.declared)
        self.results = Rows(
            "results",
            (
                rows.text("name", TASK.field("results_table").column("result_name").label),
                rows.text("target", TASK.field("results_table").column("target_value").label),
                rows.long_text("monitoring", TASK.field("results_table").column("monitoring").label),
            ),
            posted=posted,
            stored=content.get(shape.RESULTS) or [],
        )
        costs = FORM.section("IV").field("costs")
        self.costs = Rows(
            "costs",
            (
                rows.text("name", costs.column("cost_kind").label),
                rows.money("grant", costs.column("from_grant").label),
                rows.money("other", costs.column("from_other").label),
            ),
            posted=posted,
            stored=[
                {"name": row["name"], "grant": Decimal(row["grant"]), "other": Decimal(row["other"])}
                for row in content.get(shape.COSTS) or []
            ],
        )
        self.tables = (self.results, self.costs)
        self.notes: dict[str, list[str]] = {"results": [], "costs": []}
        for name in self.notes:
            self.notes[name] += (problems or {}).get(name, ())

    @classmethod
    def rearranged(cls, posted: QueryDict, *, content: Mapping[str, Any]) -> "OfferForm | None":
        """The form with rows as the pressed button wants them; None when no such button was pressed."""
        for prefix in ("results", "costs"):
            if changed := rearranged(posted, prefix):
                form = cls(changed, content=content)
                form._errors = ErrorDict()
                for table in form.tables:
                    table.quiet()
                return form
        return None

    def is_valid(self) -> bool:
        return super().is_valid() and not any(self.notes.values())

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "results": self.results.values(), "costs": self.costs.values()}

    def add_error(self, field: str | None, error: Any) -> None:
        """Refusals of a table stand above it."""
        table = (field or "").partition(".")[0]
        if table in ("results", "costs"):
            self.notes[table].append(str(error))
        else:
            super().add_error(field, error)

    def mistakes(self) -> list[Mistake]:
        found = mistakes([self])
        for name, said in self.notes.items():
            found += [Mistake("", sentence, f"id_{name}") for sentence in said]
        found += self.results.mistakes(lambda row: gettext("Result %(number)s") % {"number": row.number})
        found += self.costs.mistakes(lambda row: gettext("Cost %(number)s") % {"number": row.number})
        return found

    def drawn_results(self) -> SafeString:
        return _drawn(self.results)

    def drawn_costs(self) -> SafeString:
        return _drawn(self.costs)

    def empty_result(self) -> SafeString:
        return rows_html.draw(self.results.empty)

    def empty_cost(self) -> SafeString:
        return rows_html.draw(self.costs.empty)

    def part(self, *names: str) -> list[Any]:
        return [self[name] for name in names]

    @property
    def contact(self) -> list[Any]:
        return self.part(*shape.CONTACT)

    @property
    def task(self) -> list[Any]:
        return self.part("title", "start", "end", "description")

    @property
    def declarations(self) -> list[Any]:
        return self.part(*self.declared)


def _drawn(table: Rows) -> SafeString:
    return SafeString("".join(rows_html.draw(row) for row in table.rows))


class OrganisationForm(forms.Form):
    """For whom the offer is written; asked only of a person who acts for several organisations."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    q = forms.CharField(
        label=_("Organisation, task or number"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *SmallGrantState.choices])

    def value(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_valid() else ""


class HideForm(forms.Form):
    words = forms.CharField(
        label=_("Hide these words too, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names and addresses that the copy still shows, exactly as they are written there."),
    )

    def lines(self) -> list[str]:
        return self.cleaned_data["words"].splitlines()


class PostingsForm(DraftForm):
    """A day and its evidence for each place; a place without a day is not recorded yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in rules.PLACES:
            self.fields[f"{place}_on"] = DayField(label=_("Published on"))
            self.fields[f"{place}_evidence"] = forms.CharField(
                label=_("Address or other evidence"),
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"data-width": "long"}),
            )

    def places(self) -> list[dict[str, Any]]:
        return [
            {"place": place, "on": self[f"{place}_on"], "evidence": self[f"{place}_evidence"]} for place in rules.PLACES
        ]

    def recorded(self) -> list[tuple[Place, date, str]]:
        """Places that have a day, with the evidence."""
        typed = [
            (place, self.cleaned_data.get(f"{place}_on"), self.cleaned_data.get(f"{place}_evidence", ""))
            for place in rules.PLACES
        ]
        return [(place, day, evidence) for place, day, evidence in typed if day]


class CommentForm(forms.Form):
    author = forms.CharField(
        label=_("Who you are"), max_length=200, required=False, help_text=_("You may leave this empty.")
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=rules.MOST_OF_A_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "The office and the organisation will read it; it is not published. Write no personal data of others."
        ),
    )


class ChangesForm(forms.Form):
    amount = MoneyField(label=_("Grant"))
    remarks = forms.CharField(label=_("What to change"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = DayField(label=_("Changes by"))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
