"""The chart of accounts a community begins with, as its founder chooses; and what may be chosen is checked."""

import pytest
from django.utils.translation import override

from communities.governance.founding import found_community
from communities.models import Community
from funding.actions import take_template
from funding.chart_templates import TEMPLATES
from funding.models import Account, ChartLine
from funding.usual import USUAL
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "learning", "name": "Alder Bridge", "languages": "español", "country": "CO", "hue": 150}


def own_lines(community):
    with in_community(community.pk):
        return list(ChartLine.objects.filter(usual="").order_by("number").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("chosen", "template"), [("", None), ("fitting", "cooperative"), ("network", "network"), ("school", "school")]
)
def test_the_founder_chooses_the_lines_in_the_communitys_language(chosen, template):
    south = a_community("south")
    browser = a_browser(a_person("ann"))
    assert browser.post("/found/", GIVEN | {"begin_chart": chosen}).status_code == 302
    made = Community.objects.get(slug="alder-bridge")
    lines = own_lines(made)
    with override("es"):
        assert set(lines) == {str(one.name) for one in (TEMPLATES[template].lines if template else ())}
    assert "Rent" not in lines
    with in_community(made.pk):
        assert ChartLine.objects.count() == len(lines) + len(USUAL)
        assert Account.objects.filter(line__usual="").count() == len(lines)
    assert own_lines(south) == []


def test_the_page_suggests_what_fits_and_says_so():
    page = a_browser(a_person("ann")).get("/found/")
    assert '<option value="fitting" selected>' in page.content.decode()
    assert "Lines can be added, renamed and retired" in text_of(page)


def test_the_api_takes_it_and_refuses_what_there_is_not():
    ann = an_api(a_person("ann"))
    body = {"slug": "north", "kind": "school", "beginnings": {"chart": "fitting"}}
    assert ann.post("/api/v1/communities/", body, format="json").status_code == 201
    north = Community.objects.get(slug="north")
    assert len(own_lines(north)) == len(TEMPLATES["school"].lines)
    for wrong in ({"chart": "none"}, {"choir": "x"}):
        answer = ann.post("/api/v1/communities/", {"slug": "west", "beginnings": wrong}, format="json")
        assert answer.status_code == 409
    assert not Community.objects.filter(slug="west").exists()


def test_another_template_can_be_added_later_and_what_is_not_used_retired():
    north = found_community(a_person("ann"), slug="north", beginnings={"chart": "school"})
    with in_community(north.pk):
        take_template("cooperative")
        assert ChartLine.objects.filter(name="Members’ dues").exists()
    with pytest.raises(Refused):
        found_community(a_person("bo"), slug="east", beginnings={"chart": "none"})
