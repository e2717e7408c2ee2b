from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.registry.governments.kinds import Kind
from tenants.registry.spheres import SPHERES


class CallFilter(forms.Form):
    """What a visitor looks for among all open calls; whatever is not understood is left out."""

    q = forms.CharField(
        label=_("Words in the title or the town's name"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "data-width": "medium"}),
    )
    sphere = forms.ChoiceField(label=_("Sphere of public tasks"), required=False)
    town = forms.ChoiceField(label=_("Local government"), required=False)

    def __init__(self, *args: Any, towns: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = [("", _("all")), *((str(pk), name) for pk, name in towns)]  # type: ignore[attr-defined]
        self.fields["sphere"].choices = [("", _("all")), *SPHERES]  # type: ignore[attr-defined]
        for name in ("town", "sphere"):
            self.fields[name].widget.attrs["data-width"] = "medium"

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class TownFilter(forms.Form):
    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "data-width": "medium"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Kind.choices])

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
