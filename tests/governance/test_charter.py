"""A charter's articles keep their numbers, hold from their day, and change by decision alone."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.models import Decision
from communities.governance.queries import value_of
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
HERE = "/c/north/charter/"
API = "/api/v1/c/north/charter/"
CHANGE = "/c/north/settings/charter/change/"


def an_article(number, title="", text="", holds_from=None, **others):
    titles, texts = {"en": title or f"Title {number}"}, {"en": text or f"Text {number}."}
    for code, (its_title, its_text) in others.items():
        titles[code], texts[code] = its_title, its_text
    return {"number": number, "title": titles, "text": texts, "from": holds_from}


def a_charter(community, *articles, audience="public"):
    with in_community(community.pk):
        value = {"audience": audience, "articles": list(articles)}
        return decide_setting("charter", value, by=a_keyholder(community).person, reason="We agreed.")


@pytest.fixture
def north():
    a_charter(a_community("south"), an_article(1, "Only theirs"))
    return a_community("north")


def days(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_anyone_reads_the_charter_of_a_public_community(north):
    a_charter(north, an_article(1, "What we are for", "We learn **together**."))
    page = a_browser().get(HERE)
    assert "<strong>together</strong>" in page.content.decode()
    assert 'id="article-1"' in page.content.decode()
    assert "Only theirs" not in text_of(page)
    assert "decision" not in text_of(page).lower().replace("only a decision", "")


def test_members_alone_read_it_when_they_say_so(north):
    a_charter(north, an_article(1), audience="members")
    assert [a_browser(who).get(HERE).status_code for who in (None, a_person("zoe"), a_member(north, "ann"))] == [
        404, 404, 200,
    ]  # fmt: skip
    assert [an_api(who).get(API).status_code for who in (None, a_person("zoe"), a_member(north, "bo"))] == [
        404,
        404,
        200,
    ]
    assert a_browser().get(f"{HERE}charter.md").status_code == 404


def test_strangers_see_no_versions_and_no_names(north):
    a_charter(north, an_article(1))
    for address in ("versions/", "versions/2/", "compare/?from=2&to=2", "articles/1/"):
        assert a_browser(a_person("zoe")).get(HERE + address).status_code == 404
    for address in ("versions/", "versions/2/", "compare/?older=2&newer=2"):
        assert an_api(a_person("zoe")).get(API + address).status_code == 404


def test_what_they_write_harms_nobody(north):
    a_charter(north, an_article(1, "<script>x</script>", "<script>alert(1)</script> [x](javascript:alert(1))"))
    page = a_browser().get(HERE).content.decode()
    assert "<script>x" not in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_an_article_of_a_later_day_leaves_the_old_wording_in_force(north):
    a_charter(north, an_article(1, text="Old words."), an_article(2))
    a_charter(north, an_article(1, text="New words.", holds_from=days(9)), an_article(2))
    a_charter(
        north,
        an_article(1, text="New words.", holds_from=days(9)),
        an_article(2, text="Else."),
        an_article(3, holds_from=days(1)),
    )
    told = an_api().get(API).json()
    assert [
        (one["number"], one["now"] and one["now"]["text"]["en"], one["coming"] and one["coming"]["text"]["en"])
        for one in told
    ] == [(1, "Old words.", "New words."), (2, "Else.", None), (3, None, "Text 3.")]
    page = text_of(a_browser().get(HERE))
    assert "Old words." in page
    assert "Another wording holds from" in page
    assert "Decided, and coming" in page


def test_a_day_that_has_come_is_in_force(north):
    a_charter(north, an_article(1, text="Old words."))
    a_charter(north, an_article(1, text="New words.", holds_from=days(0)))
    assert [one["now"]["text"]["en"] for one in an_api().get(API).json()] == ["New words."]


def test_a_number_is_never_given_again(north):
    a_charter(north, an_article(1), an_article(2), an_article(3))
    a_charter(north, an_article(1), an_article(3))
    with pytest.raises(Refused, match="Article 2 was another one once.*Number 4 is free"):
        a_charter(north, an_article(1), an_article(2), an_article(3))
    a_charter(north, an_article(1), an_article(3, "Changed"), an_article(4))
    with in_community(north.pk):
        assert [one["number"] for one in value_of("charter")["articles"]] == [1, 3, 4]


def test_the_page_gives_a_new_article_the_next_number_also_after_one_went(north):
    a_charter(north, an_article(1), an_article(2))
    a_charter(north, an_article(1))
    page = a_browser(a_keyholder(north)).post(CHANGE, {"add": "new", "audience": "public", "instead_of": 3})
    assert page.status_code == 200
    assert "Article 3" in text_of(page)


def test_one_article_is_written_at_a_time_and_the_whole_is_looked_at_and_decided(north):
    a_charter(north, an_article(1), an_article(2))
    browser = a_browser(a_keyholder(north))
    first = browser.get(f"{CHANGE}?add=article:1")
    assert 'name="text-en"' in first.content.decode()
    given = {"audience": "public", "instead_of": "2", "open": "1", "title-en": "Title 1", "text-en": "Better."}
    second = browser.post(CHANGE, {**given, "add": "article:2"})
    patch = second.context["form"].draft.sent()[0][1]
    assert json.loads(patch)["1"]["text"] == {"en": "Better."}
    given = {
        "audience": "public",
        "instead_of": "2",
        "patch": patch,
        "open": "2",
        "title-en": "Title 2",
        "text-en": "Shorter.",
    }
    look = browser.post(CHANGE, {**given, "look": ""})
    assert look.status_code == 200
    page = text_of(look)
    assert ("Better" in page, "Shorter" in page) == (True, True)
    carried = dict(look.context["carried"])
    decided = browser.post(CHANGE, {**carried, "instead_of": "2", "decide": "", "reason": "Clearer."})
    assert decided.status_code == 302
    with in_community(north.pk):
        assert [one["text"]["en"] for one in value_of("charter")["articles"]] == ["Better.", "Shorter."]
        assert Decision.objects.count() == 3


def test_taking_out_and_leaving_in(north):
    a_charter(north, an_article(1), an_article(2))
    browser = a_browser(a_keyholder(north))
    gone = browser.post(CHANGE, {"add": "drop:2", "audience": "public", "instead_of": "2"})
    assert [line.state for line in gone.context["form"].lines()] == ["", "gone"]
    patch = gone.context["form"].draft.sent()[0][1]
    back = browser.post(CHANGE, {"add": "back:2", "audience": "public", "instead_of": "2", "patch": patch})
    assert [line.state for line in back.context["form"].lines()] == ["", ""]
    look = browser.post(CHANGE, {"look": "", "audience": "public", "instead_of": "2", "patch": patch})
    assert "Text 2." in text_of(look)


@pytest.mark.parametrize(
    "patch", ["x", "[]", '{"x": 1}', '{"1": {"title": 3}}', "9" * 5000, '{"1": []}', "[" * 100_000]
)
def test_a_patch_that_no_page_wrote_is_no_fault_of_ours(north, patch):
    answer = a_browser(a_keyholder(north)).post(CHANGE, {"look": "", "audience": "public", "patch": patch, "open": "²"})
    assert answer.status_code == 422


def test_what_is_wrong_with_an_article_names_it(north):
    given = {
        "look": "",
        "audience": "public",
        "instead_of": "1",
        "open": "1",
        "title-en": "Only a title",
        "text-en": "",
    }
    answer = a_browser(a_keyholder(north)).post(CHANGE, given)
    assert answer.status_code == 422
    assert "Article 1: In English it needs both a title and a text." in text_of(answer)


@pytest.mark.parametrize(
    "articles",
    [
        "x", [3], [{"number": 0, "title": {"en": "a"}, "text": {"en": "b"}}], [{"number": True}], [{"number": 1}],
        [{"number": 1, "title": {"xx-nope": "a"}, "text": {"xx-nope": "b"}}],
        [{"number": 1, "title": {"en": "a"}, "text": {"en": "b"}, "from": "soon"}],
        [an_article(1), an_article(1)], [{**an_article(1), "more": 1}], [{"number": 1, "title": "a", "text": "b"}],
    ],
)  # fmt: skip
def test_a_charter_that_is_none_is_refused(north, articles):
    api = an_api(a_keyholder(north))
    given = {"value": {"audience": "public", "articles": articles}, "reason": "x"}
    assert api.put("/api/v1/c/north/settings/charter/", given, "json").status_code == 400


def test_a_reader_sees_their_language_and_is_told_when_it_is_missing(north):
    a_charter(
        north,
        an_article(1, es=("Para qué", "Aprender juntos.")),
        an_article(2),
        an_article(3, ar=("لماذا", "نتعلم معاً.")),
    )
    page = a_browser().get(f"{HERE}?language=es")
    assert "Aprender juntos." in text_of(page)
    assert text_of(page).count("Not written in Spanish yet; shown in English.") == 2
    arabic = a_browser().get(f"{HERE}?language=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in arabic
    assert "## Article 2. Title 2\n\nText 2." in a_browser().get(f"{HERE}charter.md").content.decode()


def test_any_two_versions_are_compared_word_by_word(north):
    a_charter(north, an_article(1, text="Two thirds agree."), an_article(2), an_article(3))
    a_charter(north, an_article(1, text="Three quarters agree."), an_article(2), an_article(3))
    a_charter(north, an_article(1, text="Three quarters agree."), an_article(2))
    member = a_member(north, "ann")
    browser, ann = a_browser(member), an_api(member)
    page = browser.get(f"{HERE}compare/?from=2&to=4").content.decode()
    assert "<del>Two thirds</del><ins>Three quarters</ins> agree." in page
    assert "2 articles are different, 1 is as it was" in text_of(browser.get(f"{HERE}compare/?from=2&to=4"))
    told = ann.get(f"{API}compare/?older=2&newer=4").json()
    assert [(one["number"], one["after"] is None) for one in told] == [(1, False), (3, True)]
    assert browser.get(f"{HERE}compare/?from=1&to=9").status_code == 404
    assert browser.get(f"{HERE}compare/?from=x&to={'9' * 40}").status_code == 404
    assert ann.get(f"{API}compare/?older=2&newer=99").status_code == 404
    assert ann.get(f"{API}versions/3/").json()[0]["text"] == {"en": "Three quarters agree."}
    assert [one["decision"] for one in ann.get(f"{API}versions/").json()] == [4, 3, 2, 1]
    assert browser.get(f"{HERE}versions/3/").status_code == 200
    assert "article 3 taken out" in text_of(browser.get(f"{HERE}versions/"))


def test_each_article_has_its_history(north):
    a_charter(north, an_article(1, text="Two thirds agree."), an_article(2))
    a_charter(north, an_article(1, text="Two thirds agree."), an_article(2, text="Else."))
    a_charter(north, an_article(2, text="Else."))
    browser = a_browser(a_member(north, "ann"))
    assert [one["decision"].number for one in browser.get(f"{HERE}articles/1/").context["turns"]] == [4, 2]
    assert "Its number is not given again" in text_of(browser.get(f"{HERE}articles/1/"))
    assert [one["decision"].number for one in browser.get(f"{HERE}articles/2/").context["turns"]] == [3, 2]
    assert browser.get(f"{HERE}articles/7/").status_code == 404


def test_its_amendment_has_a_decision_rule_of_its_own(north):
    a_rule(north, "charter", method="qualified_majority")
    with pytest.raises(Refused, match="The charter: nobody decides this alone"):
        a_charter(north, an_article(1))
    browser = a_browser(a_keyholder(north))
    assert "Propose a change" in text_of(browser.get(HERE))
    assert browser.get(CHANGE)["Location"] == "/c/north/settings/charter/propose/"
    given = {"audience": "public", "open": "1", "title-en": "Our purpose", "text-en": "To learn.", "body": "Because."}
    made = browser.post("/c/north/settings/charter/propose/", {**given, "decide": "", "instead_of": "1"})
    assert made.status_code == 302
    assert "To learn." in text_of(browser.get(made["Location"]))


@pytest.mark.parametrize("address", [HERE, f"{HERE}versions/", f"{HERE}articles/1/", API, f"{API}versions/"])
def test_the_pages_ask_the_same_for_one_article_as_for_thirty(north, address):
    founder = a_keyholder(north)
    client = an_api(founder) if address.startswith("/api") else a_browser(founder)
    a_charter(north, an_article(1))
    a_charter(north, an_article(1, "Better"))
    with_one = queries(client, address)
    for turn in range(5):
        a_charter(north, *(an_article(number, text=f"Turn {turn}.") for number in range(1, 31)))
    assert queries(client, address) == with_one
