"""Communities, countries and kinds of community side by side. Pure: all of it comes from one published report, so that
it gives away nothing that anyone could not compute from what is published already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from communities.suppression import TOTAL
from evaluation.gaps import Gap
from evaluation.network import COMMUNITY
from evaluation.words import PASSED, shows_share

BINS = 10  # of a distribution, from 0 to 100 %
ALIKE = 2.0  # peers have at least half as many enrolments, and at most twice as many


class Place(NamedTuple):
    """A community, and of the enrolments that ended there how many passed: None where that is not shown."""

    slug: str
    name: str
    kind: str
    country: str
    passed: int | None
    ended: int


class Group(NamedTuple):
    """What is compared: one community, or several together."""

    key: str
    gap: Gap
    places: list[Place]


class Compared(NamedTuple):
    groups: list[Group]
    hidden: int  # communities not shown in them


KEYS: dict[str, Callable[[Place], str]] = {
    "community": lambda one: one.slug,
    "country": lambda one: one.country,
    "kind": lambda one: one.kind,
}


def places_in(content: Mapping[str, Any]) -> list[Place]:
    """Every public community of a report, by name."""
    told = {one["slug"]: one for one in content.get("places", [])}
    table: Mapping[str, Any] = next((one for one in content["tables"] if one["name"] == COMMUNITY), {"rows": []})
    found = [_place(row, told.get(row["key"], {})) for row in table["rows"]]
    return sorted(found, key=lambda one: (one.name, one.slug))


def narrowed(places: Iterable[Place], *, kind: str = "", country: str = "") -> list[Place]:
    return [one for one in places if kind in ("", one.kind) and country in ("", one.country)]


def alike(places: Iterable[Place], slug: str) -> list[Place]:
    """The community and those of its kind and about its size; nothing where it is not shown."""
    shown = [one for one in places if one.passed is not None]
    mine = next((one for one in shown if one.slug == slug), None)
    if mine is None:
        return []
    return [one for one in shown if one.kind == mine.kind and 1 / ALIKE <= one.ended / mine.ended <= ALIKE]


def compare(places: Sequence[Place], by: str) -> Compared:
    """Each beside all others that are shown; in the order of the places."""
    shown = [one for one in places if one.passed is not None]
    together: dict[str, list[Place]] = {}
    for one in shown:
        together.setdefault(KEYS[by](one), []).append(one)
    passed, ended = _sum(shown)
    groups = []
    for key, members in together.items():
        mine, of = _sum(members)
        groups.append(Group(key, Gap(key, mine, of, passed - mine, ended - of), members))
    return Compared(groups, len(places) - len(shown))


def distribution(groups: Sequence[Group]) -> list[int]:
    """How many have a share of passes from 0 to 10 %, from there to 20 %, and so on."""
    counts = [0] * BINS
    for one in groups:
        counts[min(one.gap.reached * BINS // one.gap.ended, BINS - 1)] += 1
    return counts


def share_in(cells: Mapping[str, int | None]) -> tuple[int, int] | None:
    """Passed, and ended; None where a figure of it is not shown or nothing has ended."""
    if not shows_share(cells):
        return None
    ended = sum(value or 0 for outcome, value in cells.items() if outcome not in ("", TOTAL))
    return (sum(cells.get(outcome) or 0 for outcome in PASSED), ended) if ended else None


def _place(row: Mapping[str, Any], told: Mapping[str, str]) -> Place:
    share = share_in(row["cells"])
    passed, ended = share or (None, 0)
    return Place(row["key"], row["label"], told.get("kind", ""), told.get("country", ""), passed, ended)


def _sum(places: Iterable[Place]) -> tuple[int, int]:
    found = list(places)
    return sum(one.passed or 0 for one in found), sum(one.ended for one in found)
