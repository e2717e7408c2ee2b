from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MoneyField
from grants.applications.official import REPORT_2018, REPORT_SIMPLIFIED_2018
from grants.monitoring import content as shape
from grants.monitoring.settlement import Comparison

LABELS = {field.code: field.label for section in REPORT_2018.sections for field in section.fields}
ROWS = {
    row.code: f"{row.number} {row.label}"
    for section in REPORT_2018.sections
    for field in section.fields
    for row in field.rows
}
SOURCE_LABELS = {
    "grant": ROWS["grant"],
    "interest": ROWS["grant_bank_interest"],
    "own_money": ROWS["own_money"],
    "public_money": ROWS["public_money"],
    "rest_money": ROWS["rest_money"],
    "personal": ROWS["personal"],
    "in_kind": ROWS["in_kind"],
}

_SPENT = REPORT_SIMPLIFIED_2018.section("III")
# Parts I and II of the simplified form are one field each, named by the part.
SIMPLIFIED_LABELS = {
    "results": REPORT_SIMPLIFIED_2018.section("I").label,
    "actions": REPORT_SIMPLIFIED_2018.section("II").label,
    "grant": _SPENT.field("grant_spent").label,
    "own_money": _SPENT.field("other_spent").label,
}


class ReportForm(forms.Form):
    """The whole report on one page. Legal labels are data and stay Polish.

    What the law asks for is not "optional", but a draft may wait for it: filing asks.
    """

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, comparison: Comparison, form: str = shape.FULL, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison, self.asked = comparison, shape.ASKED[form]
        self.simplified = form == shape.SIMPLIFIED
        for name in ("results", "actions"):
            self.fields[name] = long_text(SIMPLIFIED_LABELS[name] if self.simplified else LABELS[name])
        for line in comparison.lines:
            self.fields[f"lines.{line.code}"] = MoneyField(label=line.name)
        for name in self.asked.sources:
            self.fields[name] = MoneyField(label=(SIMPLIFIED_LABELS if self.simplified else SOURCE_LABELS)[name])
        if "recipient_payments" in self.asked.texts:
            self.fields["recipient_payments"] = long_text(LABELS["recipient_payments"])
            self.fields["additional"] = long_text(_("Additional information"), required=False)
        for name in self.asked.declarations:
            self.fields[name] = forms.BooleanField(label=LABELS[name])

    def clean(self) -> dict[str, Any]:
        for name, errors in list(self.errors.items()):
            if name != "revision" and any(error.code == "required" for error in errors.as_data()):
                del self.errors[name]
        return self.cleaned_data

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return shape.canonical(
            texts=given,
            lines={line.code: given.get(f"lines.{line.code}") or Decimal("0.00") for line in self.comparison.lines},
            sources={name: given.get(name) or Decimal("0.00") for name in shape.SOURCES},
            declared=given,
        )

    def line_rows(self) -> list[tuple[Any, Any]]:
        """Each agreed cost with its field."""
        return [(line, self[f"lines.{line.code}"]) for line in self.comparison.lines]

    def part(self, *names: str) -> list[Any]:
        return [self[name] for name in names]

    @property
    def texts(self) -> list[Any]:
        return self.part("results", "actions")

    @property
    def sources(self) -> list[Any]:
        return self.part(*self.asked.sources)

    @property
    def rest(self) -> list[Any]:
        return self.part(*(name for name in ("recipient_payments", "additional") if name in self.fields))

    @property
    def declarations(self) -> list[Any]:
        return self.part(*self.asked.declarations)


def long_text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))


def initial(content: dict[str, Any], revision: int) -> dict[str, Any]:
    return {
        "revision": revision,
        **{name: content.get(name, "") for name in shape.TEXTS},
        **{f"lines.{code}": amount for code, amount in shape.lines_of(content).items()},
        **(shape.sources_of(content) if content.get("sources") else {}),
        **content.get("declarations", {}),
    }


class SendBackForm(forms.Form):
    remarks = forms.CharField(
        label=_("What must be supplemented"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AcceptForm(forms.Form):
    """Which report was read, and what is claimed of the costs above the limit, when there are some."""

    checksum = forms.CharField(required=False, widget=forms.HiddenInput)
    excess = MoneyField(
        label=_("To be returned as taken in excess"),
        help_text=_("The limit of the agreement is on what the grant paid for. Lower it by what was paid otherwise."),
    )
    reason = forms.CharField(
        label=_("Why less than reckoned"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, reckoned: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reckoned:
            del self.fields["excess"], self.fields["reason"]


class ReceivedForm(forms.Form):
    received_on = DayField(label=_("Came back on"))
