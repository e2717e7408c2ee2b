from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from frontend.widgets import DRAWN


class Renderer(TemplatesSetting):
    """Draws every form of the house: error summary first, label above, hint, error above the field."""

    form_template_name = "frontend/forms/form.html"
    formset_template_name = "frontend/forms/formset.html"
    field_template_name = "frontend/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
