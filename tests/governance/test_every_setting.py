"""Every declared setting, by every way that names one and by the database itself: without a decision, nothing changes.

Whoever declares a setting is tested here without adding a line."""

import json
from uuid import uuid4

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.db import DatabaseError, connection, transaction
from django.urls import NoReverseMatch, get_resolver, reverse

from communities.governance.actions import decide_setting
from communities.governance.kinds import KINDS
from communities.governance.models import Decision, Setting
from communities.governance.queries import in_force
from communities.governance.record.chain import head
from communities.governance.record.verify import faults
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
EVERY = sorted(KINDS)
OTHER = {  # a value that is not the one founded with; whoever declares a setting adds one
    "identity": {
        "name": "Theirs", "purpose": "x", "place": "", "country": "", "latitude": "3.45", "longitude": "-76.5", "hue": 45,
        "visibility": "public", "logo": None,
    },
    "languages": ["fr"],
    "calendar": {"time_zone": "Asia/Tokyo", "terms": [], "holidays": []},
    "mastery_scale": [{"name": "No", "from": 0}, {"name": "Yes", "from": 50}],
    "roles": {"learner": []},
    "decision_rules": None,  # made from those in force
    "charter": {"audience": "members", "articles": []},
    "reports": {"shares_reports": False},
    "figures": {"policymakers": ["attendance"], "public": []},
    "reporting": {
        "daily": "at-once", "weekly": "", "termly": "reviewed", "yearly": "", "asked": "at-once", "year_starts": 9,
    },
    "equity": {"asks": ["gender"]},
    "money": {"currency": "JPY"},
    "admissions": {"order": "lottery", "groups": [], "answer_days": 3},
    "recognition": {"sources": [], "at_least": 1, "years": None},
    "sharing": {"licence": "CC0-1.0", "share": False, "reviewers": 2},
    "spending": {"two_from": 100, "receipt_from": 50, "decide_from": 900, "days": 60, "currency": "EUR"},
    "budget_alerts": {"first": 50, "second": None},
    "receipts": {"registration": "RC 1", "signed_by": "Ann", "title": "", "words": ""},
    "hardship": {"free_place": False, "two_people": True, "situations": [{"situation": "No work", "percent": 50}]},
    "enrolment": {"takes_learners": False},
    "openness": {"figures": "closed", "entries": True, "budgets": False, "grants": False, "expenses": True, "donations": True},
    "retention": {"attendance": 1, "evidence": 1, "marks": 1, "places": 1, "applications": None},
}  # fmt: skip


def another_value(key):
    if key == "decision_rules":
        rules = in_force(key).value
        return {**rules, "role": {**rules["role"], "voting_hours": 99}}
    return OTHER[key]


@pytest.fixture
def north():
    a_community("south")
    return a_community("north")


def state(community):
    """All that is in force, and the record's end."""
    with in_community(community.pk):
        community.refresh_from_db()
        face = {key: kind.shown(community) for key, kind in KINDS.items() if kind.shown}
        return {key: in_force(key).value for key in KINDS}, face, head(), list(faults())


def named_by_a_key():
    """The addresses of pages and endpoints that name a setting, as the site has them."""
    found = get_resolver().reverse_dict
    return sorted(
        name for name in found if isinstance(name, str) and name.startswith(("governance-", "api-governance-"))
        and any("key" in params for _path, params in found.getlist(name)[0][0])
    )  # fmt: skip


def test_every_setting_is_tried_with_another_value_and_every_address_is_known():
    assert OTHER.keys() == KINDS.keys()
    names = {n for n in named_by_a_key() if "template" not in n}
    assert {"governance-setting", "governance-change-setting", "governance-propose-setting",
            "api-governance-setting"} <= names  # fmt: skip


