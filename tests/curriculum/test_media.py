"""Recordings, films and documents of a part: put in, captioned, published, shared and read."""

import io
import wave

import pytest

from curriculum.actions import publish_version
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import SharedVersion
from curriculum.media.actions import add_medium, keep_captions
from curriculum.media.captions import check_captions
from curriculum.models import Node
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_member
from tests.files.factories import a_pdf, a_picture, an_upload

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script>'
GOOD = "WEBVTT - of the tide\n\nNOTE by Mairi\n\n1\n00:01.000 --> 00:04.000 line:0\nThe tide\n\n00:00:04.000 --> 00:06.500\ncomes in.\n"


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def draft(north, client):
    teacher = a_teacher(north, "tess")
    client.force_login(teacher.person)
    a_curriculum(a_community("south"), "Theirs")
    return a_curriculum(north, by=teacher)


def a_sound(name="tide.wav", seconds=0.05):
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(128 for _each in range(int(8000 * seconds))))
    return an_upload(name, out.getvalue())


def a_film(name="tide.mp4"):
    return an_upload(name, b"\x00\x00\x00\x18ftypisom" + bytes(40))


def captions(text=GOOD, name="tide.vtt"):
    return an_upload(name, text.encode())


def part(community, draft, title="Activity 1.1"):
    with in_community(community.pk):
        return Node.objects.select_related("curriculum", "community").get(curriculum=draft, title=title)


def with_film(community, draft, *, captioned=True):
    node = part(community, draft)
    with in_community(community.pk):
        film = add_medium(node, file=a_film(), title=f"The tide {HOSTILE}", transcript=f"**It comes in.** {HOSTILE}")
        if captioned:
            film = keep_captions(node, film.file, language="en", file=captions())
    return film


def address(draft, node, more=""):
    return f"/c/north/curricula/{draft.pk}/parts/{node.key}/files/{more}"


def text(response):
    return response.content.decode()


def test_a_writer_puts_in_a_recording_says_what_is_heard_and_takes_it_out(client, north, draft):
    node = part(north, draft)
    pages = address(draft, node)
    there = client.post(pages, {"file": a_sound(), "title": "The tide", "language": "Spanish", "transcript": "Gulls."})
    assert there.status_code == 302
    sound = part(north, draft).media[0]
    assert (sound.kind, sound.language, sound.transcript) == ("audio", "es", "Gulls.")
    assert there.url == address(draft, node, f"{sound.file}/")
    again = client.post(pages, {"file": a_sound(), "title": "The tide"})
    assert again.status_code == 422 and "here already" in text(again)
    page = text(client.get(there.url))
    assert '<audio controls preload="none"' in page and "autoplay" not in page and "WAV" in page
    answer = client.post(f"{there.url}captions/", {"language": "Spanish", "file": captions()})
    assert answer.status_code == 302
    page = text(client.get(there.url))
    assert '<track kind="captions"' in page and 'srclang="es"' in page
    client.cookies["django_language"] = "es"
    assert " default>" in text(client.get(there.url)) and " default>" not in page
    client.cookies["django_language"] = "en"
    with_words = {"seen": part(north, draft).edited_at.isoformat(), "title": "Ebb", "transcript": "Gulls, waves."}
    assert client.post(there.url, with_words).status_code == 302
    assert "Ebb" in text(client.get(pages)) and "with a transcript" in text(client.get(pages))
    late = client.post(there.url, with_words | {"title": "Flood"})
    assert late.status_code == 422 and "Somebody else" in text(late)
    assert client.post(f"{there.url}captions/es/delete/").status_code == 302
    assert part(north, draft).media[0].captions == ()
    assert client.post(f"{there.url}delete/").status_code == 302
    assert part(north, draft).media == () and client.get(there.url).status_code == 404


@pytest.mark.parametrize(("upload", "told"), [
    (a_picture(), "not taken here"), (an_upload("tide.mp3", b"WEBVTT\n\n"), "not taken here"),
    (an_upload("tide.mp3", b"\x00\x00\x00\x18ftypisom" + bytes(40)), "says “.mp3”"),
    (an_upload("tide.mp4", b"<html>"), "not taken here"), (a_pdf(more=b"PK\x05\x06" + bytes(18)), "two kinds of file"),
    (a_sound(seconds=2), "the most is"),
])  # fmt: skip
def test_a_file_that_is_not_what_it_says_or_too_large_is_refused(client, north, draft, settings, upload, told):
    settings.UPLOAD_LIMIT = 10_000
    node = part(north, draft)
    answer = client.post(address(draft, node), {"file": upload, "title": "The tide"})
    assert answer.status_code == 422 and told in text(answer)
    assert part(north, draft).media == ()


