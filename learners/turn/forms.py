"""What is asked when a term is closed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from communities.calendar import Term
from learners.turn.preview import Preview
from web.forms import offer


class TurnForm(forms.Form):
    """Which offerings run again, by which version, and where places are kept; its rows are drawn by the page."""

    copy = forms.TypedMultipleChoiceField(coerce=str, required=False)
    newer = forms.TypedMultipleChoiceField(coerce=str, required=False)
    keep = forms.TypedMultipleChoiceField(coerce=str, required=False)
    into = forms.CharField(required=False)
    seen = forms.CharField()

    def __init__(self, data: QueryDict | None, *, preview: Preview) -> None:
        super().__init__(data)
        self.preview = preview
        offered = {one.offering.pk: one for one in preview.endings}
        offer(self, **{name: [(str(pk), "") for pk in offered] for name in ("copy", "newer", "keep")})

    def given(self) -> dict[str, Any]:
        """As turn_term takes it."""
        chosen = {name: {UUID(one) for one in self.cleaned_data[name]} for name in ("copy", "newer", "keep")}
        return {**chosen, "into": self.cleaned_data["into"], "seen": self.cleaned_data["seen"]}

    def rows(self) -> list[dict[str, Any]]:
        """Each offering with what is ticked: at first all are copied, and places kept."""
        data: Any = self.data
        given = {name: set(data.getlist(name)) for name in ("copy", "newer", "keep")} if self.is_bound else None
        return [
            {"ending": one, **{name: _ticked(given, name, str(one.offering.pk)) for name in ("copy", "newer", "keep")}}
            for one in self.preview.endings
        ]


class IntoForm(forms.Form):
    """To which term offerings are copied, where several follow."""

    into = forms.ChoiceField(label=_("Offerings run again in"))

    def __init__(self, *args: Any, terms: list[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, into=[(one.key, one.name) for one in terms])


def _ticked(given: dict[str, set[str]] | None, name: str, key: str) -> bool:
    return key in given[name] if given is not None else name != "newer"
