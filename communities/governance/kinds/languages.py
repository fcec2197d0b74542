"""The languages a community works in, in order of preference."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import RowForm, RowSet, SettingForm, rows_of
from communities.models import Community
from communities.names import language_code, written_language
from web.amounts import language_name


class LanguageField(forms.CharField):
    """Takes a language's name or its BCP 47 tag, keeps the tag, shows the name."""

    def prepare_value(self, value: Any) -> Any:
        return written_language(value) if value and language_code(value) == value else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        code = language_code(text) if text else ""
        if code is None:
            raise ValidationError(_("We know no language called “%(text)s”.") % {"text": text})
        return code


class LanguageRow(RowForm):
    language = LanguageField(
        label=gettext_lazy("Language"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "language-names", "autocomplete": "off"}),
    )

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if len(code) > 12:
            raise ValidationError(_("This language tag is too long."))
        return code


class Languages(RowSet):
    name = gettext_lazy("Language")
    label = gettext_lazy("Languages")
    help = gettext_lazy("The first is the language the community writes in by itself.")
    spare = 2

    def clean(self) -> None:
        given = [row["language"] for row in self.values()]
        if not given:
            raise ValidationError(_("Name at least one language."))
        if len(given) != len(set(given)):
            raise ValidationError(_("Name each language once."))


class LanguagesForm(SettingForm):
    rows = {"languages": rows_of(LanguageRow, Languages, most=20)}

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if not isinstance(value, list):
            raise TypeError("Languages are a list.")
        return {}, {"languages": [{"language": code} for code in value]}

    def value(self) -> Any:
        return [row["language"] for row in self.row_sets[0].values()]


def show(community: Community, value: Any) -> None:
    community.languages = value


def words(value: Any) -> list[tuple[str, str]]:
    return [(_("Language %(number)s") % {"number": n}, language_name(code)) for n, code in enumerate(value, 1)]


LANGUAGES = SettingKind(
    key="languages",
    label=gettext_lazy("Languages"),
    why=gettext_lazy("What the community teaches and writes in, the most used first."),
    form=LanguagesForm,
    default=lambda: ["en"],
    show=show,
    shown=lambda community: community.languages,
    words=words,
    order=20,
)
