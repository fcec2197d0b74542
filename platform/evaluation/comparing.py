"""Communities, countries, regions, circles and kinds of community side by side. Pure: all of it comes from published
reports, so that it gives away nothing that anyone could not compute from what is published already."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from communities.suppression import TOTAL
from evaluation.gaps import Gap
from evaluation.network import COMMUNITY
from evaluation.regions import region_of
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
    circles: tuple[tuple[str, str], ...] = ()  # slug and name of each that it lets everyone know of


class Group(NamedTuple):
    """What is compared: one community, or several together."""

    key: str
    gap: Gap
    places: list[Place]
    hidden: int = 0  # communities of it that are not shown, and not counted


class Compared(NamedTuple):
    groups: list[Group]
    hidden: int  # communities not shown in them
    unseen: Mapping[str, list[Place]] = {}  # groups of which nothing is shown


class Choice(NamedTuple):
    """What a reader compares: which kind, country, region and circle ("" is any), and among which (none: all)."""

    by: str
    only: Mapping[str, str]
    among: frozenset[str] = frozenset()  # slugs

    @property
    def is_everything(self) -> bool:
        return self.by == "community" and not self.among and not any(self.only.values())


KEYS: dict[str, Callable[[Place], Iterable[str]]] = {
    "community": lambda one: (one.slug,),
    "country": lambda one: (one.country,),
    "region": lambda one: (region_of(one.country),),
    "circle": lambda one: [slug for slug, _name in one.circles] or ("",),
    "kind": lambda one: (one.kind,),
}


def places_in(content: Mapping[str, Any]) -> list[Place]:
    """Every public community of a report, by name."""
    told = {one["slug"]: one for one in content.get("places") or []}
    table: Mapping[str, Any] = next((one for one in content["tables"] if one["name"] == COMMUNITY), {"rows": []})
    found = [_place(row, told.get(row["key"], {})) for row in table["rows"]]
    return sorted(found, key=lambda one: (one.name, one.slug))


def narrowed(places: Iterable[Place], **only: str) -> list[Place]:
    """Those of a kind, a country, a region and a circle; "" is any."""
    return [one for one in places if all(not key or key in KEYS[name](one) for name, key in only.items())]


def alike(places: Iterable[Place], slug: str) -> list[Place]:
    """The community and those of its kind and about its size; nothing where it is not shown."""
    shown = [one for one in places if one.passed is not None]
    mine = next((one for one in shown if one.slug == slug), None)
    if mine is None:
        return []
    return [one for one in shown if one.kind == mine.kind and 1 / ALIKE <= one.ended / mine.ended <= ALIKE]


def compare(places: Sequence[Place], by: str) -> Compared:
    """Each beside all others that are shown; in the order of the places. A community may be in several circles."""
    shown = [one for one in places if one.passed is not None]
    passed, ended = _sum(shown)
    hidden = Counter(key for one in places if one.passed is None for key in KEYS[by](one))
    groups = []
    for key, members in _together(shown, by).items():
        mine, of = _sum(members)
        groups.append(Group(key, Gap(key, mine, of, passed - mine, ended - of), members, hidden[key]))
    seen = {one.key for one in groups}
    unseen = {key: found for key, found in _together(places, by).items() if key not in seen and by != "community"}
    return Compared(groups, len(places) - len(shown), unseen)


def shares_then(content: Mapping[str, Any], choice: Choice) -> dict[str, float]:
    """Of an earlier publication, by group: which share passed, of the communities that it shows."""
    places = narrowed(places_in(content), **choice.only)
    among = [one for one in places if one.slug in (choice.among or {one.slug})]
    found = {key: _sum(members) for key, members in _together(among, choice.by).items()}
    return {key: passed / ended for key, (passed, ended) in found.items() if ended}


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


def _place(row: Mapping[str, Any], told: Mapping[str, Any]) -> Place:
    share = share_in(row["cells"])
    passed, ended = share or (None, 0)
    circles = tuple(sorted(told.get("circles", {}).items()))
    return Place(row["key"], row["label"], told.get("kind", ""), told.get("country", ""), passed, ended, circles)


def _together(places: Iterable[Place], by: str) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for one in places:
        for key in KEYS[by](one):
            found.setdefault(key, []).append(one)
    return found


def _sum(places: Iterable[Place]) -> tuple[int, int]:
    found = list(places)
    return sum(one.passed or 0 for one in found), sum(one.ended for one in found)
