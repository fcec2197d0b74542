"""A crosswalk is in force by decision alone, and then stays as it was decided."""

import pytest
from django.db import IntegrityError, transaction

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting
from communities.governance.record.verify import faults
from curriculum.actions import link_competencies
from curriculum.crosswalks.actions import (
    adopt_crosswalk,
    delete_crosswalk,
    drop_line,
    end_crosswalk,
    map_competencies,
    revise_crosswalk,
    start_crosswalk,
)
from curriculum.crosswalks.models import Crosswalk, Line, hash_of
from curriculum.crosswalks.queries import equivalents
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.crosswalks.factories import a_crosswalk
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_framework, a_teacher
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
WE = {"electorate": ["teacher"], "proposers": ["teacher"]}


@pytest.fixture
def north():
    a_crosswalk(a_teacher(a_community("south"), "sam"))
    return a_community("north")


@pytest.fixture
def ann(north):
    return a_teacher(north, "ann")


def of(crosswalk, side, code):
    return getattr(crosswalk, side).competencies.get(code=code)


def test_only_a_decision_puts_it_in_force_and_ends_it(ann):
    walk = a_crosswalk(ann)
    with in_community(ann.community_id):
        one, other = of(walk, "first", "M.1"), of(walk, "second", "N.1")
        assert equivalents(one) == []
        decision = adopt_crosswalk(walk, by=ann.person, reason="We compared them.")
        told = {"crosswalk": str(walk.pk), "title": walk.title, "hash": hash_of(walk)}
        assert (decision.kind, decision.changes) == ("curriculum", [{"what": "crosswalk adopted", **told}])
        assert [(found.match, found.key) for found in equivalents(one)] == [("exact", other.key)]
        assert [(found.match, found.key) for found in equivalents(other)] == [("exact", one.key)]
        with pytest.raises(Refused, match="It was adopted"):
            adopt_crosswalk(walk, by=ann.person, reason="Again.")
        end_crosswalk(walk, by=ann.person, reason="They changed theirs.")
        assert equivalents(one) == []
        with pytest.raises(Refused, match="not in force"):
            end_crosswalk(walk, by=ann.person, reason="Again.")
        assert not list(faults())


def test_what_is_adopted_stays_as_it_is(ann):
    walk = a_crosswalk(ann)
    with in_community(ann.community_id):
        adopt_crosswalk(walk, by=ann.person, reason="We compared them.")
        one, other = of(walk, "first", "M.2"), of(walk, "second", "N.2")
        for act in (
            lambda: map_competencies(walk, first=one, match="exact", second=other),
            lambda: drop_line(walk.lines.get()),
            lambda: delete_crosswalk(walk),
        ):
            with pytest.raises(Refused, match="stays as it is"):
                act()


def test_a_newer_one_takes_the_place_of_the_one_in_force(ann):
    walk = a_crosswalk(ann)
    with in_community(ann.community_id):
        adopt_crosswalk(walk, by=ann.person, reason="We compared them.")
        newer = revise_crosswalk(walk, by=ann)
        one = of(walk, "first", "M.1")
        map_competencies(newer, first=one, match="broad", second=of(walk, "second", "N"))
        decision = adopt_crosswalk(newer, by=ann.person, reason="One more.")
        assert [change["what"] for change in decision.changes] == ["crosswalk adopted", "crosswalk ended"]
        assert {str(found.match) for found in equivalents(one)} == {"exact", "broad"}
        assert [str(found.match) for found in equivalents(of(walk, "second", "N"))] == ["narrow"]
        walk.refresh_from_db()
        assert walk.ended == decision
        with pytest.raises(IntegrityError), transaction.atomic():
            Crosswalk.objects.filter(pk=walk.pk).update(ended=None)


