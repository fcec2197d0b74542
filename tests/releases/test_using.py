"""A community uses a version by decision, and a newer one only by another."""

import pytest

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting
from communities.governance.record.verify import faults
from curriculum.actions import edit_curriculum, publish_version
from curriculum.models import Version
from curriculum.releases.actions import put_in_use
from curriculum.releases.models import Use
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.factories import a_teacher, a_version
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule
from tests.releases.factories import a_submission, with_reviewers

pytestmark = pytest.mark.django_db
WE = {"electorate": ["teacher"], "proposers": ["teacher"]}


@pytest.fixture
def north():
    a_version(a_community("south"))
    return a_community("north")


def accepted(proposal, by):
    """By the one who votes."""
    proposal = open_voting(open_deliberation(proposal, by=by), by=by)
    cast_ballot(proposal, content="yes", by=by)
    close_proposal(proposal, at=proposal.closes_at)
    return Proposal.objects.get(pk=proposal.pk)


def test_a_later_version_is_used_only_when_it_is_decided(north):
    ann = a_teacher(north, "ann")
    version = a_version(north, by=ann)
    curriculum = version.curriculum
    with in_community(north.pk):
        first = put_in_use(curriculum, number=1, by=ann.person, reason="We tried it.")
        edit_curriculum(curriculum, title="Water")
        publish_version(curriculum, by=ann)
        curriculum.refresh_from_db()
        assert (curriculum.number, curriculum.in_use) == (2, 1)
        with pytest.raises(Refused, match="So it is already"):
            put_in_use(curriculum, number=1, by=ann.person, reason="Again.")
        with pytest.raises(Refused, match="no version 7"):
            put_in_use(curriculum, number=7, by=ann.person, reason="Ahead.")
        put_in_use(curriculum, number=2, by=ann.person, reason="It is better.")
        last = put_in_use(curriculum, number=None, by=ann.person, reason="We found another.")
        assert [(use.version and use.version.number) for use in Use.objects.order_by("decision__number")] == [
            1,
            2,
            None,
        ]
        curriculum.refresh_from_db()
        assert curriculum.in_use is None
        assert first.kind == "curriculum"
        assert last.changes == [
            {"what": "curriculum in use", "curriculum": str(curriculum.pk), "title": "Water", "number": None}
        ]
        assert not list(faults())


def test_the_page_decides_where_it_is_entrusted(north):
    ann, cleo = a_teacher(north, "ann"), a_member(north, "cleo", "learner")
    curriculum = a_version(north, by=ann).curriculum
    page, place = f"/c/north/curricula/{curriculum.pk}/", f"/c/north/curricula/{curriculum.pk}/use/"
    assert "No version of it is in use" in text_of(a_browser(cleo).get(page))
    assert a_browser(cleo).get(place).status_code == 403
    mine = a_browser(ann)
    assert mine.post(place, {"number": "1", "reason": ""}).status_code == 422
    assert mine.post(place, {"number": "2", "reason": "x"}).status_code == 422
    assert mine.post(place, {"number": "1", "reason": "We tried it."}).status_code == 302
    assert "No version of it is in use" not in text_of(a_browser(cleo).get(page))
    assert mine.post(place, {"number": "1", "reason": "Twice."}).status_code == 422
    with in_community(north.pk):
        assert Decision.objects.filter(kind="curriculum").count() == 1
    theirs = a_browser(a_teacher(a_community("west"), "tim"))
    assert theirs.get(f"/c/west/curricula/{curriculum.pk}/use/").status_code == 404


def test_where_they_vote_nobody_decides_alone(north):
    ann = a_teacher(north, "ann")
    curriculum = a_version(north, by=ann).curriculum
    a_rule(north, "curriculum", **WE)
    mine = a_browser(ann)
    way = mine.get(f"/c/north/curricula/{curriculum.pk}/use/").url
    assert way.startswith("/c/north/decisions/proposals/new/use_curriculum/")
    assert f'value="{curriculum.pk} 1" selected' in mine.get(way).content.decode()
    answer = an_api(ann).post(
        f"/api/v1/c/north/curricula/{curriculum.pk}/uses/", {"number": 1, "reason": "Mine."}, format="json"
    )
    assert (answer.status_code, "nobody decides this alone" in answer.content.decode()) == (409, True)
    assert mine.post(way, {"which": f"{curriculum.pk} 1", "body": "We tried it."}).status_code == 302
    with in_community(north.pk):
        proposal = Proposal.objects.get()
    assert "Read what it is about" in text_of(mine.get(f"/c/north/decisions/proposals/{proposal.number}/"))
    with in_community(north.pk):
        assert accepted(proposal, ann).state == "enacted"
        curriculum.refresh_from_db()
        assert curriculum.in_use == 1
        assert not list(faults())


