"""Two frameworks and what goes between them."""

from curriculum.crosswalks.actions import map_competencies, start_crosswalk
from tenancy.scope import in_community
from tests.curriculum.factories import a_framework


def a_crosswalk(by, *, lines=1, title="From M to N"):
    """Between two new frameworks of as many competencies: M.1 is the same as N.1, and so on."""
    codes = [f"{{}}.{number}" for number in range(1, max(lines, 2) + 1)]
    first, second = (
        a_framework(by.community, title=name, codes=" ".join([name, *(code.format(name) for code in codes)]))
        for name in ("M", "N")
    )
    with in_community(by.community_id):
        made = start_crosswalk(by=by, title=title, first=first, second=second)
        for code in codes[:lines]:
            one, other = first.competencies.get(code=code.format("M")), second.competencies.get(code=code.format("N"))
            map_competencies(made, first=one, match="exact", second=other)
    return made
