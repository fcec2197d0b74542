"""What a community may be founded from: a written charter with the decision rules, roles and settings it speaks of.

`<key>.toml` holds the values, `<key>.<language>.md` the charter. Its figures are taken from the rules: `{setting.talk}`
stands for how long that matter is talked over, so that the two cannot differ when a community is founded."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from communities.governance.charter.templates.figures import written
from communities.governance.rules import Rule
from communities.roles import built_in
from tenancy.refusal import Refused

FOLDER = Path(__file__).parent
FIGURE = re.compile(r"(^|[.\n] ?)?\{(\w+)\.(\w+)\}")
KEYS = (
    "teacher-cooperative", "parent-cooperative", "democratic-school", "village-learning-centre", "school-council",
)  # fmt: skip


class Section(NamedTuple):
    title: str
    text: str


class Writing(NamedTuple):
    """A template in one language."""

    name: str
    summary: str
    articles: list[Section]


@dataclass(frozen=True, kw_only=True)
class Template:
    key: str
    kind: str  # of community
    founder: list[str]  # the founder's roles
    given: dict[str, Any]  # other settings as the file has them
    writings: dict[str, Writing]  # by language

    def rule(self, matter: str) -> Rule:
        return Rule.read(self.given["decision_rules"].get(matter, {}))

    def writing(self, languages: Iterable[str]) -> Writing:
        """In the first of these that it is written in, else in English."""
        return next((self.writings[code] for code in languages if code in self.writings), self.writings["en"])

    def languages(self, wanted: Iterable[str]) -> list[str]:
        return [code for code in wanted if code in self.writings] or ["en"]

    def values(self, wanted: Iterable[str]) -> dict[str, Any]:
        """The settings it sets, with the charter in those of the languages that it is written in."""
        kept = {key: value for key, value in self.given.items() if key != "roles"}
        return {**kept, "roles": self._roles(), "charter": self._charter(self.languages(wanted))}

    def _charter(self, languages: list[str]) -> dict[str, Any]:
        articles = []
        for number, same in enumerate(zip(*(self.writings[code].articles for code in languages), strict=True), 1):
            said = dict(zip(languages, same, strict=True))
            title = {code: one.title for code, one in said.items()}
            text = {code: one.text for code, one in said.items()}
            articles.append({"number": number, "title": title, "text": text, "from": None})
        return {"audience": "public", "articles": articles}

    def _roles(self) -> dict[str, list[str]]:
        """What a role has besides, or has not, of what is built in."""
        changed = self.given.get("roles", {})
        return {
            role: sorted({*built_in(role), *parts.get("more", [])}.difference(parts.get("less", [])))
            for role, parts in changed.items()
        }


def all_templates() -> list[Template]:
    return [template_called(key) for key in KEYS]


def template_called(key: str) -> Template:
    if key not in KEYS:
        raise Refused(_("There is no such template: %(key)s") % {"key": key})
    return _read(key)


@cache
def _read(key: str) -> Template:
    stem = key.replace("-", "_")
    given = tomllib.loads((FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
    kind, founder = given.pop("kind"), given.pop("founder")
    rules = {matter: Rule.read(rule) for matter, rule in given["decision_rules"].items()}
    found = {path.suffixes[0][1:]: path for path in sorted(FOLDER.glob(f"{stem}.*.md"))}
    writings = {code: _writing(path.read_text(encoding="utf-8"), rules, code) for code, path in found.items()}
    return Template(key=key, kind=kind, founder=founder, given=given, writings=writings)


def _writing(text: str, rules: dict[str, Rule], language: str) -> Writing:
    """`# Name`, a summary, then `## Title` and its text for each article."""
    head, *rest = re.split(r"^## ", FIGURE.sub(lambda found: _figure(found, rules, language), text), flags=re.MULTILINE)
    name, _gap, summary = head.removeprefix("# ").partition("\n")
    parts = (section.partition("\n") for section in rest)
    return Writing(name.strip(), summary.strip(), [Section(title.strip(), body.strip()) for title, _n, body in parts])


def _figure(found: re.Match[str], rules: dict[str, Rule], language: str) -> str:
    """A sentence begins with a capital letter."""
    before, matter, part = found.groups()
    said = written(rules[matter], part, language)
    return said if before is None else f"{before}{said[0].upper()}{said[1:]}"
