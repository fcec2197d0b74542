"""A curriculum made of parts of two originals, which each went their own way since. Invented, as all of it."""

from typing import Any

from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.models import SharedVersion
from curriculum.commons.taking import take_part
from curriculum.models import Curriculum, Kind
from demo.planting import Garden, Home
from demo.writing import author_of
from tenancy.scope import in_community

SKY, SLOPES = "The night sky without a telescope", "Terraces and slopes"
SUMMARY = "Four days in tents above the weir: by day we read the slope, by night the sky, with the same thread."
PITCH = (
    "Pour a bucket where you would like to sleep and watch where it runs. Then choose again, and dig the drain before"
    " the tents are up."
)
FIST = (
    "Stretch out your arm: a fist covers about ten degrees. Try it on the poles of the tents first, with the thread and"
    " the protractor beside it: whose fist is eight, whose is twelve? Then measure how high the pole star stands."
)
ANGLE = (
    "A protractor, a thread and a stone measure any slope: sight along the straight edge, pinch the thread, read the"
    " angle. Three people each measure the same slope before anybody says a number aloud."
)
HOUR = (
    "On three evenings, at the same hour, draw where one bright star stands above a roof that you know. Clouds are no"
    " failure: write them down, and go on with the next clear evening."
)


def camp(garden: Garden) -> None:
    bridge, island, hills = (garden.homes[slug] for slug in ("alder-bridge", "tern-island", "himal-danda"))
    _made_of_two(bridge, island, hills)
    with in_community(island.community.pk):
        sky = Curriculum.objects.get(title=SKY)
        edit_node(sky.nodes.get(title="The same hour"), body=HOUR)
        publish_version(sky, by=author_of(island), note="What to do about clouds.", share=True)


def _made_of_two(home: Home, *sources: Home) -> None:
    with in_community(home.community.pk):
        joss, draft = home.folk["teacher"][0], None
        for source, title, wanted in zip(sources, (SKY, SLOPES), ("Where am I?", "Reading a slope"), strict=True):
            shared = SharedVersion.objects.select_related("community").get(
                title=title, community=source.community, latest=True
            )
            keys = [node.key for node in shared.node_data if node.title == wanted]
            draft = take_part(shared, by=joss, keys=keys, into=draft, title="A camp above the weir")
        assert draft
        for title, body in (("A fist is ten degrees", FIST), ("An angle with a thread", ANGLE)):
            edit_node(draft.nodes.get(title=title), body=body)
        unit = add_node(draft, kind=Kind.UNIT, title="The camp itself")
        said: dict[str, Any] = {"title": "Where will the water go?", "body": PITCH, "minutes": 60}
        add_node(draft, kind=Kind.ACTIVITY, parent_key=unit.key, **said)
        draft.refresh_from_db()
        names = [*draft.authors, {"name": joss.display_name, "community": home.community.name}]
        told = edit_curriculum(draft, summary=SUMMARY, subject="Science", age_from=9, age_to=14, authors=names)
        publish_version(told, by=joss, note="After our first camp.", share=True)
