"""The communities of the dataset: regions are homes, modules offer, presentations are offerings."""

from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Person
from communities.governance.founding import found_community
from communities.models import Community
from curriculum.models import Curriculum, Kind, Version, VersionNode
from demo.oulad.contents import Assessment, Contents, Course
from learners.cards import show_card
from learners.models import Offering, State
from tenancy.scope import in_community

SPACE = UUID("8b6f7a52-3c1e-5d0a-9a44-0d6f2f1c7e11")  # of the keys of assessments
SCALE = [
    {"name": "Not yet", "from": 0},
    {"name": "Passed", "from": 40},
    {"name": "Good", "from": 70},
    {"name": "Excellent", "from": 85},
]
TYPES = {"TMA": "Marked by a tutor", "CMA": "Marked by computer", "Exam": "Examinations"}


def key_of(assessment: int) -> UUID:
    return uuid5(SPACE, str(assessment))


def title_of(one: Assessment) -> str:
    return f"{one.type} {one.id}" if one.due is None else f"{one.type} {one.id}, day {one.due}"


def found_all(founder: Person, contents: Contents) -> tuple[dict[str, Community], dict[str, Community]]:
    """The network where there is none, then a community for each region and for each module, by the file's names."""
    if not Community.objects.filter(kind=Community.Kind.NETWORK).exists():
        identity = {"name": "Open University", "country": "GB"}
        found_community(founder, slug="network", kind="network", role="steward", choices={"identity": identity})
    regions = sorted({one.region for one in contents.registrations})
    modules = sorted({module for module, _ in contents.presentations})
    return (
        {region: _found(founder, region, slugify(region), hue) for hue, region in enumerate(regions)},
        {module: _found(founder, f"Module {module}", module.lower(), 13 + hue) for hue, module in enumerate(modules)},
    )


def _found(founder: Person, name: str, slug: str, hue: int) -> Community:
    choices: dict[str, Any] = {
        "identity": {"name": name, "place": "United Kingdom", "country": "GB", "hue": hue * 15 % 360},
        "languages": ["en"],
        "calendar": {"time_zone": "Europe/London", "terms": [], "holidays": []},
        "mastery_scale": SCALE,
        "money": {"currency": "GBP"},
    }
    return found_community(founder, slug=slug, kind="learning", choices=choices)


def offer(module: str, community: Community, contents: Contents, enrolled: dict[Course, int]) -> dict[Course, UUID]:
    """A curriculum with a version and an ended offering for each presentation; the offerings' ids."""
    with in_community(community.pk):
        courses = sorted(course for course in contents.presentations if course[0] == module)
        curriculum = Curriculum.objects.create(
            title=community.name, language="en", authors=[], number=len(courses), published_at=timezone.now()
        )
        return {c: _offer(curriculum, n, c, contents, enrolled.get(c, 0)) for n, c in enumerate(courses, 1)}


def _offer(curriculum: Curriculum, number: int, course: Course, contents: Contents, enrolled: int) -> UUID:
    assessments = [one for one in contents.assessments.values() if one.course == course]
    title = f"{curriculum.title}, {course[1]}"
    version = Version.objects.create(
        curriculum=curriculum, number=number, title=title, language="en", authors=[], published_by_name="OULAD"
    )
    VersionNode.objects.bulk_create(_nodes(version, assessments))
    presentation = contents.presentations[course]
    offering = Offering.objects.create(
        version=version,
        title=title,
        language="en",
        term_key=course[1],
        starts_on=presentation.starts_on,
        ends_on=presentation.ends_on,
        enrolled=enrolled,
        state=State.ENDED,
    )
    show_card(offering)
    return UUID(str(offering.pk))


def _nodes(version: Version, assessments: list[Assessment]) -> list[VersionNode]:
    nodes = []
    for position, kind in enumerate(sorted({one.type for one in assessments})):
        unit = VersionNode(version=version, kind=Kind.UNIT, position=position, title=TYPES.get(kind, kind))
        nodes.append(unit)
        of_kind = sorted((one for one in assessments if one.type == kind), key=lambda one: (one.due is None, one.due))
        for place, one in enumerate(of_kind):
            about = {"title": title_of(one), "body": f"Counts {one.weight} %.", "position": place}
            nodes.append(
                VersionNode(version=version, kind=Kind.ACTIVITY, key=key_of(one.id), parent_key=unit.key, **about)
            )
    return nodes
