"""Elections for tallies: short ways to write ballots, random ones for hypothesis, and published ones with their source."""

import re
from typing import NamedTuple

from hypothesis import strategies as st

from communities.governance.tally import Approvals, Choice, Ranking, Scores, Vote

ABCD = ("a", "b", "c", "d")


def votes(yes: int = 0, no: int = 0, abstain: int = 0) -> list[Vote]:
    return [Vote(Choice.YES)] * yes + [Vote(Choice.NO)] * no + [Vote(Choice.ABSTAIN)] * abstain


def ranked(people: dict[str, int]) -> list[Ranking]:
    """`{"abc": 2, "a=b": 1}`: two rank a, b, c; one has a and b equal and leaves out c."""
    return [ballot for line, n in people.items() for ballot in [_ranking(line)] * n]


def _ranking(line: str) -> Ranking:
    return Ranking.of(*[rank.split("=") for rank in re.findall(r"\w(?:=\w)*", line)])


@st.composite
def rankings(draw, options=ABCD, *, strict=False, complete=False):
    """Truncated, with equal ranks, perhaps blank."""
    order = draw(st.permutations(options))
    length = len(options) if complete else draw(st.integers(0, len(options)))
    ranks: list[list[str]] = []
    for option in order[:length]:
        if ranks and not strict and draw(st.booleans()):
            ranks[-1].append(option)
        else:
            ranks.append([option])
    return Ranking.of(*ranks)


def elections(options=ABCD, *, most=12, **kwargs):
    return st.lists(rankings(options, **kwargs), max_size=most)


def approvals(options=ABCD):
    return st.lists(st.sets(st.sampled_from(options)).map(lambda some: Approvals.of(*some)), max_size=12)


def scores(options=ABCD, *, highest=5):
    one = st.dictionaries(st.sampled_from(options), st.integers(0, highest))
    return st.lists(one.map(Scores.of), max_size=12)


class Published(NamedTuple):
    source: str
    people: dict[str, int]
    schulze: tuple[str, ...]  # the order, equal ones together
    runoff: str | None = None  # who wins by instant runoff, where that is published too

    @property
    def options(self) -> str:
        return "".join(sorted({option for line in self.people for option in line}))


PUBLISHED = {
    "burlington": Published(
        "Mayor of Burlington, Vermont, 2009, the three who led (M Montroll, K Kiss, W Wright): ballots as published by the city, "
        "in this form by W. D. Smith and by A. Gierzynski et al., 'Instant runoff voting in Burlington', 2009",
        {"MKW": 1332, "MWK": 767, "M": 455, "KMW": 2043, "KWM": 371, "K": 568, "WMK": 1513, "WKM": 495, "W": 1289},
        runoff="K",
        schulze=("M", "K", "W"),
    ),
    "alaska": Published(
        "Alaska's seat in the House of Representatives, August 2022 (B Begich, P Palin, M Mary Peltola): Graham-Squire and "
        "McCune, 'Ranked choice wackiness in Alaska', 2022, from the cast vote record; sums as certified",
        {
            "BPM": 27053, "BMP": 15467, "B": 11290, "PBM": 34049, "PMB": 3652, "P": 21272, "MBP": 47407, "MPB": 4645, "M": 23747,
        },
        runoff="M",
        schulze=("B", "M", "P"),
    ),
    "tennessee": Published(
        "The capital of Tennessee (M Memphis, N Nashville, C Chattanooga, K Knoxville): the example of Wikipedia's articles on "
        "voting methods",
        {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17},
        runoff="K",
        schulze=("N", "C", "K", "M"),
    ),
    "schulze 1": Published(
        "Schulze, Social Choice and Welfare 36 (2011), and Wikipedia, 'Schulze method': 45 voters",
        {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8},
        schulze=("E", "A", "C", "B", "D"),
    ),
    "schulze 2": Published(
        "Electowiki, 'Schulze method', example 2: 30 voters",
        {"ACBD": 5, "ACDB": 2, "ADCB": 3, "BACD": 4, "CBDA": 3, "CDBA": 3, "DACB": 1, "DBAC": 5, "DCBA": 4},
        schulze=("D", "A", "C", "B"),
    ),
    "schulze 3": Published(
        "Electowiki, 'Schulze method', example 3: 30 voters",
        {
            "ABDEC": 3, "ADEBC": 5, "ADECB": 1, "BADEC": 2, "BDECA": 2, "CABDE": 4, "CBADE": 6, "DBECA": 2, "DECAB": 5,
        },
        schulze=("B", "A", "D", "E", "C"),
    ),
    "schulze 4": Published(
        "Electowiki, 'Schulze method', example 4: 9 voters, B and D equally good",
        {"ABCD": 3, "DABC": 2, "DBCA": 2, "CBDA": 2},
        schulze=("BD", "AC"),
    ),
}  # fmt: skip
