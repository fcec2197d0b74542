"""The record is downloaded by members and checked by a program of its own; it is one unbroken chain."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from communities.governance.actions import decide, decide_setting, grant_role
from communities.governance.record.chain import head, record_lines
from communities.governance.record.check_record import canonical, faults, hash_of
from communities.governance.record.verify import faults as faults_of_rows
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
LIST = "/c/north/decisions/"
PAGE = "/c/north/decisions/record.jsonl"
API = "/api/v1/c/north/decisions/record/"
CHECKER = "/c/north/decisions/check_record.py"


@pytest.fixture
def north():
    south = a_community("south")
    with in_community(south.pk):
        decide_setting("reports", {"shares_reports": False}, by=a_keyholder(south).person, reason="The southern way.")
    north = a_community("north")
    by = a_keyholder(north).person
    with in_community(north.pk):
        decide_setting("languages", ["en", "pl"], by=by, reason='“Zażółć” – a\ttab, a "quote", \\ and 😀\n')
    ann = a_member(north, "ann")
    with in_community(north.pk):
        grant_role(ann, role="teacher", by=by, reason="So.")
    return north


@pytest.fixture
def check(tmp_path, north):
    """Runs the downloaded program by itself on a record's lines: exit code and what it says."""
    program = tmp_path / "check_record.py"
    program.write_bytes(body_of(a_browser(a_keyholder(north)).get(CHECKER)))

    def run(lines, *noted):
        (tmp_path / "record.jsonl").write_bytes(b"".join(line.encode("utf-8", "surrogateescape") for line in lines))
        done = subprocess.run(
            [sys.executable, "-I", program, tmp_path / "record.jsonl", *noted],
            capture_output=True, text=True, check=False, cwd=tmp_path, env={"PYTHONUTF8": "1"},
        )  # fmt: skip
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    return run


def body_of(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def download(north, address=PAGE):
    client = an_api(a_keyholder(north)) if address == API else a_browser(a_keyholder(north))
    return body_of(client.get(address)).decode().splitlines(keepends=True)


def test_page_and_api_give_the_same_record_of_this_community_alone(north):
    lines = download(north)
    assert download(north, API) == lines
    first, *decisions = map(json.loads, lines)
    assert first["slug"] == "north"
    assert [one["number"] for one in decisions] == [1, 2, 3]
    assert {one["community"] for one in [first, *decisions]} == {str(north.pk)}
    assert (first["decisions"], first["head"]) == (3, decisions[-1]["hash"])
    assert str(a_keyholder(north).person_id) not in "".join(lines)
    assert "southern" not in "".join(lines)


@pytest.mark.parametrize("address", [PAGE, API, CHECKER])
def test_strangers_get_none_of_it(north, address):
    make = an_api if address == API else a_browser
    assert make().get(address).status_code == (401 if address == API else 302)
    assert make(a_person("zoe")).get(address).status_code == 404
    assert make(a_member(a_community("west"), "wes")).get(address).status_code == 404
    assert make(a_member(north, "lea", "learner")).get(address).status_code == 200


def test_an_intact_record_is_proved_by_the_program(north, check):
    lines = download(north)
    assert check(lines) == (0, ["Every decision is what was sealed, in its place, none missing."])
    assert check(lines, *(json.loads(line)["hash"] for line in lines[1:]))[0] == 0


def changed(line, **said):
    return canonical(json.loads(line) | said) + "\n"


def resealed(line, **said):
    decision = json.loads(line) | said
    return canonical(decision | {"hash": hash_of(decision)}) + "\n"


def test_every_member_of_a_decision_is_sealed(north, check):
    head_line, one, two, three = download(north)
    for member, value in json.loads(two).items():
        other = value + 1 if isinstance(value, int) else [] if isinstance(value, list) else f"{value}x"
        code, said = check([head_line, one, changed(two, **{member: other}), three])
        name = 3 if member == "number" else 2
        assert (code, f"line 3: decision {name} is not what was sealed: its hash does not fit what it says" in said) == (
            1, True,
        ), member  # fmt: skip


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda h, a, b, c: [h, a, c], "line 3: decision 2 is missing: decision 3 stands in its place"),
        (lambda h, a, b, c: [h, b, c], "line 2: decision 1 is missing: decision 2 stands in its place"),
        (lambda h, a, b, c: [h, a, c, b], "line 3: decision 2 is missing: decision 3 stands in its place"),
        (lambda h, a, b, c: [h, a, b, b, c], "line 4: decision 3 is missing: decision 2 stands in its place"),
        (lambda h, a, b, c: [h, a, b], "the end: line 1 says 3 decisions, the last of them sealed {head}"),
        (lambda h, a, b, c: [h], "the end: line 1 says 3 decisions, the last of them sealed {head}"),
        (
            lambda h, a, b, c: [h, a, resealed(b, reason="x"), c],
            "line 4: decision 3 does not follow the decision before it: the hash of that one is not the one it names",
        ),
        (lambda h, a, b, c: [h, a, b.replace(",", ", ", 1), c], "line 3: not written as a record is; after decision 1"),
        (lambda h, a, b, c: [h, a, "{\n", c], "line 3: not written as a record is; after decision 1"),
        (lambda h, a, b, c: [h, a, '{"number":2.5}\n', c], "line 3: not written as a record is; after decision 1"),
        (lambda h, a, b, c: [a, b, c], "line 1: this is no record in the format rhizome-decisions-1"),
        (lambda h, a, b, c: [], "line 1: this is no record in the format rhizome-decisions-1"),
        (lambda h, a, b, c: [h, a, b, "\udcff"], "line 4: not written as a record is; after decision 2"),
    ],
)
def test_whatever_was_done_to_a_record_is_named_with_its_place(north, check, tamper, said):
    lines = download(north)
    code, told = check(tamper(*lines))
    assert (code, said.format(head=json.loads(lines[-1])["hash"]) in told) == (1, True), told


