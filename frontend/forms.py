from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form of the house: error summary first, label above, hint, error above the field."""

    form_template_name = "frontend/forms/form.html"
    formset_template_name = "frontend/forms/formset.html"
    field_template_name = "frontend/forms/field.html"
