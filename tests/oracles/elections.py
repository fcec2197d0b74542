"""Random elections with ties, truncated ballots and equal ranks; small ones, where ties are common, and larger ones."""

import random
from fractions import Fraction
from typing import Any, NamedTuple

from communities.governance.tally import Approvals, Ranking, Scores

HIGHEST = 5


class Ranked(NamedTuple):
    options: str
    people: dict[Ranking, int]

    @property
    def ballots(self) -> list[Ranking]:
        return [ballot for ballot, n in self.people.items() for _ in range(n)]

    @property
    def is_strict(self) -> bool:
        return all(len(rank) == 1 for ballot in self.people for rank in ballot.ranks)

    @property
    def names_all(self) -> bool:
        return {option for ballot in self.people for option in ballot.named} == set(self.options)

    def plain(self) -> dict[str, Any]:
        return {"options": self.options, "ballots": [[n, ballot.plain()] for ballot, n in self.people.items()]}


def ranked(number: int) -> Ranked:
    """Every third is strict; one in ten has many voters; no ballot is blank, since the oracles take none."""
    draw = random.Random(f"ranked {number}")
    options = "abcdef"[: draw.randint(2, 6)]
    people: dict[Ranking, int] = {}
    for _ in range(draw.randint(1, 9)):
        ballot = _ranking(draw, options, equal=0 if number % 3 == 0 else draw.choice([0.1, 0.4]))
        people[ballot] = people.get(ballot, 0) + draw.randint(1, 400 if number % 10 == 9 else 4)
    return Ranked(options, people)


def _ranking(draw: random.Random, options: str, *, equal: float) -> Ranking:
    length = draw.choice([len(options), draw.randint(1, len(options))])
    ranks: list[list[str]] = []
    for option in draw.sample(options, length):
        if ranks and draw.random() < equal:
            ranks[-1].append(option)
        else:
            ranks.append([option])
    return Ranking.of(*ranks)


def scored(number: int) -> tuple[str, list[Scores]]:
    draw = random.Random(f"scored {number}")
    options = "abcdef"[: draw.randint(2, 6)]
    return options, [
        Scores.of({option: draw.randint(0, HIGHEST) for option in options if draw.random() < 0.7})
        for _ in range(draw.randint(1, 12))
    ]


def approved(number: int) -> tuple[str, list[Approvals]]:
    draw = random.Random(f"approved {number}")
    options = "abcdef"[: draw.randint(2, 6)]
    ballots = [Approvals.of(*[o for o in options if draw.random() < 0.5]) for _ in range(draw.randint(1, 12))]
    return options, ballots


def majority(number: int) -> tuple[dict[str, int], Fraction, bool]:
    """Votes, and a threshold above a half that must be exceeded or only reached."""
    draw = random.Random(f"majority {number}")
    below = draw.randint(2, 12)
    exceed = draw.random() < 0.5
    above = draw.randint(below // 2 + 1, below - 1) if below > 2 else 1
    return (
        {choice: draw.randint(0, 12) for choice in ("yes", "no", "abstain")},
        Fraction(above, below),
        exceed or below == 2,
    )
