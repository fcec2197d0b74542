"""Each template founds a community whose charter says what its decision rules do."""

import re

import pytest

from communities.governance.actions import decide_setting
from communities.governance.charter.articles import articles_of
from communities.governance.charter.templates import FOLDER, KEYS, template_called
from communities.governance.charter.templates.figures import written
from communities.governance.founding import found_community
from communities.governance.kinds.decision_rules import refuse_empty_electorate
from communities.governance.models import Decision
from communities.governance.queries import rule_in_force, value_of
from communities.governance.record.verify import faults
from communities.governance.rules import MATTERS
from communities.models import Community, Membership
from communities.roles import PERMISSIONS, effective
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db
FOUNDED = {"kind": "school", "name": "Alder Bridge", "languages": "English, Spanish", "country": "IE", "hue": 150}
DECIDED = ("charter", "rules", "role", "membership", "setting")


def a_community_from(key, languages=("en", "es")):
    a_community("south")
    template, choices = template_called(key), {"languages": list(languages)}
    return found_community(a_person("ann"), slug="north", kind=template.kind, choices=choices, template=key)


@pytest.mark.parametrize("key", KEYS)
def test_it_founds_a_community_by_one_decision(key):
    north = a_community_from(key)
    with in_community(north.pk):
        assert Decision.objects.count() == 1
        assert Membership.objects.get().roles == template_called(key).founder
        assert 10 <= len(value_of("charter")["articles"]) <= 16
        assert all(set(one["text"]) == {"en", "es"} for one in value_of("charter")["articles"])
        assert list(faults()) == []


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_articles_say_what_the_rules_in_force_do(key, language):
    """A matter that is voted on is told of with its own figures, read back from the community that was founded."""
    north = a_community_from(key)
    source = (FOLDER / f"{key.replace('-', '_')}.{language}.md").read_text()
    with in_community(north.pk):
        said = " ".join(one.text[language] for one in articles_of(value_of("charter"))).casefold()
        for matter in DECIDED:
            rule = rule_in_force(matter)
            told = re.findall(rf"\{{{matter}\.(\w+)\}}", source)
            needed = {"talk", "quorum"} | ({"threshold"} if rule.method == "qualified_majority" else set())
            if rule.is_entrusted or matter == "rules":
                needed = set()
            if matter == "role" and "talk" not in told:
                needed -= {"talk"}
            assert needed <= set(told), (matter, told)
            assert all(written(rule, part, language).casefold() in said for part in told)
        assert rule_in_force("rules") == rule_in_force("charter")
        assert "{" not in said


@pytest.mark.parametrize("key", KEYS)
def test_its_founder_can_propose_and_vote_on_everything_from_the_first_day(key):
    north = a_community_from(key)
    with in_community(north.pk):
        founder = Membership.objects.get()
        rules = [rule_in_force(matter) for matter in MATTERS]
        assert all(
            rule.is_entrusted or (rule.may_propose(founder) and set(rule.electorate) & set(founder.roles))
            for rule in rules
        )
        refuse_empty_electorate(north, value_of("decision_rules"))


@pytest.mark.parametrize("key", KEYS)
def test_its_charter_changes_by_its_rule_alone(key):
    north = a_community_from(key)
    with in_community(north.pk), pytest.raises(Refused, match="nobody decides this alone"):
        decide_setting("charter", {"audience": "public", "articles": []}, by=a_person("ann"), reason="Mine.")


@pytest.mark.parametrize("key", KEYS)
def test_its_roles_name_permissions_that_there_are(key):
    north = a_community_from(key)
    with in_community(north.pk):
        assert {code for codes in value_of("roles").values() for code in codes} <= PERMISSIONS.keys()
        keyholder = effective(["administrator"], value_of("roles"))
    assert {"communities.manage_people", "governance.decide"} <= keyholder


def test_each_language_has_the_same_articles():
    for key in KEYS:
        lengths = {len(writing.articles) for writing in template_called(key).writings.values()}
        assert len(lengths) == 1, key


def test_a_community_of_another_language_gets_it_in_english():
    north = a_community_from("democratic-school", languages=["pl"])
    with in_community(north.pk):
        assert {code for one in value_of("charter")["articles"] for code in one["text"]} == {"en"}


def test_choices_go_before_the_template():
    rules = {"setting": {"method": "entrusted"}}
    north = found_community(
        a_person("ann"), slug="north", template="democratic-school", choices={"decision_rules": rules}
    )
    with in_community(north.pk):
        assert rule_in_force("setting").is_entrusted
        assert rule_in_force("charter").method == "qualified_majority"


def test_a_template_is_read_before_founding_by_anyone():
    page = text_of(a_browser().get("/found/templates/democratic-school/"))
    assert "The judicial committee" in page
    assert "Who votes: Learner, Teacher" in page
    assert "El comité de justicia" in text_of(a_browser().get("/found/templates/democratic-school/?language=es"))
    assert a_browser().get("/found/templates/weather/").status_code == 404
    keys = [one["key"] for one in an_api().get("/api/v1/community-templates/").json()]
    assert keys == list(KEYS)


def test_page_and_api_found_from_a_template():
    browser = a_browser(a_person("ann"))
    assert 'value="democratic-school"' in browser.get("/found/?template=democratic-school").content.decode()
    assert browser.post("/found/", {**FOUNDED, "template": "democratic-school"}).status_code == 302
    given = {"slug": "west", "template": "school-council", "settings": {"languages": ["es"]}}
    assert an_api(a_person("bo")).post("/api/v1/communities/", given, "json").status_code == 201
    for slug, languages in (("alder-bridge", {"en", "es"}), ("west", {"es"})):
        with in_community(Community.objects.get(slug=slug).pk):
            assert {code for one in value_of("charter")["articles"] for code in one["text"]} == languages
    assert browser.post("/found/", {**FOUNDED, "template": "weather"}).status_code == 422
    assert an_api(a_person("bo")).post("/api/v1/communities/", {"slug": "x", "template": "y"}).status_code == 400