def test_a_record_cut_off_or_written_anew_shows_against_a_noted_hash_alone(north, check):
    head_line, one, two, three = download(north)
    noted = json.loads(three)["hash"]
    short = changed(head_line, decisions=2, head=json.loads(two)["hash"])
    assert check([short, one, two])[0] == 0
    assert check([short, one, two], noted) == (
        1, [f"the end: no decision bears the noted hash {noted}; the record was cut off or written anew"],
    )  # fmt: skip


def test_the_program_says_that_there_is_no_file(check, tmp_path):
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "check_record.py", "nothing"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "There is no file nothing.\n")


def test_the_one_way_to_write_is_the_documented_one():
    assert canonical({"é": "é\u2028😀\x7f", "a": '\b\t\n\f\r\x1f"\\/', "B": [1, -2, True, None, {}]}) == (
        '{"B":[1,-2,true,null,{}],"a":"\\b\\t\\n\\f\\r\\u001f\\"\\\\/","é":"é\u2028😀\x7f"}'
    )
    assert hash_of({"number": 1, "hash": "x"}) == "3d6a916e86efba9105154ea95dda8d8da47df173d931c23e7a346c7babd81a3e"


@pytest.mark.parametrize("value", [1.0, [float("nan")], {"a": 2**53}, [{"a": [-(2**53)]}]])
def test_fractions_and_numbers_too_large_are_never_sealed(north, value):
    by = a_keyholder(north).person
    with in_community(north.pk), pytest.raises(ValueError, match="can be sealed"):
        decide(by=by, kind="role", title="x", changes=[{"what": "x", "value": value}])


def test_the_page_shows_where_the_record_ends_and_how_to_check_it(north):
    browser = a_browser(a_member(north, "lea", "learner"))
    page = text_of(browser.get(LIST))
    with in_community(north.pk):
        number, hash_ = head()
    assert f"this line of decision {number} can tell" in page
    assert hash_ in page
    assert "python3 check_record.py north-decisions.jsonl" in page
    assert hash_ in text_of(browser.get(f"{LIST}3/"))


@pytest.mark.parametrize("address", [PAGE, API])
def test_a_download_asks_the_same_for_three_as_for_thirty(north, address):
    founder = a_keyholder(north)

    def asked():
        client = an_api(founder) if address == API else a_browser(founder)
        return queries(client, address)

    with_few = asked()
    with in_community(north.pk):
        for number in range(27):
            decide_setting("reports", {"shares_reports": number % 2 == 1}, by=founder.person, reason="Why not?")
    assert asked() == with_few


def test_the_documented_changes_are_those_in_use():
    readme = (Path(__file__).parents[2] / "communities/governance/record/README.md").read_text()
    for what in ("founded", "setting", "role given", "role ended", "membership ended"):
        assert f"`{what}`" in readme


@pytest.mark.django_db(transaction=True)
def test_twenty_decisions_at_once_make_one_unbroken_chain():
    north, south = a_community("north"), a_community("south")
    by, start = a_keyholder(north).person, Barrier(20)

    def decide_it(number):
        try:
            start.wait(20)
            with in_community(north.pk):
                languages = ["en", "es", "pl"][: 1 + number % 3]
                decide(by=by, kind="setting", title=f"Number {number}", settings={"languages": languages})
        finally:
            connection.close()

    threads = [Thread(target=decide_it, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with in_community(north.pk):
        lines = list(record_lines())
        assert list(faults_of_rows()) == []
    assert list(faults(lines)) == []
    assert json.loads(lines[0])["decisions"] == 21
    with in_community(south.pk):
        assert head().number == 1
