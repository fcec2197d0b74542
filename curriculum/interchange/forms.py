"""Which file is to be taken in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from curriculum.interchange.importers import IMPORTERS


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads."""

    widget = Files(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(FilesField, self).clean(one, initial) for one in (data or [None])]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), widget=forms.RadioSelect)
    uploads = FilesField(label=gettext_lazy("The file, or the files that belong together"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.key, f"{one.label}: {one.help}") for one in IMPORTERS.values()]
        field.initial = next(iter(IMPORTERS))
