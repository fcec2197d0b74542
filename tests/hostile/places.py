"""Where people write: curricula and what is said and decided about them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from communities.models import Community, Membership
from curriculum.actions import edit_curriculum
from curriculum.commons.models import SharedVersion
from curriculum.releases.actions import hand_in
from tenancy.scope import in_community
from tests.assessments.written import RUBRIC
from tests.commons.factories import a_review, a_shared
from tests.communities.factories import a_keyholder, an_api
from tests.crosswalks.factories import a_crosswalk
from tests.curriculum.factories import a_framework, a_version
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule
from tests.hostile.trying import Place
from tests.learners.factories import an_offering
from tests.releases.factories import with_reviewers


class World(NamedTuple):
    """Ann may do everything in a community of her own."""

    north: Community
    ann: Membership
    api: Any


def a_world() -> World:
    north = a_community("hostile")
    ann = a_keyholder(north)
    with in_community(north.pk):
        Membership.objects.filter(pk=ann.pk).update(roles=["administrator", "teacher", "learner"])
        ann.refresh_from_db()
    return World(north, ann, an_api(ann))


def curricula(world: World) -> Iterator[Place]:
    north, ann, api = world
    version = a_version(north, by=ann, share=True)
    curriculum = version.curriculum
    with in_community(north.pk):
        node = curriculum.nodes.get(title="Activity 1.1")
    one, pages = f"/api/v1/c/{north.slug}/curricula/{curriculum.pk}/", f"/c/{north.slug}/curricula/{curriculum.pk}/"
    part, bank = f"parts/{node.key}/", f"/api/v1/c/{north.slug}/banks/"

    def edited(
        names: tuple[str, ...], address: str, *pages: str, name: str, room: int, marked: str = "", several: str = ""
    ) -> Place:
        return Place(
            name=name, method="patch", room=room, read=names, pages=lambda _told: pages, marked=frozenset(marked.split()),
            write=lambda text: (address, {one: [text] if one == several else text for one in names}),
        )  # fmt: skip

    draft = f"{pages}draft/"
    yield edited(("title", "summary", "subject"), one, draft, name="curriculum", room=80)
    names = ("title", "relevance", "access_note", "body", "materials")
    yield edited(
        names, f"{one}{part}", draft, f"{pages}{part}", name="part", room=100, marked="body", several="materials"
    )
    kept = api.post(bank, {"title": "Tides", "language": "en"}, format="json").json()["id"]
    yield edited(("title", "summary"), f"{bank}{kept}/", f"/c/{north.slug}/banks/{kept}/", name="bank", room=190)
    yield Place(
        name="comment", room=900, method="post", read=("text",), pages=lambda _told: (),
        write=lambda text: (f"{one}comments/", {"text": text}),
    )  # fmt: skip


def lessons(world: World) -> Iterator[Place]:
    north, ann, api = world
    version = a_version(north, by=ann, share=True)
    curriculum = version.curriculum
    one, pages = f"/api/v1/c/{north.slug}/curricula/{curriculum.pk}/", f"/c/{north.slug}/curricula/{curriculum.pk}/"
    rubrics = f"/api/v1/c/{north.slug}/rubrics/"
    rubric = api.post(rubrics, {**RUBRIC}, format="json").json()
    yield Place(
        name="rubric", method="put", read=(), pages=lambda _told: (f"/c/{north.slug}/rubrics/{rubric['id']}/",),
        write=lambda text: (f"{rubrics}{rubric['id']}/", {**RUBRIC, "title": text}),
    )  # fmt: skip
    offering = an_offering(north, version=version, teachers=(ann,))
    yield Place(
        name="offering", method="patch", read=("title", "summary"),
        pages=lambda _told: (f"/c/{north.slug}/offerings/{offering.pk}/",),
        write=lambda text: (
            f"/api/v1/c/{north.slug}/offerings/{offering.pk}/settings/", {"title": text, "summary": text}
        ),
    )  # fmt: skip
    yield Place(
        name="version", room=900, method="post", read=("note",),
        pages=lambda told: (f"{pages}versions/{told['number']}/", f"/commons/{_shared(told)}/"),
        write=lambda text: (f"{one}versions/", {"note": text, "share": True, **_changed(north, curriculum)}),
    )  # fmt: skip


def _shared(told: dict[str, Any]) -> str:
    return str(SharedVersion.objects.get(version=told["id"]).pk)


def _changed(north: Community, curriculum: Any) -> dict[str, Any]:
    """Something is new in each version; nothing more to say."""
    with in_community(north.pk):
        curriculum.refresh_from_db()
        edit_curriculum(curriculum, title=f"Tides {curriculum.number}", summary="")
    return {}


def frameworks(world: World) -> Iterator[Place]:
    north, ann, _api = world
    framework = a_framework(north, codes="M M.1")
    with in_community(north.pk):
        competency = framework.competencies.get(code="M.1")
    api, page = f"/api/v1/c/{north.slug}/frameworks/{framework.pk}/", f"/c/{north.slug}/frameworks/{framework.pk}/"
    one, walks = f"competencies/{competency.key}/", f"/api/v1/c/{north.slug}/crosswalks/"
    yield Place(
        name="framework", method="patch", read=("title", "summary"), pages=lambda _told: (page,),
        write=lambda text: (api, {"title": text, "summary": text}),
    )  # fmt: skip
    said = ("short", "kind", "code", "statement", "notes")
    yield Place(
        name="competency", room=100, method="patch", read=said, marked=frozenset({"statement", "notes"}),
        pages=lambda _told: (f"{page}{competency.key}/",),
        write=lambda text: (f"{api}{one}", dict.fromkeys(said, text)),
    )  # fmt: skip
    walk = a_crosswalk(ann)
    yield Place(
        name="crosswalk", method="post", read=("title", "summary"),
        pages=lambda told: (f"/c/{north.slug}/crosswalks/{told['id']}/",),
        write=lambda text: (
            walks, {"title": text, "summary": text, "first": str(walk.first_id), "second": str(walk.second_id)}
        ),
        undo=lambda told: world.api.delete(f"{walks}{told['id']}/"),
    )  # fmt: skip
    with in_community(north.pk):
        keys = [str(side.competencies.get(code=code).key) for side, code in ((walk.first, "M.2"), (walk.second, "N.2"))]
    yield Place(
        name="line", method="post", read=("note",), pages=lambda _told: (f"/c/{north.slug}/crosswalks/{walk.pk}/",),
        write=lambda text: (
            f"{walks}{walk.pk}/lines/", {"first": keys[0], "match": "exact", "second": keys[1], "note": text}
        ),
        undo=lambda told: world.api.delete(f"{walks}{walk.pk}/lines/{told['id']}/"),
    )  # fmt: skip


def commons(world: World) -> Iterator[Place]:
    north, ann, api = world
    south = a_community(f"{north.slug}-south")
    foreign = a_shared(south, "Foreign tides")
    a_review(foreign, ann)
    yield Place(
        name="review", room=900, method="put", read=("went", "changed"), pages=lambda _told: (f"/commons/{foreign.pk}/reviews/",),
        write=lambda text: (
            f"/api/v1/c/{north.slug}/commons/{foreign.pk}/review/",
            {"went": text, "changed": text, "again": "as_it_is", "setting": "room", "learners": 9},
        ),
    )  # fmt: skip
    kept = f"/api/v1/c/{north.slug}/collections/"
    collection = api.post(kept, {"title": "Water", "language": "en"}, format="json").json()["id"]
    yield Place(
        name="collection", method="put", read=("title", "summary"),
        pages=lambda _told: (f"/commons/collections/{collection}/",),
        write=lambda text: (f"{kept}{collection}/", {"title": text, "summary": text, "language": "en"}),
    )  # fmt: skip
    entry = api.post(f"{kept}{collection}/entries/", {"version": str(foreign.pk)}, format="json").json()["id"]
    yield Place(
        name="entry", method="patch", read=("note",), pages=lambda _told: (f"/commons/collections/{collection}/",),
        write=lambda text: (f"{kept}{collection}/entries/{entry}/", {"note": text}),
    )  # fmt: skip
    own = a_shared(north, "Own tides")
    theirs = a_review(own, a_member(south, f"{south.slug}-dov", "teacher"))
    yield Place(
        name="answer", room=900, method="put", read=("answer",), pages=lambda _told: (f"/commons/{own.pk}/reviews/",),
        write=lambda text: (f"/api/v1/c/{north.slug}/reviews/{theirs.pk}/answer/", {"text": text}),
    )  # fmt: skip


def releases(world: World) -> Iterator[Place]:
    north, _ann, _api = world
    bo = a_member(north, f"{north.slug}-bo", "teacher")
    curriculum = a_version(north, "Handed in", by=bo).curriculum
    with_reviewers(north, 1)
    with in_community(north.pk):
        edit_curriculum(curriculum, title="Handed in again")
        one = hand_in(curriculum, by=bo)
    with_reviewers(north, 0)
    yield Place(
        name="opinion", room=900, method="put", read=("words",), pages=lambda _told: (f"/c/{north.slug}/submissions/{one.pk}/",),
        write=lambda text: (f"/api/v1/c/{north.slug}/submissions/{one.pk}/opinion/", {"agrees": False, "words": text}),
    )  # fmt: skip


def decisions(world: World) -> Iterator[Place]:
    north, ann, _api = world
    said = {"electorate": ["teacher"], "proposers": ["teacher"]}
    a_rule(north, "setting", **said)
    draft = a_draft(ann)
    base, page = f"/api/v1/c/{north.slug}/proposals/", f"/c/{north.slug}/decisions/proposals/"
    yield Place(
        name="proposal", method="put", read=("title", "body"), pages=lambda _told: (f"{page}{draft.number}/",),
        write=lambda text: (f"{base}{draft.number}/", {"title": text, "body": text}),
    )  # fmt: skip


ROOMS = (curricula, lessons, frameworks, commons, releases, decisions)
