"""What the fields of curricula and their parts are called, and their values in words."""

from collections.abc import Callable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.merging import Spot
from curriculum.models import AccessFeature, AccessHazard, AccessMode, Answers, Curriculum, Kind, Method, Node
from curriculum.nodes import NAMES, NodeData
from curriculum.questions import Question
from curriculum.values import Author, Medium, Ref, Translation
from files.types import label_of as type_label
from web.amounts import language_name, write_number

HOUR = 60  # minutes
CHOICES: dict[str, Any] = {
    "kind": Kind, "method": Method, "access_modes": AccessMode, "access_features": AccessFeature,
    "access_hazards": AccessHazard, "answers": Answers,
}  # fmt: skip


def duration(minutes: int | None) -> str:
    """Minutes as people say them: up to two hours in minutes, then in hours."""
    if not minutes:
        return ""
    if minutes <= 2 * HOUR:
        return _("%(n)s min") % {"n": write_number(minutes)}
    hours = round(minutes / HOUR)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": write_number(hours)}


def ages(described: Any) -> str:
    """For whom, by age; nothing when that is left open."""
    first, last = described.age_from, described.age_to
    if first is not None and last is not None:
        return _("ages %(first)s to %(last)s") % {"first": first, "last": last}
    if first is not None:
        return _("from age %(first)s") % {"first": first}
    return _("up to age %(last)s") % {"last": last} if last is not None else ""


def author_names(authors: Any) -> str:
    """Of authors, as a curriculum or one of its parts has them."""
    return ", ".join(one.name if isinstance(one, Author) else one["name"] for one in authors)


def label_of(name: str) -> str:
    """What a field of a curriculum or a part is called; and what a change of curriculum.merging is about."""
    named = {"node": _("all of it"), "place": _("its place"), "authors": _("authors")}
    if name in named:
        return named[name]
    model = Node if name in NAMES else Curriculum
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def named(value: str, name: str) -> str:
    """A value of a field that has choices."""
    known = CHOICES[name]
    return str(known(value).label) if value in known else value


def said(value: Any, name: str) -> str:
    """Any value of any field; nothing is a dash."""
    if value in (None, "", (), []):
        return "–"
    if isinstance(value, NodeData):
        return f"{value.title}\n\n{value.body}".strip()
    if isinstance(value, Spot):
        return _spot(value)
    if name == "authors":
        return author_names(value)
    if isinstance(value, tuple):
        return "\n".join(_one(each, name) for each in value)
    return _one(value, name)


def _spot(spot: Spot) -> str:
    told = {"unit": spot.unit, "after": spot.after}
    unit = _("in “%(unit)s”") % told if spot.unit else _("on its own")
    return f"{unit}, " + (_("after “%(after)s”") % told if spot.after else _("first"))


def question_said(question: Question) -> str:
    """With what is right, for those who write it."""
    told = [f"{question.prompt} ({question.label}, {question.points})", *question.written_out()]
    said_after = [question.feedback_right, question.feedback_wrong, question.feedback]
    return "\n".join([*told, *(f"» {one}" for one in said_after if one)]) + "\n"


def medium_said(medium: Medium) -> str:
    languages = ", ".join(language_name(one.language) for one in medium.captions)
    told = [
        f"{medium.title} ({type_label(medium.media_type)}, {filesizeformat(medium.size)})",
        language_name(medium.language) if medium.language else "",
        f"{_('Captions')}: {languages}" if languages else "",
        medium.transcript,
    ]
    return "\n".join(one for one in told if one) + "\n"


def _translation_said(value: Translation) -> str:
    return f"{language_name(value.language)}: {value.title}\n{value.body}".strip()


SAID: dict[type, Callable[[Any], str]] = {
    Ref: lambda ref: str(ref.title), Translation: _translation_said, Medium: medium_said,
}  # fmt: skip


def _one(value: Any, name: str) -> str:
    if type(value) in SAID:
        return SAID[type(value)](value)
    if isinstance(value, Question):
        return question_said(value)
    if name == "language":
        return language_name(value)
    if name == "minutes":
        return duration(value)
    return named(value, name) if name in CHOICES else str(value)
