"""The network's report: what of the sums may be published now, given what was published before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communities.models import Community
from communities.suppression import TOTAL, Protected, Row, Table, changed_little, protected
from evaluation.memory import Memory, before, dated, figures_then, hidden_then, is_coarse, last_table, remember
from evaluation.method import method
from evaluation.models import NetworkReport
from evaluation.network import (
    COMMUNITY,
    Columns,
    Contribution,
    as_columns,
    coarse,
    fine,
    keyed_hash,
    names_of,
    publishable,
)
from evaluation.periods import Period
from evaluation.words import shows_share

SUMS = "sums"


@dataclass
class Publication:
    """`content` is what the report says: see `_Press`. The rest is as in NetworkReport."""

    content: dict[str, Any]
    shown: dict[str, Any]
    bases: dict[str, Any]
    inputs_hash: str


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
    press = _Press(contributions, period, former, then or {})
    press.made.content |= {"missing": list(missing)}
    tables, margin = publishable(contributions)
    is_renewed = not margin[TOTAL].is_small and not press.has_changed_little(margin)
    press.print_sums(margin if is_renewed else None)
    for name, table in tables.items():
        press.print_table(name, table if is_renewed else None)
    return press.made


class _Press:
    """One report while it is made."""

    def __init__(
        self,
        contributions: list[Contribution],
        period: Period,
        former: NetworkReport | None,
        then: Mapping[str, list[Contribution]],
    ) -> None:
        self.contributions, self.period, self.former, self.then = contributions, period, former, then
        names = names_of(contributions)
        self.prints = {name: {one.key: one.fingerprint(name) for one in contributions} for name in names}
        content = {"version": 1, "communities": len(contributions), "method": method(), "tables": []}
        shown, bases = (dict(former.shown), dict(former.bases)) if former else ({}, {})
        self.made = Publication(content, shown, bases, keyed_hash(self.prints))

    def has_changed_little(self, margin: Row) -> bool:
        last = before(self.made.shown.get(SUMS, {}), _columns_of(margin)).get(TOTAL, {})
        return any(changed_little(cell.value, last.get(outcome)) for outcome, cell in margin.items())

    def print_sums(self, margin: Row | None) -> None:
        """Or the former ones (None)."""
        if margin is None:
            former = self.former.content if self.former else {"outcomes": [], SUMS: None}
            self.made.content |= {key: former[key] for key in ("outcomes", SUMS)}
            return
        columns, cells = _columns_of(margin), {outcome: cell.value for outcome, cell in margin.items()}
        self.made.content |= {"outcomes": list(columns), SUMS: {"as_of": self.period.key, "cells": cells}}
        self.made.shown[SUMS] = {TOTAL: dated(cells, columns, self.period)}

    def print_table(self, name: str, table: Table | None) -> None:
        """Or the former one, if it is None, nothing of it has changed (to hide other figures this time would give away
        those of the last), or nothing of it may be shown."""
        prints, base, found = self.prints[name], self.made.bases.get(name), None
        if table is not None and prints != base and (name == COMMUNITY or _of_several(prints, base)):
            found = self._protected(name, table)
        if found is None:
            self.made.content["tables"] += _kept(name, self.former, self.contributions)
            return
        kept, columns = found
        shown = self.made.shown.get(name, {})
        self.made.content["tables"].append(self._as_content(name, kept, columns))
        self.made.shown[name] = remember(shown, kept, columns, self.period)
        self.made.bases[name] = prints

    def _protected(self, name: str, table: Table) -> tuple[Protected, Columns] | None:
        """By outcome if that shows at least one row's share of passes, else only who passed and who did not."""
        outcomes, shown = self.made.content["outcomes"], self.made.shown.get(name, {})
        found = []
        for columns in (coarse(outcomes),) if is_coarse(shown) else (fine(outcomes), coarse(outcomes)):
            then = figures_then(name, self.former, self.then, self.contributions, columns)
            kept = protected(
                as_columns(table, columns),
                before(shown, columns),
                then=then,
                shut=then and hidden_then(name, self.former, then, columns),
                unnamed=_unnamed(name, self.contributions),
            )
            if kept and any(shows_share(row) for row in kept.rows.values()):
                return kept, columns
            found += [(kept, columns)] if kept else []
        return found[0] if found else None

    def _as_content(self, name: str, found: Protected, columns: Columns) -> dict[str, Any]:
        """Public communities are all listed; of an attribute what is shown: a rare value may point to someone.

        Cells are numbers, or null where not shown; `former` holds what was shown of these, and when."""
        labels = {key: key for key in sorted(found.rows)}
        if name == COMMUNITY:
            public = [one.community for one in self.contributions if _is_public(one.community)]
            labels = {one.slug: one.name for one in sorted(public, key=lambda one: (one.name, one.slug))}
        nothing, shown = dict.fromkeys([*columns, TOTAL]), self.made.shown.get(name, {})
        return {
            "name": name,
            "attribute": "" if name == COMMUNITY else name.removeprefix("by "),
            "as_of": self.period.key,
            "outcomes": list(columns),
            "rows": [_row(key, label, found.rows.get(key, nothing), shown) for key, label in labels.items()],
            "together": {"rows": len(found.left_out), "cells": found.together} if found.left_out else None,
        }


def _columns_of(margin: Row) -> Columns:
    return fine(outcome for outcome in margin if outcome != TOTAL)


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


def _row(key: str, label: str, cells: Mapping[str, int | None], shown: Memory) -> dict[str, Any]:
    last = shown.get(key, {})
    former = {outcome: last[outcome][:2] for outcome, value in cells.items() if value is None and outcome in last}
    return {"key": key, "label": label, "cells": dict(cells), "former": former}


def _kept(name: str, former: NetworkReport | None, contributions: list[Contribution]) -> list[dict[str, Any]]:
    """The former table, with its date: without communities that left or may not be named any more; by group only while
    all that it counts share."""
    found = last_table(name, former)
    if found is None or former is None:
        return []
    left = former.bases.get(name, {}).keys() - {one.key for one in contributions}
    if name != COMMUNITY:
        return [] if left else [found]
    named = {one.community.slug for one in contributions if _is_public(one.community)}
    together = None if left else found["together"]
    return [{**found, "rows": [row for row in found["rows"] if row["key"] in named], "together": together}]
