"""Demos as people run them: several at once, stopped by Ctrl-C, killed, and started again."""

import json
import os
import signal
from contextlib import suppress
from urllib.request import urlopen

import psutil
import pytest

from tests.browser.conftest import Site
from tests.jobs.processes import wait_for

FOUND = """
from accounts.models import Person
from communities.governance.founding import found_community
found_community(Person.objects.create(username="ann"), slug="north", kind="school")
"""


PLANTED = 8  # and one more where another test has founded it


def communities(site):
    with urlopen(f"{site.url}/api/v1/communities/") as answer:
        return {row["slug"] for row in json.load(answer)["results"]}


def started_by(site):
    """Web server, worker and beat, each with its leash, wherever they hang now."""
    return [process for process in psutil.process_iter() if _environment(process).get("SITE_URL") == site.url]


def services_of(site):
    """The servers that work in its data folder."""
    return [process for process in psutil.process_iter() if str(site.folder) in _place(process)]


def _environment(process):
    with suppress(psutil.Error):
        return process.environ()
    return {}


def _place(process):
    with suppress(psutil.Error):
        return process.cwd()
    return ""


@pytest.fixture(scope="module")
def small(a_folder):
    """A data folder with one community, in which nothing needs to be planted."""
    site = Site(a_folder(), start=False)
    site.manage("migrate", "-v", "0")
    site.manage("shell", "-c", FOUND)
    return site.folder


def test_one_of_two_demos_on_the_same_data_ends_and_leaves_the_other_alone(sites):
    first, second = sites
    assert communities(first) == communities(second)
    assert len(communities(first)) >= PLANTED
    assert len(started_by(second)) >= 6
    second.stop()
    assert started_by(second) == []
    assert len(started_by(first)) >= 6
    assert len(communities(first)) >= PLANTED


def test_a_killed_demo_leaves_nothing_in_the_way_of_the_next(site, small):
    killed = Site(small).ready()
    assert communities(killed) == {"north"}
    assert len(communities(site)) >= PLANTED
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.process.wait()
    left = started_by(killed)
    next_one = Site(small, port=killed.port).ready()
    try:
        assert communities(next_one) == {"north"}
        wait_for(lambda: not any(process.is_running() for process in left))
    finally:
        next_one.stop()
    assert (started_by(next_one), services_of(next_one)) == ([], [])
    assert len(communities(site)) >= PLANTED


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers need another user")
def test_servers_of_a_demo_that_root_started_are_another_users(site):
    assert {process.uids().real for process in services_of(site)}.isdisjoint({0})
    assert len(services_of(site)) >= 2
