"""What a person types into the offer, section by section, made into values. An empty field is no mistake in a draft."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontend.fields import DayField, MoneyField
from grants.applications import attachment_rules, rows, rows_html
from grants.applications import content as shape
from grants.applications.budget_limits import LARGEST
from grants.applications.official import OFFER_2018
from grants.applications.outline import worded
from grants.applications.rows import Rows
from grants.calls.models import Call
from tenants.office.documents.forms import UploadField


def official(section: str, field: str) -> tuple[str, str]:
    """The form's own words for a field: the name as the label, what the form says in brackets as the hint."""
    label = OFFER_2018.section(section).field(field).label
    name, bracket, rest = label.partition(" (")
    return name, rest.removesuffix(")") if bracket else ""


class DraftForm(forms.Form):
    """Fields that will be needed in the end are shown as such, and may be empty until then."""

    use_required_attribute = False

    def full_clean(self) -> None:
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = False
        try:
            super().full_clean()
        finally:
            for field in needed:
                field.required = True


class SectionForm(DraftForm):
    """One section of the offer."""

    tables: tuple[Rows, ...] = ()

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        stored: Mapping[str, Any],
        problems: Mapping[str, Sequence[str]] | None = None,
        **context: Any,
    ) -> None:
        super().__init__(posted, initial=dict(stored))
        self.stored = stored
        if posted is None and problems:
            # What the offer still lacks, shown at the fields although nothing was typed yet.
            self._errors = ErrorDict(
                {
                    name: self.error_class(some)
                    for name, some in problems.items()
                    if name in self.fields or name == "__all__"
                }
            )

    def is_valid(self) -> bool:
        return super().is_valid() and all(table.valid for table in self.tables)

    def add_error(self, field: str | None, error: Any) -> None:
        """What concerns no field of this form stands above it."""
        super().add_error(field if field in self.fields else None, error)

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=options.pop("max_length", shape.LINE), **options)


def paragraphs(label: Any, *, tall: int = 6, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": tall, "data-width": "long"})
    return forms.CharField(label=label, max_length=shape.PARAGRAPHS, widget=widget, **options)


class ApplicantForm(SectionForm):
    contact_name = line(_("Name and surname"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact_phone = line(_("Phone"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    contact_email = line(_("E-mail"), widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}))


class TaskForm(SectionForm):
    title = line(
        official("III", "task_title")[0], max_length=shape.NAME, widget=forms.TextInput(attrs={"data-width": "long"})
    )
    start = DayField(label=OFFER_2018.section("III").field("task_period").column("start").label)
    end = DayField(label=OFFER_2018.section("III").field("task_period").column("end").label)
    description = paragraphs(
        official("III", "synthetic_description")[0], help_text=official("III", "synthetic_description")[1], tall=12
    )


class ScheduleForm(SectionForm):
    COLUMNS = OFFER_2018.section("III").field("schedule")

    def __init__(self, posted: QueryDict | None = None, **given: Any) -> None:
        super().__init__(posted, **given)
        said = self.COLUMNS
        self.actions = Rows(
            "actions",
            (
                rows.hidden("code"),
                rows.text("name", said.column("action_name").label),
                rows.long_text("description", said.column("description").label),
                rows.long_text("target_group", said.column("target_group").label),
                rows.day("start", pgettext_lazy("day", "From")),
                rows.day("end", pgettext_lazy("day", "To")),
                rows.long_text("third_party", said.column("third_party_scope").label),
            ),
            posted=posted,
            stored=self.stored.get("rows", []),
            problems=given.get("row_problems"),
        )
        self.tables = (self.actions,)

    def values(self) -> dict[str, Any]:
        return {"rows": self.actions.values()}


class ResultsForm(SectionForm):
    direct_effect = paragraphs(_("1) What will be the direct effect of the task?"))
    social_change = paragraphs(_("2) What social change will it bring?"))
    sustainability = paragraphs(_("3) Will the results be used in later work of the organisation?"))

    def __init__(self, posted: QueryDict | None = None, **given: Any) -> None:
        super().__init__(posted, **given)
        said = OFFER_2018.section("III").field("results_table")
        self.outcomes = Rows(
            "results",
            (
                rows.hidden("code"),
                rows.text("name", said.column("result_name").label),
                rows.text("target", said.column("target_value").label),
                rows.long_text("monitoring", said.column("monitoring").label),
            ),
            posted=posted,
            stored=self.stored.get("rows", []),
            problems=given.get("row_problems"),
        )
        self.tables = (self.outcomes,)

    def drawn(self) -> SafeString:
        return SafeString("".join(rows_html.draw(row) for row in self.outcomes.rows))

    def drawn_empty(self) -> SafeString:
        return rows_html.draw(self.outcomes.empty)

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "rows": self.outcomes.values()}


class CapacityForm(SectionForm):
    previous_activity = paragraphs(official("IV", "previous_activity")[0], tall=8)
    resources = paragraphs(official("IV", "resources")[0], tall=8)


class OtherForm(SectionForm):
    paid_or_free = forms.ChoiceField(
        label=official("VI", "paid_or_free")[0],
        choices=OFFER_2018.section("VI").field("paid_or_free").choices,
        widget=forms.RadioSelect,
    )
    paid_text = paragraphs(
        _("If recipients pay: who, for what and how much"),
        required=False,
        tall=4,
        help_text=_("Leave empty when the task is free of charge."),
    )
    other_information = paragraphs(official("VI", "other_information")[0], required=False)


class DeclarationsForm(SectionForm):
    def __init__(self, posted: QueryDict | None = None, **given: Any) -> None:
        super().__init__(posted, **given)
        for field in OFFER_2018.section("VII").fields:
            if field.code in shape.DECLARED:
                self.fields[field.code] = forms.BooleanField(label=f"{field.number} {field.label}")
            elif field.code in shape.ALTERNATIVES:
                self.fields[field.code] = forms.ChoiceField(
                    label=f"{field.number} {field.label}",
                    choices=[(code, _wording(worded(field, code))) for code in shape.ALTERNATIVES[field.code]],
                    widget=forms.RadioSelect,
                )


def _wording(label: Any) -> str:
    """The declaration as it reads when what does not apply is struck out."""
    said = "".join(part for part in label if isinstance(part, str)).replace("*", "")
    return " ".join(said.replace(" / ", " ").split()).rstrip(";")


class SourcesForm(SectionForm):
    """The fixed rows of V.B."""

    grant = MoneyField(max_value=LARGEST)
    own_financial = MoneyField(required=False, max_value=LARGEST)
    own_nonfinancial = MoneyField(required=False, max_value=LARGEST)
    recipients = MoneyField(required=False, max_value=LARGEST)

    def __init__(self, posted: QueryDict | None = None, *, stored: Mapping[str, Any], **given: Any) -> None:
        shown = {name: Decimal(value) if value and Decimal(value) else None for name, value in stored.items()}
        super().__init__(posted, stored=shown, **given)
        for row in OFFER_2018.section("V").field("funding_sources").rows:
            if row.code in self.fields:
                self.fields[row.code].label = row.label


class AttachmentForm(forms.Form):
    file = UploadField(label=_("File"))
    label = forms.CharField(label=_("What it is"), max_length=shape.LINE, required=False)

    def __init__(self, *given: Any, call: Call, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].help_text = attachment_rules.hint(call)


class ReasonForm(DraftForm):
    """One text that somebody else will read."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
