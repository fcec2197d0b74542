"""Text inside citations."""

import re

SPECIAL = re.compile(r"([\\{}$&#%_^~])")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def for_bibtex(text: str) -> str:
    """On one line; a backslash goes, since no text needs it."""
    return SPECIAL.sub(lambda found: "" if found[1] == "\\" else f"\\{found[1]}", on_one_line(text))
