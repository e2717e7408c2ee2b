"""The parts of a draft as forms of values."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.fields import DayField, MomentField, MoneyField, PercentField
from grants.calls import rules
from grants.calls.bands import BandsField
from grants.calls.forms import DraftForm, TaskChoice
from grants.calls.models import STEPS, AmountRule, Base, Commissioning, OthersPoints, ScoreRule, Signing, TieRule
from tenants.office import deadlines
from tenants.office.documents.rules import KINDS, MAX_BYTES
from tenants.registry.organisations.kinds import LEGAL_FORMS


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "data-width": "long"})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget, max_length=20_000)


CHOSEN = ("tie_rule", "amount_rule", "points_step", "score_rule", "others_points")
FILING = ("most_files", "most_megabytes", "signing", "signing_days")


class FactsForm(DraftForm):
    NEEDED_NOW = frozenset({"title", "offers_per_applicant", "minimum_points", "shift_percent", *CHOSEN, *FILING})

    title = forms.CharField(
        label=_("Title of the call"), max_length=300, widget=forms.TextInput(attrs={"data-width": "long"})
    )
    case_number = forms.CharField(
        label=_("Case number"), max_length=60, required=False, widget=forms.TextInput(attrs={"data-width": "medium"})
    )
    subject = _text(_("Type of task"), _("What is to be done and for whom. Art. 13(2) point 1."))
    on_draft_budget = forms.BooleanField(
        label=_("The call is announced on the draft budget"),
        help_text=_("While the budget of that year is not adopted: the announcement says so. Art. 13(5)."),
        required=False,
    )
    granting_rules = _text(_("Rules of granting"), _("Art. 13(2) point 3."))
    legal_forms = forms.MultipleChoiceField(
        label=_("Who may apply"),
        help_text=_("Tick nothing, and every organisation and body of art. 3(2) and (3) may apply."),
        choices=LEGAL_FORMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offers_per_applicant = forms.IntegerField(
        label=_("Offers one organisation may file"),
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    results_table = forms.BooleanField(
        label=_("The table of results (point III.6 of the offer) must be filled in"), required=False
    )
    shift_percent = PercentField(
        label=_("Permitted increase of a cost line"),
        help_text=_(
            "By how much one line of the budget may grow without an annex to the agreement. "
            "Counted of that line's amount in the offer."
        ),
    )
    opens_at = MomentField(label=_("Offers from"))
    closes_at = MomentField(label=_("Offers until"))
    decision_by = DayField(label=_("Offers are chosen by"), help_text=_("Art. 13(2) point 6."))
    task_from = DayField(label=_("Tasks may start on"))
    task_to = DayField(label=_("Tasks must end by"))
    conditions = _text(_("Conditions of performing the task"), _("Art. 13(2) point 4."))
    selection = _text(_("How offers are chosen"), _("Who checks, who scores, who decides. Art. 13(2) point 6."))
    correction_days = forms.IntegerField(
        label=_("Days to correct formal flaws"),
        help_text=_("Counted from the call for corrections. Left empty, the office does not call for corrections."),
        min_value=1,
        max_value=60,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    tie_rule = forms.ChoiceField(label=_("Of offers with equal points, first goes"), choices=TieRule)
    tie_then = forms.ChoiceField(
        label=_("If they are still equal"), choices=[("", _("nothing more")), *TieRule.choices], required=False
    )
    amount_rule = forms.ChoiceField(label=_("How amounts are set"), choices=AmountRule)
    amount_details = forms.CharField(
        label=_("Details of the rule on amounts"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "data-width": "long"}),
    )
    bands = BandsField(
        label=_("Bands of points"),
        help_text=_(
            "A line for each band: from how many points, then what is given. For example “60 100%” (all that was asked "
            "for), “50 -200” (200 zł less), “40 50%” (half), “30 1000” (at most 1000 zł)."
        ),
        required=False,
    )
    points_step = forms.TypedChoiceField(label=_("Points are given in"), choices=STEPS, coerce=Decimal)
    score_rule = forms.ChoiceField(label=_("Points of an offer"), choices=ScoreRule)
    third_gap_percent = PercentField(
        label=_("A third person scores when two sheets differ by more than"),
        help_text=_("Of the most points of a sheet. Left empty, a difference calls for nobody."),
        required=False,
    )
    others_points = forms.ChoiceField(label=_("Members see others' points"), choices=OthersPoints)
    reasons_required = forms.BooleanField(label=_("Members write a reason for each criterion"), required=False)
    minimum_points = forms.DecimalField(
        label=_("Least points to be recommended"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-width": "short"}),
    )
    previous_tasks = _text(
        _("Tasks of this kind this year and last, with their cost"),
        _("With the grants passed to organisations. If there were none, write so. Art. 13(2) point 7."),
    )
    accessibility = _text(_("Conditions of accessibility"), required=False)
    file_kinds = forms.MultipleChoiceField(
        label=_("Kinds of files an offer may bring"),
        help_text=_("Tick nothing, and all of them may come."),
        choices=[(kind, kind.upper()) for kind in KINDS if kind != "jpeg"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_files = forms.IntegerField(
        label=_("Most files of an offer"),
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    most_megabytes = forms.IntegerField(
        label=_("Most megabytes of a file"),
        min_value=1,
        max_value=MAX_BYTES // 2**20,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    signing = forms.MultipleChoiceField(
        label=_("How offers are signed"),
        help_text=_("The applicant takes one of those you tick."),
        choices=Signing,
        widget=forms.CheckboxSelectMultiple,
    )
    signing_days = forms.IntegerField(
        label=_("Days for the signature"),
        help_text=_("Counted from the deadline for offers; for a signed file or a printout."),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    contact = forms.CharField(
        label=_("Contact"),
        max_length=300,
        help_text=_("The office, the room, the telephone: whom an organisation may ask."),
        widget=forms.TextInput(attrs={"data-width": "long"}),
    )
    personal_data = _text(_("Personal-data clause"), required=False)

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        today = deadlines.local_day(at)
        self.fields["closes_at"].help_text = _(
            "At least 21 days after the last publication: published today, the earliest lawful day is %(day)s. Art. 13(1)."
        ) % {"day": rules.in_words(deadlines.earliest_call_deadline(today))}


class LotForm(forms.Form):
    use_required_attribute = False

    # Which published task this is; a new one has none.
    number = forms.IntegerField(required=False, min_value=1, max_value=999, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Task"), max_length=300, widget=forms.TextInput(attrs={"data-width": "long"}))
    task = TaskChoice(label=_("Priority task of the programme"), queryset=None, empty_label=None)
    commissioning = forms.ChoiceField(
        label=_("Form of commissioning"), choices=Commissioning, initial=Commissioning.SUPPORT
    )
    pool = MoneyField(label=_("Pool"), min_value=Decimal("0.01"))
    grant_min = MoneyField(label=_("Least grant"), required=False)
    grant_max = MoneyField(label=_("Greatest grant"), required=False)
    grant_max_percent = PercentField(
        label=_("Greatest share of the grant"), help_text=_("Of all costs of the task."), required=False
    )
    own_min_percent = PercentField(label=_("Least own contribution"), required=False)
    own_financial_min_percent = PercentField(label=_("of it in money"), required=False)
    own_base = forms.ChoiceField(
        label=_("Own contribution is counted"),
        help_text=_("The base of both percentages of own contribution."),
        choices=Base,
        initial=Base.TOTAL,
    )
    counts_nonfinancial = forms.BooleanField(
        label=_("Work and things count as own contribution"), required=False, initial=True
    )
    counts_recipients = forms.BooleanField(label=_("Payments of recipients count as own contribution"), required=False)
    admin_max_percent = PercentField(
        label=_("Greatest share of administrative costs"), help_text=_("Of all costs of the task."), required=False
    )

    def __init__(self, *args: Any, tasks: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        for name in ("own_min_percent", "own_financial_min_percent"):
            if name in self.cleaned_data and self.cleaned_data[name] is None:
                self.cleaned_data[name] = Decimal("0.00")
        return self.cleaned_data


class CriterionForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=_("Criterion"), max_length=300, widget=forms.Textarea(attrs={"rows": 1}))
    help = forms.CharField(
        label=_("What to look at"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    statutory = forms.ChoiceField(
        label=_("Covers art. 15(1)"),
        required=False,
        choices=[("", "–"), *((str(n), _("point %(n)s") % {"n": n}) for n in range(1, 7))],
    )
    points_max = forms.IntegerField(
        label=_("Most points"), min_value=1, max_value=1000, widget=forms.NumberInput(attrs={"data-width": "short"})
    )
    points_min = forms.IntegerField(
        label=_("Least points"),
        min_value=0,
        max_value=1000,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    decides_ties = forms.BooleanField(label=_("Decides between equal offers"), required=False)
    may_not_apply = forms.BooleanField(
        label=_("May not apply to an offer"),
        help_text=_("Then the other points of the sheet stand for the whole."),
        required=False,
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_points_min(self) -> int:
        return self.cleaned_data["points_min"] or 0


class AttachmentForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=_("Attachment"), max_length=300)
    required = forms.BooleanField(label=_("Must be attached"), required=False, initial=True)
