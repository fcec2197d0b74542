"""What a secret vote leaves behind: published ballots, and nothing that says whose."""

import logging
import os
import stat
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Ballot, Proposal, PublishedBallot
from communities.governance.proposals.proposing import open_voting, withdraw_proposal
from communities.governance.queries import value_of
from communities.governance.tasks import destroy_ballot_key, sweep_ballot_keys
from jobs.models import Job
from jobs.outbox import run_waiting
from tenancy.refusal import Refused
from tenancy.roles import as_owner
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/decisions/proposals/1/", "/api/v1/c/north/proposals/1/"


@pytest.fixture
def north():
    a_community("south")
    north = a_community("north")
    a_rule(north, secret=True)
    return north


@pytest.fixture
def here(north):
    with in_community(north.pk):
        yield north


def closed_with_commit(vote, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return close_proposal(vote, at=vote.closes_at)


def everything():
    """Each row of each table, as text, by table."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            found += [(table, row) for (row,) in cursor.fetchall()]
        transaction.set_rollback(True)
    return found


def test_a_secret_ballot_is_sealed_published_by_receipt_and_found(
    north, here, ballot_keys, django_capture_on_commit_callbacks
):
    ann, bo, founder = a_member(north, "ann"), a_member(north, "bo"), a_keyholder(north)
    vote = a_vote(ann)
    key = next(ballot_keys.iterdir())
    assert (stat.S_IMODE(os.stat(key).st_mode), stat.S_IMODE(os.stat(ballot_keys).st_mode)) == (0o600, 0o700)
    assert "How secret is it?" in text_of(a_browser(ann).get(PAGES))
    page = a_browser(ann).post(f"{PAGES}ballot/", {"choice": "yes", "idempotency_key": "k"})
    receipt = page.context["ballots"][0].receipt
    assert (page.status_code, receipt in text_of(page), "no-store" in page["Cache-Control"]) == (200, True, True)
    said = an_api(bo).put(f"{API}ballots/", {"content": "no"}, format="json", HTTP_IDEMPOTENCY_KEY="k").json()
    assert (said["content"], len(said["receipt"])) == (None, 19)
    last = cast_ballot(vote, content="yes", by=founder)
    assert list(Ballot.objects.values_list("content", "reason")) == [(None, "")] * 3
    assert len({len(bytes(sealed)) for sealed in Ballot.objects.values_list("sealed", flat=True)}) == 1
    shown = a_browser(bo).get(PAGES)
    assert ("3 of 3 people" in text_of(shown), "What you said is sealed" in text_of(shown)) == (True, True)
    assert an_api(ann).get(f"{API}ballots/").json()["results"] == []
    closed = closed_with_commit(vote, django_capture_on_commit_callbacks)
    assert (closed.state, closed.result["count"]["yes"], list(ballot_keys.iterdir())) == ("enacted", 2, [])
    assert list(Ballot.objects.values_list("content", "sealed")) == [(None, None)] * 3
    for code, content, words in ((receipt, "yes", "Yes"), (said["receipt"], "no", "No"), (last.receipt, "yes", "Yes")):
        found = an_api(bo).get(f"{API}published/", {"receipt": code}).json()["results"]
        assert found == [{"receipt": code, "content": content}]
        listed = text_of(a_browser(bo).get(f"{PAGES}published/", {"receipt": code.lower()}))
        assert (code in listed, words in listed) == (True, True)
    assert "There is no ballot with this receipt" in text_of(a_browser(bo).get(f"{PAGES}published/?receipt=AAAA"))
    assert len(an_api(bo).get(f"{API}published/").json()["results"]) == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_voter_and_ballot_afterwards(caplog, ballot_keys):
    """Each ballot says something of its own, and is looked for in every row of every table, and in the logs."""
    caplog.set_level(logging.INFO)
    north = a_community("north")
    a_rule(north, secret=True, method="score", highest=10)
    people = [a_member(north, f"secretive{n}") for n in range(8)]
    vote = a_vote(people[0], at=timezone.now() - timedelta(hours=24) + timedelta(seconds=20))
    receipts = {}
    for number, one in enumerate(people):
        given, key = {"score_1": number, "score_0": 10 - number}, f"k{number}"
        if number % 2:
            page = a_browser(one).post(f"{PAGES}ballot/", {**given, "idempotency_key": key})
            receipts[one] = page.context["ballots"][0].receipt
            continue
        scores = {"content": {"1": number, "0": 10 - number}}
        answer = an_api(one).put(f"{API}ballots/", scores, format="json", HTTP_IDEMPOTENCY_KEY=key)
        receipts[one] = answer.json()["receipt"]
    with in_community(north.pk):
        close_proposal(vote, at=vote.closes_at)
    run_waiting()
    words = {one: [str(one.pk), str(one.person_id), one.display_name] for one in people}
    with in_community(north.pk):
        for row in vote.voters.filter(member__in=people).select_related("member"):
            ballot = row.ballots.get()
            words[row.member] += [str(row.pk), str(ballot.pk), str(ballot.cast_at)]
    rows = everything()
    assert {"governance_voter", "governance_ballot", "django_session", "communities_membership"} <= {
        table for table, row in rows if any(word in row for word in words[people[3]])
    } | {"django_session"}
    published = [row for table, row in rows if table == "governance_publishedballot"]
    assert len(published) == len(people)
    assert not any(word in row for row in published for said in words.values() for word in said)
    for number, receipt in enumerate(receipts.values()):
        assert [table for table, row in rows if receipt in row] == ["governance_publishedballot"]
        said = f'{{""0"": {10 - number}, ""1"": {number}}}'
        assert {table for table, row in rows if said in row} == {"governance_publishedballot"}
        assert receipt not in caplog.text
    assert ("score_1" in caplog.text, list(ballot_keys.iterdir())) == (False, [])
    assert any("ballot/" in record.getMessage() for record in caplog.records)  # what was logged was looked at


def test_neither_ids_nor_places_tell_the_order_of_casting(north, here, django_capture_on_commit_callbacks):
    people = [a_member(north, f"m{n}") for n in range(20)]
    vote = a_vote(people[0])
    cast = [cast_ballot(vote, content="yes", by=one).receipt for one in people]
    closed_with_commit(vote, django_capture_on_commit_callbacks)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT receipt, id::text, xmin::text FROM governance_publishedballot WHERE community_id = %s ORDER BY ctid",
            [north.pk],
        )
        rows = cursor.fetchall()
    assert [row[0] for row in rows] == sorted(cast) != cast
    assert {UUID(row[1]).version for row in rows} == {4}
    assert len({row[2] for row in rows}) == 1


def test_a_later_ballot_and_receipt_take_the_place_of_an_earlier(north, here, django_capture_on_commit_callbacks):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    first, second = (cast_ballot(vote, content=said, by=ann) for said in ("yes", "no"))
    closed_with_commit(vote, django_capture_on_commit_callbacks)
    assert list(PublishedBallot.objects.values_list("receipt", "content")) == [(second.receipt, "no")]
    assert first.receipt != second.receipt


def test_a_lost_key_makes_the_vote_void_and_the_talk_begins_again(north, here, ballot_keys):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    cast_ballot(vote, content="yes", by=ann)
    next(ballot_keys.iterdir()).unlink()
    refused = a_browser(ann).post(f"{PAGES}ballot/", {"choice": "no"})
    assert (refused.status_code, "key of this secret vote is missing" in text_of(refused)) == (422, True)
    assert an_api(ann).put(f"{API}ballots/", {"content": "no"}, format="json").status_code == 409
    closed = close_proposal(vote, at=vote.closes_at)
    assert (closed.state, closed.result, closed.decision_id) == ("void", None, None)
    assert "is lost" in text_of(a_browser(ann).get(PAGES))
    assert list(Proposal.objects.filter(again_of=closed).values_list("state", flat=True)) == ["deliberation"]
    assert value_of("reports")["shares_reports"] is True


def test_a_ballot_moved_to_another_voter_makes_the_vote_void(north, here):
    ann, bo = a_member(north, "ann"), a_member(north, "bo")
    vote = a_vote(ann)
    first, second = (cast_ballot(vote, content="yes", by=one) for one in (ann, bo))
    Ballot.objects.filter(pk=second.pk).update(sealed=bytes(first.sealed))
    assert close_proposal(vote, at=vote.closes_at).state == "void"


def test_a_folder_out_of_reach_is_no_lost_key(north, here, ballot_keys):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    ballot_keys.rename(ballot_keys.with_name("elsewhere"))
    with pytest.raises(FileNotFoundError, match="out of reach"):
        close_proposal(vote, at=vote.closes_at)
    ballot_keys.with_name("elsewhere").rename(ballot_keys)
    assert close_proposal(vote, at=vote.closes_at).state == "rejected"


def test_a_crash_while_counting_loses_nothing(north, here, ballot_keys, django_capture_on_commit_callbacks):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    cast = cast_ballot(vote, content="yes", by=ann)
    with pytest.raises(RuntimeError), transaction.atomic():
        close_proposal(vote, at=vote.closes_at)
        raise RuntimeError
    assert (PublishedBallot.objects.count(), len(list(ballot_keys.iterdir()))) == (0, 1)
    closed_with_commit(vote, django_capture_on_commit_callbacks)
    assert close_proposal(vote, at=vote.closes_at).state == "enacted"
    assert list(PublishedBallot.objects.values_list("receipt", flat=True)) == [cast.receipt]


def test_a_key_that_outlived_its_counting_is_destroyed_by_the_outbox(north, here, ballot_keys):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    close_proposal(vote, at=vote.closes_at)  # the process dies before it could
    assert len(list(ballot_keys.iterdir())) == 1
    assert Job.objects.get(task="governance.destroy_ballot_key").args == [north.pk, vote.pk]
    destroy_ballot_key(north.pk, vote.pk)
    assert list(ballot_keys.iterdir()) == []


def test_keys_of_votes_that_never_opened_are_swept(north, here, ballot_keys):
    ann = a_member(north, "ann")
    talk, vote = a_talk(ann), a_vote(ann)
    with pytest.raises(RuntimeError), transaction.atomic():
        open_voting(talk, by=ann)
        raise RuntimeError
    sweep_ballot_keys()
    assert len(list(ballot_keys.iterdir())) == 2  # one may belong to an opening that has not committed yet
    for path in ballot_keys.iterdir():
        os.utime(path, (0, 0))
    sweep_ballot_keys()
    assert [path.name for path in ballot_keys.iterdir()] == [f"{north.pk}.{vote.pk}.key"]
    assert open_voting(talk, by=ann).state == "voting"


def test_what_was_sealed_goes_with_a_withdrawal(north, here, ballot_keys, django_capture_on_commit_callbacks):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    cast_ballot(vote, content="yes", by=ann)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_proposal(vote, by=ann)
    assert (list(ballot_keys.iterdir()), Ballot.objects.get().sealed, PublishedBallot.objects.count()) == ([], None, 0)


def test_no_words_beside_a_secret_ballot(north, here):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    with pytest.raises(Refused, match="no words beside it"):
        cast_ballot(vote, content="yes", reason="Because.", by=ann)
    assert "Everyone here reads it" not in text_of(a_browser(ann).get(PAGES))


def test_consent_is_always_open(north, here):
    a_rule(north, secret=True, method="consent")
    ann = a_member(north, "ann")
    assert cast_ballot(a_vote(ann), content="consent", by=ann).content["stance"] == "consent"


def test_the_database_keeps_a_ballot_open_or_sealed(north, here):
    ann = a_member(north, "ann")
    vote = a_vote(ann)
    cast = cast_ballot(vote, content="yes", by=ann)
    with pytest.raises(IntegrityError, match="open_or_sealed"), transaction.atomic():
        Ballot.objects.filter(pk=cast.pk).update(content="yes")
    for act in (PublishedBallot.objects.all().delete, lambda: PublishedBallot.objects.update(content="no")):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            act()


def test_a_late_ballot_is_refused_after_secret_closing(north, here):
    ann = a_member(north, "ann")
    vote = a_vote(ann, at=timezone.now() - timedelta(hours=25))
    close_proposal(vote)
    with pytest.raises(Refused, match="has closed"):
        cast_ballot(vote, content="yes", by=ann)
