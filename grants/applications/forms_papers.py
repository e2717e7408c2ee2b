from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PaperChoiceForm(forms.Form):
    """Which of the organisation's documents, and in which place of the offer."""

    paper = forms.ChoiceField(label=_("Document"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Attach it as"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, papers: Mapping[str, Any], places: Mapping[str, Any], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        documents = [(key, _paper_words(paper, today)) for key, paper in papers.items()]
        named = [(key, getattr(place, "name", "") or place.label) for key, place in places.items()]
        self.fields["paper"].choices = documents  # type: ignore[attr-defined]
        self.fields["place"].choices = [*named, ("", _("another file"))]  # type: ignore[attr-defined]


def _paper_words(paper: Any, today: date) -> str:
    said = f"{paper} · {paper.get_kind_display()}"
    return said if paper.is_valid_on(today) else f"{said} ({_('not valid today')})"
