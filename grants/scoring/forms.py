"""What a person typed about a committee, a declaration or a sheet, made into values."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frontend.fields import Affixed, DayField, NumberField
from frontend.templatetags.formats import without_zeros
from grants.applications.models import Application
from grants.calls.models import Criterion
from grants.scoring import grounds
from grants.scoring.models import CommitteeMember, MemberRole, Score, ScoreSheet, Side, TieCovers, WithoutNgo
from grants.scoring.reading import Towards
from grants.scoring.rules import Answer, Mark, Nominee, applies_field, points_field, reason_field

TIE, NO_TIE = "tie", "none"


class CommitteeForm(forms.Form):
    """`act` is the town's word for the act: an ordinance, or a board's resolution."""

    act_number = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"data-width": "medium"}))
    appointed_on = DayField(label=_("Appointed on"))
    without_ngo = forms.ChoiceField(
        label=_("Ground of art. 15(2da)"),
        required=False,
        choices=[("", _("Organisations named somebody who is on the list")), *WithoutNgo.choices],
        help_text=_("Only when nobody on the list was named by organisations."),
    )
    without_ngo_ground = forms.CharField(
        label=_("Why there is nobody named by organisations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How people were invited, and what came of it: dates and numbers."),
    )
    tie_covers = forms.ChoiceField(
        label=_("A tie excludes a member"), choices=TieCovers.choices, initial=TieCovers.OFFER, required=False
    )

    quorum_percent = forms.IntegerField(
        label=_("Quorum, per cent of the members with a vote"),
        min_value=1,
        max_value=100,
        initial=50,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
        help_text=_(
            "So many of them, the chair among them, must come to a meeting. The act says nothing of it; half is usual. "
            "It is settled before the first meeting."
        ),
    )
    blind = forms.BooleanField(
        label=_("Members do not see who applies until the protocol is signed"),
        required=False,
        help_text=_(
            "They read offers under a code, without the applicant's data and files, and declare their ties to applicants "
            "from a list of names. Nobody with a role in the office sits on such a committee. It is settled before "
            "anybody declares."
        ),
    )

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_number"].label = _("Number of the act of appointment (%(act)s)") % {"act": act}


class MemberForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Person"), coerce=int, required=False, empty_value=None)
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    side = forms.ChoiceField(label=_("Named by"), choices=Side.choices, initial=Side.OFFICE)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose a person")), *people]  # type: ignore[attr-defined]


class _Members(forms.BaseFormSet):
    def nominees(self) -> list[Nominee]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("person")]
        return [Nominee(user_id=row["person"], role=row["role"], side=row["side"]) for row in rows]


MembersFormSet: Any = forms.formset_factory(MemberForm, formset=_Members, extra=0, max_num=40)


class MemberCallForm(forms.Form):
    """When, where and how organisations were asked to name people."""

    published_on = DayField(label=_("Published on"))
    until = DayField(label=_("People could be named until"))
    places = forms.CharField(
        label=_("Where it was published"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = forms.CharField(
        label=_("Evidence: addresses of pages, numbers of letters"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NominationForm(forms.Form):
    """Somebody named by an organisation, by its number in the register when the town knows it."""

    name = forms.CharField(label=_("Person named"), max_length=150)
    email = forms.EmailField(label=_("Their e-mail"))
    nip = forms.CharField(
        label=_("NIP of the organisation"), max_length=13, required=False, help_text=_("Its name is taken from here.")
    )
    organisation_name = forms.CharField(label=_("Or its name"), max_length=500, required=False)
    received_on = DayField(label=_("Received on"))

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not typed.get("nip") and not typed.get("organisation_name", "").strip():
            raise forms.ValidationError(_("Say which organisation named this person."))
        return typed


class RefusalForm(forms.Form):
    reason = forms.CharField(label=_("Why refused"), max_length=2000)


class AbsenceForm(forms.Form):
    reason = forms.CharField(label=_("Why the member is absent"), max_length=300)


class DeclarationForm(forms.Form):
    """One offer, or one applicant of a blind call; left empty it stays for later."""

    tied = forms.ChoiceField(
        label="",
        choices=[(NO_TIE, _("I have no tie to this applicant")), (TIE, _("I have a tie"))],
        widget=forms.RadioSelect,
        required=False,
    )
    ground = forms.ChoiceField(label=_("Ground (only if you have a tie)"), required=False)
    description = forms.CharField(
        label=_("What the tie is (only if you have one)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, typed: Any = None, *, towards: Towards) -> None:
        super().__init__(typed, prefix=f"offer{towards.key}")
        self.towards = towards
        self.fields["tied"].label = self.named
        self.fields["ground"].choices = ground_choices()  # type: ignore[attr-defined]
        if towards.belongs:
            self.fields["tied"].choices = [(TIE, _("I have a tie: I belong to this organisation"))]  # type: ignore[attr-defined]

    @property
    def named(self) -> str:
        """What it is about."""
        return (
            self.towards.name
            if self.towards.blind
            else gettext("Offer %(number)s") % {"number": self.towards.duty.number}
        )

    def says_otherwise(self) -> bool:
        """Whether a tie was described that is not on record in these words; for what there is a word on already."""
        text = (self["description"].value() or "").strip()
        return bool(text) and any(text != duty.description for duty in self.towards.duties)

    def answers(self) -> list[Answer]:
        """The same word on each offer it is about; nothing when it was left empty."""
        if not self.cleaned_data["tied"]:
            return []
        return [
            Answer(
                application_id=duty.application_id,
                tied=self.cleaned_data["tied"] == TIE,
                description=self.cleaned_data["description"],
                ground=self.cleaned_data["ground"],
            )
            for duty in self.towards.duties
        ]


def ground_choices() -> list[tuple[str, str]]:
    return [
        ("", str(_("Choose the ground"))),
        *((one.code, grounds.words_of(one.code)) for one in grounds.in_force(timezone.localdate())),
    ]


class ExclusionForm(forms.Form):
    """Somebody whose impartiality is in doubt though they declared none."""

    pair = forms.ChoiceField(label=_("Who, and from which offer"))
    reason = forms.CharField(
        label=_("What makes the doubt plausible"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, typed: Any = None, *, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(typed, prefix="exclude")
        self.fields["pair"].choices = [("", _("Choose")), *pairs]  # type: ignore[attr-defined]


class SharingForm(forms.Form):
    """How offers are shared out; a field of the most offers for each member, named by its number."""

    readings = forms.IntegerField(label=_("How many people read an offer"), min_value=1, max_value=40, initial=2)
    ngo_least = forms.IntegerField(
        label=_("of them at least so many named by organisations"), min_value=0, max_value=40, initial=0
    )
    due_on = DayField(label=_("Sheets are due on"), required=False)
    seed = forms.IntegerField(
        label=_("Number of the draw"),
        min_value=0,
        max_value=999_999,
        help_text=_("The same number gives the same result: anybody can repeat the draw."),
    )

    def __init__(self, typed: Any = None, *, members: Sequence[CommitteeMember], **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.members = members
        for one in members:
            self.fields[f"limit_{one.pk}"] = forms.IntegerField(
                label=_("%(name)s takes at most") % {"name": one.name},
                required=False,
                min_value=0,
                max_value=10_000,
                initial=one.load_limit,
            )

    def limits(self) -> dict[int, int | None]:
        return {one.pk: self.cleaned_data[f"limit_{one.pk}"] for one in self.members}


class TieForm(forms.Form):
    """A tie found after declaring none."""

    application = forms.ChoiceField(label=_("Offer"))
    ground = forms.ChoiceField(label=_("Ground"))
    description = forms.CharField(label=_("What the tie is"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, typed: Any = None, *, towards: Sequence[Towards]) -> None:
        super().__init__(typed, prefix="late")
        self.towards = {one.key: one for one in towards}
        blind = any(one.blind for one in towards)
        if blind:
            self.fields["application"].label = _("Applicant")
        self.fields["application"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose") if blind else _("Choose the offer")),
            *((one.key, one.name if one.blind else f"{one.duty.number} · {one.name}") for one in towards),
        ]
        self.fields["ground"].choices = ground_choices()  # type: ignore[attr-defined]

    def answers(self) -> list[Answer]:
        typed = self.cleaned_data
        return [
            Answer(
                application_id=duty.application_id, tied=True, description=typed["description"], ground=typed["ground"]
            )
            for duty in self.towards[typed["application"]].duties
        ]


class ReopeningForm(forms.Form):
    """Which submitted sheet its member gets back, and why."""

    which = forms.TypedChoiceField(label=_("Whose sheet"), coerce=int)
    reason = forms.CharField(label=_("Why it is reopened"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, typed: Any = None, *, sheets: Sequence[ScoreSheet]) -> None:
        super().__init__(typed, prefix="reopen")
        self.sheets = {sheet.pk: sheet for sheet in sheets}
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a person")),
            *((sheet.pk, sheet.member.name) for sheet in sheets),
        ]

    def sheet(self) -> ScoreSheet:
        return self.sheets[self.cleaned_data["which"]]


class FewForm(forms.Form):
    """Why no more people have scored an offer."""

    reason = forms.CharField(
        label=_("Why nobody else has scored it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed, prefix="few")


class SayingForm(forms.Form):
    text = forms.CharField(
        label=_("What you want to say about this offer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpinionForm(forms.Form):
    text = forms.CharField(
        label=_("Your opinion on this offer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, typed: Any = None, **kwargs: Any) -> None:
        super().__init__(typed, prefix="opinion", **kwargs)


class VoteForm(forms.Form):
    """The places a vote gave to offers with equal points: one field for each of them, named by its number."""

    def __init__(self, typed: Any, *, offers: Sequence[Application]) -> None:
        super().__init__(typed)
        self.offers = {vote_field(offer.pk): offer for offer in offers if vote_field(offer.pk) in typed}
        for name, offer in self.offers.items():
            self.fields[name] = forms.IntegerField(
                label=offer.number,
                min_value=1,
                max_value=len(self.offers),
                error_messages={
                    name: _("Offer %(number)s: give its place, from 1 to %(most)s.")
                    % {"number": offer.number, "most": len(self.offers)}
                    for name in ("required", "invalid", "min_value", "max_value")
                },
            )

    def clean(self) -> dict[str, Any]:
        places = [self.cleaned_data[name] for name in self.offers if name in self.cleaned_data]
        if len(set(places)) != len(places):
            raise forms.ValidationError(_("Give each of the offers with equal points a place of its own."))
        return self.cleaned_data

    def order(self) -> list[Application]:
        """The first goes first."""
        return [self.offers[name] for name in sorted(self.offers, key=lambda name: self.cleaned_data[name])]


def vote_field(application_id: int) -> str:
    return f"place_{application_id}"


class PointsInput(Affixed):
    """Points of so many, written without needless zeros."""

    def format_value(self, value: Any) -> str | None:
        return without_zeros(value, 2) if isinstance(value, Decimal) else super().format_value(value)


class PointsField(NumberField):
    """Half points are fine: at most two decimals."""

    default_error_messages = {
        "invalid": _("Give points in digits, for example 12,5."),
        "max_decimal_places": _("Give at most two decimals."),
        "max_digits": _("Give fewer digits."),
        "max_whole_digits": _("Give fewer digits."),
        "min_value": _("Give at least %(limit_value)s points."),
        "max_value": _("Give at most %(limit_value)s points."),
    }


class SheetForm(forms.Form):
    """Two fields for each criterion; in a draft each may stay empty."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=_("Remarks on the whole offer"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            most = criterion.points_max
            self.fields[points_field(criterion.pk)] = PointsField(
                label=_("%(criterion)s: points") % {"criterion": criterion.name},
                max_value=most,
                required=False,
                widget=PointsInput(affix=f"/ {most}"),
            )
            self.fields[reason_field(criterion.pk)] = forms.CharField(
                label=_("%(criterion)s: why") % {"criterion": criterion.name},
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if criterion.may_not_apply:
                self.fields[applies_field(criterion.pk)] = forms.BooleanField(
                    label=_("does not apply to this offer"), required=False
                )
        self.order_fields(
            ["revision", *(name for name in self.fields if name not in ("revision", "remarks")), "remarks"]
        )

    @staticmethod
    def initial_from(scores: Iterable[Score]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for score in scores:
            found[points_field(score.criterion_id)] = score.points
            found[reason_field(score.criterion_id)] = score.reason
            found[applies_field(score.criterion_id)] = not score.applies
        return found

    def parts(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """Each criterion with its points, the reason, and, where the call allows it, that it does not apply."""
        return [
            (
                one,
                self[points_field(one.pk)],
                self[reason_field(one.pk)],
                self[applies_field(one.pk)] if one.may_not_apply else None,
            )
            for one in self.criteria
        ]

    def marks(self) -> Mapping[int, Mark]:
        typed = self.cleaned_data
        return {
            one.pk: Mark(
                points=typed.get(points_field(one.pk)),
                reason=typed.get(reason_field(one.pk), ""),
                applies=not typed.get(applies_field(one.pk), False),
            )
            for one in self.criteria
        }
