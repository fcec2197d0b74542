"""What people can be told; apps above declare it in AppConfig.ready."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

Words = Callable[[Mapping[str, Any]], str]


class Topic(NamedTuple):
    """Kinds of notices that a person chooses about together."""

    key: str
    label: Any
    why: Any  # what comes under it, in one sentence
    urgent: bool  # mailed at once unless the person chose otherwise; the rest comes in the daily mail


class Kind(NamedTuple):
    key: str  # app.what_happened
    topic: str
    words: Words  # one line, in the active language, of the notice's parameters
    icon: str  # of static/icons.svg, without "i-"


TOPICS: dict[str, Topic] = {}
KINDS: dict[str, Kind] = {}


def declare_topic(key: str, label: Any, why: Any, *, urgent: bool = False) -> None:
    TOPICS[key] = Topic(key, label, why, urgent)


def declare_kind(key: str, *, topic: str, words: Words, icon: str = "bell") -> None:
    if topic not in TOPICS:
        raise ValueError(f"{key} names a topic that does not exist: {topic}")
    KINDS[key] = Kind(key, topic, words, icon)


def words_of(kind: str, params: Mapping[str, Any]) -> str:
    """A kind that is no longer known keeps its place."""
    known = KINDS.get(kind)
    return known.words(params) if known else str(_("News"))


def icon_of(kind: str) -> str:
    known = KINDS.get(kind)
    return known.icon if known else "bell"


def kinds_of(topic: str) -> list[str]:
    return [kind.key for kind in KINDS.values() if kind.topic == topic]
