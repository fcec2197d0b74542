"""What pages about curricula write."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from curriculum import part_wording, wording
from curriculum.comparing import Change
from curriculum.licences import Licence
from curriculum.nodes import NodeData
from curriculum.values import Translation
from files.types import label_of
from web.text import render_markdown

register = template.Library()
register.filter("duration", wording.duration)
register.filter("ages", wording.ages)
register.filter("author_names", wording.author_names)
register.filter("field_label", wording.label_of)
register.filter("said", wording.said)
register.filter("named", wording.named)
register.filter("facts_of", part_wording.facts_of)
register.filter("tags_of", part_wording.tags_of)
register.filter("type_label", label_of)
register.filter("licence_name", lambda licence: Licence(licence).label)


@register.filter
def lesson(text: str) -> SafeString:
    """Markdown with the pictures of a community's files."""
    return render_markdown(text or "", pictures=True)


@register.filter
def lookup(found: dict[Any, Any] | None, key: Any) -> Any:
    return (found or {}).get(key)


@register.filter
def value_of(thing: Any, name: str) -> Any:
    return getattr(thing, name)


@register.filter
def kind_icon(kind: str) -> str:
    return {"unit": "layers", "assessment": "clipboard-check", "resource": "folder"}.get(kind, "file-text")


@register.filter
def is_mine(language: str) -> bool:
    """The page's."""
    return language.partition("-")[0] == _mine()


def _mine() -> str:
    return (get_language() or "").partition("-")[0]


@register.filter
def in_my_language(node: NodeData) -> Translation | None:
    """What a reader of the page's language reads instead of the original."""
    mine = _mine()
    return next((one for one in node.translations if one.language.partition("-")[0] == mine), None)


@register.filter
def title_for_me(node: NodeData) -> str:
    told = in_my_language(node)
    return told.title if told else node.title


@register.filter
def was_moved_too(change: Change) -> bool:
    """A changed node that also lies in another unit now."""
    return bool(change.old and change.new and change.old.parent_key != change.new.parent_key)
