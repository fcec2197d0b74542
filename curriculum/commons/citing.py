"""How a shared version is cited: as a sentence, and as an entry for a reference manager (BibTeX)."""

import re

from curriculum.commons.models import SharedVersion
from curriculum.commons.words import unaccented

SPECIAL = re.compile(r"([\\{}$&#%_^~])")


def as_bibtex(shared: SharedVersion, *, address: str) -> str:
    """An @misc entry, its key made of the first author, the year and the version; each name stands as it is written."""
    first = shared.authors[0]["name"] if shared.authors else shared.community.name
    word = re.sub(r"[^a-z]", "", unaccented(first.split()[-1]).lower()) or "curriculum"
    fields = {
        "author": " and ".join(f"{{{_plain(author['name'])}}}" for author in shared.authors),
        "title": f"{{{_plain(shared.title)}}}",
        "year": str(shared.published_at.year),
        "howpublished": _plain(shared.community.name),
        "edition": str(shared.number),
        "note": shared.get_licence_display(),
        "url": address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{word}{shared.published_at.year}v{shared.number},\n{lines}}}"


def _plain(text: str) -> str:
    """On one line; a backslash goes, since no text needs it."""
    return SPECIAL.sub(lambda found: "" if found[1] == "\\" else f"\\{found[1]}", " ".join(text.split()))
