"""How Django's forms draw their controls, and fields that read as the reader writes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from web.amounts import OutOfRange, as_decimal, exponent, read_money, write_number


class Renderer(TemplatesSetting):
    """Widgets come from Django, labels and errors around them from the components."""

    form_template_name = "web/form_fields.html"
    field_template_name = "web/form_field.html"


class FilterForm(forms.Form):
    """Narrows a list by GET."""

    def chosen(self) -> dict[str, str]:
        """What is asked for and makes sense; the rest is as if it were not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def offer(form: forms.BaseForm, **offered: Any) -> None:
    """Say what may be chosen in these fields: rows, or pairs of a value and its words."""
    for name, what in offered.items():
        setattr(form.fields[name], "queryset" if isinstance(what, QuerySet) else "choices", what)


def needed_when(field: Any, when: Any) -> Any:
    """A field that is asked for in some cases alone: its label says in which, instead of that it is left to one."""
    field.required, field.needed_when = False, when
    return field


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")  # the form that HTML wants


class MoneyField(forms.CharField):
    """An amount of minor units (int) of its currency; `currency` may be set when the form knows it."""

    def __init__(self, *, currency: str = "EUR", least: int = 1, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)
        self.currency = currency
        self.least = least  # minor units

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_money(text, self.currency)
        except OutOfRange:
            raise ValidationError(_("An amount is out of range.")) from None
        except ValueError:
            example = self.prepare_value(42 * 10 ** exponent(self.currency))
            raise ValidationError(_("Write an amount such as %(example)s.") % {"example": example}) from None
        if amount < self.least:
            least = self.prepare_value(self.least)
            raise ValidationError(_("Write an amount of at least %(least)s.") % {"least": least})
        return amount

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return write_number(as_decimal(value, self.currency), exponent(self.currency))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
