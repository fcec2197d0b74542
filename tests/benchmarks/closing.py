"""Closing a vote of 2,000 and of 20,000 people through the database, by each method, and 500 who vote at once."""

import gc
import json
import random
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

from accounts.models import Person
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Ballot, Proposal
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.queries import value_of
from communities.governance.rules import AMONG
from communities.governance.secrecy.keys import Box, Told, new_receipt
from communities.models import Community, Membership
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.factories import a_community
from tests.governance.factories import a_rule

FEW, MANY = 2_000, 20_000
ROUNDS = 3
AT_ONCE, CONNECTIONS = 500, 50
KEYS = [*(str(number) for number in range(1, 10)), "0"]
draw = random.Random(20)
SAID = """
    INSERT INTO governance_ballot (id, community_id, proposal_id, voter_id, closes_at, cast_at, content, sealed, reason,
        answer, settled_by_name)
    SELECT gen_random_uuid(), v.community_id, v.proposal_id, v.id, v.closes_at, %(at)s, said.content -> 'content',
        decode(said.content ->> 'sealed', 'hex'), coalesce(said.content ->> 'reason', ''), '', ''
    FROM jsonb_array_elements(%(said)s::jsonb) AS said (content)
    JOIN governance_voter v ON v.id = (said.content ->> 'voter')::uuid
    WHERE v.community_id = %(here)s
"""


def _ranked() -> Any:
    return [[key] for key in draw.sample(KEYS, 10)]


def _choice() -> Any:
    return draw.choice(["yes", "no", "abstain"])


def _stance() -> Any:
    stance = draw.choice([*["consent"] * 9, "objection"])
    return {"stance": stance, "reason": f"reason {draw.random()}", "settled": "open"}


METHODS: list[tuple[str, dict[str, Any], Callable[[], Any]]] = [
    ("consent", {"method": "consent"}, _stance),
    ("simple majority", {"method": "simple_majority"}, _choice),
    ("qualified majority of the eligible", {"method": "qualified_majority", "of": "eligible"}, _choice),
    ("instant runoff", {"method": "instant_runoff"}, _ranked),
    ("Schulze", {"method": "schulze"}, _ranked),
    ("approval", {"method": "approval"}, lambda: draw.sample(KEYS, draw.randint(0, 10))),
    ("score", {"method": "score", "highest": 10}, lambda: {key: draw.randint(0, 10) for key in KEYS}),
    ("advice process", {"method": "advice_process", "heard": "1/1"}, lambda: "given"),
    ("secret, simple majority", {"method": "simple_majority", "secret": True}, _choice),
    ("secret, Schulze", {"method": "schulze", "secret": True}, _ranked),
]


def measure() -> list[Line]:
    town = _a_town()
    gc.collect()
    gc.freeze()  # what other measures left in this process is no cost of counting
    lines: list[Line] = []
    for name, rule, said in METHODS:
        few, many = (_milliseconds(town, role, rule, said) for role in ("guardian", "member"))
        lines += [
            Line(f"closing a vote of {MANY:,}: {name}", many, "ms", 2000, at_least=False),
            Line(f"  ratio to {FEW:,}", many / few, "×", 12, at_least=False),
        ]
    return lines + _at_once(town)


def _a_town() -> Community:
    """Where everybody is a member, and the first few are guardians, too."""
    town = a_community("town")
    people = Person.objects.bulk_create([Person(username=f"towner{n}", password="!") for n in range(MANY)])
    with in_community(town.pk):
        Membership.objects.bulk_create(
            [
                Membership(person=one, display_name=one.username, roles=["member", *["guardian"] * (number < FEW)])
                for number, one in enumerate(people)
            ],
            batch_size=5000,
        )
    return town


def _milliseconds(town: Community, role: str, rule: dict[str, Any], said: Callable[[], Any]) -> float:
    """The median of so many closings, each taken back."""
    vote = _a_vote(town, role, rule)
    with in_community(town.pk):  # committed before, as ballots are
        _say(vote, rule, said)
    with in_community(town.pk):
        return statistics.median(_one(vote) for _ in range(ROUNDS))


def _one(vote: Proposal) -> float:
    with transaction.atomic():
        begun = time.perf_counter()
        closed = close_proposal(vote, at=vote.closes_at)
        spent = time.perf_counter() - begun
        assert closed.result or closed.state == "voting"  # after so much advice the proposer decides
        transaction.set_rollback(True)
    return spent * 1000


def _a_vote(town: Community, role: str, rule: dict[str, Any]) -> Proposal:
    a_rule(town, electorate=[role], **rule)
    with in_community(town.pk):
        by = Membership.objects.get(display_name="towner0")
        draft = propose(effect="setting", payload=_a_scale(0), body="Because.", by=by)
        for number in range(1, 9 if rule["method"] in AMONG else 1):
            add_way(draft, payload=_a_scale(number), by=by)
        return open_voting(open_deliberation(draft, by=by), by=by)


def _a_scale(number: int) -> dict[str, Any]:
    scale = value_of("mastery_scale")
    return {"key": "mastery_scale", "value": [*scale[:-1], {**scale[-1], "name": f"Way {number}"}]}


def _say(vote: Proposal, rule: dict[str, Any], said: Callable[[], Any]) -> None:
    """Everybody, at once and past the action: what is measured is the closing."""
    box = Box(vote) if "secret" in rule else None
    rows = []
    for voter in vote.voters.values_list("pk", flat=True):
        told: dict[str, Any] = {"content": said()} if box is None else {
            "sealed": box.seal(voter, Told(new_receipt(), said())).hex()
        }  # fmt: skip
        rows.append({"voter": str(voter), "reason": "Words." if rule["method"] == "advice_process" else "", **told})
    with connection.cursor() as cursor:
        cursor.execute(SAID, {"said": json.dumps(rows), "here": vote.community_id, "at": vote.voting_at})


def _at_once(town: Community) -> list[Line]:
    """Each of them twice, over as many connections as a server has."""
    vote = _a_vote(town, "guardian", {"method": "simple_majority"})
    with in_community(town.pk):
        people = [row.member for row in vote.voters.select_related("member")[:AT_ONCE]]

    def cast(member: Membership) -> None:
        with in_community(town.pk):
            cast_ballot(vote, content="yes", by=member)

    pool = ThreadPoolExecutor(CONNECTIONS)
    begun = time.perf_counter()
    list(pool.map(cast, people * 2))
    spent = time.perf_counter() - begun
    list(pool.map(lambda _: connection.close(), range(CONNECTIONS * 4)))
    pool.shutdown()
    with in_community(town.pk):
        found = list(Ballot.objects.filter(proposal=vote).values_list("voter__member_id", flat=True))
    return [
        Line(f"{AT_ONCE} vote at once, each twice, over {CONNECTIONS} connections", spent * 1000, "ms"),
        Line("  ballots lost", len({one.pk for one in people} - set(found)), "", 0, at_least=False),
        Line("  counted twice", len(found) - len(set(found)), "", 0, at_least=False),
    ]
