"""What somebody is making of a charter: one article at a time lies open, the rest waits in what was changed so far."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from communities.governance.kinds.forms import number

Raw = dict[str, Any]  # an article as it was typed: not checked yet
OPEN = "open"


class Line(NamedTuple):
    number: int
    title: str
    language: str
    state: str  # "", "new", "changed" or "gone"


class Draft:
    """`base` is in force, `patch` changes it: by number, an article or nothing for one that is taken out."""

    def __init__(self, base: Mapping[int, Raw], data: Mapping[str, Any]) -> None:
        self.base, self.patch = base, _patch(data.get("patch"))
        self.open = number(data.get(OPEN, ""))
        if self.open:
            self._keep(_typed(self.open, data))

    def do(self, what: str, free: Callable[[], int]) -> None:
        """“new” opens an empty article, “article:7” that one, “drop:7” takes it out, “back:7” as it is in force."""
        verb, _colon, which = what.partition(":")
        one, self.open = number(which), 0
        if verb == "new":
            self.open = max([free(), *(taken + 1 for taken in self.patch)])
        elif verb == "article" and one in self.articles():
            self.open = one
        elif verb == "drop" and one in self.base:
            self.patch[one] = None
        elif verb in ("drop", "back"):
            self.patch.pop(one, None)

    def articles(self) -> dict[int, Raw]:
        merged = {**self.base, **self.patch}
        return {which: merged[which] for which in sorted(merged) if merged[which] is not None}  # type: ignore[misc]

    def languages(self) -> list[str]:
        return [code for one in self.articles().values() for code in one["text"]]

    def lines(self, wanted: list[str]) -> list[Line]:
        """Every article, also one that is taken out, titled in the first language it has a title in."""
        merged = {**self.base, **self.patch}
        return [self._line(which, merged[which], wanted) for which in sorted(merged)]

    def sent(self) -> list[tuple[str, str]]:
        """What the next page must send back."""
        patch = json.dumps(self.patch, ensure_ascii=False) if self.patch else ""
        return [("patch", patch), (OPEN, str(self.open or ""))]

    def fields(self) -> dict[str, str]:
        """What stands in the fields of the article that lies open."""
        one = self.articles().get(self.open) or {"title": {}, "text": {}, "from": None}
        named = {f"{part}-{code}": said for part in ("title", "text") for code, said in one[part].items()}
        return {**named, "holds_from": one["from"] or ""}

    def _line(self, which: int, one: Raw | None, wanted: list[str]) -> Line:
        said = one or self.base.get(which) or {"title": {}}
        language = next((code for code in [*wanted, *said["title"]] if said["title"].get(code)), "")
        changed = "new" if which not in self.base else "changed"
        state = "" if which not in self.patch else "gone" if one is None else changed
        return Line(which, said["title"].get(language, ""), language, state)

    def _keep(self, typed: Raw) -> None:
        """As it is in force it is no change; an empty new one is none either."""
        is_empty = not typed["title"] and not typed["text"]
        if typed == self.base.get(typed["number"]) or (is_empty and typed["number"] not in self.base):
            self.patch.pop(typed["number"], None)
        else:
            self.patch[typed["number"]] = typed


def _typed(which: int, data: Mapping[str, Any]) -> Raw:
    title, text = (
        {
            name.partition("-")[2]: _tidy(data[name])
            for name in data
            if name.startswith(f"{part}-") and data[name].strip()
        }
        for part in ("title", "text")
    )
    return {"number": which, "title": title, "text": text, "from": data.get("holds_from", "").strip() or None}


def _patch(sent: Any) -> dict[int, Raw | None]:
    """What makes no sense is as if it had not been sent: the page wrote it itself."""
    try:
        return {int(which): _shaped(int(which), one) for which, one in json.loads(sent or "{}").items()}
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return {}


def _shaped(which: int, one: Any) -> Raw | None:
    if one is None:
        return None
    title, text = ({str(code): str(said) for code, said in one[part].items()} for part in ("title", "text"))
    return {"number": which, "title": title, "text": text, "from": str(one["from"]) if one["from"] else None}


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
