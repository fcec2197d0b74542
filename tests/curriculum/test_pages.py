import pytest
from django.utils import translation

from curriculum.actions import add_coauthor, archive_curriculum, edit_curriculum, publish_version
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum, Node
from tenancy.scope import in_community
from tests.curriculum.counting import queries
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_pdf, a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north", name="North School")


@pytest.fixture(autouse=True)
def south():
    """What could leak."""
    south = a_community("south")
    a_version(south, "Of the south", subject="Austral studies")
    return south


def signed_in(client, membership):
    client.force_login(membership.person)
    return client


def text(answer):
    return answer.content.decode()


def draft_of(north, **given):
    curriculum = a_curriculum(north, **given)
    return curriculum, f"/c/north/curricula/{curriculum.pk}/"


LADDER = {  # who, then what they get of: the list, a draft's page, its editor, publishing
    "nobody": (302, 302, 302, 302),
    "stranger": (404, 404, 404, 404),
    "teacher of south": (404, 404, 404, 404),
    "learner": (200, 404, 403, 403),
    "teacher": (200, 200, 200, 200),
    "guest": (404, 302, 200, 404),
}


@pytest.mark.parametrize("who", LADDER)
def test_each_rung_of_the_ladder(client, north, south, who):
    curriculum, address = draft_of(north)
    _other, other_address = draft_of(north, title="Other")
    person = {
        "stranger": lambda: a_person("stranger"),
        "teacher of south": lambda: a_teacher(south, "sue").person,
        "learner": lambda: a_member(north, "lea", "learner").person,
        "teacher": lambda: a_teacher(north, "tom").person,
        "guest": lambda: a_person("guest"),
    }.get(who, lambda: None)()
    if person:
        client.force_login(person)
    if who == "guest":
        with in_community(north.pk):
            add_coauthor(curriculum, person=person)
    got = [
        client.get(url).status_code
        for url in ("/c/north/curricula/", address, f"{address}draft/", f"{address}publish/")
    ]
    assert got == list(LADDER[who])
    if who == "guest":
        for page in ("", "draft/", "edit/", "publish/", "authors/"):
            assert client.get(f"{other_address}{page}").status_code == 404
        for page in ("/c/north/people/", "/c/north/settings/"):
            assert client.get(page).status_code == 404


