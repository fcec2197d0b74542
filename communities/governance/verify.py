"""Proof that a community's settings stand on its decisions and that its public face says what they say."""

from communities.governance.kinds import KINDS
from communities.governance.models import Decision
from communities.governance.queries import settings_in_force
from communities.models import Community


def first_difference(community: Community) -> str:
    """What is wrong first in the open scope's community, or nothing."""
    return _numbering() or _settings(community)


def _numbering() -> str:
    """Decisions are numbered from 1 without gaps, and the first is the founding."""
    numbers = list(Decision.objects.order_by("number").values_list("number", "kind"))
    if not numbers or numbers[0] != (1, Decision.Kind.FOUNDING):
        return "decision 1 is not a founding"
    gap = next((expected for expected, (number, _kind) in enumerate(numbers, 1) if number != expected), None)
    return f"decision {gap} is missing" if gap else ""


def _settings(community: Community) -> str:
    """Each setting has a value with a decision behind it, and the face shows it."""
    in_force = settings_in_force()
    for key, kind in KINDS.items():
        if key not in in_force:
            return f"setting {key} has no value"
        decided = in_force[key].value
        shown = kind.shown(community) if kind.shown else decided
        if shown != decided:
            number = in_force[key].decision.number
            return f"setting {key}: the public face says {shown!r}, decision {number} says {decided!r}"
    return ""
