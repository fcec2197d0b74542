"""Publishes the curricula, and lets one community take over what another shared."""

from typing import Any
from uuid import UUID

from communities.models import Membership
from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.authoring.actions import comment_on_draft, resolve
from curriculum.commons.actions import adopt_version
from curriculum.commons.models import SharedVersion
from curriculum.models import Competency, Curriculum, Kind, Version
from demo.assessing import add_assessment
from demo.planting import Garden, Home
from demo.recording import add_recording
from demo.texts import Text, Written, all_curricula
from tenancy.scope import in_community

ADOPTIONS = {"alder-bridge": "Tides and measure", "nad-struga": "Who decides?", "mto-mwekundu": "Terraces and slopes"}
LONG = {"note": "access_note", "modes": "access_modes", "helps": "access_features", "harms": "access_hazards"}
LISTS = {"materials", "modes", "helps", "harms"}
LIVELY = {"water-and-measure", "rio-vivo"}  # there are two versions


def write_curricula(garden: Garden) -> None:
    for written in all_curricula():
        _publish(garden.homes[written.about["community"]], written)
    for slug, title in ADOPTIONS.items():
        home = garden.homes[slug]
        shared = SharedVersion.objects.get(title=title, latest=True)
        with in_community(home.community.pk):
            home.versions.append(adopt_version(shared, by=author_of(home)))
    _start_drafts(garden)


def author_of(home: Home) -> Membership:
    found: Membership = Membership.objects.get(person=home.administrator)
    return found


def _publish(home: Home, written: Written) -> None:
    with in_community(home.community.pk):
        by = author_of(home)
        first, last = written.ages
        curriculum = create_curriculum(
            by=by,
            title=written.about["title"],
            summary=written.about["summary"],
            language=written.about["language"],
            subject=written.about["subject"],
            age_from=first,
            age_to=last,
            licence=written.about["licence"],
            authors=[{"name": name, "community": home.community.name} for name in written.authors],
        )
        units = written.units if written.slug not in LIVELY else written.units[:-1]
        _write(curriculum, units)
        add_assessment(curriculum, written.slug)
        add_recording(curriculum, written.slug)
        version = publish_version(curriculum, by=by, share=True)
        if written.slug in LIVELY:
            _write(curriculum, written.units[-1:])
            version = publish_version(curriculum, by=by, note=written.units[-1].title, share=True)
        if written.is_taught:
            home.versions.append(version)


def _write(curriculum: Curriculum, units: list[Text]) -> None:
    for unit in units:
        node = add_node(curriculum, kind=Kind.UNIT, title=unit.title, body=unit.body, **_said(curriculum, unit))
        for activity in unit.activities:
            add_node(
                curriculum, title=activity.title, parent_key=node.key, body=activity.body, minutes=activity.minutes,
                **{"kind": Kind.ACTIVITY} | _said(curriculum, activity),
            )  # fmt: skip


def _said(curriculum: Curriculum, part: Text) -> dict[str, Any]:
    """`kind`, `method`, `relevance`, `note` as they are; lists with commas; competencies by code, parts before it by
    title; `es.title` and `es.body` for a translation."""
    found: dict[str, Any] = {}
    translations: dict[str, dict[str, str]] = {}
    for name, value in part.said.items():
        language, _dot, field = name.partition(".")
        if field:
            translations.setdefault(language, {"title": part.title, "body": ""})[field] = value.replace("\\n", "\n")
        elif name in ("teaches", "assesses"):
            found[name] = list(Competency.objects.filter(code__in=_several(value)).values_list("key", flat=True))
        elif name == "before":
            titles = _several(value, ";")
            found["requires"] = list(curriculum.nodes.filter(title__in=titles).values_list("key", flat=True))
        else:
            found[LONG.get(name, name)] = _several(value) if name in LISTS else value
    if translations:
        found["translations"] = [{"language": language, **told} for language, told in translations.items()]
    return found


def _several(value: str, sign: str = ",") -> list[str]:
    return [one.strip() for one in value.split(sign)]


def _start_drafts(garden: Garden) -> None:
    """Something half written, as there always is."""
    home = garden.homes["alder-bridge"]
    with in_community(home.community.pk):
        joss = home.folk["teacher"][0]
        draft = create_curriculum(
            by=joss, title="The signal house", summary="A hundred years of one building: maps, voices, repairs.",
            language="en", subject="History", age_from=9, age_to=14,
        )  # fmt: skip
        unit = add_node(draft, kind=Kind.UNIT, title="Who worked here")
        census = add_node(
            draft, kind=Kind.ACTIVITY, title="Read the census", parent_key=unit.key, minutes=50,
            body="Find the signalman's family in the census and draw who lived in which room.",
        )  # fmt: skip
        other = home.folk["teacher"][1]
        asked = comment_on_draft(draft, by=other.person, key=census.key, text="Which year? The 1911 one is *online*.")
        comment_on_draft(draft, by=joss.person, parent=asked, text="1911, and the parish has 1901 on paper.")
        voices = comment_on_draft(draft, by=other.person, text="Whose grandparents still remember the levers?")
        resolve(comment_on_draft(draft, by=joss.person, text="Noah's: he comes.", parent=voices).parent, by=joss.person)


def activities_of(version: Version) -> list[tuple[UUID, str]]:
    """Keys and titles in reading order."""
    nodes = {node.key: node for node in version.nodes.all()}
    inner = [node for node in nodes.values() if node.kind == Kind.ACTIVITY]
    inner.sort(key=lambda node: (nodes[node.parent_key].position if node.parent_key else 0, node.position))
    return [(node.key, node.title) for node in inner]
