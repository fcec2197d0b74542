"""A table that turns into cards on phones keeps its roles, and each cell carries the heading of its column."""

import re

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

TAG = re.compile(r"<(thead|tbody|tfoot|tr|td|th)\b([^>]*)>")
HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
SPAN = re.compile(r'colspan="(\d+)"')
GROUPS = {"thead", "tbody", "tfoot"}


def as_cards(rows: str) -> SafeString:
    """The rows of a table, each part with its ARIA role and each cell with `data-label`; what is said already stays."""
    head = HEAD.search(rows)
    labels: list[str] = []
    for attributes, heading in HEADING.findall(head[0]) if head else []:
        labels += [" ".join(strip_tags(heading).split())] * _span(attributes)
    column = 0
    in_head = False

    def rewrite(tag: re.Match[str]) -> str:
        nonlocal column, in_head
        name, attributes = tag[1], tag[2]
        if name in GROUPS:
            in_head = name == "thead"
            return f'<{name} role="rowgroup"{attributes}>'
        if name == "tr":
            column = 0
            return f'<tr role="row"{attributes}>'
        label = labels[column] if column < len(labels) else ""
        column += _span(attributes)
        if name == "th":
            return f'<th role="{"columnheader" if in_head else "rowheader"}"{attributes}>'
        if label and "data-label" not in attributes:
            attributes += f' data-label="{label}"'
        return f'<td role="cell"{attributes}>'

    return mark_safe(TAG.sub(rewrite, rows))  # noqa: S308 (the rows were escaped when they were rendered)


def _span(attributes: str) -> int:
    found = SPAN.search(attributes)
    return int(found[1]) if found else 1
