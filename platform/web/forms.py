"""How Django's forms draw their controls."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Widgets come from templates/django/forms where the product has its own, else from Django."""

    form_template_name = "web/form_fields.html"
    field_template_name = "web/form_field.html"
