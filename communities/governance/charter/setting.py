"""The community's charter: written one article at a time, kept whole."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.charter.articles import KEY
from communities.governance.charter.checking import TEXT, TITLE, checked_article
from communities.governance.charter.draft import Draft
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.models import Setting
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.statements import ask
from web.amounts import language_name, write_day
from web.forms import DayField

MOST = 300  # articles
AUDIENCES = {
    "public": gettext_lazy("Whoever may see the community’s public page"),
    "members": gettext_lazy("Members alone"),
}
GIVEN = """
    SELECT DISTINCT (article->>'number')::int FROM governance_setting, jsonb_array_elements(value->'articles') article
    WHERE community_id = %(here)s AND key = 'charter'
"""


class CharterForm(SettingForm):
    """A page sends what was changed (charter_draft.py); a program gives the `whole`."""

    template = "governance/charter_fields.html"
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), choices=list(AUDIENCES.items()), widget=forms.RadioSelect
    )

    def __init__(
        self, data: Any = None, *, initial: Any = None, community: Community | None = None, adding: str = "",
        files: Any = None,
    ) -> None:  # fmt: skip
        self.whole = data.get("whole") if data is not None else None
        self.draft = Draft({} if self.whole else _in_force(community), {} if data is None else data)
        here = community.languages if community else []
        self.languages = list(dict.fromkeys([*here, *self.draft.languages()])) or ["en"]
        if adding:
            self.draft.do(adding, lambda: max(numbers_given(), default=0) + 1)
            data = self._settled({} if data is None else data, initial)
        super().__init__(data, initial=initial, community=community, adding=adding, files=files)
        if self.draft.open:
            self.fields.update(_fields_in(self.languages))

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        return {"audience": value["audience"]}, {}

    @classmethod
    def _filled_in(cls, value: Any) -> QueryDict:
        if value.keys() - {"audience", "articles"} or not isinstance(value["articles"], list):
            raise TypeError("A charter has an audience and articles.")
        data = QueryDict(mutable=True)
        data.update({"audience": str(value.get("audience", "public")), "whole": json.dumps(value["articles"])})
        return data

    def _settled(self, data: Mapping[str, Any], initial: Any) -> QueryDict:
        """What was asked for is done: the page that follows shows another article, or none."""
        sent = QueryDict(mutable=True)
        sent["audience"] = data.get("audience") or (initial or default())["audience"]
        sent.update(dict(self.draft.sent()))
        if self.draft.open:
            sent.update(self.draft.fields())
        return sent

    def clean(self) -> dict[str, Any]:
        given = json.loads(self.whole) if self.whole else list(self.draft.articles().values())
        checked, wrong = [], []
        for article in given:
            try:
                checked.append(checked_article(article))
            except ValidationError as complaint:
                wrong += complaint.messages
        if wrong:
            raise ValidationError(wrong)
        if len(checked) > MOST:
            raise ValidationError(_("There is room for %(num)d articles at most.") % {"num": MOST})
        if len({one["number"] for one in checked}) < len(checked):
            raise ValidationError(_("Two articles have the same number."))
        self.cleaned_data["articles"] = sorted(checked, key=lambda one: one["number"])
        return self.cleaned_data

    def value(self) -> Any:
        return {"audience": self.cleaned_data["audience"], "articles": self.cleaned_data["articles"]}

    def carried(self) -> list[tuple[str, str]]:
        """The article that lies open is put away."""
        self.draft.open = 0
        return [("audience", self.data["audience"]), *self.draft.sent()]

    def lines(self) -> list[Any]:
        return self.draft.lines(self.languages)

    def in_languages(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The fields of the article that lies open, by language."""
        return [(code, self[f"title-{code}"], self[f"text-{code}"]) for code in self.languages]


def _fields_in(languages: list[str]) -> dict[str, forms.Field]:
    """Not checked here but with the whole, so that an article may wait half written."""
    made: dict[str, forms.Field] = {}
    for code in languages:
        told = {"language": language_name(code)}
        written = {"lang": code, "dir": "auto"}
        made[f"title-{code}"] = forms.CharField(
            label=_("Title (%(language)s)") % told, required=False,
            widget=forms.TextInput(attrs={**written, "maxlength": TITLE}),
        )  # fmt: skip
        made[f"text-{code}"] = forms.CharField(
            label=_("Text (%(language)s)") % told, required=False,
            widget=forms.Textarea(attrs={**written, "rows": 8, "maxlength": TEXT}),
        )  # fmt: skip
    made["holds_from"] = DayField(
        label=_("Holds from"), required=False, help_text=_("Left empty, from the day of the decision.")
    )
    return made


def numbers_given() -> set[int]:
    """Every number that an article of the open scope's community has, or had."""
    return {row[0] for row in ask(GIVEN)}


def refuse_used_numbers(_community: Community, value: Any) -> None:
    """A number belongs to one article for good: whoever cites article 7 is understood for ever."""
    kept = {one["number"] for one in _value_in_force()["articles"]}
    used = sorted(numbers_given().intersection(one["number"] for one in value["articles"]) - kept)
    if used:
        told = {"number": used[0], "free": max(numbers_given()) + 1}
        raise Refused(
            _("Article %(number)s was another one once, and keeps its number. Number %(free)s is free.") % told
        )


def _value_in_force() -> Any:
    row = Setting.objects.filter(key=KEY).order_by("-decision__number").first()
    return row.value if row else default()


def _in_force(community: Community | None) -> dict[int, dict[str, Any]]:
    """Of a community whose scope is open."""
    if community is None or community._state.adding:
        return {}
    return {one["number"]: one for one in _value_in_force()["articles"]}


def default() -> dict[str, Any]:
    return {"audience": "public", "articles": []}


def words(value: Any) -> list[tuple[str, str]]:
    said = [(_("Who may read it"), str(AUDIENCES[value["audience"]]))]
    for one in value["articles"]:
        for code, text in one["text"].items():
            told = {"number": one["number"], "language": language_name(code)}
            said.append((_("Article %(number)s (%(language)s)") % told, f"{one['title'][code]}\n\n{text}"))
        if one["from"]:
            holds = _("Article %(number)s holds from") % {"number": one["number"]}
            said.append((holds, write_day(date.fromisoformat(one["from"]))))
    return said


def brief(value: Any) -> list[tuple[str, str]]:
    codes = dict.fromkeys(code for one in value["articles"] for code in one["text"])
    return [
        (_("Articles"), str(len(value["articles"]))),
        (_("Languages"), ", ".join(map(language_name, codes))),
        (_("Who may read it"), str(AUDIENCES[value["audience"]])),
    ]


CHARTER = SettingKind(
    key=KEY,
    label=gettext_lazy("Charter"),
    why=gettext_lazy("The community’s written rules, article by article. They bind everyone in it."),
    form=CharterForm,
    default=default,
    words=words,
    brief=brief,
    page="governance-charter",
    matter=KEY,
    order=15,
)
