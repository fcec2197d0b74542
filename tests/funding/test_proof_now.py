"""Whoever writes into the books may have them proved at once, and follows the job."""

import pytest

from funding.models import Verification
from jobs.models import Job
from jobs.outbox import run_waiting
from tenancy.scope import in_community
from tests.factories import a_member
from tests.funding.factories import a_grant

pytestmark = pytest.mark.django_db


def proofs(town):
    with in_community(town.pk):
        return list(Verification.objects.values_list("seq", "fault"))


def test_the_page_starts_the_proof_of_these_books_and_leads_back_to_what_it_found(client, towns):
    page = client.get("/c/north/money/").content.decode()
    assert 'action="/c/north/money/proof/"' in page
    assert "Not proved yet" in page
    progress = client.post("/c/north/money/proof/")["Location"]
    assert client.get(f"/api/v1{progress}").json()["total"] == 1
    run_waiting()
    assert 'href="/c/north/money/"' in client.get(progress).content.decode().split("<main")[1]
    assert "Books verified" in client.get("/c/north/money/").content.decode()
    assert (proofs(towns.north), proofs(towns.south)) == ([(1, "")], [])


def test_the_api_starts_it_too(client, towns):
    with in_community(towns.north.pk):
        a_grant()  # not sealed yet: the job that seals it runs first
    started = client.post("/api/v1/c/north/money/proof/")
    assert started.status_code == 202
    run_waiting()
    told = client.get(f"/api/v1/jobs/{started.json()['job']}/").json()
    assert (told["state"], told["result"]) == ("done", "/api/v1/c/north/money/")
    assert client.get(told["result"]).json()["verification"]["seq"] == 2


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_a_reader_and_a_stranger_start_nothing(client, towns, prefix):
    for who, home, role, status in [("tom", towns.north, "teacher", 403), ("eve", towns.south, "administrator", 404)]:
        client.force_login(a_member(home, who, role).person)
        assert client.post(f"{prefix}/c/north/money/proof/").status_code == status
    assert not Job.objects.filter(task="funding.verify").exists()
