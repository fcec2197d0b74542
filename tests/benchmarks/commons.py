"""Searching 100,000 shared parts against looking one curriculum up: pages as the first is shown, within one process."""

import random
import statistics
import time
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from communities.models import Community, Membership
from curriculum.commons.content import content_of, keep_materials, keep_words, searched_by
from curriculum.commons.fitting.actions import write_means
from curriculum.commons.models import Searched, SharedVersion
from curriculum.models import AccessFeature, Kind, Method, Version
from curriculum.nodes import NodeData
from curriculum.values import Ref
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

CURRICULA, PARTS, ROUNDS = 5_000, 20, 60
THINGS = [f"thing number {number}" for number in range(400)]
LANGUAGES = ("en", "es", "ar", "pt", "fr", "sw")
SEARCHES = {
    "one page of a shared curriculum": "",
    "all of them": "?",
    "a word, by its stem": "?q=rivers",
    "two words": "?q=measuring+rivers",
    "a slip of the pen": "?q=rivesr",
    "five filters": "?language=en&subject=Subject+3&age=10&method=outdoor&length=days",
    "what fits a reader's community": "?fits=community0",
}


def measure(world: World) -> list[Line]:
    _fill(world.communities[:200])
    client, member, shared = (
        Client(SERVER_NAME="localhost"),
        _a_member(world.communities[0]),
        SharedVersion.objects.filter(language="en").first(),
    )
    assert shared is not None
    times: dict[str, list[float]] = {name: [] for name in SEARCHES}
    for round_ in range(ROUNDS + 3):
        for name, query in SEARCHES.items():
            begun = time.perf_counter()
            answer = (member if "fits" in query else client).get(
                f"/commons/{query}" if query else f"/commons/{shared.pk}/"
            )
            assert answer.status_code == 200, (name, answer.status_code)
            if round_ >= 3:
                times[name].append((time.perf_counter() - begun) * 1000)
    p95 = {name: statistics.quantiles(found, n=20)[18] for name, found in times.items()}
    look_up, *searches = p95.items()
    middle = statistics.median(times[look_up[0]])
    lines = [Line(f"commons of {CURRICULA * PARTS:,} parts: {look_up[0]}", middle, "ms")]
    for name, figure in searches:
        lines += [Line(f"  {name}, p95", figure, "ms"), Line("    ratio", figure / middle, "×", 5, at_least=False)]
    return lines


def _a_member(community: Community) -> Client:
    """Signed in, of a community that has half of the things."""
    reader = Person.objects.create(username="reader", password="!")
    with in_community(community.pk):
        member = Membership.objects.create(person=reader, display_name="Reader", roles=["teacher"])
        write_means(by=member, materials=THINGS[::2], age_from=6, age_to=12)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)
    return client


def _fill(communities: list[Community]) -> None:
    chance = random.Random(3)
    words = _words(chance)
    for place, community in enumerate(communities):
        with in_community(community.pk):
            numbers = range(place, CURRICULA, len(communities))
            made = SharedVersion.objects.bulk_create(_version(number, community, words, chance) for number in numbers)
            Searched.objects.bulk_create(Searched(**searched_by(one, one.node_data)) for one in made)
    keep_words(" ".join((*words, *THINGS)))
    for language in LANGUAGES:
        keep_materials(THINGS, language)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _words(chance: random.Random) -> list[str]:
    """Invented ones, and some that a tenth of the curricula have."""
    letters = "abcdefghijklmnoprstuvz"
    invented = {"".join(chance.choices(letters, k=chance.randint(4, 10))) for _each in range(5_000)}
    return [*sorted(invented), "river", "rivers", "measure", "measuring"]


def _version(number: int, community: Community, words: list[str], chance: random.Random) -> SharedVersion:
    language = chance.choice(LANGUAGES)
    about: dict[str, Any] = {
        "title": " ".join(chance.sample(words, 3)), "language": language, "subject": f"Subject {number % 40}",
        "summary": " ".join(chance.sample(words, 12)), "age_from": number % 12, "age_to": number % 12 + 4,
        "licence": "CC-BY-4.0", "authors": [{"name": f"Author {number % 300}", "community": community.name}],
    }  # fmt: skip
    version = Version(community=community, number=1, **about)
    things = tuple(chance.sample(THINGS, number % 4))
    nodes = [_part(place, words, things, chance) for place in range(PARTS)]
    return SharedVersion(
        community=community, curriculum=uuid4(), version=version.pk, number=1, published_at=timezone.now(),
        **about, **content_of(version, nodes),
    )  # fmt: skip


def _part(place: int, words: list[str], things: tuple[str, ...], chance: random.Random) -> NodeData:
    return NodeData(
        key=uuid4(), kind=Kind.ACTIVITY if place else Kind.UNIT, parent_key=None, position=place,
        title=" ".join(chance.sample(words, 3)), body=" ".join(chance.sample(words, 20)), minutes=30,
        method=chance.choice(Method.values), access_features=(chance.choice(AccessFeature.values),),
        materials=things, teaches=(Ref(uuid4(), f"Competency {chance.randrange(400)}"),),
    )  # fmt: skip
