"""Files beside a proposal: its proposer's to change until the voting opens, for whoever may read it, at page and API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.models import Attachment
from communities.governance.proposals.attaching import MOST, attach_file, detach_file
from communities.governance.proposals.proposing import open_voting
from files.models import StoredFile
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_member
from tests.files.factories import PDF, a_pdf, address
from tests.governance.factories import a_draft, a_rule, a_talk

pytestmark = pytest.mark.django_db
PAGES, API = "/c/north/decisions/proposals/", "/api/v1/c/north/proposals/"


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    a_rule(south)
    a_rule(north)
    attached(a_talk(a_member(south, "sue")), title="Of the south")
    return north


@pytest.fixture
def ann(north):
    return a_member(north, "ann")


@pytest.fixture
def bob(north):
    return a_member(north, "bob")


def attached(proposal, more=b"", **given):
    with in_community(proposal.community_id):
        return attach_file(proposal, file=a_pdf(more=more), by=proposal.proposer, **given)


def body(answer):
    return b"".join(answer.streaming_content)


def test_one_is_added_read_and_taken_away_on_pages(ann, bob):
    talk = a_talk(ann)
    page = f"{PAGES}{talk.number}/"
    mine, others = a_browser(ann), a_browser(bob)
    assert mine.post(f"{page}files/", {"file": a_pdf("plan.pdf"), "title": "The plan"}).status_code == 302
    with in_community(ann.community_id):
        one = Attachment.objects.select_related("file").get()
    shown = text_of(others.get(page))
    assert "The plan" in shown
    assert "plan.pdf" in shown
    assert "Of the south" not in shown
    assert body(others.get(f"{page}files/{one.pk}/")) == PDF
    assert others.get(address(one.file, ann.community)).status_code == 404
    assert "Only the proposer does this." in text_of(others.post(f"{page}files/{one.pk}/remove/"))
    assert mine.post(f"{page}files/{one.pk}/remove/").status_code == 302
    assert others.get(f"{page}files/{one.pk}/").status_code == 404


def test_the_api_does_the_same(ann, bob):
    talk = a_talk(ann)
    path = f"{API}{talk.number}/files/"
    assert an_api(bob).post(path, {"file": a_pdf()}, format="multipart").status_code == 409
    made = an_api(ann).post(path, {"file": a_pdf("plan.pdf")}, format="multipart")
    assert (made.status_code, made.json()["title"], made.json()["size"]) == (201, "plan.pdf", len(PDF))
    one = f"{path}{made.json()['id']}/"
    assert [row["name"] for row in an_api(bob).get(path).json()["results"]] == ["plan.pdf"]
    assert body(an_api(bob).get(one)) == PDF
    assert an_api(bob).delete(one).status_code == 409
    assert an_api(ann).delete(one).status_code == 204
    assert an_api(bob).get(path).json()["results"] == []


def test_a_draft_and_another_community_keep_theirs(north, ann, bob):
    draft = a_draft(ann)
    one = attached(draft, title="Not yet")
    south = a_member(a_community("west"), "wes")
    for path in (f"{PAGES}{draft.number}/files/{one.pk}/", f"{API}{draft.number}/files/{one.pk}/"):
        assert a_browser(bob).get(path).status_code == 404
        assert a_browser(ann).get(path).status_code == 200
        assert a_browser(south).get(path).status_code == 404
        assert a_browser(south).get(path.replace("/north/", "/west/")).status_code == 404
    other = a_talk(ann)
    assert a_browser(ann).get(f"{PAGES}{other.number}/files/{one.pk}/").status_code == 404


def test_none_is_added_or_taken_away_once_the_voting_opens(ann):
    talk = a_talk(ann)
    one = attached(talk)
    with in_community(ann.community_id):
        open_voting(talk, by=ann)
    with pytest.raises(Refused, match="the voting has opened"):
        attached(talk, more=b"more")
    with in_community(ann.community_id), pytest.raises(Refused, match="the voting has opened"):
        detach_file(one, by=ann)
    page = a_browser(ann).get(f"{PAGES}{talk.number}/").content.decode()
    assert "Add a file" not in page
    assert one.title in page


def test_what_is_no_file_is_refused_with_why(ann):
    talk = a_talk(ann)
    page = f"{PAGES}{talk.number}/files/"
    for given, why in (
        ({}, "This field is required"),
        ({"file": a_pdf("sums.png")}, "The name says"),
        ({"file": a_pdf("sums.svg")}, "An SVG drawing can carry a program"),
    ):
        answer = a_browser(ann).post(page, given)
        assert (answer.status_code, why in text_of(answer)) == (422, True), given
    attached(talk)
    with pytest.raises(Refused, match="here already"):
        attached(talk)
    for number in range(1, MOST):
        attached(talk, more=str(number).encode())
    with pytest.raises(Refused, match="at most 10"):
        attached(talk, more=b"eleven")


def test_the_files_page_does_not_give_what_lies_beside_a_proposal(ann):
    with in_community(ann.community_id):
        attached(a_talk(ann))
        assert StoredFile.objects.get().audience == "private"


@pytest.mark.parametrize("path", [f"{PAGES}1/", f"{API}1/files/"])
def test_pages_ask_as_often_at_ten_as_at_one(ann, path):
    talk = a_talk(ann)
    attached(talk)
    get = an_api(ann).get if "api" in path else a_browser(ann).get

    def asked():
        get(path)
        with CaptureQueriesContext(connection) as queries:
            assert get(path).status_code == 200
        return len(queries)

    once = asked()
    for number in range(1, MOST):
        attached(talk, more=str(number).encode())
    assert asked() == once