def test_programs_see_and_decide_it(north):
    ann = a_teacher(north, "ann")
    curriculum = a_version(north, by=ann).curriculum
    api, place = an_api(ann), f"/api/v1/c/north/curricula/{curriculum.pk}/uses/"
    assert api.post(place, {"number": 1, "reason": "We tried it."}, format="json").status_code == 201
    assert api.post(place, {"number": None, "reason": "No more."}, format="json").status_code == 201
    assert [one["number"] for one in api.get(place).json()["results"]] == [None, 1]
    for wrong in ({"number": 0, "reason": "x"}, {"number": 10**20, "reason": "x"}, {"number": 1}, {"reason": "x"}):
        assert api.post(place, wrong, format="json").status_code == 400, wrong


def test_a_proposal_publishes_what_was_handed_in(north):
    ann = a_teacher(north, "ann")
    a_rule(north, "publishing", **WE)
    one = a_submission(ann, note="Together", share=True)
    mine, place = a_browser(ann), f"/c/north/submissions/{one.pk}/"
    assert mine.post(f"{place}publish/").status_code == 422
    assert "Propose to publish it" in text_of(mine.get(place))
    new = "/c/north/decisions/proposals/new/publish_curriculum/"
    assert f'value="{one.pk}" selected' in mine.get(f"{new}?submission={one.pk}").content.decode()
    assert mine.post(new, {"submission": str(one.pk), "body": "It is good."}).status_code == 302
    with in_community(north.pk):
        edit_curriculum(one.curriculum, title="Went on")
        proposal = Proposal.objects.get()
    shown = mine.get(place).content.decode()
    assert (f"/decisions/proposals/{proposal.number}/" in shown, "Propose to publish it" in shown) == (True, False)
    page = text_of(mine.get(f"/c/north/decisions/proposals/{proposal.number}/"))
    assert "Activity 1.1" in page
    with in_community(north.pk):
        assert accepted(proposal, ann).state == "enacted"
        version = Version.objects.get()
        assert (version.title, version.published_by_name) == ("Water and measure", "ann")
        decision = Decision.objects.latest("number")
        assert decision.changes[0]["what"] == "curriculum published"


def test_what_was_taken_back_is_decided_and_not_in_force(north):
    ann = a_teacher(north, "ann")
    a_rule(north, "publishing", **WE)
    one = a_submission(ann)
    mine = a_browser(ann)
    mine.post("/c/north/decisions/proposals/new/publish_curriculum/", {"submission": str(one.pk), "body": "Good."})
    with in_community(north.pk):
        proposal = open_voting(open_deliberation(Proposal.objects.get(), by=ann), by=ann)
        cast_ballot(proposal, content="yes", by=ann)
    assert mine.post(f"/c/north/submissions/{one.pk}/take-back/").status_code == 302
    with in_community(north.pk):
        close_proposal(proposal, at=proposal.closes_at)
        done = Proposal.objects.get()
        assert (done.state, "taken back" in done.problem) == ("unenacted", True)
        assert not Version.objects.exists()


@pytest.mark.parametrize("effect", ["publish_curriculum", "use_curriculum"])
@pytest.mark.parametrize(
    "wrong", [[], {}, None, {"submission": "x", "curriculum": "x"}, {"curriculum": 1, "number": "1"}]
)
def test_a_payload_that_names_nothing_is_refused(north, effect, wrong):
    ann = a_teacher(north, "ann")
    for matter in ("publishing", "curriculum"):
        a_rule(north, matter, **WE)
    given = {"effect": effect, "payload": wrong, "body": "Why not?"}
    assert an_api(ann).post("/api/v1/c/north/proposals/", given, format="json").status_code in (400, 409)


def test_a_foreign_submission_or_curriculum_is_not_there(north):
    ann, south = a_teacher(north, "ann"), a_community("west")
    with_reviewers(south, 1)
    theirs = a_submission(a_teacher(south, "sam"))
    for matter in ("publishing", "curriculum"):
        a_rule(north, matter, **WE)
    for effect, payload in (
        ("publish_curriculum", {"submission": str(theirs.pk)}),
        ("use_curriculum", {"curriculum": str(theirs.curriculum_id), "number": None}),
    ):
        given = {"effect": effect, "payload": payload, "body": "Why not?"}
        assert an_api(ann).post("/api/v1/c/north/proposals/", given, format="json").status_code == 409
