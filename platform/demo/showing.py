"""Evidence of what learners of the demo can do: pictures, words, links, what a teacher saw; most is assessed."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from communities.models import Membership
from demo.planting import Garden, Home
from demo.words import say
from learners.models import Enrolment, State
from learners.progress.evidence.actions import add_evidence, ask_peer, assess
from learners.progress.evidence.models import Evidence
from learners.progress.evidence.queries import taught_by
from tenancy.scope import in_community

FEW = 4  # learners of an offering


def show_evidence(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            for version in home.versions:
                for offering in version.offerings.filter(state=State.OPEN, by_application=False):
                    rows = Enrolment.objects.filter(offering=offering, state=Enrolment.State.ENROLLED)
                    learners = list(rows.select_related("card", "person").order_by("enrolled_on", "pk")[:FEW])
                    if len(learners) == FEW:
                        _show(garden, home, learners)


def _show(garden: Garden, home: Home, learners: list[Enrolment]) -> None:
    """A picture that everyone looked at, a text, a page, an observation; the last two wait."""
    teacher, place, top = home.folk["teacher"][0], home.place, len(home.place.scale)
    first, second, third, fourth = learners
    picture = _add(home, first, "photo", "What we measured", file=_picture(garden))
    text = _add(home, second, "text", "How I found out", words=say(place, "I tried three times and wrote each down."))
    _add(home, third, "link", "Our page about it", link="https://example.org/our-page")
    words = say(place, "Showed two younger ones how, without doing it for them.")
    _add(home, fourth, "observation", "Helping others", by=teacher, words=words)
    assess(picture, by=first.person, role="self", level=top - 1, words=say(place, "I am sure about the numbers."))
    for piece, peer in ((picture, second), (text, first)):
        ask_peer(piece, peer=peer, by=piece.person)
    assess(picture, by=second.person, role="peer", level=max(top - 1, 1))
    for piece, level in ((picture, max(top - 2, 1)), (picture, top - 1), (text, top)):
        assess(piece, by=teacher.person, role="teacher", level=level, words=say(place, "Clear and careful."))


def _add(
    home: Home, enrolment: Enrolment, kind: str, title: str, *, by: Membership | None = None, **said: Any
) -> Evidence:  # fmt: skip
    return add_evidence(
        enrolment, by=by.person if by else enrolment.person, role="teacher" if by else "learner", kind=kind,
        title=say(home.place, title), activity_key=UUID(enrolment.card.outline[0]["key"]),
        competencies=[one.key for one in taught_by(enrolment.card)[:2]], **said,
    )  # fmt: skip


def _picture(garden: Garden) -> SimpleUploadedFile:
    """Paper with bars of several heights, as if drawn by hand."""
    drawn = Image.new("RGB", (640, 420), "#f5ecd9")
    pen, out = ImageDraw.Draw(drawn), BytesIO()
    pen.line((60, 380, 600, 380), fill="#4a3f35", width=5)
    pen.line((60, 380, 60, 40), fill="#4a3f35", width=5)
    for at in range(5):
        height = garden.chance.randint(60, 320)
        pen.rectangle((95 + at * 100, 380 - height, 150 + at * 100, 378), fill="#b5653c", outline="#4a3f35", width=3)
    drawn.save(out, "PNG")
    return SimpleUploadedFile("measured.png", out.getvalue())
