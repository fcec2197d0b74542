"""A community's report as its page shows it: the news, the figures and what changed, for one reader."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.facts import SOURCES, Unit
from evaluation.formulas import Formula, Made
from evaluation.indicators import INDICATORS, OUTCOMES, Better, Indicator, Topic
from evaluation.measures import MEASURES
from web.amounts import write_money, write_number, write_share
from web.links import url_at

FACTS = ("learners", "handed_in", "marked", "to_mark")
Figures = dict[tuple[str, str], int]  # by measure and currency ("" where it is no money)


class Line(NamedTuple):
    """One figure, and the same a period before."""

    key: str
    label: str
    value: str
    last: str
    note: str  # what changed
    url: str
    why: str
    topic: str
    subject: str  # the topic's key
    trend: str  # "better" or "worse" than before, where one of both is better


def figures_of(content: Any) -> Figures:
    """Without those by outcome."""
    return {
        (one["indicator"], one["dims"].get("currency", "")): one["value"]
        for one in content["figures"]
        if one["indicator"] != OUTCOMES
    }


def for_reader(content: dict[str, Any], access: Any) -> dict[str, Any]:
    """The content without the figures that this reader may not see."""
    hidden = {key for key, one in MEASURES.items() if not _may(access, SOURCES[one.source].permission)}
    shown = {**content, "figures": [one for one in content["figures"] if one["indicator"] not in hidden]}
    if content["before"]:
        former = [one for one in content["before"]["figures"] if one["indicator"] not in hidden]
        shown["before"] = {**content["before"], "figures": former}
    return shown


def _may(access: Any, permission: str) -> bool:
    return not permission or bool(access.can(permission))


def indicators_of(content: dict[str, Any]) -> list[Indicator]:
    """As the report was made by them, whatever they have become since; the community's own come last."""
    method, found = content["method"], []
    for key, known in INDICATORS.items():
        if key in method:
            found.append(replace(known, formula=Formula(*method[key]["formula"]), version=method[key]["version"]))
    own = [(key, said) for key, said in method.items() if "label" in said]
    for key, said in sorted(own, key=lambda one: (one[1]["label"], one[0])):
        formula, words = Formula(*said["formula"]), {name: said[name] for name in ("label", "why", "version", "better")}
        found.append(Indicator(key=key, topic=Topic.OWN, formula=formula, **words))
    return found


def lines(content: dict[str, Any], community: Any) -> list[Line]:
    now = figures_of(content)
    last = figures_of(content["before"]) if content["before"] else None
    found = []
    for indicator in indicators_of(content):
        former = {} if last is None else values_of(indicator.formula, last)
        for currency, value in sorted(values_of(indicator.formula, now).items()):
            before = former.get(currency, Fraction(0) if indicator.formula.made == Made.COUNT else None)
            found.append(_line(indicator, value, None if last is None else before, currency, community))
    return found


def values_of(formula: Formula, figures: Figures) -> dict[str, Fraction]:
    """By currency ("" where it is no money); without those that would be divided by nought."""
    found = {}
    for currency in {currency for key, currency in figures if key == formula.measure}:
        counted = {key: value for (key, _currency), value in figures.items() if MEASURES[key].unit != Unit.MONEY}
        counted |= {key: value for (key, of), value in figures.items() if of == currency}
        value = formula.value(counted)
        if value is not None:
            found[currency] = value
    return found


def write(formula: Formula, value: Fraction, currency: str) -> str:
    if currency:
        return write_money(round(value), currency)
    if formula.made == Made.COUNT:
        return write_number(int(value))
    return write_share(float(value) / 100, 1) if formula.made == Made.SHARE else write_number(float(value), 1)


def _line(indicator: Indicator, value: Fraction, last: Fraction | None, currency: str, community: Any) -> Line:
    formula, note = indicator.formula, ""
    if last is not None:
        more, less = _("%(amount)s more"), _("%(amount)s less")
        if formula.made == Made.SHARE:
            more, less = _("%(amount)s of a hundred more"), _("%(amount)s of a hundred less")
        by = abs(value - last)
        amount = write_number(float(by), 1) if formula.made == Made.SHARE else write(formula, by, currency)
        note = (more if value > last else less) % {"amount": amount} if value != last else _("as before")
    return Line(
        key=indicator.key,
        label=str(indicator.label),
        value=write(formula, value, currency),
        last="" if last is None else write(formula, last, currency),
        note=note,
        url=url_at(community, indicator.url_name) if indicator.url_name else "",
        why=str(indicator.why),
        topic=str(Topic(indicator.topic).label),
        subject=indicator.topic,
        trend=_trend(indicator.better, value, last),
    )


def _trend(better: str, value: Fraction, last: Fraction | None) -> str:
    if last is None or value == last or not better:
        return ""
    return "better" if (value > last) == (better == Better.MORE) else "worse"


def facts(shown: Iterable[Line], keys: Iterable[str] = FACTS) -> list[dict[str, str]]:
    """Money in each currency that there is."""
    lines = list(shown)
    return [
        {"label": line.label, "value": line.value, "url": line.url, "note": line.note}
        for key in keys for line in lines if line.key == key
    ]  # fmt: skip


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


def definitions(content: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """How each figure shown was counted, in the words of the report's own method."""
    shown, found = {one["indicator"] for one in content["figures"]}, []
    counted = {key: _(words) for key, words in content["counted"].items()}
    for one in indicators_of(content):
        keys = [key for key in (one.formula.measure, one.formula.of) if key]
        if shown.issuperset(keys):
            each = [f"{MEASURES[key].label}: {counted[key]}" for key in keys]
            found.append((str(one.label), [f"{one.formula}", *each] if one.formula.of else [counted[keys[0]]]))
    if OUTCOMES in shown:
        found.append((str(MEASURES[OUTCOMES].label), [counted[OUTCOMES]]))
    return found
