"""What communities let leave under their own names, published with a report of the network."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from communities.governance.queries import value_of
from communities.models import Community
from communities.suppression import TOTAL
from evaluation.consent import AUDIENCES, CONSENT, PUBLIC
from evaluation.formulas import Made
from evaluation.indicators import INDICATORS
from evaluation.leaving import OF_SO_MANY, can_leave, leaving, measures_of
from evaluation.memory import last_table
from evaluation.models import CommunityFigures, NetworkReport, RollUp
from evaluation.network import COMMUNITY
from evaluation.periods import Kind, Period, parse_period
from tenancy.scope import in_community
from web.amounts import write_number, write_share

Consent = Mapping[str, list[str]]


class OwnFigure(NamedTuple):
    community: str
    slug: str
    text: str
    of: str  # the period, where it is another one


class OwnTable(NamedTuple):
    """One indicator, by community."""

    label: str
    why: str
    unit: str
    for_policymakers: bool  # alone, in at least one row
    rows: list[OwnFigure]


def publish_figures(report: NetworkReport, communities: Iterable[Community], former: NetworkReport | None) -> None:
    """Visit each that anyone may see; weekly publications alone carry such figures, so that no two overlap."""
    last = dict(former.community_figures.last) if former and hasattr(former, "community_figures") else {}
    content: list[dict[str, Any]] = []
    rows = (last_table(COMMUNITY, report) or {"rows": []})["rows"]
    counted = {row["key"] for row in rows if row["cells"][TOTAL] is not None}
    if report.kind == Kind.WEEKLY:
        for one in communities:
            if one.visibility == Community.Visibility.PUBLIC:
                content += _of(one, report.when, last, kept=frozenset() if one.slug in counted else OF_SO_MANY)
    CommunityFigures.objects.create(report=report, content=content, last=last)


def _of(community: Community, period: Period, last: dict[str, Any], *, kept: frozenset[str]) -> list[dict[str, Any]]:
    """What leaves now, and the former figure where nothing newer may; nothing new of what is `kept`.

    `last` comes to hold what is now published."""
    with in_community(community.pk):
        consent: Consent = {**CONSENT.default(), **value_of(CONSENT.key)}
        if not any(consent.values()):
            return []
        rows = RollUp.objects.filter(period=period.key, dims={}).values_list("indicator", "value")
        figures = dict(rows)
    chosen = [one for one in can_leave() if any(one.key in keys for keys in consent.values())]
    known = last.get(str(community.pk), {})
    now = leaving(figures, measures_of(chosen) - kept, known)
    known = {**known, **{key: [value, period.key] for key, value in now.items()}}
    last[str(community.pk)] = known
    return [
        {
            "community": community.slug, "name": community.name, "measure": key,
            "value": known[key][0], "of": known[key][1],
            "indicators": {
                audience: [one.key for one in chosen if one.key in consent[audience] and key in measures_of([one])]
                for audience in AUDIENCES
            },
        }
        for key in sorted(measures_of(chosen)) if key in known
    ]  # fmt: skip


def figures_for(report: NetworkReport, audiences: set[str]) -> list[dict[str, Any]]:
    """What these may read: of each figure, the indicators it is published for."""
    found = getattr(report, "community_figures", None)
    told = []
    for one in found.content if found else []:
        keys = sorted({key for audience in audiences for key in one["indicators"].get(audience, [])})
        if keys:
            told.append({**one, "indicators": keys})
    return told


def own_tables(report: NetworkReport, audiences: set[str]) -> list[OwnTable]:
    """By indicator in the order of reports, communities by name."""
    figures = figures_for(report, audiences)
    public = {(one["community"], key) for one in figures_for(report, {PUBLIC}) for key in one["indicators"]}
    tables = []
    for one in can_leave():
        rows = _rows(one.key, [figure for figure in figures if one.key in figure["indicators"]], report)
        if rows:
            alone = any((row.slug, one.key) not in public for row in rows)
            tables.append(OwnTable(str(one.label), str(one.why), str(one.formula.unit), alone, rows))
    return tables


def _rows(key: str, figures: list[dict[str, Any]], report: NetworkReport) -> list[OwnFigure]:
    names = sorted({(one["name"], one["community"]) for one in figures})
    found = []
    for name, slug in names:
        mine = {one["measure"]: one for one in figures if one["community"] == slug}
        if shown := _figure(key, mine):
            text, of = shown
            found.append(OwnFigure(name, slug, text, "" if of == report.period else str(parse_period(of))))
    return found


def _figure(key: str, mine: Mapping[str, Any]) -> tuple[str, str] | None:
    """Of which period; nothing where a measure of it is not there, or they are of different periods."""
    formula = INDICATORS[key].formula
    of = {mine[one]["of"] if one in mine else None for one in (formula.measure, formula.of) if one}
    value = formula.value({measure: one["value"] for measure, one in mine.items()})
    if value is None or None in of or len(of) != 1:
        return None
    written = {
        Made.SHARE: lambda: write_share(float(value) / 100),
        Made.RATE: lambda: write_number(float(value), 1),
        Made.COUNT: lambda: write_number(int(value)),
    }
    return written[Made(formula.made)](), str(of.pop())
