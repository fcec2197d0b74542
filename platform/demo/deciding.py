"""A few decisions of each community, spread over the last year."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from communities.governance.actions import decide
from communities.governance.models import Decision
from communities.governance.queries import value_of
from demo.planting import Garden, Home
from demo.words import say
from tenancy.scope import in_community

SHARING = "Share our figures with the network"


def decide_things(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            home.community.refresh_from_db()
            for key, value, title, reason, ago in _decisions(home):
                decide(
                    by=home.administrator, kind=Decision.Kind.SETTING, title=title, reason=reason,
                    settings={key: value}, at=timezone.now() - timedelta(days=ago),
                )  # fmt: skip


def _decisions(home: Home) -> list[tuple[str, Any, str, str, int]]:
    scale, calendar = value_of("mastery_scale"), value_of("calendar")
    finer = [*scale[:-1], {**scale[-1], "from": min(scale[-1]["from"] + 10, 95)}]
    first = calendar["terms"][1]["starts"]
    rest = {"name": say(home.place, "Repair day"), "starts": first, "ends": first}
    holidays = {**calendar, "holidays": [rest, *calendar["holidays"]]}
    decided = [
        ("mastery_scale", finer, "Ask more of the highest level", "Too many reached it in the first month.", 160),
        ("calendar", holidays, "A repair day before term", "We open the house together.", 60),
        ("reports", {"shares_reports": True}, SHARING, "Others learn from them, and we from theirs.", 21),
    ]
    return [(key, value, say(home.place, t), say(home.place, why), ago) for key, value, t, why, ago in decided]
