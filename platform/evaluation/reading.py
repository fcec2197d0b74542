"""A community's report as its page shows it: the news, the figures and what changed, for one reader."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.indicators import INDICATORS, Indicator
from web.amounts import write_money, write_number
from web.links import url_at

FACTS = ("learners", "handed_in", "marked", "to_mark")
Figures = dict[tuple[str, str], int]  # by indicator and currency ("" where it is no money)


class Line(NamedTuple):
    """One figure, and the same a period before."""

    key: str
    label: str
    value: str
    last: str
    note: str  # what changed
    url: str
    why: str


def figures_of(content: Any) -> Figures:
    """Without those by outcome."""
    return {
        (one["indicator"], one["dims"].get("currency", "")): one["value"]
        for one in content["figures"]
        if one["indicator"] != "outcomes"
    }


def for_reader(content: dict[str, Any], access: Any) -> dict[str, Any]:
    """The content without the indicators that this reader may not see."""
    hidden = {one.key for one in INDICATORS.values() if one.permission and not access.can(one.permission)}
    shown = {**content, "figures": [one for one in content["figures"] if one["indicator"] not in hidden]}
    if content["before"]:
        former = [one for one in content["before"]["figures"] if one["indicator"] not in hidden]
        shown["before"] = {**content["before"], "figures": former}
    return shown


def lines(content: dict[str, Any], community: Any) -> list[Line]:
    now = figures_of(content)
    last = figures_of(content["before"]) if content["before"] else None
    found = []
    for indicator in INDICATORS.values():
        for key, currency in sorted(now):
            if key == indicator.key:
                before = None if last is None else last.get((key, currency), 0)
                found.append(_line(indicator, now[key, currency], before, currency, community))
    return found


def _line(indicator: Indicator, value: int, last: int | None, currency: str, community: Any) -> Line:
    def write(figure: int) -> str:
        return write_money(figure, currency) if currency else write_number(figure)

    note = ""
    if last is not None:
        more, less = _("%(amount)s more"), _("%(amount)s less")
        note = (
            (more if value > last else less) % {"amount": write(abs(value - last))} if value != last else _("as before")
        )
    return Line(
        key=indicator.key,
        label=str(indicator.label),
        value=write(value),
        last="" if last is None else write(last),
        note=note,
        url=url_at(community, indicator.url_name),
        why=str(indicator.why),
    )


def facts(shown: Iterable[Line]) -> list[dict[str, str]]:
    chosen = {line.key: line for line in shown if line.key in FACTS}
    return [
        {"label": line.label, "value": line.value, "url": line.url, "note": line.note}
        for key in FACTS
        if (line := chosen.get(key))
    ]


def headline(content: dict[str, Any]) -> str:
    """The news in one sentence."""
    figures = figures_of(content)
    learners, handed_in, marked = (figures.get((key, ""), 0) for key in ("learners", "handed_in", "marked"))
    if handed_in:
        told = {"n": write_number(handed_in), "marked": write_number(marked)}
        return (
            ngettext(
                "%(n)s activity was handed in, %(marked)s marked",
                "%(n)s activities were handed in, %(marked)s marked",
                handed_in,
            )
            % told
        )
    if learners:
        told = {"n": write_number(learners)}
        return ngettext("A quiet time for %(n)s learner", "A quiet time for %(n)s learners", learners) % told
    return _("Nobody was learning here")


def definitions(content: dict[str, Any]) -> list[tuple[str, str]]:
    """How each figure shown was counted, in the words of the report's own method."""
    shown = {one["indicator"] for one in content["figures"]}
    return [
        (str(one.label), _(content["method"][one.key]["counted"]))
        for one in INDICATORS.values()
        if one.key in shown and one.key in content["method"]
    ]
