"""A budget is adopted, and changed, by decision alone; one version at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.record.verify import faults
from funding.budgets.actions import adopt_version
from funding.budgets.effects import ADOPT_BUDGET
from funding.budgets.models import Adoption
from funding.budgets.queries import adoption_in_force, adoptions
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_version, an_adopted
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        an_adopted(a_budget(name="Theirs"))
    return north


def adopt(version, **more):
    return adopt_version(version, by=a_keyholder(version.community).person, reason="We agreed.", **more)


def test_a_version_replaces_the_one_before_and_the_record_says_so(north):
    with in_community(north.pk):
        budget = a_budget(name="The year")
        first, second = a_version(budget), a_version(budget, people=5)
        adopt(first)
        decision = adopt(second)
        assert adoption_in_force(budget).version == second
        assert [(one.version, one.replaces) for one in adoptions(budget)] == [(second, first), (first, None)]
        assert decision.changes == [
            {"what": "budget adopted", "budget": str(budget.pk), "version": str(second.pk), "name": "The year", "number": 2}
        ]  # fmt: skip
        assert decision.title == "Adopted the budget The year, version 2"
        assert not list(faults())
        for again in (first, second):
            with pytest.raises(Refused, match="adopted before"), transaction.atomic():
                adopt(again)


def test_the_database_keeps_one_version_in_force(north):
    with in_community(north.pk):
        budget = a_budget()
        first, second, third = (a_version(budget, people=n) for n in (1, 2, 3))
        of_another = a_version(
            a_budget(fund=None, starts=budget.starts.replace(year=2027), ends=budget.ends.replace(year=2027))
        )
        adopt(first)
        adopt(second)
        row = Adoption.objects.get(version=second)
        given = {"budget": budget, "decision": row.decision, "since": row.since}
        for wrong in [
            {"version": third, "replaces": None}, {"version": third, "replaces": first},
            {"version": third, "replaces": third}, {"version": of_another, "replaces": second},
            {"version": first, "replaces": second},
        ]:  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                Adoption.objects.create(**given, **wrong)


def test_nobody_adopts_alone_where_the_community_votes(north):
    ann = a_member(north, "ann")
    a_rule(north, "budget")
    with in_community(north.pk):
        version = an_unadopted()
        with pytest.raises(Refused, match="Make a proposal instead"), transaction.atomic():
            adopt(version)
        proposal = propose(effect="adopt_budget", payload={"version": str(version.pk)}, title="", body="Yes.", by=ann)
        proposal = open_voting(open_deliberation(proposal, by=ann), by=ann)
        cast_ballot(proposal, content="yes", by=ann)
        close_proposal(proposal, at=proposal.closes_at)
        assert Proposal.objects.get().state == "enacted"
        assert adoption_in_force(version.budget).decision == Decision.objects.latest("number")


def an_unadopted():
    return a_version(a_budget(name="The year"), people=1000, grants=1500)


def test_a_proposal_shows_each_changed_line_before_and_after(north):
    with in_community(north.pk):
        budget = a_budget(name="The year")
        adopt(a_version(budget, people=1000, food=200, transport=70))
        later = a_version(budget, "hoped for", people=1200, transport=70, grants=500)
        payload = ADOPT_BUDGET.checked({"version": str(later.pk)}, north)
        assert [tuple(change) for change in ADOPT_BUDGET.preview(payload)] == [
            ("Version in force", "1", "2: hoped for"),
            ("Grants received", "", "€5.00"),
            ("People", "€10.00", "€12.00"),
            ("Food", "€2.00", ""),
        ]


def test_what_was_drawn_up_against_another_version_is_refused(north):
    with in_community(north.pk):
        budget = a_budget()
        rivals = [a_version(budget, people=n) for n in (1, 2)]
        payloads = [ADOPT_BUDGET.checked({"version": str(one.pk)}, north) for one in rivals]
        by = a_keyholder(north).person
        ADOPT_BUDGET.enact(payloads[0], by, "We agreed.", None)
        with pytest.raises(Refused, match="Version 1 of this budget was adopted meanwhile"), transaction.atomic():
            ADOPT_BUDGET.enact(payloads[1], by, "We agreed.", None)
        assert adoption_in_force(budget).version == rivals[0]


@pytest.mark.parametrize("payload", [{}, None, {"version": "x"}, {"version": 5}, "x"])
def test_a_payload_that_names_no_version_is_refused(north, payload):
    with in_community(north.pk), pytest.raises(Refused, match="no such version"):
        ADOPT_BUDGET.checked(payload, north)


def test_a_version_of_another_community_is_none_here(north):
    with in_community(a_community("east").pk):
        foreign = an_unadopted()
    with in_community(north.pk), pytest.raises(Refused, match="no such version"):
        ADOPT_BUDGET.checked({"version": str(foreign.pk)}, north)


@pytest.mark.django_db(transaction=True)
def test_of_versions_adopted_at_the_same_moment_each_replaces_the_one_before():
    north = a_community("north")
    with in_community(north.pk):
        budget = a_budget()
        rivals = [a_version(budget, people=n + 1) for n in range(6)]
        by = a_keyholder(north).person
    start = Barrier(6)

    def act(version, instead_of):
        try:
            start.wait(10)
            with in_community(north.pk):
                adopt_version(version, by=by, reason="x", instead_of=instead_of)
                return "adopted"
        except Refused as refusal:
            return "meanwhile" if "meanwhile" in str(refusal) else str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        asked = list(pool.map(lambda version: act(version, 0), rivals))
    assert sorted(asked) == ["adopted", *["meanwhile"] * 5]
    with in_community(north.pk):
        rest = [one for one in rivals if not Adoption.objects.filter(version=one).exists()]
    start = Barrier(5)
    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(lambda version: act(version, None), rest)) == ["adopted"] * 5
    with in_community(north.pk):
        chain = list(adoptions(budget))
        assert [one.replaces_id for one in chain] == [*(one.version_id for one in chain[1:]), None]
        assert not list(faults())