@pytest.mark.parametrize(("given", "told"), [
    ("00:01.000 --> 00:02.000\nHi", "Line 1: captions begin with"), ("WEBVTT\n", "Line 2: there is no caption"),
    ("WEBVTT\n00:01.000 --> 00:02.000\nHi", "Line 2: after the heading"),
    ("WEBVTT\n\n00:01,000 --> 00:02,000\nHi", "Line 3: times are written"),
    ("WEBVTT\n\n1\n00:04.000 --> 00:02.000\nHi", "Line 4: it ends before"),
    ("WEBVTT\n\n00:04.000 --> 00:05.000\nHi\n\n00:01.000 --> 00:02.000\nLo", "Line 6: it begins before"),
    ("WEBVTT\n\n00:61.000 --> 01:02.000\nHi", "Line 3: times"), ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "Line 3: it says"),
    ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n00:03.000 --> 00:04.000\nLo", "Line 5: an empty line"),
    ("WEBVTT\n\n00:01.000 --> 00:02.000 colour:red\nHi", "Line 3: “colour:red” is no setting"),
    ("WEBVTT\n\nHi there\nyou", "Line 3: when it is shown"),
])  # fmt: skip
def test_broken_captions_are_refused_with_their_line(client, north, draft, given, told):
    film = with_film(north, draft, captioned=False)
    page = address(draft, part(north, draft), f"{film.file}/captions/")
    answer = client.post(page, {"language": "English", "file": captions(given)})
    assert answer.status_code == 422 and told in text(answer)
    assert part(north, draft).media[0].captions == ()


def test_captions_are_read_in_every_line_end_and_refused_in_another_coding():
    assert check_captions(GOOD.encode()) == check_captions(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == 2
    with pytest.raises(Refused, match="Line 4: this is not written as UTF-8"):
        check_captions("WEBVTT\n\n00:01.000 --> 00:02.000\nmañana".encode("latin-1"))


def test_before_publishing_a_film_without_captions_is_named(client, north, draft):
    with_film(north, draft, captioned=False)
    with in_community(north.pk):
        add_medium(part(north, draft, "Activity 1.2"), file=a_sound(), title="Gulls")
    told = text(client.get(f"/c/north/curricula/{draft.pk}/publish/"))
    assert "has no captions" in told and "The recording “Gulls” has no transcript." in told
    checks = client.get(f"/api/v1/c/north/curricula/{draft.pk}/checks/").json()
    assert [one["title"] for one in checks] == ["Activity 1.1", "Activity 1.2"]


def test_files_go_with_the_part_into_versions_the_commons_and_adaptations(client, north, draft):
    film = with_film(north, draft)
    south = a_community("west")
    with in_community(north.pk):
        version = publish_version(draft, by=a_teacher(north))
    client.logout()
    assert client.get(film.url).status_code == client.get(film.captions[0].url).status_code == 404
    client.force_login(a_member(north, "lee", "learner").person)
    read = text(client.get(f"/c/north/curricula/{draft.pk}/versions/1/?open"))
    assert '<video controls preload="none"' in read and "<strong>It comes in.</strong>" in read
    assert "<script>alert" not in read and "52" in read
    assert client.get(film.captions[0].url)["Content-Type"] == "text/vtt"
    part_of_it = client.get(film.url, headers={"Range": "bytes=4-7"})
    assert part_of_it.status_code == 206 and b"".join(part_of_it.streaming_content) == b"ftyp"
    with in_community(north.pk):
        from curriculum.commons.actions import share_version

        shared = share_version(version)
    client.logout()
    assert client.get(film.url).status_code == client.get(film.captions[0].url).status_code == 200
    assert film.captions[0].url in text(client.get(f"/commons/{shared.pk}/"))
    assert client.get(f"/api/v1/commons/{shared.pk}/").json()["nodes"][1]["media"][0]["url"] == film.url
    assert "Water and measure" in text(client.get("/commons/?q=%22It+comes+in%22"))
    with in_community(south.pk):
        adopt_version(SharedVersion.objects.get(pk=shared.pk), by=a_teacher(south, "wes"))
        assert Node.objects.get(title="Activity 1.1").media == (film,)


def test_a_change_of_files_shows_between_versions(client, north, draft):
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
    with_film(north, draft)
    with in_community(north.pk):
        publish_version(draft, by=a_teacher(north))
    compared = text(client.get(f"/c/north/curricula/{draft.pk}/versions/1/to/2/"))
    assert "Captions: English" in compared and "MP4" in compared


def test_programs_do_the_same(client, north, draft):
    node = part(north, draft)
    files = f"/api/v1/c/north/curricula/{draft.pk}/parts/{node.key}/files/"
    made = client.post(files, {"file": a_sound(), "title": "Gulls"})
    assert (made.status_code, made.json()["media_type"]) == (201, "audio/wav")
    one = f"{files}{made.json()['file']}/"
    said = client.patch(one, {"transcript": "Gulls."}, content_type="application/json").json()
    assert (said["transcript"], said["title"]) == ("Gulls.", "Gulls")
    assert client.delete(f"{one}captions/en/").status_code == 200
    foreign = client.patch(one.replace("/north/", "/south/"), {"title": "x"}, content_type="application/json")
    assert foreign.status_code == 404
    rows = client.get(f"/api/v1/c/north/curricula/{draft.pk}/parts/").json()
    assert [row["media"][0]["title"] for row in rows if row["media"]] == ["Gulls"]
    assert client.delete(one).status_code == 204 and client.delete(one).status_code == 204


def test_only_writers_of_this_community_come_here(client, north, draft):
    film = with_film(north, draft)
    node = part(north, draft)
    for who, status in ((a_member(north, "lee", "learner").person, 403), (a_teacher(a_community("west")).person, 404)):
        client.force_login(who)
        for more in ("", f"{film.file}/"):
            assert client.get(address(draft, node, more)).status_code == status
        for more in (f"{film.file}/captions/", f"{film.file}/captions/en/delete/", f"{film.file}/delete/"):
            assert client.post(address(draft, node, more)).status_code == status
