"""How a shared version is cited: as a sentence, and for a reference manager (BibTeX, CSL-JSON)."""

import re
from typing import Any

from curriculum.commons.models import SharedVersion
from curriculum.commons.words import unaccented
from web.citing import for_bibtex, on_one_line


def as_bibtex(shared: SharedVersion, *, address: str) -> str:
    """An @misc entry, its key made of the first author, the year and the version; each name stands as it is written."""
    fields = {
        "author": " and ".join(f"{{{for_bibtex(author['name'])}}}" for author in shared.authors),
        "title": f"{{{for_bibtex(shared.title)}}}",
        "year": str(shared.published_at.year),
        "howpublished": for_bibtex(shared.community.name),
        "edition": str(shared.number),
        "note": shared.get_licence_display(),
        "url": address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{_key(shared)},\n{lines}}}"


def as_csl(shared: SharedVersion, *, address: str) -> dict[str, Any]:
    """An item of CSL-JSON (citationstyles.org, csl-data.json of CSL 1.0.2), under the same key.

    A name is `literal`, since nobody said which part of it is the family's; the licence has no field but the note."""
    issued = shared.published_at.date()
    item: dict[str, Any] = {
        "id": _key(shared), "type": "document", "title": on_one_line(shared.title),
        "author": [{"literal": on_one_line(author["name"])} for author in shared.authors],
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        "publisher": on_one_line(shared.community.name), "publisher-place": on_one_line(shared.community.place),
        "version": str(shared.number), "language": shared.language, "URL": address,
        "note": str(shared.get_licence_display()),
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def _key(shared: SharedVersion) -> str:
    first = shared.authors[0]["name"] if shared.authors else shared.community.name
    word = re.sub(r"[^a-z]", "", unaccented(first.split()[-1]).lower()) or "curriculum"
    return f"{word}{shared.published_at.year}v{shared.number}"
