"""The network's report: what of the sums may be published now, given what was published before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communities.models import Community
from evaluation.memory import Memory, before, dated, figures_then, last_table, remember
from evaluation.method import method
from evaluation.models import NetworkReport
from evaluation.network import COMMUNITY, Contribution, keyed_hash, publishable
from evaluation.periods import Period
from evaluation.suppression import TOTAL, Protected, Row, changed_little, protected

SUMS = "sums"


@dataclass
class Publication:
    """`content` is what the report says: see `_renew_sums` and `_table`. The rest is as in NetworkReport."""

    content: dict[str, Any]
    shown: dict[str, Any] = field(default_factory=dict)
    bases: dict[str, Any] = field(default_factory=dict)
    inputs_hash: str = ""


def assemble(
    contributions: list[Contribution],
    *,
    period: Period,
    former: NetworkReport | None = None,
    then: Mapping[str, list[Contribution]] | None = None,
    missing: Iterable[str] = (),
) -> Publication:
    """`then` holds, by period, what communities had contributed to the tables that the former report shows."""
    contributions = [one for one in contributions if one.tables]
    prints = {one.key: one.fingerprint for one in contributions}
    made = Publication(
        content={"version": 1, "communities": len(contributions), "missing": list(missing), "method": method()},
        shown=dict(former.shown) if former else {},
        bases=dict(former.bases) if former else {},
        inputs_hash=keyed_hash(prints),
    )
    tables, margin = publishable(contributions)
    if margin[TOTAL].is_small or _changed_little(margin, made.shown):
        _keep_sums(made, former)
        renewed = {}
    else:
        _renew_sums(made, margin, period)
        renewed = {
            name: found
            for name, table in tables.items()
            if name == COMMUNITY or _of_several(prints, made.bases.get(name))
            if (
                found := protected(
                    table,
                    before(made.shown.get(name, {}), margin),
                    then=figures_then(name, former, then or {}, contributions, made.content["outcomes"]),
                    unnamed=_unnamed(name, contributions),
                )
            )
        }
    for name in sorted(tables, key=lambda one: (one != COMMUNITY, one)):
        if name in renewed:
            made.content["tables"].append(_table(name, renewed[name], contributions, made.shown.get(name, {}), period))
            made.shown[name] = remember(made.shown.get(name, {}), renewed[name], period)
            made.bases[name] = prints
        elif former:
            made.content["tables"] += _kept(name, former, contributions)
    return made


def _changed_little(margin: Row, shown: Mapping[str, Any]) -> bool:
    last = before(shown.get(SUMS, {}), margin).get(TOTAL, {})
    return any(changed_little(cell.value, last.get(outcome)) for outcome, cell in margin.items())


def _keep_sums(made: Publication, former: NetworkReport | None) -> None:
    made.content |= {"outcomes": [], SUMS: None, "tables": []}
    if former:
        made.content |= {key: former.content[key] for key in ("outcomes", SUMS)}


def _renew_sums(made: Publication, margin: Row, period: Period) -> None:
    cells = {outcome: cell.value for outcome, cell in margin.items()}
    made.content |= {
        "outcomes": [outcome for outcome in cells if outcome != TOTAL],
        SUMS: {"as_of": period.key, "cells": cells},
        "tables": [],
    }
    made.shown[SUMS] = {TOTAL: dated(cells, period)}


def _of_several(prints: dict[str, str], base: dict[str, str] | None) -> bool:
    """Neither the sums of a table by group nor what has changed in them is a single community's."""
    changed = {key for key in prints.keys() | (base or {}).keys() if base and prints.get(key) != base.get(key)}
    return len(prints) > 1 and len(changed) != 1


def _unnamed(name: str, contributions: list[Contribution]) -> frozenset[str]:
    if name != COMMUNITY:
        return frozenset()
    return frozenset(one.community.slug for one in contributions if not _is_public(one.community))


def _is_public(community: Community) -> bool:
    return community.visibility == Community.Visibility.PUBLIC


def _table(
    name: str, found: Protected, contributions: list[Contribution], shown: Memory, period: Period
) -> dict[str, Any]:
    """Public communities are all listed. Of an attribute only values that are shown: a rare one may point to someone.

    Cells are numbers, or null where not shown; `former` holds what was shown of these, and when."""
    labels = {key: key for key in sorted(found.rows)}
    if name == COMMUNITY:
        listed = sorted((one.community.name, one.community.slug) for one in contributions if _is_public(one.community))
        labels = {slug: label for label, slug in listed}
    nothing = dict.fromkeys(next(iter(found.rows.values())))
    return {
        "name": name,
        "attribute": "" if name == COMMUNITY else name.removeprefix("by "),
        "as_of": period.key,
        "rows": [_row(key, label, found.rows.get(key, nothing), shown) for key, label in labels.items()],
        "together": {"rows": len(found.left_out), "cells": found.together} if found.left_out else None,
    }


def _row(key: str, label: str, cells: Mapping[str, int | None], shown: Memory) -> dict[str, Any]:
    last = shown.get(key, {})
    former = {outcome: last[outcome][:2] for outcome, value in cells.items() if value is None and outcome in last}
    return {"key": key, "label": label, "cells": dict(cells), "former": former}


def _kept(name: str, former: NetworkReport, contributions: list[Contribution]) -> list[dict[str, Any]]:
    """The former table, with its date: without communities that left; by group only while all that it counts share."""
    found = last_table(name, former)
    if found is None:
        return []
    left = former.bases.get(name, {}).keys() - {one.key for one in contributions}
    if not left:
        return [found]
    if name != COMMUNITY:
        return []
    here = {one.community.slug for one in contributions}
    return [{**found, "rows": [row for row in found["rows"] if row["key"] in here], "together": None}]
