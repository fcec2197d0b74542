"""What a public page says of itself to search engines and other programs: JSON-LD in the words of schema.org."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}  # no text ends the element


def json_ld(thing: dict[str, Any]) -> SafeString:
    """A data block; what is empty is left out."""
    told = json.dumps({"@context": "https://schema.org", **_said(thing)}, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{told}</script>')  # noqa: S308 (escaped)


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _said(one) for name, one in value.items() if one not in (None, "", [], {})}
    return [_said(one) for one in value] if isinstance(value, list) else value
