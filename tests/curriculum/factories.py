"""Curricula to test with; each works in its community's scope, whatever scope is open."""

from communities.models import Community, Membership
from curriculum.actions import add_competency, add_node, create_curriculum, create_framework, publish_version
from curriculum.models import Competency, Curriculum, Framework, Kind, Version
from tenancy.scope import in_community
from tests.factories import a_member


def a_teacher(community: Community, username: str = "") -> Membership:
    return a_member(community, username, "teacher")


def a_curriculum(
    community: Community,
    title: str = "Water and measure",
    *,
    units: int = 2,
    activities: int = 2,
    by: Membership | None = None,
    **described,
) -> Curriculum:
    """A draft with units “Unit 1”… of activities “Activity 1.1”…, 45 minutes each."""
    by = by or a_teacher(community)
    with in_community(community.pk):
        curriculum = create_curriculum(by=by, title=title, **{"language": "en", "subject": "Mathematics", **described})
        for unit_number in range(1, units + 1):
            unit = add_node(curriculum, kind=Kind.UNIT, title=f"Unit {unit_number}")
            for number in range(1, activities + 1):
                add_node(
                    curriculum, kind=Kind.ACTIVITY, title=f"Activity {unit_number}.{number}", parent_key=unit.key,
                    body="Measure the *same* puddle five ways.", minutes=45,
                )  # fmt: skip
    return curriculum


def a_version(
    community: Community,
    title: str = "Water and measure",
    *,
    share: bool = False,
    by: Membership | None = None,
    **given,
) -> Version:
    """The first version of a curriculum made for it."""
    by = by or a_teacher(community)
    curriculum = a_curriculum(community, title, by=by, **given)
    with in_community(community.pk):
        return publish_version(curriculum, by=by, share=share)


def a_framework(community: Community, title: str = "Measuring", *, codes: str = "M M.1 M.2") -> Framework:
    """Written here; a code with a dot lies under what stands before its last dot."""
    by = a_teacher(community)
    with in_community(community.pk):
        framework = create_framework(by=by, title=title, language="en", subject="Mathematics")
        made: dict[str, Competency] = {}
        for code in codes.split():
            parent = made.get(code.rpartition(".")[0])
            made[code] = add_competency(
                framework, code=code, statement=f"Can do {code}.", parent_key=parent.key if parent else None
            )
    return framework
