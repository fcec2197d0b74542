"""The database itself refuses ballots that no action would take, and loses none that come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from communities.governance.ballots.voting import cast_ballot
from communities.governance.models import Ballot, Proposal, Voter
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_vote


@pytest.fixture
def north(db):
    north = a_community("north")
    a_rule(north)
    return north


def a_ballot(proposal, voter, **fields):
    fixed = {"closes_at": proposal.closes_at, "cast_at": timezone.now(), "content": "yes"}
    with transaction.atomic():
        return Ballot.objects.create(proposal=proposal, voter=voter, **fixed | fields)


def test_a_ballot_has_a_voter_of_its_proposal_once_and_in_time(north):
    ann = a_member(north, "ann")
    proposal, other = a_vote(ann), a_vote(ann)
    with in_community(north.pk):
        voter, stranger = (Voter.objects.get(proposal=one, member=ann) for one in (proposal, other))
        late = proposal.closes_at + timedelta(seconds=1)
        for fields, name in (
            ({"cast_at": late}, "cast_before_closing"),
            ({"cast_at": late, "closes_at": late + timedelta(hours=1)}, "tenant_voter_id"),
            ({"content": {"stance": "objection", "reason": "", "settled": "open"}}, "objection_has_a_reason"),
            ({"content": "given"}, "advice_has_words"),
            ({"content": "heard", "reason": "Wait."}, "settled_with_an_answer"),
            ({"content": {"stance": "objection", "reason": "x", "settled": "overruled"}}, "settled_with_an_answer"),
        ):
            with pytest.raises(IntegrityError, match=name):
                a_ballot(proposal, voter, **fields)
        with pytest.raises(IntegrityError, match="tenant_voter_id"):
            a_ballot(proposal, stranger)
        a_ballot(proposal, voter)
        with pytest.raises(IntegrityError, match="one_ballot_each"):
            a_ballot(proposal, voter)


def test_who_may_vote_is_frozen(north):
    ann = a_member(north, "ann")
    proposal = a_vote(ann)
    with in_community(north.pk):
        for act in (lambda: Voter.objects.all().delete(), lambda: Voter.objects.update(member=ann)):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(closes_at=proposal.closes_at + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_fifty_ballots_at_once_are_all_counted_once():
    north = a_community("north")
    a_rule(north)
    people = [a_member(north, f"voter{n}") for n in range(50)]
    proposal = a_vote(people[0])

    def cast(member):
        try:
            with in_community(north.pk):
                cast_ballot(proposal, content="yes", by=member)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(cast, people + people[:5]))
    with in_community(north.pk):
        assert sorted(Ballot.objects.values_list("voter__member__display_name", flat=True)) == sorted(
            one.display_name for one in people
        )
