from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image

from files.actions import store_file
from files.models import StoredFile
from files.types import PICTURES
from tenancy.refusal import Refused
from tenancy.scope import NoScope, in_community
from tests.factories import a_community
from tests.files.factories import (
    PDF,
    a_pdf,
    a_picture,
    an_upload,
    open_document_bytes,
    picture_bytes,
    wav_bytes,
    word_bytes,
    zip_bytes,
)  # fmt: skip

pytestmark = pytest.mark.django_db
OGG, MP4, WEBM = (
    b"OggS" + bytes(40),
    b"\0\0\0\x18ftypmp42" + bytes(40),
    b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(40),
)


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def north():
    community = a_community("north")
    with in_community(community.pk):
        yield community


def test_bytes_that_a_full_disk_cut_off_are_not_taken_for_the_file(north, monkeypatch):
    """The storage leaves what it had written when it broke; the next upload writes it anew."""

    def breaks(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(10))
        raise OSError("No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(FileSystemStorage, "_save", breaks)
        with pytest.raises(OSError, match="No space"):
            store_file(a_pdf())
    stored = store_file(a_pdf())
    with default_storage.open(stored.path) as found:
        assert found.read() == PDF


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.png", picture_bytes("PNG"), "image/png"),
        ("a.jpg", picture_bytes("JPEG"), "image/jpeg"),
        ("a.jpeg", picture_bytes("JPEG"), "image/jpeg"),
        ("a.gif", picture_bytes("GIF"), "image/gif"),
        ("a.webp", picture_bytes("WEBP"), "image/webp"),
        ("a.pdf", PDF, "application/pdf"),
        ("a.mp3", b"ID3\x04" + bytes(40), "audio/mpeg"),
        ("a.ogg", OGG, "audio/ogg"),
        ("a.wav", wav_bytes(), "audio/wav"),
        ("a.mp4", MP4, "video/mp4"),
        ("a.webm", WEBM, "video/webm"),
        ("a.docx", word_bytes(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.odt", open_document_bytes(), "application/vnd.oasis.opendocument.text"),
        ("a.txt", "Añade agua.\n".encode(), "text/plain"),
        ("a.csv", b"day,level\n1,40\n", "text/csv"),
        ("noending", PDF, "application/pdf"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else value,
)
def test_a_file_is_typed_by_its_bytes(north, name, content, media_type):
    stored = store_file(an_upload(name, content))
    assert stored.media_type == media_type
    assert stored.size == default_storage.size(stored.path)


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (an_upload("empty.txt", b""), "empty"),
        (an_upload("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"),
        (an_upload("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not taken here"),
        (an_upload("page.txt", b"<!DOCTYPE html><script>1</script>"), "not taken here"),
        (an_upload("program.exe", b"MZ" + bytes(40)), "not taken here"),
        (an_upload("archive.zip", zip_bytes(a="b")), "not taken here"),
        (an_upload("photo.png", PDF), "“.png”, but the file is PDF"),
        (an_upload("macros.docx", word_bytes(**{"word/vbaProject.bin": "x"})), "macros"),
        (an_upload("two.pdf", PDF + zip_bytes(a="b")), "two kinds"),
        (an_upload("two.mp3", b"ID3\x04<html><script>"), "two kinds"),
        (an_upload("damaged.png", picture_bytes("PNG")[:60]), "damaged"),
        (an_upload("not-really.jpg", b"\xff\xd8\xff" + bytes(100)), "damaged"),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_what_is_not_safe_or_not_what_it_says_is_refused_with_a_reason(north, upload, reason):
    with pytest.raises(Refused, match=reason):
        store_file(upload)
    assert StoredFile.objects.count() == 0


def test_a_file_over_the_limit_is_refused_with_both_sizes(north, settings):
    settings.UPLOAD_LIMIT = 1024
    with pytest.raises(Refused, match=r"2\.0.KB; the most is 1\.0.KB"):
        store_file(an_upload("long.txt", b"x" * 2048))


def test_a_full_community_takes_no_more(north, settings):
    settings.COMMUNITY_FILES_LIMIT = 100
    store_file(a_pdf())
    with pytest.raises(Refused, match="full"):
        store_file(a_pdf(more=b"%" * 60))
    assert store_file(a_pdf("again.pdf")).name == "worksheet.pdf"


def test_a_place_may_take_pictures_only(north):
    with pytest.raises(Refused, match="PNG, JPEG, GIF, WebP"):
        store_file(a_pdf(), allowed=PICTURES)


def test_a_huge_picture_is_refused_before_it_is_unpacked(north):
    bomb = BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    with pytest.raises(Refused, match="50 million"):
        store_file(an_upload("bomb.png", bomb.getvalue()))


def test_a_picture_loses_what_the_camera_wrote_and_stands_upright(north):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ann"  # turned by 90 degrees; maker
    stored = store_file(a_picture("p.jpg", "JPEG", size=(40, 30), exif=exif, comment=b"at home"))
    assert (stored.width, stored.height) == (30, 40)
    with default_storage.open(stored.path) as content, Image.open(content) as image:
        assert dict(image.getexif()) == {}
        content.seek(0)
        assert b"Ann" not in content.read()


def test_a_second_file_behind_a_picture_is_left_behind(north):
    stored = store_file(an_upload("two.png", picture_bytes() + zip_bytes(secret="b") + b"<script>alert(1)</script>"))
    with default_storage.open(stored.path) as content:
        kept = content.read()
    assert b"script" not in kept
    assert b"secret" not in kept


def test_a_large_picture_is_scaled_down_and_an_animation_keeps_moving(north):
    large = store_file(a_picture("large.jpg", "JPEG", size=(3000, 1500)))
    assert (large.width, large.height) == (2000, 1000)
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    moving = store_file(an_upload("moving.gif", out.getvalue()))
    with default_storage.open(moving.path) as content, Image.open(content) as image:
        assert image.n_frames == 3


def test_the_same_content_is_kept_once_within_a_community_and_never_across():
    north, south = a_community("north"), a_community("south")
    with in_community(north.pk):
        first, again = store_file(a_pdf("first.pdf")), store_file(a_pdf("again.pdf"))
    with in_community(south.pk):
        other = store_file(a_pdf("other.pdf"))
        assert list(StoredFile.objects.all()) == [other]
    assert (first.pk, first.name) == (again.pk, again.name)
    assert other.pk != first.pk
    assert default_storage.exists(f"{north.pk}/{first.sha256}")
    assert default_storage.exists(f"{south.pk}/{first.sha256}")


def test_the_same_content_for_a_wider_audience_opens_the_file_and_never_closes_it(north):
    assert store_file(a_pdf()).audience == "members"
    assert store_file(a_pdf(), audience="public").audience == "public"
    assert store_file(a_pdf(), audience="private").audience == "public"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\a b.PDF", "a_b.pdf"),
        ("été 1.pdf", "été_1.pdf"),
        ("…", "file.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(north, given, kept):
    upload = a_pdf()
    upload._name = given
    assert store_file(upload).name == kept


def test_nothing_is_stored_without_a_scope():
    with pytest.raises(NoScope):
        store_file(a_pdf())
