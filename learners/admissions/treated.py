"""Which figures of a draw a reader sees."""

from collections.abc import Mapping

from communities.access import Access
from learners.admissions.models import Draw
from learners.admissions.queries import standing
from learners.admissions.treatment import Figures, counted, exact, in_reach


def figures_for(draw: Draw, access: Access) -> tuple[Mapping[str, Mapping[str, Figures]], bool]:
    """All of them for who runs the round and sees the answers; else those published at the draw."""
    if access.can("learners.see_enrolments") and access.can("learners.see_equity"):
        return exact(counted(standing(draw.round), in_reach(draw.document))), True
    return draw.treatment, False
