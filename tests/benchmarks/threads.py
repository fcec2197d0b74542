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
ALIKE = {FEW: MANY // FEW, MANY: 1}  # as many nodes of each size, so that a small one does not stay in the cache


class Undone(Exception):
    """Ends a transaction whose writes are not to stay."""


def measure() -> list[Line]:
    north, south = Community.objects.order_by("slug")[:2]
    drafts = {size: [_a_draft(north, size) for _ in range(number)] for size, number in ALIKE.items()}
    lines: list[Line] = []
    gc.collect()
    gc.freeze()  # what others left behind is not looked through again and again
    for name, act in _acts(north, south):
        asked = {size: _queries(act, some[0]) for size, some in drafts.items()}
        assert asked[FEW] == asked[MANY], f"{name}: {asked}"
        times = [(_seconds(act, drafts[MANY]), _seconds(act, drafts[FEW])) for _ in range(ROUNDS)]
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


def _acts(north: Community, south: Community) -> Iterator[tuple[str, Callable[[Curriculum], None]]]:
    def published(draft: Curriculum) -> None:
        with in_community(north.pk):
            publish_version(draft, by=_writer())

    def shared(draft: Curriculum) -> None:
        with in_community(north.pk):
            share_version(publish_version(draft, by=_writer()))

    def adapted(draft: Curriculum) -> None:
        first = SharedVersion.objects.select_related("community").get(curriculum=draft.pk)
        with in_community(south.pk):
            adopt_version(first, by=_writer())

    def compared(draft: Curriculum) -> None:
        with in_community(north.pk):
            assert changes_between(draft.versions.get(), draft)

    yield from (("published", published), ("published and shared", shared), ("adapted", adapted))
    yield "compared", compared


def _undo(act: Callable[[Curriculum], Any], draft: Curriculum) -> float:
    begun = time.perf_counter()
    try:
        with transaction.atomic():
            begun = time.perf_counter()
            act(draft)
            ended = time.perf_counter()
            raise Undone
    except Undone:
        return ended - begun


def _queries(act: Callable[[Curriculum], Any], draft: Curriculum) -> int:
    with CaptureQueriesContext(connection) as asked:
        _undo(act, draft)
    return len(asked)


def _seconds(act: Callable[[Curriculum], Any], drafts: list[Curriculum]) -> float:
    """A draft of them; the best of two goes over all."""
    return min(sum(_undo(act, draft) for draft in drafts) for _ in range(2)) / len(drafts)
