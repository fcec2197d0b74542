"""Files within the text: stored in the community and named in its Markdown."""

from typing import Any

from files.actions import store_file
from web.links import url_at


def with_file(written: dict[str, Any], upload: Any, community: Any) -> dict[str, Any]:
    """What was written, with a line at its end for the uploaded file, if any; a picture shows, others are linked."""
    if not upload:
        return written
    stored = store_file(upload)
    line = (
        f"{'!' if stored.is_picture else ''}[{stored.name}]({url_at(community, 'files-file', stored.pk, stored.name)})"
    )
    return {**written, "body": f"{written['body'].rstrip()}\n\n{line}\n".lstrip()}
