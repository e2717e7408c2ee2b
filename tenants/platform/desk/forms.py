from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.platform.desk.matters import Kind
from tenants.platform.desk.reading import Row


class MatterFilter(forms.Form):
    """Which of the matters to show; whatever is not understood is left out."""

    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("all")), *Kind.choices])
    town = forms.ChoiceField(label=_("Local government"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(
        self, *args: Any, towns: Iterable[tuple[int, str]], organisations: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["town"].choices = [("", _("all")), *((str(pk), name) for pk, name in towns)]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", _("all")), *((str(pk), name) for pk, name in organisations)]  # type: ignore[attr-defined]
        if len(organisations) < 2:
            del self.fields["organisation"]
        for field in self.fields.values():
            field.widget.attrs["data-width"] = "medium"

    def of(self, rows: Iterable[Row]) -> list[Row]:
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        return [row for row in rows if all(str(getattr(row.matter, name)) == value for name, value in wanted.items())]

    def narrows(self) -> bool:
        return any(self.cleaned_data.values())
