"""Compare our counts with independent ones on thousands of random elections; `--write` renews the committed vectors."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "platform")]

from communities.governance.tally import (  # noqa: E402
    Aggregate,
    Approval,
    Base,
    Choice,
    InstantRunoff,
    QualifiedMajority,
    Schulze,
    Score,
    Unscored,
    Vote,
    tally,
)
from tests.oracles import against, elections  # noqa: E402

HOW_MANY = 3000
KEPT = 40
VECTORS = HERE / "tests" / "governance" / "vectors" / "tally.json"
compared: Counter[str] = Counter()


def same(what: str, ours: Any, theirs: Any, election: Any) -> None:
    compared[what] += 1
    if ours != theirs:
        raise SystemExit(f"{what}: ours {ours}, theirs {theirs}, in {election}")


def schulze(number: int) -> dict[str, Any]:
    election = elections.ranked(number)
    pref, lib = against.PrefVoting(election), against.Votelib(election)
    ours = tally(Schulze(), election.ballots, options=election.options, eligible=10**6)
    first = list(ours.order[0])
    same("Schulze winners, pref_voting", first, pref.schulze(), election)
    same("Schulze winners, votelib", set(lib.schulze()) <= set(first), True, election)
    if election.names_all:
        paths = {(a, b): n for a, row in ours.count.paths.items() for b, n in row.items() if n}
        same("strongest paths, votelib", paths, {pair: n for pair, n in lib.paths().items() if n}, election)
    direct = ours.winner if ours.reason.code == "beats_every_other" else None
    same("winner of every comparison, pref_voting", direct, pref.condorcet(), election)
    pairs = ours.count.pairs
    margins = {a: sum(n - pairs[b][a] for b, n in row.items()) for a, row in pairs.items()}
    same("Borda scores, pref_voting", margins, pref.borda(), election)
    return {"method": "schulze", **election.plain(), "first": first}


def runoff(number: int) -> dict[str, Any]:
    election = elections.ranked(number)
    possible = against.PrefVoting(election).runoff()
    ours = tally(InstantRunoff(), election.ballots, options=election.options, eligible=10**6)
    named = [ours.winner] if ours.winner else list(ours.tied)
    same("runoff winners, every order of pref_voting", set(named) <= set(possible), True, election)
    if len(possible) == 1:
        same("runoff winner where order does not matter, pref_voting", named, possible, election)
    if not ours.ties:
        excluded = [[counted.excluded] for counted in ours.count.rounds if counted.excluded]
        order = against.PrefVoting(election).excluded()
        same("order of exclusion, pref_voting", excluded, order[: len(excluded)], election)
    if election.is_strict and election.names_all:
        for counted, votes in zip(ours.count.rounds, against.Votelib(election).rounds(), strict=False):
            same("votes in each round, votelib", counted.votes, votes, election)
    return {"method": "instant_runoff", **election.plain(), "possible": possible}


def approval(number: int) -> dict[str, Any] | None:
    options, ballots = elections.approved(number)
    if all(ballot.is_blank for ballot in ballots):
        return None
    ours = tally(Approval(), ballots, options=options, eligible=100)
    theirs = against.approval_winners(ballots)
    same("approval winners, votelib", list(ours.order[0]), theirs, ballots)
    return {
        "method": "approval",
        "options": options,
        "ballots": [[1, ballot.plain()] for ballot in ballots],
        "first": theirs,
    }


def score(number: int) -> dict[str, Any]:
    options, ballots = elections.scored(number)
    kept: dict[str, Any] = {}
    for by in Aggregate:
        for unscored in Unscored:
            ours = tally(Score(elections.HIGHEST, by, unscored), ballots, options=options, eligible=100)
            theirs = against.score_values(ballots, by.value, 0 if unscored == Unscored.ZERO else None)
            known = {option: value for option, value in ours.count.values.items() if option in theirs}
            same(f"scores by {by.value}, unscored {unscored.value}, votelib", known, theirs, ballots)
            kept[f"{by.value} {unscored.value}"] = {option: str(Fraction(value)) for option, value in theirs.items()}
    return {
        "method": "score",
        "options": options,
        "ballots": [[1, ballot.plain()] for ballot in ballots],
        "values": kept,
    }


def majority(number: int) -> dict[str, Any]:
    votes, threshold, exceed = elections.majority(number)
    ballots = [Vote(choice) for choice in Choice for _ in range(votes[choice])]
    kept: dict[str, bool] = {}
    for base in (Base.YES_AND_NO, Base.CAST):
        among = {choice: n for choice, n in votes.items() if base == Base.CAST or choice != "abstain"}
        ours = tally(QualifiedMajority(threshold, base, exceed), ballots, eligible=100)
        theirs = bool(sum(among.values())) and against.reaches(among, threshold, equal=not exceed)
        same(f"majority of {base.value}, votelib", ours.outcome == "accepted", theirs, (votes, threshold, exceed))
        kept[base.value] = theirs
    return {"method": "majority", "votes": votes, "threshold": str(threshold), "exceed": exceed, "accepted": kept}


METHODS: list[Callable[[int], dict[str, Any] | None]] = [schulze, runoff, approval, score, majority]


def main() -> int:
    vectors: list[dict[str, Any]] = []
    for method in METHODS:
        found = [method(number) for number in range(HOW_MANY)]
        vectors += [vector for vector in found[:KEPT] if vector]
    for what, times in compared.items():
        print(f"{times:>7,}  {what}")
    if "--write" in sys.argv:
        VECTORS.write_text("[\n" + ",\n".join(json.dumps(vector) for vector in vectors) + "\n]\n")
    print("All the same.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
