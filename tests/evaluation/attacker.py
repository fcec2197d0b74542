"""Everything that reports of the network publish, taken together as sums of unknown figures, and what follows from it.

Unknown are the figures of every table (row by outcome) at every report that renewed its sums. That is all there is to
know: whatever fits the tables one by one fits also a network whose learners have all their attributes at once, as long
as the tables have the same sums by outcome. Where communities come or leave, the learners of those who are there at the
same times are unknowns of their own. The attacker knows who shares, which rows were left out, whether nothing changed
(by the fingerprint of the inputs), and how figures are kept from showing. One who `grows` knows besides that what has
ended only grows from report to report; he is to be told so only where it is true."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from evaluation.measures import MEASURES
from evaluation.periods import parse_period
from tests.evaluation.attack import Attack
from tests.evaluation.told import COMMUNITY, EVERYBODY, Told, figures_of, outcomes_of, shown_rows

MINIMUM = 10  # learners
AT_LEAST_TEN = {"handed_in", "marked", "days_to_mark", "expected", "present"}  # learners, where these are published
LEAVE = AT_LEAST_TEN | {"applied", "let_in", "entitled", "voted", "spoke"}
PLACES = {"let_in"}  # is of so many learners with a place
Equation = tuple[Any, int]  # names, or how often each; and what they come to


class Found(NamedTuple):
    """A figure that the attacker should not have found, and what he knows of it."""

    period: str
    where: tuple[str, str]
    outcomes: tuple[str, ...]
    value: int
    low: Any
    high: Any


class Attacker:
    def __init__(self, told: list[Told], *, grows: bool = False) -> None:
        self.told = sorted((one for one in told if one.is_renewed), key=lambda one: parse_period(one.period).ends)
        self.everything, self.grows = told, grows
        attributes = {name for one in self.told for tables in one.figures.values() for name in tables}
        self.names = [COMMUNITY, *(f"by {name}" for name in sorted(attributes - {EVERYBODY}))]
        self.rows = [{name: one.rows(name) for name in self.names} for one in self.told]
        hashes = [one.inputs_hash for one in self.told]
        self.same = [hashes.index(one) for one in hashes]  # the first report that was made of the same figures
        self.there: dict[str, tuple[int, ...]] = {}  # the reports that count a community
        for number, one in enumerate(self.told):
            for slug in one.figures:
                self.there[slug] = tuple(sorted({*self.there.get(slug, ()), self.same[number]}))
        self.sets = sorted(set(self.there.values()))
        sums = [*self._tables(), *self._links(), *self._own()]
        self.attack = Attack([name for members, _value in sums for name in members], sums)

    def figure(self, number: int, table: str, row: str, outcome: str) -> list[Any]:
        """Names of unknowns that add up to it."""
        if table == COMMUNITY:
            return self._of(number, table, row, outcome, self.there[row])
        sets = [there for there in self.sets if self.same[number] in there]
        return [name for there in sets for name in self._of(number, table, row, outcome, there)]

    def _of(self, number: int, table: str, row: str, outcome: str, there: tuple[int, ...]) -> list[Any]:
        """What it was first, and what it grew by since."""
        now = self.same[number]
        times = [one for one in there if one <= now] if self.grows and outcome else [now]
        return [(table, row, outcome, there, one) for one in times if row in self.rows[one][table]]

    def _tables(self) -> Iterator[Equation]:
        for number, told in enumerate(self.told):
            for name in self.names:
                yield from self._table(number, name, told.table(name))
                for outcome in told.outcomes:
                    yield (
                        self._sum(number, name, self.rows[number][name], [outcome]),
                        told.content["sums"]["cells"][outcome],
                    )

    def _table(self, number: int, name: str, table: Any) -> Iterator[Equation]:
        if table is None:
            return
        shown = shown_rows(table)
        left_out = [row for row in self.rows[number][name] if row not in shown]
        known = [([row], cells) for row, cells in shown.items()]
        known += [(left_out, table["together"]["cells"])] if table["together"] else []
        for rows, cells in known:
            for column, value in cells.items():
                if value is not None:
                    yield self._sum(number, name, rows, outcomes_of(self.told[number], column)), value

    def _sum(self, number: int, table: str, rows: Any, outcomes: Any) -> list[Any]:
        return [name for row in rows for one in outcomes for name in self.figure(number, table, row, one)]

    def _links(self) -> Iterator[Equation]:
        """The learners of some communities are as many by group as by community: said where not all always share."""
        for there in self.sets if len(self.sets) > 1 else ():
            homes = [slug for slug, times in self.there.items() if times == there]
            for number, told in enumerate(self.told):
                for outcome in told.outcomes if self.same[number] in there else ():
                    here = self._sum(number, COMMUNITY, homes, [outcome])
                    for name in self.names[1:]:
                        rows = self.rows[number][name]
                        groups = [one for row in rows for one in self._of(number, name, row, outcome, there)]
                        yield dict.fromkeys(groups, 1) | dict.fromkeys(here, -1), 0

    def _own(self) -> Iterator[Equation]:
        """A part and its rest are the whole; and some figures say how many learners there are at least."""
        for told in self.everything:
            yield from (([_own(one["community"], one["measure"], one["of"])], one["value"]) for one in told.own)
            for slug, measures in told.measures.items():
                for key in measures.keys() & LEAVE:
                    part, whole = _own(slug, key, told.period), MEASURES[key].within
                    if whole:
                        yield {part: 1, (*part, "rest"): 1, _own(slug, whole, told.period): -1}, 0
        for number, told in enumerate(self.told):
            for one in told.own:
                least = one["value"] if one["measure"] in PLACES else MINIMUM if one["measure"] in AT_LEAST_TEN else 0
                if least and one["of"] == told.period and one["community"] in told.figures:
                    yield from self._enrolled(number, one["community"], one["measure"], least)

    def _enrolled(self, number: int, slug: str, why: str, least: int) -> Iterator[Equation]:
        """At least so many enrolments, those that ended as few in the network did among them, of which nine at most."""
        rare = set(self.rows[number][COMMUNITY][slug]) - set(self.told[number].outcomes)
        more = {("rare", slug, number, one): 1 for one in rare}
        yield from (([name, (*name, "less")], MINIMUM - 1) for name in more)
        counted = self._sum(number, COMMUNITY, [slug], self.told[number].outcomes)
        yield {**dict.fromkeys(counted, 1), **more, ("more", slug, number, why): -1}, least

    # What he has found out.

    def found(self) -> list[Found]:
        """Hidden figures under ten of which he can rule out one of 0 to 9, and others that he knows to within ten."""
        return [*self._found_in_tables(), *self._found_of_own()]

    def _found_in_tables(self) -> Iterator[Found]:
        for number, told in enumerate(self.told):
            for name in self.names:
                rows = self.rows[number][name]
                for row, cells in rows.items() if len(rows) > 1 else ():  # a table of one row is the sums
                    for over in figures_of(told, name):
                        if not self._is_published(number, name, row, over):
                            names = self._sum(number, name, [row], over)
                            yield from self._judged(
                                (told.period, (name, row), over), names, sum(cells[o] for o in over)
                            )

    def _found_of_own(self) -> Iterator[Found]:
        """Figures that were not let out, and what is left of a whole without its part."""
        for told in self.everything:
            published = {(one["community"], one["measure"]) for one in told.own if one["of"] == told.period}
            for slug, measures in told.measures.items():
                for key in measures.keys() & LEAVE:
                    figure, whole = _own(slug, key, told.period), MEASURES[key].within
                    if (slug, key) not in published:
                        yield from self._judged((told.period, (slug, key), ()), [figure], measures[key])
                    if whole and measures[whole] - measures[key] < MINIMUM:
                        rest = measures[whole] - measures[key]
                        yield from self._judged((told.period, (slug, key), ("rest",)), [(*figure, "rest")], rest)

    def _judged(self, which: Any, names: list[Any], value: int) -> Iterator[Found]:
        low, high = self.attack.interval(*names)
        is_open = high is None or high - low >= MINIMUM
        if value < MINIMUM:
            is_open = low <= 0 and (high is None or high >= MINIMUM - 1)
        if not is_open:
            yield Found(*which, value, low, high)

    def _is_published(self, number: int, name: str, row: str, over: tuple[str, ...]) -> bool:
        """In this report, or in another that was made of the same figures; or, for one who knows that it could only
        grow, in another where it was the same."""
        value = sum(self.rows[number][name][row][one] for one in over)
        for other, told in enumerate(self.told):
            cells = shown_rows(told.table(name) or {"rows": []}).get(row, {})
            known = [n for column, n in cells.items() if n is not None and set(outcomes_of(told, column)) == set(over)]
            if known and (self.same[other] == self.same[number] or (self.grows and known[0] == value)):
                return True
        return False


def _own(slug: str, measure: str, period: str) -> tuple[str, ...]:
    return ("own", slug, measure, period)