def test_a_guest_writes_on_the_curriculum_and_finds_it_on_their_own_page(client, north, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    curriculum, address = draft_of(north)
    guest = a_person("guest")
    with in_community(north.pk):
        add_coauthor(curriculum, person=guest)
        unit = curriculum.nodes.get(title="Unit 1")
    client.force_login(guest)
    assert f'href="{address}draft/"' in text(client.get("/me/"))
    assert (
        client.post(
            f"{address}parts/new/?in={unit.key}", {"title": "Ours", "body": "Together", "file": a_picture()}
        ).status_code
        == 302
    )
    with in_community(north.pk):
        node = Node.objects.get(title="Ours")
        picture = node.body.split("(")[1].split(")")[0]
    assert client.get(picture).status_code == 200
    assert client.post(f"{address}archive/").status_code == 404
    client.force_login(a_person("stranger"))
    assert client.get(picture).status_code == 404


def test_what_belongs_to_another_community_is_not_found_under_any_address(client, north, south):
    with in_community(south.pk):
        theirs = Curriculum.objects.get()
        key = theirs.nodes.first().key
    client = signed_in(client, a_teacher(north, "tom"))
    for page in ("", "draft/", "edit/", "publish/", "authors/", "versions/1/", "versions/1/to/1/", f"parts/{key}/"):
        assert client.get(f"/c/north/curricula/{theirs.pk}/{page}").status_code == 404, page
    for page in ("archive/", f"parts/{key}/move/up/", f"parts/{key}/delete/", "versions/1/share/"):
        assert client.post(f"/c/north/curricula/{theirs.pk}/{page}").status_code == 404, page
    assert "Of the south" not in text(client.get("/c/north/curricula/"))
    assert "Austral studies" not in text(client.get("/c/north/curricula/new/"))


def test_from_an_empty_page_to_a_published_version(client, north):
    client = signed_in(client, a_teacher(north, "tom"))
    assert "No curriculum yet" in text(client.get("/c/north/curricula/"))
    made = client.post(
        "/c/north/curricula/new/", {"title": "Tides", "language": "Spanish", "licence": "CC-BY-4.0", "subject": "Sea"}
    )
    with in_community(north.pk):
        curriculum = Curriculum.objects.get()
    address = f"/c/north/curricula/{curriculum.pk}/"
    assert (made.status_code, made["Location"], curriculum.language) == (302, f"{address}draft/", "es")
    assert [author["community"] for author in curriculum.authors] == [north.name]
    assert "Start with a unit" in text(client.get(f"{address}draft/"))
    refused = client.post(f"{address}publish/", {"share": "on"})
    assert (refused.status_code, "There is nothing to publish yet" in text(refused)) == (422, True)
    client.post(f"{address}parts/new/?kind=unit", {"title": "Ebb"})
    with in_community(north.pk):
        unit = Node.objects.get()
    client.post(
        f"{address}parts/new/?in={unit.key}", {"title": "Watch the sea", "body": "Look *long*.", "minutes": "45"}
    )
    page = client.get(f"{address}publish/")
    assert "Watch the sea" in text(page)
    published = client.post(f"{address}publish/", {"share": "on", "note": "The first"})
    assert (published.status_code, published["Location"]) == (302, f"{address}versions/1/")
    shown = text(client.get(address))
    assert "Version 1 is shared since" in shown
    assert "<em>long</em>" in text(client.get(f"{address}versions/1/"))
    assert SharedVersion.objects.get(community=north).title == "Tides"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"language": "Klingonish"}, "no language called"),
        ({"age_from": "12", "age_to": "8"}, "below the first age"),
        ({"licence": "MINE"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, north, given, said):
    client = signed_in(client, a_teacher(north, "tom"))
    answer = client.post(
        "/c/north/curricula/new/", {"title": "Tides", "language": "English", "licence": "CC-BY-4.0", **given}
    )
    assert (answer.status_code, said in text(answer)) == (422, True)
    with in_community(north.pk):
        assert Curriculum.objects.count() == 0


def test_a_refused_file_is_named_with_its_reason_and_the_text_stays_in_the_form(client, north, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    curriculum, address = draft_of(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        key = curriculum.nodes.get(title="Activity 1.1").key
    wrong = client.post(
        f"{address}parts/{key}/", {"title": "Anew", "body": "My long text", "file": a_pdf("picture.png")}
    )
    assert (wrong.status_code, "but the file is PDF" in text(wrong), "My long text" in text(wrong)) == (422, True, True)
    right = client.post(f"{address}parts/{key}/", {"title": "Anew", "body": "My long text", "file": a_pdf("sheet.pdf")})
    assert (right.status_code, right["Location"]) == (302, f"{address}parts/{key}/")
    assert "[sheet.pdf](/c/north/files/" in text(client.get(right["Location"]))


def test_a_text_is_previewed_without_script_and_not_kept(client, north):
    curriculum, address = draft_of(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        key = curriculum.nodes.get(title="Activity 1.1").key
    page = client.post(f"{address}parts/{key}/", {"title": "Anew", "body": "So **strong**", "preview": "1"})
    assert (page.status_code, "<strong>strong</strong>" in text(page)) == (200, True)
    with in_community(north.pk):
        assert curriculum.nodes.filter(title="Anew").count() == 0


def test_while_one_writes_the_draft_saves_itself_and_never_over_somebody_else(client, north):
    curriculum, address = draft_of(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        node = curriculum.nodes.get(title="Activity 1.1")
    given = {"save": str(node.key), "title": "Anew", "body": "So **strong**", "seen": node.edited_at.isoformat()}
    first = client.post(f"{address}parts/preview/", given)
    assert "Saved" in text(first)
    with in_community(north.pk):
        assert Node.objects.get(pk=node.pk).title == "Anew"
        seen = Node.objects.get(pk=node.pk).edited_at.isoformat()
    assert f'value="{seen}"' in text(first)
    stale = client.post(f"{address}parts/preview/", {**given, "title": "Over it"})
    assert ("Somebody else" in text(stale), "<strong>strong</strong>" in text(stale)) == (True, True)
    assert "Saved" in text(client.post(f"{address}parts/preview/", {**given, "seen": seen}))
    assert "Saved" not in text(client.post(f"{address}parts/preview/", {**given, "title": "", "seen": seen}))
    assert client.post(f"{address}parts/preview/", {**given, "save": "x"}).status_code == 400


def test_moving_and_taking_out_by_buttons(client, north):
    curriculum, address = draft_of(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        key = curriculum.nodes.get(title="Unit 2").key
    moved = client.post(f"{address}parts/{key}/move/up/")
    assert (moved.status_code, moved["Location"]) == (302, f"{address}draft/#n-{key}")
    assert "cannot be moved further" in text(client.post(f"{address}parts/{key}/move/up/", follow=True))
    assert client.post(f"{address}parts/{key}/move/sideways/").status_code == 404
    assert client.post(f"{address}parts/{key}/delete/").status_code == 302
    with in_community(north.pk):
        assert curriculum.nodes.count() == 3


def test_what_people_write_harms_nobody(client, north):
    curriculum, address = draft_of(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        edit_curriculum(curriculum, title="<script>alert(1)</script>", summary='"><img src=x onerror=alert(2)>')
        node = curriculum.nodes.get(title="Activity 1.1")
    bad = "<script>alert(3)</script> [x](javascript:alert(4)) ![spy](https://elsewhere.example/x.png) ![ok](/c/north/files/01a2132e-167b-7ae1-8f2f-387b19f1c4fb/p.png)"
    client.post(f"{address}parts/{node.key}/", {"title": "<b>x</b>", "body": bad})
    with in_community(north.pk):
        publish_version(curriculum, by=a_teacher(north), share=True)
    pages = [
        address,
        f"{address}draft/",
        f"{address}parts/{node.key}/",
        f"{address}versions/1/?open",
        "/c/north/curricula/",
        "/commons/",
    ]
    pages.append(f"/commons/{SharedVersion.objects.get(community=north).pk}/?open")
    for page in pages:
        shown = text(client.get(page))
        for harm in ("<script>alert", "<img src=x", 'href="javascript', 'src="https://elsewhere', "<b>x</b>"):
            assert harm not in shown, (page, harm)
    assert 'src="/c/north/files/' in text(client.get(f"{address}versions/1/?open"))


def test_two_versions_are_compared(client, north):
    version = a_version(north)
    client = signed_in(client, a_teacher(north, "tom"))
    with in_community(north.pk):
        Node.objects.filter(title="Activity 1.1").update(body="Measure the same pond five ways.")
        publish_version(edit_curriculum(version.curriculum, title="Water anew"), by=a_teacher(north))
    address = f"/c/north/curricula/{version.curriculum_id}/versions"
    shown = text(client.get(f"{address}/1/to/2/"))
    assert "<del>*puddle*</del>" in shown or "<del>" in shown
    assert "pond</ins>" in shown
    assert "Nothing." in text(client.get(f"{address}/1/to/1/"))
    assert client.get(f"{address}/1/to/3/").status_code == 404


def test_the_list_shows_learners_what_is_published_and_writers_what_is_in_use(client, north):
    a_version(north, "Published")
    a_curriculum(north, "Draft")
    archived = a_curriculum(north, "Put away")
    with in_community(north.pk):
        archive_curriculum(archived)
    for member, expected in (
        (a_member(north, "lea", "learner"), {"Published"}),
        (a_teacher(north, "tom"), {"Published", "Draft"}),
    ):
        shown = text(signed_in(client, member).get("/c/north/curricula/"))
        assert {title for title in ("Published", "Draft", "Put away") if f"<bdi>{title}</bdi></a>" in shown} == expected
    assert "<bdi>Put away</bdi></a>" in text(client.get("/c/north/curricula/?show=archived"))
    assert "<bdi>Published</bdi></a>" not in text(client.get("/c/north/curricula/?show=drafts"))
    assert "<bdi>Draft</bdi></a>" not in text(client.get("/c/north/curricula/?text=publ"))
    assert "Nothing here fits" in text(client.get("/c/north/curricula/?text=volcano"))


def test_pages_ask_the_same_number_of_queries_for_1_and_for_30(client, north):
    tom = a_teacher(north, "tom")
    client = signed_in(client, tom)
    small, large = a_version(north, units=1, activities=1, by=tom), a_version(north, units=10, activities=2, by=tom)
    for page in ("{}/", "{}/draft/", "{}/versions/1/", "{}/publish/", "{}/versions/1/to/1/"):
        asked = [queries(client, "/c/north/curricula/" + page.format(v.curriculum_id)) for v in (small, large)]
        assert len(asked[0]) == len(asked[1]), page
    counts = [len(queries(client, address)) for address in ("/c/north/curricula/", "/c/north/")]
    for number in range(29):
        a_curriculum(north, f"More {number}", units=1, activities=1, by=tom)
    assert [len(queries(client, address)) for address in ("/c/north/curricula/", "/c/north/")] == counts


def test_the_text_of_a_version_is_read_in_one_query(client, north):
    version = a_version(north, units=10, activities=3)
    asked = queries(
        signed_in(client, a_teacher(north, "tom")), f"/c/north/curricula/{version.curriculum_id}/versions/1/"
    )
    assert sum("curriculum_versionnode" in sql for sql in asked) == 1
    assert len(asked) <= 12


def test_the_search_finds_curricula_here_and_in_the_commons(client, north, south):
    a_version(north, "Tides of ours")
    a_version(south, "Tides of theirs")
    a_version(south, "Tides for everyone", share=True)
    shown = text(signed_in(client, a_teacher(north, "tom")).get("/c/north/search?q=tides"))
    assert "Tides for everyone" in shown
    assert "Tides of theirs" not in shown


def test_durations_and_ages_are_written_as_people_say_them():
    from curriculum.wording import ages, duration

    with translation.override("en"):
        assert [duration(n) for n in (None, 0, 45, 120, 150, 3600)] == [
            "",
            "",
            "45 min",
            "120 min",
            "2 hours",
            "60 hours",
        ]
        told = [SharedVersion(age_from=a, age_to=b) for a, b in ((8, 13), (8, None), (None, 13), (None, None))]
        assert [ages(one) for one in told] == ["ages 8 to 13", "from age 8", "up to age 13", ""]


def test_a_community_nobody_knows_of_is_not_asked_whether_it_shares(client, north):
    _curriculum, address = draft_of(north)
    tom = a_teacher(north, "tom")
    client = signed_in(client, tom)
    assert 'name="share"' in text(client.get(f"{address}publish/"))
    north.visibility = "hidden"
    north.save()
    assert 'name="share"' not in text(client.get(f"{address}publish/"))
    assert client.post(f"{address}publish/", {"share": "on"}).status_code == 302
    assert SharedVersion.objects.filter(community=north).count() == 0


def test_a_version_is_shared_later_and_taken_back_from_its_page(client, north):
    version = a_version(north)
    address = f"/c/north/curricula/{version.curriculum_id}/"
    client = signed_in(client, a_teacher(north, "tom"))
    assert "Only members can read it" in text(client.get(address))
    assert client.post(f"{address}versions/1/share/", {"audience": "everyone"}).status_code == 302
    shared = SharedVersion.objects.get(community=north)
    assert f'href="/commons/{shared.pk}/"' in text(client.get(address))
    assert client.post(f"/c/north/curricula/withdraw/{shared.pk}/").status_code == 302
    assert "Only members can read it" in text(client.get(address))


def test_the_thread_leads_from_the_origin_to_what_others_made_of_it(client, north):
    west = a_community("west")
    tom, wes = a_teacher(north, "tom"), a_teacher(west, "wes")
    origin = SharedVersion.objects.get(version=a_version(north, "Tides", share=True, by=tom).pk)
    with in_community(west.pk):
        adopted = adopt_version(origin, by=wes)
        Node.objects.filter(title="Unit 1").update(title="Unit 1 anew")
        publish_version(edit_curriculum(adopted.curriculum, title="Waves"), by=wes, share=True)
    own = text(signed_in(client, wes).get(f"/c/west/curricula/{adopted.curriculum_id}/"))
    assert f'href="/commons/{origin.pk}/"' in own
    assert '<span class="tag">changed</span>' in own
    assert '<span class="tag">as it was</span>' in own
    client.logout()
    assert "Waves" in text(client.get(f"/commons/{origin.pk}/"))
    assert "Waves" in text(signed_in(client, tom).get(f"/c/north/curricula/{origin.curriculum}/"))
    with in_community(north.pk):
        Node.objects.filter(title="Unit 2").update(title="Unit 2 anew")
        publish_version(Curriculum.objects.get(title="Tides"), by=tom, share=True)
    assert "There is a newer one: version 2" in text(client.get(f"/commons/{origin.pk}/"))
