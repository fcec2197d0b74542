"""A project is shown by pictures and files that only its learner and its markers see."""

import re

import pytest

from tests.assessments.factories import an_assessment, an_attempt, of_type
from tests.assessments.pages import API, HERE, filled_in, name, signed_in
from tests.assessments.written import written
from tests.files.factories import a_pdf, a_picture, an_upload

pytestmark = pytest.mark.django_db


def test_a_project_is_shown_by_pictures_that_nobody_else_sees(client, north, south):
    assessment = an_assessment(north, [written("project")])
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address, project = f"{HERE}attempts/{attempt.pk}/", name(attempt, "project")
    sent = client.post(address, {**filled_in(client.get(address)), f"{project}-file": [a_picture(), a_pdf()]})
    assert sent.status_code == 302
    files = re.findall(rf'href="({address}evidence/[^"]+)"', client.get(address).content.decode())
    assert [client.get(one).status_code for one in files] == [200, 200]
    wrong = client.post(
        address, {**filled_in(client.get(address)), f"{project}-file": [an_upload("run.exe", b"MZ\x00\x01")]}
    )
    assert (wrong.status_code, "kind of file is not taken" in wrong.content.decode()) == (422, True)
    remove = files[1].split("/")[-2]
    client.post(address, {**filled_in(client.get(address)), "remove": remove})
    assert client.get(files[1]).status_code == 404
    for who, told in (("bo", 404), ("tess", 404), ("stranger", 404)):
        assert signed_in(client, who).get(files[0]).status_code == told
    signed_in(client, "ann").post(address, {"hand_in": "1"})
    assert "Waits for a mark" in client.get(f"/me/attempts/{attempt.pk}/").content.decode()
    assert client.post(f"{API}attempts/{attempt.pk}/evidence/", {"question": "x"}).status_code == 400
    assert [signed_in(client, who).get(files[0]).status_code for who in ("bo", "tess", "stranger")] == [404, 200, 404]
    assert files[0] in signed_in(client, "tess").get(f"{address}mark/").content.decode()


def test_programs_add_evidence_and_take_it_away(client, north):
    attempt = an_attempt(an_assessment(north, [written("project"), written("text")]))
    signed_in(client, "ann")
    address = f"{API}attempts/{attempt.pk}/evidence/"
    made = client.post(address, {"question": of_type(attempt, "project").key, "file": a_picture()})
    assert made.status_code == 201
    assert [one["id"] for one in client.get(address).json()["results"]] == [made.json()["id"]]
    wrong = client.post(address, {"question": of_type(attempt, "text").key, "file": a_pdf()})
    assert (wrong.status_code, "belongs to a project" in wrong.json()["detail"]) == (409, True)
    assert signed_in(client, "bo").delete(f"{address}{made.json()['id']}/").status_code == 404
    assert signed_in(client, "ann").delete(f"{address}{made.json()['id']}/").status_code == 204
