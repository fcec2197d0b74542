"""Files beside entries: added once and for good, read by whom they are for, at page and API."""

import pytest
from django.db import ProgrammingError, connection, transaction

from files.models import StoredFile
from funding.actions import attach
from funding.actions.attaching import MOST
from funding.models import Attachment
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member
from tests.files.factories import PDF, a_pdf, address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def place(towns):
    with in_community(towns.south.pk):
        towns.their_file = attach(towns.theirs, file=a_pdf("boat.pdf"), name="Of the south", audience="members")
    towns.page = f"/c/north/money/entries/{towns.grant.pk}/"
    towns.api = f"/api/v1/c/north/money/entries/{towns.grant.pk}/files/"
    return towns


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_file_is_added_and_read_beside_its_entry_alone(client, place):
    form = {"file": a_pdf("bill.pdf"), "name": "The bill", "audience": "members"}
    assert client.post(f"{place.page}files/add/", form)["Location"] == place.page
    shown = text_of(client.get(place.page))
    assert "The bill" in shown
    assert "Of the south" not in shown
    with in_community(place.north.pk):
        one = Attachment.objects.select_related("file").get()
    assert (one.file.media_type, one.added_by_id, one.audience) == ("application/pdf", place.ann.pk, "members")
    assert body(client.get(f"{place.page}files/{one.pk}/")) == PDF
    assert client.get(address(one.file, place.north)).status_code == 404
    assert client.get(f"{place.page}files/{place.their_file.pk}/").status_code == 404
    again = client.post(f"{place.page}files/add/", {**form, "file": a_pdf("same.pdf")})
    assert again.status_code == 422
    assert "This file is here already." in text_of(again)


def test_a_receipt_for_keepers_is_not_there_for_members(place):
    with in_community(place.north.pk):
        kept = attach(place.grant, file=a_pdf(more=b"1"), name="Receipt of Pia")
        shared = attach(place.grant, file=a_pdf(more=b"2"), name="The letter", audience="members")
    tom = a_browser(a_member(place.north, "tom", "teacher"))
    shown = text_of(tom.get(place.page))
    assert "The letter" in shown
    assert "Receipt of Pia" not in shown
    assert [tom.get(f"{place.page}files/{one.pk}/").status_code for one in (kept, shared)] == [404, 200]
    assert tom.post(f"{place.page}files/add/", {"file": a_pdf(), "audience": "members"}).status_code == 403
    api = an_api(a_member(place.north, "tia", "teacher"))
    assert [one["name"] for one in api.get(place.api).json()["results"]] == ["The letter"]
    assert [api.get(f"{place.api}{one.pk}/").status_code for one in (kept, shared)] == [404, 200]
    assert api.post(place.api, {"file": a_pdf()}, format="multipart").status_code == 403


def test_the_api_adds_and_gives_the_hash_of_the_content(place):
    ann = an_api(place.ann)
    made = ann.post(place.api, {"file": a_pdf("bill.pdf")}, format="multipart")
    assert (made.status_code, made.json()["name"], made.json()["audience"]) == (201, "bill.pdf", "keepers")
    with in_community(place.north.pk):
        assert made.json()["sha256"] == StoredFile.objects.get().sha256
    assert body(ann.get(f"{place.api}{made.json()['id']}/")) == PDF
    assert ann.post(place.api, {"file": a_pdf("x.pdf")}, format="multipart").status_code == 409
    theirs = f"/api/v1/c/north/money/entries/{place.theirs.pk}/files/"
    assert ann.get(theirs).status_code == 404
    assert ann.post(theirs, {"file": a_pdf()}, format="multipart").status_code == 404


def test_one_content_beside_two_entries_is_kept_once_and_there_is_an_end_to_it(place):
    with in_community(place.north.pk):
        first = attach(place.grant, file=a_pdf())
        with pytest.raises(Refused, match="here already"):
            attach(place.grant, file=first.file)
        for number in range(1, MOST):
            attach(place.grant, file=a_pdf(more=b"%d" % number))
        with pytest.raises(Refused, match="at most 20"):
            attach(place.grant, file=a_pdf(more=b"last"))


def test_what_stands_beside_an_entry_can_not_be_changed_or_taken_away(place):
    with in_community(place.north.pk):
        one = attach(place.grant, file=a_pdf())
        for statement in ("UPDATE funding_attachment SET name = 'x'", "DELETE FROM funding_attachment"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert Attachment.objects.get().name == one.name


def test_a_page_asks_as_much_for_twenty_files_as_for_one(client, place):
    counts = []
    for number in range(MOST):
        with in_community(place.north.pk):
            attach(place.grant, file=a_pdf(more=b"%d" % number))
        if number in (0, MOST - 1):
            counts.append(queries(client, place.page))
    assert counts[0] == counts[1]
