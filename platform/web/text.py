"""What people write, as HTML that harms nobody."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
HIGHEST, DEEPEST = 3, 6


def _below_the_section(state: StateCore) -> None:
    """A page has its own h1 and h2: the highest heading people write is an h3."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + HIGHEST, DEEPEST)}"


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").disable("image")
_markdown.core.ruler.push("below_the_section", _below_the_section)


def render_markdown(text: str) -> SafeString:
    """CommonMark with tables, without HTML and pictures; its direction follows its first letter."""
    clean = nh3.clean(
        _markdown.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener"
    )
    return mark_safe(f'<div class="prose" dir="auto">{clean}</div>')  # noqa: S308 (cleaned)
