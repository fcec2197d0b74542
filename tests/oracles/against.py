"""What each independent implementation says, in our terms, and where its definition is another one.

pref_voting 1.18 (Holliday, Pacuit):
- `beat_path` gives all undefeated options, as our first tier. It measures margins unless told: we give it winning votes,
  and "extended" preferences, in which what is not ranked is below what is.
- Its instant runoff with `score_method="split"` splits equal ranks as we do, but excludes all tied options at once; its
  `instant_runoff_put` follows every order of exclusion. A winner of ours must be among those, and the same if there is
  one; a tie of ours is among those. It adds floats, with a tolerance of 1e-12.

votelib 0.4 (Simon Klíma):
- Its Schulze evaluator picks who wins most comparisons of paths; among several undefeated options that is a further rule,
  so its winners are some of ours. The paths themselves must be the same.
- Its transferable vote passes the part of an excluded option to the next rank even when another option of the same rank
  stands; so it is compared on ballots without equal ranks, round by round up to the first tie, which it refuses.
- It does not know options that nobody names.
- Its relative threshold compares "equal" with the number of votes instead of their share (0.4.0); so a majority is compared
  with its quota selector, given the threshold's part of the votes as quota.
"""

from collections.abc import Mapping
from typing import Any

import votelib.convert
import votelib.evaluate.approval
import votelib.evaluate.cardinal
import votelib.evaluate.condorcet
import votelib.evaluate.core
import votelib.evaluate.sequential
from pref_voting.iterative_methods import instant_runoff_put, instant_runoff_with_explanation
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import symmetric_borda_scores

from communities.governance.tally import Approvals, Ranking, Scores
from tests.oracles.elections import Ranked


class PrefVoting:
    def __init__(self, election: Ranked) -> None:
        ranks = [
            {option: place for place, rank in enumerate(ballot.ranks, 1) for option in rank}
            for ballot in election.people
        ]
        self.profile = ProfileWithTies(ranks, list(election.people.values()), candidates=list(election.options))
        self.profile.use_extended_strict_preference()

    def schulze(self) -> list[str]:
        return [str(option) for option in beat_path(self.profile, strength_function=self.profile.support)]

    def condorcet(self) -> str | None:
        found = self.profile.condorcet_winner()
        return None if found is None else str(found)

    def borda(self) -> dict[str, int]:
        """Pairings won less pairings lost, over all ballots."""
        return {str(option): int(score) for option, score in symmetric_borda_scores(self.profile).items()}

    def runoff(self) -> list[str]:
        """Who wins by some order of exclusion."""
        return [str(option) for option in instant_runoff_put(self.profile, score_method="split")]

    def excluded(self) -> list[list[str]]:
        _, order = instant_runoff_with_explanation(self.profile, score_method="split")
        return [[str(option) for option in together] for together in order]


class Votelib:
    def __init__(self, election: Ranked) -> None:
        self.votes = {_loose(ballot): n for ballot, n in election.people.items()}
        self.pairs = votelib.convert.RankedToCondorcetVotes().convert(self.votes)

    def schulze(self) -> list[str]:
        return _best(votelib.evaluate.condorcet.Schulze().evaluate(self.pairs))

    def paths(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = votelib.evaluate.condorcet.Schulze.widest_paths(self.pairs)
        return found

    def rounds(self) -> list[dict[str, Any]]:
        """Votes by option in each round, up to the first tie."""
        count = votelib.evaluate.sequential.TransferableVoteSelector(transferer="Gregory", quota_function=None)
        found: list[dict[str, Any]] = []
        try:
            while not found or len(found[-1]) > 1:
                votes, _ = count.nth_count(self.votes, 1, len(found) + 1)
                found.append({option: n for option, n in votes.items() if option is not None})
        except NotImplementedError:
            pass
        return found


def _loose(ballot: Ranking) -> tuple[Any, ...]:
    return tuple(rank[0] if len(rank) == 1 else frozenset(rank) for rank in ballot.ranks)


def _best(chosen: list[Any]) -> list[str]:
    if not chosen:
        return []
    return sorted(chosen[0]) if isinstance(chosen[0], votelib.evaluate.core.Tie) else [str(chosen[0])]


def approval_winners(ballots: list[Approvals]) -> list[str]:
    votes: dict[frozenset[str], int] = {}
    for ballot in ballots:
        votes[frozenset(ballot.options)] = votes.get(frozenset(ballot.options), 0) + 1
    return _best(votelib.evaluate.core.Plurality().evaluate(votelib.convert.ApprovalToSimpleVotes().convert(votes), 1))


def score_values(ballots: list[Scores], by: str, unscored: int | None) -> dict[str, Any]:
    votes: dict[frozenset[tuple[str, int]], int] = {}
    for ballot in ballots:
        votes[frozenset(ballot.scores)] = votes.get(frozenset(ballot.scores), 0) + 1
    values: dict[str, Any] = votelib.convert.ScoreToSimpleVotes(function=by, unscored_value=unscored).convert(votes)
    return values


def reaches(votes: Mapping[str, int], threshold: Any, *, equal: bool) -> bool:
    """Whether yes has its share of the votes given."""
    quota = votelib.evaluate.approval.QuotaSelector(lambda total, seats: threshold * total, accept_equal=equal)
    return "yes" in quota.evaluate(dict(votes), 1)
