"""A published report as open data, and how it is cited."""

import csv
import io
import json
import re
from hashlib import sha256
from zipfile import ZipFile

import pytest

from evaluation.models import NetworkReport
from evaluation.package import package_of
from tests.evaluation.factories import a_network_report, cohort, consent
from tests.factories import a_community
from tests.governance.test_circles import a_circle

pytestmark = pytest.mark.django_db
PAGE, API = "/observatory/2026-W10", "/api/v1/observatory/2026-W10"
MUST = {"profile", "name", "id", "title", "version", "created", "licenses", "sources", "resources"}
READ = {"integer": int, "string": str, "boolean": {"true": True, "false": False}.__getitem__}


@pytest.fixture
def network(db):
    """North and South share, Meadow is hidden, West keeps its figures to itself."""
    north, south, meadow, west = (
        a_community("north"), a_community("south"), a_community("meadow", visibility="hidden"), a_community("west")
    )  # fmt: skip
    for place in (north, south):
        cohort(place, Pass={"0-35": 40, "": 30, "=1+1": 25}, Fail={"0-35": 20, "": 24, "=1+1": 22})
    a_circle(north)
    consent(north, public=["applied", "offerings", "circles"])
    cohort(meadow, Pass={"0-35": 101}, Fail={"0-35": 19, "seventy and over": 3, "sixty": 22, "fifty": 19})
    cohort(west, Pass={"0-35": 1234})
    type(west).objects.filter(pk=west.pk).update(shares_reports=False)
    return a_network_report()


def body(answer):
    assert answer.status_code == 200
    return answer.content


def opened(data):
    archive = ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def rows_of(files, resource):
    return list(csv.DictReader(io.StringIO(files[resource["path"]].decode(), newline="")))


def test_the_package_is_described_as_frictionless_asks(client, network):
    files = opened(body(client.get(f"{PAGE}.zip")))
    package = json.loads(files["datapackage.json"])
    assert package.keys() >= MUST
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["id"].endswith("/observatory/2026-W10.zip")
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert {one["path"] for one in package["resources"]} == {name for name in files if name.endswith(".csv")}
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    for one in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", one["name"])
        assert (one["bytes"], one["hash"]) == (
            len(files[one["path"]]), f"sha256:{sha256(files[one['path']]).hexdigest()}"
        )  # fmt: skip


def test_every_table_keeps_to_its_schema(client, network):
    files = opened(body(client.get(f"{PAGE}.zip")))
    tables = {one["name"]: one for one in json.loads(files["datapackage.json"])["resources"]}
    for name, resource in tables.items():
        schema, rows = resource["schema"], rows_of(files, resource)
        assert rows, name
        assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            told = [row[field["name"]] for row in rows]
            assert not rules.get("required") or all(told), (name, field["name"])
            values = [READ[field["type"]](cell) for cell in told if cell != ""]
            assert all(value >= rules["minimum"] for value in values if "minimum" in rules)
            assert "enum" not in rules or {*values} <= {*rules["enum"]}
        keys = [tuple(row[part] for part in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys), name
        for link in schema["foreignKeys"]:
            there = {row[link["reference"]["fields"]] for row in rows_of(files, tables[link["reference"]["resource"]])}
            assert {row[link["fields"]] for row in rows} <= there, (name, link)


def test_it_says_what_the_report_says_and_nothing_that_is_hidden(client, network):
    data = body(client.get(f"{PAGE}.zip"))
    files = opened(data)
    for secret in (b"meadow", b"seventy", b"west", b"1234", b"inputs_hash"):
        assert secret not in data.lower()
    tables = {one["name"]: rows_of(files, one) for one in json.loads(files["datapackage.json"])["resources"]}
    named = {"*": "all", "": "under way"}
    told = {(r["community"], r["outcome"]): r["enrolments"] for r in tables["by-community"]}
    shown = next(one for one in network.content["tables"] if not one["attribute"])
    assert told == {
        (row["key"], named.get(outcome, outcome)): "" if value is None else str(value)
        for row in shown["rows"] for outcome, value in row["cells"].items()
    }  # fmt: skip
    assert {r["group"] for r in tables["by-group"]} >= {"0-35", "not recorded", "'=1+1"}
    assert {r["outcome"]: int(r["enrolments"]) for r in tables["network"]} == {
        named.get(one, one): value for one, value in network.content["sums"]["cells"].items()
    }
    hidden = [r for r in tables["by-community"] if r["enrolments"] == ""]
    assert {r["status"] for r in hidden} <= {"not shown"}


def test_the_same_report_gives_the_same_bytes_in_every_language(client, network):
    first = body(client.get(f"{PAGE}.zip"))
    assert body(client.get(f"{PAGE}.zip", headers={"accept-language": "ar"})) == first
    assert body(client.get(f"{API}.zip")) == first
    assert package_of(NetworkReport.objects.get()).body == first
    files = opened(first)
    assert files["README.md"].startswith(b"# Observatory: Week 10 of 2026\n")
    assert files["README.es.md"].startswith(b"# Observatorio")
    assert "README.ar.md" in files


def test_the_page_and_the_api_say_its_checksum(client, network):
    said = sha256(body(client.get(f"{PAGE}.zip"))).hexdigest()
    assert said in body(client.get(f"{PAGE}/")).decode()
    assert client.get(f"{API}/").json()["package_sha256"] == said


def test_who_has_the_package_is_not_sent_it_again(client, network):
    mark = client.get(f"{PAGE}.zip")["ETag"]
    assert client.get(f"{PAGE}.zip", headers={"if-none-match": mark}).status_code == 304


@pytest.mark.parametrize("address", ["/observatory/2026-W11.zip", "/api/v1/observatory/2026-W11.zip",
                                     "/observatory/2026-W10.doc", "/observatory/2026-W11.bib"])  # fmt: skip
def test_what_was_not_published_cannot_be_fetched(client, network, address):
    assert client.get(address).status_code == 404


def test_a_report_is_cited_in_words_and_for_reference_managers(client, network, settings):
    settings.NETWORK_NAME, settings.SITE_URL = "Rivers & Hills", "https://rivers.example/"
    address, year = "https://rivers.example/observatory/2026-W10/", network.published_at.year
    page = body(client.get(f"{PAGE}/")).decode()
    assert f"Rivers &amp; Hills ({year}): Observatory: Week 10 of 2026. Data set, version 1.0.0" in page
    assert address in page
    bib = body(client.get(f"{PAGE}.bib")).decode()
    assert "author = {{Rivers \\& Hills}}," in bib
    assert f"url = {{{address}}}," in bib
    ris = body(client.get(f"{PAGE}.ris")).decode().split("\r\n")
    assert (ris[0], ris[-2:]) == ("TY  - DATA", ["ER  - ", ""])
    assert f"UR  - {address}" in ris
    (item,) = json.loads(body(client.get(f"{PAGE}.csl")))
    assert (item["type"], item["URL"], item["version"]) == ("dataset", address, "1.0.0")
    assert client.get(f"{API}/").json()["citation"] == item


def test_nothing_to_show_is_a_package_all_the_same(client):
    a_network_report()
    files = opened(body(client.get(f"{PAGE}.zip")))
    assert files["data/network.csv"] == b"outcome,enrolments,as_of\r\n"