def test_it_begins_with_the_links_there_are(ann):
    north = ann.community
    first, second = a_framework(north, "M", codes="M M.1 M.2"), a_framework(north, "N", codes="N N.1 N.2")
    with in_community(north.pk):
        one, two = (first.competencies.get(code=code) for code in ("M.1", "M.2"))
        three, four = (second.competencies.get(code=code) for code in ("N.1", "N.2"))
        link_competencies(one, relation="equivalent", target=three)
        link_competencies(four, relation="part_of", target=two)
        link_competencies(one, relation="precedes", target=four)
        made = start_crosswalk(by=ann, title="Between", first=first, second=second)
        assert {(line.first_key, line.match, line.second_key) for line in made.lines.all()} == {
            (one.key, "exact", three.key), (two.key, "narrow", four.key),
        }  # fmt: skip


def test_what_makes_no_line_is_refused(ann):
    walk = a_crosswalk(ann)
    with in_community(ann.community_id):
        one, other = of(walk, "first", "M.1"), of(walk, "second", "N.1")
        with pytest.raises(Refused, match="stand in it already"):
            map_competencies(walk, first=one, match="related", second=other)
        with pytest.raises(Refused, match="its own one of the two"):
            map_competencies(walk, first=other, match="exact", second=one)
        with pytest.raises(Refused, match="between two frameworks"):
            start_crosswalk(by=ann, title="Round", first=walk.first, second=walk.first)
        empty = start_crosswalk(by=ann, title="Empty", first=walk.second, second=walk.first)
        with pytest.raises(Refused, match="no line yet"):
            adopt_crosswalk(empty, by=ann.person, reason="Why not.")


def test_what_was_proposed_is_what_is_adopted(ann):
    north, walk = ann.community, a_crosswalk(ann)
    a_rule(north, "curriculum", **WE)
    mine = a_browser(ann)
    way = mine.get(f"/c/north/crosswalks/{walk.pk}/adopt/").url
    assert way == f"/c/north/decisions/proposals/new/adopt_crosswalk/?crosswalk={walk.pk}"
    with in_community(north.pk), pytest.raises(Refused, match="nobody decides this alone"):
        adopt_crosswalk(walk, by=ann.person, reason="Mine.")
    for state in ("unenacted", "enacted"):
        assert mine.post(way, {"crosswalk": str(walk.pk), "body": "We compared them."}).status_code == 302
        with in_community(north.pk):
            proposal = open_deliberation(Proposal.objects.latest("number"), by=ann)
            assert "M.1" in text_of(mine.get(f"/c/north/decisions/proposals/{proposal.number}/"))
        with in_community(north.pk):
            proposal = open_voting(proposal, by=ann)
            if state == "unenacted":
                map_competencies(walk, first=of(walk, "first", "M.2"), match="exact", second=of(walk, "second", "N.2"))
            cast_ballot(proposal, content="yes", by=ann)
            close_proposal(proposal, at=proposal.closes_at)
            done = Proposal.objects.get(pk=proposal.pk)
            assert (done.state, done.problem) == (
                state, "Its lines have changed since it was proposed." if state == "unenacted" else "",
            )  # fmt: skip
            walk.refresh_from_db()
            assert walk.is_in_force == (state == "enacted")


