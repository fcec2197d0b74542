"""What the pages of a framework and a competency show of crosswalks."""

from typing import Any

from curriculum.crosswalks.queries import crosswalks_of, equivalents
from curriculum.models import Competency, Framework


def of_framework(request: Any, framework: Framework) -> dict[str, Any] | None:
    rows, writes = list(crosswalks_of(framework)[:20]), request.access.can("curriculum.write")
    return {"rows": rows, "writes": writes, "framework": framework} if rows or writes else None


def of_competency(_request: Any, competency: Competency) -> dict[str, Any] | None:
    rows = equivalents(competency)
    return {"rows": rows} if rows else None