@pytest.mark.parametrize("key", EVERY)
def test_no_address_changes_it_for_whom_it_is_not_entrusted(north, key):
    before = state(north)
    with in_community(north.pk):
        value = another_value(key)
    people = [
        None,
        a_person("zoe"),
        a_keyholder(Community.objects.get(slug="south")),
        a_member(north, "ann", "teacher", "learner"),
    ]
    for name in named_by_a_key():
        try:
            address = reverse(name, kwargs={"slug": "north", "key": key})
        except NoReverseMatch:
            continue
        for who in people:
            client = an_api(who) if name.startswith("api") else a_browser(who)
            body = {"value": value, "reason": "Mine.", "body": "x", "instead_of": 1}
            for method in ("put", "patch", "delete"):
                answer = client.generic(method.upper(), address, json.dumps(body), "application/json")
                assert answer.status_code >= 300, (name, method, who)
            client.post(address, {"look": "", "reason": "Mine.", "body": "x"})  # anyone who may propose may look
            assert client.post(address, {"decide": "", "reason": "Mine.", "body": "x"}).status_code >= 300, (name, who)
    assert state(north) == before


@pytest.mark.parametrize("key", EVERY)
def test_nobody_decides_it_alone_where_it_is_not_entrusted(north, key):
    founder = a_keyholder(north)
    with in_community(north.pk):
        value = another_value(key)
    a_rule(north, KINDS[key].matter, method="simple_majority")
    before = state(north)
    with in_community(north.pk), pytest.raises(Refused, match="nobody decides this alone"):
        decide_setting(key, value, by=founder.person, reason="I keep the keys.")
    address = f"/api/v1/c/north/settings/{key}/"
    assert an_api(founder).put(address, {"value": value, "reason": "Mine."}, "json").status_code == 409
    page = a_browser(founder).post(f"/c/north/settings/{key}/change/", {"decide": "", "reason": "Mine."})
    assert page.status_code in (302, 422)
    assert state(north) == before


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("way", ["no decision", "no such decision", "another community's decision", "update", "delete"])
def test_the_database_itself_refuses(north, key, way):
    before = state(north)
    with in_community(Community.objects.get(slug="south").pk):
        foreign = Decision.objects.get().pk
    with in_community(north.pk):
        row = Setting.objects.get(key=key)
        insert = (
            "INSERT INTO governance_setting (id, community_id, key, value, decision_id) VALUES (%s, %s, %s, '{}', %s)"
        )
        tries = {
            "no decision": (insert, [uuid4(), north.pk, key, None]),
            "no such decision": (insert, [uuid4(), north.pk, key, uuid4()]),
            "another community's decision": (insert, [uuid4(), north.pk, key, foreign]),
            "update": ("UPDATE governance_setting SET value = '{}' WHERE id = %s", [row.pk]),
            "delete": ("DELETE FROM governance_setting WHERE id = %s", [row.pk]),
        }
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*tries[way])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert state(north) == before


@pytest.mark.parametrize("key", [key for key in EVERY if KINDS[key].shown])
def test_a_face_that_was_changed_without_a_decision_is_found(north, key):
    with in_community(north.pk):
        KINDS[key].show(north, another_value(key))
        north.save()
        assert [one for one in faults() if one.startswith(f"setting {key}:")] != []


@pytest.mark.parametrize("key", EVERY)
def test_no_command_of_ours_takes_a_setting(key):
    """None of the commands that the project adds has an option that names one."""
    ours = {name: app for name, app in get_commands().items() if str(app).split(".")[0] in (
        "communities", "curriculum", "learners", "funding", "evaluation", "demo", "accounts", "files", "jobs", "tenancy",
    )}  # fmt: skip
    for name, app in ours.items():
        parser = load_command_class(app, name).create_parser("manage.py", name)
        options = {option for action in parser._actions for option in (action.dest, *action.option_strings)}
        assert {key, f"--{key}", "setting", "settings_key"}.isdisjoint(options), name


def test_proving_changes_nothing(north):
    before = state(north)
    call_command("verify_decisions", "north", verbosity=0)
    assert state(north) == before
