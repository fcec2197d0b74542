"""What writers are asked about a part of a curriculum."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds.languages import LanguageField
from curriculum.actions.naming import MOST
from curriculum.models import LEAVES, AccessFeature, AccessHazard, AccessMode, Framework, Kind, Node
from curriculum.values import Author
from web.forms import FilterForm

LANGUAGE = {"list": "language-names", "autocomplete": "off"}


class LinesField(forms.CharField):
    """One value a line, as a tuple; `made` makes each of its text, `shown` writes it again."""

    def __init__(
        self, *, most: int, lines: int = MOST, rows: int = 3, made: Callable[[str], Any] = str,
        shown: Callable[[Any], str] = str, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.most, self.lines, self.made, self.shown = most, lines, made, shown

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(self.shown, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[Any, ...]:
        lines = dict.fromkeys(" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > self.lines:
            raise ValidationError(_("Write at most %(most)s lines.") % {"most": self.lines})
        if any(len(line) > self.most for line in lines):
            raise ValidationError(_("A line holds at most %(most)s letters.") % {"most": self.most})
        return tuple(map(self.made, lines))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class TicksField(forms.TypedMultipleChoiceField):
    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(required=False, choices=choices, widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class Group(NamedTuple):
    """Fields that are folded away, unless one is wrong; `used` are the labels of those that say something."""

    title: Any
    fields: list[forms.BoundField]
    used: list[str]
    is_open: bool


GROUPS = [
    (gettext_lazy("How, for whom and with what"),
     ("method", "materials", "relevance", "age_from", "age_to", "language")),
    (gettext_lazy("Accessibility"), ("access_modes", "access_features", "access_hazards", "access_note")),
    (gettext_lazy("Licence and authors of this part"), ("licence", "authors")),
]  # fmt: skip


class NodeForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)  # when the writer's page was made
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=LEAVES,
        help_text=gettext_lazy("An assessment gets its questions once it is added."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Add a picture or a file"),
        required=False,
        help_text=gettext_lazy("It comes at the end of the text; move its line to where it belongs."),
    )
    materials = LinesField(
        label=gettext_lazy("Materials"), most=100, help_text=gettext_lazy("One a line: string, a bucket, a stopwatch.")
    )
    language = LanguageField(
        label=gettext_lazy("Language"), required=False, max_length=60, widget=forms.TextInput(attrs=LANGUAGE),
        help_text=gettext_lazy("When it is not the curriculum’s."),
    )  # fmt: skip
    access_modes = TicksField(AccessMode.choices, label=gettext_lazy("It is taken in by"))
    access_features = TicksField(AccessFeature.choices, label=gettext_lazy("What helps"))
    access_hazards = TicksField(AccessHazard.choices, label=gettext_lazy("What may harm"))

    class Meta:
        model = Node
        fields = (
            "title", "kind", "body", "minutes", "method", "materials", "relevance", "age_from", "age_to", "language",
            "access_modes", "access_features", "access_hazards", "access_note", "licence", "authors",
        )  # fmt: skip
        labels = {"minutes": gettext_lazy("About how many minutes")}
        widgets = {
            "body": forms.Textarea(attrs={"rows": 16}),
            "relevance": forms.Textarea(attrs={"rows": 2}),
            "access_note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "body": gettext_lazy(
                "Markdown: **strong**, *stressed*, - for lists, # for headings, [words](address), $x^2$ for formulas."
            ),
            "relevance": gettext_lazy("The place and the people it belongs to: a river, a market, a trade."),
            "licence": gettext_lazy("When it is another than the curriculum’s."),
            "access_note": gettext_lazy("What a learner or a teacher should know beforehand."),
        }

    def __init__(self, *args: Any, community: str, kind: str = Kind.ACTIVITY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {author.name: author for author in self.instance.authors}
        self.fields["authors"] = LinesField(
            label=gettext_lazy("Authors"), most=150, shown=lambda author: str(author.name),
            made=lambda name: known.get(name, Author(name, community)),
            help_text=gettext_lazy("One name a line, when they are others than the curriculum’s."),
        )  # fmt: skip
        self.initial.setdefault("kind", kind)
        self.fields["kind"].required = not self.is_bound or "kind" in self.data
        if self.instance.pk:
            self.initial["seen"] = self.instance.edited_at.isoformat()
        if kind == Kind.UNIT:
            for name in ("minutes", "kind"):
                del self.fields[name]
            self.fields["body"].widget.attrs["rows"] = 6

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("age_from"), given.get("age_to")
        if first is not None and last is not None and first > last:
            self.add_error("age_to", _("This is below the first age."))
        return given

    def main(self) -> Iterator[forms.BoundField]:
        """What is always to be seen."""
        folded = {name for _title, names in GROUPS for name in names}
        return (field for field in self.visible_fields() if field.name not in folded)

    def groups(self) -> list[Group]:
        found = []
        for title, names in GROUPS:
            fields = [self[name] for name in names]
            used = [str(field.label) for field in fields if field.value() not in (None, "", (), [])]
            found.append(Group(title, fields, used, any(field.errors for field in fields)))
        return found

    def written(self) -> dict[str, Any]:
        """What add_node and edit_node take of it."""
        return {
            name: self.cleaned_data[name]
            for name in self.Meta.fields
            if name in self.cleaned_data and (name != "kind" or self.cleaned_data["kind"])
        }


class TranslationForm(forms.Form):
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 16}))


class NewTranslationForm(forms.Form):
    language = LanguageField(
        label=gettext_lazy("Another language"), max_length=60, widget=forms.TextInput(attrs=LANGUAGE)
    )


class CompetencyFilter(FilterForm):
    text = forms.CharField(
        label=gettext_lazy("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    framework = forms.ModelChoiceField(
        label=gettext_lazy("Framework"), queryset=Framework.objects.none(), required=False,
        empty_label=gettext_lazy("Every framework"),
    )  # fmt: skip


class PartFilter(FilterForm):
    text = forms.CharField(
        label=gettext_lazy("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
