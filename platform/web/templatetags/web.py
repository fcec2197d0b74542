"""What every template may use."""

from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tenancy.keys import uuid7
from web import amounts, comparison, shoots
from web.links import url_at, url_here
from web.tables import as_cards
from web.text import render_markdown

register = template.Library()

POINTING = {"chevron-left", "chevron-right", "arrow-left", "arrow-right", "undo-2", "log-out"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture of static/icons.svg; it says nothing to a screen reader, so a word stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        " flip" if name in POINTING else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def drawn(template_name: str, **values: Hashable) -> SafeString:
    """A part of the page that shows nothing but these values: drawn once for the same ones in the same language."""
    return _drawn(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=2000)
def _drawn(template_name: str, _language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(get_template(template_name).render(dict(values)))


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of the community the request is in."""
    return url_here(context["request"], name, *args, **kwargs)


@register.simple_tag
def at(community: Any, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of another community."""
    return url_at(community, name, *args, **kwargs)


@register.simple_tag
def form_key() -> SafeString:
    """A key of its own for each form shown, so that sending it twice does the work once."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid7())


@register.simple_tag(takes_context=True)
def sorting(context: template.Context, key: str, default: str = "") -> dict[str, str]:
    """How the list is sorted by this key now, and the address that sorts it the other way."""
    query = context["request"].GET.copy()
    now = query.get("sort", default)
    query["sort"] = f"-{key}" if now == key else key
    query.pop("page", None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"direction": direction, "url": f"?{query.urlencode()}"}


@register.filter
def tone_icon(tone: str, otherwise: str = "circle-dashed") -> str:
    return {"good": "circle-check", "wait": "clock", "stop": "circle-x", "live": "circle-dot"}.get(tone, otherwise)


@register.filter
def message_tone(level: str) -> str:
    return {"success": "good", "warning": "wait", "error": "stop"}.get(level, "")


@register.filter
def initials(name: Any) -> str:
    """Up to two letters of the first two words that start with a letter."""
    return "".join(word[0] for word in str(name).split() if word[0].isalpha())[:2].upper() or "·"


@register.filter
def has_content(text: str) -> bool:
    return bool(text and text.strip())


register.filter(as_cards)


@register.simple_tag
def money(amount: int | None, currency: str) -> str:
    """Minor units in the active language."""
    return "" if amount is None else amounts.write_money(amount, currency)


@register.filter
def number(value: Any, places: int | None = None) -> str:
    return "" if value in (None, "") else amounts.write_number(value, places)


@register.filter
def percent(value: Any) -> str:
    """A part of one, as per cent."""
    return "" if value in (None, "") else amounts.write_share(value)


@register.filter
def day(value: Any) -> str:
    return amounts.write_day(value) if value else ""


@register.filter
def moment(value: Any) -> str:
    return amounts.write_moment(value) if value else ""


@register.filter
def language_name(code: str) -> str:
    return amounts.language_name(code)


@register.filter
def country_name(code: str) -> str:
    return amounts.country_name(code)


@register.filter
def markdown(text: str) -> SafeString:
    return render_markdown(text or "")


@register.filter
def share(part: Any, whole: Any) -> str:
    """A part of a whole as an SVG length, "48.0%", between none and all of it."""
    return f"{min(max(part / whole, 0), 1) * 100:.1f}%" if part and whole else "0%"


@register.simple_tag
def compared(old: str, new: str) -> comparison.Comparison:
    return comparison.compared(old or "", new or "")


@register.simple_tag
def root_of(communities: Any) -> shoots.Drawing:
    return shoots.drawn(communities)


@register.simple_tag(takes_context=True)
def show_panel(context: template.Context, shown: dict[str, Any]) -> SafeString:
    """One of panels_for(…): its template finds what its context gave by name, and all of it in `panel`."""
    with context.push(**{**shown, "panel": shown}):
        return context.template.engine.get_template(shown["template"]).render(context)  # type: ignore[union-attr]
