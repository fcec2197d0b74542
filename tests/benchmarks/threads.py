"""Publishing, adapting and comparing a curriculum of 2,000 nodes through the database, against one of 200."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from communities.models import Community, Membership
from curriculum.actions import create_curriculum, fill_draft, publish_version
from curriculum.commons.actions import adopt_version, share_version
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum
from curriculum.queries import changes_between
from tenancy.scope import in_community
from tests.benchmarks.merging import FEW, MANY, nodes_of
from tests.benchmarks.table import Line

ROUNDS = 5


class Undone(Exception):
    """Ends a transaction whose writes are not to stay."""


def measure() -> list[Line]:
    north, south = Community.objects.order_by("slug")[:2]
    drafts = {size: _a_draft(north, size) for size in (FEW, MANY)}
    lines: list[Line] = []
    gc.collect()
    gc.freeze()  # what others left behind is not looked through again and again
    for name, act in _acts(north, south, drafts):
        asked = {size: _queries(act, size) for size in drafts}
        assert asked[FEW] == asked[MANY], f"{name}: {asked}"
        times = [(_seconds(act, MANY), _seconds(act, FEW)) for _ in range(ROUNDS)]
        middle = statistics.median(large for large, _ in times) * 1000
        ratio = statistics.median(large / small for large, small in times)
        lines += [
            Line(f"{MANY:,} nodes {name}, in {asked[MANY]} statements", middle, "ms"),
            Line(f"  ratio to {FEW}", ratio, "×", 12, at_least=False),
        ]
    gc.unfreeze()
    return lines


def _a_draft(home: Community, size: int) -> Curriculum:
    """Its first version is shared, and most of it has changed since."""
    with in_community(home.pk):
        by = _writer()
        draft = create_curriculum(by=by, title=f"Of {size}", language="en")
        draft = fill_draft(draft, nodes_of(size))
        publish_version(draft, by=by, share=True)
        return fill_draft(draft, nodes_of(size, "there", 3))


def _writer() -> Membership:
    found: Membership = Membership.objects.order_by("pk")[:1].get()
    return found


def _acts(
    north: Community, south: Community, drafts: dict[int, Curriculum]
) -> Iterator[tuple[str, Callable[[int], None]]]:
    def published(size: int) -> None:
        with in_community(north.pk):
            publish_version(drafts[size], by=_writer())

    def shared(size: int) -> None:
        with in_community(north.pk):
            share_version(publish_version(drafts[size], by=_writer()))

    def adapted(size: int) -> None:
        first = SharedVersion.objects.select_related("community").get(curriculum=drafts[size].pk)
        with in_community(south.pk):
            adopt_version(first, by=_writer())

    def compared(size: int) -> None:
        with in_community(north.pk):
            assert changes_between(drafts[size].versions.get(), drafts[size])

    yield from (("published", published), ("published and shared", shared), ("adapted", adapted))
    yield "compared", compared


def _undo(act: Callable[[int], Any], size: int) -> float:
    begun = time.perf_counter()
    try:
        with transaction.atomic():
            begun = time.perf_counter()
            act(size)
            ended = time.perf_counter()
            raise Undone
    except Undone:
        return ended - begun


def _queries(act: Callable[[int], Any], size: int) -> int:
    with CaptureQueriesContext(connection) as asked:
        _undo(act, size)
    return len(asked)


def _seconds(act: Callable[[int], Any], size: int) -> float:
    """The best of two."""
    return min(_undo(act, size) for _ in range(2))
