"""What pages about curricula write."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.comparing import Change
from curriculum.merging import Spot
from curriculum.models import Curriculum, Kind
from curriculum.nodes import NodeData
from web.amounts import language_name, write_number
from web.text import render_markdown

register = template.Library()
HOUR = 60  # minutes


@register.filter
def lesson(text: str) -> SafeString:
    """Markdown with the pictures of a community's files."""
    return render_markdown(text or "", pictures=True)


@register.filter
def duration(minutes: int | None) -> str:
    """Minutes as people say them: up to two hours in minutes, then in hours."""
    if not minutes:
        return ""
    if minutes <= 2 * HOUR:
        return _("%(n)s min") % {"n": write_number(minutes)}
    hours = round(minutes / HOUR)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": write_number(hours)}


@register.filter
def ages(described: Any) -> str:
    """For whom, by age, in words; nothing when that is left open."""
    first, last = described.age_from, described.age_to
    if first is not None and last is not None:
        return _("ages %(first)s to %(last)s") % {"first": first, "last": last}
    if first is not None:
        return _("from age %(first)s") % {"first": first}
    return _("up to age %(last)s") % {"last": last} if last is not None else ""


@register.filter
def author_names(authors: list[dict[str, str]]) -> str:
    return ", ".join(author["name"] for author in authors)


@register.filter
def field_label(name: str) -> str:
    """What a field of a curriculum is called."""
    if name == "authors":
        return _("authors")
    return str(Curriculum._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


@register.filter
def field_value(value: Any, name: str) -> str:
    if name == "authors":
        return author_names(value)
    return language_name(value) if name == "language" else str("" if value is None else value)


@register.filter
def side_text(value: Any, name: str) -> str:
    """A value of curriculum.merging in words."""
    if isinstance(value, NodeData):
        return f"{value.title}\n\n{value.body}".strip()
    if isinstance(value, Spot):
        told = {"unit": value.unit, "after": value.after}
        unit = _("in “%(unit)s”") % told if value.unit else _("on its own")
        return f"{unit}, " + (_("after “%(after)s”") % told if value.after else _("first"))
    if value in (None, ""):
        return "–"
    if name == "kind":
        return str(Kind(value).label)
    return duration(value) if name == "minutes" else field_value(value, name)


@register.filter
def change_label(field: str) -> str:
    """What a change of curriculum.merging is about."""
    named = {"node": _("all of it"), "place": _("its place"), "kind": _("kind"), "body": _("text")}
    named["minutes"] = _("minutes")
    return str(named.get(field) or field_label(field))


@register.filter
def lookup(found: dict[Any, Any] | None, key: Any) -> Any:
    return (found or {}).get(key)


@register.filter
def was_moved_too(change: Change) -> bool:
    """A changed node that also lies in another unit now."""
    return bool(change.old and change.new and change.old.node.parent_key != change.new.node.parent_key)
