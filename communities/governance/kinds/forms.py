"""Forms for settings: plain fields, and lists as rows of fields that need no JavaScript."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community

MISSHAPEN = gettext_lazy("This value does not have the shape of the setting.")


class RowForm(forms.Form):
    """One row of a list; a row whose visible fields are blank counts as left out."""

    def has_changed(self) -> bool:
        return any(not field.field.widget.is_hidden for field in self if field.name in self.changed_data)


class RowSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of a list; errors name the row."""

    name: ClassVar[Any] = gettext_lazy("Row")  # what one row is
    label: ClassVar[Any] = ""
    help: ClassVar[Any] = ""
    spare = 1  # empty rows shown after the filled ones
    default_error_messages = {
        "too_many_forms": gettext_lazy("There is room for %(num)d rows at most."),
        "missing_management_form": gettext_lazy("The rows of this list are missing."),
    }

    def initial_form_count(self) -> int:
        """A row may always be emptied, so none is held to be there already."""
        return 0

    def total_form_count(self) -> int:
        return super().total_form_count() if self.is_bound else len(self.initial or []) + self.spare

    def values(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.is_valid()]

    def numbered(self) -> list[tuple[str, forms.Form]]:
        """Each row with what to call it."""
        return [(f"{self.name} {number}", form) for number, form in enumerate(self.forms, 1)]

    def complaints(self) -> list[str]:
        in_rows = [f"{row}, {each}" for row, form in self.numbered() for each in _complaints(form)]
        return in_rows + [str(each) for each in self.non_form_errors()]


def rows_of(form: type[RowForm], base: type[RowSet], *, most: int) -> Any:
    return forms.formset_factory(form, formset=base, extra=0, max_num=most, absolute_max=most + 1, validate_max=True)


class SettingForm(forms.Form):
    """Shows, takes and checks one setting's value. A list is a set of rows under the list's name."""

    template = "governance/fields.html"
    rows: ClassVar[dict[str, Any]] = {}  # by name, what `rows_of` makes
    use_required_attribute = False  # a spare row may stay empty

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Any = None,
        initial: Any = None,
        community: Community | None = None,
        adding: str = "",
    ) -> None:
        """`initial` is a value of the setting; `adding` names the rows to show one more of, unchecked."""
        fields, lists = self.opened(initial) if initial is not None else ({}, {})
        self.community = community
        data = _with_one_more(data, adding) if data is not None and adding in self.rows else data
        super().__init__(data, files, initial=fields)
        self.row_sets = [
            made(data, prefix=name, initial=lists.get(name), form_kwargs={"use_required_attribute": False})
            for name, made in self.rows.items()
        ]
        if adding:
            self._leave_unchecked()

    @property
    def is_new(self) -> bool:
        """Whether the community is only now being founded."""
        return self.community is not None and self.community._state.adding

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        """A value taken apart: the fields' initial values, and each list's rows."""
        return {k: v for k, v in value.items() if k not in cls.rows}, {k: value.get(k, []) for k in cls.rows}

    @classmethod
    def of(cls, value: Any, *, community: Community | None = None) -> Self:
        """A bound form as if someone had filled in this value."""
        try:
            return cls(cls._filled_in(value), community=community)
        except (TypeError, ValueError, AttributeError, KeyError):
            form = cls(QueryDict(), community=community)
            form.errors.clear()
            form.add_error(None, ValidationError(MISSHAPEN))
            form.row_sets = []
            return form

    @classmethod
    def _filled_in(cls, value: Any) -> QueryDict:
        data = QueryDict(mutable=True)
        fields, lists = cls.opened(value)
        _fill(data, "", fields, cls.base_fields)
        for name, made in cls.rows.items():
            data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(len(lists[name])), "0"
            for number, row in enumerate(lists[name]):
                _fill(data, f"{name}-{number}-", row, made.form.base_fields)
        return data

    def _leave_unchecked(self) -> None:
        """Show what was typed without a word about it: its writer is not done."""
        self._errors = ErrorDict()
        for rows in self.row_sets:
            rows._errors, rows._non_form_errors = [], ErrorList()
            for row in rows.forms:
                row._errors = ErrorDict()

    def is_valid(self) -> bool:
        return super().is_valid() and all(each.is_valid() for each in self.row_sets)

    def value(self) -> Any:
        """The checked value, as JSON."""
        return {**self.cleaned_data, **{each.prefix: each.values() for each in self.row_sets}}

    def carried(self) -> list[tuple[str, str]]:
        """What was sent, to be sent again."""
        return [(name, value) for name in self.data for value in self.data.getlist(name)]  # type: ignore[attr-defined]

    def complaints(self) -> list[str]:
        """What is wrong, a sentence each, naming the row and the field."""
        return _complaints(self) + [one for each in self.row_sets for one in each.complaints()]


def _fill(data: QueryDict, prefix: str, row: Mapping[str, Any], fields: Mapping[str, forms.Field]) -> None:
    if unknown := row.keys() - fields.keys():
        raise ValueError(f"There are no such fields: {unknown}")
    for name, given in row.items():
        if isinstance(given, Mapping):
            raise TypeError(f"{name} is no field with parts of its own.")
        if isinstance(given, list):
            data.setlist(prefix + name, [str(one) for one in given])
        elif given is not None and given is not False:
            data[prefix + name] = "on" if given is True else str(given)


def number(text: Any) -> int:
    """0 for what is none."""
    return int(text) if str(text).isdecimal() and len(text) < 10 else 0


def _with_one_more(data: Mapping[str, Any], name: str) -> QueryDict:
    grown = QueryDict(mutable=True)
    grown.update(data)
    total = data.get(f"{name}-TOTAL_FORMS", "")
    grown[f"{name}-TOTAL_FORMS"] = str(number(total) + 1)
    return grown


def _complaints(form: forms.BaseForm) -> list[str]:
    said = []
    for name, errors in form.errors.items():
        label = "" if name == NON_FIELD_ERRORS else str(form[name].label)
        said += [_("%(field)s: %(error)s") % {"field": label, "error": e} if label else str(e) for e in errors]
    return said
