import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.registry.alerts.models import Pace
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.governments.places import county_key, county_label
from tenants.registry.governments.sorting import polish
from tenants.registry.spheres import SPHERES

# So many fit on a page; beyond that a name is looked for.
MOST_TOWNS = 40
NUMBER = re.compile(r"\d{1,15}", re.ASCII)


class AlertForm(forms.Form):
    """Which new calls to write about. Towns are ticked; among many they are found by name first."""

    pace = forms.ChoiceField(label=_("When to write"), choices=Pace.choices, widget=forms.RadioSelect)
    everywhere = forms.BooleanField(label=_("Calls of all local governments"), required=False)
    counties = forms.MultipleChoiceField(
        label=_("Or all in these counties"), required=False, widget=forms.CheckboxSelectMultiple
    )
    towns = forms.MultipleChoiceField(
        label=_("Or of these local governments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    q = forms.CharField(
        label=_("Find a local government by its name"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "data-width": "medium"}),
    )
    spheres = forms.MultipleChoiceField(
        label=_("Only these spheres of public tasks"),
        required=False,
        choices=SPHERES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to hear of all."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        towns = LocalGovernment.objects.routable()
        counties = sorted({county_key(*place) for place in towns.values_list("voivodeship", "county")} - {""})
        self.fields["counties"].choices = [(key, county_label(key)) for key in counties]  # type: ignore[attr-defined]
        if not counties:
            del self.fields["counties"]
        self.fields["towns"].choices = self._offered(towns)  # type: ignore[attr-defined]
        if not self.searches:
            del self.fields["q"]

    def _offered(self, towns: Any) -> list[tuple[str, str]]:
        """The towns ticked already, and those that fit what was looked for; all when they are few."""
        self.searches = towns.count() > MOST_TOWNS
        found = towns.order_by(polish("name"), "pk")
        if self.searches:
            known = typed(self.data) if self.is_bound else self.initial
            numbers = [int(one) for one in known.get("towns", []) if NUMBER.fullmatch(one)]
            q = known.get("q", "").strip()
            fitting = found.filter(name__icontains=q).values("pk")[:MOST_TOWNS] if q else []
            found = found.filter(pk__in=[*numbers, *(one["pk"] for one in fitting)])
        return [(str(pk), name) for pk, name in found.values_list("pk", "name")]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        if not self.errors and not (chosen["everywhere"] or chosen.get("counties") or chosen["towns"]):
            self.add_error("towns", _("Choose where: all local governments, or at least one county or place."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        return {
            "pace": chosen["pace"],
            "everywhere": chosen["everywhere"],
            "towns": sorted(int(pk) for pk in chosen["towns"]),
            "counties": chosen.get("counties", []),
            "spheres": chosen["spheres"],
        }


def typed(sent: Any) -> dict[str, Any]:
    """A form as it was sent, to be shown again as it is."""
    several = {name: sent.getlist(name) for name in ("towns", "counties", "spheres")}
    return {**several, "pace": sent.get("pace", ""), "everywhere": "everywhere" in sent, "q": sent.get("q", "")}