def test_pages_write_and_adopt_one(ann):
    north = ann.community
    a_framework(north, "M", codes="M M.1 M.2"), a_framework(north, "N", codes="N N.1 N.2")
    mine, learner = a_browser(ann), a_browser(a_member(north, "cleo", "learner"))
    assert "No crosswalk yet" in text_of(mine.get("/c/north/crosswalks/"))
    assert learner.get("/c/north/crosswalks/new/").status_code == 403
    with in_community(north.pk):
        first, second = (str(a.pk) for a in (of_title("M"), of_title("N")))
    given = {"title": "Ours and theirs", "first": first, "second": first}
    assert mine.post("/c/north/crosswalks/new/", given).status_code == 422
    place = mine.post("/c/north/crosswalks/new/", {**given, "second": second}).url
    assert mine.post(place, {"first": "M.9", "match": "exact", "second": "N.1"}).status_code == 422
    assert (
        mine.post(place, {"first": "m.1", "match": "broad", "second": "N.1", "note": "Half of it"}).status_code == 302
    )
    assert learner.post(place, {"first": "M.2", "match": "exact", "second": "N.2"}).status_code == 403
    page = text_of(learner.get(place))
    assert "Half of it" in page
    assert "Adopt it" not in page
    assert learner.get(f"{place}adopt/").status_code == 403
    assert mine.post(f"{place}adopt/", {"reason": ""}).status_code == 422
    assert mine.post(f"{place}adopt/", {"reason": "We compared them."}).status_code == 302
    with in_community(north.pk):
        line = Line.objects.get()
        competency = of_title("N").competencies.get(code="N.1")
        assert Decision.objects.latest("number").kind == "curriculum"
    assert mine.post(f"{place}lines/{line.pk}/delete/").status_code == 422
    assert "In other frameworks" in text_of(learner.get(f"/c/north/frameworks/{second}/{competency.key}/"))
    assert "Ours and theirs" in text_of(learner.get(f"/c/north/frameworks/{second}/"))
    again = mine.post(f"{place}revise/").url
    assert mine.post(f"{again}delete/").url == "/c/north/crosswalks/"
    assert mine.post(f"{place}end/", {"reason": "They changed."}).status_code == 302
    assert "In other frameworks" not in text_of(learner.get(f"/c/north/frameworks/{second}/{competency.key}/"))


def of_title(title):
    from curriculum.models import Framework

    return Framework.objects.get(title=title)


def test_another_communitys_are_not_there(ann):
    walk = a_crosswalk(ann)
    theirs = a_teacher(a_community("west"), "tim")
    assert a_browser(theirs).get(f"/c/west/crosswalks/{walk.pk}/").status_code == 404
    assert "From M to N" not in text_of(a_browser(theirs).get("/c/west/crosswalks/"))
    api = an_api(theirs)
    assert api.get("/api/v1/c/west/crosswalks/").json()["results"] == []
    for path in (f"{walk.pk}/", f"{walk.pk}/lines/"):
        assert api.get(f"/api/v1/c/west/crosswalks/{path}").status_code == 404
    a_rule(theirs.community, "curriculum", **WE)
    given = {"effect": "adopt_crosswalk", "payload": {"crosswalk": str(walk.pk)}, "body": "Why not?"}
    assert api.post("/api/v1/c/west/proposals/", given, format="json").status_code == 409


def test_programs_do_the_same(ann):
    north, api, base = ann.community, an_api(ann), "/api/v1/c/north/crosswalks/"
    first, second = a_framework(north, "M", codes="M M.1"), a_framework(north, "N", codes="N N.1")
    given = {"title": "Ours and theirs", "first": str(first.pk), "second": str(second.pk)}
    made = api.post(base, given, format="json").json()
    place = f"{base}{made['id']}/"
    with in_community(north.pk):
        keys = [str(one.competencies.get(code=code).key) for one, code in ((first, "M.1"), (second, "N.1"))]
    line = {"first": keys[0], "match": "exact", "second": keys[1]}
    assert api.post(f"{place}lines/", {**line, "match": "same"}, format="json").status_code == 400
    assert api.post(f"{place}lines/", {**line, "first": keys[1]}, format="json").status_code == 404
    added = api.post(f"{place}lines/", line, format="json").json()
    assert api.post(f"{place}lines/", line, format="json").status_code == 409
    assert api.delete(f"{place}lines/{added['id']}/").status_code == 204
    assert api.post(f"{place}adopt/", {"reason": "Empty."}, format="json").status_code == 409
    api.post(f"{place}lines/", line, format="json")
    assert api.post(f"{place}adopt/", {"reason": "We compared."}, format="json").json()["adopted"]
    assert api.delete(place).status_code == 409
    assert api.post(f"{place}end/", {"reason": "No more."}, format="json").json()["ended"]


@pytest.mark.parametrize("lines", [1, 30])
def test_a_page_asks_as_often_however_long_it_is(ann, lines):
    walk = a_crosswalk(ann, lines=lines)
    assert len(queries(a_browser(ann), f"/c/north/crosswalks/{walk.pk}/")) <= 8
