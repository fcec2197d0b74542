"""From which template each community was founded."""

from copy import deepcopy
from typing import Any

from communities.governance.charter.templates import template_called
from demo.places import Place

RANKING = "tern-island"  # so does this one (ranking.py)
TOGETHER = ("alder-bridge", "rio-claro")  # they adopt decision rules of their own later (proposing.py)
TEMPLATES = {
    "alder-bridge": "parent-cooperative",
    "rio-claro": "parent-cooperative",
    "nour-garden": "teacher-cooperative",
    "vila-mare": "village-learning-centre",
    "nad-struga": "teacher-cooperative",
    "mto-mwekundu": "village-learning-centre",
    "himal-danda": "democratic-school",
    "tern-island": "school-council",
}


def from_template(place: Place) -> dict[str, Any]:
    """What a community takes from its template; three of them adopt decision rules of their own later."""
    values = deepcopy(template_called(TEMPLATES[place.slug]).values(place.languages))
    rules = values.pop("decision_rules")
    kept = ("charter", "membership") if place.slug in (*TOGETHER, RANKING) else rules.keys()
    return {**values, "decision_rules": {matter: rules[matter] for matter in kept}}
